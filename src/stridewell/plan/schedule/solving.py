"""Asks the constraint solver, always in the same way, so that the same week has one answer."""

from __future__ import annotations

from dataclasses import dataclass

from stridewell.plan.schedule.model import Part, WeekModel

EFFORT = 1.0
"""The most work an attempt may take, in the solver's own deterministic unit, about a second."""


class UnsolvedWeekError(RuntimeError):
    """The solver gave up; a week has so few sessions that this would be a fault of ours."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the solver found: the days by session, the demands met, or a core that cannot be.

    ``effort`` is what it took, in the solver's deterministic unit.
    """

    possible: bool
    days: tuple[tuple[str, int], ...] = ()
    on: frozenset[Part] = frozenset()
    core: frozenset[Part] = frozenset()
    extra: tuple[int, ...] = ()
    effort: float = 0.0


def solve(week: WeekModel) -> Answer:
    """The best answer to a question of counting, or that there is none.

    Raises:
        UnsolvedWeekError: the solver gave up before it knew.
    """
    answer = _attempt(week, linearization_level=2)
    if answer is None:
        raise UnsolvedWeekError("the week was not solved within the effort allowed")
    return answer


def solve_wishes(week: WeekModel) -> Answer:
    """The week that costs its wishes least, or that there is none.

    Many small costs are best raised from below, core by core; where that takes too long, the
    best week of an ordinary search is taken.

    Raises:
        UnsolvedWeekError: the solver gave up before it knew of any.
    """
    answer = _attempt(week, linearization_level=0, optimize_with_core=True)
    return answer or solve(week)


def _attempt(week: WeekModel, **parameters: int) -> Answer | None:
    """One run of the solver, always the same for the same model; None where it gave up."""
    from ortools.sat.python import cp_model  # noqa: PLC0415  (0.35 s, needed only to solve)

    solver = cp_model.CpSolver()
    fixed = {"num_workers": 1, "random_seed": 0, "cp_model_presolve": False}
    for name, number in {**fixed, **parameters, "max_deterministic_time": EFFORT}.items():
        setattr(solver.parameters, name, number)
    status = solver.solve(week.model)
    effort = solver.response_proto.deterministic_time
    if status == cp_model.INFEASIBLE:
        found = set(solver.sufficient_assumptions_for_infeasibility())
        core = (part for part, switch in week.switches.items() if switch.index in found)
        return Answer(possible=False, core=frozenset(core), effort=effort)
    if status not in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
        return None
    return Answer(
        possible=True,
        days=tuple(cell for cell, chosen in week.at.items() if solver.boolean_value(chosen)),
        on=frozenset(p for p, switch in week.switches.items() if solver.boolean_value(switch)),
        extra=tuple(solver.value(each) for each in week.extra),
        effort=effort,
    )
