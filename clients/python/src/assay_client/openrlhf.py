"""Rewards for OpenRLHF: `--remote_rm_url` is a Python file that has `reward_func`, such as this one, or one of yours.

A file of yours says more than the defaults and the environment do:

    from assay_client.openrlhf import reward_function
    reward_func = reward_function("http://judge:8600", scheme="soft")
"""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from assay_client.judge import Judge
from assay_client.no_verdict import WithoutVerdict, numbers
from assay_client.options import SchemeOptions

if TYPE_CHECKING:
    from typing_extensions import Unpack

RewardFunction = Callable[..., dict[str, object]]


def reward_function(
    url: str | None = None,
    *,
    api_key: str | None = None,
    language: str = "python",
    without_verdict: WithoutVerdict = "raise",
    **options: Unpack[SchemeOptions],
) -> RewardFunction:
    """A `reward_func(queries, prompts, labels)`. Labels are ids of problems, or problems (see `ground_truth`).

    It answers `rewards`, `scores` (the rewards, within 0 and 1) and `extra_logs` with the part of the tests that
    passed: tensors of shape (samples,) where torch is installed, else lists.

    Args:
        url: Of the service; default as with `Assay`.
        api_key: Default: ASSAY_API_KEY.
        language: Of the programs.
        without_verdict: What stands for a reward that is not known: `raise`, `group_mean` or a number.
        options: How batches are paid.
    """
    judge = Judge(url, api_key, language, options)

    def reward_func(
        queries: Sequence[str], prompts: Sequence[str], labels: Sequence[object], **_more: object
    ) -> dict[str, object]:
        responses = [_response(query, prompt) for query, prompt in zip(queries, prompts, strict=True)]
        paid = judge.pay(responses, labels, [None] * len(responses))
        rewards = numbers(paid, without_verdict)
        passed = [one.passed / one.total if one.total else 0.0 for one in paid]
        return {
            "rewards": _tensor(rewards),
            "scores": _tensor([min(1.0, max(0.0, reward)) for reward in rewards]),
            "extra_logs": {"assay_passed": _tensor(passed)},
        }

    return reward_func


def _response(query: str, prompt: str) -> str:
    """What comes after the prompt; before it there may be a token that begins the text."""
    start = query.find(prompt)
    return query if start < 0 else query[start + len(prompt) :]


def _tensor(values: list[float]) -> object:
    if importlib.util.find_spec("torch") is None:
        return values
    import torch

    return torch.tensor(values, dtype=torch.float32)


reward_func = reward_function()
