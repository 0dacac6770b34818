"""Weeks to lay out: small ones that every possibility of can be tried, and drawn ones."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from itertools import product

from hypothesis import strategies as st

from stridewell.knowledge.warrant import Value, Warrant
from stridewell.plan.items import ActivityKind
from stridewell.plan.schedule.limits import WeekLimits, WeekWeights
from stridewell.plan.schedule.problem import PastSession, Session, WeekProblem
from stridewell.values.evidence import Grade

MONDAY = date(2026, 5, 4)
LIMIT = Warrant(Grade.EXPERT, ("stridewell_design",))


def value(number: float, unit: str = "day") -> Value:
    return Value(number, unit, LIMIT)


LIMITS = WeekLimits(
    runs_min_gap_days=value(2),
    runs_7_days_max=value(4),
    strength_min_gap_days=value(2),
    strength_7_days_max=value(3),
    heavy_legs_before_run_gap_days=value(1),
    rest_days_7_min=value(1),
    hard_runs_min_gap_days=value(3),
    hard_runs_7_days_max=value(2),
    race_easy_days=value(2),
    sessions_a_day_max=value(2),
)
WEIGHTS = WeekWeights(
    left_out=60,
    moved=12,
    run_day=6,
    rest_day=6,
    shared_day=5,
    hard_then_heavy=4,
    crowded=2,
    tight_day=1,
    even_gap_days_max=3,
)


def day(number: int) -> date:
    return MONDAY + timedelta(days=number)


def run(name: str = "run_1", metres: float = 6000, minutes: int = 40) -> Session:
    return Session(name, ActivityKind.RUN, minutes, run_m=metres)


def hard_run(name: str = "run_1") -> Session:
    return replace(run(name), hard=True)


def step(number: int) -> Session:
    return Session(f"walk_run_{number}", ActivityKind.WALK_RUN, 30, run_m=2000, order=number)


def heavy(name: str = "strength_1") -> Session:
    return Session(name, ActivityKind.STRENGTH, 30, heavy_legs=True)


def light(name: str = "strength_1") -> Session:
    return Session(name, ActivityKind.STRENGTH, 20)


def cross(name: str = "cross_1") -> Session:
    return Session(name, ActivityKind.CROSS_TRAIN, 30)


def mobility(name: str = "mobility_1") -> Session:
    return Session(name, ActivityKind.MOBILITY, 10)


def race(on: int) -> Session:
    return Session("race", ActivityKind.RACE, 60, hard=True, run_m=10_000, fixed_day=day(on))


def fixed(session: Session, on: int) -> Session:
    return replace(session, fixed_day=day(on))


def optional(session: Session) -> Session:
    return replace(session, must=False)


def done(what: Session, ago: int) -> PastSession:
    return PastSession(day(-ago), what.kind, what.heavy_legs, what.hard, what.run_m)


def week(*sessions: Session, past: tuple[PastSession, ...] = ()) -> WeekProblem:
    return WeekProblem(MONDAY, sessions, (90,) * 7, LIMITS, WEIGHTS, past=past)


def limited(problem: WeekProblem, **numbers: float) -> WeekProblem:
    """The problem with other limits."""
    changed = {name: value(number) for name, number in numbers.items()}
    return replace(problem, limits=replace(problem.limits, **changed))


def layouts(problem: WeekProblem) -> Iterator[Mapping[str, int]]:
    """Every way to put the sessions on days or to leave them out."""
    ids = [each.id for each in problem.ordered]
    for days in product(range(problem.days + 1), repeat=len(ids)):
        yield {each: on for each, on in zip(ids, days, strict=True) if on < problem.days}


TEMPLATES: tuple[Callable[[str], Session], ...] = (
    *(run, hard_run, heavy, light, cross, mobility),
    lambda name: replace(step(1), id=name, order=int(name[-1]) % 2),
)


@st.composite
def sessions(draw: st.DrawFn, most: int) -> tuple[Session, ...]:
    names = [f"session_{number}" for number in range(draw(st.integers(1, most)))]
    return tuple(draw(session_called(name)) for name in names)


@st.composite
def session_called(draw: st.DrawFn, name: str) -> Session:
    made = draw(st.sampled_from(TEMPLATES))(name)
    on = draw(st.sampled_from([None] * 5 + list(range(7))))
    made = replace(
        made,
        minutes=draw(st.sampled_from([10, 30, 60])),
        run_m=made.run_m and draw(st.sampled_from([3000.0, 5000.0, 8000.5])),
        must=draw(st.booleans()),
        worth=draw(st.sampled_from([1, 1, 2])),
        fixed_day=None if on is None else day(on),
    )
    if on is not None and draw(st.integers(0, 5)) == 0:
        return replace(made, kind=ActivityKind.RACE, heavy_legs=False)
    return made


@st.composite
def problems(draw: st.DrawFn, most: int = 3) -> WeekProblem:
    """A week with a few sessions, a past and tight limits, possible or not."""
    chosen = draw(sessions(most))
    past = draw(st.lists(st.tuples(st.sampled_from(TEMPLATES), st.integers(0, 9)), max_size=5))
    some_days = st.frozensets(st.integers(0, 6), max_size=3)
    before = draw(st.lists(st.integers(-1, 8), min_size=len(chosen), max_size=len(chosen)))
    problem = WeekProblem(
        MONDAY,
        chosen,
        tuple(draw(st.lists(st.sampled_from([0, 20, 40, 60, 90]), min_size=7, max_size=7))),
        LIMITS,
        WEIGHTS,
        earliest_run_day=draw(st.sampled_from([0, 0, 0, 2, 7])),
        past=tuple(done(make("past_1"), ago) for make, ago in past),
        run_days=draw(some_days),
        rest_days=draw(some_days),
        previous={each.id: day(on) for each, on in zip(chosen, before, strict=True) if on >= 0},
        races_after=draw(st.sampled_from([(), (), (day(7),), (day(8),)])),
    )
    return draw(limits_for(problem))


@st.composite
def limits_for(draw: st.DrawFn, problem: WeekProblem) -> WeekProblem:
    return limited(
        problem,
        runs_7_days_max=draw(st.sampled_from([1, 2, 4])),
        runs_min_gap_days=draw(st.sampled_from([1, 2, 3])),
        strength_7_days_max=draw(st.sampled_from([1, 3])),
        rest_days_7_min=draw(st.sampled_from([1, 4, 6])),
        sessions_a_day_max=draw(st.sampled_from([1, 2])),
        running_7_days_max_m=draw(st.sampled_from([9000, 30_000])),
        longest_run_max_m=draw(st.sampled_from([6000, 10_000])),
    )
