"""How many groups of rollouts teach a policy something, by the scheme that pays them.

GRPO learns from a group only when its rewards differ. A policy for which whole solutions are
rare gets equal rewards from `all_or_nothing`, time and again; levels of difficulty pay what
comes before a whole solution. This trains a toy policy, once with each scheme, and counts.

    PYTHONPATH=clients/python/src python3 -m examples.reward_density
    PYTHONPATH=clients/python/src python3 -m examples.reward_density --steps 60 --svg density.svg
    PYTHONPATH=clients/python/src python3 -m examples.reward_density --url http://127.0.0.1:8600

Without --url it starts a server of its own, of the checkout that it is in.
"""

from __future__ import annotations

import argparse
import contextlib
import math
import statistics
import sys
from pathlib import Path
from typing import NamedTuple

from assay_client import Assay, RewardItem
from assay_client.testing import EmbeddedServer

from .chart import line_chart, table
from .policy import Policy, Rollout, advantages_of
from .problems import PROBLEMS, Problem

SCHEMES = ("all_or_nothing", "strict", "soft")
KNOWN, RATE, SEED = 0.3, 0.5, 1
# So many rollouts of the policy as it begins tell how hard the tests are.
CALIBRATION = 64


class Run(NamedTuple):
    """What one training came to, step by step: shares, 0 to 1."""

    useful_groups: list[float]
    solved: list[float]


def new_policy() -> Policy:
    """As each training begins."""
    return Policy([len(problem.parts) for problem in PROBLEMS], known=KNOWN, seed=SEED)


def items_of(problem: Problem, group: list[Rollout]) -> list[RewardItem]:
    """A group as items of a batch."""
    name = str(problem.suite["id"])
    return [{"problem_id": name, "language": "python", "code": problem.program(known)} for known in group]


def learn_difficulty(client: Assay) -> str:
    """Uploads the problems, and has the pass rates of their tests counted; pins the levels that come of them."""
    client.upload([problem.suite for problem in PROBLEMS])
    policy = new_policy()
    items = [item for n, problem in enumerate(PROBLEMS) for item in items_of(problem, policy.draw(n, CALIBRATION))]
    client.rewards(items, scheme="soft", observe=True, policy="before-training")
    return client.snapshot("before-training")


def train(client: Assay, scheme: str, levels: str, *, steps: int, rollouts: int) -> Run:
    """Trains a new policy by the rewards of one scheme."""
    policy = new_policy()
    run = Run([], [])
    for step in range(steps):
        groups = [policy.draw(problem, rollouts) for problem in range(len(PROBLEMS))]
        # The whole step is one call; programs that are drawn more than once are judged once.
        items = [item for problem, group in zip(PROBLEMS, groups, strict=True) for item in items_of(problem, group)]
        rewards = [one.reward for one in client.rewards(items, scheme=scheme, levels=levels)]
        useful = 0
        for problem, group in enumerate(groups):
            advantages = advantages_of(rewards[problem * rollouts : (problem + 1) * rollouts])
            useful += any(advantages)
            policy.learn(problem, group, advantages, RATE)
        run.useful_groups.append(useful / len(groups))
        run.solved.append(statistics.fmean(math.prod(policy.probabilities(n)) for n in range(len(PROBLEMS))))
        if sys.stderr.isatty():
            print(
                f"\r{scheme}: step {step + 1} of {steps} ",
                end="" if step + 1 < steps else "\n",
                file=sys.stderr,
                flush=True,
            )
    return run


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(
        prog="reward_density", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--url", help="a service that runs already; it keeps the problems")
    parser.add_argument("--steps", type=int, default=60, help="of each training (default: 60)")
    parser.add_argument("--rollouts", type=int, default=8, help="in a group (default: 8)")
    parser.add_argument("--svg", type=Path, help="where to draw the chart")
    options = parser.parse_args()
    with contextlib.ExitStack() as stack:
        url = options.url or stack.enter_context(EmbeddedServer(Path(__file__).parents[2])).url
        client = stack.enter_context(Assay(url))
        levels = learn_difficulty(client)
        runs = {
            scheme: train(client, scheme, levels, steps=options.steps, rollouts=options.rollouts) for scheme in SCHEMES
        }
    useful = {scheme: run.useful_groups for scheme, run in runs.items()}
    print("groups of rollouts with an advantage that is not 0\n" + table(useful))
    print("\nthroughout: " + ", ".join(f"{scheme} {statistics.fmean(shares):.0%}" for scheme, shares in useful.items()))
    print("\nprobability of a whole solution\n" + table({scheme: run.solved for scheme, run in runs.items()}))
    if options.svg is not None:
        title = f"Groups of {options.rollouts} rollouts with an advantage that is not 0"
        # Means of five steps, since a step has few groups.
        smooth = {
            scheme: [statistics.fmean(shares[max(0, n - 4) : n + 1]) for n in range(len(shares))]
            for scheme, shares in useful.items()
        }
        options.svg.write_text(line_chart(title, "step of training (mean of the last five)", smooth))
        print(f"\nchart: {options.svg}")


main()
