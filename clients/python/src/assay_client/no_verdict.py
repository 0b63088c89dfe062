"""What stands for a reward that is not known, in trainers that cannot leave a sample out.

TRL can: there it is None. verl and OpenRLHF want a number of every sample, and no number is right. `raise` stops the
step. `group_mean` takes the mean of the other samples of the same problem in the call, so that the advantage of the
sample is 0 with group baselines (GRPO, RLOO) and it teaches nothing; where no other has a verdict it raises. A number
of your own is taken as it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from assay_client.errors import NoVerdict
from assay_client.results import Reward

WithoutVerdict = Literal["raise", "group_mean"] | float


def numbers(rewards: Sequence[Reward], without_verdict: WithoutVerdict) -> list[float]:
    """A number for each reward. Raises `NoVerdict`."""
    return [_number(reward, rewards, without_verdict) for reward in rewards]


def _number(reward: Reward, rewards: Sequence[Reward], without_verdict: WithoutVerdict) -> float:
    if reward.reward is not None:
        return reward.reward
    if without_verdict == "group_mean":
        group = [r.reward for r in rewards if r.problem_id == reward.problem_id and r.reward is not None]
        if group:
            return sum(group) / len(group)
    elif without_verdict != "raise":
        return float(without_verdict)
    raise NoVerdict(f"sample {reward.position} ({reward.problem_id}): {reward.reason or reward.status}")
