"""Easy-data re-sampling as a sampler of indices, for `DataLoader(dataset, sampler=Sampler(...))`. Needs no torch."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from assay_client.blocking import Assay
from assay_client.errors import AssayError
from assay_client.results import Curriculum, Reward

ALREADY_THERE = "curriculum_exists"


class Sampler:
    """Draws rows of a data set by a curriculum of the service, which knows the samples that were observed.

    A problem that its last samples all solved comes from the easy pool, with probability `alpha` for each place.
    The state is the service's: a trainer that starts again goes on with the curriculum of the same name.

    Args:
        client: Of the service.
        problem_ids: For each row of the data set the id of its problem; an id stands there once.
        draws: Rows that one iteration draws.
        batch_size: Rows drawn at a time. What is observed counts from the next batch on.
        repeats: How often each drawn row comes, one after the other, as for the samples of a group.
        name: Of the curriculum; a training run has one.
        options: alpha, window, retire_unsolved_after, seed.
    """

    def __init__(
        self,
        client: Assay,
        problem_ids: Sequence[str],
        *,
        draws: int,
        batch_size: int,
        repeats: int = 1,
        name: str = "default",
        options: Mapping[str, object] | None = None,
    ) -> None:
        """Begins the curriculum, or goes on with it."""
        self._client = client
        self._name = name
        self._draws = draws
        self._batch_size = batch_size
        self._repeats = repeats
        self._rows = {problem_id: row for row, problem_id in enumerate(problem_ids)}
        if len(self._rows) != len(problem_ids):
            raise ValueError("a problem is in the data set twice")
        try:
            client.begin_curriculum(problem_ids, name=name, options=options)
        except AssayError as error:
            if error.code != ALREADY_THERE:
                raise

    def __iter__(self) -> Iterator[int]:
        """Rows of the data set, from 0."""
        left = self._draws
        while left > 0:
            for problem_id in self._client.draw(min(left, self._batch_size), name=self._name):
                left -= 1
                for _ in range(self._repeats):
                    yield self._rows[problem_id]

    def __len__(self) -> int:
        """Rows of one iteration."""
        return self._draws * self._repeats

    def observe(self, rewards: Iterable[Reward]) -> Curriculum:
        """Tells what became of samples. Those without a verdict are left out."""
        solved: dict[str, list[bool]] = defaultdict(list)
        for reward in rewards:
            if reward.solved is not None and reward.problem_id in self._rows:
                solved[reward.problem_id].append(reward.solved)
        return self._client.observe(solved, name=self._name) if solved else self.state()

    def state(self) -> Curriculum:
        """How the curriculum stands."""
        return self._client.curriculum(self._name)
