"""Many alternating messages at once: from each record to the next, all ways side by side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from stridewell.adapters.fit.layouts import (
    Block,
    Layouts,
    Offsets,
    keep_all,
    present,
)
from stridewell.adapters.fit.profile import RECORD

_STEPS = 8
"""So many messages are passed side by side between two records; what takes more is rare."""
_LAST_WAYS = 4
_BY_HAND = 1 << 13
"""So many bytes are passed one by one in search of the next guess, …"""
_MOST_MISSED = 150
"""… and so many guesses may turn out to be none."""
_MOST_FAILED = 200
"""After so many failed ways the guesses are no good."""
_HIGH_TIME_LITTLE = (4, 3)
_HIGH_TIME_BIG = (1, 2)
"""Where, counted from its header, a message that begins with its time keeps the high bytes."""

Bytes = NDArray[np.uint8]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class _Step:
    """Messages passed side by side: the way each lies on (rising), its header and its place.

    ``kinds`` are the headers that may occur.
    """

    ways: NDArray[np.intp]
    headers: Bytes
    places: Offsets
    kinds: tuple[int, ...] = ()

    def on(self, chosen: Mask) -> _Step:
        """Only the messages on chosen ways."""
        rows = chosen[self.ways]
        headers = self.headers[rows]
        return _Step(self.ways[rows], headers, self.places[rows], present(headers))

    def before(self, way: int) -> _Step:
        """Only the messages on the ways before one."""
        count = int(self.ways.searchsorted(way))
        return _Step(self.ways[:count], self.headers[:count], self.places[:count], self.kinds)


@dataclass(frozen=True, slots=True, eq=False)
class _Ways:
    """The ways from each guess to the next: which of them met it, and the steps on those."""

    guesses: Offsets
    sound: Mask
    steps: tuple[_Step, ...]
    owners: Mapping[int, Block]
    """The layout of every header met on sound ways."""

    def are_outdated(self, layouts: Layouts) -> bool:
        """Whether one of the headers stands for another layout by now."""
        return any(layouts.owners[header] is not found for header, found in self.owners.items())


def leap(content: bytes, at: int, until: int, end: int, layouts: Layouts) -> int:
    """Keep the messages from a byte on and give the first byte behind those kept.

    Records (or messages of another kind that begin with their time) are guessed by their
    header and the high bytes of their time. From each guess the messages are followed to the
    next one, all ways in step. A way that meets the next guess exactly proves it, beginning
    with the message that is known. Where a way fails (a definition lies on it, records pause,
    or a guess was wrong), its messages are passed one by one until a guess is met again. Where
    no leap is possible, the byte is the one that was given.
    """
    first = _next_timed(content, at, end, layouts)
    if first is None:
        return at
    raw = np.frombuffer(content, np.uint8)
    guesses = _guesses(raw, first, until, end, layouts)
    if guesses.size < 2:  # noqa: PLR2004  a way has two ends
        return at
    layouts.keep_until(content, at, first, end)
    ways = _follow(raw, guesses, layouts)
    reached, last = _mend(content, end, ways, layouts)
    for step in ways.steps:
        proven = step if last is None else step.before(last)
        keep_all(ways.owners, proven.kinds, proven.headers, proven.places)
    return reached


def _next_timed(content: bytes, at: int, end: int, layouts: Layouts) -> int | None:
    """The first record among the next few messages, else any message that begins with its time."""
    timed: int | None = None
    for _ in range(_STEPS):
        size = layouts.sizes[content[at]]
        if not size or at + size >= end:
            break
        definition = layouts.owners[content[at]].definition
        slot = definition.time_slot
        if slot is not None and slot.at == 0:
            if definition.message == RECORD:
                return at
            timed = at if timed is None else timed
        at += size
    return timed


def _guesses(raw: Bytes, first: int, until: int, end: int, layouts: Layouts) -> Offsets:
    """Every byte from a message on that looks like one of the same layout and time.

    The lower of the high bytes may have moved on by one: that takes 18 hours.
    """
    header = raw[first]
    big_endian = layouts.owners[header].definition.big_endian
    length = min(until, end - layouts.sizes[header] + 1) - first
    looks_alike = raw[first : first + length] == header
    highest, high = _HIGH_TIME_BIG if big_endian else _HIGH_TIME_LITTLE
    looks_alike &= raw[first + highest : first + highest + length] == raw[first + highest]
    looks_alike &= raw[first + high : first + high + length] - raw[first + high] <= 1
    return np.flatnonzero(looks_alike) + first


def _follow(raw: Bytes, guesses: Offsets, layouts: Layouts) -> _Ways:
    """Follow every way until it meets the next guess, passes it, or takes too long.

    A header without a layout counts as endless, so that its way passes every guess. The last
    few ways are not followed to their end: they are passed faster one by one.
    """
    sound = np.ones(guesses.size - 1, dtype=np.bool_)
    ways, places, goals = np.arange(sound.size), guesses[:-1], guesses[1:]
    steps: list[_Step] = []
    while ways.size > (_LAST_WAYS if steps else 0) and len(steps) < _STEPS:
        headers = raw[places]
        steps.append(_Step(ways, headers, places))
        places = places + layouts.strides[headers]
        on_the_way = places < goals
        if not on_the_way.all():
            sound[ways[places > goals]] = False
            ways, places, goals = ways[on_the_way], places[on_the_way], goals[on_the_way]
    sound[ways] = False
    proven = tuple([step.on(sound) for step in steps])
    owners = {header: layouts.owners[header] for step in proven for header in step.kinds}
    return _Ways(guesses, sound, proven, owners)


def _mend(content: bytes, end: int, ways: _Ways, layouts: Layouts) -> tuple[int, int | None]:
    """Pass what lies on failed ways one by one, until each time a guess is met again.

    Gives the first byte behind all that can be kept, and the way that ended the leap (None
    for none): where a layout changed its meaning, no guess was met, a sound way was passed
    over (it began with a wrong guess), or too many ways had failed.
    """
    met = 0
    for number, way in enumerate(np.flatnonzero(~ways.sound).tolist()):
        if way < met:
            continue
        if number == _MOST_FAILED:
            return int(ways.guesses[way]), way
        at, met = _by_hand(content, end, way, ways, layouts)
        if met == way or (met > way + 1 and ways.sound[way:met].any()):
            return at, way
    return int(ways.guesses[-1]), None


def _by_hand(content: bytes, end: int, way: int, ways: _Ways, layouts: Layouts) -> tuple[int, int]:
    """Keep message after message from the start of a way until another guess is met.

    Gives the byte behind them, and which guess lies there (the way's own where none was met).
    Stops before bytes that are no message, and behind a definition that changes a layout.
    """
    guesses = ways.guesses
    at = int(guesses[way])
    farthest = at + _BY_HAND
    for met in range(way + 1, min(way + _MOST_MISSED, guesses.size)):
        guess = int(guesses[met])
        while at < min(guess, farthest):
            behind = layouts.keep_until(content, at, min(guess, farthest), end)
            if behind == at:
                behind += layouts.define(content, at, end)
                if behind == at or ways.are_outdated(layouts):
                    return behind, way
            at = behind
        if at == guess:
            return at, met
        if at >= farthest:
            break
    return at, way
