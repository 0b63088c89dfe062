"""Splits a batch into requests, each item encoded once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from assay_client.transport import encode

MAX_CHUNK_BYTES = 16 << 20  # the service takes 64 MiB, unless it is told otherwise


@dataclass(frozen=True, slots=True)
class Chunk:
    """Consecutive items of a batch."""

    start: int
    """The place of the first item in the batch, from 0."""
    items: tuple[bytes, ...]
    """JSON of each."""

    def array(self) -> bytes:
        """The items as a JSON array."""
        return b"[%s]" % b",".join(self.items)

    def body(self, head: Mapping[str, object], field: str) -> bytes:
        """A request: the head, and the items under the name of the field."""
        rest = encode(head)[1:-1]
        return b"{%s%s%s:%s}" % (rest, b"," if rest else b"", encode(field), self.array())


def chunks(items: Iterable[object], max_items: int, max_bytes: int = MAX_CHUNK_BYTES) -> Iterator[Chunk]:
    """The items in order. A chunk has one item at least, however large."""
    if max_items < 1:
        raise ValueError("a chunk has at least one item")
    start = 0
    held: list[bytes] = []
    size = 0
    for item in items:
        text = encode(item)
        if held and (len(held) >= max_items or size + len(text) > max_bytes):
            yield Chunk(start, tuple(held))
            start, held, size = start + len(held), [], 0
        held.append(text)
        size += len(text)
    if held:
        yield Chunk(start, tuple(held))
