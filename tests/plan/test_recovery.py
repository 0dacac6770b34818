"""Sleep and stress of the last week, and what they suggest."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases import KNOWLEDGE
from stridewell.plan.diary import Morning
from stridewell.plan.recovery import Recovery, recovery
from stridewell.values.evidence import Grade

TODAY = date(2026, 5, 11)


def mornings(*hours: float | None, stress: int | None = None) -> tuple[Morning, ...]:
    """The last mornings, the newest last."""
    first = TODAY - timedelta(days=len(hours) - 1)
    return tuple(
        Morning(first + timedelta(days=n), sleep_h=h, stress=stress) for n, h in enumerate(hours)
    )


def week(*hours: float | None, stress: int | None = None, age: float = 34) -> Recovery:
    return recovery(mornings(*hours, stress=stress), TODAY, age, KNOWLEDGE)


def rules(made: Recovery) -> set[str | None]:
    return {line.rule for line in made.lines}


def test_the_mean_is_that_of_the_told_nights_only() -> None:
    sleep = week(8, None, 6, 7).sleep
    assert sleep is not None
    assert (sleep.nights, sleep.mean_h) == (3, 7)


def test_a_few_short_nights_suggest_to_hold_on_weak_evidence() -> None:
    made = week(8, 8, 6, 6, 6)
    assert made.hold
    line = next(line for line in made.lines if line.rule == "short_sleep")
    assert "weak evidence" in line.text
    assert line.grade is Grade.WEAK


def test_enough_sleep_suggests_nothing() -> None:
    made = week(8, 8, 8, 8, 8, 8, 8)
    assert not made.hold
    assert rules(made) == {"sleep"}


def test_too_few_nights_say_nothing_about_sleep() -> None:
    made = week(4, 4)
    assert not made.hold
    assert "Too few nights" in made.lines[0].text


def test_older_nights_no_longer_count() -> None:
    old = tuple(Morning(TODAY - timedelta(days=7 + n), sleep_h=4) for n in range(7))
    assert recovery(old, TODAY, 34, KNOWLEDGE).sleep is None


def test_of_several_check_ins_on_one_day_the_last_counts() -> None:
    twice = (Morning(TODAY, sleep_h=4), Morning(TODAY, sleep_h=8), Morning(TODAY, pain_now=1))
    sleep = recovery(twice, TODAY, 34, KNOWLEDGE).sleep
    assert sleep is not None
    assert (sleep.nights, sleep.mean_h) == (1, 8)


@pytest.mark.parametrize("impossible", [-1, 25, float("nan")])
def test_impossible_nights_were_not_told(impossible: float) -> None:
    assert recovery((Morning(TODAY, sleep_h=impossible),), TODAY, 34, KNOWLEDGE).sleep is None


def test_teenagers_need_more() -> None:
    assert week(7.5, 7.5, 7.5, age=16).hold
    assert not week(7.5, 7.5, 7.5, age=34).hold


def test_stress_on_several_days_suggests_to_hold() -> None:
    made = week(8, 8, 8, stress=8)
    assert made.hold
    assert "stress" in rules(made)


def test_pain_that_wakes_is_not_called_bad_sleep() -> None:
    woken = tuple(
        Morning(TODAY - timedelta(days=n), sleep_h=8, woke_at_night=True) for n in range(2)
    )
    assert "woken" in rules(recovery(woken, TODAY, 34, KNOWLEDGE))


@given(st.lists(st.none() | st.floats(0, 24), max_size=7))
def test_silence_never_suggests_to_hold(hours: list[float | None]) -> None:
    made = week(*hours)
    short = [each for each in hours if each is not None and each < 7]
    assert made.hold is (len(short) >= 3)
