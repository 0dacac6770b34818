"""`stridewell test`: tests of strength, balance and range from the shell."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from command_line import Done, stridewell, write_case_file
from web_app import EXAMPLES

HEEL, LENGTH = "heel_raise_reps", "leg_length_difference_mm"


@pytest.fixture(autouse=True)
def told(tmp_path: Path) -> None:
    """The answers of the lateral hip example, told now."""
    case = EXAMPLES["lateral_hip"].case
    runner = {"age": case.runner.age, "sex": case.runner.sex.value}
    path = write_case_file(tmp_path, case.answers, runner, at=datetime.now(UTC))
    assert stridewell("assess", path, "--save").status == 0


def record(*words: object) -> Done:
    return stridewell("test", "record", *words)


def shown(test: str) -> Any:  # noqa: ANN401  (any JSON)
    return stridewell("test", "show", test, "--json").json["tests"][0]


def test_the_list_says_how_each_test_stands() -> None:
    done = stridewell("test", "list")
    assert done.status == 0
    assert "heel_raise_reps: Heel raises on one leg (never done)" in done.out
    assert "hop_distance_cm: One hop for distance (waits)" in done.out


def test_the_json_list_has_every_test_and_why_some_wait() -> None:
    tests = {each["id"]: each for each in stridewell("test", "list", "--json").json["tests"]}
    assert len(tests) == 21
    assert tests["hop_distance_cm"]["blocked"]
    assert tests[HEEL]["blocked"] is None
    assert tests[HEEL]["results"] == []


def test_a_result_is_stored_and_read() -> None:
    done = record(HEEL, "--left", 24, "--right", 18, "--pain", 1)
    assert done.status == 0
    assert "75 % of the other" in done.out
    out = shown(HEEL)
    assert out["balance"]["percent"] == 75.0
    assert out["balance"]["lesser"] == "right"
    assert out["balance"]["is_alike"] is False
    assert [each["newest"]["pain"] for each in out["results"]] == [1, 1]
    assert out["results"][0]["norm"]["standing"]["verification"] == "unconfirmed"


def test_what_is_not_known_is_null() -> None:
    record(HEEL, "--left", 24)
    out = shown(HEEL)
    assert out["balance"] is None
    assert "not measured" in out["balance_unknown"]
    assert out["results"][0]["trend"] is None


def test_a_course_needs_two_days() -> None:
    record(HEEL, "--left", 20, "--day", date.today() - timedelta(days=28))  # noqa: DTZ011
    record(HEEL, "--left", 28)
    assert shown(HEEL)["results"][0]["trend"]["per_week"] == 2.0


def test_a_shorter_leg_is_referred() -> None:
    done = record(LENGTH, "--value", 25, "--side", "left", "--new")
    assert "measured once by a clinician" in done.out
    assert len(shown(LENGTH)["refer"]) == 2


@pytest.mark.parametrize(
    ("words", "refusal"),
    [
        (("toe_lift", "--left", 3), "no test called"),
        ((HEEL,), "No value"),
        ((HEEL, "--left", -1), "cannot be"),
        ((HEEL, "--left", 20, "--pain", 11), "Pain goes"),
        ((HEEL, "--left", 20, "--day", "2999-01-01"), "still to come"),
        ((HEEL, "--left", 20, "--day", "tomorrow"), "no day"),
        ((HEEL, "--value", 20), "each side"),
        ((LENGTH, "--value", 12), "which side"),
        ((LENGTH, "--value", 12, "--side", "up"), "no side"),
        (("hop_distance_cm", "--left", 120), "Not now"),
    ],
)
def test_what_cannot_be_is_refused(words: tuple[object, ...], refusal: str) -> None:
    assert record(*words).refused(2, refusal)


def test_a_refusal_is_json_too() -> None:
    assert record(HEEL, "--left", -1, "--json").json["refusal"]["kind"] == "case"


def test_an_unknown_test_is_not_shown() -> None:
    assert stridewell("test", "show", "toe_lift").refused(2, "test list")


def test_a_test_is_shown_with_its_steps_and_what_it_rests_on() -> None:
    done = stridewell("test", "show", "side_plank_hold")
    assert "1. Lie on the left side" in done.out
    assert "weak evidence, seen in the source" in done.out


def test_in_danger_no_steps_are_shown(tmp_path: Path) -> None:
    case = EXAMPLES["bone_stress"].case
    runner = {"age": case.runner.age, "sex": case.runner.sex.value}
    path = write_case_file(tmp_path, case.answers, runner, at=datetime.now(UTC))
    stridewell("assess", path, "--save")
    done = stridewell("test", "show", HEEL)
    assert "somebody should see you first" in done.out
    assert "1. " not in done.out
