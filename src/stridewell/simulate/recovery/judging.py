"""What the runner has told so far and what triage and ranking make of it, worked out once each."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

import numpy as np

from stridewell.app.case import DEFAULT_SEED
from stridewell.app.current import HELD_FROM
from stridewell.app.floor import raised_by_ranking
from stridewell.app.load_history import TrainingLoad, run_findings
from stridewell.differential.candidates import Differential
from stridewell.differential.ranking import rank_candidates
from stridewell.intake.answers import presentation_of
from stridewell.intake.contradictions import find_contradictions, in_doubt
from stridewell.intake.presentation import Presentation, facts_of
from stridewell.intake.reading import Answer
from stridewell.intake.runner import Runner
from stridewell.knowledge.records import Knowledge, Level
from stridewell.triage.disposition import Disposition, triage
from stridewell.values.evidence import FactTable, Finding

NUMBERS = frozenset({"pain_daily", "pain_running", "duration_weeks"})
"""Answers that change every day and do not make the candidates worth ranking anew."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """How urgent it is and which causes fit, with what that rests on."""

    presentation: Presentation
    disposition: Disposition
    differential: Differential
    facts: FactTable


@dataclass(slots=True)
class Memory:
    """Judgements already made for one runner; every policy on that runner shares it."""

    judged: dict[Hashable, Judgement] = field(default_factory=dict)
    ranked: dict[Hashable, Differential] = field(default_factory=dict)


@dataclass(slots=True)
class Desk:
    """The answers of one runner as they grow, judged as the app judges them.

    A level from within days on is held until a whole new intake: ``holds`` False is for runners
    whom nobody advises. Once the clinician has named the cause, the candidates stay as they are.
    """

    runner: Runner
    knowledge: Knowledge
    memory: Memory
    answers: dict[str, Answer]
    answers_at: datetime
    holds: bool = True
    held: Level | None = None
    held_since: date | None = None
    cleared: set[str] = field(default_factory=set)
    named: Differential | None = None

    def tell(self, answers: Mapping[str, Answer], at: datetime) -> None:
        """Take new answers up."""
        self.answers = {**self.answers, **answers}
        self.answers_at = at

    def tell_all(self, answers: Mapping[str, Answer], at: datetime) -> None:
        """A whole new intake: what was told before no longer counts."""
        self.answers, self.answers_at = dict(answers), at
        self.held = self.held_since = None

    def name(self, answers: Mapping[str, Answer], at: datetime) -> None:
        """The clinician names the cause: its candidates count, whatever is told later."""
        if self.named is None:
            told = presentation_of(self.runner, answers, at, self.knowledge)
            draws = np.random.default_rng(DEFAULT_SEED)
            self.named = rank_candidates(told, self.knowledge, draws)

    def leads(self, at: datetime) -> str:
        """The id of the leading candidate of the answers alone; nothing is held for it."""
        told = presentation_of(self.runner, self.answers, at, self.knowledge)
        return self._ranked(told, ()).candidates[0].id

    def judge(self, load: TrainingLoad, at: datetime) -> Judgement:
        """The judgement of this moment; it may only raise a level that is held."""
        found = run_findings(load, at, None)
        key = (_frozen(self.answers), _said(found), self.held, self.named is None, *self.cleared)
        if key not in self.memory.judged:
            self.memory.judged[key] = self._judge(found, at)
        judgement = self.memory.judged[key]
        level = judgement.disposition.level
        if self.holds and level.urgency >= HELD_FROM.urgency:
            self.held_since = self.held_since or at.date()
            self.held = level
        return replace(judgement, presentation=replace(judgement.presentation, at=at))

    def _judge(self, found: tuple[Finding, ...], at: datetime) -> Judgement:
        told = presentation_of(self.runner, self.answers, at, self.knowledge)
        presentation = told.with_findings(found)
        differential = self.named or self._ranked(presentation, found)
        disposition = triage(presentation, self.knowledge, self.held)
        if not self.cleared:
            disposition = raised_by_ranking(disposition, differential, self.knowledge)
        facts = facts_of(presentation, self.knowledge)
        return Judgement(presentation, disposition, differential, facts)

    def _ranked(self, presentation: Presentation, found: tuple[Finding, ...]) -> Differential:
        story = {name: said for name, said in self.answers.items() if name not in NUMBERS}
        key = (_frozen(story), _said(found))
        if key not in self.memory.ranked:
            doubted = in_doubt(find_contradictions(presentation, self.knowledge))
            firm, draws = presentation.without(doubted), np.random.default_rng(DEFAULT_SEED)
            self.memory.ranked[key] = rank_candidates(firm, self.knowledge, draws)
        return self.memory.ranked[key]


def _frozen(answers: Mapping[str, Answer]) -> Hashable:
    return frozenset((name, repr(said)) for name, said in answers.items())


def _said(found: tuple[Finding, ...]) -> Hashable:
    return tuple((each.id, each.state) for each in found)
