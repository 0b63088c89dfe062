"""`POST /v1/rewards`, line by line.

A batch is split into chunks, a few of which are under way at the same time. Each has an idempotency key: when its
connection breaks, it is sent again, the service goes on where it stopped, and says again what it had paid; what has
come already is passed over here. So an item is neither judged nor counted twice, and comes out once.

On the wire items have no id, and the service names them by their place, which tells two of the same name apart.
"""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import AsyncGenerator, AsyncIterator, Iterable, Mapping
from contextlib import aclosing

from assay_client.chunks import Chunk, chunks
from assay_client.decode import decode
from assay_client.errors import BadAnswer, ConnectionFailed, problem_error
from assay_client.options import RewardItem, RewardOptions
from assay_client.results import Reward
from assay_client.retry import Deadline, retrying
from assay_client.transport import NDJSON, Transport, parse_object

DEFAULT_CHUNK_ITEMS = 4096
DEFAULT_PARALLEL = 4


async def stream_rewards(
    transport: Transport, items: Iterable[RewardItem], options: RewardOptions, timeout_s: float
) -> AsyncGenerator[Reward, None]:
    """Rewards as they settle. When the iteration ends early, what is under way is given up."""
    batch = list(items)
    deadline = Deadline.after(options.get("timeout_s", timeout_s))
    key = options.get("idempotency_key") or uuid.uuid4().hex
    head = {"scheme": "strict", **{name: value for name, value in options.items() if name not in _not_sent}}
    bare = ({name: value for name, value in item.items() if name != "id"} for item in batch)
    settled: asyncio.Queue[Reward | None] = asyncio.Queue()
    places = asyncio.Semaphore(options.get("parallel", DEFAULT_PARALLEL))

    async def pay(chunk: Chunk) -> None:
        async with places:
            call = _Call(transport, chunk, chunk.body(head, "items"), f"{key}-{chunk.start}", batch, settled)
            await retrying(call.attempt, transport.policy, deadline, repeatable=True)

    async def pay_all() -> None:
        parts = chunks(bare, options.get("chunk_items", DEFAULT_CHUNK_ITEMS))
        tasks = [asyncio.ensure_future(pay(chunk)) for chunk in parts]
        try:
            await asyncio.gather(*tasks)
        finally:
            await _cancel(*tasks)
            settled.put_nowait(None)

    whole = asyncio.ensure_future(pay_all())
    try:
        while (reward := await settled.get()) is not None:
            yield reward
        await whole
    finally:
        await _cancel(whole)


_not_sent = ("idempotency_key", "chunk_items", "parallel", "timeout_s")


async def rewards_in_order(stream: AsyncIterator[Reward]) -> list[Reward]:
    """All of them, in the order of their items."""
    return sorted([reward async for reward in stream], key=lambda reward: reward.position)


class _Call:
    """A chunk that may be sent several times."""

    def __init__(
        self,
        transport: Transport,
        chunk: Chunk,
        body: bytes,
        key: str,
        batch: list[RewardItem],
        settled: asyncio.Queue[Reward | None],
    ) -> None:
        self._transport = transport
        self._chunk = chunk
        self._body = body
        self._headers = {"Idempotency-Key": key}
        self._batch = batch
        self._settled = settled
        self._seen: set[int] = set()

    async def attempt(self) -> None:
        exchange = self._transport.exchange("POST", "/v1/rewards", self._body, accept=NDJSON, headers=self._headers)
        async with exchange as response, aclosing(response.lines()) as lines:
            async for line in lines:
                self._take(parse_object(line))
        if len(self._seen) != len(self._chunk.items):
            raise ConnectionFailed(f"{len(self._seen)} rewards came for {len(self._chunk.items)} items", sent=True)

    def _take(self, line: Mapping[str, object]) -> None:
        error = line.get("error")
        if "reward" not in line and isinstance(error, Mapping):
            status = error.get("status")
            raise problem_error(status if isinstance(status, int) else 500, error)
        place = line.get("id")
        if not isinstance(place, str) or not place.isdecimal() or int(place) >= len(self._chunk.items):
            raise BadAnswer("a reward for no item of the batch")
        if int(place) in self._seen:
            return
        position = self._chunk.start + int(place)
        item = self._batch[position]
        mine = {"position": position, "id": item.get("id", str(position)), "problem_id": _problem_id(item)}
        reward = decode(Reward, {**line, **mine})
        self._seen.add(int(place))
        self._settled.put_nowait(reward)


def _problem_id(item: RewardItem) -> str | None:
    found = item.get("problem_id", item.get("problem", {}).get("id"))
    return found if isinstance(found, str) else None


async def _cancel(*tasks: asyncio.Future[None]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
