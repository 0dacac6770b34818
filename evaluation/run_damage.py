"""How many records of damaged recordings come back, whole and with their own values."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from stridewell.activity.track import FileOrigin
from stridewell.adapters.fit import read_fit
from stridewell.adapters.fit.chain import read_chain
from stridewell.adapters.fit.columns import Table, read_table
from stridewell.adapters.fit.layouts import Offsets
from stridewell.adapters.fit.profile import RECORD
from stridewell.errors import FileRefusedError

LEAST_RECORDS = 500
HOLE = 4096
JUNK = 500
SIZE_AT = slice(4, 8)
BEHIND_HEADER = 14
TIMES = 5
"""Damage that falls anywhere is done so often to each file, elsewhere each time."""

Damaged = tuple[bytes, list[slice]]
"""The bytes, and the stretches of them that are no longer what they were."""
Damage = Callable[[bytes, random.Random], Damaged]


def _cut(share: float) -> Damage:
    def cut(content: bytes, _: random.Random) -> Damaged:
        kept = int(share * len(content))
        return content[:kept], [slice(kept, len(content))]

    return cut


def _no_checksum(content: bytes, _: random.Random) -> Damaged:
    return content[:-1], [slice(len(content) - 1, len(content))]


def _no_size(content: bytes, _: random.Random) -> Damaged:
    changed = bytearray(content)
    changed[SIZE_AT] = bytes(4)
    return bytes(changed), [SIZE_AT]


def _hole(content: bytes, chance: random.Random) -> Damaged:
    at = chance.randrange(len(content) // 4, 3 * len(content) // 4)
    changed = bytearray(content)
    changed[at : at + HOLE] = bytes(len(changed[at : at + HOLE]))
    return bytes(changed), [slice(at, at + HOLE)]


def _junk(content: bytes, chance: random.Random) -> Damaged:
    return content + chance.randbytes(JUNK), [slice(len(content), len(content) + JUNK)]


def _flips(count: int) -> Damage:
    def flip(content: bytes, chance: random.Random) -> Damaged:
        changed = bytearray(content)
        places = [chance.randrange(BEHIND_HEADER, len(content)) for _ in range(count)]
        for place in places:
            changed[place] ^= 1 << chance.randrange(8)
        return bytes(changed), [slice(place, place + 1) for place in places]

    return flip


DAMAGES: Mapping[str, Damage] = {
    "cut at 25 %": _cut(0.25),
    "cut at 50 %": _cut(0.50),
    "cut at 99 %": _cut(0.99),
    "last byte of the checksum lost": _no_checksum,
    "never closed: the header says 0 bytes": _no_size,
    "4 KiB of zeros somewhere in the middle": _hole,
    "500 bytes of junk behind the end": _junk,
    "1 bit flipped": _flips(1),
    "20 bits flipped": _flips(20),
}
ANYWHERE = ("4 KiB of zeros somewhere in the middle", "1 bit flipped", "20 bits flipped")


@dataclass(frozen=True, slots=True)
class Salvaged:
    """One kind of damage over all recordings.

    ``shares`` are the records outside the damage that came back with all their values, one share
    for each damaged file; ``told`` counts files of which the reader says what is wrong.
    """

    damage: str
    shares: tuple[float, ...]
    told: int

    @property
    def mean(self) -> float:
        """The mean share."""
        return sum(self.shares) / len(self.shares)


def salvage(folder: Path) -> Iterator[Salvaged]:
    """Every kind of damage, done to every longer recording in a folder."""
    contents = {path.name: path.read_bytes() for path in sorted(folder.glob("*.fit"))}
    whole = {name: content for name, content in contents.items() if _is_sound(content)}
    for name, damage in DAMAGES.items():
        shares: list[float] = []
        told = 0
        for content in whole.values():
            for number in range(TIMES if name in ANYWHERE else 1):
                damaged, lost = damage(content, random.Random(number))
                shares.append(_share(content, damaged, lost))
                told += _is_told(damaged)
        yield Salvaged(name, tuple(shares), told)


def _is_sound(content: bytes) -> bool:
    """Whether a file is whole, one file only, and long enough."""
    parts, issues = read_chain(content)
    return len(parts) == 1 and not issues and parts[0].record_count >= LEAST_RECORDS


def _share(content: bytes, damaged: bytes, lost: list[slice]) -> float:
    """The share of the records outside the damage that are read with the same values."""
    before, after = _records(content), _records(damaged)
    untouched = np.ones(before.starts.shape, dtype=np.bool_)
    for each in lost:
        untouched &= (before.ends <= each.start) | (before.starts >= each.stop)
    place = np.searchsorted(after.starts, before.starts)
    place = np.minimum(place, max(after.starts.size - 1, 0))
    same = after.starts[place] == before.starts if after.starts.size else np.zeros_like(untouched)
    for name, column in before.table.columns.items():
        theirs = after.table.column(name)
        found = theirs[place] if theirs.size else np.full(column.shape, np.nan)
        same &= (found == column) | (np.isnan(found) & np.isnan(column))
    return float((same & untouched).sum() / untouched.sum())


@dataclass(frozen=True, slots=True, eq=False)
class _Records:
    """The records of the first FIT file in some bytes, and where each begins and ends."""

    table: Table
    starts: Offsets
    ends: Offsets


def _records(content: bytes) -> _Records:
    (part, *_), _ = read_chain(content)
    table = read_table(part, RECORD)
    blocks = part.of(RECORD)
    nothing = np.empty(0, dtype=np.int64)
    ends = np.concatenate([nothing, *(b.offsets + b.definition.size for b in blocks)])
    return _Records(table, table.offsets - 1, np.sort(ends))


def _is_told(damaged: bytes) -> bool:
    try:
        return bool(read_fit(damaged, FileOrigin("damaged.fit", "", "fit")).issues)
    except FileRefusedError:
        return True
