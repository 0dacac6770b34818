"""How long each sample counts: time without pauses and without gaps."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from stridewell.activity.track import Activity, Channel, Column

LONGEST_GAP_S = 30.0
"""Watches that save memory write a sample at least this often; beyond it nothing is known."""


@dataclass(frozen=True, slots=True, eq=False)
class MovingTime:
    """Seconds each sample stands for, shape (n,), and which samples lie in movement."""

    seconds: Column
    is_moving: NDArray[np.bool_]

    def mean(self, column: Column) -> float | None:
        """The time-weighted mean over movement of what was measured; None when nothing was."""
        counted = self.is_moving & ~np.isnan(column)
        weight = float(self.seconds[counted].sum())
        if weight <= 0:
            return None
        return float((column[counted] * self.seconds[counted]).sum() / weight)

    def integral(self, column: Column) -> float:
        """The sum over time of a rate per second; what was not measured adds nothing."""
        return float((np.nan_to_num(column) * self.seconds).sum())


def moving_time(activity: Activity) -> MovingTime:
    """How long each sample of a cleaned activity counts.

    A sample stands for the time until the next one, pauses taken out, but never for longer
    than ``LONGEST_GAP_S``. Movement is a step rate above zero; where no step rate was
    measured, a speed above zero; where neither was, every sample.
    """
    samples = activity.samples
    clock = samples.time_s - _paused_before(activity)
    seconds = np.clip(np.diff(clock, append=clock[-1:]), 0.0, LONGEST_GAP_S)
    for channel in (Channel.STEP_RATE, Channel.SPEED):
        column = samples.channels.get(channel)
        if column is not None and np.any(column > 0):
            return MovingTime(seconds, column > 0)
    return MovingTime(seconds, np.ones(samples.time_s.shape, dtype=np.bool_))


def paused_s(activity: Activity) -> float:
    """Seconds spent in pauses."""
    return sum(pause.duration_s for pause in activity.pauses)


def _paused_before(activity: Activity) -> Column:
    """Seconds of pause before each sample, shape (n,)."""
    times = activity.samples.time_s
    if not activity.pauses:
        return np.zeros(times.shape)
    spans = [(pause.start, pause.end) for pause in activity.pauses]
    starts, ends = (
        np.sort([(moment - activity.start).total_seconds() for moment in moments])
        for moments in zip(*spans, strict=True)
    )
    return _time_since(starts, times) - _time_since(ends, times)


def _time_since(moments: Column, times: Column) -> Column:
    """For each time the seconds since each earlier moment, added up; moments are in order."""
    earlier = np.searchsorted(moments, times)
    before = np.concatenate(([0.0], np.cumsum(moments)))
    result: Column = times * earlier - before[earlier]
    return result
