"""Other people's recordings: what must hold for every one of them."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest

from activities import with_channels
from stridewell.activity.clean import clean_activity
from stridewell.activity.exposure import AltitudeSource
from stridewell.activity.moving import moving_time
from stridewell.activity.run_exposure import run_exposure
from stridewell.activity.track import Activity, Channel, FileOrigin
from stridewell.adapters.fit import read_fit

HERE = Path(__file__).resolve().parents[2]
DATA = Path(os.environ.get("STRIDEWELL_MEASURED_DATA", HERE.parent / "shared" / "data"))
RUNS = DATA / "fit-runs" / "runs"
FILES = sorted(path.name for path in RUNS.glob("*.fit")) if RUNS.is_dir() else []

pytestmark = [
    pytest.mark.measured,
    pytest.mark.skipif(not FILES, reason="no recordings of other people at hand"),
]


def runs(name: str) -> list[Activity]:
    content = (RUNS / name).read_bytes()
    found = read_fit(content, FileOrigin(name, "", "fit")).activities
    return [clean_activity(each)[0] for each in found if each.is_run]


@pytest.mark.parametrize("name", FILES)
def test_gaits_add_up_slopes_add_up_and_force_is_possible(name: str) -> None:
    for run in runs(name):
        found = run_exposure(run)
        counted = found.running_s + found.walking_s + found.standing_s + found.unknown_s
        assert counted == pytest.approx(float(moving_time(run).seconds.sum()))
        distance = run.samples.column(Channel.DISTANCE)
        if found.grades is not None:
            told = sum(each.distance_m for each in found.grades.values())
            assert told == pytest.approx(float(np.nanmax(distance)), rel=0.03)
        if found.force is not None:
            assert 1.6 < found.force.median_bw < 2.8
        if found.duty_factor_pct is not None:
            assert 25 < found.duty_factor_pct < 50


@pytest.mark.parametrize("name", FILES)
def test_the_mirror_image_of_a_run_swaps_left_and_right(name: str) -> None:
    for run in runs(name):
        longitude = run.samples.channels.get(Channel.LONGITUDE)
        one = run_exposure(run).turns
        if one is None or longitude is None:
            continue
        other = run_exposure(with_channels(run, {Channel.LONGITUDE: -longitude})).turns
        assert other is not None
        assert (one.left_deg, one.tight_left_m) == (other.right_deg, other.tight_right_m)
        assert (one.right_deg, one.tight_right_m) == (other.left_deg, other.tight_left_m)


@pytest.mark.parametrize("name", FILES)
def test_the_watch_and_the_phone_are_told_apart(name: str) -> None:
    for run in runs(name):
        source = run_exposure(run).altitude_source
        expected = AltitudeSource.SATELLITE if "strava" in name else AltitudeSource.WATCH
        assert source in {None, expected}
