"""A policy that needs no model, trained as GRPO trains one: the probability of each part of a program."""

from __future__ import annotations

import math
import random
import statistics
from collections.abc import Sequence

Rollout = tuple[bool, ...]
"""Which parts the program has."""


class Policy:
    """Parts are written independently of each other, so what is learnt of one is of use with every other."""

    def __init__(self, parts: Sequence[int], *, known: float, seed: int) -> None:
        """`parts`: of each problem; `known`: the probability of each part before training, 0 to 1."""
        self._logits = [[math.log(known / (1 - known))] * count for count in parts]
        self._random = random.Random(seed)

    def probabilities(self, problem: int) -> list[float]:
        """Of each part."""
        return [1 / (1 + math.exp(-logit)) for logit in self._logits[problem]]

    def draw(self, problem: int, rollouts: int) -> list[Rollout]:
        """A group of rollouts."""
        probabilities = self.probabilities(problem)
        return [tuple(self._random.random() < p for p in probabilities) for _ in range(rollouts)]

    def learn(self, problem: int, group: Sequence[Rollout], advantages: Sequence[float], rate: float) -> None:
        """One step along the gradient of the advantage-weighted log-probability of the group."""
        for part, probability in enumerate(self.probabilities(problem)):
            ascent = sum(a * (rollout[part] - probability) for rollout, a in zip(group, advantages, strict=True))
            self._logits[problem][part] += rate * ascent / len(group)


def advantages_of(rewards: Sequence[float | None]) -> list[float]:
    """GRPO's: by how many standard deviations a reward is above its group's mean.

    0 for all of a group whose rewards are equal, from which nothing can be learnt, and for a
    rollout without a verdict, which is left out.
    """
    known = [reward for reward in rewards if reward is not None]
    if len(set(known)) < 2:
        return [0.0] * len(rewards)
    mean, deviation = statistics.fmean(known), statistics.pstdev(known)
    return [0.0 if reward is None else (reward - mean) / deviation for reward in rewards]
