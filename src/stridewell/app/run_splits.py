"""A run in even parts: each kilometre, or each five minutes where nobody measured distance."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from stridewell.activity.gaits import Labels
from stridewell.activity.track import Channel, Column
from stridewell.app.run_along import Along

SPLIT_M, SPLIT_S = 1_000.0, 300.0
AVERAGED = (
    Channel.HEART_RATE,
    Channel.STEP_RATE,
    Channel.CONTACT_TIME,
    Channel.VERTICAL_OSCILLATION,
    Channel.CONTACT_BALANCE,
)
SHORTEST = 0.005
"""A last part below this share of a whole one is rounding; it belongs to the one before."""


@dataclass(frozen=True, slots=True)
class Split:
    """One part of a run: pauses are not counted in ``seconds``.

    ``means`` are weighted by time over movement; a channel that was not measured in the part is
    missing. ``distance_m`` is None where nobody measured it.
    """

    number: int
    distance_m: float | None
    seconds: float
    means: Mapping[Channel, float]

    @property
    def pace_s_km(self) -> float | None:
        """Seconds for a kilometre; None without a distance."""
        if not self.distance_m:
            return None
        return 1000.0 * self.seconds / self.distance_m


def splits(way: Along) -> tuple[Split, ...]:
    """The kilometres of a run (the last may be shorter), else its stretches of five minutes."""
    if len(way) < 2:  # noqa: PLR2004 - one sample is no stretch
        return ()
    clock = np.concatenate(([0.0], np.cumsum(way.moving.seconds)))[:-1]
    axis, size, ground = clock, SPLIT_S, way.ground_m
    by_ground = ground is not None and bool(ground[-1] > ground[0])
    if ground is not None and by_ground:
        axis, size = ground - ground[0], SPLIT_M
    if axis[-1] <= 0:
        return ()
    marks = _marks(axis[-1], size)
    seconds = np.diff(np.interp(marks, axis, clock))
    part = np.clip(np.searchsorted(marks, axis, side="right") - 1, 0, seconds.size - 1)
    means = {channel: _means(way, channel, part, seconds.size) for channel in AVERAGED}
    lengths = np.diff(marks) if by_ground else None
    return tuple(
        Split(
            number=number + 1,
            distance_m=None if lengths is None else float(lengths[number]),
            seconds=float(seconds[number]),
            means={
                channel: float(column[number])
                for channel, column in means.items()
                if np.isfinite(column[number])
            },
        )
        for number in range(seconds.size)
    )


def _marks(end: float, size: float) -> Column:
    """Where the parts begin and the last one ends; a scrap belongs to the part before it."""
    marks = np.arange(0.0, end, size)
    if marks.size > 1 and end - marks[-1] < SHORTEST * size:
        marks = marks[:-1]
    return np.append(marks, end)


def _means(way: Along, channel: Channel, part: Labels, count: int) -> Column:
    column = way.samples.column(channel)
    counted = way.moving.is_moving & np.isfinite(column)
    weights = np.where(counted, way.moving.seconds, 0.0)
    sums = np.bincount(part, weights=weights * np.nan_to_num(column), minlength=count)
    totals = np.bincount(part, weights=weights, minlength=count)
    found: Column = np.divide(sums, totals, out=np.full(count, np.nan), where=totals > 0)
    return found
