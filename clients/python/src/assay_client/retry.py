"""When a call is made again, and for how long.

Only what is safe is repeated. A refusal (429, 503) did no work. A lost connection may have: then only calls that
do the same when they are done twice are repeated, which those with an idempotency key are. An answer of 409
`call_in_progress` says that the service has not yet noticed that the connection of the first try is gone.
Waits are drawn evenly between 0 and a ceiling that doubles (full jitter), on top of `Retry-After`.
"""

from __future__ import annotations

import asyncio
import datetime
import email.utils
import logging
import random
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeVar

from assay_client.errors import AssayError, ConnectionFailed, DeadlineExceeded

T = TypeVar("T")
log = logging.getLogger("assay_client")


@dataclass(frozen=True, slots=True)
class RetryPolicy:
    """How often, and how far apart.

    Attributes:
        attempts: Tries in all. A refusal that says when to come back does not count: it is heeded until the deadline.
        base_s: The first ceiling of a wait, in seconds.
        cap_s: The highest one.
    """

    attempts: int = 8
    base_s: float = 0.5
    cap_s: float = 30.0

    def delay_s(self, failures: int, retry_after_s: float | None) -> float:
        """The wait after so many failures (from 1), in seconds."""
        ceiling = min(self.cap_s, self.base_s * 2.0 ** min(failures - 1, 32))
        return (retry_after_s or 0.0) + random.random() * ceiling


@dataclass(frozen=True, slots=True)
class Deadline:
    """The end of a whole call, by the monotonic clock."""

    timeout_s: float
    at_s: float

    @classmethod
    def after(cls, timeout_s: float) -> Deadline:
        """So many seconds from now."""
        return cls(timeout_s, time.monotonic() + timeout_s)

    def left_s(self) -> float:
        """Seconds until then; raises `DeadlineExceeded` when there are none."""
        left = self.at_s - time.monotonic()
        if left <= 0:
            raise DeadlineExceeded(self.timeout_s)
        return left


async def retrying(
    attempt: Callable[[], Awaitable[T]], policy: RetryPolicy, deadline: Deadline, *, repeatable: bool
) -> T:
    """The result of the first attempt that succeeds; else raises what the last one did."""
    failures = 0
    counted = 0
    while True:
        try:
            return await asyncio.wait_for(attempt(), deadline.left_s())
        except asyncio.TimeoutError:
            raise DeadlineExceeded(deadline.timeout_s) from None
        except AssayError as error:
            failures += 1
            counted += error.retry_after_s is None
            wait_s = policy.delay_s(failures, error.retry_after_s)
            if not is_repeated(error, repeatable) or counted >= policy.attempts or wait_s >= deadline.left_s():
                raise
            log.warning("%s; trying again in %.1f s", error, wait_s)
        await asyncio.sleep(wait_s)


def is_repeated(error: AssayError, repeatable: bool) -> bool:
    """Whether a call that failed like this may be made again."""
    if isinstance(error, ConnectionFailed):
        return repeatable or not error.sent
    if error.code == "call_in_progress":
        return True
    if error.status in (500, 502, 504):  # it may have been worked on, here or behind something between
        return repeatable and (error.retryable or error.code == "bad_answer")
    return error.status in (429, 503) and (error.retryable or error.code == "bad_answer")


def parse_retry_after(header: str | None) -> float | None:
    """The seconds of a `Retry-After`, which are a number or a date."""
    if header is None:
        return None
    try:
        return max(0.0, float(header))
    except ValueError:
        pass
    try:
        at = email.utils.parsedate_to_datetime(header)
    except ValueError:
        return None
    return max(0.0, (at - datetime.datetime.now(at.tzinfo or datetime.timezone.utc)).total_seconds())
