"""The load of a plan: what is not measured is not guessed, and windows move on."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from plan_inputs import AT, CALM, load_of
from stridewell.plan.inputs import LoadHistory, PainToday


def test_a_pain_off_the_scale_is_refused() -> None:
    with pytest.raises(ValueError, match="0 to 10"):
        PainToday(now=11)


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="no time zone"):
        replace(CALM, answers_at=datetime(2026, 5, 11, 7, tzinfo=UTC).replace(tzinfo=None))


def test_the_usual_week_and_speed_come_from_the_runs() -> None:
    load = load_of([(20, 10.0), (10, 10.0), (2, 20.0)])
    assert load.usual_week_m == 10_000
    assert load.usual_speed_m_s == pytest.approx(1000 / 360)


def test_nothing_measured_stays_unknown() -> None:
    load = LoadHistory()
    assert (load.usual_week_m, load.usual_speed_m_s) == (None, None)
    assert load.allowed_for_m(AT, 7, 30, 10) is None


def test_a_long_run_that_leaves_the_window_during_the_week_no_longer_counts() -> None:
    load = load_of([(25, 20.0), (3, 8.0)])
    assert load.longest_run_allowed_m == 22_000
    assert load.allowed_for_m(AT, 3, 30, 10) == 22_000
    assert load.allowed_for_m(AT, 7, 30, 10) == pytest.approx(8_800)


def test_a_week_that_outlives_every_run_is_no_less_strict_than_its_first_days() -> None:
    assert load_of([(27, 10.0)]).allowed_for_m(AT, 7, 30, 10) == pytest.approx(11_000)
    assert load_of([(27, 10.0), (29.5, 20.0)]).allowed_for_m(AT, 7, 30, 10) == pytest.approx(11_000)


def test_an_allowance_without_measured_runs_is_taken_as_told() -> None:
    assert LoadHistory(longest_run_allowed_m=5_000).allowed_for_m(AT, 7, 30, 10) == 5_000
