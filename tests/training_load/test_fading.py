"""Means that fade, and days nobody recorded."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stridewell.training_load.fading import ewma, fade, monotony, ratio, redi, window_sum

NAN = float("nan")
DAYS = st.lists(st.one_of(st.just(NAN), st.floats(0, 100)), min_size=1, max_size=60)
KNOWN_DAYS = st.lists(st.floats(0, 100), min_size=1, max_size=60)


def ran(values: list[float]) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    return np.array([each > 0 for each in values])


@given(DAYS)
def test_a_fading_mean_lies_between_the_least_and_the_most(values: list[float]) -> None:
    known = [each for each in values if not math.isnan(each)]
    for told in (
        ewma(np.array(values), 7),
        redi(np.array(values), ran(values), 7, 0.5),
    ):
        inside = told[~np.isnan(told)]
        assert not inside.size or inside.min() >= min(known) - 1e-9
        assert not inside.size or inside.max() <= max(known) + 1e-9


def test_the_ewma_is_that_of_the_formula() -> None:
    told = ewma(np.array([4.0] * 7 + [12.0]), 7)
    assert np.isnan(told[:6]).all()
    assert told[6:].tolist() == [4.0, pytest.approx(0.25 * 12 + 0.75 * 4)]


def test_the_ewma_begins_anew_after_an_unknown_day() -> None:
    told = ewma(np.array([100.0] * 10 + [NAN] + [5.0] * 7), 7)
    assert np.isnan(told[10:17]).all()
    assert told[17] == 5.0


@given(KNOWN_DAYS)
def test_redi_is_the_weighted_mean_of_the_known_days(values: list[float]) -> None:
    told = redi(np.array(values), ran(values), 7, 1e-9)
    weights = [math.exp(-fade(7) * (len(values) - 1 - day)) for day in range(len(values))]
    expected = sum(w * v for w, v in zip(weights, values, strict=True)) / sum(weights)
    assert told[-1] == pytest.approx(expected)


def test_redi_does_not_take_unknown_days_for_rest() -> None:
    values = [10.0] * 40 + [NAN, NAN, NAN]
    told = redi(np.array(values), ran(values), 28, 0.5)
    assert told[-1] == pytest.approx(10.0)
    rested = redi(np.array([10.0] * 40 + [0.0] * 3), ran([10.0] * 40 + [0.0] * 3), 28, 0.5)
    assert rested[-1] < 9.0


def test_redi_counts_a_run_without_a_value_as_a_run_and_not_as_rest() -> None:
    """Every second day a run; effort is told of half of the runs, and always as 100."""
    cycle = [100.0, 0.0, NAN, 0.0]
    told = redi(np.array(cycle * 30), np.array([True, False] * 60), 28, 0.4)
    assert told[-1] == pytest.approx(50.0, rel=0.05)


def test_redi_says_nothing_where_too_few_runs_have_a_value() -> None:
    cycle = [100.0, 0.0, NAN, 0.0, NAN, 0.0]
    told = redi(np.array(cycle * 20), np.array([True, False] * 60), 28, 0.5)
    assert np.isnan(told).any()
    assert np.isnan(told[-1])


def test_redi_says_nothing_where_too_few_days_are_known() -> None:
    values = [10.0] * 3 + [NAN] * 30
    assert np.isnan(redi(np.array(values), ran(values), 7, 0.5)[-1])


def test_the_sum_of_a_week_needs_every_day() -> None:
    told = window_sum(np.array([1.0] * 7 + [NAN] + [2.0] * 7), 7)
    assert told[6] == 7.0
    assert np.isnan(told[7:14]).all()
    assert told[14] == 14.0


def test_monotony_is_mean_over_spread() -> None:
    week = np.array([10.0, 0.0, 10.0, 0.0, 10.0, 0.0, 10.0])
    assert monotony(week, 7)[-1] == pytest.approx(week.mean() / week.std(ddof=1))


@pytest.mark.parametrize("value", [0.0, 7.3], ids=["all rest", "all alike"])
def test_a_week_of_equal_days_has_no_monotony(value: float) -> None:
    assert np.isnan(monotony(np.full(7, value), 7)).all()


def test_the_ratio_compares_means_of_days_apart() -> None:
    """The week itself is not part of the three weeks it is compared with."""
    told = ratio(np.array([4.0] * 21 + [8.0] * 7), 7, 21)
    assert told[-1] == 2.0
    assert np.isnan(told[:-1]).all()


def test_there_is_no_ratio_to_weeks_of_rest() -> None:
    assert np.isnan(ratio(np.array([0.0] * 21 + [8.0] * 7), 7, 21)).all()
