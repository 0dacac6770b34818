"""Answers that cannot both be right: shown, asked again, and never averaged."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

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
