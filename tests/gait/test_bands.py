"""The range of healthy runners at a speed: interpolated, widest, or none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases import KNOWLEDGE
from stridewell.gait.bands import band_for, between_sides, pace
from stridewell.knowledge.gait import Norm

GAIT = KNOWLEDGE.gait
STEP_RATE = "step_rate_spm"
NORMS = GAIT.norms_of(STEP_RATE)
SPEEDS = [norm.speed_mps or 0.0 for norm in NORMS]


def test_norms_stand_in_the_order_of_speed() -> None:
    assert len(NORMS) == 3
    assert sorted(SPEEDS) == SPEEDS


@pytest.mark.parametrize("norm", NORMS, ids=lambda norm: norm.id)
def test_at_a_measured_speed_the_band_is_that_of_the_norm(norm: Norm) -> None:
    found = band_for(STEP_RATE, norm.speed_mps, None, GAIT)
    assert found is not None
    assert found.low == pytest.approx(norm.band.low)
    assert found.high == pytest.approx(norm.band.high)
    assert "speed_outside" not in found.notes


@given(st.floats(SPEEDS[0], SPEEDS[-1]))
def test_between_two_speeds_it_lies_between_them(speed: float) -> None:
    found = band_for(STEP_RATE, speed, None, GAIT)
    assert found is not None
    assert NORMS[0].band.low <= found.low <= NORMS[-1].band.low
    assert NORMS[0].band.high <= found.high <= NORMS[-1].band.high
    assert found.low < found.middle < found.high


def test_half_way_it_is_the_mean_of_both_ends() -> None:
    found = band_for(STEP_RATE, (SPEEDS[0] + SPEEDS[1]) / 2, None, GAIT)
    assert found is not None
    assert found.high == pytest.approx((NORMS[0].band.high + NORMS[1].band.high) / 2)


def test_without_a_speed_it_is_the_widest_and_says_so() -> None:
    found = band_for(STEP_RATE, None, None, GAIT)
    assert found is not None
    assert (found.low, found.high) == (
        min(norm.band.low for norm in NORMS),
        max(norm.band.high for norm in NORMS),
    )
    assert "speed_unknown" in found.notes


@pytest.mark.parametrize(("speed", "norm"), [(2.2, NORMS[0]), (4.9, NORMS[-1])])
def test_a_little_beyond_the_measured_speeds_the_nearest_counts_and_says_so(
    speed: float, norm: Norm
) -> None:
    found = band_for(STEP_RATE, speed, None, GAIT)
    assert found is not None
    assert found.low == pytest.approx(norm.band.low)
    assert "speed_outside" in found.notes


@pytest.mark.parametrize("speed", [1.2, 6.5])
def test_far_from_every_measured_speed_there_is_no_band(speed: float) -> None:
    assert band_for(STEP_RATE, speed, None, GAIT) is None


def test_a_norm_for_any_speed_counts_at_every_speed() -> None:
    found = band_for("contact_balance_left_pct", 6.5, None, GAIT)
    assert found is not None
    assert (found.low, found.high) == (48.6, 51.4)


def test_a_metric_nobody_has_norms_for_has_no_band() -> None:
    assert band_for("heel_whip_deg", 3.0, None, GAIT) is None


def test_that_the_runners_were_men_is_said() -> None:
    found = band_for(STEP_RATE, 3.0, None, GAIT)
    assert found is not None
    assert found.mostly_men
    assert "mostly_men" in found.notes


def test_norms_of_the_own_sex_come_before_those_of_both() -> None:
    women, men, untold = (
        band_for("hip_adduction_peak_deg", 3.0, sex, GAIT) for sex in ("female", "male", None)
    )
    assert women is not None
    assert men is not None
    assert untold is not None
    assert women.high > men.high
    assert (untold.low, untold.high) == pytest.approx((men.low, women.high))
    assert GAIT.norms_of(STEP_RATE, "female") == NORMS


def test_left_and_right_have_a_band_around_nothing() -> None:
    drop = between_sides(GAIT.metrics["pelvic_drop_peak_deg"])
    assert drop is not None
    assert drop.low == -drop.high < drop.middle == 0
    assert between_sides(GAIT.metrics[STEP_RATE]) is None


def test_a_speed_is_told_as_a_pace_too() -> None:
    assert pace(3.5) == "3.5 m/s, 4:46 min/km"
