from __future__ import annotations

import pytest

from stridewell.errors import CaseError
from stridewell.intake.reading import Answer
from stridewell.web.form_fields import Fields, fields_of, read_fields
from web_app import KNOWLEDGE

QUESTIONS = KNOWLEDGE.questions


def fields(question: str, given: Answer | None = None) -> Fields:
    return fields_of(QUESTIONS[question], given, KNOWLEDGE)


def chosen(shown: Fields) -> list[str]:
    return [option.id for group in shown.groups for option in group.options if option.chosen]


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_question_can_be_shown_and_left_unsure(question: str) -> None:
    shown = fields(question)
    options = {option.id for group in shown.groups for option in group.options}
    assert shown.kind in {"one", "many", "places", "number", "date", "text"}
    assert shown.other is not None or "not_sure" in options


def test_a_former_answer_is_chosen_again() -> None:
    assert chosen(fields("fever", "no")) == ["no"]
    assert chosen(fields("trauma", ["fall", "twist"])) == ["fall", "twist"]


def test_regions_with_sides_are_chosen_again() -> None:
    given: Answer = [{"region": "lat_hip", "side": "right"}]
    shown = fields("pain_regions", given)
    assert chosen(shown) == ["lat_hip"]
    assert {o.side for group in shown.groups for o in group.options if o.chosen} == {"right"}


def test_every_region_can_be_marked() -> None:
    groups = fields("pain_regions").groups
    assert {o.id for group in groups for o in group.options} == set(KNOWLEDGE.regions)


def test_a_former_number_is_written_again() -> None:
    assert fields("duration_weeks", 0.7).value == "0.7"
    assert fields("duration_weeks", "not_sure").value == ""


def test_a_self_test_says_how_it_is_done() -> None:
    shown = fields("test_sls30").test
    assert shown is not None
    assert shown.steps


@pytest.mark.parametrize(
    ("question", "sent", "pressed", "answer"),
    [
        ("fever", ["no"], "answer", "no"),
        ("trauma", ["fall", "pop"], "answer", ["fall", "pop"]),
        ("duration_weeks", [" 0,7 "], "answer", 0.7),
        ("duration_weeks", [""], "not_sure", "not_sure"),
        ("pain_since", ["2026-05-06"], "", "2026-05-06"),
        ("pain_regions", [], "not_sure", "not_sure"),
        ("other_sports", ["cycling"], "skip", None),
        ("notes", [""], "skip", None),
    ],
)
def test_what_a_browser_sends_becomes_an_answer(
    question: str, sent: list[str], pressed: str, answer: Answer | None
) -> None:
    assert read_fields(QUESTIONS[question], {"answer": tuple(sent)}, pressed) == answer


def test_a_place_is_marked_with_its_side_where_one_was_chosen() -> None:
    sent = {"answer": ("lat_hip", "groin"), "answer-lat_hip": ("right",), "answer-calf": ("left",)}
    answer = read_fields(QUESTIONS["pain_regions"], sent)
    assert answer == [{"region": "lat_hip", "side": "right"}, "groin"]


def test_two_questions_on_one_page_keep_their_answers_apart() -> None:
    sent = {"rest_pain": ("yes",), "pain_daily": ("not_sure",)}
    assert read_fields(QUESTIONS["rest_pain"], sent, name="rest_pain") == "yes"
    assert read_fields(QUESTIONS["pain_daily"], sent, name="pain_daily") == "not_sure"


@pytest.mark.parametrize(
    ("question", "sent", "pressed"),
    [("fever", [], "answer"), ("fever", [], "skip"), ("duration_weeks", ["a week"], "answer")],
)
def test_a_safety_question_cannot_be_passed_over_nor_a_number_be_none(
    question: str, sent: list[str], pressed: str
) -> None:
    with pytest.raises(CaseError):
        read_fields(QUESTIONS[question], {"answer": tuple(sent)}, pressed)
