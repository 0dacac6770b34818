"""Today: how urgent it is, what to do, why, and how far at most; or the way to begin."""

from collections.abc import Sequence
from dataclasses import dataclass

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from stridewell.app.care import DayAnswer, answer_today
from stridewell.app.desk import Desk
from stridewell.app.log import ToTell, read_log
from stridewell.app.weekly import read_weekly
from stridewell.errors import NothingStoredError
from stridewell.knowledge.records import Knowledge
from stridewell.plan.blocks import PreparedBlock
from stridewell.plan.changes import NAMES
from stridewell.plan.items import ActivityKind
from stridewell.plan.planner import Plan
from stridewell.plan.refusal import Refusal
from stridewell.values.wording import sentence_case
from stridewell.web.judgement import (
    ReasonView,
    RefusalView,
    Urgency,
    reason_views,
    refusal_view,
    urgency_view,
)
from stridewell.web.plan_views import (
    TREND_WORDS,
    ChangeView,
    FollowView,
    ItemView,
    change_views,
    day_view,
    follow_views,
)
from stridewell.web.rendering import Page, Site
from stridewell.web.words import day as day_words
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
class BlockView:
    """A warm-up or cool-down: its steps, and what it can and cannot do."""

    name: str
    minutes: str
    steps: tuple[str, ...]
    reasons: tuple[ReasonView, ...]


@dataclass(frozen=True, slots=True)
class TodayPlan:
    """What to do today."""

    text: str
    items: tuple[ItemView, ...]
    longest_run: str | None
    warm_up: BlockView | None
    cool_down: BlockView | None
    changes: tuple[ChangeView, ...]
    trend: str
    follows: tuple[FollowView, ...]
    has_workout: bool
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
    iso: str
    """The day as an address says it."""
    to_tell: tuple[str, ...]
    """Sessions that wait to be told, the newest first."""
    weekly_due: bool
    """Whether the questions of the week are due."""
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
        now = desk.clock.now()
        waiting = read_log(desk.store, now).to_tell
        due = read_weekly(desk.store, now, desk.knowledge).is_due
        return site.show(TODAY, today_context(answer, desk.knowledge, waiting, weekly_due=due))

    return router


def _welcome(desk: Desk) -> WelcomeContext:
    with desk.store.transaction() as transaction:
        return WelcomeContext(len(transaction.runs()), desk.knowledge.safety_net)


def today_context(
    answer: DayAnswer, knowledge: Knowledge, to_tell: Sequence[ToTell] = (), *, weekly_due: bool
) -> TodayContext:
    """The page's context from the day's answer."""
    case, plan = answer.state.case, answer.plan
    disposition = answer.assessment.disposition
    behind = [each for each in to_tell if each.day < case.at.date()]
    return TodayContext(
        day=day_and_year(case.at),
        urgency=urgency_view(disposition, case.runner.locale, knowledge),
        plan=_today_plan(plan, knowledge) if isinstance(plan, Plan) else None,
        refusal=refusal_view(plan, disposition) if isinstance(plan, Refusal) else None,
        told_at=day_and_time(answer.state.answers_at.astimezone(case.at.tzinfo)),
        iso=case.at.date().isoformat(),
        to_tell=tuple(f"{sentence_case(NAMES[e.kind])}, {day_words(e.day)}" for e in behind),
        weekly_due=weekly_due,
        safety_net=knowledge.safety_net,
    )


def _today_plan(plan: Plan, knowledge: Knowledge) -> TodayPlan:
    longest, today = plan.today.longest_run, plan.week.days[0]
    return TodayPlan(
        text=plan.today.text,
        items=day_view(today, plan, knowledge).items,
        longest_run=kilometres(longest.value) if longest is not None else None,
        warm_up=_block(plan.warm_up, knowledge),
        cool_down=_block(plan.cool_down, knowledge),
        changes=change_views(plan, knowledge),
        trend=TREND_WORDS[plan.trend.kind],
        follows=follow_views(plan),
        has_workout=any(each.kind in WATCHED for each in today.items),
        reasons=reason_views(plan.today.reasons, knowledge),
        watch_for=reason_views(plan.today.watch_for, knowledge),
        valid_until=day_and_year(plan.valid_until),
    )


WATCHED = frozenset({ActivityKind.RUN, ActivityKind.WALK_RUN})


def _block(block: PreparedBlock | None, knowledge: Knowledge) -> BlockView | None:
    if block is None:
        return None
    return BlockView(
        name=block.block.name,
        minutes=f"{block.minutes:.0f} min",
        steps=tuple(step.text for step in block.steps),
        reasons=reason_views((block.reason,), knowledge),
    )
