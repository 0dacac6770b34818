"""Drafts on their way to the store: kept, gone on with, and stored in one transaction."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Cookie
from fastapi.responses import RedirectResponse, Response

from stridewell.app.check_in import Told, check_in
from stridewell.app.desk import Desk
from stridewell.app.draft import Draft
from stridewell.app.guide import SAFETY, ClearUp, Guide, Stand, Step
from stridewell.app.interview import Ask
from stridewell.app.load_history import run_findings
from stridewell.app.onset import onset_of
from stridewell.app.runs_list import list_runs
from stridewell.errors import NothingStoredError, StridewellError
from stridewell.intake.runner import Runner
from stridewell.knowledge.records import Level
from stridewell.web.drafts import Drafts
from stridewell.web.judgement import Urgency, again_url, ask_url, urgency_view
from stridewell.web.rendering import Page, Site

COOKIE = "stridewell_draft"
DraftId = Annotated[str | None, Cookie(alias=COOKIE)]
"""The id of the half-finished check-in, as the browser brings it along."""
EMERGENCY = Page("emergency.html", "Emergency", "/check-in")
LOST_URL, ENOUGH_URL = "/check-in?lost=true", "/check-in/enough"


@dataclass(frozen=True, slots=True)
class EmergencyContext:
    """What is shown at once when an emergency could not be stored."""

    urgency: Urgency
    """How urgent it is."""
    problem: str
    """Why it was not stored."""


class CheckInDesk:
    """Everything the pages of the check-in share."""

    def __init__(self, desk: Desk, site: Site, drafts: Drafts) -> None:
        """Work over one desk."""
        self._desk = desk
        self._site = site
        self.drafts = drafts
        self.knowledge = desk.knowledge

    def guide(self, draft: Draft) -> Guide:
        """The steps of a check-in, now."""
        now = self._desk.clock.now()
        onset = onset_of(draft.answers)
        findings = run_findings(list_runs(self._desk).load, now, onset)
        return Guide(draft, now, self.knowledge, findings)

    def stored_runner(self) -> Runner | None:
        """The runner, once they have made a check-in."""
        with self._desk.store.transaction() as transaction:
            return transaction.runner()

    def whole(self, runner: Runner) -> Draft:
        """A full check-in from the start."""
        return Draft(runner, whole=True)

    def amendment(self, *asks: str, pains: Told | None = None, more: bool = False) -> Draft:
        """A check-in over the stored answers: of a few questions, or an interview that goes on.

        Raises:
            NothingStoredError: no check-in was made yet.
        """
        with self._desk.store.transaction() as transaction:
            runner, stored = transaction.runner(), transaction.answers()
        if runner is None:
            raise NothingStoredError(
                "It is not known yet who you are.", "Begin with the check-in: it asks that first."
            )
        known = {each.question: each.value for each in stored}
        return Draft(runner, asks, known, pains=pains or Told(), more=more)

    def safety_questions(self) -> tuple[str, ...]:
        """Every question that looks for a red flag."""
        questions = self.knowledge.questions.values()
        return tuple(q.id for q in questions if q.section == SAFETY and q.asks_again is None)

    def go_on(self, draft_id: str, now: Guide) -> Response:
        """To the next step; at an emergency or at the end to the answer.

        Raises:
            CaseError: an answer is impossible; the draft stays as it was.
        """
        stand = now.stand()
        if stand.disposition.level is Level.EMERGENCY_NOW:
            return self._stop(draft_id, now, stand)
        url = step_url(stand.step)
        if url == ENOUGH_URL and not now.draft.is_interview:
            return self.finish(draft_id, now.draft)
        self.drafts.put(draft_id, now.draft)
        return RedirectResponse(url, 303)

    def finish(self, draft_id: str, draft: Draft) -> Response:
        """Store the check-in and show the answer."""
        self.store(draft.told)
        self.drafts.drop(draft_id)
        return RedirectResponse("/answer", 303)

    def store(self, told: Told) -> None:
        """Store what was told, in one transaction."""
        desk = self._desk
        check_in(desk.store, desk.clock.now(), told, desk.knowledge, desk.writers)

    def _stop(self, draft_id: str, now: Guide, stand: Stand) -> Response:
        """Show the emergency, whether or not it can be stored."""
        self.drafts.put(draft_id, now.draft)
        try:
            return self.finish(draft_id, now.draft)
        except StridewellError as error:
            urgency = urgency_view(stand.disposition, now.draft.runner.locale, now.knowledge)
            return self._site.show(EMERGENCY, EmergencyContext(urgency, str(error)))

    def keep(self, response: Response, draft_id: str | None, draft: Draft) -> Response:
        """Keep a draft under its id, or under a new one that the response brings along."""
        if draft_id is not None:
            self.drafts.put(draft_id, draft)
            return response
        response.set_cookie(
            COOKIE, self.drafts.add(draft), path="/check-in", httponly=True, samesite="strict"
        )
        return response

    def restart(self, draft: Draft, runner: Runner) -> Draft:
        """The draft for a corrected runner."""
        return self.guide(draft).of_runner(runner).draft


def step_url(step: Step) -> str:
    """The page of a step."""
    match step:
        case Ask(question):
            return ask_url(question.id)
        case ClearUp(contradiction):
            return again_url(contradiction.id)
        case _:
            return ENOUGH_URL
