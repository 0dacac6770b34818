"""Changes that sums over weeks show: more distance, more downhill, more climbing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import numpy as np

from stridewell.activity.track import Column
from stridewell.knowledge.load import LoadKnowledge
from stridewell.training_load.change import Before, ChangeKind, Measured
from stridewell.training_load.fading import window_sum
from stridewell.training_load.series import LoadKind
from stridewell.training_load.wording import day_name

_DAYS_A_WEEK = 7
_ROUNDING = 1e-6
"""Percent that sums of decimal numbers may be off by."""


def distance_changes(before: Before) -> Iterator[Measured]:
    """The greatest rise of two weeks' distance over the two weeks before, if it is great."""
    load, indices = before.rules.load, before.indices
    days, least = load.days("distance_days"), load.number("distance_more_percent")
    sums = window_sum(before.ledger.loads.series[LoadKind.DISTANCE].values, days)
    rises = _rises(sums, days)
    inside = rises[indices.start : indices.stop]
    if not inside.size or np.isnan(inside).all() or np.nanmax(inside) <= least + _ROUNDING:
        return
    end = indices.start + int(np.nanargmax(inside))
    rise, now, earlier = float(rises[end]), float(sums[end]), float(sums[end - days])
    last = before.ledger.calendar.day(end)
    first = last - timedelta(days=days - 1)
    yield Measured(
        kind=ChangeKind.MORE_DISTANCE,
        text=(
            f"In the {days} days up to {day_name(last)} you ran {now:.1f} km, {rise:.0f} % more "
            f"than in the {days} days before ({earlier:.1f} km).{before.then(last)}"
        ),
        first=first,
        last=last,
        value=now,
        compared_with=earlier,
        unit="km",
        unusual=_how_often(rises, end, rise, load.days("usual_days")),
        runs=tuple(each.id for each in before.ledger.runs if first <= each.day <= last),
        plot=before.plot_against(
            (f"Distance of the last {days} days", "km"),
            sums.tolist(),
            [last],
            (earlier, f"the {days} days before"),
        ),
    )


def _rises(sums: Column, days: int) -> Column:
    """Percent by which each sum lies above that of the stretch before it; NaN where unknown."""
    earlier = np.full(sums.shape, np.nan)
    earlier[days:] = sums[:-days] if sums.size > days else sums[:0]
    is_told = earlier > 0
    return np.where(is_told, 100.0 * (sums / np.where(is_told, earlier, 1.0) - 1.0), np.nan)


def _how_often(rises: Column, end: int, rise: float, days: int) -> str:
    earlier = rises[max(0, end - days) : end]
    known = earlier[~np.isnan(earlier)]
    if not known.size:
        return ""
    like = int(np.count_nonzero(known >= rise))
    return f"A rise as great stood on {like} of {known.size} known days of the {days} before."


def slope_changes(before: Before) -> Iterator[Measured]:
    """More metres downhill, or more climbing, than in the weeks before."""
    series, load = before.ledger.loads.series, before.rules.load
    downhill = series[LoadKind.DOWNHILL].values
    names = ("downhill", "downhill slopes of more than 4 %")
    edges = (load.number("downhill_more_percent"), load.number("downhill_least_m"))
    yield from _slope_change(before, ChangeKind.DOWNHILL, downhill, names, edges)
    names = ("uphill", "climbing")
    edges = (load.number("climb_more_percent"), load.number("climb_least_m"))
    yield from _slope_change(before, ChangeKind.CLIMB, _climbed(before), names, edges)


def _climbed(before: Before) -> Column:
    """Metres climbed by day; 0 on days of rest, NaN where a run of the day has none or unknown."""
    calendar = before.ledger.calendar
    column: Column = np.where(calendar.known, 0.0, np.nan)
    for run in before.ledger.runs:
        column[calendar.index(run.day)] += np.nan if run.ascent_m is None else run.ascent_m
    return column


def _slope_change(
    before: Before,
    kind: ChangeKind,
    values: Column,
    names: tuple[str, str],
    edges: tuple[float, float],
) -> Iterator[Measured]:
    indices, load = before.indices, before.rules.load
    compared = range(max(0, indices.start - load.days("compare_days")), indices.start)
    now, usual = _a_week(values, indices, load), _a_week(values, compared, load)
    weeks = len(indices) / _DAYS_A_WEEK
    if now is None or not usual:
        return
    percent = 100.0 * (now / usual - 1.0)
    if percent <= edges[0] + _ROUNDING or (now - usual) * weeks < edges[1]:
        return
    calendar = before.ledger.calendar
    inside = values[indices.start : indices.stop]
    last = calendar.day(indices.start + int(np.nanargmax(inside)))
    sums = window_sum(values, _DAYS_A_WEEK)
    yield Measured(
        kind=kind,
        text=(
            f"In the {len(indices)} days before {_end(before)} you ran {now:.0f} m of {names[1]} a "
            f"week, {percent:.0f} % more than in the {len(compared)} days before ({usual:.0f} m). "
            f"The most came on {day_name(last)}.{before.then(last)}"
        ),
        first=before.first,
        last=last,
        value=now,
        compared_with=usual,
        unit="m a week",
        runs=_hilly(before, values, indices),
        plot=before.plot_against(
            (f"Metres {names[0]} of the last 7 days", "m"),
            sums.tolist(),
            [last],
            (usual, "a usual week before"),
        ),
    )


def _a_week(values: Column, days: range, load: LoadKnowledge) -> float | None:
    """The mean of a week over the known days; None where too few are known."""
    inside = values[days.start : days.stop]
    known = inside[~np.isnan(inside)]
    if not inside.size or known.size < load.number("known_share") * inside.size:
        return None
    return float(known.mean()) * _DAYS_A_WEEK


def _hilly(before: Before, values: Column, days: range) -> tuple[int, ...]:
    calendar = before.ledger.calendar
    return tuple(
        run.id
        for run in before.ledger.runs
        if calendar.index(run.day) in days and values[calendar.index(run.day)] > 0
    )


def _end(before: Before) -> str:
    return "today" if before.onset is None else "the pain"
