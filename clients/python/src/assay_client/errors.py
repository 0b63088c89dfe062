"""What goes wrong, as exceptions. A program that fails its tests is a result and never one of these."""

from __future__ import annotations

from collections.abc import Mapping


class AssayError(Exception):
    """A call that failed.

    Attributes:
        code: Stable, for programs: a code of the service's catalogue, or one of this package
            (`connection_failed`, `untrusted_certificate`, `deadline_exceeded`, `bad_answer`, `no_verdict`).
        detail: What was wrong this time, for people.
        hint: What to do about it.
        status: The HTTP status, where the service answered.
        retryable: Whether the same call may succeed later.
        retry_after_s: In how many seconds, where the service said so.
        request_id: What the service's log has more under.
        errors: With `invalid_request`: path and message of each field that was wrong.
    """

    def __init__(
        self,
        code: str,
        detail: str,
        *,
        hint: str | None = None,
        status: int | None = None,
        retryable: bool = False,
        retry_after_s: float | None = None,
        request_id: str | None = None,
        errors: tuple[tuple[str, str], ...] = (),
    ) -> None:
        """See the attributes."""
        super().__init__(f"{code}: {detail}" + ("" if hint is None else f" ({hint})"))
        self.code = code
        self.detail = detail
        self.hint = hint
        self.status = status
        self.retryable = retryable
        self.retry_after_s = retry_after_s
        self.request_id = request_id
        self.errors = errors


class ConnectionFailed(AssayError):
    """The service could not be reached, or did not answer to the end.

    Attributes:
        sent: Whether the service may have got the request.
    """

    def __init__(self, detail: str, *, sent: bool) -> None:
        """See the attributes."""
        super().__init__("connection_failed", detail, retryable=True)
        self.sent = sent


class DeadlineExceeded(AssayError):
    """The time for the whole call, with all its repetitions, was over."""

    def __init__(self, timeout_s: float) -> None:
        """The time that it had, in seconds."""
        super().__init__("deadline_exceeded", f"there was no answer within {timeout_s:g} s", retryable=True)


class BadAnswer(AssayError):
    """What answered does not speak this API."""

    def __init__(self, detail: str, status: int | None = None, retry_after_s: float | None = None) -> None:
        """What was read."""
        hint = "Is this the address of Assay?"
        super().__init__("bad_answer", detail, hint=hint, status=status, retry_after_s=retry_after_s)


class NoVerdict(AssayError):
    """A trainer that cannot leave a sample out needed the reward of one that has none."""

    def __init__(self, detail: str) -> None:
        """Which sample, and why."""
        super().__init__("no_verdict", detail, hint="It is a fault of the service, not of the program.", retryable=True)


def problem_error(status: int, body: Mapping[str, object], retry_after_s: float | None = None) -> AssayError:
    """The error that problem details (RFC 9457) describe."""

    def text(name: str) -> str | None:
        value = body.get(name)
        return value if isinstance(value, str) else None

    code = text("code")
    if code is None:
        return BadAnswer(f"status {status} without a code", status, retry_after_s)
    errors = body.get("errors")
    fields = [error for error in errors if isinstance(error, Mapping)] if isinstance(errors, list) else []
    return AssayError(
        code,
        text("detail") or text("title") or code,
        hint=text("hint"),
        status=status,
        retryable=body.get("retryable") is True,
        retry_after_s=retry_after_s,
        request_id=text("request_id"),
        errors=tuple((str(field.get("path")), str(field.get("message"))) for field in fields),
    )
