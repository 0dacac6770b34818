"""What no week may break: each hard limit a value of its own, in plain Python, without a solver.

The solver has its own wording of the same rules (``model``); whatever it finds is checked here
before anyone sees it. A limit that the past alone has broken forbids adding to it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from stridewell.knowledge.warrant import Value
from stridewell.plan.schedule import counting, fitting
from stridewell.plan.schedule.breach import Breach, Check, Found
from stridewell.plan.schedule.problem import WeekProblem
from stridewell.plan.schedule.timeline import Days

Says = Callable[[WeekProblem], str]
Backing = Callable[[WeekProblem], Value | None]


@dataclass(frozen=True, slots=True)
class WeekRule:
    """A hard limit: its sentence with numbers, what backs its number, and how it is broken."""

    id: str
    sentence: Says
    backing: Backing
    check: Check

    def says(self, problem: WeekProblem) -> str:
        """The rule for the runner; a number not seen in its source says so."""
        value = self.backing(problem)
        caveat = "" if value is None else value.warrant.caveat("The number is")
        return self.sentence(problem) + caveat

    def breaches(self, problem: WeekProblem, days: Days) -> tuple[Breach, ...]:
        """Every way in which sessions on these days break the rule; empty when they do not."""
        return tuple(
            Breach(self.id, found.text, found.sessions, found.days)
            for found in self.check(problem, days)
        )


def breaches_of(problem: WeekProblem, days: Days) -> tuple[Breach, ...]:
    """Every breach of every rule."""
    return tuple(each for rule in RULES for each in rule.breaches(problem, days))


def _none(_problem: WeekProblem) -> Value | None:
    return None


RULES: tuple[WeekRule, ...] = (
    WeekRule(
        "runs_apart",
        lambda p: counting.gap_text("two runs", p.limits.runs_min_gap_days),
        lambda p: p.limits.runs_min_gap_days,
        counting.runs_apart,
    ),
    WeekRule("earliest_run", fitting.earliest_text, _none, fitting.earliest_run),
    WeekRule(
        "runs_in_7",
        lambda p: counting.most_text("run", p.limits.runs_7_days_max),
        lambda p: p.limits.runs_7_days_max,
        counting.runs_in_7,
    ),
    WeekRule(
        "distance_in_7",
        counting.distance_text,
        lambda p: p.limits.running_7_days_max_m,
        counting.distance_in_7,
    ),
    WeekRule(
        "longest_run",
        fitting.longest_text,
        lambda p: p.limits.longest_run_max_m,
        fitting.longest_run,
    ),
    WeekRule(
        "strength_apart",
        lambda p: counting.gap_text("two strength sessions", p.limits.strength_min_gap_days),
        lambda p: p.limits.strength_min_gap_days,
        counting.strength_apart,
    ),
    WeekRule(
        "strength_in_7",
        lambda p: counting.most_text("strength session", p.limits.strength_7_days_max),
        lambda p: p.limits.strength_7_days_max,
        counting.strength_in_7,
    ),
    WeekRule(
        "heavy_before_run",
        fitting.heavy_text,
        lambda p: p.limits.heavy_legs_before_run_gap_days,
        fitting.heavy_before_run,
    ),
    WeekRule("heavy_same_day", fitting.same_day_text, _none, fitting.heavy_same_day),
    WeekRule("rest_day", counting.rest_text, lambda p: p.limits.rest_days_7_min, counting.rest_day),
    WeekRule("minutes", fitting.minutes_text, _none, fitting.minutes),
    WeekRule("day_off", fitting.day_off_text, _none, fitting.day_off),
    WeekRule(
        "sessions_a_day",
        fitting.a_day_text,
        lambda p: p.limits.sessions_a_day_max,
        fitting.sessions_a_day,
    ),
    WeekRule(
        "hard_runs_apart",
        lambda p: counting.gap_text("two hard runs", p.limits.hard_runs_min_gap_days),
        lambda p: p.limits.hard_runs_min_gap_days,
        counting.hard_runs_apart,
    ),
    WeekRule(
        "hard_runs_in_7",
        lambda p: counting.most_text("hard run", p.limits.hard_runs_7_days_max),
        lambda p: p.limits.hard_runs_7_days_max,
        counting.hard_runs_in_7,
    ),
    WeekRule("race_easy", fitting.race_text, lambda p: p.limits.race_easy_days, fitting.race_easy),
    WeekRule("order", fitting.order_text, _none, fitting.order),
    WeekRule("fixed", fitting.fixed_text, _none, fitting.fixed),
    WeekRule("needed", fitting.needed_text, _none, fitting.needed),
)
"""Every hard limit, in the order in which breaches are told."""

DEMANDS = frozenset({"fixed", "needed"})
"""Those that stand for single sessions; a conflict names the sessions instead."""

__all__ = ["DEMANDS", "RULES", "Breach", "Found", "WeekRule", "breaches_of"]
