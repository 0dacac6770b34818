"""Answers that contradict each other, or the runner, are refused."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cases import AT, KNOWLEDGE, MAN, WOMAN, finding, presented
from stridewell.errors import CaseError
from stridewell.intake.consistency import refuse_contradictions
from stridewell.intake.presentation import Presentation
from stridewell.intake.runner import Runner, Sex
from stridewell.values.evidence import State


def test_yes_and_no_to_the_same_thing_quotes_both() -> None:
    yes = replace(finding("limp"), said="I limp")
    no = replace(finding("limp", State.ABSENT), said="I walk normally")
    with pytest.raises(CaseError, match=r"Antalgic gait.*I limp.*I walk normally"):
        refuse_contradictions(Presentation(AT, (yes, no)), KNOWLEDGE)


def test_a_weak_no_does_not_contradict_a_yes() -> None:
    weak = replace(finding("limp", State.ABSENT), certainty=0.5)
    refuse_contradictions(Presentation(AT, (finding("limp"), weak)), KNOWLEDGE)


@pytest.mark.parametrize(
    ("runner", "question", "answer"),
    [
        (WOMAN, "testicular_pain", "new"),
        (MAN, "pregnancy", "early"),
        (Runner(72, Sex.FEMALE), "pregnancy", "late"),
        (MAN, "periods", "absent"),
    ],
)
def test_a_yes_that_cannot_be_names_its_question(
    runner: Runner, question: str, answer: str
) -> None:
    with pytest.raises(CaseError, match=question):
        presented({question: answer}, runner)


def test_a_no_that_could_not_be_asked_is_harmless() -> None:
    assert presented({"pregnancy": "no"}, MAN).answered == {"pregnancy"}


def test_who_does_not_tell_their_sex_may_answer_both() -> None:
    somebody = Runner(30)
    presented({"pregnancy": "possible"}, somebody)
    presented({"testicular_pain": "new"}, somebody)
