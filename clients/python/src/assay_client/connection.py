"""HTTP/1.1 over asyncio streams: one request at a time on a connection that is kept.

A task that is cancelled while it waits closes its connection, and the service stops the work of a client that has
gone. That is why this is not a thread for each request, which nothing can stop.
"""

from __future__ import annotations

import asyncio
import contextlib
import socket
import ssl
from collections.abc import AsyncGenerator, AsyncIterator, Mapping

from assay_client.endpoint import Endpoint, Proxy
from assay_client.errors import AssayError, BadAnswer, ConnectionFailed

CONNECT_TIMEOUT_S = 10.0


class Connection:
    """A connection to the service, with no request on it or one."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, endpoint: Endpoint) -> None:
        """Takes over both streams."""
        self._reader = reader
        self._writer = writer
        self._endpoint = endpoint

    @classmethod
    async def open(cls, endpoint: Endpoint, tls: ssl.SSLContext | None) -> Connection:
        """Connects. Raises `ConnectionFailed`, with nothing sent."""
        try:
            return await asyncio.wait_for(cls._open(endpoint, tls), CONNECT_TIMEOUT_S)
        except asyncio.TimeoutError:
            raise ConnectionFailed(f"{endpoint.authority} does not accept connections", sent=False) from None
        except ssl.SSLCertVerificationError as error:
            raise AssayError("untrusted_certificate", f"{endpoint.authority}: {error.verify_message}") from error
        except OSError as error:
            raise ConnectionFailed(f"{endpoint.authority}: {error.strerror or error}", sent=False) from error

    @classmethod
    async def _open(cls, endpoint: Endpoint, tls: ssl.SSLContext | None) -> Connection:
        if endpoint.proxy is None:
            streams = await asyncio.open_connection(endpoint.host, endpoint.port, ssl=tls)
        elif tls is None:
            streams = await asyncio.open_connection(endpoint.proxy.host, endpoint.proxy.port)
        else:
            tunnel = await _tunnel(endpoint, endpoint.proxy)
            streams = await asyncio.open_connection(sock=tunnel, ssl=tls, server_hostname=endpoint.host)
        peer = streams[1].get_extra_info("socket")
        if peer is not None:  # so that a service whose machine has died is noticed
            peer.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
        return cls(*streams, endpoint)

    async def request(self, method: str, path: str, headers: Mapping[str, str], body: bytes | None) -> Response:
        """Sends a request and reads the head of its answer. Raises `ConnectionFailed`."""
        fields = {"Host": self._endpoint.authority, **headers}
        if body is not None:
            fields["Content-Length"] = str(len(body))
        if self._endpoint.proxy and self._endpoint.proxy.authorization and not self._endpoint.tls:
            fields["Proxy-Authorization"] = self._endpoint.proxy.authorization
        lines = [f"{method} {self._endpoint.target(path)} HTTP/1.1", *(f"{k}: {v}" for k, v in fields.items()), "", ""]
        try:
            self._writer.write("\r\n".join(lines).encode("latin-1") + (body or b""))
            with contextlib.suppress(OSError):  # it may have answered before it read everything, and that says why
                await self._writer.drain()
            return await self._read_head()
        except (OSError, asyncio.IncompleteReadError) as error:
            raise ConnectionFailed("the connection ended before an answer", sent=True) from error

    async def _read_head(self) -> Response:
        status_line = await _line(self._reader)
        version, _, rest = status_line.partition(" ")
        if not version.startswith("HTTP/1.") or not rest[:3].isdigit():
            raise BadAnswer(f"not HTTP: {status_line[:80]!r}")
        headers: dict[str, str] = {}
        while line := await _line(self._reader):
            name, _, value = line.partition(":")
            headers[name.strip().lower()] = value.strip()
        status = int(rest[:3])
        return await self._read_head() if status < 200 else Response(status, headers, self._reader)

    @property
    def usable(self) -> bool:
        """Whether the other side has kept it, as far as is known here."""
        return not (self._reader.at_eof() or self._writer.is_closing() or self._reader.exception())

    def close(self) -> None:
        """Closes it at once."""
        self._writer.close()


class Response:
    """The head of an answer, and its body to be read once."""

    def __init__(self, status: int, headers: Mapping[str, str], reader: asyncio.StreamReader) -> None:
        """Names of headers are in lower case."""
        self.status = status
        self.headers = headers
        self._reader = reader
        self.ended = False
        """Whether the body was read to its end, so that the connection is free."""

    @property
    def keeps(self) -> bool:
        """Whether the connection is good for another request."""
        framed = "content-length" in self.headers or "chunked" in self.headers.get("transfer-encoding", "")
        return self.ended and framed and self.headers.get("connection", "").lower() != "close"

    async def read(self) -> bytes:
        """The whole body."""
        return b"".join([part async for part in self.parts()])

    async def lines(self) -> AsyncGenerator[bytes, None]:
        """The lines of the body as they come, without their ends."""
        rest = b""
        async for part in self.parts():
            *lines, rest = (rest + part).split(b"\n")
            for line in lines:
                yield line
        if rest:
            yield rest

    async def parts(self) -> AsyncIterator[bytes]:
        """The body as it comes. Raises `ConnectionFailed` when it breaks off."""
        try:
            if "chunked" in self.headers.get("transfer-encoding", ""):
                while size := int((await _line(self._reader)).split(";")[0], 16):
                    yield (await self._reader.readexactly(size + 2))[:-2]
                while await _line(self._reader):
                    pass
            elif "content-length" in self.headers:
                left = int(self.headers["content-length"])
                while left:
                    part = await self._reader.read(min(left, 1 << 16))
                    if not part:
                        raise asyncio.IncompleteReadError(b"", left)
                    left -= len(part)
                    yield part
            else:
                while part := await self._reader.read(1 << 16):
                    yield part
        except (OSError, asyncio.IncompleteReadError) as error:
            raise ConnectionFailed("the answer broke off", sent=True) from error
        except ValueError as error:
            raise BadAnswer("the answer is not framed as HTTP/1.1 has it", self.status) from error
        self.ended = True


async def _line(reader: asyncio.StreamReader) -> str:
    try:
        return (await reader.readuntil(b"\n")).decode("latin-1").rstrip("\r\n")
    except asyncio.LimitOverrunError as error:
        raise BadAnswer("a line of the head that does not end") from error


async def _tunnel(endpoint: Endpoint, proxy: Proxy) -> socket.socket:
    """A socket through a proxy to the service (CONNECT), on which TLS can begin."""
    loop = asyncio.get_running_loop()
    found = await loop.getaddrinfo(proxy.host, proxy.port, type=socket.SOCK_STREAM)
    family, kind, protocol, _, address = found[0]
    tunnel = socket.socket(family, kind, protocol)
    try:
        tunnel.setblocking(False)
        await loop.sock_connect(tunnel, address)
        authorization = f"Proxy-Authorization: {proxy.authorization}\r\n" if proxy.authorization else ""
        head = f"CONNECT {endpoint.authority} HTTP/1.1\r\nHost: {endpoint.authority}\r\n{authorization}\r\n"
        await loop.sock_sendall(tunnel, head.encode("latin-1"))
        answer = b""
        while b"\r\n\r\n" not in answer:
            part = await loop.sock_recv(tunnel, 1024)
            if not part:
                break
            answer += part
        if answer.split(b" ")[1:2] != [b"200"]:
            raise ConnectionRefusedError(f"the proxy {proxy.host}:{proxy.port} does not let it through")
    except BaseException:
        tunnel.close()
        raise
    return tunnel
