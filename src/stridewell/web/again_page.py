"""Answers that cannot both be right: shown side by side and asked again on one page."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from fastapi import APIRouter
from fastapi.responses import RedirectResponse, Response

from stridewell.app.draft import Draft
from stridewell.app.guide import ClearUp, Guide
from stridewell.errors import CaseError
from stridewell.intake.reading import Answer
from stridewell.knowledge.records import Knowledge
from stridewell.web.check_in_desk import LOST_URL, CheckInDesk, DraftId, step_url
from stridewell.web.form_fields import Fields, Sent, fields_of, read_fields
from stridewell.web.judgement import ask_url
from stridewell.web.question_page import DO, Form
from stridewell.web.rendering import Page, Site
from stridewell.web.told import ToldView, told_view

PAGE = Page("again.html", "Two answers that do not fit", "/check-in")
LEAVE = "leave"


@dataclass(frozen=True, slots=True)
class AgainContext:
    """What the page of a contradiction shows."""

    id: str
    """The contradiction."""
    text: str
    """What does not fit together."""
    told: tuple[ToldView, ...]
    """The questions with the answers that were given."""
    questions: tuple[Fields, ...]
    """The questions again."""
    must: bool
    """Whether nothing can be judged before."""
    back_url: str
    """Where the runner came from."""
    error: str | None
    """What is wrong with the answers just given; None when nothing is."""


def routes(site: Site, check_ins: CheckInDesk) -> APIRouter:
    """The page of a contradiction."""
    router = APIRouter(prefix="/check-in", include_in_schema=False)

    @router.get("/again/{contradiction_id}")
    def again(contradiction_id: str, draft_id: DraftId = None) -> Response:
        started = check_ins.drafts.get(draft_id)
        draft = started or check_ins.amendment()
        now = check_ins.guide(draft)
        found = now.contradiction(contradiction_id)
        if found is None:
            url = step_url(now.stand().step) if started is not None else "/answer"
            return RedirectResponse(url, 303)
        page = site.show(PAGE, again_context(now, found, None))
        return check_ins.keep(page, draft_id if started else None, _opened(draft))

    @router.post("/again/{contradiction_id}")
    def clear_up(contradiction_id: str, sent: Form, draft_id: DraftId = None) -> Response:
        draft = check_ins.drafts.get(draft_id)
        if draft is None or draft_id is None:
            return RedirectResponse(LOST_URL, 303)
        now = check_ins.guide(draft)
        found = now.contradiction(contradiction_id)
        if found is None:
            return check_ins.go_on(draft_id, now)
        if LEAVE in sent.get(DO, ()) and not found.must:
            if draft.is_passing:
                return RedirectResponse("/answer", 303)
            return check_ins.go_on(draft_id, now.standing_by(contradiction_id))
        try:
            then = _answered(now, read_again(found, sent, check_ins.knowledge))
            return check_ins.go_on(draft_id, then)
        except CaseError as error:
            return site.show(PAGE, again_context(now, found, error), 400)

    return router


def again_context(now: Guide, found: ClearUp, error: CaseError | None) -> AgainContext:
    """The page's context, with the answers as they were given."""
    contradiction, knowledge, answers = found.contradiction, now.knowledge, now.draft.answers
    questions = [knowledge.questions[each] for each in contradiction.questions]
    done = [each for each in now.draft.done if each not in contradiction.questions]
    return AgainContext(
        id=contradiction.id,
        text=contradiction.text,
        told=tuple(told_view(each, answers[each.id], knowledge) for each in questions),
        questions=tuple(
            fields_of(each, answers.get(each.id), knowledge, each.id) for each in questions
        ),
        must=found.must,
        back_url=ask_url(done[-1]) if done else "/answer",
        error=str(error) if error is not None else None,
    )


def read_again(found: ClearUp, sent: Sent, knowledge: Knowledge) -> Mapping[str, Answer | None]:
    """The answers as they were given again.

    Raises:
        CaseError: one of them is missing, or a number is none.
    """
    questions = (knowledge.questions[each] for each in found.contradiction.questions)
    return {each.id: read_fields(each, sent, name=each.id) for each in questions}


def _answered(now: Guide, answers: Mapping[str, Answer | None]) -> Guide:
    for question, answer in answers.items():
        now = now.answered(now.knowledge.questions[question], answer)
    return now


def _opened(draft: Draft) -> Draft:
    """The draft as it is for this page: what was only looked at before is not asked any more."""
    return replace(draft, asks=()) if draft.is_passing else draft
