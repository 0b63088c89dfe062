"""What the service answers, as frozen dataclasses. Times are in milliseconds, memory in KiB, as their names say.

Statuses and verdicts are texts of closed lists. Verdicts: accepted, wrong_answer, time_limit, memory_limit,
output_limit, runtime_error, compile_error, skipped, no_verdict.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class ItemError:
    """Why an item of a batch could not be used."""

    code: str
    detail: str


@dataclass(frozen=True, slots=True)
class Reward:
    """What one rollout is paid."""

    position: int
    """Its place in the batch, from 0."""
    id: str
    """The `id` of the item, or its place as text."""
    reward: float | None
    """None where there is no verdict (a fault of the service) or the item is invalid: mask it, it is not a 0."""
    status: str
    """ok, compile_error, no_code, no_verdict or invalid."""
    passed: int
    judged: int
    """Tests with a verdict that is the doing of the program."""
    total: int
    skipped: tuple[str, ...]
    """Ids of tests that were not run, since the reward did not depend on them any more."""
    levels: int
    """Difficulty levels that it was computed with."""
    cold: bool
    """Too few samples were observed for levels: all tests are one."""
    problem_id: str | None = None
    verdict: str | None = None
    reason: str | None = None
    suspicion: tuple[str, ...] = ()
    """Signs of cheating; no part of the reward."""
    domain: str = "code"
    """code or math."""
    foreign_letters: float | None = None
    """With a `prompt`: the share of the completion's letters that are of no script of it."""
    error: ItemError | None = None
    """With `invalid`: why."""

    @property
    def solved(self) -> bool | None:
        """Whether every test passed; None where that is not known."""
        return None if self.status in ("no_verdict", "invalid") else self.verdict == "accepted"


@dataclass(frozen=True, slots=True)
class TestResult:
    """The verdict of one test."""

    __test__ = False  # not a test of pytest's

    id: str
    verdict: str
    cpu_ms: float
    """CPU time of the process tree."""
    wall_ms: float
    memory_kb: float
    """Peak memory."""
    exit_code: int | None = None
    signal: int | None = None
    score: float | None = None
    """A checker's partial score, 0 to 1."""
    compare: str | None = None
    reason: str | None = None
    stderr: str | None = None
    assurance: str | None = None
    suspicion: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Grade:
    """The verdict of one program on one suite: accepted, or that of its first test that is not."""

    language: str
    verdict: str
    passed: int
    total: int
    tests: tuple[TestResult, ...]
    problem_id: str | None = None
    compile_output: str | None = None
    reason: str | None = None
    suspicion: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StoredProblem:
    """A problem that was uploaded."""

    id: str
    digest: str
    """Good wherever an id is, and of this very content for ever."""
    tests: int
    created: bool
    """False when the id already pointed to this very content."""


@dataclass(frozen=True, slots=True)
class RefusedEntry:
    """An entry of an upload that could not be used; the others were stored."""

    entry: int
    """Its place in the upload, from 1."""
    code: str
    detail: str


@dataclass(frozen=True, slots=True)
class Upload:
    """What became of an upload."""

    problems: tuple[StoredProblem, ...]
    refused: tuple[RefusedEntry, ...]


@dataclass(frozen=True, slots=True)
class ProblemSummary:
    """A stored problem without its tests."""

    id: str
    digest: str
    tests: int
    created_at: str
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Count:
    """How many samples passed, of those with a verdict."""

    passed: int
    judged: int
    pass_rate: float | None


@dataclass(frozen=True, slots=True)
class TestLabel:
    """How hard a test is. `low` and `high`: Wilson's 95 % interval of the pass rate."""

    __test__ = False

    id: str
    passed: int
    judged: int
    pass_rate: float | None
    low: float
    high: float
    level: int
    """1 is the easiest."""
    flags: tuple[str, ...]
    by_policy: Mapping[str, Count]


@dataclass(frozen=True, slots=True)
class Level:
    """Tests that are about as hard as each other; the weights of a problem sum to 1."""

    level: int
    weight: float
    tests: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Label:
    """What was learned of one problem."""

    problem_id: str
    samples: int
    pass_rate: float | None
    cold: bool
    levels: tuple[Level, ...]
    tests: tuple[TestLabel, ...]
    flags: tuple[str, ...]
    pass_at: Mapping[str, float] = field(default_factory=dict)
    """Unbiased pass@k by k."""


@dataclass(frozen=True, slots=True)
class RefusedSample:
    """A sample of a job that could not be used; `position` is from 0."""

    position: int
    code: str
    detail: str


@dataclass(frozen=True, slots=True)
class Job:
    """A labelling job: running, done, cancelled or failed."""

    id: str
    status: str
    done: int
    """Samples that are judged."""
    total: int
    created_at: str
    reason: str | None = None
    refused: tuple[RefusedSample, ...] = ()


@dataclass(frozen=True, slots=True)
class Pools:
    """How many problems of a curriculum are where."""

    active: int
    easy: int
    retired: int


@dataclass(frozen=True, slots=True)
class Curriculum:
    """How a curriculum stands; `version` counts its changes."""

    name: str
    version: int
    problems: int
    pools: Pools


@dataclass(frozen=True, slots=True)
class Language:
    """A language; `version` is as its toolchain prints it, None when it is not installed there."""

    name: str
    title: str
    aliases: tuple[str, ...] = ()
    version: str | None = None
