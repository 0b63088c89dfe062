from __future__ import annotations

import os
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from assay_client.testing import EmbeddedServer

from .conftest import HOME
from .test_rewards import eventually

SCRIPT = f"""
import sys
from assay_client.testing import EmbeddedServer
print(EmbeddedServer({str(HOME)!r}, slots=1).start().url, flush=True)
sys.stdin.read()
"""


def listens(url: str) -> bool:
    try:
        urllib.request.urlopen(f"{url}/healthz").close()  # noqa: S310
    except OSError:
        return False
    return True


def test_ends_with_its_block_also_when_that_fails() -> None:
    with pytest.raises(ZeroDivisionError), EmbeddedServer(HOME, slots=1) as server:
        url = server.url
        assert listens(url)
        raise ZeroDivisionError
    assert not listens(url)
    with pytest.raises(RuntimeError, match="not running"):
        print(server.url)


@pytest.mark.parametrize("killed", [False, True])
def test_ends_with_the_interpreter_also_when_that_is_killed(killed: bool) -> None:
    source = str(Path(__file__).parents[1] / "src")
    with subprocess.Popen(  # noqa: S603
        [sys.executable, "-c", SCRIPT],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": source},
    ) as interpreter:
        assert interpreter.stdin is not None
        assert interpreter.stdout is not None
        url = interpreter.stdout.readline().strip()
        assert listens(url)
        if killed:
            interpreter.send_signal(signal.SIGKILL)
        else:
            interpreter.stdin.close()
        interpreter.wait(60)
    eventually(lambda: not listens(url))


def test_says_what_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ASSAY_HOME", raising=False)
    with pytest.raises(FileNotFoundError, match="ASSAY_HOME"):
        EmbeddedServer()
    monkeypatch.setenv("ASSAY_HOME", str(tmp_path))
    with pytest.raises(FileNotFoundError, match="is no checkout of Assay"):
        EmbeddedServer()


def test_says_why_it_did_not_start() -> None:
    with pytest.raises(RuntimeError, match="ASSAY_QUEUE_LIMIT"):
        EmbeddedServer(HOME, env={"ASSAY_QUEUE_LIMIT": "many"}).start()
