"""An event loop in a thread of its own, for callers that have none.

A process that is forked has a copy of the loop and not its thread. It begins a loop of its own. The copy must not be
touched: it shares the kernel's list of watched connections with the parent, and to close one of its connections would
strike that off the list of the parent, which would then wait for ever. So the copy is given an empty list.
"""

from __future__ import annotations

import asyncio
import functools
import os
import selectors
import sys
import threading
import weakref
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")


class LoopThread:
    """Runs coroutines for any thread. Begins with the first one."""

    def __init__(self) -> None:
        """Starts nothing yet."""
        self._begin = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._selector: selectors.BaseSelector | None = None
        self._thread: threading.Thread | None = None

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        """Waits for a coroutine. It is cancelled when the waiting is interrupted."""
        if threading.current_thread() is self._thread:  # as when a generator that nobody holds is collected there
            work.close()
            raise RuntimeError("the thread of the client cannot wait for itself")
        future = asyncio.run_coroutine_threadsafe(work, self._running())
        try:
            return future.result()
        except BaseException:
            future.cancel()
            raise

    def _running(self) -> asyncio.AbstractEventLoop:
        with self._begin:
            if self._loop is None:
                _survivors().add(self)
                self._selector = selectors.DefaultSelector()
                self._loop = asyncio.SelectorEventLoop(self._selector)
                self._thread = threading.Thread(target=_run, args=(self._loop,), name="assay-client", daemon=True)
                self._thread.start()
            return self._loop

    def stop(self) -> None:
        """Ends the thread; another call begins a new one."""
        with self._begin:
            if self._loop is not None:
                self._loop.call_soon_threadsafe(self._loop.stop)
            self._loop = self._selector = None

    def forked(self) -> None:
        """What a child does first."""
        if sys.platform == "linux" and isinstance(self._selector, selectors.EpollSelector):
            with selectors.EpollSelector() as empty:
                os.dup2(empty.fileno(), self._selector.fileno(), inheritable=False)
        self._begin = threading.Lock()
        self._loop = self._selector = None


def _run(loop: asyncio.AbstractEventLoop) -> None:
    loop.run_forever()
    loop.close()


@functools.cache
def _survivors() -> weakref.WeakSet[LoopThread]:
    """Those that have begun in this process, which are told of each fork."""
    threads: weakref.WeakSet[LoopThread] = weakref.WeakSet()

    def tell() -> None:
        for thread in threads:
            thread.forked()

    os.register_at_fork(after_in_child=tell)
    return threads
