"""When nothing more needs asking: why, the answers so far, and how to answer more all the same."""

from dataclasses import dataclass, replace

from fastapi import APIRouter
from fastapi.responses import RedirectResponse, Response

from stridewell.app.guide import Guide
from stridewell.app.interview import ALL_ASKED, Finished
from stridewell.triage.disposition import Disposition
from stridewell.web.check_in_desk import LOST_URL, CheckInDesk, DraftId, step_url
from stridewell.web.judgement import Urgency, ask_url, urgency_view
from stridewell.web.rendering import Page, Site
from stridewell.web.told import ToldView, told_view

ENOUGH = Page("enough.html", "Enough is known", "/check-in")
ANSWERS = Page("answers.html", "Your answers", "/check-in")


@dataclass(frozen=True, slots=True)
class EnoughContext:
    """What is shown when nothing more needs asking."""

    because: str
    """Why not."""
    asked: int
    """How many questions were answered or passed over."""
    may_ask_more: bool
    """Whether there are questions left."""
    urgency: Urgency | None
    """How urgent it is, where everything else has to wait."""
    back_url: str
    """The last question."""


@dataclass(frozen=True, slots=True)
class AnswersContext:
    """What the list of the answers shows."""

    told: tuple[ToldView, ...]
    """Every question that had its turn, with its answer."""
    go_on_url: str
    """Where the check-in goes on."""


def routes(site: Site, check_ins: CheckInDesk) -> APIRouter:
    """The end of the interview, going on after it, and the answers so far."""
    router = APIRouter(prefix="/check-in", include_in_schema=False)

    @router.get("/enough")
    def enough(draft_id: DraftId = None) -> Response:
        draft = check_ins.drafts.get(draft_id)
        if draft is None:
            return RedirectResponse(LOST_URL, 303)
        now = check_ins.guide(draft)
        stand = now.stand()
        if not isinstance(stand.step, Finished):
            return RedirectResponse(step_url(stand.step), 303)
        return site.show(ENOUGH, enough_context(now, stand.step, stand.disposition))

    @router.post("/more")
    def more(draft_id: DraftId = None) -> Response:
        started = check_ins.drafts.get(draft_id)
        if started is not None and started.is_interview:
            draft, kept = replace(started, more=True), draft_id
        else:
            draft, kept = check_ins.amendment(more=True), None
        url = step_url(check_ins.guide(draft).stand().step)
        return check_ins.keep(RedirectResponse(url, 303), kept, draft)

    @router.get("/answers")
    def answers(draft_id: DraftId = None) -> Response:
        started = check_ins.drafts.get(draft_id)
        draft = started if started is not None and started.is_interview else None
        now = check_ins.guide(draft or check_ins.amendment())
        return site.show(ANSWERS, answers_context(now))

    return router


def enough_context(now: Guide, step: Finished, disposition: Disposition) -> EnoughContext:
    """The page's context from the last step."""
    done = now.draft.done
    urgency = urgency_view(disposition, now.draft.runner.locale, now.knowledge)
    return EnoughContext(
        because=step.because,
        asked=len(done),
        may_ask_more=step.because != ALL_ASKED,
        urgency=urgency if urgency.is_emergency else None,
        back_url=ask_url(done[-1]) if done else "/check-in",
    )


def answers_context(now: Guide) -> AnswersContext:
    """The answers in the order they were given; those of earlier days in the order of asking."""
    draft, knowledge = now.draft, now.knowledge
    ids = draft.done if draft.whole else [q for q in knowledge.questions if q in draft.answers]
    return AnswersContext(
        told=tuple(
            told_view(knowledge.questions[each], draft.answers.get(each), knowledge) for each in ids
        ),
        go_on_url=step_url(now.stand().step) if draft.is_interview else "/answer",
    )
