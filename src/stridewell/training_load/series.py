"""Daily series of load: what was done each day, how it fades, and how alike the days are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from stridewell.activity.track import Column
from stridewell.knowledge.around import Figure
from stridewell.knowledge.load import LoadKnowledge
from stridewell.training_load.calendar_days import Calendar, by_day
from stridewell.training_load.equivalent import EquivalentColumns
from stridewell.training_load.fading import ewma, monotony, ratio, redi, window_sum
from stridewell.training_load.run_columns import RunColumns
from stridewell.values.evidence import Reason


class LoadKind(StrEnum):
    """Ways of counting load."""

    MINUTES = "minutes"
    DISTANCE = "distance"
    STEPS = "steps"
    EFFORT = "effort"
    EQUIVALENT = "equivalent"
    DOWNHILL = "downhill"

    @property
    def unit(self) -> str:
        """The unit of its numbers."""
        return UNITS[self]

    @property
    def label(self) -> str:
        """What runners call it."""
        return LABELS[self]


UNITS: Mapping[LoadKind, str] = {
    LoadKind.MINUTES: "min",
    LoadKind.DISTANCE: "km",
    LoadKind.STEPS: "steps",
    LoadKind.EFFORT: "effort × min",
    LoadKind.EQUIVALENT: "equivalent km",
    LoadKind.DOWNHILL: "m",
}
LABELS: Mapping[LoadKind, str] = {
    LoadKind.MINUTES: "Time",
    LoadKind.DISTANCE: "Distance",
    LoadKind.STEPS: "Steps",
    LoadKind.EFFORT: "Effort times minutes",
    LoadKind.EQUIVALENT: "Equivalent easy flat km",
    LoadKind.DOWNHILL: "Metres downhill",
}
GROUNDS: Mapping[LoadKind, str] = {
    LoadKind.MINUTES: "minutes",
    LoadKind.DISTANCE: "distance",
    LoadKind.STEPS: "steps",
    LoadKind.EFFORT: "effort",
    LoadKind.EQUIVALENT: "damage",
    LoadKind.DOWNHILL: "downhill",
}
"""Where the knowledge says how each is counted."""


@dataclass(frozen=True, slots=True, eq=False)
class DaySeries:
    """One way of counting load, by day; columns of shape (days,), NaN where unknown.

    ``low`` and ``high`` are the ends of the range where the value is one. ``ewma`` and ``redi``
    are by their days (7, 28). ``strain`` is the week's sum times its monotony. ``runs_without``
    is how many runs have no value. ``reason`` says how it is
    counted, ``figures`` what studies found of that.
    """

    kind: LoadKind
    values: Column
    ewma: Mapping[int, Column]
    redi: Mapping[int, Column]
    monotony: Column
    strain: Column
    runs_without: int
    reason: Reason
    figures: tuple[Figure, ...]
    low: Column | None = None
    high: Column | None = None

    @property
    def known_days(self) -> int:
        """On how many days the value is known."""
        return int(np.count_nonzero(~np.isnan(self.values)))


@dataclass(frozen=True, slots=True, eq=False)
class CriticisedRatio:
    """The ratio of the last week to the weeks before, never without what is wrong with it."""

    values: Column
    critique: Reason
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Loads:
    """Every way of counting load, by day, and the ratio of the distances.

    Monotony from ``monotony_warn`` on is called high by training apps, from ``monotony_high`` on
    too high. The reasons say what a fading mean, a missing day and monotony are.
    """

    series: Mapping[LoadKind, DaySeries]
    ratio: CriticisedRatio
    monotony_warn: float
    monotony_high: float
    fading_reason: Reason
    missing_reason: Reason
    missing_figures: tuple[Figure, ...]
    monotony_reason: Reason
    monotony_figures: tuple[Figure, ...]


def loads(
    runs: RunColumns, equivalent: EquivalentColumns, calendar: Calendar, load: LoadKnowledge
) -> Loads:
    """All daily series of the runs."""
    values: Mapping[LoadKind, Column] = {
        LoadKind.MINUTES: runs.minutes,
        LoadKind.DISTANCE: runs.km,
        LoadKind.STEPS: runs.steps,
        LoadKind.EFFORT: runs.effort * runs.minutes,
        LoadKind.EQUIVALENT: equivalent.middle,
        LoadKind.DOWNHILL: runs.downhill_m,
    }
    ends = {
        LoadKind.EQUIVALENT: (
            by_day(calendar, runs.day, equivalent.low),
            by_day(calendar, runs.day, equivalent.high),
        )
    }
    series = {
        kind: _series(kind, column, runs, calendar, load, ends.get(kind))
        for kind, column in values.items()
    }
    return Loads(
        series=series,
        ratio=_ratio(series[LoadKind.DISTANCE].values, load),
        monotony_warn=load.number("monotony_warn"),
        monotony_high=load.number("monotony_high"),
        fading_reason=load.reason("fading"),
        missing_reason=load.reason("missing"),
        missing_figures=load.figures_for("missing"),
        monotony_reason=load.reason("monotony"),
        monotony_figures=load.figures_for("monotony"),
    )


def _series(
    kind: LoadKind,
    column: Column,
    runs: RunColumns,
    calendar: Calendar,
    load: LoadKnowledge,
    ends: tuple[Column, Column] | None,
) -> DaySeries:
    values = by_day(calendar, runs.day, column)
    spans = (load.days("fade_short_days"), load.days("fade_long_days"))
    least, week = load.number("known_share"), load.days("monotony_days")
    alike = monotony(values, week)
    return DaySeries(
        kind=kind,
        values=values,
        ewma={days: ewma(values, days) for days in spans},
        redi={days: redi(values, calendar.ran, days, least) for days in spans},
        monotony=alike,
        strain=window_sum(values, week) * alike,
        runs_without=int(np.count_nonzero(np.isnan(column))),
        reason=load.reason(GROUNDS[kind]),
        figures=load.figures_for(GROUNDS[kind]),
        low=None if ends is None else ends[0],
        high=None if ends is None else ends[1],
    )


def _ratio(distance: Column, load: LoadKnowledge) -> CriticisedRatio:
    return CriticisedRatio(
        values=ratio(distance, load.days("ratio_days"), load.days("ratio_before_days")),
        critique=load.reason("ratio"),
        figures=load.figures_for("ratio"),
    )
