"""Phrases at the beginning of a sentence and inside one."""

from __future__ import annotations

import pytest

from stridewell.values.wording import lower_first, sentence_case


@pytest.mark.parametrize(
    ("phrase", "begins"), [("an MRI", "An MRI"), ("", ""), ("MRI scan", "MRI scan")]
)
def test_a_sentence_begins_with_a_capital_and_keeps_the_rest(phrase: str, begins: str) -> None:
    assert sentence_case(phrase) == begins


@pytest.mark.parametrize(
    ("phrase", "inside"),
    [("Hip pain", "hip pain"), ("MRI scan", "MRI scan"), ("I limp", "I limp"), ("", "")],
)
def test_inside_a_sentence_abbreviations_keep_their_capitals(phrase: str, inside: str) -> None:
    assert lower_first(phrase) == inside
