"""Answers and run findings → urgency, ranked candidates, next questions. Triage always first."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from stridewell.app.case import Case
from stridewell.app.floor import raised_by_ranking
from stridewell.differential.candidates import Differential
from stridewell.differential.moves import openings_of
from stridewell.differential.next_question import NextQuestion, Turn, next_questions
from stridewell.differential.posterior import Posterior, posterior_of
from stridewell.differential.ranking import differential_of
from stridewell.intake.answers import presentation_of
from stridewell.intake.contradictions import Contradiction, find_contradictions, in_doubt
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
    posterior: Posterior
    contradictions: tuple[Contradiction, ...] = ()
    """Answers that cannot both be right; what they say is left out of the ranking."""

    @property
    def knowledge(self) -> Knowledge:
        """The knowledge it rests on."""
        return self.posterior.weighed.scene.knowledge


def assess(case: Case, knowledge: Knowledge) -> Assessment:
    """Judge one case. The same case with the same knowledge gives the same assessment.

    Raises:
        CaseError: an answer is unknown, impossible or contradicts another.
    """
    answered = presentation_of(case.runner, case.answers, case.at, knowledge)
    presentation = answered.with_findings(case.findings)
    by_rules = triage(presentation, knowledge, case.held)
    contradictions = find_contradictions(presentation, knowledge)
    firm = presentation.without(in_doubt(contradictions))
    posterior = posterior_of(firm, knowledge, np.random.default_rng(case.seed))
    questions = next_questions(presentation, posterior, knowledge)
    telling = [each.question for each in questions if each.turn is Turn.INFORMATION]
    openings = openings_of(telling, posterior, knowledge)
    differential = differential_of(posterior, openings)
    return Assessment(
        case=case,
        presentation=presentation,
        disposition=raised_by_ranking(by_rules, differential, knowledge),
        differential=differential,
        next_questions=questions,
        posterior=posterior,
        contradictions=contradictions,
        knowledge_version=knowledge.version,
    )
