"""A service of your own for notebooks and tests: `with EmbeddedServer() as server: Assay(server.url)`."""

from __future__ import annotations

import atexit
import contextlib
import os
import queue
import re
import signal
import subprocess
import tempfile
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import TracebackType

    from typing_extensions import Self

LISTENS = re.compile(r"^assay listens on (\S+)")
STOP_TIMEOUT_S = 15.0

# A process beside the service sees the end of its input when this interpreter is gone, however it went.
LIVES_NO_LONGER = 'exec 3<&0; { read -r _ <&3; kill $$; } >/dev/null 2>&1 & exec 3<&-; exec "$@" </dev/null'


class EmbeddedServer:
    """`bin/assay serve` of a checkout, on a free port of loopback, with its data in a temporary folder.

    It ends with the block, with `stop()`, and with the interpreter, even one that is killed.

    Args:
        home: The checkout, after its `make setup`; default: ASSAY_HOME.
        slots: Programs judged at the same time; default: the service's own.
        env: More settings, such as ASSAY_QUEUE_LIMIT.
        start_timeout_s: How long it may take to say that it listens, in seconds.
    """

    def __init__(
        self,
        home: str | os.PathLike[str] | None = None,
        *,
        slots: int | None = None,
        env: Mapping[str, str] | None = None,
        start_timeout_s: float = 60.0,
    ) -> None:
        """Starts nothing yet. Raises FileNotFoundError where there is no checkout."""
        self._program = _program_of(home)
        self._slots = [] if slots is None else ["--slots", str(slots)]
        self._env = {**os.environ, **(env or {})}
        self._start_timeout_s = start_timeout_s
        self._process: subprocess.Popen[str] | None = None
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._url: str | None = None

    @property
    def url(self) -> str:
        """Where it listens."""
        if self._url is None:
            raise RuntimeError("the server is not running: call start(), or use it as a context manager")
        return self._url

    def start(self) -> Self:
        """Starts it, and waits until it listens. Raises RuntimeError with what it said when it does not."""
        if self._process is not None:
            return self
        self._folder = tempfile.TemporaryDirectory(prefix="assay-embedded-")
        arguments = ["serve", "--port", "0", "--data-dir", self._folder.name, "--log-level", "warn", *self._slots]
        self._process = subprocess.Popen(  # noqa: S603  the program of the given checkout
            ["/bin/sh", "-c", LIVES_NO_LONGER, "sh", self._program, *arguments],
            env=self._env,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,  # an interrupt in a notebook is not meant for the service
        )
        atexit.register(self.stop)
        try:
            self._url = self._listening()
        except BaseException:
            self.stop()
            raise
        return self

    def _listening(self) -> str:
        said: queue.Queue[str | None] = queue.Queue()
        threading.Thread(target=_read, args=(self._process, said), daemon=True).start()
        lines: list[str] = []
        try:
            while (line := said.get(timeout=self._start_timeout_s)) is not None:
                lines.append(line)
                if match := LISTENS.match(line):
                    return match[1]
        except queue.Empty:
            lines.append(f"(nothing more for {self._start_timeout_s:g} s)")
        raise RuntimeError(f"{self._program} serve did not start:\n{''.join(lines)}")

    def stop(self) -> None:
        """Ends it, and removes its data. Does nothing when it is not running."""
        process, self._process, self._url = self._process, None, None
        if process is not None:
            atexit.unregister(self.stop)
            process.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(STOP_TIMEOUT_S)
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)  # whatever is left of its session
            process.wait()
            if process.stdin is not None:
                process.stdin.close()
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None

    def __enter__(self) -> Self:
        """Starts it."""
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Ends it."""
        self.stop()


def _program_of(home: str | os.PathLike[str] | None) -> str:
    found = home if home is not None else os.environ.get("ASSAY_HOME")
    if not found:
        raise FileNotFoundError("no checkout of Assay: give its folder, or set ASSAY_HOME")
    program = Path(found) / "bin" / "assay"
    if not program.is_file():
        raise FileNotFoundError(f"{program} is not there: {found} is no checkout of Assay")
    return str(program.resolve())


def _read(process: subprocess.Popen[str], said: queue.Queue[str | None]) -> None:
    """Reads all that it says, so that it never waits for a reader; what comes after the start is dropped."""
    assert process.stderr is not None  # noqa: S101
    with process.stderr as stream:
        for line in stream:
            if said.qsize() < 1000:
                said.put(line)
    said.put(None)
