"""Turns the days that were found into a schedule that explains itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from itertools import islice

from stridewell.plan.items import ActivityKind
from stridewell.plan.schedule.preferences import cost_of, length_rank
from stridewell.plan.schedule.problem import PastSession, Session, WeekProblem
from stridewell.plan.schedule.rules import RULES, breaches_of
from stridewell.plan.schedule.schedule import LeftOutSession, Schedule, Soft
from stridewell.plan.schedule.timeline import (
    Days,
    is_hard_run,
    is_heavy,
    is_run,
    is_training,
    timeline,
)
from stridewell.values.evidence import Grade, Reason
from stridewell.values.wording import sentence_case

_DESIGN = ("stridewell_design",)
MOST_CLAUSES = 2
FIRST_KINDS = (
    *(ActivityKind.RACE, ActivityKind.WALK_RUN, ActivityKind.RUN),
    *(ActivityKind.CROSS_TRAIN, ActivityKind.STRENGTH, ActivityKind.MOBILITY),
)
"""What comes first on a day that holds several: running, then other training, then mobility."""


def schedule_of(problem: WeekProblem, days: Days) -> Schedule:
    """The schedule of these days with a note for every session, placed or not."""
    order = sorted(
        (each for each in problem.ordered if each.id in days),
        key=lambda each: (days[each.id], FIRST_KINDS.index(each.kind)),
    )
    return Schedule(
        days={each.id: problem.date_of(days[each.id]) for each in order},
        left_out=tuple(
            LeftOutSession(each.id, _why_not(problem, days, each))
            for each in problem.ordered
            if each.id not in days
        ),
        notes=tuple(Soft(each.id, _why(problem, days, each)) for each in order),
        cost=cost_of(problem, days),
    )


def _why(problem: WeekProblem, days: Days, session: Session) -> Reason:
    clauses = islice(_clauses(problem, days, session), MOST_CLAUSES)
    text = "; ".join(clauses) or "the day that suits the rest of the week best"
    return Reason(f"{sentence_case(text)}.", _DESIGN, rule="week", grade=Grade.EXPERT)


def _clauses(problem: WeekProblem, days: Days, session: Session) -> Iterator[str]:
    """What speaks for the day, the weightiest first."""
    day = days[session.id]
    if session.kind is ActivityKind.RACE:
        yield "the day of the race"
    elif session.fixed_day is not None:
        yield "you put it on this day"
    elif problem.previous.get(session.id) == problem.date_of(day):
        yield "kept where it was"
    yield from (_of_run if is_run(session) else _of_training)(problem, days, session)


def _of_run(problem: WeekProblem, days: Days, session: Session) -> Iterator[str]:
    day = days[session.id]
    yield from _since(problem, days, session, is_run, "run")
    if day in problem.run_days:
        yield "a day on which you like to run"
    if length_rank(problem, session) and problem.minutes[day] == max(problem.minutes):
        yield "a longer run on a day with the most time"


def _of_training(problem: WeekProblem, days: Days, session: Session) -> Iterator[str]:
    day = days[session.id]
    runs = [each for each in problem.ordered if is_run(each) and days.get(each.id) == day]
    if not is_training(session):
        yield "mobility fits on any day"
        return
    if is_heavy(session) and any(is_hard_run(each) for each in runs):
        yield "after the hard run, so that one hard day leaves the next ones easy"
    elif runs:
        yield "after the run of that day"
    elif any(is_run(each) for each in problem.sessions):
        yield "a day without a run"
    yield from _since(problem, days, session, _same_kind(session), _noun(session))


def _same_kind(session: Session) -> Callable[[Session | PastSession], bool]:
    return lambda what: what.kind is session.kind


def _noun(session: Session) -> str:
    return "strength session" if session.kind is ActivityKind.STRENGTH else "session of its kind"


def _since(
    problem: WeekProblem,
    days: Days,
    session: Session,
    which: Callable[[Session | PastSession], bool],
    noun: str,
) -> Iterator[str]:
    day = days[session.id]
    before = [each.day for each in timeline(problem, days) if which(each.what) and each.day < day]
    if before:
        gap = day - before[-1]
        yield f"{gap} {'day' if gap == 1 else 'days'} after the last {noun}"


def _why_not(problem: WeekProblem, days: Days, session: Session) -> Reason:
    """Which rules each day would break if the session were put on it, the others left alone."""
    blocked: Counter[str] = Counter()
    for day in range(problem.days):
        blocked.update({each.rule for each in breaches_of(problem, {**days, session.id: day})})
    told = [rule for rule, _ in blocked.most_common(MOST_CLAUSES)]
    sentences = " ".join(rule.says(problem) for rule in RULES if rule.id in told)
    text = f"No day is left for {session.name}. {sentences}".strip()
    return Reason(text, _DESIGN, rule=told[0] if told else "week", grade=Grade.EXPERT)
