"""Confirmed proposals become answers that the intake accepts."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from cases import AT, KNOWLEDGE, MAN, WOMAN
from stories import proposals
from stridewell.intake.answers import presentation_of
from stridewell.intake.reading import Answer
from stridewell.intake.runner import Runner, Sex
from stridewell.intake.understanding.merging import Merged, answers_from


def merged(text: str, runner: Runner | None = WOMAN) -> Merged:
    return answers_from(proposals(text), runner, AT, KNOWLEDGE)


def answers(text: str, runner: Runner | None = WOMAN) -> Mapping[str, Answer]:
    return merged(text, runner).answers


def test_boxes_are_gathered() -> None:
    assert answers("stairs hurt and running uphill hurts")["aggravators_load"] == [
        "stairs",
        "uphill",
    ]


def test_none_never_stands_beside_a_box() -> None:
    text = "No nerve symptoms in the thigh, no tingling. But my foot is numb."
    signs = answers(text)["nerve_signs"]
    assert isinstance(signs, list)
    assert "foot" in signs
    assert "none" not in signs
    assert "no:foot" not in signs


def test_a_denial_denies_what_it_speaks_of_and_no_more() -> None:
    assert answers("no pins and needles")["nerve_signs"] == [
        "no:foot",
        "no:back_thigh",
        "no:outer_thigh",
        "no:inner_thigh",
    ]
    assert answers("no nerve symptoms")["nerve_signs"] == ["none"]


def test_a_pain_at_night_beats_a_night_that_is_fine() -> None:
    text = "Sleep is fine with a pillow, but it wakes me when I roll onto it."
    assert answers(text)["night_pain"] == "on_side"


def test_a_yes_beats_a_no_for_safety() -> None:
    text = "I can walk fine on the flat but by the evening I limp."
    assert answers(text)["weight_bearing"] == "limp"


def test_the_graver_of_two_safety_options_wins() -> None:
    text = "I limped on Sunday. Now I can't put any weight on it."
    assert answers(text)["weight_bearing"] == "cannot"


def test_elsewhere_two_options_are_left_out_and_named() -> None:
    found = merged("It came on suddenly. It came on gradually.")
    assert "onset" not in found.answers
    assert found.contradictory == ("onset",)


def test_an_option_that_says_more_takes_the_place_of_one_that_says_less() -> None:
    text = "It is getting worse. It comes on earlier on every run."
    assert answers(text)["course"] == "each_run"


def test_places_take_the_side_of_the_main_problem() -> None:
    assert answers("My left groin hurts, and the buttock aches.")["pain_regions"] == [
        {"region": "groin", "side": "left"},
        {"region": "buttock_mid", "side": "left"},
    ]


def test_doubt_becomes_not_sure() -> None:
    assert answers("not sure if my genitals are numb")["saddle_numbness"] == "not_sure"


@pytest.mark.parametrize(
    ("runner", "question", "text"),
    [
        (WOMAN, "testicular_pain", "my testicles hurt"),
        (MAN, "pregnancy", "could be pregnant"),
        (Runner(70, Sex.MALE), "growing", "growth spurt, my hip hurts"),
    ],
)
def test_what_is_not_asked_of_this_runner_is_left_out_and_named(
    runner: Runner, question: str, text: str
) -> None:
    found = merged(text, runner)
    assert question not in found.answers
    assert question in found.not_asked


def test_without_a_runner_such_answers_stay() -> None:
    assert answers("my testicles hurt", None)["testicular_pain"] == "new"


def test_numbers_are_numbers() -> None:
    found = answers("7/10 pain in my groin for three weeks")
    assert (found["pain_daily"], found["duration_weeks"]) == (7.0, 3.0)


@pytest.mark.parametrize("runner", [WOMAN, MAN, Runner(15, Sex.UNKNOWN)])
def test_the_intake_accepts_them(runner: Runner) -> None:
    text = (
        "Left groin pain 6/10 for a month, no fever, can't stand on it, limping. Numb foot. "
        "No tingling. I'm diabetic. Periods regular. Could be pregnant. Lump in the groin. "
        "The kneecap hurts on stairs. Heel is sore. Tailbone hurts when I sit. Growth spurt."
    )
    presentation_of(runner, answers(text, runner), AT, KNOWLEDGE)
