"""Forms of a word share a stem; words that only look alike do not."""

from __future__ import annotations

import pytest

from stridewell.intake.understanding.stems import stem


@pytest.mark.parametrize(
    "forms",
    [
        ("ache", "aching", "aches", "ached"),
        ("run", "running", "ran", "runs"),
        ("stab", "stabbing", "stabbed"),
        ("squeeze", "squeezing", "squeezed"),
        ("buttock", "buttocks"),
        ("worsen", "worsened"),
        ("not", "dont", "hasnt"),
    ],
)
def test_forms_of_a_word_share_a_stem(forms: tuple[str, ...]) -> None:
    assert len({stem(form) for form in forms}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [("spine", "spin"), ("hope", "hop"), ("care", "car"), ("note", "not"), ("site", "sit")],
)
def test_words_that_look_alike_stay_apart(one: str, other: str) -> None:
    assert stem(one) != stem(other)
