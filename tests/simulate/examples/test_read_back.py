"""stridewell's own reader gets back what the simulator wrote."""

from __future__ import annotations

import hashlib
from datetime import timedelta

import numpy as np
import pytest

from stridewell.activity.track import RUNNING_DYNAMICS, Activity, Channel, FileOrigin
from stridewell.adapters.fit import read_fit
from stridewell.simulate.examples import EMERGENCY, EXAMPLES, LATERAL_HIP, Example
from stridewell.simulate.examples.runner import samples_of
from stridewell.simulate.recording import run_file
from stridewell.simulate.runs import RunSpec
from stridewell.values.timeline import Span

RESOLUTION = {
    Channel.DISTANCE: 0.01,
    Channel.SPEED: 0.001,
    Channel.ALTITUDE: 0.2,
    Channel.LATITUDE: 1e-7,
    Channel.LONGITUDE: 1e-7,
    Channel.HEART_RATE: 1.0,
    Channel.STEP_RATE: 1 / 64,
    Channel.CONTACT_TIME: 0.1,
    Channel.CONTACT_BALANCE: 0.01,
    Channel.VERTICAL_OSCILLATION: 0.1,
    Channel.VERTICAL_RATIO: 0.01,
    Channel.STEP_LENGTH: 0.1,
}


def read_back(example: Example, run: RunSpec) -> Activity:
    content = run_file(run, samples_of(example, run))
    origin = FileOrigin("run.fit", hashlib.sha256(content).hexdigest(), "fit")
    result = read_fit(content, origin)
    assert result.issues == ()
    (activity,) = result.activities
    return activity


@pytest.mark.parametrize("example", EXAMPLES.values(), ids=EXAMPLES.keys())
def test_every_run_comes_back_with_its_totals_and_no_issue(example: Example) -> None:
    for run in example.runs:
        activity = read_back(example, run)
        assert activity.is_run
        assert activity.start == run.start
        assert activity.sub_sport == run.sub_sport.name.lower()
        assert activity.distance_m == run.distance_m
        assert activity.timer_s == run.timer_s
        assert activity.elapsed_s == run.timer_s + run.pause_s
        steps = samples_of(example, run).column(Channel.STEP_RATE)[1:].sum() / 60
        assert activity.strides == round(steps / 2)


@pytest.mark.parametrize("example", EXAMPLES.values(), ids=EXAMPLES.keys())
def test_samples_come_back_within_the_resolution_of_the_file(example: Example) -> None:
    run = next(run for run in example.runs if run.positions)
    written, read = samples_of(example, run), read_back(example, run).samples
    assert read.time_s == pytest.approx(written.time_s)
    for channel, column in written.channels.items():
        misfit = np.abs(read.column(channel) - column).max()
        assert misfit <= RESOLUTION[channel] / 2 + 1e-9, channel


def test_a_pause_comes_back_as_a_pause() -> None:
    run = max(LATERAL_HIP.runs[-5:], key=lambda run: run.distance_m)
    begins = run.start + timedelta(seconds=run.halfway_s)
    assert read_back(LATERAL_HIP, run).pauses == (
        Span(begins, begins + timedelta(seconds=run.pause_s)),
    )


def test_laps_come_back_and_add_up() -> None:
    run = LATERAL_HIP.runs[0]
    laps = read_back(LATERAL_HIP, run).laps
    assert len(laps) == int(np.ceil(run.distance_m / 1000))
    assert sum(lap.distance_m or 0 for lap in laps) == pytest.approx(run.distance_m, abs=1e-6)


def test_what_a_plain_watch_does_not_measure_is_missing_not_zero() -> None:
    samples = read_back(EMERGENCY, EMERGENCY.runs[0]).samples
    for channel in RUNNING_DYNAMICS:
        assert np.isnan(samples.column(channel)).all()
