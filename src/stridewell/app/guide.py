"""The guided check-in as pure steps: what an answer changes, and what comes next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeAlias

from stridewell.app.assess import Assessment, assess
from stridewell.app.case import Case
from stridewell.app.current import second_askings
from stridewell.app.draft import Draft
from stridewell.app.interview import (
    DECIDES,
    UNSURE,
    Ask,
    Finished,
    Phase,
    further_step,
    next_step,
    unsettled,
)
from stridewell.differential.next_question import Turn, is_blocked, may_ask, turn_of
from stridewell.intake.answers import as_told
from stridewell.intake.contradictions import Contradiction, find_clashes
from stridewell.intake.presentation import Presentation, facts_of
from stridewell.intake.reading import NOT_SURE, Answer
from stridewell.intake.runner import Runner
from stridewell.knowledge.criteria import evaluate
from stridewell.knowledge.records import Knowledge, Question
from stridewell.triage.disposition import Disposition, triage
from stridewell.values.evidence import Finding, State

SAFETY = "safety"
OPENED = "You opened this question yourself."
LOOK_OVER = "Your words answer a part of it; look over the rest."
ANSWERED = Finished("What was to be asked has been asked.")


@dataclass(frozen=True, slots=True)
class ClearUp:
    """Answers that cannot both be right, to be given again on one page.

    ``must`` tells that nothing can be judged before: one says yes and one no to the same thing.
    """

    contradiction: Contradiction
    must: bool


Step: TypeAlias = Ask | ClearUp | Finished


@dataclass(frozen=True, slots=True)
class Stand:
    """Where a check-in stands: how urgent it is so far, and the next step.

    ``assessment`` is None while two answers clash; the urgency is then the worst that either of
    them could mean. ``may_finish`` tells that every safety question has had its turn.
    """

    disposition: Disposition
    step: Step
    assessment: Assessment | None
    may_finish: bool


@dataclass(frozen=True, slots=True)
class Guide:
    """A check-in on its way at one moment; ``findings`` is what the stored runs say."""

    draft: Draft
    at: datetime
    knowledge: Knowledge
    findings: tuple[Finding, ...] = ()

    @property
    def case(self) -> Case:
        """What is known so far, as a case that can be judged."""
        return Case(self.at, self.draft.runner, self.draft.answers, self.findings)

    @property
    def presentation(self) -> Presentation:
        """What is known so far, as it was told.

        Raises:
            CaseError: an answer is impossible.
        """
        return self._presented(self.draft.answers)

    def _presented(self, answers: Mapping[str, Answer]) -> Presentation:
        told = as_told(self.draft.runner, answers, self.at, self.knowledge)
        return told.with_findings(self.findings)

    def stand(self) -> Stand:
        """Where the check-in stands.

        Raises:
            CaseError: an answer is impossible, or does not fit the runner.
        """
        clash = next(iter(find_clashes(self.draft.answers, self.at, self.knowledge)), None)
        if clash is not None:
            return Stand(self._worst(clash), ClearUp(clash, must=True), None, may_finish=False)
        assessment = assess(self.case, self.knowledge)
        open_safety = any(
            each.turn is not Turn.INFORMATION
            for each in assessment.next_questions
            if each.question.id not in self.draft.passed
        )
        may_finish = self.draft.is_interview and not (open_safety or self.draft.look_over)
        return Stand(assessment.disposition, self._step(assessment), assessment, may_finish)

    def _worst(self, clash: Contradiction) -> Disposition:
        """The more urgent of what either answer means without the other."""
        judged = (
            triage(self._presented(without(self.draft.answers, question)), self.knowledge)
            for question in clash.questions
        )
        return max(judged, key=lambda each: each.level.urgency)

    def _step(self, assessment: Assessment) -> Step:
        open_now = unsettled(assessment, self._left_alone(assessment))
        if open_now is not None:
            return ClearUp(open_now, must=False)
        for question_id in self.draft.look_over:
            return Ask(self.knowledge.questions[question_id], Phase.SAFETY, LOOK_OVER)
        if not self.draft.is_interview:
            return next((self._listed(each) for each in self.waiting()), ANSWERED)
        step_of = further_step if self.draft.more else next_step
        return step_of(assessment, self.knowledge, self.draft.passed)

    def _left_alone(self, assessment: Assessment) -> frozenset[str]:
        """The contradictions not to ask about: those stood by, and those only older answers make.

        Older answers are what a check-in that is not a whole one began with.
        """
        done = set(self.draft.done)
        older = (c.id for c in assessment.contradictions if not done & set(c.questions))
        return self.draft.stood_by | (frozenset() if self.draft.whole else frozenset(older))

    def _listed(self, question: Question) -> Ask:
        if turn_of(question) is Turn.INFORMATION:
            return Ask(question, Phase.MORE, OPENED)
        return Ask(question, Phase.SAFETY, DECIDES if question.asks_again is None else UNSURE)

    def waiting(self) -> tuple[Question, ...]:
        """The questions of the check-in's list that are still to come, in file order."""
        known = self.presentation
        facts = facts_of(known, self.knowledge)
        return tuple(
            question
            for question in self.knowledge.questions.values()
            if question.id not in self.draft.done
            and (question.id in self.draft.asks or question.asks_again in self.draft.asks)
            and may_ask(question, known, facts, self.knowledge)
        )

    def answered(self, question: Question, answer: Answer | None) -> Guide:
        """The check-in with an answer; None passes the question over.

        A second answer to an older first one is dropped, and so are answers to questions that
        no longer apply.

        Raises:
            CaseError: an answer is impossible.
        """
        again = second_askings((question.id,), self.knowledge)
        kept = without(self.draft.answers, question.id, *again)
        if answer is not None:
            kept = {**kept, question.id: answer}
        done = tuple(each for each in self.draft.done if each not in again)
        if question.id not in done:
            done = (*done, question.id)
        look_over = tuple(each for each in self.draft.look_over if each != question.id)
        draft = replace(self.draft, answers=kept, done=done, look_over=look_over)
        return replace(self, draft=draft).fitting()

    def confirmed(self, answers: Mapping[str, Answer]) -> Guide:
        """The check-in with answers that were taken from a text and that the runner confirmed.

        A text names what is there and passes over the rest. So the boxes it leaves empty stay
        unknown, and a question of safety is looked over once more.

        Raises:
            CaseError: an answer is impossible.
        """
        guide, partly = self, []
        for question_id, answer in answers.items():
            question = self.knowledge.questions[question_id]
            ticked = question.kind == "multi" and not _is_whole(question, answer)
            if ticked and question.section == SAFETY:
                partly.append(question_id)
            elif ticked and question.option(NOT_SURE) is not None:
                answer = [*_entries(answer), NOT_SURE]  # noqa: PLW2901
            guide = guide.answered(question, answer)
        look_over = tuple(each for each in partly if each in guide.draft.answers)
        return replace(guide, draft=replace(guide.draft, look_over=look_over))

    def standing_by(self, contradiction: str) -> Guide:
        """The check-in with a contradiction left as it is."""
        stood_by = self.draft.stood_by | {contradiction}
        return replace(self, draft=replace(self.draft, stood_by=stood_by))

    def contradiction(self, contradiction_id: str) -> ClearUp | None:
        """The contradiction of that id, if the answers make it."""
        clashes = find_clashes(self.draft.answers, self.at, self.knowledge)
        found = [ClearUp(each, must=True) for each in clashes]
        if not found:
            soft = assess(self.case, self.knowledge).contradictions
            found = [ClearUp(each, must=False) for each in soft]
        return next((each for each in found if each.contradiction.id == contradiction_id), None)

    def of_runner(self, runner: Runner) -> Guide:
        """The check-in for another or corrected runner."""
        return replace(self, draft=replace(self.draft, runner=runner)).fitting()

    def fitting(self) -> Guide:
        """The check-in without answers to questions that this runner would not be asked."""
        given = [self.knowledge.questions[each] for each in self.draft.answers]
        tied = tuple((q.id, q.asked_when) for q in given if q.asked_when is not None)
        kept = without(self.draft.answers, *(question for question, _ in tied))
        lost: frozenset[str] = frozenset()
        while True:
            facts = facts_of(self._presented(kept), self.knowledge)
            more = {q for q, when in tied if evaluate(when, facts).state is State.ABSENT} - lost
            lost |= more
            kept, before = without(self.draft.answers, *lost), kept
            if kept == before:
                break
        done = tuple(each for each in self.draft.done if each not in lost)
        return replace(self, draft=replace(self.draft, answers=kept, done=done))

    def may_ask(self, question: Question) -> bool:
        """Whether a question applies to this runner now."""
        known = self.presentation
        return may_ask(question, known, facts_of(known, self.knowledge), self.knowledge)

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


def _entries(answer: Answer) -> tuple[Answer, ...]:
    if isinstance(answer, str) or not isinstance(answer, Sequence):
        return (answer,)
    return tuple(answer)


def _is_whole(question: Question, answer: Answer) -> bool:
    """Whether an answer with boxes says all there is: "none of these", or "not sure"."""
    options = (question.option(str(each)) for each in _entries(answer))
    return any(each is not None and (each.none or each.id == NOT_SURE) for each in options)


def without(answers: Mapping[str, Answer], *questions: str) -> Mapping[str, Answer]:
    """The answers but for those to some questions."""
    return {each: answer for each, answer in answers.items() if each not in questions}
