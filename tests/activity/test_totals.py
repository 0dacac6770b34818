"""Totals that no device can have measured."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest

from activities import NOON, even_run, with_channels
from stridewell.activity.clean import clean_activity
from stridewell.activity.strides import summarise_run
from stridewell.activity.totals import believable_totals
from stridewell.activity.track import Channel, Samples
from stridewell.values.evidence import Severity
from stridewell.values.timeline import Span

WEEK_S = 7 * 86_400.0


def test_believable_totals_stay_and_nothing_is_said() -> None:
    run = replace(even_run(600), timer_s=590.0, distance_m=1790.0, strides=850)
    assert believable_totals(run) == (run, ())


def test_a_run_of_years_lasts_as_long_as_its_samples() -> None:
    pause = Span(NOON, NOON + timedelta(days=900))
    run = replace(even_run(600), elapsed_s=8.1e8, timer_s=8.0e8, pauses=(pause,))
    cleaned, (issue,) = clean_activity(run)
    summary = summarise_run(cleaned)
    assert (summary.duration_s, summary.elapsed_s) == (600.0, 600.0)
    assert (issue.severity, issue.where) == (Severity.WARNING, "time")


def test_a_run_across_a_continent_is_as_long_as_its_samples() -> None:
    cleaned, (issue,) = clean_activity(replace(even_run(600), distance_m=13_834_019.0))
    assert summarise_run(cleaned).distance_m == 1800.0
    assert issue.where == "distance_m"


def test_a_ride_may_be_faster_than_any_runner() -> None:
    ride = replace(even_run(600), sport="cycling", distance_m=9_000.0)
    assert believable_totals(ride) == (ride, ())


def test_strides_that_do_not_fit_into_the_time_are_counted_from_the_samples() -> None:
    cleaned, (issue,) = clean_activity(replace(even_run(600), strides=4_000_000_000))
    assert summarise_run(cleaned).steps == 1700
    assert issue.where == "steps"


@pytest.mark.parametrize("seconds", [WEEK_S, WEEK_S - 1])
def test_a_week_is_still_believed(seconds: float) -> None:
    run = replace(even_run(600), elapsed_s=seconds)
    assert believable_totals(run) == (run, ())


def test_a_time_of_nothing_says_nothing_about_distance() -> None:
    nothing = Samples(np.empty(0), {})
    run = replace(even_run(600), samples=nothing, elapsed_s=0.0, distance_m=1800.0, strides=850)
    assert believable_totals(run) == (run, ())


def test_an_activity_without_samples_and_with_years_has_no_time() -> None:
    run = even_run(600)
    empty = replace(run, samples=Samples(np.empty(0), {}), elapsed_s=8.1e8)
    cleaned, _ = clean_activity(empty)
    assert cleaned.elapsed_s == 0.0


def test_a_way_whose_beginning_was_lost_begins_at_zero() -> None:
    run = even_run(600)
    late = with_channels(run, {Channel.DISTANCE: run.samples.column(Channel.DISTANCE) + 18_000})
    cleaned, (issue,) = clean_activity(late)
    assert summarise_run(cleaned).distance_m == 1800.0
    assert (issue.severity, issue.where) == (Severity.WARNING, "distance_m")


def test_a_way_no_one_can_run_was_not_measured() -> None:
    run = even_run(600)
    leap = with_channels(run, {Channel.DISTANCE: run.samples.column(Channel.DISTANCE) * 1e4})
    cleaned, (issue,) = clean_activity(leap)
    assert summarise_run(cleaned).distance_m is None
    assert issue.where == "distance_m"
