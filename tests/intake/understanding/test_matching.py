"""Phrases are found where their words stand close enough."""

from __future__ import annotations

import pytest

from cases import KNOWLEDGE
from stories import passage
from stridewell.intake.understanding.lexicon import lexicon_of
from stridewell.intake.understanding.matching import find_phrases, find_places

LEXICON = lexicon_of(KNOWLEDGE.phrases)


def found(text: str) -> set[tuple[str, str]]:
    parted = passage(text)
    places = find_places(parted, LEXICON)
    return {
        (match.phrase.question, match.phrase.option)
        for match in find_phrases(parted, LEXICON, places)
    }


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("numb between my legs", ("saddle_numbness", "new")),
        ("numb, well, almost, between my legs", ("saddle_numbness", "new")),
        ("the outside of that bloody right hip", ("pain_regions", "lat_hip")),
        ("bit I sit on", ("pain_regions", "sit_bone")),
    ],
)
def test_words_may_have_others_between(text: str, phrase: tuple[str, str]) -> None:
    assert phrase in found(text)


def test_a_full_stop_parts_words() -> None:
    assert ("saddle_numbness", "new") not in found("My foot is numb. A ball between my legs.")


def test_the_lexicon_is_compiled_once() -> None:
    assert lexicon_of(KNOWLEDGE.phrases) is LEXICON
