"""Answers that contradict each other or the runner are refused, never averaged."""

from __future__ import annotations

from collections.abc import Sequence

from stridewell.errors import CaseError
from stridewell.intake.presentation import Presentation, facts_of
from stridewell.knowledge.criteria import evaluate
from stridewell.knowledge.records import Knowledge, Question
from stridewell.values.evidence import State


def refuse_contradictions(presentation: Presentation, knowledge: Knowledge) -> None:
    """Two firm answers may not say yes and no to the same finding.

    Raises:
        CaseError: they do; both answers are quoted.
    """
    firm = [f for f in presentation.findings if f.certainty == 1.0]
    yes = {f.id: f.said for f in firm if f.state is State.PRESENT and f.value is None}
    for finding in firm:
        if finding.state is State.ABSENT and finding.id in yes:
            raise CaseError(
                "Two answers contradict each other about "
                f"“{knowledge.findings[finding.id].label}”: "
                f"“{yes[finding.id]}” and “{finding.said}”.",
                "Correct one of them.",
            )


def refuse_misplaced(
    presentation: Presentation, questions: Sequence[Question], knowledge: Knowledge
) -> None:
    """A "yes" to a question that cannot be asked of this runner contradicts the runner's data.

    Raises:
        CaseError: there is such an answer; its question is named.
    """
    facts = facts_of(presentation, knowledge)
    for question in questions:
        if question.asked_when is None:
            continue
        if evaluate(question.asked_when, facts).state is not State.ABSENT:
            continue
        says_yes = {f for option in question.options for f in option.present}
        if any(facts.state(finding) is State.PRESENT for finding in says_yes):
            raise CaseError(
                f"The answer to {question.id!r} does not fit this runner's age, sex or other "
                "answers.",
                "Correct the answer or the runner's data.",
            )
