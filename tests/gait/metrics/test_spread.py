"""Intervals grow with every cause, and causes common to both sides cancel in the difference."""

from __future__ import annotations

import numpy as np
import pytest

from stridewell.gait.metrics.spread import Spread, student, usual


def test_one_wild_step_does_not_count() -> None:
    values = np.array([10.0, 10.2, 9.9, 10.1, 9.8, 10.0, 30.0, np.nan])
    mean, error, kept = usual(values)
    assert mean == pytest.approx(10.0)
    assert error < 0.2
    assert kept.tolist() == [True] * 6 + [False, False]


def test_times_in_whole_frames_are_no_outliers() -> None:
    values = np.array([250.0] * 6 + [246.7] * 2 + [253.3] * 2)
    assert usual(values)[2].all()


def test_shares_keep_every_step() -> None:
    values = np.array([0.0] * 9 + [100.0])
    mean, _, kept = usual(values, outliers=False)
    assert mean == 10
    assert kept.all()


def test_steps_that_follow_each_other_count_as_fewer() -> None:
    rising, mixed = np.repeat([1.0, 2.0, 3.0, 4.0], 4), np.tile([1.0, 4.0, 2.0, 3.0], 4)
    assert usual(rising)[1] > 1.3 * usual(mixed)[1]


def test_few_steps_widen_the_interval() -> None:
    assert student(6) == pytest.approx(1.94, abs=0.01)
    assert student(1000) == pytest.approx(1.645, abs=0.01)
    assert student(1) > student(5) > student(15) > student(40)


def test_a_mean_of_many_steps_holds_the_truth_nine_times_in_ten() -> None:
    dice = np.random.default_rng(1)
    held = []
    for _ in range(600):
        mean, error, kept = usual(dice.normal(5, 2, 10))
        held.append(abs(mean - 5) <= Spread(error, int(kept.sum())).half)
    assert 0.86 <= np.mean(held) <= 0.96


def test_a_roll_doubles_in_the_difference_of_what_it_moves_apart() -> None:
    left, right = Spread(0, 20, roll=1.0), Spread(0, 20, roll=-1.0)
    assert left.difference(right) == pytest.approx(1.645 * 2)
    assert left.difference(left) == pytest.approx(0)


def test_contacts_found_wrong_on_both_sides_alike_cancel_in_part() -> None:
    both = Spread(0, 20, on=3.0)
    assert 0 < both.difference(both) < 1.645 * np.hypot(3, 3)


def test_a_method_worse_on_the_far_side_is_wider() -> None:
    near = Spread(0, 20, method=2.0, method_apart=3.0)
    assert near.wider(1.6).half == pytest.approx(1.6 * near.half)
    assert near.difference(near.wider(1.6)) == pytest.approx(1.645 * 4.8)
