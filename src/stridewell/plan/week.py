"""Seven days: the wanted sessions laid out under the hard limits, and what each day holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from stridewell.knowledge.warrant import Value
from stridewell.plan.constraints import Limit
from stridewell.plan.diary import Completion
from stridewell.plan.dosing import Prescription
from stridewell.plan.items import Activity, ActivityKind, RunDose
from stridewell.plan.planned import PlannedSession, PlannedWeek
from stridewell.plan.schedule.limits import week_limits, week_weights
from stridewell.plan.schedule.problem import Session, WeekProblem
from stridewell.plan.schedule.schedule import LeftOutSession, Schedule
from stridewell.plan.schedule.solver import Conflict, conflict_of, solve_week
from stridewell.plan.sessions import (
    Wanted,
    daily_exercises,
    minutes_done_today,
    past_sessions,
    race_days,
)
from stridewell.plan.situation import WEEK_DAYS, Situation
from stridewell.values.evidence import Reason

RACE_LOOKAHEAD_DAYS = 7
RACE_MINUTES = 1
"""A race day has time for the race, whatever was told of it; the race itself is not counted."""


@dataclass(frozen=True, slots=True)
class DayPlan:
    """What a day holds: running, other training or rest first, then the exercises."""

    date: date
    items: tuple[Activity, ...]
    reasons: tuple[Reason, ...]

    @property
    def main(self) -> Activity:
        """What the day is about; the exercises come beside it."""
        return self.items[0]


@dataclass(frozen=True, slots=True)
class Week:
    """Seven days with the running they add up to, and what found no day.

    ``problem`` and ``schedule`` are what the days were laid out from; sessions are moved there.
    """

    days: tuple[DayPlan, ...]
    problem: WeekProblem
    schedule: Schedule
    unplaced: tuple[Activity, ...] = ()
    unpinned: tuple[str, ...] = ()
    """Sessions that could not stay on the day the runner chose."""

    @property
    def schedule_indexes(self) -> Mapping[str, int]:
        """The day of each session as the rules count them: 0 is the day of the plan."""
        first = self.problem.first_day
        return {name: (day - first).days for name, day in self.schedule.days.items()}

    @property
    def runs(self) -> tuple[RunDose, ...]:
        """Every run of the week."""
        return tuple(item.run for day in self.days for item in day.items if item.run is not None)

    @property
    def running_m(self) -> float:
        """Metres of running in all."""
        return sum(run.distance_m for run in self.runs)

    @property
    def running_min(self) -> float:
        """Minutes of running in all."""
        return sum(run.minutes for run in self.runs)

    @property
    def longest_m(self) -> float:
        """The longest run in metres; 0 without a run."""
        return max((run.distance_m for run in self.runs), default=0.0)


def plan_week(
    situation: Situation,
    wanted: Sequence[Wanted],
    exercises: Sequence[Prescription],
    stop: Limit | None,
) -> Week:
    """The week from the day of the plan on; ``stop`` is the limit that forbids running, if any."""
    problem = week_problem(situation, wanted)
    schedule, unpinned = _lay_out(problem)
    schedule = _first_ones(problem, schedule)
    activities = {each.session.id: each.activity for each in wanted}
    days = tuple(
        _day(
            problem.date_of(number),
            _placed(schedule, problem.date_of(number), activities, problem),
            situation,
            stop,
        )
        for number in range(WEEK_DAYS)
    )
    return Week(
        days=_with_daily(days, exercises, problem, situation),
        problem=problem,
        schedule=schedule,
        unplaced=tuple(activities[each.session] for each in schedule.left_out),
        unpinned=unpinned,
    )


def week_problem(situation: Situation, wanted: Sequence[Wanted]) -> WeekProblem:
    """What is asked of the week: sessions, the runner's days, what was done, the limits."""
    inputs = situation.inputs
    first = inputs.at.date()
    days = [first + timedelta(days=number) for number in range(WEEK_DAYS)]
    wishes, spike = inputs.wishes, situation.knowledge.spike
    longest = situation.longest_run_m
    previous = _previous(inputs.planned, wanted, first)
    ahead = first + timedelta(days=WEEK_DAYS + RACE_LOOKAHEAD_DAYS)
    return WeekProblem(
        first_day=first,
        sessions=tuple(_session(each, previous, days) for each in wanted),
        minutes=_minutes_left(situation, days),
        limits=week_limits(
            situation.knowledge,
            longest_run_max_m=None if longest is None else Value(longest, "m", spike.warrant),
        ),
        weights=week_weights(situation.knowledge),
        earliest_run_day=_earliest_run_day(situation),
        past=past_sessions(situation),
        run_days=frozenset(n for n, day in enumerate(days) if day.weekday() in wishes.run_days),
        rest_days=frozenset(n for n, day in enumerate(days) if day.weekday() in wishes.rest_days),
        previous={name: planned.day for name, planned in previous.items()},
        races_after=tuple(day for day in race_days(situation) if days[-1] < day <= ahead),
    )


def _minutes_left(situation: Situation, days: Sequence[date]) -> tuple[int, ...]:
    """The minutes of each day; what was done today is taken off."""
    there = [situation.inputs.wishes.minutes[day.weekday()] for day in days]
    there[0] = max(there[0] - minutes_done_today(situation), 0)
    races = race_days(situation)
    return tuple(
        max(n, RACE_MINUTES) if day in races else n for n, day in zip(there, days, strict=True)
    )


def _session(each: Wanted, previous: Mapping[str, PlannedSession], days: list[date]) -> Session:
    """The session without being a must; one that the runner moved keeps its day."""
    planned = previous.get(each.session.id)
    pinned = planned is not None and planned.is_pinned and planned.day in days
    if pinned and planned is not None:
        return replace(each.session, fixed_day=planned.day)
    return each.session if each.session.fixed_day else replace(each.session, must=False)


def _previous(
    planned: Sequence[PlannedSession], wanted: Sequence[Wanted], today: date
) -> Mapping[str, PlannedSession]:
    """For every wanted session the one the plan before had in its place, in the order of days."""
    found: dict[str, PlannedSession] = {}
    for kind in {each.session.kind for each in wanted}:
        same = [each.session for each in wanted if each.session.kind is kind]
        before = sorted(
            (each for each in planned if each.kind is kind and each.day >= today),
            key=lambda each: each.day,
        )
        ordered = sorted(same, key=lambda session: (session.order, session.id))
        found.update((session.id, was) for session, was in zip(ordered, before, strict=False))
    return found


def _earliest_run_day(situation: Situation) -> int:
    """Tomorrow when a run of today was skipped or done, else today."""
    today = situation.inputs.at.date()
    sessions = situation.inputs.diary.sessions
    skipped = any(
        each.day == today and each.kind.has_running and each.completion is Completion.SKIPPED
        for each in sessions
    )
    days_off = situation.inputs.load.days_since_last_run
    return 1 if skipped or (days_off is not None and days_off < 1) else 0


def _lay_out(problem: WeekProblem) -> tuple[Schedule, tuple[str, ...]]:
    """The best week; where moved sessions cannot all stay, the fewest of them are let go."""
    schedule = solve_week(problem)
    if isinstance(schedule, Schedule):
        return schedule, ()
    pinned = [
        each.id
        for each in problem.sessions
        if each.fixed_day is not None and each.kind is not ActivityKind.RACE
    ]
    for name in pinned:
        loose = solve_week(_unpinned(problem, (name,)))
        if isinstance(loose, Schedule):
            return loose, (name,)
    free = solve_week(_unpinned(problem, pinned))
    if isinstance(free, Schedule):
        return free, tuple(pinned)
    without = replace(problem, sessions=(), previous={})
    empty = solve_week(without)
    assert isinstance(empty, Schedule)
    return empty, tuple(pinned)


def _first_ones(problem: WeekProblem, schedule: Schedule) -> Schedule:
    """The same number of sessions of each kind, but always the first ones.

    Where only two of three fit, the fullest strength sessions and the earliest steps of a
    walk-run are those that stay.
    """
    placed = Counter(problem.session(name).kind for name in schedule.days)
    surplus = {
        session.id
        for kind in placed
        for session in _loose(problem, kind)[placed[kind] - _fixed(problem, kind) :]
    }
    if surplus <= {each.session for each in schedule.left_out}:
        return schedule
    fewer = replace(
        problem, sessions=tuple(each for each in problem.sessions if each.id not in surplus)
    )
    again = solve_week(fewer)
    if not isinstance(again, Schedule):
        return schedule
    why = next(each.reason for each in schedule.left_out)
    return replace(
        again,
        left_out=(*again.left_out, *(LeftOutSession(name, why) for name in sorted(surplus))),
    )


def _loose(problem: WeekProblem, kind: ActivityKind) -> list[Session]:
    same = (each for each in problem.sessions if each.kind is kind and each.fixed_day is None)
    return sorted(same, key=lambda session: (session.order, session.id))


def _fixed(problem: WeekProblem, kind: ActivityKind) -> int:
    return sum(each.kind is kind and each.fixed_day is not None for each in problem.sessions)


def _unpinned(problem: WeekProblem, names: Sequence[str]) -> WeekProblem:
    return replace(
        problem,
        sessions=tuple(
            replace(each, fixed_day=None, must=False) if each.id in names else each
            for each in problem.sessions
        ),
    )


def why_not_all(week: Week) -> Conflict | None:
    """The smallest set of demands that keeps sessions out of the week; None when all are in it.

    Sessions that are welcome but not needed count only when they were wanted as a must.
    """
    if not week.unplaced:
        return None
    everything = replace(
        week.problem,
        sessions=tuple(
            replace(each, must=each.kind is not ActivityKind.CROSS_TRAIN)
            for each in week.problem.sessions
        ),
    )
    answer = solve_week(everything)
    return None if isinstance(answer, Schedule) else conflict_of(everything)


def _placed(
    schedule: Schedule, day: date, activities: Mapping[str, Activity], problem: WeekProblem
) -> tuple[Activity, ...]:
    notes = {each.session: each.reason for each in schedule.notes}
    return tuple(
        replace(
            activities[name],
            reasons=(notes[name], *activities[name].reasons),
            is_pinned=problem.session(name).fixed_day is not None,
        )
        for name in schedule.on(day)
    )


def _day(
    day: date, placed: tuple[Activity, ...], situation: Situation, stop: Limit | None
) -> DayPlan:
    first = day == situation.inputs.at.date()
    if first and stop is not None and stop.instead is ActivityKind.SEE_SOMEONE:
        visit = Activity(ActivityKind.SEE_SOMEONE, stop.text, reasons=(stop.reason,))
        return DayPlan(day, (visit, *placed), visit.reasons)
    if any(each.kind is not ActivityKind.STRENGTH for each in placed):
        return DayPlan(day, placed, placed[0].reasons)
    rest = _rest(first, situation, stop)
    return DayPlan(day, (rest, *placed), rest.reasons)


def _rest(first: bool, situation: Situation, stop: Limit | None) -> Activity:  # noqa: FBT001
    today = situation.inputs.at.date()
    if first and any(
        each.day == today and each.kind.has_running for each in past_sessions(situation)
    ):
        return Activity(ActivityKind.REST, "Today's run is done.")
    if stop is None:
        return Activity(ActivityKind.REST, "No run today." if first else "No run.")
    return Activity(ActivityKind.REST, "No running until this has changed.", reasons=(stop.reason,))


def _with_daily(
    days: tuple[DayPlan, ...],
    exercises: Sequence[Prescription],
    problem: WeekProblem,
    situation: Situation,
) -> tuple[DayPlan, ...]:
    """The days with the exercises of every day, wherever there is time for them."""
    number = situation.knowledge.number
    daily = daily_exercises(exercises, int(number("strength_days_max")))
    if not daily:
        return days
    minutes = int(number("short_session_minutes"))
    known = situation.knowledge.reasoning["short_session_minutes"]
    why = Reason(
        f"{minutes} min are set aside: these are meant for most days of the week.",
        known.warrant.sources,
        rule="short_session_minutes",
        grade=known.warrant.grade,
    )
    short = Activity(
        ActivityKind.MOBILITY,
        "Your exercises of every day.",
        exercises=tuple(each.exercise.id for each in daily),
        reasons=(why,),
        minutes=minutes,
    )
    return tuple(
        replace(day, items=(*day.items, short)) if _has_room(day, there, minutes) else day
        for day, there in zip(days, problem.minutes, strict=True)
    )


def _has_room(day: DayPlan, there: int, minutes: int) -> bool:
    return sum(each.minutes or 0 for each in day.items) + minutes <= there


def planned_week(week: Week, longest_run_m: float | None) -> PlannedWeek:
    """The week in the shape in which it is kept for the next plan."""
    kept = (
        PlannedSession(
            kind=item.kind,
            day=day.date,
            text=item.text,
            minutes=item.minutes,
            run_minutes=item.run.minutes if item.run is not None else None,
            run_m=item.run.distance_m if item.run is not None else None,
            ladder=item.run.ladder if item.run is not None else None,
            step=item.run.step if item.run is not None else None,
            extra=item.run.extra if item.run is not None else None,
            exercises=item.exercises,
            heavy_legs=item.heavy_legs,
            is_pinned=item.is_pinned,
        )
        for day in week.days
        for item in day.items
        if item.kind not in _NO_SESSION
    )
    return PlannedWeek(week.days[0].date, tuple(kept), longest_run_m)


_NO_SESSION = frozenset({ActivityKind.REST, ActivityKind.SEE_SOMEONE})
