"""What can be asked for, as typed dictionaries in the shapes of the wire."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypedDict

from assay_client.retry import RetryPolicy


class ClientSettings(TypedDict, total=False):
    """How a client calls."""

    api_key: str | None
    """Default: the password of the URL, else ASSAY_API_KEY."""
    timeout_s: float
    """For a whole call with its repetitions, in seconds; default 600."""
    retries: RetryPolicy
    """When calls are repeated."""


class RewardItem(TypedDict, total=False):
    r"""One rollout.

    `problem_id` or `problem`, and `code` or `completion` (model text: its last fenced block). Of `kind` "math":
    `answer` (the reference), `problem_id` or `problem`, and `completion` (its last \boxed{}).
    """

    id: str
    problem_id: str
    problem: Mapping[str, object]
    language: str
    code: str
    completion: str
    kind: str
    """code (default) or math."""
    answer: str
    """With `kind` "math": the reference, in LaTeX."""
    prompt: str
    """What the model was asked: the reward then says what share of the completion's letters is foreign to it."""


class SchemeOptions(TypedDict, total=False):
    """How a batch is paid; what is left out is as the service has it by default."""

    scheme: str
    """strict (default here), soft, all_or_nothing, fraction or subtasks."""
    options: Mapping[str, object]
    """Of the scheme."""
    levels: str
    """live, one, or what `snapshot` returned, so that rewards do not drift while samples are observed."""
    difficulty: Mapping[str, object]
    """How pass rates become levels and weights."""
    evaluate: str
    """lazy or all."""
    observe: bool
    """Count what becomes of the items in the pass rates of their tests."""
    policy: str
    """Under whose name they are counted."""
    timeout_s: float
    """For the whole call, in seconds; default: that of the client. Not sent."""


class RewardOptions(SchemeOptions, total=False):
    """How a batch is paid, and how it is sent."""

    idempotency_key: str
    """A name of your own for the call. Given again within a day, with the same items and options, the call goes on
    where it stopped, and counts nothing twice. Default: a new one, for the repetitions of this call."""
    chunk_items: int
    """Items in one request; larger batches are split. Default 4096. With `levels` live, a chunk is paid by the pass
    rates at its own time."""
    parallel: int
    """Chunks under way at the same time, default 4."""
