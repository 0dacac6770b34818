"""Once a week: how much the problem got in the way, and how one's own activities go."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import RedirectResponse, Response

from stridewell.app.desk import Desk
from stridewell.app.diary import day_of
from stridewell.app.full_return import FullReturn, read_full_return
from stridewell.app.weekly import Weekly, read_weekly, tell_clinician_score, tell_score
from stridewell.errors import CaseError
from stridewell.knowledge.records import Knowledge
from stridewell.plan.full_return import ABOUT, ReturnCriterion
from stridewell.plan.scores import (
    BEST_ABILITY,
    MOST_ACTIVITIES,
    ActivityScore,
    ClinicianScore,
    WeeklyScore,
)
from stridewell.web.form_fields import Sent, sent_form
from stridewell.web.judgement import ReasonView, reason_views
from stridewell.web.rendering import Page, Site
from stridewell.web.words import day as day_words
from stridewell.web.words import day_and_year

PAGE = Page("weekly.html", "The week in numbers", "/plan")
Form = Annotated[Sent, Depends(sent_form)]


@dataclass(frozen=True, slots=True)
class QuestionView:
    """A question of the week with its options: value and label."""

    id: str
    text: str
    options: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class LineView:
    """A score over time."""

    name: str
    newest: str
    first: str
    direction: str
    reasons: tuple[ReasonView, ...]


@dataclass(frozen=True, slots=True)
class WantedView:
    """One thing we would want to see before the last limits are lifted."""

    text: str
    met: str
    is_met: bool
    seen: str
    days: str
    missing: str
    to_do: str
    reasons: tuple[ReasonView, ...]


@dataclass(frozen=True, slots=True)
class ReturnView:
    """The whole list, what comes before it, and how much of it was seen."""

    about: str
    first: tuple[ReasonView, ...]
    in_short: str
    wanted: tuple[WantedView, ...]


@dataclass(frozen=True, slots=True)
class WeeklyContext:
    """What the page of the week's scores shows."""

    questions: tuple[QuestionView, ...]
    """The questions of the week."""
    activities: tuple[str, ...]
    """The activities to score, as they were named before; empty fields for new ones."""
    points: tuple[int, ...]
    """The points of a scale."""
    lines: tuple[LineView, ...]
    """The scores over time."""
    clinician: tuple[str, ...]
    """Scores that a clinician took, in words."""
    is_due: bool
    """Whether a week has gone by."""
    full_return: ReturnView | None
    """What we would want to see before the last limits are lifted; None before a check-in."""
    error: str | None
    """What is wrong with what was just told; None when nothing is."""


def routes(desk: Desk, site: Site) -> APIRouter:
    """The page of the week's scores."""
    router = APIRouter(prefix="/weekly", include_in_schema=False)

    def page(error: CaseError | None = None) -> Response:
        now, told = desk.clock.now(), None if error is None else str(error)
        weekly = read_weekly(desk.store, now, desk.knowledge)
        full = read_full_return(desk.store, now, desk.knowledge)
        context = weekly_context(weekly, full, desk.knowledge, told)
        return site.show(PAGE, context, 400 if error else 200)

    @router.get("")
    def show() -> Response:
        return page()

    @router.post("")
    def tell(sent: Form) -> Response:
        now = desk.clock.now()
        try:
            tell_score(desk.store, now, read_score(sent, _today(now)), desk.knowledge)
        except CaseError as error:
            return page(error)
        return RedirectResponse("/weekly", 303)

    @router.post("/clinician")
    def named(sent: Form) -> Response:
        now = desk.clock.now()
        try:
            tell_clinician_score(desk.store, now, read_named(sent, _today(now)))
        except CaseError as error:
            return page(error)
        return RedirectResponse("/weekly", 303)

    return router


def _today(now: datetime) -> date:
    return day_of(now, now.tzinfo or UTC)


def weekly_context(
    weekly: Weekly, full: FullReturn | None, knowledge: Knowledge, error: str | None
) -> WeeklyContext:
    """The page's context."""
    empty = ("",) * (MOST_ACTIVITIES - len(weekly.activities))
    return WeeklyContext(
        questions=tuple(
            QuestionView(each.id, each.text, tuple(enumerate(each.options)))
            for each in knowledge.weekly.values()
        ),
        activities=(*weekly.activities, *empty),
        points=tuple(range(BEST_ABILITY + 1)),
        lines=tuple(
            LineView(
                name=each.name,
                newest=f"{each.newest:.0f} {each.unit}",
                first=f"{each.first:.0f} {each.unit}",
                direction=each.direction.value,
                reasons=reason_views((each.reason,), knowledge),
            )
            for each in weekly.lines
        ),
        clinician=tuple(
            f"{each.name}: {each.value:g} ({each.low:g} to {each.high:g}), {day_and_year(each.day)}"
            for each in weekly.clinician
        ),
        is_due=weekly.is_due,
        full_return=None if full is None else _return_view(full, knowledge),
        error=error,
    )


def _return_view(full: FullReturn, knowledge: Knowledge) -> ReturnView:
    return ReturnView(
        about=ABOUT,
        first=() if full.first is None else reason_views((full.first,), knowledge),
        in_short=full.in_short,
        wanted=tuple(_wanted(each, knowledge) for each in full.criteria),
    )


def _wanted(each: ReturnCriterion, knowledge: Knowledge) -> WantedView:
    return WantedView(
        text=each.text,
        met=each.met.value,
        is_met=each.is_met,
        seen=each.seen,
        days=f"{day_words(each.first_day)} to {day_words(each.last_day)}",
        missing=each.missing,
        to_do=each.to_do,
        reasons=reason_views((each.reason,), knowledge),
    )


def read_score(sent: Sent, today: date) -> WeeklyScore:
    """The week's scores as the form tells them.

    Raises:
        CaseError: a number is none or not on its scale.
    """
    one = _one(sent)
    problem = {
        name.removeprefix("q."): _whole(text) for name, text in one.items() if name[:2] == "q."
    }
    try:
        return WeeklyScore(
            day=today,
            problem=problem,
            activities=tuple(
                ActivityScore(one[f"activity_{n}"], _whole(one[f"ability_{n}"]))
                for n in range(MOST_ACTIVITIES)
                if one.get(f"activity_{n}") and one.get(f"ability_{n}")
            ),
            confidence=_whole(one["confidence"]) if one.get("confidence") else None,
        )
    except ValueError as error:
        raise CaseError(f"That cannot be: {error}.", "Correct it.") from error


def read_named(sent: Sent, today: date) -> ClinicianScore:
    """A score that a clinician took.

    Raises:
        CaseError: the questionnaire has no name, or the number cannot be.
    """
    one = _one(sent)
    try:
        return ClinicianScore(
            day=today,
            name=one.get("name", ""),
            value=float(one.get("value", "")),
            low=float(one.get("low") or 0),
            high=float(one.get("high") or 100),
        )
    except ValueError as error:
        raise CaseError(f"That cannot be: {error}.", "Correct it.") from error


def _one(sent: Sent) -> Mapping[str, str]:
    return {name: texts[0].strip() for name, texts in sent.items() if texts and texts[0].strip()}


def _whole(text: str) -> int:
    try:
        return int(text)
    except ValueError as error:
        raise CaseError(f"{text!r} is not a whole number.", "Correct it.") from error
