"""What a person types becomes an answer."""

from __future__ import annotations

import pytest

from cases import AT, KNOWLEDGE, WOMAN
from stridewell.cli.typed_answers import read_typed, shown_options, unsure
from stridewell.errors import CaseError
from stridewell.intake.answers import presentation_of
from stridewell.intake.reading import Answer

QUESTIONS = KNOWLEDGE.questions


@pytest.mark.parametrize(
    ("question", "typed", "answer"),
    [
        ("fever", "1", "no"),
        ("fever", "no", "no"),
        ("fever", "s", "not_sure"),
        ("trauma", "2 3", ["fall", "pop"]),
        ("trauma", "2,3", ["fall", "pop"]),
        ("trauma", "2 s", ["fall", "not_sure"]),
        ("trauma", "s", ["not_sure"]),
        ("other_sports", "s", None),
        ("duration_weeks", "0,7", 0.7),
        ("duration_weeks", "s", "not_sure"),
        ("pain_since", "2026-05-06", "2026-05-06"),
        ("notes", "", None),
        ("notes", "It began on holiday.", "It began on holiday."),
        ("pain_regions", "8", ["lat_hip"]),
        ("pain_regions", "8R", [{"region": "lat_hip", "side": "right"}]),
        ("pain_regions", "8 both", [{"region": "lat_hip", "side": "both"}]),
        ("pain_regions", "lat_hip left", [{"region": "lat_hip", "side": "left"}]),
        ("pain_regions", "18m", [{"region": "lbp_mid", "side": "midline"}]),
        ("pain_regions", "s", "not_sure"),
    ],
)
def test_numbers_ids_and_words_are_understood(
    question: str, typed: str, answer: Answer | None
) -> None:
    assert read_typed(QUESTIONS[question], typed, KNOWLEDGE) == answer


@pytest.mark.parametrize(
    ("question", "typed"),
    [
        ("fever", ""),
        ("fever", "9"),
        ("fever", "perhaps"),
        ("trauma", "2 99"),
        ("duration_weeks", "a week"),
        ("pain_regions", "?!"),
        ("pain_regions", "99r"),
    ],
)
def test_what_is_no_answer_is_refused(question: str, typed: str) -> None:
    with pytest.raises(CaseError):
        read_typed(QUESTIONS[question], typed, KNOWLEDGE)


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_question_takes_not_sure_or_can_be_passed_over(question: str) -> None:
    answer = unsure(QUESTIONS[question])
    if answer is not None and QUESTIONS[question].asked_when is None:
        presentation_of(WOMAN, {question: answer}, AT, KNOWLEDGE)


def test_not_sure_has_its_own_key_and_no_number() -> None:
    assert "not_sure" not in {option for option, _ in shown_options(QUESTIONS["fever"], KNOWLEDGE)}
