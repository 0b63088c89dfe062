"""Rewards for verl: `custom_reward_function.path` is this file, `name` is `compute_score` or `compute_score_batch`.

`compute_score` is for the managers that ask sample by sample, `compute_score_batch` for the manager `batch`, which
sends a whole batch in one call: identical programs are then judged once, and `without_verdict: group_mean` is possible.
`reward_kwargs` of the configuration are `ScoreOptions`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, cast

from assay_client.judge import Judge
from assay_client.no_verdict import WithoutVerdict, numbers
from assay_client.options import SchemeOptions

if TYPE_CHECKING:
    from typing_extensions import Unpack


class ScoreOptions(SchemeOptions, total=False):
    """The arguments by name, which are `reward_kwargs` of the configuration."""

    url: str
    """Of the service; default as with `Assay`."""
    api_key: str
    """Default: ASSAY_API_KEY."""
    language: str
    """Of programs whose `extra_info` has no `language`; default python."""
    without_verdict: WithoutVerdict
    """What stands for a reward that is not known: `raise` (the default), `group_mean` or a number."""


def compute_score_batch(
    data_sources: Sequence[str],
    solution_strs: Sequence[str],
    ground_truths: Sequence[object],
    extra_infos: Sequence[Mapping[str, object] | None],
    **named: Unpack[ScoreOptions],
) -> list[float]:
    """The scores of a batch, in order.

    Args:
        data_sources: Not used.
        solution_strs: What the model wrote.
        ground_truths: The ids of problems, or problems (see `ground_truth`).
        extra_infos: A `language` in them goes before the argument.
        named: What else verl passes is not used.
    """
    options = {name: value for name, value in named.items() if name in SchemeOptions.__optional_keys__}
    judge = Judge(named.get("url"), named.get("api_key"), named.get("language", "python"), cast(SchemeOptions, options))
    paid = judge.pay(list(solution_strs), list(ground_truths), [_language(extra) for extra in extra_infos])
    return numbers(paid, named.get("without_verdict", "raise"))


def compute_score(
    data_source: str,
    solution_str: str,
    ground_truth: object,
    extra_info: Mapping[str, object] | None = None,
    **named: Unpack[ScoreOptions],
) -> float:
    """The score of one sample; the arguments by name are those of `compute_score_batch`."""
    (score,) = compute_score_batch([data_source], [solution_str], [ground_truth], [extra_info], **named)
    return score


def _language(extra_info: Mapping[str, object] | None) -> str | None:
    found = (extra_info or {}).get("language")
    return found if isinstance(found, str) else None
