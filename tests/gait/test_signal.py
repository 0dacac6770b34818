"""Gaps are bridged only when they are short; trembling goes and nothing comes late."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from stridewell.gait.keypoints import Floats, Keypoints, Unit, View
from stridewell.gait.landmarks import Landmark
from stridewell.gait.signal import fill_gaps, smooth, trembling
from stridewell.simulate.gait import GaitTruth, Noise, synthetic_runner

POINTS = (
    Landmark.LEFT_HIP,
    Landmark.RIGHT_HIP,
    Landmark.LEFT_ANKLE,
    Landmark.RIGHT_ANKLE,
)


def clip_of(time_s: Floats, wave: Floats, noise: float = 0.0) -> Keypoints:
    """Hips a metre above the ankles; everything moves along the wave."""
    position = np.zeros((len(time_s), len(POINTS), 2))
    position += wave[:, None, None]
    position[:, :2, 1] += 1.0
    position += np.random.default_rng(3).normal(0, 1, position.shape) * noise
    return Keypoints(
        time_s, POINTS, position, np.ones(position.shape[:2]), View.LEFT, Unit.METRE, "markers"
    )


def even(rate_hz: float, seconds: float = 6.0) -> Floats:
    return np.arange(0, seconds, 1 / rate_hz)


def uneven(rate_hz: float, seconds: float = 6.0) -> Floats:
    steps = np.random.default_rng(5).uniform(0.5, 1.5, int(seconds * rate_hz)) / rate_hz
    return np.cumsum(steps)


def wave(time_s: Floats, hz: float = 3.0) -> Floats:
    return 0.05 * np.sin(2 * np.pi * hz * time_s)


def test_a_short_gap_is_bridged_close_to_the_truth_and_loses_its_confidence() -> None:
    clip = clip_of(even(60), wave(even(60)))
    holed = clip.position.copy()
    holed[100:105, 2] = np.nan
    filled = fill_gaps(clip.moved(holed))
    assert np.abs(filled.position - clip.position).max() < 0.01
    assert (filled.confidence[100:105, 2] == 0).all()
    assert filled.confidence.sum() == clip.confidence.sum() - 5
    assert filled.stated[-1].value == "5 filled, 0 left open"


def test_a_long_gap_and_unseen_ends_stay_open() -> None:
    clip = clip_of(even(60), wave(even(60)))
    holed = clip.position.copy()
    holed[100:110, 2] = np.nan
    holed[:3, 0] = np.nan
    holed[-3:, 0] = np.nan
    filled = fill_gaps(clip.moved(holed))
    np.testing.assert_array_equal(np.isnan(filled.position), np.isnan(holed))
    assert filled.stated[-1].value == "0 filled, 16 left open"
    assert np.isfinite(fill_gaps(clip.moved(holed), longest_s=0.2).position[100:110, 2]).all()


def test_a_jump_of_one_frame_is_taken_out_and_a_running_foot_is_left() -> None:
    made = synthetic_runner(
        GaitTruth(), view=View.LEFT, rate_hz=60, seed=2, noise=Noise(sd=2.0, far=1.0)
    ).keypoints
    assert fill_gaps(made) is made
    jumped = made.position.copy()
    at = made.points.index(Landmark.LEFT_ANKLE)
    jumped[[60, 200, 333], at] += 80.0
    mended = fill_gaps(made.moved(jumped))
    assert "3 jumps" in mended.stated[-1].because
    assert np.abs(mended.position - made.position).max() < 25
    others = np.delete(mended.position, at, axis=1)
    np.testing.assert_array_equal(others, np.delete(made.position, at, axis=1))


def test_a_clip_without_gaps_is_left_as_it_is() -> None:
    clip = clip_of(even(60), wave(even(60)))
    assert fill_gaps(clip) is clip


@pytest.mark.parametrize("clock", [even, uneven])
@pytest.mark.parametrize("rate_hz", [30.0, 60.0, 240.0])
def test_slow_movement_passes_without_delay_and_fast_movement_goes(
    clock: Callable[[float], Floats], rate_hz: float
) -> None:
    time_s = clock(rate_hz)
    middle = slice(len(time_s) // 5, -len(time_s) // 5)
    kept = smooth(clip_of(time_s, wave(time_s, 2.0)), 10.0)
    assert np.abs(kept.position - clip_of(time_s, wave(time_s, 2.0)).position)[
        middle
    ].max() == pytest.approx(0, abs=0.003)
    np.testing.assert_array_equal(kept.time_s, time_s)
    if rate_hz > 100:
        gone = smooth(clip_of(time_s, wave(time_s, 40.0)), 10.0)
        assert np.abs(gone.position[middle, 2]).max() < 0.005


def test_noise_is_measured_and_a_noisy_clip_gets_a_lower_cutoff() -> None:
    time_s = even(120)
    clean, noisy = (clip_of(time_s, wave(time_s), noise) for noise in (0.0005, 0.009))
    assert trembling(noisy) == pytest.approx(0.009, rel=0.15)
    assert smooth(clean).stated[-1].value == "20 Hz"
    assert smooth(noisy).stated[-1].value == "10 Hz"


def test_the_cutoff_stays_below_half_the_frame_rate() -> None:
    time_s = even(30)
    assert smooth(clip_of(time_s, wave(time_s), 0.0002)).stated[-1].value == "12 Hz"


def test_smoothing_brings_a_noisy_runner_nearer_to_the_truth() -> None:
    made = synthetic_runner(
        GaitTruth(), view=View.LEFT, rate_hz=60, seed=2, noise=Noise(sd=4.0, far=1.0)
    )
    before = np.nanmean(np.abs(made.keypoints.position - made.clean.position))
    after = np.nanmean(np.abs(smooth(made.keypoints).position - made.clean.position))
    assert after < 0.7 * before


def test_open_gaps_do_not_spread() -> None:
    time_s = even(60)
    clip = clip_of(time_s, wave(time_s), 0.002)
    holed = clip.position.copy()
    holed[100:130, 2] = np.nan
    smoothed = smooth(clip.moved(holed))
    np.testing.assert_array_equal(np.isnan(smoothed.position), np.isnan(holed))


def test_a_clip_of_a_few_frames_is_left_as_it_is() -> None:
    clip = clip_of(even(60)[:8], wave(even(60)[:8]))
    assert smooth(clip) is clip
    assert np.isnan(trembling(clip))
