"""Where no week is possible: the smallest set of demands that cannot be met together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from stridewell.plan.schedule.model import Part, WeekModel, build_model
from stridewell.plan.schedule.problem import WeekProblem
from stridewell.plan.schedule.solving import Answer, solve

if TYPE_CHECKING:
    pass

SEARCH_EFFORT = 0.05
"""After so much of the solver's effort the search for a smaller set ends.

What was found by then is irreducible: every part of it is needed for the conflict.
"""

Parts = frozenset[Part]


@dataclass(slots=True)
class Trial:
    """A guarded model that is asked again and again which demands go together."""

    week: WeekModel
    known: dict[Parts, Answer] = field(default_factory=dict)
    effort: float = 0.0

    def ask(self, parts: Parts) -> Answer:
        """Whether these demands can be met together; of an impossible set also a core."""
        if parts not in self.known:
            switches = self.week.switches
            self.week.model.clear_assumptions()
            self.week.model.add_assumptions([switches[each] for each in sorted(parts)])
            self.known[parts] = self._solve()
        return self.known[parts]

    def most(self, parts: Parts) -> Parts:
        """As many demands as can be met together with the given ones, which are possible."""
        weight = {each: len(self.week.switches) for each in parts}
        switches = self.week.switches.items()
        self.week.model.clear_assumptions()
        self.week.model.maximize(sum(weight.get(part, 1) * switch for part, switch in switches))
        answer = self._solve()
        self.week.model.clear_objective()  # type: ignore[no-untyped-call]
        return answer.on

    def _solve(self) -> Answer:
        answer = solve(self.week)
        self.effort += answer.effort
        return answer


def smallest_conflict(problem: WeekProblem) -> Parts:
    """The smallest set of demands without a common week; empty where all can be met.

    A smallest set has to take something from every set of demands that can be given up to make
    the rest possible. So candidates are the smallest sets that do so; the first that is
    impossible is the answer. Should the search take too long, the set is irreducible at least.
    """
    trial = Trial(build_model(problem, guarded=True))
    every = frozenset(trial.week.switches)
    first = trial.ask(every)
    if first.possible:
        return frozenset()
    core = _shrink(trial, first.core or every)
    given_up: list[Parts] = []
    while trial.effort < SEARCH_EFFORT:
        candidate = _smallest_hitting(given_up, len(core) - 1)
        if candidate is None:
            return core
        if not trial.ask(candidate).possible:
            return candidate
        given_up.append(every - trial.most(candidate))
    return core


def _shrink(trial: Trial, core: Parts) -> Parts:
    """Take away whatever is not needed for the impossibility."""
    for each in sorted(core):
        without = core - {each}
        answer = trial.ask(without) if each in core else None
        if answer is not None and not answer.possible:
            core = without & answer.core if answer.core else without
    return core


def _smallest_hitting(sets: Sequence[Parts], most: int) -> Parts | None:
    """The smallest set of at most so many demands that takes one from each set; None without."""
    for size in range(most + 1):
        found = _hitting(sets, frozenset(), size)
        if found is not None:
            return found
    return None


def _hitting(sets: Sequence[Parts], chosen: Parts, left: int) -> Parts | None:
    missed = next((each for each in sets if not each & chosen), None)
    if missed is None:
        return chosen
    if left == 0:
        return None
    for part in sorted(missed):
        found = _hitting(sets, chosen | {part}, left - 1)
        if found is not None:
            return found
    return None
