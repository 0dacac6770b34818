"""Phrase files become a phrase book; a slip in them is refused by file and key."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any

import pytest

from cases import KNOWLEDGE
from stridewell.errors import KnowledgeError
from stridewell.knowledge.parse import root_node
from stridewell.knowledge.parse_phrases import REQUIRED_WORDS, parse_phrase_book
from stridewell.knowledge.phrases import Need, Phrase, PhraseBook, Reach

WORDS = {name: f"{name} word" for name in REQUIRED_WORDS}
FILES: Mapping[str, Any] = {
    "phrases/words.yaml": {"words": WORDS, "ordinary": ["the weather", "is lovely"]},
    "phrases/theme.yaml": {
        "defaults": {"needs": "hurts", "reach": "clause"},
        "phrases": {
            "aggravators_load": {
                "stairs": ["stairs, up {running}", {"say": "steps", "needs": "nothing"}],
            },
            "pain_regions": {"groin": [{"say": "groin", "reach": "text", "vague": True}]},
            "fever": {"no": [{"say": "well", "otherwise": "ill", "unless": "past_cue"}]},
            "saddle_numbness": {"new": [{"say": "numb seat", "lasting": "old"}]},
        },
    },
}


def book(files: Mapping[str, Any] = FILES) -> PhraseBook:
    nodes = {path: root_node(path, value) for path, value in files.items()}
    return parse_phrase_book(nodes, KNOWLEDGE.questions, KNOWLEDGE.regions)


def phrase(says: str) -> Phrase:
    return next(each for each in book().phrases if each.says == says)


def test_texts_are_parted_at_commas() -> None:
    assert [each.says for each in book().phrases][:3] == ["stairs", "up {running}", "steps"]
    assert book().words["hurts"] == ("hurts word",)


def test_ordinary_words_are_gathered() -> None:
    assert book().ordinary == {"the", "weather", "is", "lovely"}


def test_an_entry_takes_what_the_file_says_of_all() -> None:
    assert (phrase("stairs").needs, phrase("stairs").reach) == (Need.HURTS, Reach.CLAUSE)


def test_an_entry_speaks_for_itself_first() -> None:
    assert phrase("steps").needs is None
    assert (phrase("groin").reach, phrase("groin").vague) == (Reach.TEXT, True)
    assert (phrase("well").otherwise, phrase("well").unless) == ("ill", "past_cue")
    assert phrase("numb seat").lasting == "old"


def test_equal_books_are_equal_and_share_their_hash() -> None:
    assert book() == book()
    assert hash(book()) == hash(book())


FAULTS: Mapping[str, tuple[str, Mapping[str, Any]]] = {
    "there is no question 'toe'": ("phrases", {"toe": {"yes": ["toe"]}}),
    "has no option 'lava'": ("phrases", {"fever": {"lava": ["hot"]}}),
    "has no option 'moon'": ("phrases", {"pain_regions": {"moon": ["moon"]}}),
    "unknown key 'sez'": ("phrases", {"fever": {"no": [{"sez": "well"}]}}),
    "'say' is missing": ("phrases", {"fever": {"no": [{"needs": "hurts"}]}}),
    "needs 'love'": ("phrases", {"fever": {"no": [{"say": "well", "needs": "love"}]}}),
    "reach 'moon'": ("phrases", {"fever": {"no": [{"say": "well", "reach": "moon"}]}}),
    "'lava' is not known": ("phrases", {"fever": {"no": [{"say": "well", "lasting": "lava"}]}}),
    "'sky' is not known": ("phrases", {"fever": {"no": [{"say": "well", "unless": "sky"}]}}),
    "no words 'sky'": ("phrases", {"fever": {"no": ["{sky} well"]}}),
    "the phrase is empty": ("phrases", {"fever": {"no": ["well, .. ..."]}}),
    "nothing between two commas": ("phrases", {"fever": {"no": ["well,, fine"]}}),
    "must be a list": ("phrases", {"fever": {"no": "well"}}),
    "listed twice": ("words", {"hurts": "again"}),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_slip_is_refused_by_file_and_key(fault: str) -> None:
    part, value = FAULTS[fault]
    files = {**copy.deepcopy(dict(FILES)), "phrases/zz_broken.yaml": {part: value}}
    with pytest.raises(KnowledgeError) as caught:
        book(files)
    assert fault in str(caught.value)
    assert "phrases/zz_broken.yaml" in str(caught.value)


def test_an_unknown_part_of_a_file_is_refused() -> None:
    with pytest.raises(KnowledgeError, match="unknown key 'frases'"):
        book({**FILES, "phrases/zz.yaml": {"frases": {}}})


def test_a_class_of_words_that_the_reading_needs_may_not_be_missing() -> None:
    words = {name: text for name, text in WORDS.items() if name != "negator"}
    with pytest.raises(KnowledgeError, match="'negator' are missing"):
        book({"phrases/words.yaml": {"words": words}})


def test_no_packaged_phrase_is_listed_twice() -> None:
    phrases = KNOWLEDGE.phrases.phrases
    assert len(set(phrases)) == len(phrases)
