"""Moves a session to another day: the rules are checked anew, others shift only if they must."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from stridewell.plan.items import ActivityKind
from stridewell.plan.schedule.breach import Breach
from stridewell.plan.schedule.problem import WeekProblem
from stridewell.plan.schedule.rules import breaches_of
from stridewell.plan.schedule.schedule import Schedule, Shift
from stridewell.plan.schedule.solver import Conflict, checked, solve_week
from stridewell.plan.schedule.timeline import Days
from stridewell.training_load.wording import day_name
from stridewell.values.wording import sentence_case

STAY = 100
"""While a session is moved, keeping the others counts so many times as much as otherwise."""


@dataclass(frozen=True, slots=True)
class MoveRefused:
    """A move that cannot be, with every rule it would break.

    ``nearest`` is the nearest other day on which the session could go; None where there is none.
    """

    breaches: tuple[Breach, ...]
    nearest: date | None


def move(
    problem: WeekProblem, schedule: Schedule, session_id: str, to_day: date
) -> Schedule | MoveRefused:
    """A new schedule with the session on that day, or why not; the old one stays as it was.

    The session counts as fixed to its new day. Where the move alone breaks a rule, the other
    sessions that are not fixed are laid out anew, as few as possible moved; ``shifted`` of the
    result tells which.

    Raises:
        KeyError: there is no such session.
    """
    session = problem.session(session_id)
    to = problem.index_of(to_day)
    if to is None:
        text = f"{sentence_case(day_name(to_day))} lies outside this week."
        return MoveRefused((Breach("week", text, (session_id,), ()),), None)
    if session.kind is ActivityKind.RACE and session.fixed_day != to_day:
        text = "A race stays on its day."
        return MoveRefused((Breach("fixed", text, (session_id,), (to,)),), None)
    moved = _moved(problem, schedule, session_id, to)
    if moved is not None:
        return moved
    breaches = breaches_of(
        _pinned(problem, session_id, to), _after(problem, schedule, {session_id: to})
    )
    return MoveRefused(breaches, _nearest(problem, schedule, session_id, to))


def _moved(problem: WeekProblem, schedule: Schedule, session_id: str, to: int) -> Schedule | None:
    """The schedule after the move; None where no week allows it."""
    pinned = _pinned(problem, session_id, to)
    days = _after(problem, schedule, {session_id: to})
    if not breaches_of(pinned, days):
        return checked(pinned, days)
    weights = pinned.weights
    calm = replace(weights, moved=STAY * weights.moved, left_out=STAY * weights.left_out)
    found = solve_week(replace(pinned, previous=schedule.days, weights=calm))
    if isinstance(found, Conflict):
        return None
    again = checked(pinned, _after(problem, found, {}))
    return replace(again, shifted=tuple(_shifts(problem, schedule, again, session_id)))


def _pinned(problem: WeekProblem, session_id: str, to: int) -> WeekProblem:
    day = problem.date_of(to)
    return replace(
        problem,
        sessions=tuple(
            replace(each, fixed_day=day) if each.id == session_id else each
            for each in problem.sessions
        ),
    )


def _after(problem: WeekProblem, schedule: Schedule, moved: Days) -> Days:
    """The day numbers of a schedule, with some sessions elsewhere; days outside are dropped."""
    numbered = {each: problem.index_of(day) for each, day in schedule.days.items()}
    return {each: day for each, day in numbered.items() if day is not None} | dict(moved)


def _nearest(problem: WeekProblem, schedule: Schedule, session_id: str, to: int) -> date | None:
    """The nearest day that works, the later of two as near; its present day does not count."""
    now = schedule.days.get(session_id)
    others = (day for day in range(problem.days) if day != to and problem.date_of(day) != now)
    for day in sorted(others, key=lambda day: (abs(day - to), -day)):
        if _moved(problem, schedule, session_id, day) is not None:
            return problem.date_of(day)
    return None


def _shifts(
    problem: WeekProblem, before: Schedule, after: Schedule, session_id: str
) -> Iterator[Shift]:
    for each in problem.ordered:
        was, now = before.days.get(each.id), after.days.get(each.id)
        if each.id == session_id or was == now:
            continue
        name = sentence_case(each.name)
        if now is None:
            told = f"{name} is left out."
        elif was is None:
            told = f"{name} now has a day: {day_name(now)}."
        else:
            told = f"{name} moves from {day_name(was)} to {day_name(now)}."
        yield Shift(each.id, was, now, told)
