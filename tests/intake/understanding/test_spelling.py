"""Misspelt words are read as the known word that is nearest, or left alone."""

from __future__ import annotations

import pytest

from cases import KNOWLEDGE
from stories import told
from stridewell.intake.understanding.lexicon import lexicon_of
from stridewell.intake.understanding.spelling import one_shorter, slips_between
from stridewell.intake.understanding.stems import stem

WORDS = lexicon_of(KNOWLEDGE.phrases).vocabulary


@pytest.mark.parametrize(
    ("first", "second", "slips"),
    [("groin", "groin", 0), ("grion", "groin", 1), ("buttok", "buttock", 1), ("hip", "knee", 4)],
)
def test_slips_are_counted(first: str, second: str, slips: int) -> None:
    assert slips_between(first, second) == slips


def test_a_swap_of_neighbours_is_one_slip() -> None:
    assert slips_between("hamsrting", "hamstring") == 1


def test_shortened_forms_hold_the_word_itself() -> None:
    assert one_shorter("abc") == {"abc", "bc", "ac", "ab"}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("numbnes", "numbness"), ("hamstirng", "hamstring"), ("shivvering", "shivering")],
)
def test_a_misspelt_word_is_read_as_the_one_meant(typed: str, meant: str) -> None:
    assert WORDS.stem_of(typed) == stem(meant)


@pytest.mark.parametrize("word", ["shopping", "thing", "strange", "hobby", "Thighland"])
def test_other_words_are_left_alone(word: str) -> None:
    assert WORDS.stem_of(word.lower(), is_name=word[0].isupper()) == stem(word.lower())


def test_a_red_flag_survives_typing_mistakes() -> None:
    said = told("numbnes betwen my legs when i whipe")
    assert ("saddle_numbness", "new", "present") in said
