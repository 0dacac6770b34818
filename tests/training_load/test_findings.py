"""A spike becomes a finding; unknown is never no."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from stridewell.training_load.findings import spike_finding
from stridewell.training_load.limits import SpikeLimits
from stridewell.training_load.session import SessionLoad
from stridewell.training_load.spike import spikes
from stridewell.values.evidence import Finding, Origin, State

MAY_1 = datetime(2026, 5, 1, 7, tzinfo=UTC)
DAY = timedelta(days=1)
SPIKE = [(0, 10_000.0), (5, 14_600.0)]
STEADY = [(0, 10_000.0), (29, 10_500.0), (31, 9_000.0)]


def finding(
    runs: list[tuple[int, float]], at: int, limits: SpikeLimits, onset: int | None = None
) -> Finding:
    sessions = [SessionLoad(MAY_1 + day * DAY, metres, 3600.0) for day, metres in runs]
    began = None if onset is None else MAY_1 + onset * DAY
    return spike_finding(spikes(sessions, limits), MAY_1 + at * DAY, limits, began)


def test_a_recent_spike_is_present(limits: SpikeLimits) -> None:
    found = finding(SPIKE, 20, limits)
    assert (found.id, found.state) == ("single_run_spike", State.PRESENT)
    assert (found.origin, found.at, found.unit) == (Origin.RUN, MAY_1 + 5 * DAY, "%")
    assert found.value == pytest.approx(46.0)
    assert found.said is not None
    assert "46 % longer" in found.said


def test_a_spike_longer_ago_is_absent(limits: SpikeLimits) -> None:
    assert finding(SPIKE, 36, limits).state is State.ABSENT


def test_a_spike_counts_up_to_the_onset_not_after_it(limits: SpikeLimits) -> None:
    assert finding(SPIKE, 90, limits, onset=20).state is State.PRESENT
    assert finding(SPIKE, 20, limits, onset=4).state is not State.PRESENT


def test_steady_running_is_absent_with_its_greatest_increase(limits: SpikeLimits) -> None:
    found = finding(STEADY, 32, limits)
    assert found.state is State.ABSENT
    assert found.value == pytest.approx(5.0)


def test_no_run_at_all_is_unknown(limits: SpikeLimits) -> None:
    assert finding([], 10, limits).state is State.UNKNOWN


def test_runs_only_after_the_onset_are_unknown(limits: SpikeLimits) -> None:
    assert finding(SPIKE, 20, limits, onset=-3).state is State.UNKNOWN


def test_a_first_run_with_nothing_to_compare_it_with_is_unknown(limits: SpikeLimits) -> None:
    found = finding([(0, 10_000.0), (1, 9_000.0)], 10, limits)
    assert (found.state, found.value) == (State.UNKNOWN, None)


def test_a_known_spike_outweighs_an_unknown_run(limits: SpikeLimits) -> None:
    assert finding(SPIKE, 10, limits).state is State.PRESENT
