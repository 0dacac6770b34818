"""What a week should be like: each wish a value with its cost in points, in plain Python.

The solver weighs the same wishes (``objective``); the two are compared in the tests.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import combinations

from stridewell.plan.items import ActivityKind
from stridewell.plan.schedule.problem import PastSession, Session, WeekProblem
from stridewell.plan.schedule.timeline import Days, is_hard_run, is_heavy, is_run, is_training

Cost = Callable[[WeekProblem, Days], int]


@dataclass(frozen=True, slots=True)
class Preference:
    """A wish; ``cost`` gives the points that sessions on these days cost it."""

    id: str
    cost: Cost


@dataclass(frozen=True, slots=True)
class Group:
    """Sessions that like to be spread evenly: the days between two, and the days of the past."""

    sessions: tuple[Session, ...]
    even_gap: int
    past: frozenset[int]


def cost_of(problem: WeekProblem, days: Days) -> int:
    """The points that sessions on these days cost all wishes together."""
    return sum(each.cost(problem, days) for each in PREFERENCES)


def place_cost(problem: WeekProblem, session: Session, day: int) -> int:
    """What one session on one day costs by itself: moved, a wrong day, a day with little time."""
    weights = problem.weights
    before = problem.previous.get(session.id)
    was = None if before is None else problem.index_of(before)
    cost = weights.moved if was is not None and was != day else 0
    if problem.run_days and is_run(session) and day not in problem.run_days:
        cost += weights.run_day
    if is_training(session) and day in problem.rest_days:
        cost += weights.rest_day
    roomier = sum(minutes > problem.minutes[day] for minutes in problem.minutes)
    return cost + weights.tight_day * length_rank(problem, session) * roomier


def length_rank(problem: WeekProblem, session: Session) -> int:
    """How many lengths of this week's runs are shorter than this one's; 0 for what is no run."""
    if not is_run(session):
        return 0
    lengths = {each.run_m for each in problem.sessions if is_run(each)}
    return sum(length < session.run_m for length in lengths)


def shares_badly(run: Session, other: Session) -> bool:
    """Whether a run and other training would rather not share a day."""
    if not is_run(run) or is_run(other) or not is_training(other):
        return False
    return not (is_hard_run(run) and is_heavy(other))


def groups_of(problem: WeekProblem) -> tuple[Group, ...]:
    """The runs, the strength sessions, the cross-training and the mobility of the week."""
    kinds = (ActivityKind.STRENGTH, ActivityKind.CROSS_TRAIN, ActivityKind.MOBILITY)
    found = [_group(problem, is_run), *(_group(problem, _of_kind(kind)) for kind in kinds)]
    return tuple(each for each in found if each.sessions)


def _of_kind(kind: ActivityKind) -> Callable[[Session | PastSession], bool]:
    return lambda what: what.kind is kind


def _group(problem: WeekProblem, which: Callable[[Session | PastSession], bool]) -> Group:
    sessions = tuple(each for each in problem.ordered if which(each))
    even = problem.days // max(1, len(sessions))
    gap = max(1, min(problem.weights.even_gap_days_max, even))
    past = frozenset(day for day, each in problem.lately if which(each))
    return Group(sessions, gap, past)


def _left_out(problem: WeekProblem, days: Days) -> int:
    missing = sum(each.worth for each in problem.sessions if not each.must and each.id not in days)
    return problem.weights.left_out * missing


def _placed(problem: WeekProblem, days: Days) -> int:
    return sum(
        place_cost(problem, each, days[each.id]) for each in problem.sessions if each.id in days
    )


def _shared_day(problem: WeekProblem, days: Days) -> int:
    shared = {
        days[run.id]
        for run in problem.sessions
        for other in problem.sessions
        if shares_badly(run, other) and run.id in days and days[run.id] == days.get(other.id)
    }
    return problem.weights.shared_day * len(shared)


def _hard_then_heavy(problem: WeekProblem, days: Days) -> int:
    hard = {day for day, each in _timed(problem, days) if is_hard_run(each)}
    heavy = {days[each.id] for each in problem.sessions if is_heavy(each) and each.id in days}
    return problem.weights.hard_then_heavy * sum(day + 1 in heavy for day in hard)


def _timed(problem: WeekProblem, days: Days) -> Iterator[tuple[int, Session | PastSession]]:
    yield from problem.lately
    yield from ((days[each.id], each) for each in problem.sessions if each.id in days)


def _crowded(problem: WeekProblem, days: Days) -> int:
    return problem.weights.crowded * sum(_crowding(each, days) for each in groups_of(problem))


def _crowding(group: Group, days: Days) -> int:
    planned = [days[each.id] for each in group.sessions if each.id in days]
    taken = sorted({*planned, *group.past})
    doubled = len(planned) + (0 in group.past) - len({*planned, *(group.past & {0})})
    missing = (
        group.even_gap - (later - earlier)
        for earlier, later in combinations(taken, 2)
        if later - earlier < group.even_gap and later >= 0
    )
    return doubled * group.even_gap + sum(missing)


PREFERENCES: tuple[Preference, ...] = (
    Preference("left_out", _left_out),
    Preference("placed", _placed),
    Preference("shared_day", _shared_day),
    Preference("hard_then_heavy", _hard_then_heavy),
    Preference("crowded", _crowded),
)
"""Every wish; ``placed`` gathers those that a session's day alone decides."""
