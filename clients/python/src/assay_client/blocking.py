"""The client without asyncio: the same calls, on an event loop in a thread of its own. Any thread may call."""

from __future__ import annotations

import asyncio
import functools
from collections.abc import Callable, Coroutine, Iterable, Iterator
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

from assay_client.client import AsyncAssay
from assay_client.loop_thread import LoopThread
from assay_client.options import ClientSettings, RewardItem, RewardOptions
from assay_client.results import Reward

if TYPE_CHECKING:
    from types import TracebackType

    from typing_extensions import Self, Unpack

P = ParamSpec("P")
T = TypeVar("T")


def _blocking(
    method: Callable[Concatenate[AsyncAssay, P], Coroutine[Any, Any, T]],
) -> Callable[Concatenate[Assay, P], T]:
    def call(self: Assay, /, *args: P.args, **named: P.kwargs) -> T:
        return self._thread.run(method(self._client, *args, **named))

    functools.update_wrapper(call, method)
    return call


class Assay:
    """A client of one service. The arguments are those of `AsyncAssay`."""

    def __init__(self, url: str | None = None, **settings: Unpack[ClientSettings]) -> None:
        """Connects to nothing yet."""
        self._client = AsyncAssay(url, **settings)
        self._thread = LoopThread()

    rewards = _blocking(AsyncAssay.rewards)
    grade = _blocking(AsyncAssay.grade)
    upload = _blocking(AsyncAssay.upload)
    problems = _blocking(AsyncAssay.problems)
    problem = _blocking(AsyncAssay.problem)
    difficulty = _blocking(AsyncAssay.difficulty)
    snapshot = _blocking(AsyncAssay.snapshot)
    label = _blocking(AsyncAssay.label)
    job = _blocking(AsyncAssay.job)
    cancel_job = _blocking(AsyncAssay.cancel_job)
    wait_for_job = _blocking(AsyncAssay.wait_for_job)
    job_results = _blocking(AsyncAssay.job_results)
    begin_curriculum = _blocking(AsyncAssay.begin_curriculum)
    curriculum = _blocking(AsyncAssay.curriculum)
    draw = _blocking(AsyncAssay.draw)
    observe = _blocking(AsyncAssay.observe)
    languages = _blocking(AsyncAssay.languages)

    def stream_rewards(self, items: Iterable[RewardItem], **options: Unpack[RewardOptions]) -> Iterator[Reward]:
        """Pays a batch; each result as it settles, with its `position`. To leave the loop gives up the rest."""
        stream = self._client.stream_rewards(items, **options)

        turn = asyncio.Lock()  # a step that is interrupted ends before the stream is closed

        async def step() -> Reward | None:
            async with turn:
                return await anext(stream, None)

        async def end() -> None:
            async with turn:
                await stream.aclose()

        try:
            while (reward := self._thread.run(step())) is not None:
                yield reward
        finally:
            self._thread.run(end())

    def close(self) -> None:
        """Closes the connections that are kept, and ends the thread."""
        self._thread.run(self._client.close())
        self._thread.stop()

    def __enter__(self) -> Self:
        """Itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Closes it."""
        self.close()
