"""Answers and run findings → urgency, ranked candidates, next questions. Triage always first."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from stridewell.app.case import Case
from stridewell.differential.candidates import Differential
from stridewell.differential.next_question import NextQuestion, next_questions
from stridewell.differential.posterior import rank_candidates
from stridewell.intake.answers import presentation_of
from stridewell.intake.presentation import Presentation
from stridewell.knowledge.records import Knowledge
from stridewell.triage.disposition import Disposition, triage


@dataclass(frozen=True, slots=True)
class Assessment:
    """What one case comes to, with everything it rests on."""

    case: Case
    presentation: Presentation
    disposition: Disposition
    differential: Differential
    next_questions: tuple[NextQuestion, ...]
    knowledge_version: str


def assess(case: Case, knowledge: Knowledge) -> Assessment:
    """Judge one case. The same case with the same knowledge gives the same assessment.

    Raises:
        CaseError: an answer is unknown, impossible or contradicts another.
    """
    answered = presentation_of(case.runner, case.answers, case.at, knowledge)
    presentation = answered.with_findings(case.findings)
    disposition = triage(presentation, knowledge, case.held)
    differential = rank_candidates(presentation, knowledge, np.random.default_rng(case.seed))
    return Assessment(
        case=case,
        presentation=presentation,
        disposition=disposition,
        differential=differential,
        next_questions=next_questions(presentation, differential, knowledge),
        knowledge_version=knowledge.version,
    )
