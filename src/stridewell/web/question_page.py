"""The guided check-in: one question at a time, safety first; it stops at an emergency."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Annotated

from fastapi import APIRouter
from fastapi import Form as FormField
from fastapi.responses import RedirectResponse, Response
from starlette.exceptions import HTTPException

from stridewell.errors import CaseError, NothingStoredError
from stridewell.knowledge.records import Question
from stridewell.web.check_in_desk import CheckInDesk, DraftId
from stridewell.web.check_in_form import TESTS, Form
from stridewell.web.drafts import Draft
from stridewell.web.form_fields import Fields, fields_of, read_fields
from stridewell.web.judgement import ask_url
from stridewell.web.rendering import Page, Site

PAGE = Page("question.html", "Check-in", "/check-in")
LOST_URL = "/check-in?lost=true"
SECTIONS = {
    "safety": "Safety first",
    "story": "Your pain",
    "background": "Background",
    "tests": "Self-tests",
}


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
    """How many questions there are as things stand; self-tests count once they are reached."""
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


def routes(site: Site, check_ins: CheckInDesk) -> APIRouter:
    """The questions of the check-in."""
    router = APIRouter(prefix="/check-in", include_in_schema=False)

    @router.get("/ask/{question_id}")
    def ask(question_id: str, draft_id: DraftId = None) -> Response:
        question = _question(question_id, check_ins)
        started = check_ins.drafts.get(draft_id)
        draft = _asking(started or check_ins.amendment(), question)
        page = _show(site, _applicable(check_ins.form(draft), question), question, None)
        return check_ins.keep(page, draft_id if started else None, draft)

    @router.post("/ask/{question_id}")
    def answer(
        question_id: str,
        draft_id: DraftId = None,
        answer: Annotated[Sequence[str], FormField()] = (),
        do: Annotated[str, FormField()] = "",
    ) -> Response:
        question = _question(question_id, check_ins)
        draft = check_ins.drafts.get(draft_id)
        if draft is None or draft_id is None:
            return RedirectResponse(LOST_URL, 303)
        now = _applicable(check_ins.form(draft), question)
        try:
            then = now.answered(question, read_fields(question, answer, do))
            return check_ins.go_on(draft_id, then)
        except CaseError as error:
            return _show(site, now, question, error)

    @router.post("/finish")
    def finish(draft_id: DraftId = None) -> Response:
        draft = check_ins.drafts.get(draft_id)
        if draft is None or draft_id is None:
            return RedirectResponse(LOST_URL, 303)
        now = check_ins.form(draft)
        if not now.may_finish():
            return check_ins.go_on(draft_id, now)
        return check_ins.finish(draft_id, draft)

    return router


def question_context(now: Form, question: Question, error: CaseError | None) -> QuestionContext:
    """The context of one question's page."""
    done = now.draft.done
    in_tests = question.section == TESTS
    ahead = (each.id for each in now.waiting() if in_tests or each.section != TESTS)
    before = now.before(question)
    first = "/check-in/you" if now.draft.whole else "/check-in"
    return QuestionContext(
        fields=fields_of(question, now.draft.answers.get(question.id), now.knowledge),
        section=SECTIONS[question.section],
        position=(done.index(question.id) if question.id in done else len(done)) + 1,
        total=len({*done, question.id, *ahead}),
        back_url=ask_url(before) if before is not None else first,
        error=error.text if error is not None else None,
        error_next_step=error.next_step if error is not None else None,
        may_finish=now.may_finish(),
        blocked_tests=now.blocked_tests() if in_tests else (),
    )


def _show(site: Site, now: Form, question: Question, error: CaseError | None) -> Response:
    context = question_context(now, question, error)
    page = replace(PAGE, title=question.text)
    return site.show(page, context, 200 if error is None else 400)


def _question(question_id: str, check_ins: CheckInDesk) -> Question:
    question = check_ins.knowledge.questions.get(question_id)
    if question is None:
        raise HTTPException(404)
    return question


def _asking(draft: Draft | None, question: Question) -> Draft:
    """The draft, going through that question too."""
    if draft is None:
        raise NothingStoredError(
            "It is not known yet who you are.", "Begin with the check-in: it asks that first."
        )
    if question.id in draft.asks:
        return draft
    if draft.is_passing:
        return replace(draft, asks=(question.id,))
    return replace(draft, asks=(*draft.asks, question.id))


def _applicable(now: Form, question: Question) -> Form:
    """The form itself.

    Raises:
        CaseError: the question is not for this runner now, such as a self-test that could harm.
    """
    if question.id not in now.draft.done and not now.may_ask(question):
        raise CaseError("This question is not asked of you now.", "Go on with the check-in.")
    return now
