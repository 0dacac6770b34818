"""Pain of ten, temperature, stiffness and distance."""

from __future__ import annotations

import pytest

from stories import number, stances, told
from stridewell.intake.understanding.records import Stance


@pytest.mark.parametrize(
    ("text", "question", "value"),
    [
        ("the pain is 7/10", "pain_daily", 7.0),
        ("6 out of 10 when running", "pain_running", 6.0),
        ("2-3/10 on a run", "pain_running", 2.5),
        ("ten out of ten on Friday, today maybe 6", "pain_daily", 6.0),
        ("stiff for 40 minutes in the morning", "stiffness_minutes", 40.0),
        ("stiff for half an hour every morning", "stiffness_minutes", 30.0),
        ("morning stiffness lasts over an hour", "stiffness_minutes", 60.0),
        ("I run 40 km a week", "weekly_km", 40.0),
        ("20 miles per week", "weekly_km", 32.2),
    ],
)
def test_numbers(text: str, question: str, value: float) -> None:
    assert number(text, question) == pytest.approx(value)


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("run 3 of 4 days", "pain_running"),
        ("8 weeks pregnant, hip pain", "pain_daily"),
        ("stiff for 10 minutes after sitting", "stiffness_minutes"),
        ("I cycle 200 km a week on the bike", "weekly_km"),
        ("couch to 5k week 8", "weekly_km"),
    ],
)
def test_other_numbers_are_none_of_these(text: str, question: str) -> None:
    assert number(text, question) is None


@pytest.mark.parametrize(
    ("text", "option"),
    [
        ("temp 38.5", "yes"),
        ("my temperature was 101 F", "yes"),
        ("temperature of 39 °C", "yes"),
        ("fever of 102", "yes"),
        ("feeling hot, 37.8", "ill"),
        ("temperature 36.7", "no"),
    ],
)
def test_a_temperature_answers_the_question_of_fever(text: str, option: str) -> None:
    assert option in {value for question, value, _ in told(text) if question == "fever"}


def test_the_heat_of_a_day_is_no_fever() -> None:
    assert Stance.PRESENT not in stances("5 miles in gear at 100F", "fever")
