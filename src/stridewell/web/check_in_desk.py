"""Drafts on their way to the store: kept, gone on with, and stored in one transaction."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Cookie
from fastapi.responses import RedirectResponse, Response

from stridewell.app.check_in import Told, check_in
from stridewell.app.current import onset_of
from stridewell.app.desk import Desk
from stridewell.app.load_history import run_findings
from stridewell.app.runs_list import list_runs
from stridewell.errors import StridewellError
from stridewell.intake.runner import Runner
from stridewell.knowledge.records import Level
from stridewell.web.check_in_form import SAFETY, Form
from stridewell.web.drafts import Draft, Drafts
from stridewell.web.judgement import Urgency, ask_url, urgency_view
from stridewell.web.rendering import Page, Site

COOKIE = "stridewell_draft"
DraftId = Annotated[str | None, Cookie(alias=COOKIE)]
"""The id of the half-finished check-in, as the browser brings it along."""
EMERGENCY = Page("emergency.html", "Emergency", "/check-in")


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

    def form(self, draft: Draft) -> Form:
        """The form over a draft, now."""
        now = self._desk.clock.now()
        onset = onset_of(draft.answers)
        findings = run_findings(list_runs(self._desk).load, now, onset)
        return Form(draft, now, self.knowledge, findings)

    def stored_runner(self) -> Runner | None:
        """The runner, once they have made a check-in."""
        with self._desk.store.transaction() as transaction:
            return transaction.runner()

    def whole(self, runner: Runner) -> Draft:
        """A full check-in from the start."""
        return Draft(runner, tuple(self.knowledge.questions), whole=True)

    def amendment(self, *asks: str, pains: Told | None = None) -> Draft | None:
        """A check-in of a few questions over the stored answers; None before the first one."""
        with self._desk.store.transaction() as transaction:
            runner, stored = transaction.runner(), transaction.answers()
        if runner is None:
            return None
        known = {each.question: each.value for each in stored}
        return Draft(runner, asks, known, pains=pains or Told())

    def safety_questions(self) -> tuple[str, ...]:
        """Every question that looks for a red flag."""
        questions = self.knowledge.questions.values()
        return tuple(q.id for q in questions if q.section == SAFETY and q.asks_again is None)

    def next_url(self, now: Form) -> str | None:
        """The page of the next question; None when nothing is left to ask."""
        question = now.next_question()
        return None if question is None else ask_url(question.id)

    def go_on(self, draft_id: str, now: Form) -> Response:
        """To the next question; at an emergency or at the end to the answer.

        Raises:
            CaseError: the answers contradict each other; the draft stays as it was.
        """
        if now.disposition.level is Level.EMERGENCY_NOW:
            return self._stop(draft_id, now)
        url = self.next_url(now)
        if url is None:
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

    def _stop(self, draft_id: str, now: Form) -> Response:
        """Show the emergency, whether or not it can be stored."""
        try:
            return self.finish(draft_id, now.draft)
        except StridewellError as error:
            urgency = urgency_view(now.disposition, now.draft.runner.locale, now.knowledge)
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
        return self.form(draft).of_runner(runner).draft
