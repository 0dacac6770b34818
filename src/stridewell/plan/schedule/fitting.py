"""Rules about single days and sessions: time, races, order, heavy legs, what is fixed."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations

from stridewell.plan.items import ActivityKind
from stridewell.plan.schedule.breach import Found, kilometres
from stridewell.plan.schedule.problem import Session, WeekProblem
from stridewell.plan.schedule.timeline import (
    Days,
    Entry,
    is_heavy,
    is_run,
    is_training,
    millimetres,
    timeline,
)
from stridewell.values.wording import sentence_case


def _placed(problem: WeekProblem, days: Days) -> Iterator[tuple[Session, int]]:
    return ((each, days[each.id]) for each in problem.ordered if each.id in days)


def _on(problem: WeekProblem, session: Session, day: int) -> str:
    return f"{sentence_case(session.name)} on {problem.day_name(day)}"


def earliest_run(problem: WeekProblem, days: Days) -> Iterator[Found]:
    """A run before the first day on which running is possible."""
    for session, day in _placed(problem, days):
        if is_run(session) and day < problem.earliest_run_day:
            yield Found(f"{_on(problem, session, day)} would be too early.", (session.id,), (day,))


def longest_run(problem: WeekProblem, days: Days) -> Iterator[Found]:
    """A run longer than any may be."""
    limit = problem.limits.longest_run_max_m
    if limit is None:
        return
    for session, day in _placed(problem, days):
        if is_run(session) and millimetres(session.run_m) > millimetres(limit.value):
            told = f"{_on(problem, session, day)} would be longer than {kilometres(limit.value)}."
            yield Found(told, (session.id,), (day,))


def heavy_before_run(problem: WeekProblem, days: Days) -> Iterator[Found]:
    """Heavy work for the legs too soon before a run."""
    gap = problem.limits.heavy_legs_before_run_gap_days.value
    for heavy, run in _heavy_and_run(problem, days):
        if 0 < run.day - heavy.day <= gap:
            told = f"{sentence_case(heavy.text)} would leave heavy legs for {run.text}."
            yield _pair(told, heavy, run)


def heavy_same_day(problem: WeekProblem, days: Days) -> Iterator[Found]:
    """A run on a day on which heavy work for the legs is done already."""
    for heavy, run in _heavy_and_run(problem, days):
        if run.day == heavy.day and run.planned and not heavy.planned:
            told = f"{sentence_case(run.text)} would come after {heavy.text}, which is done."
            yield _pair(told, heavy, run)


def _heavy_and_run(problem: WeekProblem, days: Days) -> Iterator[tuple[Entry, Entry]]:
    pairs = permutations(timeline(problem, days), 2)
    return (
        (one, other)
        for one, other in pairs
        if is_heavy(one.what) and is_run(other.what) and (one.planned or other.planned)
    )


def _pair(text: str, one: Entry, other: Entry) -> Found:
    planned = tuple(each.id for each in (one, other) if each.planned)
    return Found(text, planned, tuple(sorted({one.day, other.day})))


def minutes(problem: WeekProblem, days: Days) -> Iterator[Found]:
    """A day that holds more minutes than there are; days without any have their own rule."""
    for day, there in enumerate(problem.minutes):
        on_it = [each for each, at in _placed(problem, days) if at == day]
        taken = sum(each.minutes for each in on_it)
        if 0 < there < taken:
            told = f"{problem.day_name(day)} would need {taken} minutes and has {there}."
            yield Found(told, tuple(each.id for each in on_it), (day,))


def day_off(problem: WeekProblem, days: Days) -> Iterator[Found]:
    """A session on a day without time."""
    for session, day in _placed(problem, days):
        if problem.minutes[day] == 0:
            told = f"{_on(problem, session, day)} has no time: that day has 0 minutes."
            yield Found(told, (session.id,), (day,))


def sessions_a_day(problem: WeekProblem, days: Days) -> Iterator[Found]:
    """A day with too many sessions."""
    most = int(problem.limits.sessions_a_day_max.value)
    for day in range(problem.days):
        on_it = [each for each, at in _placed(problem, days) if at == day and is_training(each)]
        if len(on_it) > most:
            told = f"{problem.day_name(day)} would hold {len(on_it)} sessions; {most} is the limit."
            yield Found(told, tuple(each.id for each in on_it), (day,))


def race_easy(problem: WeekProblem, days: Days) -> Iterator[Found]:
    """Heavy legs or a hard run shortly before a race, or heavy legs on its day."""
    gap = int(problem.limits.race_easy_days.value)
    races = race_days(problem, days)
    for session, day in _placed(problem, days):
        for race in races:
            if too_close_to_race(session, race - day, gap):
                told = f"{_on(problem, session, day)} is too hard so close to the race"
                yield Found(f"{told} of {problem.day_name(race)}.", (session.id,), (day,))


def race_days(problem: WeekProblem, days: Days) -> tuple[int, ...]:
    """The days of the races that are placed, and of those soon after the week."""
    inside = (day for each, day in _placed(problem, days) if each.kind is ActivityKind.RACE)
    return (*inside, *((day - problem.first_day).days for day in problem.races_after))


def too_close_to_race(session: Session, days_before: int, gap: int) -> bool:
    """Whether a session is too hard so many days before a race."""
    if is_heavy(session):
        return 0 <= days_before <= gap
    hard = session.hard and is_run(session) and session.kind is not ActivityKind.RACE
    return hard and 0 < days_before <= gap


def order(problem: WeekProblem, days: Days) -> Iterator[Found]:
    """Sessions of a kind out of order, or a walk-run without the one before it."""
    for one, other in in_order(problem):
        if other.id not in days:
            continue
        if one.id in days and days[one.id] > days[other.id]:
            told = f"{_on(problem, other, days[other.id])} would come before {one.name}."
            yield Found(told, (one.id, other.id), (days[other.id], days[one.id]))
        if one.id not in days and one.kind is ActivityKind.WALK_RUN:
            told = f"{_on(problem, other, days[other.id])} would come without {one.name}."
            yield Found(told, (other.id,), (days[other.id],))


def in_order(problem: WeekProblem) -> Iterator[tuple[Session, Session]]:
    """Every pair of sessions of which the first may not come after the second."""
    return (
        (one, other)
        for one, other in permutations(problem.ordered, 2)
        if one.kind is other.kind and one.order < other.order
    )


def fixed(problem: WeekProblem, days: Days) -> Iterator[Found]:
    """A session that has left the day to which it is fixed."""
    for session in problem.ordered:
        day = problem.fixed_index(session)
        if day is not None and days.get(session.id) != day:
            yield Found(f"{_on(problem, session, day)} is fixed there.", (session.id,), (day,))


def needed(problem: WeekProblem, days: Days) -> Iterator[Found]:
    """A session of the week that has no day."""
    for session in problem.ordered:
        if session.must and session.id not in days:
            yield Found(f"{sentence_case(session.name)} has no day.", (session.id,), ())


def earliest_text(problem: WeekProblem) -> str:
    """From which day on running is possible."""
    if problem.earliest_run_day >= problem.days:
        return "No run this week."
    return f"No run before {problem.day_name(problem.earliest_run_day)}."


def longest_text(problem: WeekProblem) -> str:
    """How long a run may be."""
    limit = problem.limits.longest_run_max_m
    return "" if limit is None else f"No single run is longer than {kilometres(limit.value)}."


def heavy_text(problem: WeekProblem) -> str:
    """How long before a run legs stay free of heavy work."""
    gap = int(problem.limits.heavy_legs_before_run_gap_days.value)
    when = "on the day before" if gap == 1 else f"in the {gap} days before"
    return f"No heavy work for the legs {when} a run."


def same_day_text(_problem: WeekProblem) -> str:
    """What comes first on a day with both."""
    return "On one day, heavy work for the legs comes after the run, never before it."


def minutes_text(problem: WeekProblem) -> str:
    """The minutes of the days."""
    days = (
        f"{problem.day_name(day)} {there}" for day, there in enumerate(problem.minutes) if there
    )
    return f"A day holds no more minutes than you have: {', '.join(days)}."


def day_off_text(problem: WeekProblem) -> str:
    """The days without time."""
    off = [problem.day_name(day) for day, there in enumerate(problem.minutes) if not there]
    return f"Nothing is put on days without time: {', '.join(off)}."


def a_day_text(problem: WeekProblem) -> str:
    """How many sessions a day holds."""
    return f"At most {problem.limits.sessions_a_day_max.value:g} sessions a day, mobility aside."


def race_text(problem: WeekProblem) -> str:
    """What stays away from a race."""
    gap = int(problem.limits.race_easy_days.value)
    return f"No hard run and no heavy work for the legs from {gap} days before a race on."


def order_text(_problem: WeekProblem) -> str:
    """What keeps its order."""
    return "Sessions of a kind keep their order, and no step of a walk-run is skipped."


def fixed_text(problem: WeekProblem) -> str:
    """What is fixed where."""
    told = (
        f"{each.name} on {problem.day_name(day)}"
        for each in problem.ordered
        if (day := problem.fixed_index(each)) is not None
    )
    return f"Fixed sessions stay on their day: {', '.join(told)}."


def needed_text(_problem: WeekProblem) -> str:
    """What cannot be left out."""
    return "Every session that belongs to the week has a day."
