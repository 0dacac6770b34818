"""How the evaluation counts."""

from __future__ import annotations

from dataclasses import replace

import pytest
from evaluation.metrics import (
    Outcome,
    brier,
    calibration,
    calibration_error,
    share,
    wilson,
)

from stridewell.knowledge.records import Level

GOOD = Outcome(
    scenario="one",
    level=Level.WITHIN_DAYS,
    expected=Level.WITHIN_DAYS,
    accepted=(Level.WITHIN_DAYS, Level.WITHIN_WEEKS),
    ranks=(1,),
    label_rank=1,
    second_rank=None,
    lead=0.8,
    lead_is_right=True,
    squared_error=0.1,
    first=("gtps",),
    left_open=False,
)


@pytest.mark.parametrize(
    ("level", "under", "over", "acceptable", "within_one"),
    [
        (Level.EMERGENCY_NOW, False, True, False, False),
        (Level.SAME_DAY, False, True, False, True),
        (Level.WITHIN_DAYS, False, False, True, True),
        (Level.WITHIN_WEEKS, False, False, True, True),
        (Level.SELF_MANAGE, True, False, False, False),
    ],
)
def test_a_level_is_under_or_over_only_beyond_what_is_acceptable(
    level: Level, *, under: bool, over: bool, acceptable: bool, within_one: bool
) -> None:
    told = replace(GOOD, level=level)
    assert (told.under, told.over, told.acceptable) == (under, over, acceptable)
    assert told.within_one is within_one


def test_a_share_counts_each_scenario_once_however_often_it_ran() -> None:
    runs = [replace(GOOD, ranks=(rank,)) for rank in (1, 4, 4, 1)]
    found = share([*runs, replace(GOOD, scenario="two")], lambda o: o.within(1))
    assert found.of == 2
    assert found.value == pytest.approx(0.75)
    assert found.low <= found.value <= found.high


def test_wilson_keeps_to_shares_and_narrows_with_more_cases() -> None:
    assert wilson(0, 10)[1] == pytest.approx(0.2775, abs=1e-3)
    few, many = wilson(5, 10), wilson(500, 1000)
    assert many[1] - many[0] < few[1] - few[0]


def test_a_judge_who_is_right_as_often_as_said_is_calibrated() -> None:
    told = [replace(GOOD, lead=0.5, lead_is_right=right) for right in (True, False)]
    assert calibration_error(calibration(told)) == pytest.approx(0)
    assert calibration_error(calibration([replace(GOOD, lead=0.5)])) == pytest.approx(0.5)


def test_brier_is_the_mean_error() -> None:
    assert brier([GOOD, replace(GOOD, squared_error=0.3)]) == pytest.approx(0.2)
