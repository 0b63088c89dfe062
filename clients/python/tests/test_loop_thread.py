from __future__ import annotations

import asyncio
import threading

import pytest

from assay_client.loop_thread import LoopThread


def test_runs_again_after_it_was_stopped_and_never_waits_for_itself() -> None:
    thread = LoopThread()

    async def where() -> str:
        return threading.current_thread().name

    async def within() -> str:
        return thread.run(where())

    assert thread.run(where()) == "assay-client"
    thread.stop()
    assert thread.run(asyncio.wait_for(where(), 5)) == "assay-client"
    with pytest.raises(RuntimeError, match="wait for itself"):
        thread.run(within())
    thread.stop()
