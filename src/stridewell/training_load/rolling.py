"""Totals over weeks and over the last days."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

from stridewell.training_load.session import SessionLoad
from stridewell.values.timeline import age_in_days, days_before, in_utc

_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Totals:
    """Runs added up.

    Distance and steps add up the runs that measured them; the counts say how many did not.
    They are None where runs took place but none measured them, and 0 without any run.
    """

    runs: int
    duration_s: float
    distance_m: float | None
    steps: int | None
    runs_without_distance: int
    runs_without_steps: int


@dataclass(frozen=True, slots=True)
class WeekTotals:
    """An ISO week of the runner's calendar; ``monday`` is its first day."""

    year: int
    week: int
    monday: date
    totals: Totals


@dataclass(frozen=True, slots=True)
class RecentLoad:
    """How much was run lately; days since the last run are None where there was none."""

    last_7_days: Totals
    last_28_days: Totals
    days_since_last_run: float | None


def totals(sessions: Sequence[SessionLoad]) -> Totals:
    """All the sessions added up."""
    distances = [each.distance_m for each in sessions if each.distance_m is not None]
    steps = [each.steps for each in sessions if each.steps is not None]
    return Totals(
        runs=len(sessions),
        duration_s=sum(each.duration_s for each in sessions),
        distance_m=sum(distances) if distances or not sessions else None,
        steps=sum(steps) if steps or not sessions else None,
        runs_without_distance=len(sessions) - len(distances),
        runs_without_steps=len(sessions) - len(steps),
    )


def weekly_totals(
    sessions: Sequence[SessionLoad], zone: tzinfo, at: datetime | None = None
) -> tuple[WeekTotals, ...]:
    """Every ISO week from the first run to the last one, or to ``at``, empty weeks included.

    A run belongs to the week of its start on the clocks of ``zone``. Runs that start after
    ``at`` are left out.
    """
    known = sessions if at is None else [each for each in sessions if each.start <= at]
    weeks: defaultdict[date, list[SessionLoad]] = defaultdict(list)
    for session in known:
        weeks[_monday(session.start, zone)].append(session)
    if not weeks:
        return ()
    monday = min(weeks)
    last = max(weeks) if at is None else _monday(at, zone)
    count = (last - monday) // _WEEK + 1
    return tuple(_week(monday + number * _WEEK, weeks) for number in range(count))


def recent_load(sessions: Sequence[SessionLoad], at: datetime) -> RecentLoad:
    """The load of the 7 and the 28 days before a moment, and how long ago the last run began.

    Days are spans of 24 hours that end at the moment; a run starting at it is left out.
    """
    past = [session for session in sessions if session.start < at]
    return RecentLoad(
        last_7_days=totals(_within(past, at, 7)),
        last_28_days=totals(_within(past, at, 28)),
        days_since_last_run=min((age_in_days(each.start, at) for each in past), default=None),
    )


def _within(sessions: Sequence[SessionLoad], at: datetime, days: int) -> list[SessionLoad]:
    window = days_before(in_utc(at), days)
    return [session for session in sessions if window.contains(session.start)]


def _monday(moment: datetime, zone: tzinfo) -> date:
    day = moment.astimezone(zone).date()
    return day - timedelta(days=day.weekday())


def _week(monday: date, weeks: defaultdict[date, list[SessionLoad]]) -> WeekTotals:
    year, week, _ = monday.isocalendar()
    return WeekTotals(year, week, monday, totals(weeks.get(monday, [])))


@dataclass(frozen=True, slots=True)
class Habit:
    """What a runner was used to: metres and runs of a usual week."""

    week_m: float
    runs_per_week: float


HABIT_DAYS = 28


def habit_before(sessions: Sequence[SessionLoad], moment: datetime, stretches: int) -> Habit | None:
    """The best of the last stretches of four weeks before a moment; None without a measured run.

    The best and not the last: pain often cut the weeks just before a plan begins.
    """
    found = [
        _habit(sessions, moment - timedelta(days=HABIT_DAYS * each)) for each in range(stretches)
    ]
    return max(found, key=lambda habit: habit.week_m) if any(h.week_m for h in found) else None


def _habit(sessions: Sequence[SessionLoad], end: datetime) -> Habit:
    window = days_before(in_utc(end), HABIT_DAYS)
    inside = [each for each in sessions if each.distance_m and window.contains(in_utc(each.start))]
    weeks = HABIT_DAYS / _WEEK.days
    return Habit(sum(each.distance_m or 0.0 for each in inside) / weeks, len(inside) / weeks)
