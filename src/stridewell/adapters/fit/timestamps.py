"""Compressed timestamps: five bits in a message header that continue the last full time."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from stridewell.activity.track import Column
from stridewell.adapters.fit.layouts import SHORT_TIME, UNKNOWN_TIME, Offsets
from stridewell.adapters.fit.scan import Part

_LOW_BITS = 31

Whole = NDArray[np.int64]


def compressed_times(part: Part, offsets: Offsets) -> Column:
    """FIT time of the messages at these payload offsets, shape (n,), NaN where unknown.

    Each short time is the next moment after the previous message's time (of any kind) that
    ends in those five bits, so the whole file is followed in order.
    """
    places, times = _full_times(part)
    headers = _headers(part, places)
    is_full = headers & SHORT_TIME == 0
    low = np.where(is_full, times, headers) & _LOW_BITS
    steps = np.where(is_full, 0, (low - np.roll(low, 1)) & _LOW_BITS)
    advanced = np.cumsum(steps)
    last_full = np.maximum.accumulate(np.where(is_full, np.arange(places.size), -1))
    reached = times[last_full] + advanced - advanced[last_full]
    known = np.where(last_full < 0, np.nan, reached.astype(np.float64))
    found = np.searchsorted(places, offsets)
    found = np.minimum(found, max(places.size - 1, 0))
    return np.where(places[found] == offsets, known[found], np.nan)


def _full_times(part: Part) -> tuple[Offsets, Whole]:
    """Every message that has a full or a short time: payload offset and full time or 0."""
    places: list[Offsets] = []
    times: list[Whole] = []
    for block in part.blocks:
        short = _headers(part, block.offsets) & SHORT_TIME != 0
        full = block.times(part.content, block.offsets)
        has_time = short | (full != UNKNOWN_TIME)
        places.append(block.offsets[has_time])
        times.append(full[has_time])
    merged, values = np.concatenate(places), np.concatenate(times)
    order = np.argsort(merged)
    return merged[order], values[order]


def _headers(part: Part, offsets: Offsets) -> Whole:
    """The header byte before each payload."""
    return np.frombuffer(part.content, dtype=np.uint8)[offsets - 1].astype(np.int64)
