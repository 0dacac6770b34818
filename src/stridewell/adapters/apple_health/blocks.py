"""A huge XML file as blocks that end between tags and never within a workout."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import IO

_BLOCK_BYTES = 2**20
_MOST_CARRIED = 16 * _BLOCK_BYTES
"""Far more than the longest workout; what goes on for longer is not waited for."""
_WORKOUT = re.compile(rb"<Workout\s")
_WORKOUT_MARKS = (b"<Workout ", b"<Workout\n", b"<Workout\r", b"<Workout\t")
_WORKOUT_END = b"</Workout>"
_TAG = re.compile(rb"""<(?:[^<>"']++|"[^"<]*+"|'[^'<]*+')*+>""")


def whole_blocks(stream: IO[bytes]) -> Iterator[bytes]:
    """The text in blocks of about 1 MiB; the last one may end anywhere."""
    carried = b""
    while piece := stream.read(_BLOCK_BYTES):
        block = carried + piece
        cut = _last_boundary(block)
        if cut <= 0 and len(block) > _MOST_CARRIED:
            cut = len(block)
        carried = block[max(cut, 0) :]
        if cut > 0:
            yield block[:cut]
    if carried:
        yield carried


def workouts_in(block: bytes) -> Iterator[tuple[bytes, bool]]:
    """Every workout of a block, and whether it is whole."""
    begins = [found.start() for found in _WORKOUT.finditer(block)]
    for begin, limit in pairwise([*begins, len(block)]):
        end = _workout_end(block, begin, limit)
        yield block[begin : limit if end < 0 else end], end > 0


def _last_boundary(block: bytes) -> int:
    """Where the last tag begins, or the workout it lies in."""
    last = block.rfind(b"<")
    begin = max(block.rfind(mark) for mark in _WORKOUT_MARKS)
    if begin < 0:
        return last
    end = _workout_end(block, begin, len(block))
    return begin if end < 0 else max(last, end)


def _workout_end(block: bytes, begin: int, limit: int) -> int:
    """Where a workout that begins there ends; below 0 where it does not before the limit."""
    tag = _TAG.match(block, begin, limit)
    if tag is not None and tag[0].endswith(b"/>"):
        return tag.end()
    end = block.find(_WORKOUT_END, begin, limit)
    return end + len(_WORKOUT_END) if end >= 0 else -1
