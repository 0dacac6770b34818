"""The plan: what changed, seven days, the way back, exercises, what was left out and why."""

from collections.abc import Iterable
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Form
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from stridewell.app.care import answer_today
from stridewell.app.desk import Desk
from stridewell.app.moves import Slot, move_session, release_session
from stridewell.errors import CaseError
from stridewell.plan.items import ActivityKind
from stridewell.plan.schedule.moving import MoveRefused
from stridewell.web.plan_views import plan_context
from stridewell.web.rendering import Page, Site
from stridewell.web.words import day as day_words

PAGE = Page("plan.html", "Plan", "/plan")


def routes(desk: Desk, site: Site) -> APIRouter:
    """The page of the plan, and moving its sessions."""
    router = APIRouter(prefix="/plan", include_in_schema=False)

    def page(problem: str = "", status: int = 200) -> HTMLResponse:
        answer = answer_today(desk.store, desk.clock.now(), desk.knowledge)
        return site.show(PAGE, plan_context(answer, desk.knowledge, problem), status)

    @router.get("")
    def plan() -> Response:
        return page()

    @router.post("/move")
    def move(
        kind: Annotated[str, Form()], day: Annotated[str, Form()], to: Annotated[str, Form()]
    ) -> Response:
        try:
            slot, to_day = Slot(_kind(kind), _day(day)), _day(to)
            now = desk.clock.now()
            moved = move_session(desk.store, now, slot, to_day, desk.knowledge, desk.writers)
        except CaseError as error:
            return page(str(error), 400)
        if isinstance(moved, MoveRefused):
            return page(refused_words(moved), 409)
        return RedirectResponse("/plan#days", 303)

    @router.post("/release")
    def release(kind: Annotated[str, Form()], day: Annotated[str, Form()]) -> Response:
        try:
            slot = Slot(_kind(kind), _day(day))
            release_session(desk.store, desk.clock.now(), slot, desk.knowledge, desk.writers)
        except CaseError as error:
            return page(str(error), 400)
        return RedirectResponse("/plan#days", 303)

    return router


def refused_words(refused: MoveRefused) -> str:
    """Every limit that the move would break, and the nearest day that would do."""
    told = " ".join(_once(breach.text for breach in refused.breaches))
    if refused.nearest is None:
        return f"The session stays where it is. {told} No other day of this week would do."
    return f"The session stays where it is. {told} {day_words(refused.nearest)} would do."


def _once(texts: Iterable[str]) -> Iterable[str]:
    return dict.fromkeys(texts)


def _kind(text: str) -> ActivityKind:
    try:
        return ActivityKind(text)
    except ValueError as error:
        raise CaseError(f"{text!r} is no kind of session.", "Use the form of the week.") from error


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise CaseError(f"{text!r} is no day.", "Choose one of the week.") from error
