"""The week out of the app: a calendar, workouts for a watch, and one page of paper."""

import io
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, Response

from stridewell.app.care import answer_today
from stridewell.app.desk import Desk
from stridewell.app.exports import week_calendar, week_workouts, workout_on
from stridewell.errors import NotPlannedError
from stridewell.plan.planner import Plan
from stridewell.web.plan_views import DayView, ExerciseView, week_view
from stridewell.web.rendering import Page, Site
from stridewell.web.words import day_and_year

PRINT = Page("print.html", "The week on paper", "/plan")


@dataclass(frozen=True, slots=True)
class PrintContext:
    """What the page for paper shows."""

    day: str
    """The day it was made."""
    days: tuple[DayView, ...]
    """The seven days."""
    total: str | None
    """What running adds up to."""
    exercises: tuple[ExerciseView, ...]
    """The exercises with their doses."""
    limits: tuple[str, ...]
    """The limits that apply."""
    watch_for: tuple[str, ...]
    """What to watch for."""
    valid_until: str
    """Until when it counts."""
    safety_net: str
    """The signs at which to get help."""


def routes(desk: Desk, site: Site) -> APIRouter:
    """The files and the page of the week."""
    router = APIRouter(prefix="/plan", include_in_schema=False)

    @router.get("/calendar.ics")
    def calendar() -> Response:
        now = desk.clock.now()
        entries = week_calendar(desk.store, now, desk.knowledge)
        return _file(desk.exports.calendar(entries, now), "text/calendar", "stridewell.ics")

    @router.get("/workouts.zip")
    def workouts() -> Response:
        now = desk.clock.now()
        found = week_workouts(desk.store, now, desk.knowledge)
        if not found:
            raise NotPlannedError(
                "This week holds no run for a watch.", "Look at the week: it says why."
            )
        files = ((_name(each.day), desk.exports.workout(each.workout, now)) for each in found)
        return _file(_zipped(files), "application/zip", "stridewell-workouts.zip")

    @router.get("/workout/{day}.fit")
    def workout(day: date) -> Response:
        now = desk.clock.now()
        found = workout_on(desk.store, now, day, desk.knowledge)
        return _file(desk.exports.workout(found, now), "application/vnd.ant.fit", _name(day))

    @router.get("/print")
    def paper() -> HTMLResponse:
        answer = answer_today(desk.store, desk.clock.now(), desk.knowledge)
        if not isinstance(answer.plan, Plan):
            raise NotPlannedError("There is no plan now.", answer.plan.next_step)
        return site.show(PRINT, print_context(answer.plan, desk))

    return router


def print_context(plan: Plan, desk: Desk) -> PrintContext:
    """The page's context."""
    week = week_view(plan, desk.knowledge)
    return PrintContext(
        day=day_and_year(plan.at),
        days=week.days,
        total=week.total,
        exercises=week.exercises,
        limits=tuple(limit.text for limit in plan.limits),
        watch_for=tuple(reason.text for reason in plan.today.watch_for),
        valid_until=week.valid_until,
        safety_net=plan.safety_net,
    )


def _name(day: date) -> str:
    return f"stridewell-{day.isoformat()}.fit"


def _zipped(files: Iterable[tuple[str, bytes]]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, each in files:
            archive.writestr(name, each)
    return content.getvalue()


def _file(content: bytes, kind: str, name: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type=kind, headers=headers)
