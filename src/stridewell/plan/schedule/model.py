"""The week as a constraint model: a yes or no for every session on every day.

Every rule of ``rules`` is worded once more here. A guarded model puts a switch before each rule
and each demanded session, so that a conflict can be traced to them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import product
from typing import TYPE_CHECKING, TypeAlias

from stridewell.knowledge.warrant import Value
from stridewell.plan.items import ActivityKind
from stridewell.plan.schedule.fitting import in_order, too_close_to_race
from stridewell.plan.schedule.limits import WINDOW_DAYS
from stridewell.plan.schedule.problem import PastSession, Session, WeekProblem
from stridewell.plan.schedule.timeline import (
    is_hard_run,
    is_heavy,
    is_run,
    is_strength,
    is_training,
    millimetres,
    windows,
)

if TYPE_CHECKING:
    from ortools.sat.python import cp_model

Which = Callable[[Session | PastSession], bool]
Cell: TypeAlias = tuple[str, int]
Linear: TypeAlias = "cp_model.LinearExpr | int"
Claim: TypeAlias = "cp_model.BoundedLinearExpression | bool"
MOST_EXTRA_MINUTES = 24 * 60


class PartKind(StrEnum):
    """What a conflict is made of: a rule, a fixed day, a session that is needed."""

    RULE = "rule"
    FIXED = "fixed"
    NEEDED = "needed"


@dataclass(frozen=True, slots=True, order=True)
class Part:
    """One demand on the week; ``id`` names the rule or the session."""

    kind: PartKind
    id: str


@dataclass(slots=True)
class WeekModel:
    """The model with its variables; ``switches`` is empty where nothing is guarded.

    ``extra`` holds minutes that could be added to each day; empty where no day may be stretched.
    """

    problem: WeekProblem
    model: cp_model.CpModel
    at: Mapping[Cell, cp_model.IntVar]
    guarded: bool
    extra: tuple[cp_model.IntVar, ...] = ()
    dropped: frozenset[Part] = frozenset()
    switches: dict[Part, cp_model.IntVar] = field(default_factory=dict)

    def hold(self, part: Part, claim: Claim) -> None:
        """Ask for something in the name of a rule or session, behind its switch if there is one."""
        if part in self.dropped:
            return
        constraint = self.model.add(claim)
        if self.guarded:
            constraint.only_enforce_if(self.switch(part))

    def switch(self, part: Part) -> cp_model.IntVar:
        """The switch of a rule or session, made when first asked for."""
        if part not in self.switches:
            self.switches[part] = self.model.new_bool_var(f"{part.kind} {part.id}")
        return self.switches[part]

    def on(self, which: Which, days: Iterable[int]) -> list[cp_model.IntVar]:
        """The variables of some sessions on some days; days outside the week have none."""
        chosen = [each for each in self.problem.ordered if which(each)]
        inside = [day for day in days if 0 <= day < self.problem.days]
        return [self.at[each.id, day] for each, day in product(chosen, inside)]

    def placed(self, session: Session) -> Linear:
        """1 where a session has a day, 0 where it is left out."""
        return sum(self.at[session.id, day] for day in range(self.problem.days))


def build_model(
    problem: WeekProblem,
    *,
    guarded: bool = False,
    stretched: bool = False,
    dropped: frozenset[Part] = frozenset(),
) -> WeekModel:
    """The model of a week with all its rules but those dropped.

    ``stretched`` lets every day have more minutes, which the caller has to keep few.
    """
    from ortools.sat.python import cp_model  # noqa: PLC0415  (0.35 s, needed only to solve)

    model = cp_model.CpModel()
    cells = product(problem.ordered, range(problem.days))
    at = {(each.id, day): model.new_bool_var(f"{each.id} {day}") for each, day in cells}
    extra = tuple(
        model.new_int_var(0, MOST_EXTRA_MINUTES, f"extra {day}")
        for day in range(problem.days if stretched else 0)
    )
    week = WeekModel(problem, model, at, guarded, extra, dropped)
    for each in problem.ordered:
        model.add_at_most_one(at[each.id, day] for day in range(problem.days))
    for rule, ask in CONSTRAINTS.items():
        ask(week, Part(PartKind.RULE, rule))
    _demands(week)
    return week


def _demands(week: WeekModel) -> None:
    for each in week.problem.ordered:
        day = week.problem.fixed_index(each)
        if day is not None:
            week.hold(Part(PartKind.FIXED, each.id), week.at[each.id, day] == 1)
        if each.must:
            week.hold(Part(PartKind.NEEDED, each.id), week.placed(each) == 1)


def _apart(which: Which, gap: Callable[[WeekProblem], Value]) -> Ask:
    def ask(week: WeekModel, part: Part) -> None:
        problem = week.problem
        length = int(gap(problem).value)
        past = {day for day, each in problem.lately if which(each)}
        for first in range(1 - length, problem.days):
            window = range(first, first + length)
            _at_most(week, part, week.on(which, window), 0 if past & set(window) else 1)

    return ask


def _in_7(which: Which, most: Callable[[WeekProblem], Value]) -> Ask:
    def ask(week: WeekModel, part: Part) -> None:
        for window in windows(week.problem, WINDOW_DAYS):
            done = sum(day in window and which(each) for day, each in week.problem.lately)
            left = max(0, int(most(week.problem).value) - done)
            _at_most(week, part, week.on(which, window), left)

    return ask


def _at_most(week: WeekModel, part: Part, cells: list[cp_model.IntVar], most: int) -> None:
    if len(cells) > most:
        week.hold(part, sum(cells) <= most)


def _earliest_run(week: WeekModel, part: Part) -> None:
    _at_most(week, part, week.on(is_run, range(week.problem.earliest_run_day)), 0)


def _distance_in_7(week: WeekModel, part: Part) -> None:
    limit, problem = week.problem.limits.running_7_days_max_m, week.problem
    if limit is None:
        return
    runs = [each for each in problem.ordered if is_run(each) and millimetres(each.run_m)]
    for window in windows(problem, WINDOW_DAYS):
        done = sum(
            millimetres(each.run_m)
            for day, each in problem.lately
            if day in window and is_run(each)
        )
        terms = [
            millimetres(each.run_m) * week.at[each.id, day]
            for each in runs
            for day in window
            if day >= 0
        ]
        if terms:
            week.hold(part, sum(terms) <= max(0, millimetres(limit.value) - done))


def _longest_run(week: WeekModel, part: Part) -> None:
    limit = week.problem.limits.longest_run_max_m
    for each in week.problem.ordered:
        if limit is None or not is_run(each):
            continue
        if millimetres(each.run_m) > millimetres(limit.value):
            week.hold(part, week.placed(each) == 0)


def _heavy_before_run(week: WeekModel, part: Part) -> None:
    problem = week.problem
    gap = int(problem.limits.heavy_legs_before_run_gap_days.value)
    heavy_past = {day for day, each in problem.lately if is_heavy(each)}
    for run_day in range(problem.days):
        runs = week.on(is_run, [run_day])
        if heavy_past & set(range(run_day - gap, run_day)):
            _at_most(week, part, runs, 0)
        for heavy in week.on(is_heavy, range(run_day - gap, run_day)):
            for run in runs:
                week.hold(part, heavy + run <= 1)


def _heavy_same_day(week: WeekModel, part: Part) -> None:
    if any(day == 0 and is_heavy(each) for day, each in week.problem.lately):
        _at_most(week, part, week.on(is_run, [0]), 0)


def _rest_day(week: WeekModel, part: Part) -> None:
    problem = week.problem
    most = WINDOW_DAYS - int(problem.limits.rest_days_7_min.value)
    past = {day for day, each in problem.lately if is_training(each)}
    busy = _busy_days(week)
    for window in windows(problem, WINDOW_DAYS):
        done = len(past & set(window))
        open_days = [busy[day] for day in window if day >= 0 and day not in past]
        if done > most:
            _at_most(week, part, week.on(is_training, window), 0)
        elif done + len(open_days) > most:
            week.hold(part, sum(open_days) <= most - done)


def _busy_days(week: WeekModel) -> list[cp_model.IntVar]:
    """For each day a variable that is 1 as soon as the day holds more than mobility."""
    busy = [week.model.new_bool_var(f"busy {day}") for day in range(week.problem.days)]
    for day, variable in enumerate(busy):
        for cell in week.on(is_training, [day]):
            week.model.add_implication(cell, variable)
    return busy


def _minutes(week: WeekModel, part: Part) -> None:
    for day, there in enumerate(week.problem.minutes):
        if there:
            _fits(week, part, day, there)


def _day_off(week: WeekModel, part: Part) -> None:
    for day, there in enumerate(week.problem.minutes):
        if there == 0 and not week.extra:
            _at_most(week, part, week.on(lambda _: True, [day]), 0)
        elif there == 0:
            _fits(week, part, day, 0)


def _fits(week: WeekModel, part: Part, day: int, there: int) -> None:
    taken = [each.minutes * week.at[each.id, day] for each in week.problem.ordered]
    if week.extra:
        week.hold(part, sum(taken) <= there + week.extra[day])
    elif sum(each.minutes for each in week.problem.ordered) > there:
        week.hold(part, sum(taken) <= there)


def _sessions_a_day(week: WeekModel, part: Part) -> None:
    for day in range(week.problem.days):
        most = int(week.problem.limits.sessions_a_day_max.value)
        _at_most(week, part, week.on(is_training, [day]), most)


def _race_easy(week: WeekModel, part: Part) -> None:
    problem = week.problem
    gap = int(problem.limits.race_easy_days.value)
    after = [(day - problem.first_day).days for day in problem.races_after]
    for each, day in product(problem.ordered, range(problem.days)):
        cell = week.at[each.id, day]
        if any(too_close_to_race(each, race - day, gap) for race in after):
            week.hold(part, cell == 0)
        for race, on in product(problem.ordered, range(problem.days)):
            if race.kind is ActivityKind.RACE and too_close_to_race(each, on - day, gap):
                week.hold(part, cell + week.at[race.id, on] <= 1)


def _order(week: WeekModel, part: Part) -> None:
    for one, other in in_order(week.problem):
        for day in range(week.problem.days):
            later = [week.at[one.id, each] for each in range(day + 1, week.problem.days)]
            if later:
                week.hold(part, week.at[other.id, day] + sum(later) <= 1)
        if one.kind is ActivityKind.WALK_RUN:
            week.hold(part, week.placed(other) <= week.placed(one))


Ask: TypeAlias = Callable[[WeekModel, Part], None]

CONSTRAINTS: Mapping[str, Ask] = {
    "runs_apart": _apart(is_run, lambda p: p.limits.runs_min_gap_days),
    "earliest_run": _earliest_run,
    "runs_in_7": _in_7(is_run, lambda p: p.limits.runs_7_days_max),
    "distance_in_7": _distance_in_7,
    "longest_run": _longest_run,
    "strength_apart": _apart(is_strength, lambda p: p.limits.strength_min_gap_days),
    "strength_in_7": _in_7(is_strength, lambda p: p.limits.strength_7_days_max),
    "heavy_before_run": _heavy_before_run,
    "heavy_same_day": _heavy_same_day,
    "rest_day": _rest_day,
    "minutes": _minutes,
    "day_off": _day_off,
    "sessions_a_day": _sessions_a_day,
    "hard_runs_apart": _apart(is_hard_run, lambda p: p.limits.hard_runs_min_gap_days),
    "hard_runs_in_7": _in_7(is_hard_run, lambda p: p.limits.hard_runs_7_days_max),
    "race_easy": _race_easy,
    "order": _order,
}
"""How each rule is asked of the model, by the rule's id."""
