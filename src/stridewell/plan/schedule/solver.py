"""The door of the week: the best schedule, checked by the plain rules, or a named conflict."""

from __future__ import annotations

from dataclasses import dataclass

from stridewell.plan.items import ActivityKind
from stridewell.plan.schedule.changes import changes_for
from stridewell.plan.schedule.conflict import smallest_conflict
from stridewell.plan.schedule.model import Part, PartKind, build_model
from stridewell.plan.schedule.notes import schedule_of
from stridewell.plan.schedule.objective import wish
from stridewell.plan.schedule.problem import WeekProblem
from stridewell.plan.schedule.rules import RULES, breaches_of
from stridewell.plan.schedule.schedule import Schedule
from stridewell.plan.schedule.solving import solve_wishes
from stridewell.plan.schedule.timeline import Days
from stridewell.values.wording import sentence_case


@dataclass(frozen=True, slots=True)
class ConflictPart:
    """One demand of a conflict with its sentence; ``id`` names the rule or the session."""

    kind: PartKind
    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """Demands that cannot be met together: take any one away and the others can be.

    Each of ``changes`` is enough by itself to make the whole week possible.
    """

    parts: tuple[ConflictPart, ...]
    changes: tuple[str, ...]


class BrokenRuleError(RuntimeError):
    """A week was found that breaks a hard limit: the model and the rules disagree, our fault."""


def solve_week(problem: WeekProblem) -> Schedule | Conflict:
    """The week that keeps every hard limit and costs its wishes least; else what conflicts.

    The same problem gives the same week, in whatever order its sessions are listed.

    Raises:
        BrokenRuleError: the solver's week breaks a rule, so that it must not be shown.
        UnsolvedWeekError: the solver gave up.
    """
    week = build_model(problem)
    wish(week)
    answer = solve_wishes(week)
    if not answer.possible:
        return conflict_of(problem)
    return checked(problem, dict(answer.days))


def checked(problem: WeekProblem, days: Days) -> Schedule:
    """The schedule of these days, once no rule is broken.

    Raises:
        BrokenRuleError: one is.
    """
    broken = breaches_of(problem, days)
    if broken:
        raise BrokenRuleError("; ".join(each.text for each in broken))
    return schedule_of(problem, days)


def conflict_of(problem: WeekProblem) -> Conflict:
    """What stands in the way of a week; nothing where one is possible."""
    parts = smallest_conflict(problem)
    if not parts:
        return Conflict((), ())
    told = tuple(ConflictPart(p.kind, p.id, _says(problem, p)) for p in sorted(parts))
    return Conflict(told, changes_for(problem, parts))


def _says(problem: WeekProblem, part: Part) -> str:
    if part.kind is PartKind.RULE:
        return next(rule.says(problem) for rule in RULES if rule.id == part.id)
    session = problem.session(part.id)
    name, day = sentence_case(session.name), problem.fixed_index(session)
    if day is not None and session.kind is ActivityKind.RACE:
        return f"{name} is on {problem.day_name(day)}."
    if day is not None and part.kind is PartKind.FIXED:
        return f"{name} is fixed to {problem.day_name(day)}."
    return f"{name} is part of this week."
