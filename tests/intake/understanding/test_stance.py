"""Yes, no or not sure, and how firmly."""

from __future__ import annotations

import pytest

from stories import proposals, stances
from stridewell.intake.understanding.records import Stance


@pytest.mark.parametrize(
    "text", ["bladder is not fine", "I'm not walking normally", "I don't feel well"]
)
def test_all_is_not_well_is_a_yes(text: str) -> None:
    said = {p.state for p in proposals(text) if p.question in OPENED}
    assert said == {Stance.PRESENT}


OPENED = {"bladder_bowel", "weight_bearing", "fever"}


@pytest.mark.parametrize("text", ["no trouble walking normally", "no problem peeing normally"])
def test_no_trouble_is_well(text: str) -> None:
    said = {p.state for p in proposals(text) if p.question in OPENED}
    assert said <= {Stance.ABSENT}


def test_a_can_not_denies_no_red_flag() -> None:
    text = "I couldn't get up and had to be carried off"
    assert stances(text, "weight_bearing") == {Stance.PRESENT}


def test_a_question_about_a_red_flag_leaves_it_open() -> None:
    assert stances("Is numbness between the legs bad?", "saddle_numbness") == {Stance.NOT_SURE}
