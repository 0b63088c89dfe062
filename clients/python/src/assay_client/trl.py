"""Rewards for TRL's `GRPOTrainer`: `GRPOTrainer(reward_funcs=reward_function(url), ...)`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from assay_client.judge import Judge
from assay_client.options import SchemeOptions

if TYPE_CHECKING:
    from typing_extensions import Unpack

RewardFunction = Callable[..., list[float | None]]


def reward_function(
    url: str | None = None,
    *,
    api_key: str | None = None,
    language: str = "python",
    problem_column: str = "problem_id",
    language_column: str = "language",
    name: str = "assay_reward",
    **options: Unpack[SchemeOptions],
) -> RewardFunction:
    """A function for `reward_funcs`.

    It answers a list of one number or None for each completion. None, which TRL leaves out of the reward, stands
    for no verdict, and for rows whose problem column is empty.

    Args:
        url: Of the service; default as with `Assay`.
        api_key: Default: ASSAY_API_KEY.
        language: Of the programs.
        problem_column: The column of the data set that names or holds the problem (see `ground_truth`).
        language_column: The column with the language, if the data set has one; an empty cell means `language`.
        name: Under which TRL logs the rewards.
        options: How batches are paid.
    """
    judge = Judge(url, api_key, language, options)

    def reward(completions: Sequence[object], **columns: object) -> list[float | None]:
        problems = _column(columns, problem_column)
        if problems is None or len(problems) != len(completions):
            raise ValueError(f"the data set has no column {problem_column!r}: give its name as problem_column")
        languages = _column(columns, language_column) or [None] * len(completions)
        scored = [place for place, problem in enumerate(problems) if problem]
        paid = judge.pay(
            [text_of(completions[place]) for place in scored],
            [problems[place] for place in scored],
            [str(languages[place]) if languages[place] else None for place in scored],
        )
        rewards: list[float | None] = [None] * len(completions)
        for place, one in zip(scored, paid, strict=True):
            rewards[place] = one.reward
        log_metric = columns.get("log_metric")
        if callable(log_metric) and paid:
            log_metric(f"{name}/no_verdict", sum(one.reward is None for one in paid) / len(paid))
        return rewards

    reward.__name__ = reward.__qualname__ = name
    return reward


def _column(columns: Mapping[str, object], name: str) -> Sequence[object] | None:
    found = columns.get(name)
    return found if isinstance(found, Sequence) and not isinstance(found, str) else None


def text_of(completion: object) -> str:
    """The text of a completion, which is a text, or a list of messages in data sets of conversations."""
    if isinstance(completion, str):
        return completion
    if isinstance(completion, Mapping):
        return text_of(completion.get("content") or completion.get("text") or "")
    if isinstance(completion, Sequence):
        return "\n".join(text_of(part) for part in completion if _is_spoken(part))
    raise ValueError(f"a completion that is neither a text nor messages: {type(completion).__name__}")


def _is_spoken(part: object) -> bool:
    """What tools answered is not the model's."""
    return not isinstance(part, Mapping) or part.get("role", "assistant") == "assistant"
