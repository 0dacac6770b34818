"""Answers in the words of the question."""

from __future__ import annotations

import pytest

from cases import KNOWLEDGE
from stridewell.app.answer_words import in_words
from stridewell.intake.reading import Answer


@pytest.mark.parametrize(
    ("question", "answer", "words"),
    [
        ("fever", "no", "No, I feel well"),
        ("fever", False, "No, I feel well"),
        ("trauma", ["fall", "pop"], "A fall or a direct blow; A sudden pop or crack"),
        ("trauma", ["not_sure"], "Not sure"),
        ("duration_weeks", 0.7, "0.7 weeks"),
        ("duration_weeks", 1, "1 week"),
        ("duration_weeks", "not_sure", "Not sure"),
        ("pain_daily", 2, "2 of 10"),
        ("pain_since", "2026-05-06", "2026-05-06"),
        ("pain_regions", ["lat_hip"], "outer side of the hip"),
        ("pain_regions", [{"region": "groin", "side": "left"}], "groin crease (left)"),
        ("notes", "It began on holiday.", "It began on holiday."),
        ("fever", "what nobody knows", "what nobody knows"),
        ("hip_mechanics", ["no:locking"], "no to “It locks”"),
    ],
)
def test_an_answer_reads_as_it_was_asked(question: str, answer: Answer, words: str) -> None:
    assert in_words(KNOWLEDGE.questions[question], answer, KNOWLEDGE) == words
