"""Stretches without a check-in, and when they hold the plan."""

from __future__ import annotations

from plan_diary import morning, mornings, told
from plan_inputs import CALM
from stridewell.plan.silence import holding_silence, silences, told_days


def test_before_the_first_plan_nobody_was_silent() -> None:
    assert silences(CALM) == ()
    assert holding_silence(CALM) is None


def test_silence_since_the_plan_began_counts() -> None:
    silence = holding_silence(told(began=8))
    assert silence is not None
    assert silence.days == 8


def test_up_to_the_limit_nothing_is_held() -> None:
    assert holding_silence(told(mornings=[morning(7)])) is None
    assert holding_silence(told(mornings=[morning(8)])) is not None


def test_two_mornings_make_a_silence_good() -> None:
    before = morning(20)
    assert holding_silence(told(mornings=[before, morning(0)])) is not None
    assert holding_silence(told(mornings=[before, *mornings([0, 1])])) is None


def test_a_check_in_without_pain_told_and_one_still_to_come_break_no_silence() -> None:
    entries = [morning(9), morning(3, None), morning(-1)]
    assert len(told_days(told(mornings=entries))) == 1
    assert holding_silence(told(mornings=entries)) is not None
