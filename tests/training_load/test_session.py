"""What a run adds to the load."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from stridewell.activity.strides import RunSummary
from stridewell.training_load.session import SessionLoad, session_load

START = datetime(2026, 5, 3, 7, tzinfo=UTC)


RUN = RunSummary(
    start=START,
    sport="running",
    sub_sport="generic",
    duration_s=1_800.0,
    elapsed_s=2_000.0,
    distance_m=None,
    steps=5_000,
    step_rate_spm=166.7,
    contact_time_ms=None,
    contact_balance_left_pct=None,
    vertical_oscillation_mm=None,
    vertical_ratio_pct=None,
    step_length_mm=None,
    power_w=None,
    heart_rate_bpm=None,
    ascent_m=None,
    descent_m=None,
    contact_time_source=None,
)


def test_a_run_counts_without_its_pauses_and_what_was_not_measured_stays_unknown() -> None:
    assert session_load(RUN) == SessionLoad(START, None, 1_800.0, 5_000)


@pytest.mark.parametrize("metres", [-1.0, float("nan"), float("inf")])
def test_an_impossible_distance_is_refused(metres: float) -> None:
    with pytest.raises(ValueError, match="cannot be of size"):
        SessionLoad(START, metres, 1800.0)


def test_a_start_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="no time zone"):
        SessionLoad(START.replace(tzinfo=None), 1.0, 1.0)
