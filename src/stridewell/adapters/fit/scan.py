"""Where every message of a FIT file lies."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from stridewell.adapters.fit.layouts import Block, Definition, Layouts
from stridewell.adapters.fit.leaps import leap
from stridewell.adapters.fit.profile import RECORD
from stridewell.adapters.fit.salvage import find_sound_message, first_doubtful, times_of

_FEW = 8
_MORE = 64
"""Behind a definition a few messages are followed one by one, then more at a time, …"""
_DELAY = 64
"""… and behind so many a leap is tried; later where leaps do not get far."""
_LONGEST_DELAY = 2048
_LONGEST_LEAP = 1 << 18
"""Leaps span so many bytes, …"""
_SHORTEST_LEAP = 1 << 16
"""… and fewer, down to these, behind one that did not get far."""
_WORTHWHILE = 1 << 12
"""A leap that got not so far was not worth its effort."""
_FIRST_WINDOW = 32
_MOST_DAMAGES = 200
"""A file with more damaged stretches is read up to there."""


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """One FIT file inside the bytes (files may be chained).

    ``stopped_at`` is the first byte that was not read as a message; it equals ``end`` when
    everything was. ``is_broken`` says that this byte starts no message that can be believed (a
    message that only lacks its end is not broken but cut). ``skipped`` are damaged stretches
    [from, to) behind which reading went on.
    """

    content: bytes
    start: int
    end: int
    stopped_at: int
    blocks: tuple[Block, ...]
    is_broken: bool = False
    skipped: tuple[tuple[int, int], ...] = ()

    def of(self, message: int) -> tuple[Block, ...]:
        """The blocks of one kind of message."""
        return tuple([block for block in self.blocks if block.definition.message == message])

    def payloads(self, message: int) -> Iterator[tuple[Definition, int]]:
        """Layout and payload offset of each message of a kind, in file order."""
        found = [
            (at, block.definition) for block in self.of(message) for at in block.offsets.tolist()
        ]
        for at, definition in sorted(found, key=lambda pair: pair[0]):
            yield definition, at

    @property
    def record_count(self) -> int:
        """How many record messages were found."""
        return sum(len(block) for block in self.of(RECORD))


def scan_messages(content: bytes, start: int, end: int) -> Part:
    """Walk from message to message until the end, stepping over damaged stretches.

    A last message that reaches beyond ``end`` is left out. The message right before a damaged
    stretch is taken for damaged too.
    """
    layouts = Layouts()
    read: list[tuple[int, int]] = []
    skipped: list[tuple[int, int]] = []
    begin, at = start, _walk(content, start, end, layouts)
    while True:
        is_broken = at < end and not layouts.is_cut(content, at, end)
        damage = _first_damage(content, begin, at, layouts, is_broken=is_broken)
        if damage is None or len(skipped) == _MOST_DAMAGES:
            break
        known = _read_again(content, [*read, (begin, damage)])
        damaged = known.last_message(begin, damage)
        before = times_of(content, known)
        sound = find_sound_message(content, damaged + 1, end, known, before)
        if sound is None:
            if damage < at:
                layouts, at, is_broken = (
                    _read_again(content, [*read, (begin, damaged)]),
                    damaged,
                    True,
                )
            break
        read.append((begin, damaged))
        skipped.append((damaged, sound))
        layouts = _read_again(content, read)
        begin, at = sound, _walk(content, sound, end, layouts)
    return Part(content, start, end, at, layouts.blocks(), is_broken, tuple(skipped))


def _first_damage(
    content: bytes, begin: int, at: int, layouts: Layouts, *, is_broken: bool
) -> int | None:
    """The first byte that cannot be believed of those walked over; None when all is well.

    Where no record is doubtful and the walk came to its end, the other messages are trusted.
    """
    blocks = layouts.blocks()
    doubtful = first_doubtful(content, begin, blocks, RECORD)
    if doubtful is None and not is_broken:
        return None
    any_doubtful = first_doubtful(content, begin, blocks)
    return min(byte for byte in (at, doubtful, any_doubtful) if byte is not None)


def _read_again(content: bytes, stretches: Sequence[tuple[int, int]]) -> Layouts:
    """The layouts and messages of some stretches [from, to) alone."""
    layouts = Layouts()
    for begin, end in stretches:
        _walk(content, begin, end, layouts)
    return layouts


def _walk(content: bytes, start: int, end: int, layouts: Layouts) -> int:
    """Follow the messages from a byte; the first byte that was not read as one.

    Messages of one size behind each other are counted at once by the headers they share.
    Where kinds alternate, the messages behind a definition are followed one by one, then
    many at a time in leaps. A leap that did not get far delays the next one.
    """
    at, passed, delay, leap_bytes = start, 0, _DELAY, _LONGEST_LEAP
    while at < end:
        header = content[at]
        size = layouts.sizes[header]
        following = at + size
        if not size:
            length = layouts.define(content, at, end)
            if not length:
                return at
            at, passed = at + length, 0
        elif following > end:
            return at
        elif following < end and content[following] == header:
            count = _count_equal(content, at, end, size)
            layouts.owners[header].extend(header, np.arange(at, at + count * size, size))
            at += count * size
        elif passed < _FEW:
            layouts.keepers[header](at)
            at, passed = following, passed + 1
        elif passed < delay:
            at = _follow(content, at, end, _MORE, layouts)
            passed += _MORE
        else:
            reached = leap(content, at, at + leap_bytes, end, layouts)
            covered, at = reached - at, reached
            leap_bytes = min(max(_SHORTEST_LEAP, 4 * covered), _LONGEST_LEAP)
            if covered < _WORTHWHILE:
                passed, delay = 0, min(4 * delay, _LONGEST_DELAY)
            else:
                delay = _DELAY
    return at


def _count_equal(content: bytes, at: int, end: int, size: int) -> int:
    """How many whole messages of a size lie behind each other under the header at a byte."""
    header = content[at : at + 1]
    most = (end - at) // size
    count, window = 0, _FIRST_WINDOW
    while count < most:
        first = at + count * size
        headers = content[first : first + size * min(window, most - count) : size]
        equal = len(headers) - len(headers.lstrip(header))
        count += equal
        if equal < len(headers):
            break
        window *= 8
    return count


def _follow(content: bytes, at: int, end: int, many: int, layouts: Layouts) -> int:
    """Keep at most so many messages from a byte on; the first byte behind those kept."""
    ends = _ends(content, at, many, layouts.sizes)
    ends = ends[: bisect_right(ends, end)]
    if len(ends) > 1 and ends[-1] == ends[-2]:  # a header without a size: there it stood still
        ends = ends[: 1 + ends.index(ends[-1])]
    layouts.keep(content, [at, *ends[:-1]])
    return ends[-1]


def _ends(content: bytes, start: int, many: int, sizes: list[int]) -> list[int]:
    """Where each of so many messages ends; fewer where the bytes end before."""
    while True:
        at = start
        try:
            return [at := at + sizes[content[at]] for _ in range(many)]
        except IndexError:
            many //= 2
