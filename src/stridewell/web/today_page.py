"""Today: how urgent it is, what to do, why, and how far at most; or the way to begin."""

from dataclasses import dataclass

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from stridewell.app.care import DayAnswer, answer_today
from stridewell.app.desk import Desk
from stridewell.errors import NothingStoredError
from stridewell.knowledge.records import Knowledge
from stridewell.plan.planner import Plan
from stridewell.plan.refusal import Refusal
from stridewell.web.judgement import (
    ReasonView,
    RefusalView,
    Urgency,
    reason_views,
    refusal_view,
    urgency_view,
)
from stridewell.web.rendering import Page, Site
from stridewell.web.words import day_and_time, day_and_year, kilometres

TODAY = Page("today.html", "Today", "/")
WELCOME = Page("welcome.html", "Welcome", "/")


@dataclass(frozen=True, slots=True)
class WelcomeContext:
    """What the first page shows before the first check-in."""

    run_count: int
    """How many runs are stored already."""
    safety_net: str
    """The signs at which to get help."""


@dataclass(frozen=True, slots=True)
class TodayPlan:
    """What to do today."""

    text: str
    longest_run: str | None
    exercises: tuple[str, ...]
    reasons: tuple[ReasonView, ...]
    watch_for: tuple[ReasonView, ...]
    valid_until: str


@dataclass(frozen=True, slots=True)
class TodayContext:
    """What the page of the day shows."""

    day: str
    """The day it is for."""
    urgency: Urgency
    """How urgent it is."""
    plan: TodayPlan | None
    """What to do today; None when planning is refused."""
    refusal: RefusalView | None
    """Why there is no plan; None when there is one."""
    told_at: str
    """When the runner last told about the pain."""
    safety_net: str
    """The signs at which to come back or get help."""


def routes(desk: Desk, site: Site) -> APIRouter:
    """The first page."""
    router = APIRouter(include_in_schema=False)

    @router.get("/")
    def today() -> HTMLResponse:
        try:
            answer = answer_today(desk.store, desk.clock.now(), desk.knowledge)
        except NothingStoredError:
            return site.show(WELCOME, _welcome(desk))
        return site.show(TODAY, today_context(answer, desk.knowledge))

    return router


def _welcome(desk: Desk) -> WelcomeContext:
    with desk.store.transaction() as transaction:
        return WelcomeContext(len(transaction.runs()), desk.knowledge.safety_net)


def today_context(answer: DayAnswer, knowledge: Knowledge) -> TodayContext:
    """The page's context from the day's answer."""
    case, plan = answer.state.case, answer.plan
    disposition = answer.assessment.disposition
    return TodayContext(
        day=day_and_year(case.at),
        urgency=urgency_view(disposition, case.runner.locale, knowledge),
        plan=_today_plan(plan, knowledge) if isinstance(plan, Plan) else None,
        refusal=refusal_view(plan, disposition) if isinstance(plan, Refusal) else None,
        told_at=day_and_time(answer.state.answers_at.astimezone(case.at.tzinfo)),
        safety_net=knowledge.safety_net,
    )


def _today_plan(plan: Plan, knowledge: Knowledge) -> TodayPlan:
    longest = plan.today.longest_run
    names = {each.exercise.id: each.exercise.name for each in plan.exercises}
    return TodayPlan(
        text=plan.today.text,
        longest_run=kilometres(longest.value) if longest is not None else None,
        exercises=tuple(names[each] for each in plan.today.exercises),
        reasons=reason_views(plan.today.reasons, knowledge),
        watch_for=reason_views(plan.today.watch_for, knowledge),
        valid_until=day_and_year(plan.valid_until),
    )
