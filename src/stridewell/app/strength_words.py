"""How results of tests are said to a person, on pages and at a terminal."""

from __future__ import annotations

from datetime import date

from stridewell.app.strength_tests import TestsAnswer
from stridewell.knowledge.strength_tests import Quality, StrengthTest
from stridewell.plan.testing.history import Reading
from stridewell.plan.testing.results import Result, SideResult

QUALITY_WORDS = {
    Quality.ENDURANCE: "How long or how often",
    Quality.STRENGTH: "Strength, with a device",
    Quality.JUMP: "Jump",
    Quality.BALANCE: "Balance and control",
    Quality.RANGE: "How far joints move",
    Quality.ALIGNMENT: "Leg length and pelvis",
}


def amount(test: StrengthTest, value: float) -> str:
    """A value with its unit, or in the words of a choice: ``95 s``, ``0.85``, ``Level``."""
    if test.choices:
        return test.choices[int(value)]
    number = f"{value:.4g}"
    if test.unit == "°":
        return f"{number}°"
    return number if test.unit == "1" else f"{number} {test.unit}"


def reading_words(test: StrengthTest, reading: Reading) -> str:
    """A reading with the lower side of an alignment."""
    said = amount(test, reading.value)
    if test.referral is not None and reading.side is not None and reading.value > 0:
        return f"{said} ({reading.side.value} side lower)"
    return said


def side_name(result: SideResult) -> str:
    """Left, right, or the whole."""
    return "Value" if result.side is None else result.side.value.capitalize()


def state_words(result: Result, answer: TestsAnswer) -> str:
    """How a test stands: never done, done on a day, due, or waiting."""
    if result.test.id in answer.blocked:
        return "waits"
    last = result.last_day
    if last is None:
        return "never done"
    return f"due, last done on {day_words(last)}" if result.is_due else f"done on {day_words(last)}"


def day_words(day: date) -> str:
    """A day with its year: 11 May 2026."""
    return f"{day.day} {day:%B} {day.year}"
