"""What the reward functions of all trainers have in common: completions and ground truths in, rewards out."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from assay_client.blocking import Assay
from assay_client.client import service_url
from assay_client.errors import AssayError
from assay_client.ground_truth import problem_of
from assay_client.options import RewardItem, SchemeOptions
from assay_client.results import Reward


@dataclass(frozen=True)
class Judge:
    """Pays completions. Holds an address and no connection, so that trainers can pickle it.

    Attributes:
        url: Of the service; default as with `Assay`.
        api_key: Default: ASSAY_API_KEY.
        language: Of programs for which no other is given.
        options: How batches are paid.
    """

    url: str | None = None
    api_key: str | None = None
    language: str = "python"
    options: SchemeOptions = field(default_factory=SchemeOptions)

    def pay(
        self, completions: Sequence[str], ground_truths: Sequence[object], languages: Sequence[str | None]
    ) -> list[Reward]:
        """One reward for each, in order. Raises `AssayError` for an item that cannot be used: its data are at fault."""
        service = _service(service_url(self.url), self.api_key)
        items: list[RewardItem] = [
            {"completion": completion, "problem_id": problem_id, "language": language or self.language}
            for completion, problem_id, language in zip(
                completions, service.references(ground_truths), languages, strict=True
            )
        ]
        rewards = service.client.rewards(items, **self.options)
        for reward in rewards:
            if reward.status == "invalid":
                code, detail = (reward.error.code, reward.error.detail) if reward.error else ("invalid", "not usable")
                raise AssayError(code, f"sample {reward.position} ({reward.problem_id}): {detail}")
        return rewards


class _Service:
    """A client, and which problems it has uploaded, so that a problem travels once and not with each rollout."""

    def __init__(self, client: Assay) -> None:
        self.client = client
        self._digests: dict[str, tuple[Mapping[str, object], str]] = {}

    def references(self, ground_truths: Sequence[object]) -> list[str]:
        """What to call each problem by."""
        problems = [problem_of(one) for one in ground_truths]
        unknown = {str(p["id"]): p for p in problems if not isinstance(p, str) and self._digest(p) is None}
        if unknown:
            self._upload(unknown)
        return [p if isinstance(p, str) else self._digests[str(p["id"])][1] for p in problems]

    def _digest(self, problem: Mapping[str, object]) -> str | None:
        known = self._digests.get(str(problem["id"]))
        return known[1] if known is not None and known[0] == problem else None

    def _upload(self, problems: Mapping[str, Mapping[str, object]]) -> None:
        upload = self.client.upload(problems.values())
        for refused in upload.refused:
            raise AssayError(refused.code, f"problem {list(problems)[refused.entry - 1]}: {refused.detail}")
        for stored in upload.problems:
            self._digests[stored.id] = (problems[stored.id], stored.digest)


@functools.cache
def _service(url: str, api_key: str | None) -> _Service:
    """One for each address in a process."""
    return _Service(Assay(url, api_key=api_key))
