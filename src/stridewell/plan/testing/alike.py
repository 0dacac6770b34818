"""How alike both sides were in the tests of the last weeks, and which of them do not count."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from stridewell.knowledge.records import Knowledge
from stridewell.knowledge.strength_tests import Better, Quality, Sides, StrengthTest
from stridewell.plan.diary import TestDone
from stridewell.plan.testing.history import LEGS, Reading, histories

TRUNK = ("side_plank_hold", "single_leg_bridge_reps")
STRENGTH = frozenset({Quality.STRENGTH, Quality.ENDURANCE})


@dataclass(frozen=True, slots=True)
class SidesSeen:
    """One test: the weaker side in per cent of the stronger one, None where that is not known."""

    name: str
    percent: float | None
    text: str
    is_done: bool


def trunk_seen(
    done: Sequence[TestDone], today: date, knowledge: Knowledge
) -> tuple[SidesSeen, ...]:
    """The side plank and bridges on one leg."""
    return _seen((knowledge.strength_tests[each] for each in TRUNK), done, today, knowledge)


def legs_seen(done: Sequence[TestDone], today: date, knowledge: Knowledge) -> tuple[SidesSeen, ...]:
    """Every other test of strength or endurance that is done with each leg."""
    tests = (
        each
        for each in knowledge.strength_tests.values()
        if each.quality in STRENGTH
        and each.sides is Sides.EACH
        and each.better is Better.HIGHER
        and each.id not in TRUNK
    )
    return _seen(tests, done, today, knowledge)


def _seen(
    tests: Iterable[StrengthTest], done: Sequence[TestDone], today: date, knowledge: Knowledge
) -> tuple[SidesSeen, ...]:
    oldest = today - timedelta(days=knowledge.number("programme_test_days") - 1)
    lately = [each for each in done if oldest <= each.day <= today]
    return tuple(_of(each, lately, today, knowledge) for each in tests)


def _of(
    test: StrengthTest, lately: Sequence[TestDone], today: date, knowledge: Knowledge
) -> SidesSeen:
    read = histories(test, lately, today)
    left, right = (read[side][-1] if side in read else None for side in LEGS)
    if left is None or right is None:
        only = "only one side was measured"
        return SidesSeen(test.name, None, only, is_done=bool(read))
    against = _against(test, left, right, knowledge)
    less, more = min(left.value, right.value), max(left.value, right.value)
    if against or more <= 0:
        return SidesSeen(test.name, None, against or "neither side could do it", is_done=True)
    percent = 100 * less / more
    # rounded down, so that what is said never looks like more than it is
    return SidesSeen(test.name, percent, f"{int(percent)} %", is_done=True)


def _against(test: StrengthTest, left: Reading, right: Reading, knowledge: Knowledge) -> str:
    """Why two readings cannot be compared; empty when they can."""
    if abs(left.day - right.day) > timedelta(weeks=test.repeat_weeks):
        return "the sides were measured too far apart"
    pains = [each.pain for each in (left, right) if each.pain is not None]
    if pains and max(pains) > knowledge.number("test_pain_stop"):
        return "it hurt too much to count"
    return ""
