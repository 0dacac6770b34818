"""What programs get: today's plan, or its refusal, in the shape that is promised to them."""

from __future__ import annotations

from collections.abc import Iterable

from pydantic import BaseModel, ConfigDict

from stridewell import __version__
from stridewell.app.care import DayAnswer
from stridewell.app.contract import (
    CandidateOut,
    DispositionOut,
    ReasonOut,
    RefusalOut,
    candidate_out,
    disposition_out,
    reasons_out,
    refusal_out,
)
from stridewell.app.outlook_contract import OutlookOut, outlook_out
from stridewell.plan.dosing import Prescription
from stridewell.plan.harm import LeftOut
from stridewell.plan.items import Activity
from stridewell.plan.planner import Plan
from stridewell.plan.refusal import Refusal
from stridewell.plan.week import DayPlan

SHOWN_CANDIDATES = 5


class _Out(BaseModel):
    model_config = ConfigDict(frozen=True)


class ActivityOut(_Out):
    """One thing to do on a day; distance in metres, running time in minutes."""

    kind: str
    text: str
    run_minutes: float | None
    run_distance_m: float | None
    ladder: str | None
    step: int | None
    exercises: list[str]
    reasons: list[ReasonOut]
    id: str
    minutes: int | None
    extra: str | None
    is_pinned: bool


class DayOut(_Out):
    """One day of the week."""

    date: str
    items: list[ActivityOut]


class ExerciseOut(_Out):
    """An exercise with its dose and what it is for."""

    id: str
    name: str
    stage: str
    sets: int
    reps: int | None
    hold_s: int | None
    days_per_week: int
    effort: str
    steps: list[str]
    helps: list[str]
    reasons: list[ReasonOut]
    load_kg: float | None
    change: str
    why_dose: str
    note: str
    instead_of: str | None


class LeftOutOut(_Out):
    """An exercise that was left out, and why."""

    exercise: str
    text: str


class LimitOut(_Out):
    """A hard limit that applies."""

    id: str
    text: str
    sources: list[str]


class PlanOut(_Out):
    """Today and the week; ``longest_run_allowed_m`` is null where no run is known."""

    today: DayOut
    watch_for: list[ReasonOut]
    week: list[DayOut]
    running: str
    longest_run_allowed_m: float | None
    exercises: list[ExerciseOut]
    left_out: list[LeftOutOut]
    limits: list[LimitOut]
    reasons: list[ReasonOut]
    valid_until: str
    safety_net: str
    outlook: OutlookOut


class DayAnswerOut(_Out):
    """Today's whole answer: a plan or a refusal, never both."""

    at: str
    disposition: DispositionOut
    candidates: list[CandidateOut]
    plan: PlanOut | None
    refusal: RefusalOut | None
    knowledge_version: str
    version: str


def day_out(answer: DayAnswer) -> DayAnswerOut:
    """Today's answer in the shape that is promised to programs."""
    assessment, plan = answer.assessment, answer.plan
    return DayAnswerOut(
        at=answer.state.case.at.isoformat(),
        disposition=disposition_out(assessment.disposition),
        candidates=[
            candidate_out(each, assessment.differential, assessment.knowledge)
            for each in assessment.differential.candidates[:SHOWN_CANDIDATES]
        ],
        plan=plan_out(plan) if isinstance(plan, Plan) else None,
        refusal=refusal_out(plan) if isinstance(plan, Refusal) else None,
        knowledge_version=assessment.knowledge_version,
        version=__version__,
    )


def day_json(answer: DayAnswer) -> str:
    """Today's answer as JSON text."""
    return day_out(answer).model_dump_json(indent=1)


def plan_out(plan: Plan) -> PlanOut:
    """A plan with its exercises, limits and reasons."""
    return PlanOut(
        today=_day(plan.week.days[0]),
        watch_for=reasons_out(plan.today.watch_for),
        week=[_day(day) for day in plan.week.days],
        running=plan.running.value,
        longest_run_allowed_m=plan.longest_run_m,
        exercises=[_exercise(each) for each in plan.exercises],
        left_out=_left_out(plan.left_out),
        limits=[
            LimitOut(id=limit.id, text=limit.text, sources=list(limit.warrant.sources))
            for limit in plan.limits
        ],
        reasons=reasons_out(plan.reasons),
        valid_until=plan.valid_until.isoformat(),
        safety_net=plan.safety_net,
        outlook=outlook_out(plan),
    )


def _day(day: DayPlan) -> DayOut:
    return DayOut(date=day.date.isoformat(), items=[_activity(item) for item in day.items])


def _activity(item: Activity) -> ActivityOut:
    run = item.run
    return ActivityOut(
        kind=item.kind.value,
        text=item.text,
        run_minutes=run.minutes if run is not None else None,
        run_distance_m=run.distance_m if run is not None else None,
        ladder=run.ladder if run is not None else None,
        step=run.step if run is not None else None,
        exercises=list(item.exercises),
        reasons=reasons_out(item.reasons),
        id=item.id,
        minutes=item.minutes,
        extra=run.extra if run is not None else None,
        is_pinned=item.is_pinned,
    )


def _exercise(entry: Prescription) -> ExerciseOut:
    return ExerciseOut(
        id=entry.exercise.id,
        name=entry.exercise.name,
        stage=entry.stage.value,
        sets=entry.dose.sets,
        reps=entry.dose.reps,
        hold_s=entry.dose.hold_s,
        days_per_week=entry.dose.days_per_week,
        effort=entry.dose.effort,
        steps=list(entry.exercise.steps),
        helps=list(entry.helps),
        reasons=reasons_out(entry.reasons),
        load_kg=entry.load_kg,
        change=entry.change.direction.value,
        why_dose=entry.why_dose.text,
        note=entry.note,
        instead_of=entry.instead_of,
    )


def _left_out(entries: Iterable[LeftOut]) -> list[LeftOutOut]:
    return [LeftOutOut(exercise=each.name, text=each.reason.text) for each in entries]
