"""The guided form as pure steps: what is asked next, what an answer changes, how far it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from stridewell.app.assess import assess
from stridewell.app.case import Case
from stridewell.app.current import second_askings
from stridewell.differential.next_question import is_blocked, may_ask
from stridewell.intake.answers import presentation_of
from stridewell.intake.presentation import Presentation, facts_of
from stridewell.intake.reading import Answer
from stridewell.intake.runner import Runner
from stridewell.knowledge.criteria import evaluate
from stridewell.knowledge.records import Knowledge, Question
from stridewell.triage.disposition import Disposition, triage
from stridewell.values.evidence import Finding, State
from stridewell.web.drafts import Draft

SAFETY, TESTS = "safety", "tests"


@dataclass(frozen=True, slots=True)
class Form:
    """The form over one draft at one moment."""

    draft: Draft
    at: datetime
    knowledge: Knowledge
    findings: tuple[Finding, ...] = ()
    """What the stored runs say."""

    @property
    def presentation(self) -> Presentation:
        """What is known so far.

        Raises:
            CaseError: an answer is impossible or contradicts another.
        """
        draft = self.draft
        told = presentation_of(draft.runner, draft.answers, self.at, self.knowledge)
        return told.with_findings(self.findings)

    @property
    def disposition(self) -> Disposition:
        """How urgent it is by what is known so far."""
        return triage(self.presentation, self.knowledge)

    def answered(self, question: Question, answer: Answer | None) -> Form:
        """The form with an answer; None passes the question over.

        A second answer to an older first one is dropped, and so are answers to questions that
        no longer apply.
        """
        again = second_askings((question.id,), self.knowledge)
        kept = {
            each: value
            for each, value in self.draft.answers.items()
            if each not in (question.id, *again)
        }
        if answer is not None:
            kept[question.id] = answer
        done = tuple(each for each in self.draft.done if each not in again)
        if question.id not in done:
            done = (*done, question.id)
        return replace(self, draft=replace(self.draft, answers=kept, done=done)).fitting()

    def of_runner(self, runner: Runner) -> Form:
        """The form for another or corrected runner."""
        return replace(self, draft=replace(self.draft, runner=runner)).fitting()

    def fitting(self) -> Form:
        """The form without answers to questions that this runner would not be asked."""
        given = [self.knowledge.questions[each] for each in self.draft.answers]
        plain = {q.id: self.draft.answers[q.id] for q in given if q.asked_when is None}
        known = presentation_of(self.draft.runner, plain, self.at, self.knowledge)
        facts = facts_of(known, self.knowledge)
        lost = {
            q.id
            for q in given
            if q.asked_when is not None and evaluate(q.asked_when, facts).state is State.ABSENT
        }
        answers = {each: value for each, value in self.draft.answers.items() if each not in lost}
        done = tuple(each for each in self.draft.done if each not in lost)
        return replace(self, draft=replace(self.draft, answers=answers, done=done))

    def may_ask(self, question: Question) -> bool:
        """Whether a question applies to this runner now."""
        known = self.presentation
        return may_ask(question, known, facts_of(known, self.knowledge), self.knowledge)

    def waiting(self) -> tuple[Question, ...]:
        """The questions still to come, in order; self-tests last."""
        known = self.presentation
        facts = facts_of(known, self.knowledge)
        return tuple(
            question
            for question in self.knowledge.questions.values()
            if question.id not in self.draft.done
            and (question.id in self.draft.asks or question.asks_again in self.draft.asks)
            and may_ask(question, known, facts, self.knowledge)
        )

    def next_question(self) -> Question | None:
        """The question to ask now; among self-tests the one that would tell most."""
        waiting = self.waiting()
        if not waiting or waiting[0].section != TESTS:
            return waiting[0] if waiting else None
        return self._most_telling(waiting)

    def _most_telling(self, tests: Sequence[Question]) -> Question:
        case = Case(self.at, self.draft.runner, self.draft.answers, self.findings)
        open_now = assess(case, self.knowledge).next_questions
        ids = {each.id for each in tests}
        return next((e.question for e in open_now if e.question.id in ids), tests[0])

    def may_finish(self) -> bool:
        """Whether the answer may be shown now: every safety question has had its turn."""
        return self.draft.whole and not any(q.section == SAFETY for q in self.waiting())

    def before(self, question: Question) -> str | None:
        """The question that was asked before this one."""
        done = self.draft.done
        place = done.index(question.id) if question.id in done else len(done)
        return done[place - 1] if place else None

    def blocked_tests(self) -> tuple[str, ...]:
        """The names of self-tests that could do harm now or are not known to be safe."""
        facts = facts_of(self.presentation, self.knowledge)
        tests = [q.test for q in self.knowledge.questions.values() if q.test is not None]
        return tuple(
            self.knowledge.self_tests[test].name
            for test in tests
            if is_blocked(test, facts, self.knowledge)
        )
