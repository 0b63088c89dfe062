"""Real sockets that misbehave: a server that answers by a script, and a relay that cuts connections."""

from __future__ import annotations

import json
import socket
import ssl
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import urlsplit


@dataclass(frozen=True)
class Request:
    line: str
    headers: dict[str, str]
    body: bytes

    def json(self) -> object:
        return json.loads(self.body)


class _Listener:
    """Accepts connections on a free port, each in a thread."""

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                connection, _ = self._socket.accept()
                threading.Thread(target=self._served, args=(connection,), daemon=True).start()

    def _served(self, connection: socket.socket) -> None:
        with connection, suppress(OSError):
            self.serve(connection)

    def serve(self, connection: socket.socket) -> None:
        raise NotImplementedError

    def __enter__(self) -> _Listener:
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()


class ScriptedServer(_Listener):
    """Answers each request with the next bytes of its script, and the last ones for ever; b"" closes the connection."""

    def __init__(self, *answers: bytes, tls: ssl.SSLContext | None = None) -> None:
        self._answers = list(answers)
        self._tls = tls
        self._turn = threading.Lock()
        self.requests: list[Request] = []
        self.connections = 0
        super().__init__()

    def __enter__(self) -> ScriptedServer:
        return self

    def serve(self, connection: socket.socket) -> None:
        self.connections += 1
        if self._tls is not None:
            connection = self._tls.wrap_socket(connection, server_side=True)
        stream = connection.makefile("rb")
        while (request := _read(stream.readline, stream.read)) is not None:
            with self._turn:
                self.requests.append(request)
                answer = self._answers[0] if len(self._answers) == 1 else self._answers.pop(0)
            connection.sendall(answer)
            if answer == b"" or answer.endswith(CUT):
                return


CUT = b"<cut>"


def answer(status: int, body: object, **headers: str) -> bytes:
    text = json.dumps(body).encode()
    fields = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in headers.items())
    return f"HTTP/1.1 {status} X\r\nContent-Length: {len(text)}\r\n{fields}\r\n".encode() + text


def problem(status: int, code: str, *, retryable: bool, **headers: str) -> bytes:
    details = {"code": code, "detail": f"{code} it is", "hint": "a hint", "retryable": retryable, "status": status}
    return answer(status, details, **headers)


def _read(readline: Callable[[], bytes], read: Callable[[int], bytes]) -> Request | None:
    line = readline().decode().strip()
    if not line:
        return None
    headers: dict[str, str] = {}
    while field := readline().decode().strip():
        name, _, value = field.partition(":")
        headers[name.lower()] = value.strip()
    return Request(line, headers, read(int(headers.get("content-length", "0"))))


class CuttingRelay(_Listener):
    """Passes bytes on to a service, and closes each of the first connections after so many bytes of its answers."""

    def __init__(self, url: str, *cut_after: int) -> None:
        parts = urlsplit(url)
        self._target = (parts.hostname or "", parts.port or 80)
        self._cut_after = list(cut_after)
        self.cuts = 0
        super().__init__()

    def __enter__(self) -> CuttingRelay:
        return self

    def serve(self, connection: socket.socket) -> None:
        allowed = self._cut_after.pop(0) if self._cut_after else None
        with socket.create_connection(self._target) as upstream:
            threading.Thread(target=_pump, args=(connection, upstream), daemon=True).start()
            while part := upstream.recv(1 << 16):
                if allowed is not None and len(part) >= allowed:
                    connection.sendall(part[:allowed])
                    self.cuts += 1
                    connection.shutdown(socket.SHUT_RDWR)
                    return
                allowed = None if allowed is None else allowed - len(part)
                connection.sendall(part)


class ConnectProxy(_Listener):
    """Lets every CONNECT through, to one service whatever is asked for."""

    def __init__(self, url: str, answer: bytes = b"HTTP/1.1 200 Connection established\r\n\r\n") -> None:
        parts = urlsplit(url)
        self._target = (parts.hostname or "", parts.port or 80)
        self._answer = answer
        self.requests: list[Request] = []
        super().__init__()

    def __enter__(self) -> ConnectProxy:
        return self

    def serve(self, connection: socket.socket) -> None:
        with connection.makefile("rb", buffering=0) as stream:
            request = _read(stream.readline, lambda _: b"")
        assert request is not None
        self.requests.append(request)
        connection.sendall(self._answer)
        with socket.create_connection(self._target) as upstream:
            threading.Thread(target=_pump, args=(connection, upstream), daemon=True).start()
            _pump(upstream, connection)


def _pump(source: socket.socket, sink: socket.socket) -> None:
    with suppress(OSError):
        while part := source.recv(1 << 16):
            sink.sendall(part)
        sink.shutdown(socket.SHUT_WR)
