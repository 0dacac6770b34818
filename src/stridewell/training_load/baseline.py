"""What was usual for a runner before each run: a median over the days before, by device."""

from __future__ import annotations

from bisect import bisect_left, insort
from dataclasses import dataclass

import numpy as np

from stridewell.activity.track import Column

IQR_TO_SD = 0.7413
"""The standard deviation of a normal spread is so much of its interquartile range."""
_NAN = float("nan")


@dataclass(frozen=True, slots=True, eq=False)
class Usual:
    """For each run the median, robust standard deviation and count of the runs before it.

    All columns have shape (n,); NaN where too few runs came before.
    """

    median: Column
    spread: Column
    runs: Column


def usual_before(times_d: Column, values: Column, days: int, least: int) -> Usual:
    """What was usual in the days before each run, the run itself left out.

    ``times_d`` rises and is in days; ``values`` may hold NaN, which does not count. The window
    is half-open: a value exactly ``days`` ago counts. With fewer than ``least`` values there is
    none.
    """
    times, known = times_d.tolist(), values.tolist()
    window: list[float] = []
    rows: list[tuple[float, float, float]] = []
    entered = left = 0
    for time in times:
        while times[entered] < time:
            _enter(window, known[entered])
            entered += 1
        while left < entered and times[left] < time - days:
            _leave(window, known[left])
            left += 1
        rows.append(_told(window, least))
    table = np.array(rows, dtype=np.float64).reshape(-1, 3)
    return Usual(table[:, 0], table[:, 1], table[:, 2])


def _enter(window: list[float], value: float) -> None:
    if value == value:  # noqa: PLR0124  (NaN alone differs from itself)
        insort(window, value)


def _leave(window: list[float], value: float) -> None:
    if value == value:  # noqa: PLR0124  (NaN alone differs from itself)
        del window[bisect_left(window, value)]


def _told(window: list[float], least: int) -> tuple[float, float, float]:
    if len(window) < least:
        return _NAN, _NAN, float(len(window))
    spread = IQR_TO_SD * (_quantile(window, 0.75) - _quantile(window, 0.25))
    return _quantile(window, 0.5), spread, float(len(window))


def _quantile(ordered: list[float], share: float) -> float:
    """The value at a share of the way through sorted values, between neighbours linearly."""
    place = share * (len(ordered) - 1)
    below = int(place)
    if below == place:
        return ordered[below]
    return ordered[below] + (place - below) * (ordered[below + 1] - ordered[below])
