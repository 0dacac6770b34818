"""`checkin`, `today` and `plan`: the daily loop from the shell."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from command_line import mild_outer_hip, stridewell, write_case_file


@pytest.fixture
def known(tmp_path: Path) -> None:
    """A runner who has told everything just now."""
    case = write_case_file(tmp_path, mild_outer_hip(), at=datetime.now(UTC))
    assert stridewell("assess", case, "--save").status == 0


@pytest.mark.parametrize("words", [("today",), ("plan",), ("checkin", "--pain-now", "1")])
def test_without_an_intake_it_says_how_to_begin(words: tuple[str, ...]) -> None:
    assert stridewell(*words).refused(1, "--save")


def test_a_plan_has_the_promised_shape(known: None) -> None:
    out = stridewell("plan", "--json").json
    assert {"at", "disposition", "candidates", "plan", "refusal", "version"} <= set(out)
    assert len(out["plan"]["week"]) == 7
    assert {"today", "exercises", "limits", "longest_run_allowed_m"} <= set(out["plan"])


def test_today_and_plan_are_written_for_people(known: None) -> None:
    today, plan = stridewell("today"), stridewell("plan")
    assert "Today:" in today.out
    assert len(plan.out) > len(today.out)
    assert (today.status, plan.status) == (0, 0)


def test_a_check_in_plans_anew(known: None) -> None:
    done = stridewell("checkin", "--pain-now", 2, "--pain-worst", 3, "--pain-run", 2, "--json")
    assert done.status == 0
    assert done.json["plan"] is not None


def test_a_new_red_flag_stops_the_plan_by_name(known: None) -> None:
    done = stridewell("checkin", "--pain-now", 2, "--answer", "saddle_numbness=new", "--json")
    assert done.status == 1
    assert set(done.json) == {"refusal", "disposition", "at", "version"}
    assert done.json["refusal"]["kind"] == "urgent_disposition"
    assert done.json["disposition"]["level"] == "emergency_now"


def test_a_refusal_is_written_for_people_too(known: None) -> None:
    done = stridewell("checkin", "--answer", "weight_bearing=cannot")
    assert "No plan (urgent_disposition)" in done.out
    assert done.refused(1, "no training plan")


def test_a_list_of_answers_is_separated_by_commas(known: None) -> None:
    done = stridewell("checkin", "--answer", "belly_signs=lump_stuck, vomiting", "--json")
    assert "E12" in {reason["rule"] for reason in done.json["disposition"]["reasons"]}


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--pain-worst", 3), "needs the pain now"),
        (("--note", "only a note"), "does not say how it is"),
        (("--side", "left"), "does not say how it is"),
        (("--side", "middle", "--pain-now", 2), "left, right or both"),
        (("--sleep", "nan"), "hours"),
        (("--sleep", 25), "hours"),
        (("--stress", 11), "Stress"),
        (("--stiffness", -1), "minutes"),
    ],
)
def test_a_check_in_that_cannot_be_is_named(
    words: tuple[object, ...], says: str, known: None
) -> None:
    assert stridewell("checkin", *words).refused(2, says)


def test_a_check_in_needs_no_pain(known: None) -> None:
    words = ("--sleep", 7.5, "--stress", 2, "--stiffness", 5, "--no-woke", "--no-limp")
    assert stridewell("checkin", *words).status == 0


def test_a_limp_told_in_the_morning_is_heard(known: None) -> None:
    done = stridewell("checkin", "--limp", "--json")
    assert "W8" in {reason["rule"] for reason in done.json["disposition"]["reasons"]}


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("--pain-now", 11),
        ("--pain-now", -1),
        ("--pain-now", 2, "--pain-run", 99),
        ("--answer", "fever"),
        ("--answer", "=yes"),
        ("--answer", "toe_colour=blue"),
        ("--answer", "pain_daily=nan"),
    ],
)
def test_an_impossible_check_in_is_wrong_usage_and_stores_nothing(
    words: tuple[object, ...], known: None
) -> None:
    before = stridewell("today", "--json").json["plan"]
    done = stridewell("checkin", *words)
    assert done.status == 2
    assert done.refused(2)
    assert stridewell("today", "--json").json["plan"]["today"] == before["today"]


def test_old_answers_are_too_stale_for_a_plan(tmp_path: Path) -> None:
    stridewell("assess", write_case_file(tmp_path, mild_outer_hip()), "--save")
    done = stridewell("today", "--json")
    assert (done.status, done.json["refusal"]["kind"]) == (1, "stale_answers")
