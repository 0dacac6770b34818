"""One answer to one question, by the kind of question."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from cases import AT, KNOWLEDGE, presented
from stridewell.errors import CaseError
from stridewell.intake.reading import UNTICKED_CERTAINTY, Answer, Reading, read_answer
from stridewell.values.anatomy import Region, Side
from stridewell.values.evidence import Finding, Origin, State


def read(question: str, answer: Answer, side: Side | None = None) -> dict[str, Finding]:
    reading = Reading(KNOWLEDGE.questions[question], AT, side, KNOWLEDGE)
    return {found.id: found for found in read_answer(reading, answer)}


def test_a_choice_says_yes_to_one_thing_and_no_to_others() -> None:
    found = read("onset", "sudden")
    assert found["onset_sudden"].state is State.PRESENT
    assert found["onset_gradual"].state is State.ABSENT
    assert found["onset_sudden"].said == "Suddenly"


@pytest.mark.parametrize(("written", "state"), [(True, State.PRESENT), (False, State.ABSENT)])
def test_a_bare_yes_or_no_of_yaml_is_understood(written: bool, state: State) -> None:  # noqa: FBT001
    assert read("rest_pain", written)["rest_pain"].state is state


def test_not_sure_is_neither_yes_nor_no() -> None:
    assert read("rest_pain", "not_sure")["rest_pain"].state is State.UNKNOWN


def test_none_of_these_is_a_firm_no() -> None:
    found = read("emergency_signs", ["none"])["chest_pain"]
    assert (found.state, found.certainty) == (State.ABSENT, 1.0)


def test_an_empty_box_is_a_weak_no() -> None:
    found = read("aggravators_load", ["stairs"])["agg_uphill"]
    assert (found.state, found.certainty) == (State.ABSENT, UNTICKED_CERTAINTY)


def test_an_empty_box_says_nothing_about_a_red_flag() -> None:
    assert "chest_pain" not in read("emergency_signs", ["palpitations"])


def test_not_sure_beside_a_tick_leaves_its_findings_unknown() -> None:
    found = read("aggravators_load", ["stairs", "not_sure"])
    assert found["agg_impact"].state is State.UNKNOWN


def test_one_option_needs_no_list() -> None:
    assert read("belly_signs", "lump")["groin_lump"].state is State.PRESENT


def test_marked_regions_hurt_and_the_others_do_not() -> None:
    found = read("pain_regions", [{"region": "groin", "side": "left"}, "lat_hip"], Side.RIGHT)
    assert len(found) == len(Region)
    assert found["pain_groin"].side is Side.LEFT
    assert found["pain_lat_hip"].side is Side.RIGHT
    assert found["pain_heel"].state is State.ABSENT


def test_a_number_keeps_its_unit_and_how_it_was_said() -> None:
    found = read("pain_daily", 4)["pain_daily"]
    unit = KNOWLEDGE.findings["pain_daily"].unit
    assert (found.value, found.unit) == (4.0, unit)
    assert found.said == f"pain in daily life: 4 {unit}"


@pytest.mark.parametrize("written", ["2026-04-27", date(2026, 4, 27), datetime(2026, 4, 27, 9)])  # noqa: DTZ001
def test_a_date_tells_the_weeks_less_surely_than_a_number(written: Answer) -> None:
    found = read("pain_since", written)["duration_weeks"]
    assert (found.value, found.certainty) == (2.0, UNTICKED_CERTAINTY)
    both = presented({"pain_since": "2026-04-27", "duration_weeks": 5})
    assert both.by_id()["duration_weeks"].value == 5


@pytest.mark.parametrize("question", ["pain_since", "pain_regions", "pain_daily", "pain_side"])
def test_every_kind_of_question_accepts_not_sure(question: str) -> None:
    assert all(found.state is State.UNKNOWN for found in read(question, "not_sure").values())


def test_a_self_test_is_the_origin_of_its_finding() -> None:
    assert read("test_hop", "positive")["test_hop"].origin is Origin.TEST


def test_notes_are_kept_but_not_read() -> None:
    assert read("notes", "saddle numbness") == {}


@pytest.mark.parametrize(
    ("question", "answer", "told"),
    [
        ("onset", "slowly", "Accepted are: sudden, gradual"),
        ("onset", 3, "Accepted are"),
        ("belly_signs", ["hunger"], "Accepted are"),
        ("belly_signs", ["none", "lump"], "both 'none' and something else"),
        ("belly_signs", 3, "must be a list"),
        ("pain_daily", 11, "between 0 and 10"),
        ("pain_daily", float("nan"), "impossible"),
        ("pain_daily", "four", "must be a number"),
        ("pain_daily", True, "must be a number"),
        ("pain_regions", [], "at least one region"),
        ("pain_regions", ["elbow"], "'elbow'"),
        ("pain_regions", [{"region": "groin", "side": "top"}], "Sides are"),
        ("pain_regions", 4, "at least one region"),
        ("pain_since", "last week", "Write dates as"),
        ("pain_since", "2026-05-20", "still to come"),
        ("notes", 3, "must be text"),
    ],
)
def test_an_impossible_answer_is_refused_by_name(question: str, answer: Answer, told: str) -> None:
    with pytest.raises(CaseError) as caught:
        read(question, answer)
    assert question in str(caught.value)
    assert told in str(caught.value)


def test_one_box_can_be_denied_alone() -> None:
    found = read("hip_mechanics", ["no:locking"])
    assert found["locking"].state is State.ABSENT
    assert "giving_way" not in found


def test_a_denial_beside_a_tick_is_firm() -> None:
    found = read("hip_mechanics", ["click", "no:end_turn"])
    assert (found["agg_end_rotation"].state, found["agg_end_rotation"].certainty) == (
        State.ABSENT,
        1.0,
    )
    assert found["snap_groin"].certainty == UNTICKED_CERTAINTY


def test_a_denial_of_nothing_known_is_refused() -> None:
    with pytest.raises(CaseError, match="lokcing"):
        read("hip_mechanics", ["no:lokcing"])


def test_who_is_not_sure_says_no_to_nothing() -> None:
    assert "snap_groin" not in read("hip_mechanics", ["click", "not_sure"])


def test_pain_only_from_the_seat_is_no_rest_pain() -> None:
    assert read("rest_pain", "seat")["rest_pain"].state is State.ABSENT
