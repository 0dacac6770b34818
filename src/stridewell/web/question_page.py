"""The guided check-in: one question at a time, each with why and why now; safety comes first."""

from dataclasses import dataclass, replace
from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import RedirectResponse, Response
from starlette.exceptions import HTTPException

from stridewell.app.draft import Draft
from stridewell.app.guide import OPENED, Guide, Stand, Step
from stridewell.app.interview import Ask, Phase
from stridewell.errors import CaseError
from stridewell.knowledge.records import Question
from stridewell.web.check_in_desk import LOST_URL, CheckInDesk, DraftId
from stridewell.web.form_fields import Fields, Sent, fields_of, read_fields, sent_form
from stridewell.web.judgement import ask_url
from stridewell.web.rendering import Page, Site

PAGE = Page("question.html", "Check-in", "/check-in")
TESTS, DO = "tests", "do"
PHASES = {
    Phase.SAFETY: "Safety first",
    Phase.STORY: "Your pain",
    Phase.URGENCY: "How urgent it is",
    Phase.CAUSE: "Telling causes apart",
    Phase.PLAN: "For your plan",
    Phase.MORE: "More about it",
    Phase.CONTRADICTION: "Two answers that do not fit",
}
CHANGING = "Changing an answer"
Form = Annotated[Sent, Depends(sent_form)]
"""Every text the browser sent."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the check-in is: the phase, and the question's number of at most so many."""

    phase: str
    text: str
    position: int
    total: int


@dataclass(frozen=True, slots=True)
class QuestionContext:
    """What the page of one question shows."""

    fields: Fields
    """The question with its fields."""
    because: str
    """Why it has its turn now; empty where the runner opened it."""
    progress: Progress | None
    """How far the check-in is; None where it is about this question alone."""
    back_url: str
    """The question before this one."""
    done: int
    """How many questions were answered or passed over so far."""
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
        page = _show(site, _applicable(check_ins.guide(draft), question), question, None)
        return check_ins.keep(page, draft_id if started else None, draft)

    @router.post("/ask/{question_id}")
    def answer(question_id: str, sent: Form, draft_id: DraftId = None) -> Response:
        question = _question(question_id, check_ins)
        draft = check_ins.drafts.get(draft_id)
        if draft is None or draft_id is None:
            return RedirectResponse(LOST_URL, 303)
        now = _applicable(check_ins.guide(draft), question)
        pressed = next(iter(sent.get(DO, ())), "")
        try:
            then = now.answered(question, read_fields(question, sent, pressed))
            return check_ins.go_on(draft_id, then)
        except CaseError as error:
            return _show(site, now, question, error)

    @router.post("/finish")
    def finish(draft_id: DraftId = None) -> Response:
        draft = check_ins.drafts.get(draft_id)
        if draft is None or draft_id is None:
            return RedirectResponse(LOST_URL, 303)
        now = check_ins.guide(draft)
        if not now.stand().may_finish:
            return check_ins.go_on(draft_id, now)
        return check_ins.finish(draft_id, draft)

    return router


def question_context(now: Guide, question: Question, error: CaseError | None) -> QuestionContext:
    """The context of one question's page."""
    stand = now.stand()
    before = now.before(question)
    first = "/check-in/you" if now.draft.whole else "/check-in"
    step = stand.step
    return QuestionContext(
        fields=fields_of(question, now.draft.answers.get(question.id), now.knowledge),
        because=_because(step, question),
        progress=progress_of(now, question, stand),
        back_url=ask_url(before) if before is not None else first,
        done=len(now.draft.done),
        error=error.text if error is not None else None,
        error_next_step=error.next_step if error is not None else None,
        may_finish=stand.may_finish,
        blocked_tests=now.blocked_tests() if question.section == TESTS else (),
    )


def _because(step: Step, question: Question) -> str:
    """Why the question has its turn; who opened it knows why."""
    if not isinstance(step, Ask) or step.question != question or step.because == OPENED:
        return ""
    return step.because


def progress_of(now: Guide, question: Question, stand: Stand) -> Progress | None:
    """How far the check-in is, where it has more than one question."""
    done = now.draft.done
    position = (done.index(question.id) if question.id in done else len(done)) + 1
    phase = CHANGING
    if isinstance(stand.step, Ask) and stand.step.question == question:
        phase = PHASES[stand.step.phase]
    if now.draft.is_interview:
        most = now.knowledge.interview.most
        text = _how_far(position, most, more=now.draft.more)
        return Progress(phase, text, position, max(most, position))
    total = len({*done, question.id, *(each.id for each in now.waiting())})
    if total == 1:
        return None
    return Progress(phase, f"question {position} of {total}", position, total)


def _how_far(position: int, most: int, *, more: bool) -> str:
    if more:
        return f"question {position}; stop whenever you like"
    if position > most:
        return f"question {position}; only a few more can change the answer"
    return f"question {position} of at most about {most}"


def _show(site: Site, now: Guide, question: Question, error: CaseError | None) -> Response:
    context = question_context(now, question, error)
    page = replace(PAGE, title=question.text)
    return site.show(page, context, 200 if error is None else 400)


def _question(question_id: str, check_ins: CheckInDesk) -> Question:
    question = check_ins.knowledge.questions.get(question_id)
    if question is None:
        raise HTTPException(404)
    return question


def _asking(draft: Draft, question: Question) -> Draft:
    """The draft, going through that question too."""
    if draft.is_interview or question.id in draft.asks:
        return draft
    if draft.is_passing:
        return replace(draft, asks=(question.id,))
    return replace(draft, asks=(*draft.asks, question.id))


def _applicable(now: Guide, question: Question) -> Guide:
    """The guide itself.

    Raises:
        CaseError: the question is not for this runner now, such as a self-test that could harm.
    """
    if question.id not in now.draft.done and not now.may_ask(question):
        raise CaseError("This question is not asked of you now.", "Go on with the check-in.")
    return now
