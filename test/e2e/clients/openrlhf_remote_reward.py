"""Fetches rewards as OpenRLHF's executor of single turns does, with its own module, as it is published.

The package's other modules want all that a trainer needs, so `openrlhf.utils` is only the folder of the module here.
What the model would have generated is in the request: a token is a letter.

Reads {"endpoint", "samples": [{"prompt", "response", "label"}]}; writes reward, scores and logs of each, and of which
types of Python the rewards are.
"""

import asyncio
import json
import sys
import types
from importlib.machinery import PathFinder

answer, sys.stdout = sys.stdout, sys.stderr  # where it logs
package = types.ModuleType("openrlhf.utils")
package.__path__ = [f"{PathFinder.find_spec('openrlhf').submodule_search_locations[0]}/utils"]
sys.modules[package.__name__] = package

from openrlhf.utils.agent import SingleTurnAgentExecutor  # noqa: E402


class Letters:
    """The tokenizer that the executor is given."""

    def __call__(self, text, **_):
        return {"input_ids": [types.SimpleNamespace(tolist=lambda: [ord(letter) for letter in text])]}

    def decode(self, tokens, **_):
        return "".join(map(chr, tokens))


class Model:
    """The engine that the executor is given, which answers what the request says."""

    def __init__(self, response):
        self.response = response

    async def generate(self, *_, **__):
        tokens = [ord(letter) for letter in self.response]
        return types.SimpleNamespace(outputs=[types.SimpleNamespace(token_ids=tokens, finish_reason="stop", logprobs=None)])


async def main():
    request = json.load(sys.stdin)
    executor = SingleTurnAgentExecutor(request["endpoint"])
    sampling = types.SimpleNamespace(max_tokens=10_000, logprobs=None)
    rollouts = await asyncio.gather(
        *(
            executor.execute(sample["prompt"], sample["label"], sampling, 20_000, Letters(), Model(sample["response"]))
            for sample in request["samples"]
        )
    )
    return {
        "rollouts": [{name: rollout[name] for name in ("reward", "scores", "extra_logs")} for rollout in rollouts],
        "kinds": sorted({type(reward).__name__ for rollout in rollouts for reward in rollout["reward"] or []}),
    }


json.dump(asyncio.run(main()), answer)
