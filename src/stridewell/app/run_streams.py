"""The streams of a run thinned out for a picture: at most so many points a line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from stridewell.activity.gaits import Gait, Labels
from stridewell.activity.track import Channel, Column
from stridewell.app.run_along import Along, measured

MOST_POINTS = 1_500
SHOWN = (
    Channel.SPEED,
    Channel.HEART_RATE,
    Channel.STEP_RATE,
    Channel.CONTACT_TIME,
    Channel.VERTICAL_OSCILLATION,
    Channel.CONTACT_BALANCE,
    Channel.POWER,
    Channel.ALTITUDE,
)
"""What is drawn, from top to bottom."""


@dataclass(frozen=True, slots=True, eq=False)
class Streams:
    """What was measured, in points; columns of shape (points,), NaN where a line breaks off.

    ``time_s`` is since the start, pauses counted. ``distance_m`` is None where nobody measured
    it. ``values`` holds only channels that were measured. ``per_point`` is how many samples one
    point averages, 1 where none was left out.
    """

    time_s: Column
    distance_m: Column | None
    values: Mapping[Channel, Column]
    per_point: float


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a run: from and to in seconds since the start and in metres along the way.

    The metres are None where nobody measured them.
    """

    from_s: float
    to_s: float
    from_m: float | None
    to_m: float | None


def streams(way: Along, most: int = MOST_POINTS) -> Streams:
    """The measured channels in at most ``most`` points, each the mean of its samples.

    After a gap in the recording comes a point without a value, so that no line crosses it.
    """
    starts = _starts(way, most)
    gaps = np.searchsorted(starts, np.intersect1d(way.breaks, starts))
    if starts.size + gaps.size > most:
        gaps = gaps[:0]
    values = {
        channel: np.insert(_means(way.samples.column(channel), starts), gaps, np.nan)
        for channel in SHOWN
        if measured(way, channel)
    }
    time = _means(way.samples.time_s, starts)
    ground = None if way.ground_m is None else _means(way.ground_m, starts)
    return Streams(
        time_s=_with_gaps(time, gaps),
        distance_m=None if ground is None else _with_gaps(ground, gaps),
        values=values,
        per_point=max(1.0, len(way) / max(1, starts.size)),
    )


def _starts(way: Along, most: int) -> Labels:
    """The first sample of every point; a point never reaches over a gap if that can be."""
    size, breaks = len(way), way.breaks
    if size + breaks.size <= most:
        return np.arange(size)
    room = most - 2 * breaks.size
    if room < most // 2:
        return np.linspace(0, size, most, endpoint=False).astype(np.intp)
    even = np.linspace(0, size, room, endpoint=False).astype(np.intp)
    return np.union1d(even, breaks)


def _means(column: Column, starts: Labels) -> Column:
    """The mean of what was measured in each point."""
    if not column.size:
        return np.zeros(0)
    known = np.isfinite(column)
    counts = np.add.reduceat(known.astype(np.float64), starts)
    sums = np.add.reduceat(np.where(known, column, 0.0), starts)
    means: Column = np.divide(sums, counts, out=np.full(sums.shape, np.nan), where=counts > 0)
    return means


def _with_gaps(axis: Column, gaps: Labels) -> Column:
    """The axis with a point before each gap's end, at the place of the point before it."""
    filled: Column = np.insert(axis, gaps, axis[gaps - 1])
    return filled


def walks(way: Along) -> tuple[Stretch, ...]:
    """The stretches that were walked, breaks before the first and after the last run too."""
    walked = np.concatenate(([False], way.gait == Gait.WALKING, [False]))
    edges = np.flatnonzero(walked[1:] != walked[:-1])
    last = len(way) - 1
    return tuple(
        _stretch(way, int(first), min(int(end), last))
        for first, end in zip(edges[::2], edges[1::2], strict=True)
    )


def _stretch(way: Along, first: int, last: int) -> Stretch:
    time, ground = way.samples.time_s, way.ground_m
    return Stretch(
        float(time[first]),
        float(time[last]),
        None if ground is None else float(ground[first]),
        None if ground is None else float(ground[last]),
    )
