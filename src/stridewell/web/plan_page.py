"""The plan: seven days, the exercises, what was left out and why, and the limits that apply."""

from collections.abc import Iterable
from dataclasses import dataclass

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from stridewell.app.care import DayAnswer, answer_today
from stridewell.app.desk import Desk
from stridewell.knowledge.records import Knowledge
from stridewell.plan.dosing import Prescription
from stridewell.plan.planner import Plan
from stridewell.plan.refusal import Refusal
from stridewell.plan.week import DayPlan
from stridewell.web.judgement import (
    ReasonView,
    RefusalView,
    SourceView,
    Urgency,
    reason_views,
    refusal_view,
    source_views,
    urgency_view,
)
from stridewell.web.rendering import Page, Site
from stridewell.web.words import day, day_and_year, kilometres

PAGE = Page("plan.html", "Plan", "/plan")


@dataclass(frozen=True, slots=True)
class DayView:
    """A day of the week: what it is about, and the names of its exercises."""

    date: str
    kind: str
    text: str
    exercises: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ExerciseView:
    """An exercise with its dose, its steps, and what it is for."""

    name: str
    dose: str
    steps: tuple[str, ...]
    feel: str
    faults: tuple[str, ...]
    equipment: str
    reasons: tuple[ReasonView, ...]


@dataclass(frozen=True, slots=True)
class WeekView:
    """The whole plan."""

    days: tuple[DayView, ...]
    total: str | None
    exercises: tuple[ExerciseView, ...]
    left_out: tuple[str, ...]
    limits: tuple[ReasonView, ...]
    reasons: tuple[ReasonView, ...]
    sources: tuple[SourceView, ...]
    valid_until: str


@dataclass(frozen=True, slots=True)
class PlanContext:
    """What the page of the plan shows."""

    urgency: Urgency
    """How urgent it is."""
    plan: WeekView | None
    """The week; None when planning is refused."""
    refusal: RefusalView | None
    """Why there is no plan; None when there is one."""
    safety_net: str
    """The signs at which to come back or get help."""


def routes(desk: Desk, site: Site) -> APIRouter:
    """The page of the plan."""
    router = APIRouter(include_in_schema=False)

    @router.get("/plan")
    def plan() -> HTMLResponse:
        answer = answer_today(desk.store, desk.clock.now(), desk.knowledge)
        return site.show(PAGE, plan_context(answer, desk.knowledge))

    return router


def plan_context(answer: DayAnswer, knowledge: Knowledge) -> PlanContext:
    """The page's context from the day's answer."""
    plan, disposition = answer.plan, answer.assessment.disposition
    return PlanContext(
        urgency=urgency_view(disposition, answer.state.case.runner.locale, knowledge),
        plan=_week(plan, knowledge) if isinstance(plan, Plan) else None,
        refusal=refusal_view(plan, disposition) if isinstance(plan, Refusal) else None,
        safety_net=knowledge.safety_net,
    )


def _week(plan: Plan, knowledge: Knowledge) -> WeekView:
    names = {each.exercise.id: each.exercise.name for each in plan.exercises}
    limits = [limit.reason for limit in plan.limits]
    told = {limit.text for limit in limits}
    return WeekView(
        days=tuple(_day(each, names) for each in plan.week.days),
        total=_total(plan),
        exercises=tuple(_exercise(each, knowledge) for each in plan.exercises),
        left_out=tuple(each.reason.text for each in plan.left_out),
        limits=reason_views(limits, knowledge),
        reasons=reason_views((r for r in plan.reasons if r.text not in told), knowledge),
        sources=source_views(_cited(plan), knowledge),
        valid_until=day_and_year(plan.valid_until),
    )


def _total(plan: Plan) -> str | None:
    if not plan.week.runs:
        return None
    return (
        f"{kilometres(plan.week.running_m)} of running in {plan.week.running_min:.0f} minutes; "
        f"the longest run {kilometres(plan.week.longest_m)}."
    )


def _day(planned: DayPlan, names: dict[str, str]) -> DayView:
    exercises = tuple(names[each] for item in planned.items for each in item.exercises)
    return DayView(day(planned.date), planned.main.kind.value, planned.main.text, exercises)


def _exercise(entry: Prescription, knowledge: Knowledge) -> ExerciseView:
    exercise = entry.exercise
    return ExerciseView(
        name=exercise.name,
        dose=entry.dose.text,
        steps=exercise.steps,
        feel=exercise.feel,
        faults=exercise.faults,
        equipment=", ".join(exercise.equipment),
        reasons=reason_views(entry.reasons, knowledge),
    )


def _cited(plan: Plan) -> Iterable[str]:
    """Every source of the plan, each once, in the order in which they are met."""
    reasons = (*plan.today.reasons, *plan.today.watch_for, *plan.reasons)
    exercises = (reason for each in plan.exercises for reason in each.reasons)
    return dict.fromkeys(s for reason in (*reasons, *exercises) for s in reason.sources)
