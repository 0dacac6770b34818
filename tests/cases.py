"""Runners for tests: nothing wrong but what a test says."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from stridewell.adapters.knowledge_files import packaged_knowledge
from stridewell.app.case import Case
from stridewell.intake.answers import presentation_of
from stridewell.intake.presentation import Presentation
from stridewell.intake.reading import Answer
from stridewell.intake.runner import Runner, Sex
from stridewell.knowledge.records import Question
from stridewell.triage.disposition import Disposition, triage
from stridewell.values.evidence import FactTable, Finding, Origin, State

AT = datetime(2026, 5, 11, 7, tzinfo=UTC)
KNOWLEDGE = packaged_knowledge()
WOMAN, MAN = Runner(34, Sex.FEMALE), Runner(34, Sex.MALE)
CALM_WORDS = ("no", "none", "normal")
NOT_ASKED_OF = {Sex.FEMALE: "testicular_pain", Sex.MALE: "pregnancy"}
CRITICAL = tuple(item.question for item in KNOWLEDGE.critical.values())


def no_to(question: Question) -> Answer:
    """The answer that says nothing is wrong."""
    option = next(word for word in CALM_WORDS if question.option(word) is not None)
    return [option] if question.kind == "multi" else option


def well(runner: Runner = WOMAN) -> dict[str, Answer]:
    """Every safety question of this runner answered with no."""
    return {
        question.id: no_to(question)
        for question in KNOWLEDGE.questions.values()
        if question.section == "safety"
        and question.asks_again is None
        and question.id != NOT_ASKED_OF.get(runner.sex)
    }


def case_of(answers: Mapping[str, Answer], runner: Runner = WOMAN) -> Case:
    """A runner who is well but for the answers given."""
    return Case(AT, runner, well(runner) | dict(answers))


def presented(answers: Mapping[str, Answer], runner: Runner = WOMAN) -> Presentation:
    """What these answers, and no others, come to."""
    return presentation_of(runner, answers, AT, KNOWLEDGE)


def judged(answers: Mapping[str, Answer], runner: Runner = WOMAN) -> Disposition:
    """How urgent these answers, and no others, are."""
    return triage(presented(answers, runner), KNOWLEDGE)


def finding(finding_id: str, state: State = State.PRESENT, value: float | None = None) -> Finding:
    """A finding told firmly at the usual moment."""
    return Finding(finding_id, state, AT, Origin.ANSWER, value=value)


def facts(*present: str, absent: tuple[str, ...] = (), **numbers: float) -> FactTable:
    """Plain facts; what is not named is unknown."""
    states = dict.fromkeys(present, State.PRESENT) | dict.fromkeys(absent, State.ABSENT)
    return FactTable(states, numbers)
