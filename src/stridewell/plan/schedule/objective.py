"""The wishes of ``preferences`` as a sum that the solver makes small."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, pairwise, product
from typing import TYPE_CHECKING

from stridewell.plan.schedule.model import Linear, WeekModel
from stridewell.plan.schedule.preferences import Group, groups_of, place_cost, shares_badly
from stridewell.plan.schedule.problem import Session
from stridewell.plan.schedule.timeline import is_hard_run, is_heavy

if TYPE_CHECKING:
    from ortools.sat.python import cp_model


def wish(week: WeekModel) -> None:
    """Give the model its aim: least cost, then the earliest days; twins keep their order."""
    problem = week.problem
    cells = tuple(product(problem.ordered, range(problem.days)))
    cost = [*_left_out(week), *_shared_day(week), *_hard_then_heavy(week), *_crowded(week)]
    cost += [place_cost(problem, each, day) * week.at[each.id, day] for each, day in cells]
    early = sum(day * week.at[each.id, day] for each, day in cells)
    most = len(problem.sessions) * problem.days + 1
    week.model.minimize(most * sum(cost) + early)
    _keep_twins_in_order(week)


def _left_out(week: WeekModel) -> Iterator[Linear]:
    for each in week.problem.ordered:
        if not each.must:
            yield week.problem.weights.left_out * each.worth * (1 - week.placed(each))


def _shared_day(week: WeekModel) -> Iterator[Linear]:
    problem = week.problem
    pairs = [pair for pair in product(problem.ordered, repeat=2) if shares_badly(*pair)]
    for day in range(problem.days if pairs else 0):
        shared = week.model.new_bool_var(f"shared {day}")
        for run, other in pairs:
            week.model.add_bool_or(~week.at[run.id, day], ~week.at[other.id, day], shared)
        yield problem.weights.shared_day * shared


def _hard_then_heavy(week: WeekModel) -> Iterator[Linear]:
    problem = week.problem
    done = {day for day, each in problem.lately if is_hard_run(each)}
    for day in range(-1, problem.days - 1):
        heavy = week.on(is_heavy, [day + 1])
        hard = week.on(is_hard_run, [day])
        if not heavy or not (hard or day in done):
            continue
        both = week.model.new_bool_var(f"hard then heavy {day}")
        for one in heavy:
            if day in done:
                week.model.add_implication(one, both)
            for other in hard:
                week.model.add_bool_or(~one, ~other, both)
        yield problem.weights.hard_then_heavy * both


def _crowded(week: WeekModel) -> Iterator[Linear]:
    for group in groups_of(week.problem):
        weight = week.problem.weights.crowded
        yield from (weight * term for term in _crowding(week, group))


def _crowding(week: WeekModel, group: Group) -> Iterator[Linear]:
    taken = _taken_days(week, group)
    for day, variable in taken.items():
        cells = [week.at[each.id, day] for each in group.sessions]
        yield group.even_gap * (sum(cells) + (day in group.past) - variable)
    past = [day for day in group.past if day < 0]
    for day, variable in taken.items():
        close = sum(max(0, group.even_gap - (day - each)) for each in past)
        if close:
            yield close * variable
    for one, other in combinations(taken, 2):
        missing = group.even_gap - (other - one)
        if missing > 0:
            both = week.model.new_bool_var(f"close {one} {other}")
            week.model.add_bool_or(~taken[one], ~taken[other], both)
            yield missing * both


def _taken_days(week: WeekModel, group: Group) -> dict[int, cp_model.IntVar]:
    """For each day a variable that is 1 exactly when the group has a session on it."""
    taken = {}
    for day in range(week.problem.days):
        taken[day] = week.model.new_bool_var(f"taken {day}")
        cells = [week.at[each.id, day] for each in group.sessions]
        if day in group.past:
            week.model.add(taken[day] == 1)
            continue
        week.model.add_bool_or(*cells, ~taken[day])
        for cell in cells:
            week.model.add_implication(cell, taken[day])
    return taken


def _keep_twins_in_order(week: WeekModel) -> None:
    """Sessions that differ in nothing but their id come in the order of their ids."""
    days = range(week.problem.days)
    for one, other in pairwise(week.problem.ordered):
        if _twins(week, one, other):
            week.model.add(week.placed(other) <= week.placed(one))
            for day in days:
                later = sum(week.at[one.id, each] for each in days if each > day)
                week.model.add(week.at[other.id, day] + later <= 1)


def _twins(week: WeekModel, one: Session, other: Session) -> bool:
    if {one.id, other.id} & set(week.problem.previous):
        return False
    return one.fixed_day is None and _essence(one) == _essence(other)


def _essence(session: Session) -> tuple[object, ...]:
    return (
        *(session.kind, session.minutes, session.heavy_legs, session.hard),
        *(session.run_m, session.order, session.must, session.worth, session.fixed_day),
    )
