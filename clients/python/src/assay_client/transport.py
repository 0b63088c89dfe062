"""Calls of the API: JSON in, JSON or lines out, errors as exceptions, repeated where that is safe."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

from assay_client.connection import Response
from assay_client.endpoint import Endpoint
from assay_client.errors import BadAnswer, problem_error
from assay_client.pool import ConnectionPool
from assay_client.retry import Deadline, RetryPolicy, parse_retry_after, retrying
from assay_client.version import __version__

JSON = "application/json"
NDJSON = "application/x-ndjson"


class Transport:
    """Sends requests to one service."""

    def __init__(self, endpoint: Endpoint, api_key: str | None, policy: RetryPolicy) -> None:
        """Opens nothing yet."""
        self.policy = policy
        self._pool = ConnectionPool(endpoint)
        self._headers = {"User-Agent": f"assay-client/{__version__}"}
        if api_key is not None:
            self._headers["Authorization"] = f"Bearer {api_key}"

    async def call(
        self, method: str, path: str, content: bytes | None, *, deadline: Deadline, repeatable: bool
    ) -> dict[str, object]:
        """The JSON object that a route answers. `repeatable`: to do it twice is as good as once."""

        async def attempt() -> dict[str, object]:
            async with self.exchange(method, path, content, accept=JSON) as response:
                return parse_object(await response.read())

        return await retrying(attempt, self.policy, deadline, repeatable=repeatable)

    @asynccontextmanager
    async def exchange(
        self, method: str, path: str, content: bytes | None, *, accept: str, headers: Mapping[str, str] | None = None
    ) -> AsyncIterator[Response]:
        """One try: an answer of success, to be read within the block. Raises `AssayError` for any other."""
        fields = {**self._headers, "Accept": accept, **(headers or {})}
        if content is not None:
            fields["Content-Type"] = JSON
        async with self._pool.exchange(method, path, fields, content) as response:
            if not 200 <= response.status < 300:
                retry_after_s = parse_retry_after(response.headers.get("retry-after"))
                raise problem_error(response.status, _object_or_empty(await response.read()), retry_after_s)
            yield response

    def close(self) -> None:
        """Closes the connections that wait for another request."""
        self._pool.close()


def encode(value: object) -> bytes:
    """JSON in ASCII, so that half a surrogate pair of a model's output is no fault of the encoding."""
    return json.dumps(value, separators=(",", ":"), allow_nan=False).encode("ascii")


def parse_object(text: bytes) -> dict[str, object]:
    """A JSON object; raises `BadAnswer`."""
    try:
        value: object = json.loads(text)
    except ValueError:
        value = None
    if not isinstance(value, dict):
        raise BadAnswer("the answer is not a JSON object")
    return value


def _object_or_empty(text: bytes) -> dict[str, object]:
    try:
        return parse_object(text)
    except BadAnswer:
        return {}
