from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from activities import NOON, even_run, with_channels
from stridewell.activity.strides import check_totals, summarise_run
from stridewell.activity.track import RUNNING_DYNAMICS, Channel
from stridewell.values.evidence import Severity


def test_steps_are_step_rate_over_time() -> None:
    assert summarise_run(even_run(600, step_rate=170.0)).steps == 1700


def test_the_devices_strides_count_double() -> None:
    assert summarise_run(replace(even_run(), strides=850)).steps == 1700


def test_a_plain_watch_leaves_running_dynamics_unknown_not_zero() -> None:
    summary = summarise_run(even_run())
    assert summary.contact_time_ms is None
    assert summary.contact_balance_left_pct is None
    assert summary.vertical_oscillation_mm is None
    assert summary.power_w is None
    assert summary.ascent_m is None
    assert summary.contact_time_source is None


def test_a_run_without_any_step_has_unknown_steps() -> None:
    summary = summarise_run(even_run(step_rate=0.0))
    assert (summary.steps, summary.step_rate_spm) == (None, None)


def test_means_start_and_distance_come_from_the_samples() -> None:
    summary = summarise_run(even_run(600))
    assert (summary.start, summary.distance_m, summary.duration_s) == (NOON, 1800.0, 600.0)
    assert summary.step_rate_spm == pytest.approx(170.0)


def test_contact_time_names_its_source() -> None:
    run = with_channels(even_run(2), {Channel.CONTACT_TIME: np.full(3, 240.0)})
    run = replace(run, channel_sources={Channel.CONTACT_TIME: "Stryd"})
    summary = summarise_run(run)
    assert (summary.contact_time_ms, summary.contact_time_source) == (240.0, "Stryd")


def test_the_timer_and_distance_of_the_device_come_first() -> None:
    summary = summarise_run(replace(even_run(600), timer_s=580.0, distance_m=1777.0))
    assert (summary.duration_s, summary.distance_m, summary.elapsed_s) == (580.0, 1777.0, 600.0)


def test_a_distance_of_zero_is_no_distance() -> None:
    run = with_channels(replace(even_run(2), distance_m=0.0), {Channel.DISTANCE: np.zeros(3)})
    assert summarise_run(run).distance_m is None


def test_climbs_come_from_altitude_where_the_device_has_none() -> None:
    hill = np.concatenate((np.linspace(0, 50, 301), np.linspace(50, 0, 300)))
    summary = summarise_run(with_channels(even_run(600), {Channel.ALTITUDE: hill}))
    assert summary.ascent_m == pytest.approx(50, abs=3)
    assert summary.descent_m == pytest.approx(50, abs=3)


def test_totals_that_agree_raise_nothing() -> None:
    run = replace(even_run(600), distance_m=1790.0, strides=850, totals={"step_rate_spm": 168.0})
    assert check_totals(run, summarise_run(run)) == ()


def test_a_distance_more_than_two_per_cent_off_is_a_warning() -> None:
    run = replace(even_run(600), distance_m=1900.0)
    (issue,) = check_totals(run, summarise_run(run))
    assert (issue.where, issue.severity) == ("distance_m", Severity.WARNING)
    told = "Distance: 1,800 m from the single readings, 1,900 m in the watch's own summary."
    assert issue.text == told


def test_a_mean_more_than_two_per_cent_off_is_a_note() -> None:
    run = replace(even_run(600), totals={"step_rate_spm": 160.0})
    (issue,) = check_totals(run, summarise_run(run))
    assert (issue.where, issue.severity) == ("step_rate_spm", Severity.NOTE)


def test_every_mean_can_be_told_in_words_and_units() -> None:
    names = (
        Channel.STEP_RATE,
        *RUNNING_DYNAMICS,
        Channel.HEART_RATE,
    )
    possible = np.array([170.0, 240.0, 50.0, 90.0, 9.0, 1000.0, 150.0])
    columns = {name: np.full(3, value) for name, value in zip(names, possible, strict=True)}
    totals = {str(name): 2.0 * value for name, value in zip(names, possible, strict=True)}
    run = replace(with_channels(even_run(2), columns), totals=totals)
    issues = check_totals(run, summarise_run(run))
    assert {issue.where for issue in issues} == set(totals)
    assert all(issue.text.count(":") == 1 for issue in issues)


def test_a_pods_mean_is_not_held_against_the_watchs() -> None:
    run = with_channels(even_run(2), {Channel.CONTACT_TIME: np.full(3, 240.0)})
    run = replace(
        run, totals={"contact_time_ms": 300.0}, channel_sources={Channel.CONTACT_TIME: "Stryd"}
    )
    assert check_totals(run, summarise_run(run)) == ()


@given(st.integers(60, 3600), st.floats(100, 220))
def test_twice_as_long_is_twice_as_many_steps(seconds: int, rate: float) -> None:
    once = summarise_run(even_run(seconds, step_rate=rate)).steps
    twice = summarise_run(even_run(2 * seconds, step_rate=rate)).steps
    assert once is not None
    assert twice is not None
    assert abs(twice - 2 * once) <= 1
