"""Answers that cannot both be right: shown, asked again, and never averaged."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from stridewell.intake.answers import Answers, findings_by_question
from stridewell.intake.presentation import Presentation, facts_of
from stridewell.knowledge.criteria import evaluate
from stridewell.knowledge.records import Knowledge
from stridewell.values.evidence import State


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Answers that cannot both be right; ``questions`` are to be asked again.

    ``doubt`` names the findings that count as unknown for the ranking until then.
    """

    id: str
    text: str
    questions: tuple[str, ...]
    doubt: tuple[str, ...]


def find_clashes(answers: Answers, at: datetime, knowledge: Knowledge) -> tuple[Contradiction, ...]:
    """Pairs of answers of which one says yes and the other no to one and the same finding.

    No case holds such a pair (see `presentation_of`), so it has to be cleared up first.

    Raises:
        CaseError: a question id is unknown, or a value impossible.
    """
    told = findings_by_question(answers, at, knowledge)
    firm = [
        (question, each)
        for question, found in told.items()
        for each in found
        if each.certainty == 1.0 and each.value is None
    ]
    yes = {each.id: question for question, each in firm if each.state is State.PRESENT}
    clashing = {
        (yes[each.id], question): each.id
        for question, each in firm
        if each.state is State.ABSENT and yes.get(each.id, question) != question
    }
    return tuple(
        Contradiction(
            id=f"both_{finding}",
            text=f"One answer says yes and one says no to “{knowledge.findings[finding].plain}”.",
            questions=questions,
            doubt=(finding,),
        )
        for questions, finding in clashing.items()
    )


def find_contradictions(
    presentation: Presentation, knowledge: Knowledge
) -> tuple[Contradiction, ...]:
    """Every pair of answers that cannot both be right, among those that were given."""
    facts = facts_of(presentation, knowledge)
    return tuple(
        Contradiction(
            rule.id,
            rule.text,
            tuple(q for q in rule.questions if q in presentation.answered),
            rule.doubt,
        )
        for rule in knowledge.contradictions.values()
        if evaluate(rule.when, facts).state is State.PRESENT
    )


def in_doubt(contradictions: Iterable[Contradiction]) -> frozenset[str]:
    """The findings that count as unknown for the ranking until they are asked again."""
    return frozenset(finding for each in contradictions for finding in each.doubt)
