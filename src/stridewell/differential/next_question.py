"""Which open question would tell most: safety first, then expected information per burden."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum

import numpy as np

from stridewell.differential.posterior import Posterior
from stridewell.differential.question_tables import QuestionTables, question_tables_of
from stridewell.differential.tables import Array
from stridewell.intake.presentation import Presentation, facts_of
from stridewell.knowledge.criteria import evaluate
from stridewell.knowledge.records import Knowledge, Question
from stridewell.values.evidence import Facts, State

SECONDS_A_MINUTE = 60


class Turn(IntEnum):
    """In which order questions are asked; lower comes first."""

    CRITICAL = 0
    SAFETY = 1
    INFORMATION = 2


@dataclass(frozen=True, slots=True)
class NextQuestion:
    """An open question with the information it is expected to give, in bits.

    ``burden_s`` is how long it takes to answer, in seconds; what is worth most per minute
    comes first.
    """

    question: Question
    bits: float
    turn: Turn
    burden_s: float = 10.0

    @property
    def bits_per_minute(self) -> float:
        """What it is worth for the time it takes."""
        return SECONDS_A_MINUTE * self.bits / self.burden_s


def next_questions(
    presentation: Presentation, posterior: Posterior, knowledge: Knowledge
) -> tuple[NextQuestion, ...]:
    """Every question that can still be asked, the most worthwhile first."""
    bits = expected_bits(posterior, knowledge)
    entries = [
        NextQuestion(
            question,
            round(bits.get(question.id, 0.0), 4),
            turn_of(question),
            burden_s(question, knowledge),
        )
        for question in open_questions(presentation, knowledge, posterior.weighed.scene.facts)
    ]
    return tuple(sorted(entries, key=_place))


def _place(entry: NextQuestion) -> tuple[Turn, float]:
    """Safety questions keep the order of the files, which puts what cannot wait first."""
    telling = entry.turn is Turn.INFORMATION
    return entry.turn, -entry.bits_per_minute if telling else 0.0


def expected_bits(posterior: Posterior, knowledge: Knowledge) -> Mapping[str, float]:
    """How many bits each question's answer is expected to take off the ranking's doubt.

    The boxes of one question are weighed apart and shrunk, as findings are; a box whose
    dependence group is known already can tell little more.
    """
    tables = question_tables_of(knowledge)
    gains = _information(tables, posterior.probability)
    known = _known_groups(posterior, knowledge)
    shrinkage, same = knowledge.number("shrinkage"), knowledge.number("same_group")
    bits: dict[str, float] = {}
    for owner, group, gain in zip(tables.owner, tables.group, gains.tolist(), strict=True):
        weight = 1.0 if group is None else shrinkage * (same if group in known else 1.0)
        bits[owner] = bits.get(owner, 0.0) + weight * gain
    return bits


def _information(tables: QuestionTables, probability: Array) -> Array:
    """Mutual information in bits of every outcome set with the cause."""
    outcome = tables.rows @ probability
    logs = outcome * np.log2(np.maximum(outcome, 1e-12))
    before = -np.add.reduceat(logs, tables.start)
    gained: Array = np.maximum(0.0, before - tables.entropy @ probability)
    return gained


def _known_groups(posterior: Posterior, knowledge: Knowledge) -> frozenset[str]:
    weighed = posterior.weighed
    findings = (weighed.tables.findings[int(column)] for column in weighed.columns)
    return frozenset(knowledge.findings[finding].group for finding in findings)


def burden_s(question: Question, knowledge: Knowledge) -> float:
    """How long a question takes to answer, in seconds (our estimates, by kind)."""
    kind = "test" if question.test is not None else question.kind
    return knowledge.number(f"burden_{kind}_s")


def open_questions(
    presentation: Presentation, knowledge: Knowledge, facts: Facts | None = None
) -> tuple[Question, ...]:
    """Questions not answered yet that may be asked of this runner now, in file order."""
    known = facts if facts is not None else facts_of(presentation, knowledge)
    return tuple(
        question
        for question in knowledge.questions.values()
        if question.id not in presentation.answered
        and may_ask(question, presentation, known, knowledge)
    )


def may_ask(
    question: Question, presentation: Presentation, facts: Facts, knowledge: Knowledge
) -> bool:
    """Whether a question applies: asked again only after "not sure", tests only when safe."""
    if question.asks_again is not None and question.asks_again not in presentation.not_sure:
        return False
    if question.test is not None and is_blocked(question.test, facts, knowledge):
        return False
    return question.asked_when is None or (
        evaluate(question.asked_when, facts).state is not State.ABSENT
    )


def is_blocked(test_id: str, facts: Facts, knowledge: Knowledge) -> bool:
    """Whether a self-test must not be done; for impact tests "unknown" blocks as well."""
    test = knowledge.self_tests[test_id]
    if test.clinician_only:
        return True
    if test.blocked_when is None:
        return False
    state = evaluate(test.blocked_when, facts).state
    return state is State.PRESENT or (test.impact and state is State.UNKNOWN)


def turn_of(question: Question) -> Turn:
    """When a question has its turn: the eight critical ones, other safety, then the rest."""
    if question.critical or question.asks_again is not None:
        return Turn.CRITICAL
    return Turn.SAFETY if question.section == "safety" else Turn.INFORMATION
