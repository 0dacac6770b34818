"""The week leaves the app: a calendar, workouts for a watch. Only the plan of now goes out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from stridewell.app.care import answer_today
from stridewell.app.diary import day_of
from stridewell.app.ports import Store
from stridewell.app.tables import Table, TableFormat
from stridewell.errors import NotPlannedError
from stridewell.knowledge.records import Knowledge
from stridewell.plan.calendar import CalendarEntry, calendar_entries
from stridewell.plan.planned import PlannedWeek
from stridewell.plan.refusal import Refusal
from stridewell.plan.week import planned_week
from stridewell.plan.workout import Workout, workout_of


@dataclass(frozen=True, slots=True)
class Exports:
    """Writers of the files in which plans and runs leave the app."""

    calendar: Callable[[Sequence[CalendarEntry], datetime], bytes]
    workout: Callable[[Workout, datetime], bytes]
    table: Callable[[Table, TableFormat], bytes]


@dataclass(frozen=True, slots=True)
class WatchWorkout:
    """A run of the kept week as a watch takes it over."""

    day: date
    workout: Workout


def week_calendar(store: Store, at: datetime, knowledge: Knowledge) -> tuple[CalendarEntry, ...]:
    """The week as it is planned now.

    Raises:
        NothingStoredError: no check-in was made yet.
        NotPlannedError: planning is refused now.
    """
    week = _week_now(store, at, knowledge)
    return calendar_entries(week, knowledge, day_of(at, at.tzinfo or UTC))


def week_workouts(store: Store, at: datetime, knowledge: Knowledge) -> tuple[WatchWorkout, ...]:
    """The runs of the week as it is planned now that a watch can lead through.

    Raises:
        NothingStoredError: no check-in was made yet.
        NotPlannedError: planning is refused now.
    """
    week = _week_now(store, at, knowledge)
    today = day_of(at, at.tzinfo or UTC)
    found = ((s.day, workout_of(s, knowledge)) for s in week.sessions if s.day >= today)
    return tuple(WatchWorkout(day, workout) for day, workout in found if workout is not None)


def _week_now(store: Store, at: datetime, knowledge: Knowledge) -> PlannedWeek:
    """The plan of this moment: one made before an alarm must not leave the app after it."""
    plan = answer_today(store, at, knowledge).plan
    if isinstance(plan, Refusal):
        raise NotPlannedError("There is no plan now.", plan.next_step)
    return planned_week(plan.week, plan.longest_run_m)


def workout_on(store: Store, at: datetime, day: date, knowledge: Knowledge) -> Workout:
    """The run of one day as a watch takes it over.

    Raises:
        NotPlannedError: the day holds no run.
    """
    for each in week_workouts(store, at, knowledge):
        if each.day == day:
            return each.workout
    raise NotPlannedError(
        f"There is no run on {day:%A} {day.day} {day:%B}.", "Look at the week first."
    )
