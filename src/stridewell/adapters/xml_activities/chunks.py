"""Containers of points → pieces of text short enough for the caches of a processor."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_CHUNK_BYTES = 2**22


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a format calls what holds points and a point, and what of it nobody reads.

    ``unread`` are elements that are passed over with all they hold.
    """

    container: str
    point: str
    unread: frozenset[str]


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some containers, one behind the other, with the number each has in its file.

    Of a long container several chunks hold a part, under the same number.
    """

    text: bytes
    numbers: tuple[int, ...]


def chunks_of(containers: Iterable[bytes], dialect: Dialect) -> Iterator[Chunk]:
    """The containers of a file in chunks; every point is whole."""
    texts: list[bytes] = []
    numbers: list[int] = []
    size = 0
    for number, container in enumerate(containers):
        for part in _parts(container, dialect):
            texts.append(part)
            numbers.append(number)
            size += len(part)
            if size >= _CHUNK_BYTES:
                yield Chunk(b"".join(texts), tuple(numbers))
                texts, numbers, size = [], [], 0
    if texts:
        yield Chunk(b"".join(texts), tuple(numbers))


def _parts(container: bytes, dialect: Dialect) -> Iterator[bytes]:
    """A container, or several that hold its points, where it is long."""
    opening, closing = f"<{dialect.container}>".encode(), f"</{dialect.container}>".encode()
    point_end = f"</{dialect.point}>".encode()
    begin = 0
    while len(container) - begin > _CHUNK_BYTES:
        end = container.find(point_end, begin + _CHUNK_BYTES)
        if end < 0:
            break
        end += len(point_end)
        yield (opening if begin else b"") + container[begin:end] + closing
        begin = end
    yield (opening if begin else b"") + container[begin:]
