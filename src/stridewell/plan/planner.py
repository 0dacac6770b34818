"""One input record in; a plan for today and this week out, or a named refusal."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from stridewell.knowledge.records import Running
from stridewell.plan.adherence import Adherence, adherence
from stridewell.plan.blocks import PreparedBlock, cool_down_for, warm_up_for
from stridewell.plan.changes import Change, changes
from stridewell.plan.constraints import Limit, decisive, limits_of
from stridewell.plan.dosing import Prescription, choose_exercises
from stridewell.plan.gate import GateState, gate_state
from stridewell.plan.harm import LeftOut
from stridewell.plan.inputs import PlanInput
from stridewell.plan.items import ActivityKind
from stridewell.plan.monitor import Trend, monitor
from stridewell.plan.planned import PlannedSession
from stridewell.plan.programme import Standing, standings
from stridewell.plan.race import RaceOutlook, race_outlook
from stridewell.plan.refusal import Refusal, refuse
from stridewell.plan.reintroduction import ExtraStanding
from stridewell.plan.running import RunWeek, plan_runs
from stridewell.plan.sessions import race_sessions, wanted_sessions
from stridewell.plan.situation import Situation, assess
from stridewell.plan.today import Today, plan_today, zone_reason
from stridewell.plan.week import DayPlan, Week, plan_week, planned_week
from stridewell.values.evidence import Reason


@dataclass(frozen=True, slots=True)
class Plan:
    """Today and the week, with what was left out, the limits applied and the reasons.

    ``longest_run_m`` is the longest single run allowed this week, None when no run is known
    to compare with. The plan counts until ``valid_until``; then pain has to be told again.
    ``trend`` says how it goes, ``gate`` what comes before the first run, ``programmes`` where the
    runner stands in the way back, ``changes`` what is different from the plan before.
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
    trend: Trend
    gate: GateState
    adherence: Adherence
    programmes: tuple[Standing, ...]
    races: tuple[RaceOutlook, ...]
    extras: tuple[ExtraStanding, ...]
    warm_up: PreparedBlock | None
    cool_down: PreparedBlock | None
    changes: tuple[Change, ...]


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
    standing = standings(situation)
    exercises, left_out = choose_exercises(situation, gentle_only=gentle_only, standing=standing)
    races = tuple(race_outlook(situation, race) for race in inputs.wishes.races)
    wanted = (
        *wanted_sessions(situation, runs, exercises, stop),
        *race_sessions(situation, races, stop),
    )
    week = plan_week(situation, wanted, exercises, stop)
    reasons = (
        *zone_reason(situation, limits),
        *(e.reason for e in limits),
        *runs.reasons,
        *inputs.assumed,
    )
    kept = planned_week(week, situation.longest_run_m).sessions
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
        reasons=reasons,
        valid_until=_valid_until(inputs),
        trend=monitor(inputs),
        gate=gate_state(situation),
        adherence=adherence(inputs),
        programmes=standing,
        races=races,
        extras=runs.extras,
        warm_up=_around(warm_up_for, week.days[0], situation),
        cool_down=_around(cool_down_for, week.days[0], situation),
        changes=changes(_still_open(inputs), kept, inputs.at.date(), reasons),
    )


def _still_open(inputs: PlanInput) -> tuple[PlannedSession, ...]:
    """The plan to compare with, without what was told of today: it is no change to have done it."""
    today = inputs.at.date()
    told = {
        each.kind.has_running or each.kind for each in inputs.diary.sessions if each.day == today
    }
    return tuple(
        each
        for each in inputs.compared
        if each.day != today or (each.kind.has_running or each.kind) not in told
    )


def _around(
    block_for: Callable[[ActivityKind, str | None, Situation], PreparedBlock | None],
    day: DayPlan,
    situation: Situation,
) -> PreparedBlock | None:
    """The block before or after the first session of a day that has one."""
    for item in day.items:
        extra = item.run.extra if item.run is not None else None
        block = block_for(item.kind, extra, situation)
        if block is not None:
            return block
    return None


def _valid_until(inputs: PlanInput) -> datetime:
    return inputs.answers_at + timedelta(days=inputs.knowledge.number("answers_fresh_days"))
