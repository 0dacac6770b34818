"""The answers of one runner become findings; what is impossible is refused by name."""

from __future__ import annotations

import pytest

from cases import AT, KNOWLEDGE, WOMAN, presented
from stridewell.errors import CaseError
from stridewell.intake.answers import is_not_sure, presentation_of
from stridewell.intake.presentation import Presentation
from stridewell.intake.reading import Answer
from stridewell.triage.rules import open_items
from stridewell.values.anatomy import Side
from stridewell.values.evidence import State


def test_an_unknown_question_is_named() -> None:
    with pytest.raises(CaseError, match="'toe_colour'"):
        presentation_of(WOMAN, {"toe_colour": "blue"}, AT, KNOWLEDGE)


def test_not_sure_is_remembered_as_an_answer_and_as_unsure() -> None:
    told = presented({"fever": "not_sure", "trauma": ["not_sure"]})
    assert told.answered == told.not_sure == {"fever", "trauma"}


@pytest.mark.parametrize(
    ("answer", "unsure"), [("not_sure", True), (["not_sure"], True), (3, False)]
)
def test_what_counts_as_not_sure(answer: str | list[str] | int, unsure: bool) -> None:  # noqa: FBT001
    assert is_not_sure(answer) is unsure


@pytest.mark.parametrize(("second", "state"), [("no", State.ABSENT), ("yes", State.PRESENT)])
def test_the_checkable_second_answer_replaces_the_first(second: str, state: State) -> None:
    told = presented({"fever": "not_sure", "fever_again": second})
    found = told.by_id()["fever"]
    assert found.state is state


def test_a_second_answer_overrules_a_first_that_says_the_contrary() -> None:
    told = presented({"saddle_numbness": "no", "saddle_numbness_again": "yes"})
    found = told.by_id()["saddle_numbness_new"]
    assert found.state is State.PRESENT


def test_a_second_not_sure_leaves_the_first_answer_alone() -> None:
    told = presented({"fever": "yes", "fever_again": "not_sure"})
    found = told.by_id()["fever"]
    assert found.state is State.PRESENT


def test_findings_carry_the_side_of_the_problem() -> None:
    told = presented({"pain_side": "left", "rest_pain": "yes"})
    found = told.by_id()["rest_pain"]
    assert found.side is Side.LEFT


def test_the_runner_is_part_of_the_findings() -> None:
    told = presented({})
    assert {f.id for f in told.findings} == {"age", "sex_female", "sex_male"}


def places(*marked: Answer) -> Presentation:
    return presented({"pain_regions": list(marked)})


@pytest.mark.parametrize(
    ("sides", "both"),
    [
        (("right",), State.ABSENT),
        (("right", "right"), State.ABSENT),
        (("right", "midline"), State.ABSENT),
        (("left", "right"), State.PRESENT),
        (("both",), State.PRESENT),
    ],
)
def test_places_given_with_sides_answer_which_side(sides: tuple[str, ...], both: State) -> None:
    regions = ("lat_hip", "groin")
    told = places(*({"region": r, "side": s} for r, s in zip(regions, sides, strict=False)))
    assert "pain_side" in told.answered
    assert told.by_id()["both_sides"].state is both


def test_one_place_without_a_side_leaves_the_side_open() -> None:
    assert "pain_side" not in places({"region": "lat_hip", "side": "right"}, "groin").answered


def test_a_side_that_was_told_is_not_worked_out_anew() -> None:
    told = presented(
        {"pain_regions": [{"region": "lat_hip", "side": "right"}], "pain_side": "both"}
    )
    assert told.by_id()["both_sides"].state is State.PRESENT


def test_a_box_denied_alone_leaves_its_question_open() -> None:
    told = presented({"hip_mechanics": ["no:locking"], "trauma": ["no:fall"]})
    assert told.answered.isdisjoint({"hip_mechanics", "trauma"})
    assert "trauma" in {each.ask for each in open_items(told, KNOWLEDGE)}
