"""Measurements of an export: found in blocks of its text, kept as short columns."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from stridewell.activity.track import Column
from stridewell.adapters.apple_health.dates import read_dates
from stridewell.adapters.apple_health.kinds import KINDS, PREFIX, Kind
from stridewell.adapters.apple_health.units import factor

_LONGEST_S = 2 * 86_400
"""A measurement over more than two days is none of a run or a walk."""
_NAMES = "|".join(KINDS)
_RECORD = re.compile(
    rf'<Record type="{PREFIX}({_NAMES})"'
    r'(?: sourceName="([^"]*)"(?: sourceVersion="[^"]*")?(?: device="[^"]*")?'
    r'(?: unit="([^"]*)")?(?: creationDate="[^"]*")?'
    r' startDate="([^"]*)" endDate="([^"]*)" value="([^"]*)"'
    r'|((?:[^>"]++|"[^"]*+")*+))'.encode()
)
"""As phones write it; anything else is caught whole and taken apart attribute by attribute."""
_ANY_RECORD = re.compile(rb'<Record\s((?:[^>"]++|"[^"]*+")*+)')
_ATTRIBUTE = re.compile(rb"""([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_MARK, _USUAL_MARK = b"<Record", b'<Record type="'

_MOST_SOURCES = 2**16 - 1
_NUMBERS = {name.encode(): number for number, name in enumerate(KINDS)}
_STORED = np.dtype(
    [
        ("kind", "u1"),
        ("source", "u2"),
        ("start_s", "u4"),
        ("duration_s", "f4"),
        ("value", "f4"),
        ("ahead_min", "i2"),
    ]
)
"""As few bytes as a measurement needs: an export holds millions of them."""

_Row: TypeAlias = tuple[bytes, bytes, bytes, bytes, bytes, bytes]
"""Kind, source, unit, start, end and value as written."""
_ODD = itemgetter(-1)
_NOTHING: _Row = (b"", b"", b"", b"", b"", b"")


@dataclass(frozen=True, slots=True, eq=False)
class Readings:
    """Measurements of one kind in order of their start; all columns have the shape (n,).

    Times are seconds since 1970; ``ahead_s`` is how far the clock was ahead of UTC.
    ``source`` are numbers into the names of the sources.
    """

    stored: NDArray[np.void]

    @property
    def start_s(self) -> NDArray[np.int64]:
        """When each began."""
        return self.stored["start_s"].astype(np.int64)

    @property
    def duration_s(self) -> Column:
        """How long each lasted."""
        return self.stored["duration_s"].astype(np.float64)

    @property
    def value(self) -> Column:
        """What was measured."""
        return self.stored["value"].astype(np.float64)

    @property
    def source(self) -> NDArray[np.int64]:
        """Who measured it."""
        return self.stored["source"].astype(np.int64)

    @property
    def ahead_s(self) -> NDArray[np.int64]:
        """How far the clock was ahead."""
        return 60 * self.stored["ahead_min"].astype(np.int64)

    def __len__(self) -> int:
        """How many there are."""
        return int(self.stored.size)

    def between(self, begin_s: float, end_s: float) -> Readings:
        """Those that began within a span of time, its end left out."""
        begin, end = np.searchsorted(self.stored["start_s"], [max(begin_s, 0.0), max(end_s, 0.0)])
        return Readings(self.stored[begin:end])

    def rows(self, chosen: NDArray[np.bool_]) -> Readings:
        """Some of the rows, without the memory of the others."""
        return Readings(self.stored[chosen])


@dataclass(slots=True)
class Records:
    """Collects the measurements of the kinds that are read.

    ``broken`` counts those that could not be understood.
    """

    sources: dict[bytes, int] = field(default_factory=dict)
    broken: int = 0
    _parts: list[NDArray[np.void]] = field(default_factory=list)

    def scan(self, block: bytes) -> None:
        """Take the measurements out of a piece of the export that holds whole tags."""
        rows: Sequence[tuple[bytes, ...]]
        if block.count(_MARK) == block.count(_USUAL_MARK):
            rows = _RECORD.findall(block)
        else:
            rows = [(*_NOTHING, each) for each in _ANY_RECORD.findall(block)]
        if any(map(_ODD, rows)):
            rows = [(*_taken_apart(row[0], row[-1]), b"") if row[-1] else row for row in rows]
            rows = [row for row in rows if row[0] in _NUMBERS]
        if rows:
            self._add(rows)

    def readings(self, kind: Kind) -> Readings:
        """Everything of one kind, in order of its start."""
        number = _NUMBERS[kind.name.encode()]
        found = [part[part["kind"] == number] for part in self._parts]
        stored = np.concatenate([np.empty(0, _STORED), *found])
        return Readings(stored[np.argsort(stored["start_s"], kind="stable")])

    def clear(self) -> None:
        """Let go of all measurements."""
        self._parts.clear()

    def names(self) -> Sequence[str]:
        """The names of the sources, by their numbers."""
        return [html.unescape(name.decode("utf-8", "replace")) for name in self.sources]

    def _add(self, rows: Sequence[tuple[bytes, ...]]) -> None:
        names, sources, units, starts, ends, values, _ = zip(*rows, strict=True)
        start_s, ahead_s = read_dates(starts)
        end_s, _ = read_dates(ends)
        value = _numbers(values) * _factors(names, units)
        good = (start_s >= 0) & (end_s >= start_s) & (end_s - start_s <= _LONGEST_S)
        good &= np.isfinite(value) & (value >= 0)
        self.broken += int((~good).sum())
        part = np.empty(int(good.sum()), _STORED)
        part["kind"] = np.array(list(map(_NUMBERS.__getitem__, names)))[good]
        part["source"] = self._numbered(sources)[good]
        part["start_s"] = start_s[good]
        part["duration_s"] = (end_s - start_s)[good]
        part["value"] = value[good]
        part["ahead_min"] = ahead_s[good] // 60
        self._parts.append(part)

    def _numbered(self, names: Sequence[bytes]) -> NDArray[np.int64]:
        """The numbers of sources; a new one gets the next."""
        for name in sorted(set(names) - self.sources.keys()):
            self.sources[name] = min(len(self.sources), _MOST_SOURCES)
        return np.array(list(map(self.sources.__getitem__, names)), dtype=np.int64)


def _numbers(texts: Sequence[bytes]) -> Column:
    try:
        return np.array(list(map(float, texts)))
    except ValueError:
        return np.array([_number(each) for each in texts])


def _number(text: bytes) -> float:
    try:
        return float(text)
    except ValueError:
        return float("nan")


def _factors(names: Sequence[bytes], units: Sequence[bytes]) -> Column:
    """What each number is multiplied by; NaN for a unit nobody knows."""
    written = list(zip(names, units, strict=True))
    factors = {each: _factor(*each) for each in set(written)}
    return np.array(list(map(factors.__getitem__, written)))


def _factor(name: bytes, unit: bytes) -> float:
    by = factor(KINDS[name.decode()].quantity, unit.decode("utf-8", "replace"))
    return float("nan") if by is None else by


def _taken_apart(name: bytes, tag: bytes) -> _Row:
    found = {each[0]: each[1] or each[2] for each in _ATTRIBUTE.findall(tag)}
    kind = name or found.get(b"type", b"").removeprefix(PREFIX.encode())
    keys = (b"sourceName", b"unit", b"startDate", b"endDate", b"value")
    source, unit, start, end, value = (found.get(key, b"") for key in keys)
    return kind, source, unit, start, end, value
