"""Connections that are kept for the next request."""

from __future__ import annotations

import asyncio
import ssl
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

from assay_client.connection import Connection, Response
from assay_client.endpoint import Endpoint

MAX_IDLE_S = 30.0  # the service keeps them for 75


class ConnectionPool:
    """Connections of one event loop to one service; there are as many as requests at the same time."""

    def __init__(self, endpoint: Endpoint) -> None:
        """Opens nothing yet."""
        self._endpoint = endpoint
        self._tls = ssl.create_default_context() if endpoint.tls else None
        self._idle: list[tuple[float, Connection]] = []
        self._loop: asyncio.AbstractEventLoop | None = None

    @asynccontextmanager
    async def exchange(
        self, method: str, path: str, headers: Mapping[str, str], body: bytes | None
    ) -> AsyncIterator[Response]:
        """An answer, to be read within the block. The connection is kept only if it was read to its end."""
        connection = self._take() or await Connection.open(self._endpoint, self._tls)
        response: Response | None = None
        try:
            response = await connection.request(method, path, headers, body)
            yield response
        finally:
            if response is not None and response.keeps:
                self._idle.append((time.monotonic(), connection))
            else:
                connection.close()

    def _take(self) -> Connection | None:
        loop = asyncio.get_running_loop()
        if loop is not self._loop:  # those of another loop, or from before a fork, are of no use in this one
            self._idle, self._loop = [], loop
        while self._idle:
            since, connection = self._idle.pop()
            if connection.usable and time.monotonic() - since < MAX_IDLE_S:
                return connection
            connection.close()
        return None

    def close(self) -> None:
        """Closes those that wait."""
        for _, connection in self._idle:
            connection.close()
        self._idle.clear()
