"""One input record in; a plan for today and this week out, or a named refusal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from stridewell.knowledge.records import Running
from stridewell.plan.constraints import Limit, decisive, limits_of
from stridewell.plan.dosing import Prescription, choose_exercises
from stridewell.plan.harm import LeftOut
from stridewell.plan.inputs import PlanInput
from stridewell.plan.items import ActivityKind
from stridewell.plan.refusal import Refusal, refuse
from stridewell.plan.running import RunWeek, plan_runs
from stridewell.plan.situation import assess
from stridewell.plan.today import Today, plan_today
from stridewell.plan.week import Week, plan_week
from stridewell.values.evidence import Reason


@dataclass(frozen=True, slots=True)
class Plan:
    """Today and the week, with what was left out, the limits applied and the reasons.

    ``longest_run_m`` is the longest single run allowed this week, None when no run is known
    to compare with. The plan counts until ``valid_until``; then pain has to be told again.
    """

    at: datetime
    today: Today
    week: Week
    running: Running
    exercises: tuple[Prescription, ...]
    left_out: tuple[LeftOut, ...]
    longest_run_m: float | None
    limits: tuple[Limit, ...]
    safety_net: str
    reasons: tuple[Reason, ...]
    valid_until: datetime


def make_plan(inputs: PlanInput) -> Plan | Refusal:
    """Plan today and the next seven days; refuse by name where no plan would be safe."""
    refusal = refuse(inputs)
    if refusal is not None:
        return refusal
    situation = assess(inputs)
    limits = limits_of(situation)
    stop = decisive(limits)
    runs = plan_runs(situation) if stop is None else RunWeek(Running.STOP, (), ())
    gentle_only = stop is not None and stop.instead is not ActivityKind.CROSS_TRAIN
    exercises, left_out = choose_exercises(situation, gentle_only=gentle_only)
    week = plan_week(situation, runs.runs, exercises, stop)
    return Plan(
        at=inputs.at,
        today=plan_today(week.days[0], situation, limits, runs.reasons),
        week=week,
        running=runs.mode,
        exercises=exercises,
        left_out=left_out,
        longest_run_m=situation.longest_run_m,
        limits=limits,
        safety_net=inputs.knowledge.safety_net,
        reasons=(situation.verdict.reason, *(limit.reason for limit in limits), *runs.reasons),
        valid_until=_valid_until(inputs),
    )


def _valid_until(inputs: PlanInput) -> datetime:
    return inputs.answers_at + timedelta(days=inputs.knowledge.number("answers_fresh_days"))
