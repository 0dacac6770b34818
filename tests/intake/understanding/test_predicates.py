"""A thing that is named counts once somebody says that it hurts, is fine, or helps."""

from __future__ import annotations

import pytest

from stories import stances
from stridewell.intake.understanding.records import Stance


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("stairs hurt", Stance.PRESENT),
        ("worst on stairs", Stance.PRESENT),
        ("going up stairs is agony", Stance.PRESENT),
        ("stairs are fine", Stance.ABSENT),
        ("stairs don't hurt", Stance.ABSENT),
        ("no pain on stairs", Stance.ABSENT),
        ("stairs are not fine", Stance.PRESENT),
        ("fine except on stairs", Stance.PRESENT),
        ("can't do stairs", Stance.PRESENT),
        ("8/10 on stairs", Stance.PRESENT),
        ("0/10 on stairs", Stance.ABSENT),
        ("hills, stairs and kerbs all hurt", Stance.PRESENT),
        ("it hurts when I sit, on stairs and in bed", Stance.PRESENT),
    ],
)
def test_stairs(text: str, stance: Stance) -> None:
    assert stances(text, "aggravators_load", "stairs") == {stance}


def test_stairs_alone_say_nothing() -> None:
    assert stances("there are stairs at work", "aggravators_load") == set()


def test_each_thing_gets_the_word_that_is_nearest() -> None:
    text = "sitting is fine, stairs are torture"
    assert stances(text, "aggravators_load", "stairs") == {Stance.PRESENT}
    assert stances(text, "aggravators_posture", "sit_long") == {Stance.ABSENT}


@pytest.mark.parametrize("text", ["lying down helps", "it eases when lying down"])
def test_what_helps(text: str) -> None:
    assert stances(text, "easers", "lying") == {Stance.PRESENT}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("My groin hurts. Stairs, hills, kicking.", {Stance.PRESENT}),
        ("My groin hurts. I use the stairs, and cook.", set()),
        ("My groin is fine. Stairs, hills, kicking.", set()),
    ],
)
def test_a_bare_list_goes_on_from_the_sentence_before(text: str, expected: set[Stance]) -> None:
    assert stances(text, "aggravators_load", "stairs") == expected
