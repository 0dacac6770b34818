"""Ground covered: metres along a recording, and even cells of them to average over."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from stridewell.activity.limits import FASTEST_RUN_M_S
from stridewell.activity.moving import LONGEST_GAP_S
from stridewell.activity.plane import Plane
from stridewell.activity.track import Channel, Column, Samples

_SPEED_WINDOW_S = 10.0
"""Speed from positions or distance is taken over this time: fixes jump by a metre or two."""
_LEAP_M = 20.0
"""A fix may be off by so much without anybody having been carried there."""

Flags = NDArray[np.bool_]


def ground_m(samples: Samples, plane: Plane | None) -> Column | None:
    """Metres covered up to each sample, shape (n,): the distance channel, else the positions.

    Samples between two known ones are bridged by time. None where neither was measured.
    """
    distance = samples.channels.get(Channel.DISTANCE)
    if distance is not None:
        return _bridged(samples.time_s, distance)
    if plane is None:
        return None
    east, north = plane.east_m[plane.is_known], plane.north_m[plane.is_known]
    along = np.full(samples.time_s.shape, np.nan)
    along[plane.is_known] = np.concatenate(
        ([0.0], np.cumsum(np.hypot(np.diff(east), np.diff(north))))
    )
    return _bridged(samples.time_s, along)


def with_speed(samples: Samples, plane: Plane | None, ground: Column | None) -> Samples:
    """The samples with a speed: measured, else from positions, else from distance, over 10 s."""
    if Channel.SPEED in samples.channels or ground is None:
        return samples
    time = samples.time_s
    before = np.searchsorted(time, time - _SPEED_WINDOW_S / 2)
    after = np.searchsorted(time, time + _SPEED_WINDOW_S / 2, side="right") - 1
    if plane is None:
        way = ground[after] - ground[before]
    else:
        east, north = plane.east_m, plane.north_m
        way = np.hypot(east[after] - east[before], north[after] - north[before])
    seconds = time[after] - time[before]
    speed = np.full(time.shape, np.nan)
    np.divide(way, seconds, out=speed, where=seconds > 0)
    return Samples(time, {**samples.channels, Channel.SPEED: speed})


@dataclass(frozen=True, slots=True, eq=False)
class EvenCells:
    """Ground cut into cells of one size, for columns known at k samples.

    ``size_m`` divides the ground exactly, so a way run backwards has the same cells. Steps
    that nobody recorded (gaps, leaps, standing) have no length.
    """

    along_m: Column
    is_break: Flags
    count: int
    size_m: float
    _left: NDArray[np.intp]
    _share: Column

    @classmethod
    def cut(
        cls, along_m: Column, is_break: Flags, near_size_m: float, least: int
    ) -> EvenCells | None:
        """Cells of about ``near_size_m`` metres; None where there would be fewer than ``least``.

        ``along_m`` has shape (k,) and never falls, ``is_break`` has shape (k - 1,).
        """
        count = round(float(along_m[-1]) / near_size_m) if along_m.size else 0
        if count < least:
            return None
        size = float(along_m[-1]) / count
        edges = size * np.arange(count + 1)
        left = np.searchsorted(along_m, edges, side="right") - 1
        np.clip(left, 0, along_m.size - 2, out=left)
        width = along_m[left + 1] - along_m[left]
        share = np.zeros(edges.shape)
        np.divide(edges - along_m[left], width, out=share, where=width > 0)
        return cls(along_m, is_break, count, size, left, np.clip(share, 0.0, 1.0))

    def at_edges(self, column: Column) -> Column:
        """A column of shape (k,) at the bounds of the cells, shape (count + 1,)."""
        low = column[self._left]
        result: Column = low + self._share * (column[self._left + 1] - low)
        return result

    def sums(self, steps: Column) -> Column:
        """What the steps of shape (k - 1,) add up to in each cell, shape (count,)."""
        return np.diff(self.at_edges(np.concatenate(([0.0], np.cumsum(steps)))))

    def means(self, column: Column) -> Column:
        """The mean over each cell of the line through the samples, shape (count,)."""
        steps = np.diff(self.along_m) * (column[1:] + column[:-1])
        area = np.concatenate(([0.0], np.cumsum(steps)))
        low, left = column[self._left], self._left
        into = self._share * (self.along_m[left + 1] - self.along_m[left])
        edge = low + self._share * (column[left + 1] - low)
        return np.diff(area[left] + into * (low + edge)) / (2.0 * self.size_m)

    def of_samples(self) -> NDArray[np.intp]:
        """The cell each of the k samples lies in."""
        cells = (self.along_m * (1.0 / self.size_m)).astype(np.intp)
        return np.minimum(cells, self.count - 1)

    def broken(self, reach: int) -> Flags:
        """Cells that hold a break or lie within ``reach`` cells of one."""
        found = np.zeros(self.count, dtype=np.bool_)
        holes = self.of_samples()[:-1][self.is_break]
        for shift in range(-reach, reach + 1):
            found[np.clip(holes + shift, 0, self.count - 1)] = True
        return found


@dataclass(frozen=True, slots=True, eq=False)
class Way:
    """The known samples of a channel: which they are, and the ground between them."""

    rows: NDArray[np.intp] | slice
    time_s: Column
    steps_m: Column
    is_break: Flags

    @classmethod
    def along(cls, time_s: Column, ground: Column, is_known: Flags, is_still: Flags) -> Way:
        """Steps between successive known samples; standing adds no ground.

        A step over more than 30 s, or faster than anybody runs, is a break.
        """
        rows: NDArray[np.intp] | slice = slice(None)
        moved = np.diff(ground)
        moved[is_still[:-1]] = 0.0
        if not is_known.all():
            rows = np.flatnonzero(is_known)
            moved = np.diff(np.concatenate(([0.0], np.cumsum(moved)))[rows])
        time = time_s[rows]
        waited = np.diff(time)
        is_break = (waited > LONGEST_GAP_S) | (moved > FASTEST_RUN_M_S * waited + _LEAP_M)
        return cls(rows, time, moved, is_break)

    def breaking(self, more: Flags) -> Way:
        """The way with further breaks."""
        return Way(self.rows, self.time_s, self.steps_m, self.is_break | more)

    def cells(self, near_size_m: float, least: int) -> EvenCells | None:
        """The ground of this way in even cells, breaks left out."""
        steps = np.where(self.is_break, 0.0, self.steps_m)
        along = np.concatenate(([0.0], np.cumsum(steps)))
        return EvenCells.cut(along, self.is_break, near_size_m, least)


def leaps(way: Way, east_m: Column, north_m: Column) -> Flags:
    """Steps whose positions lie farther apart than anybody runs in that time."""
    apart = np.hypot(np.diff(east_m), np.diff(north_m))
    return apart > FASTEST_RUN_M_S * np.diff(way.time_s) + _LEAP_M


def _bridged(time_s: Column, column: Column) -> Column | None:
    """A rising column with what is missing filled in by time; None where nothing is known."""
    is_known = np.isfinite(column)
    if is_known.all():
        return column if column.size else None
    if not is_known.any():
        return None
    return np.interp(time_s, time_s[is_known], column[is_known])
