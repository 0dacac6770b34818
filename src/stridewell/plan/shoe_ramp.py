"""Bringing in a new pair: in which of the next runs it is worn, never above its share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from stridewell.knowledge.around import Around
from stridewell.plan.shoes import Shoe, ShoeKind, ShoeLog, is_lower
from stridewell.values.evidence import Reason

STAGES = ("shoe_ramp_first", "shoe_ramp_second", "shoe_ramp_third")
PERCENT = 100
DAYS_PER_WEEK = 7
RECENT_WEEKS = 4


@dataclass(frozen=True, slots=True)
class RampPlan:
    """How a new pair is brought in.

    ``window`` runs are what shares are counted in, ``stage_runs`` how many runs a stage lasts,
    ``shares`` the per cent of each stage, ``weeks`` the least time it takes.
    """

    window: int
    stage_runs: int
    shares: tuple[int, ...]
    weeks: int

    @property
    def total_runs(self) -> int:
        """How many runs the whole takes; afterwards the pair is used to."""
        return self.stage_runs * len(self.shares)

    def stage_of(self, run: int) -> int | None:
        """The stage of a run, both counted from 0; None once the pair is used to."""
        stage = run // self.stage_runs
        return stage if stage < len(self.shares) else None

    def most_in_window(self, run: int) -> int:
        """How many of a window that ends with this run may be in the new pair."""
        stage = self.stage_of(run)
        return self.window if stage is None else self.window * self.shares[stage] // PERCENT


@dataclass(frozen=True, slots=True)
class Ramp:
    """How far a new pair has come.

    ``run`` counts the runs since its first one, ``worn_lately`` those of the window in it,
    ``next_runs`` says for each of the next runs whether it may be in the new pair.
    """

    shoe: Shoe
    plan: RampPlan
    run: int
    worn_lately: int
    next_runs: tuple[bool, ...]
    reason: Reason

    @property
    def is_done(self) -> bool:
        """Whether the pair is used to."""
        return self.plan.stage_of(self.run) is None

    @property
    def share_percent(self) -> int:
        """The share of the runs that may be in the new pair now."""
        stage = self.plan.stage_of(self.run)
        return PERCENT if stage is None else self.plan.shares[stage]

    @property
    def is_over(self) -> bool:
        """Whether it was worn more often than its share lately."""
        return not self.is_done and self.worn_lately > self.plan.most_in_window(self.run)


def ramp_plan(weeks: float, runs_a_week: float, around: Around) -> RampPlan:
    """A ramp of at least so many weeks for so many runs a week; each stage is whole windows."""
    window = int(around.number("shoe_ramp_window"))
    shares = tuple(int(around.number(name)) for name in STAGES)
    stage = weeks * runs_a_week / len(shares)
    return RampPlan(window, max(1, ceil(stage / window)) * window, shares, int(weeks))


def schedule(plan: RampPlan, worn: Sequence[bool], count: int) -> tuple[bool, ...]:
    """For each of the next runs whether it may be in the new pair.

    ``worn`` says the same of the runs since its first one. No window of runs holds more of the
    new pair than its share, and in a stage the runs in it keep their distance.
    """
    told = list(worn)
    for run in range(len(worn), len(worn) + count):
        told.append(_may_wear(plan, told, run))
    return tuple(told[len(worn) :])


def _may_wear(plan: RampPlan, told: list[bool], run: int) -> bool:
    most = plan.most_in_window(run)
    if most >= plan.window:
        return True
    recent = told[max(0, run - plan.window + 1) : run]
    gap = plan.window // most if most else plan.window
    return sum(recent) < most and not any(told[max(0, run - gap + 1) : run])


def ramp_of(log: ShoeLog, shoe: Shoe, before: Shoe | None, around: Around) -> Ramp:
    """How far a new pair has come, from the runs since its first one."""
    first = log.first_worn(shoe.id)
    since = [] if first is None else [each for each in log.runs if each.day >= first]
    worn = [log.worn.get(each.run_id) == shoe.id for each in since]
    if any(worn):
        worn = worn[worn.index(True) :]
    name = _weeks_name(before, shoe, around)
    plan = ramp_plan(around.number(name), runs_a_week(log, around), around)
    return Ramp(
        shoe=shoe,
        plan=plan,
        run=len(worn),
        worn_lately=sum(worn[-plan.window :]),
        next_runs=schedule(plan, worn, plan.window),
        reason=_reason(name, plan, around),
    )


def _weeks_name(before: Shoe | None, shoe: Shoe, around: Around) -> str:
    if shoe.kind is ShoeKind.MINIMAL and (before is None or before.kind is not ShoeKind.MINIMAL):
        return "shoe_minimal_weeks"
    if before is not None and is_lower(before, shoe, around):
        return "shoe_lower_weeks"
    return "shoe_ramp_weeks"


def runs_a_week(log: ShoeLog, around: Around) -> float:
    """How many runs a week are usual, from the newest four weeks of runs."""
    if not log.runs:
        return around.number("cue_runs_a_week")
    last = log.runs[-1].day
    recent = [r for r in log.runs if (last - r.day).days < RECENT_WEEKS * DAYS_PER_WEEK]
    return max(1.0, len(recent) / RECENT_WEEKS)


def _reason(name: str, plan: RampPlan, around: Around) -> Reason:
    warrant = around.numbers[name].warrant
    shares = ", ".join(f"{share} %" for share in plan.shares)
    text = (
        f"The new pair comes in with {shares} of the runs, {plan.stage_runs} runs at each share, "
        f"over {plan.weeks} weeks or more. {warrant.note}"
        f"{warrant.caveat('The number of weeks is')}"
    )
    return Reason(text, warrant.sources, rule=name, grade=warrant.grade)
