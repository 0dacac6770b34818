"""The guided check-in: one question at a time, safety first; it stops at an emergency."""

from dataclasses import dataclass, replace
from typing import Annotated

from fastapi import APIRouter, Cookie, Form
from fastapi.responses import RedirectResponse, Response
from starlette.exceptions import HTTPException

from stridewell.app.desk import Desk
from stridewell.errors import CaseError, NothingStoredError
from stridewell.knowledge.records import Question
from stridewell.web import check_in_form as form
from stridewell.web.check_in_desk import COOKIE, CheckInDesk
from stridewell.web.drafts import Draft
from stridewell.web.form_fields import Fields, fields_of, read_fields
from stridewell.web.judgement import ask_url
from stridewell.web.rendering import Page, Site

START = Page("check_in.html", "Check-in", "/check-in")
QUESTION = Page("question.html", "Check-in", "/check-in")
SECTIONS = {
    "safety": "Safety first",
    "story": "Your pain",
    "background": "Background",
    "tests": "Self-tests",
}

DraftId = Annotated[str | None, Cookie(alias=COOKIE)]
Sent = Annotated[list[str], Form()]


@dataclass(frozen=True, slots=True)
class CheckInContext:
    """What the door of the check-in shows."""

    is_known: bool
    """Whether the runner has made a full check-in before."""
    resume_url: str | None
    """Where a half-finished check-in goes on; None without one."""
    is_lost: bool
    """Whether a half-finished check-in was lost, as when the app was restarted."""


@dataclass(frozen=True, slots=True)
class QuestionContext:
    """What the page of one question shows."""

    fields: Fields
    """The question with its fields."""
    section: str
    """What this part of the check-in is about."""
    position: int
    """Which question this is, counted from 1."""
    total: int
    """How many questions there are as things stand; answers may add or spare some."""
    back_url: str
    """The question before this one."""
    error: str | None
    """What is wrong with the answer just given; None when nothing is."""
    error_next_step: str | None
    """What to do about it."""
    may_finish: bool
    """Whether the answer may be asked for now."""
    blocked_tests: tuple[str, ...]
    """Self-tests left out because they could do harm now."""


def routes(desk: Desk, site: Site, check_ins: CheckInDesk) -> APIRouter:
    """The door of the check-in and its questions."""
    router = APIRouter(prefix="/check-in", include_in_schema=False)

    @router.get("")
    def door(draft_id: DraftId = None, *, lost: bool = False) -> Response:
        return site.show(START, start_context(check_ins, draft_id, is_lost=lost))

    @router.post("/discard")
    def discard(draft_id: DraftId = None) -> Response:
        check_ins.drafts.drop(draft_id)
        return RedirectResponse("/check-in", 303)

    @router.get("/ask/{question_id}")
    def ask(question_id: str, draft_id: DraftId = None) -> Response:
        question = _question(desk, question_id)
        started = check_ins.drafts.get(draft_id)
        draft = _including(started or check_ins.amendment(question_id), question)
        if not (question.id in draft.done or check_ins.form(draft).may_ask(question)):
            raise CaseError("This question is not asked of you now.", "Go on with the check-in.")
        page = _show(site, check_ins.form(draft), question, None)
        return check_ins.keep(page, draft_id if started else None, draft)

    @router.post("/ask/{question_id}")
    def answer(
        question_id: str,
        draft_id: DraftId = None,
        answer: Sent = [],
        do: Annotated[str, Form()] = "",  # noqa: B006
    ) -> Response:
        question = _question(desk, question_id)
        draft = check_ins.drafts.get(draft_id)
        if draft is None or draft_id is None:
            return RedirectResponse("/check-in?lost=true", 303)
        now = check_ins.form(draft)
        try:
            then = now.answered(question, read_fields(question, answer, do))
            return check_ins.go_on(draft_id, then)
        except CaseError as error:
            return _show(site, now, question, error)

    @router.post("/finish")
    def finish(draft_id: DraftId = None) -> Response:
        draft = check_ins.drafts.get(draft_id)
        if draft is None or draft_id is None:
            return RedirectResponse("/check-in?lost=true", 303)
        now = check_ins.form(draft)
        if not now.may_finish():
            return check_ins.go_on(draft_id, now)
        return check_ins.finish(draft_id, draft)

    return router


def start_context(check_ins: CheckInDesk, draft_id: str | None, *, is_lost: bool) -> CheckInContext:
    """The door's context."""
    draft = check_ins.drafts.get(draft_id)
    return CheckInContext(
        is_known=check_ins.stored_runner() is not None,
        resume_url=check_ins.next_url(check_ins.form(draft)) if draft is not None else None,
        is_lost=is_lost,
    )


def question_context(
    now: form.Form, question: Question, error: CaseError | None
) -> QuestionContext:
    """The context of one question's page."""
    done = now.draft.done
    position = done.index(question.id) + 1 if question.id in done else len(done) + 1
    ahead = [q for q in now.waiting() if q.id != question.id]
    before = now.before(question)
    first = "/check-in/you" if now.draft.whole else "/check-in"
    return QuestionContext(
        fields=fields_of(question, now.draft.answers.get(question.id), now.knowledge),
        section=SECTIONS[question.section],
        position=position,
        total=len({*done, question.id, *(q.id for q in ahead)}),
        back_url=ask_url(before) if before is not None else first,
        error=error.text if error is not None else None,
        error_next_step=error.next_step if error is not None else None,
        may_finish=now.may_finish(),
        blocked_tests=now.blocked_tests() if question.section == form.TESTS else (),
    )


def _show(site: Site, now: form.Form, question: Question, error: CaseError | None) -> Response:
    context = question_context(now, question, error)
    page = replace(QUESTION, title=question.text)
    return site.show(page, context, 200 if error is None else 400)


def _question(desk: Desk, question_id: str) -> Question:
    question = desk.knowledge.questions.get(question_id)
    if question is None:
        raise HTTPException(404)
    return question


def _including(draft: Draft | None, question: Question) -> Draft:
    if draft is None:
        raise NothingStoredError(
            "It is not known yet who you are.", "Begin with the check-in: it asks that first."
        )
    if question.id in draft.asks:
        return draft
    return replace(draft, asks=(*draft.asks, question.id))
