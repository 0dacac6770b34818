"""Times the layout of a week beside trying days one after another, with the same hard limits.

The peer is a plain backtracking search over the same rules: it puts session after session on the
first day that breaks none, and takes a step back where none is left. It ends with the first week
that is possible and weighs no wishes; where no week is possible it has to try all of them, and
knows no reason at the end. To let it end at all it stops after so many checks.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from stridewell.adapters.knowledge_files import packaged_knowledge
from stridewell.plan.items import ActivityKind
from stridewell.plan.schedule.limits import week_limits, week_weights
from stridewell.plan.schedule.preferences import cost_of
from stridewell.plan.schedule.problem import PastSession, Session, WeekProblem
from stridewell.plan.schedule.rules import breaches_of
from stridewell.plan.schedule.schedule import Schedule
from stridewell.plan.schedule.solver import solve_week

MONDAY = date(2026, 5, 4)
MOST_CHECKS = 3000


@dataclass(frozen=True, slots=True)
class Peer:
    """What backtracking found: the days, or none, after how many checks."""

    days: Mapping[str, int] | None
    checks: int


@dataclass(frozen=True, slots=True)
class Work:
    """One week to time: the two calls, and what came out of them in words."""

    name: str
    ours: Callable[[], object]
    theirs: Callable[[], Peer]
    outcome: str


def backtrack(problem: WeekProblem) -> Peer:
    """The first week without a breach, sessions in their order, days from the first on."""
    checks = 0

    def place(left: tuple[Session, ...], days: dict[str, int]) -> dict[str, int] | None:
        nonlocal checks
        if not left:
            return days
        session, *rest = left
        for day in range(problem.days):
            tried = {**days, session.id: day}
            so_far = tuple(each for each in problem.ordered if each.id in tried)
            checks += 1
            if checks > MOST_CHECKS:
                return None
            if not breaches_of(replace(problem, sessions=so_far), tried):
                found = place(tuple(rest), tried)
                if found is not None:
                    return found
        return None

    return Peer(place(problem.ordered, {}), checks)


def _sessions(kind: ActivityKind, name: str, count: int, minutes: int) -> tuple[Session, ...]:
    run_m = 150.0 * minutes if kind.has_running else 0.0
    heavy = kind is ActivityKind.STRENGTH
    return tuple(
        Session(f"{name}_{number}", kind, minutes + 5 * number, heavy, run_m=run_m)
        for number in range(1, count + 1)
    )


def _optional(sessions: tuple[Session, ...]) -> tuple[Session, ...]:
    return tuple(replace(each, must=False) for each in sessions)


def problems() -> Mapping[str, WeekProblem]:
    """A usual week, a full one, and one that cannot be."""
    knowledge = packaged_knowledge()
    runs = _sessions(ActivityKind.RUN, "run", 4, 30)
    strength = _sessions(ActivityKind.STRENGTH, "strength", 3, 25)
    cross = _optional(_sessions(ActivityKind.CROSS_TRAIN, "cross_training", 2, 30))
    mobility = _optional(_sessions(ActivityKind.MOBILITY, "mobility", 7, 5))
    past = (
        PastSession(MONDAY - timedelta(days=2), ActivityKind.RUN, run_m=5000),
        PastSession(MONDAY - timedelta(days=3), ActivityKind.STRENGTH, heavy_legs=True),
    )
    usual = WeekProblem(
        first_day=MONDAY,
        sessions=(*runs[:3], *strength[:2], *cross[:1], *mobility[:3]),
        minutes=(90,) * 7,
        limits=week_limits(knowledge),
        weights=week_weights(knowledge),
        past=past,
        run_days=frozenset({1, 3, 5}),
        rest_days=frozenset({6}),
    )
    full = replace(usual, sessions=(*runs, *strength, *cross, *mobility), run_days=frozenset())
    no_time = replace(full, minutes=(90, 0, 45, 90, 0, 60, 0))
    return {"usual": usual, "full": full, "impossible": no_time}


def work() -> tuple[Work, ...]:
    """Every week with what both make of it."""
    return tuple(_work(name, problem) for name, problem in problems().items())


def _work(name: str, problem: WeekProblem) -> Work:
    found, peer = solve_week(problem), backtrack(problem)
    if isinstance(found, Schedule):
        ours = f"{len(found.days)} sessions, wishes cost {found.cost}"
    else:
        ours = f"{len(found.parts)} conflicting demands, {len(found.changes)} changes"
    if peer.days is not None:
        theirs = f"wishes cost {cost_of(problem, peer.days)}, {peer.checks} checks"
    else:
        theirs = f"no week after {peer.checks} checks"
    return Work(
        f"{name} week of {len(problem.sessions)} sessions",
        lambda: solve_week(problem),
        lambda: backtrack(problem),
        f"ours: {ours}; peer: {theirs}",
    )
