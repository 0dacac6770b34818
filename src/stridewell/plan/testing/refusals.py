"""What cannot be a result: unknown tests, impossible values, days to come, sides left open."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from stridewell.knowledge.records import Knowledge
from stridewell.knowledge.strength_tests import Sides, StrengthTest
from stridewell.plan.diary import WORST_PAIN, TestDone
from stridewell.plan.testing.history import LEGS


@dataclass(frozen=True, slots=True)
class Impossible:
    """What is wrong with a result, and what to do about it."""

    text: str
    next_step: str


def impossible(
    done: Sequence[TestDone], today: date, age: float, knowledge: Knowledge
) -> Impossible | None:
    """The first thing wrong with results told together; None when all can be."""
    if not done:
        return Impossible("No value was told.", "Tell at least one side.")
    return next((each for e in done if (each := _wrong(e, today, age, knowledge))), None)


def _wrong(done: TestDone, today: date, age: float, knowledge: Knowledge) -> Impossible | None:
    test = knowledge.strength_tests.get(done.test)
    if test is None:
        return Impossible(
            f"There is no test called {done.test!r}.", "List them with: stridewell test list"
        )
    least = knowledge.number("test_least_age")
    if test.loads and age < least:
        text = f"{test.name} loads hips and legs and is not for anybody under {least:g}."
        return Impossible(text, "Leave it out.")
    if done.day > today:
        return Impossible("The day of the test is still to come.", "Correct the day.")
    return _wrong_value(test, done) or _wrong_side(test, done)


def _wrong_value(test: StrengthTest, done: TestDone) -> Impossible | None:
    value, limits = done.value, test.range
    if not math.isfinite(value) or not limits.contains(value):
        text = f"{test.name}: {value:g} {test.unit} cannot be."
        return Impossible(text, f"It goes from {limits.low:g} to {limits.high:g}. Correct it.")
    if test.whole and value != int(value):
        return Impossible(f"{test.name}: {value:g} is no whole number.", "Round it.")
    if done.pain is not None and not 0 <= done.pain <= WORST_PAIN:
        return Impossible(f"Pain goes from 0 to {WORST_PAIN}, not to {done.pain}.", "Correct it.")
    return None


def _wrong_side(test: StrengthTest, done: TestDone) -> Impossible | None:
    legs = " or ".join(each.value for each in LEGS)
    if test.sides is Sides.EACH and done.side not in LEGS:
        return Impossible(f"{test.name} is measured on each side.", f"Say {legs}.")
    if test.sides is Sides.NONE and done.side is not None:
        return Impossible(f"{test.name} has no sides.", "Leave the side out.")
    if test.sides is Sides.WHICH and done.value > 0 and done.side not in LEGS:
        return Impossible(f"{test.name}: it is open which side.", f"Say {legs}.")
    return None
