"""A text is parted into words, clauses and sentences."""

from __future__ import annotations

import pytest

from stories import passage


def parts(text: str) -> list[str]:
    found = passage(text)
    clauses = dict.fromkeys(found.clause_at)
    return [" ".join(found.words[i].text for i in clause) for clause in clauses]


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("No limp, no fever.", ["no limp", "no fever"]),
        ("fine but stairs hurt", ["fine", "but stairs hurt"]),
        ("groin/thigh and sit-ups", ["groin thigh and sit ups"]),
        ("fever - no", ["fever", "no"]),
        ("at 2.5 km", ["at 2.5 km"]),
        ("pain e.g. on stairs", ["pain e g on stairs"]),
    ],
)
def test_clauses(text: str, clauses: list[str]) -> None:
    assert parts(text) == clauses


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("One. Two! Three?", 3),
        ("It hurts approx. 3 days now.", 1),
        ("pain in hip\nno fever\n", 2),
        ("first line that somebody wrapped because the window of the mail was\nnarrow", 1),
        ("one\n\ntwo", 2),
    ],
)
def test_sentences(text: str, sentences: int) -> None:
    assert len(set(passage(text).sentence_at)) == sentences


def test_a_question_is_known_by_its_mark() -> None:
    found = passage("It hurts. Can I run?")
    assert found.asked == {2}


def test_words_that_carry_no_meaning_are_not_counted_between_others() -> None:
    found = passage("outside of my left hip")
    assert found.between(0, 4) == 0


def test_a_quote_is_the_exact_text() -> None:
    found = passage("My  LEFT   hip, ouch")
    assert found.quote(1, 2) == "LEFT   hip"


def test_nothing_comes_of_nothing() -> None:
    assert passage("  \n !!! ").words == ()
