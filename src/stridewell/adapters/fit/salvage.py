"""Finding damage that reads like messages, and the way back to sound messages behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from stridewell.adapters.fit.layouts import (
    DEFINITION,
    FIELD_BYTES,
    FIXED_PART,
    SHORT_TIME,
    UNKNOWN_TIME,
    Block,
    Layouts,
    Offsets,
    definition_length,
    is_definition_header,
)
from stridewell.adapters.fit.profile import BASE_TYPES

CHAIN = 6
"""So many messages in a row must make sense before reading goes on."""
_LEAST_TIMES = 2
_LONGEST_STEP_S = 3600
_REACH_S = 3 * 86_400
"""Times further from the rest of the recording than this are no times."""
_SET_CLOCK = 0x1000_0000
"""Smaller FIT times count from the start of a watch whose clock was never set."""
_TIMES_PER_LAYOUT = 200
_WINDOW = 1 << 14
"""So many bytes are tried at once."""
_UNTIMED = -1
_LAST_MESSAGE = 1024
"""No message of FIT's profile or of a maker has a number from here on, but for 0xFF00 and up."""
_MAKERS_MESSAGES = 0xFF00

Whole = NDArray[np.int64]
Mask = NDArray[np.bool_]
Bytes = NDArray[np.uint8]


def times_of(content: bytes, layouts: Layouts) -> Whole:
    """Full FIT times (s) of the messages read so far, evenly picked, rising."""
    times = [
        block.times(content, block.offsets[:: 1 + len(block) // _TIMES_PER_LAYOUT])
        for block in layouts.blocks()
    ]
    every = np.concatenate([*times, np.empty(0, dtype=np.int64)])
    return np.unique(every[(every > 0) & (every < UNKNOWN_TIME)])


def goes_on(content: bytes, blocks: Sequence[Block], at: int) -> bool:
    """Whether messages behind a byte carry on the recording: no time is far from those before."""
    before: list[Whole] = []
    behind: list[Whole] = []
    for block in blocks:
        times = block.times(content, block.offsets)
        known = times != UNKNOWN_TIME
        is_before = block.offsets <= at
        before.append(times[known & is_before])
        behind.append(times[known & ~is_before])
    earlier, later = np.concatenate([*before, []]), np.concatenate([*behind, []])
    if not earlier.size or not later.size:
        return False
    return bool((np.abs(later - np.median(earlier)) <= _REACH_S).all())


def first_doubtful(
    content: bytes, start: int, blocks: Sequence[Block], message: int | None = None
) -> int | None:
    """The first message (of one kind) from a byte on whose time is far from both neighbours.

    Such a message was never written: bytes that lost their place happened to read like one.
    The clock of a watch may jump, but then one side goes on with it.
    """
    timed = [
        block
        for block in blocks
        if message in {None, block.definition.message} and block.definition.time_slot is not None
    ]
    every = [block.times(content, block.offsets) for block in timed]
    if not timed or _are_near(every):
        return None
    times = np.concatenate(every)
    places = np.concatenate([block.offsets for block in timed]) - 1
    if len(timed) > 1:
        order = np.argsort(places)
        times, places = times[order], places[order]
    known = times != UNKNOWN_TIME
    if not known.all():
        times, places = times[known], places[known]
    doubtful = np.flatnonzero(_stands_alone(times))
    doubtful = doubtful[places[doubtful] >= start]
    return int(places[doubtful[0]]) if doubtful.size else None


def _are_near(times: Sequence[Whole]) -> bool:
    """Whether no time is zero and all lie near each other."""
    first = min(int(each.min()) for each in times)
    return first > 0 and max(int(each.max()) for each in times) - first <= _REACH_S


def _stands_alone(times: Whole) -> Mask:
    """Which times are far from the one before and the one behind, or are zero beside zero.

    The first has none before and is believed unless it is zero: a clock may be set while a run
    is going on.
    """
    zeros = times == 0
    far = (np.abs(np.diff(times)) > _REACH_S) | (zeros[1:] & zeros[:-1])
    alone: Mask = np.concatenate((zeros[:1], far)) & np.concatenate((far, [True]))
    return alone


def find_sound_message(
    content: bytes, start: int, end: int, layouts: Layouts, before: Whole
) -> int | None:
    """The first byte from which reading can believably go on, None if there is none.

    That is a definition that makes sense, or a chain of known messages: headers of known
    layouts one behind the other, and full times among them that never fall, rise by less than
    an hour and lie near one of the times read ``before`` (rising; where there are none: are
    those of a clock that was set).
    """
    raw = np.frombuffer(content, np.uint8)
    timing = _Timing.of(layouts)
    for first in range(start, end, _WINDOW):
        places = np.arange(first, min(first + _WINDOW, end))
        found = _first_definition(content, raw, places, end)
        chains = np.flatnonzero(_begins_chain(raw, places, end, timing, before))
        if chains.size:
            chain = int(places[chains[0]])
            found = chain if found is None else min(chain, found)
        if found is not None:
            return found
    return None


def _are_believable(times: Whole, before: Whole) -> Mask:
    """Which times lie near one read before."""
    if not before.size:
        return (times >= _SET_CLOCK) & (times < UNKNOWN_TIME)
    place = np.searchsorted(before, times)
    below = times - before[np.maximum(place - 1, 0)]
    above = before[np.minimum(place, before.size - 1)] - times
    near: Mask = np.minimum(np.abs(below), np.abs(above)) <= _REACH_S
    return near


def _first_definition(content: bytes, raw: Bytes, places: Offsets, end: int) -> int | None:
    """The first of the bytes with a believable definition."""
    likely: list[int] = places[_are_definitions(raw, places, end)].tolist()
    return next((at for at in likely if _is_believable(content, at, end)), None)


def _are_definitions(raw: Bytes, places: Offsets, end: int) -> Mask:
    """Where the first bytes are those of a definition."""
    at = np.minimum(places, end - FIXED_PART)
    found: Mask = (
        (places + FIXED_PART <= end)
        & (raw[at] & (SHORT_TIME | DEFINITION) == DEFINITION)
        & (raw[at + 1] == 0)
        & (raw[at + 2] <= 1)
    )
    return found


def _is_believable(content: bytes, at: int, end: int) -> bool:
    """Whether a whole definition lies here, with fields of known types and a possible number.

    Behind it must come a message of its own or another definition.
    """
    behind = at + definition_length(content, at, end)
    count = content[at + 5]
    if behind >= end or not count:
        return False
    message = int.from_bytes(content[at + 3 : at + 5], "big" if content[at + 2] else "little")
    if _LAST_MESSAGE <= message < _MAKERS_MESSAGES:
        return False
    for field in range(at + FIXED_PART, at + FIXED_PART + FIELD_BYTES * count, FIELD_BYTES):
        kind = BASE_TYPES.get(content[field + 2] & 0x1F)
        if kind is None or not content[field + 1] or content[field + 2] & 0x60:
            return False
    return content[behind] == content[at] & 0x0F or is_definition_header(content[behind])


@dataclass(frozen=True, slots=True, eq=False)
class _Timing:
    """By header byte: size of the message, where its full time lies behind it, its byte order."""

    strides: Offsets
    at: Whole
    big_endian: Mask

    @classmethod
    def of(cls, layouts: Layouts) -> _Timing:
        """What the layouts in force say."""
        slots = [block.definition.time_slot for block in layouts.owners]
        at = np.array([_UNTIMED if slot is None else 1 + slot.at for slot in slots])
        big_endian = np.array([block.definition.big_endian for block in layouts.owners])
        return cls(layouts.strides, at, big_endian)


def _begins_chain(raw: Bytes, places: Offsets, end: int, timing: _Timing, before: Whole) -> Mask:
    """Whether a chain of messages begins at each of the bytes whose times can be believed."""
    at = places.copy()
    last = np.full(at.shape, _UNTIMED)
    count = np.zeros(at.shape, dtype=np.int64)
    sound = timing.strides[raw[at]] < end
    going = sound.copy()
    for _ in range(CHAIN):
        going &= at < end
        header = raw[np.where(going, at, 0)]
        going &= ~_are_definitions(raw, at, end)  # one of them ends the chain well
        behind = at + timing.strides[header]
        sound &= ~going | (behind <= end)
        going &= sound
        timed = np.flatnonzero(going & (timing.at[header] != _UNTIMED))
        times = _read_times(
            raw, at[timed] + timing.at[header[timed]], timing.big_endian[header[timed]]
        )
        first = last[timed] == _UNTIMED
        steps = times - last[timed]
        follows = (steps >= 0) & (steps <= _LONGEST_STEP_S)
        sound[timed] &= np.where(first, _are_believable(times, before), follows)
        last[timed] = times
        count[timed] += 1
        at = np.where(going, behind, at)
    return sound & (count >= _LEAST_TIMES)


def _read_times(raw: Bytes, at: Offsets, big_endian: Mask) -> Whole:
    """The four bytes at each place as a whole number."""
    parts = [raw[at + byte].astype(np.int64) for byte in range(4)]
    little = sum(part << 8 * byte for byte, part in enumerate(parts))
    big = sum(part << 8 * byte for byte, part in enumerate(reversed(parts)))
    return np.where(big_endian, big, little)
