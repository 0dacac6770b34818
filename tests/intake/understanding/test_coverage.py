"""Every answer a runner may want to give can be reached by words."""

from __future__ import annotations

import pytest

from cases import KNOWLEDGE
from stridewell.intake.reading import NOT_SURE
from stridewell.knowledge.records import Question

PHRASES = KNOWLEDGE.phrases.phrases
REACHED = {
    (phrase.question, option)
    for phrase in PHRASES
    for option in (phrase.option, phrase.lasting, phrase.otherwise)
}
BY_DENIAL = {"no", "none", "normal", "negative", "not_done", NOT_SURE}
"""Options that are reached by denying another one, by doubt, or by saying nothing."""
READ_BY_CODE = {"pain_side"}
ASKED_AGAIN = {q.id for q in KNOWLEDGE.questions.values() if q.asks_again is not None}
READ = [
    q for q in KNOWLEDGE.questions.values() if q.options and q.id not in READ_BY_CODE | ASKED_AGAIN
]


@pytest.mark.parametrize("question", READ, ids=[q.id for q in READ])
def test_every_option_has_words(question: Question) -> None:
    wanted = {(question.id, o.id) for o in question.options if o.id not in BY_DENIAL}
    assert wanted <= REACHED


def test_every_region_has_words() -> None:
    assert {("pain_regions", region) for region in KNOWLEDGE.regions} <= REACHED


def test_there_are_many_phrases() -> None:
    assert len(PHRASES) > 5000
