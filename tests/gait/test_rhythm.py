"""The rhythm of the strides and whether it is a run."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from stridewell.gait.body import foot_along, front_along, pelvis_along, standing_height
from stridewell.gait.keypoints import Keypoints, View
from stridewell.gait.landmarks import Landmark
from stridewell.gait.rhythm import even_clock, find_rhythm, looks_like_walking, on_clock
from stridewell.simulate.gait import GaitTruth, Noise, synthetic_runner
from stridewell.values.anatomy import Side


def runner(step_rate_spm: float, view: View = View.LEFT, seconds: float = 10.0) -> Keypoints:
    truth = GaitTruth(step_rate_spm=step_rate_spm, variation=0.0)
    return synthetic_runner(
        truth, view=view, rate_hz=60, duration_s=seconds, seed=1, noise=Noise(sd=0.0)
    ).keypoints


def only(clip: Keypoints, *parts: str) -> Keypoints:
    kept = [at for at, each in enumerate(clip.points) if each.part in parts]
    return replace(
        clip,
        points=tuple(clip.points[at] for at in kept),
        position=clip.position[:, kept],
        confidence=clip.confidence[:, kept],
    )


@pytest.mark.parametrize("step_rate_spm", [150.0, 168.0, 190.0])
@pytest.mark.parametrize("view", [View.LEFT, View.REAR])
def test_an_even_run_has_its_rate_to_a_tenth(step_rate_spm: float, view: View) -> None:
    rhythm = find_rhythm(runner(step_rate_spm, view))
    assert rhythm is not None
    assert rhythm.step_rate_spm == pytest.approx(step_rate_spm, abs=0.1)
    assert rhythm.stride_s == pytest.approx(120 / step_rate_spm, rel=1e-3)
    assert rhythm.share > 0.8


def test_without_hips_the_legs_alone_do() -> None:
    clip = only(runner(168.0), "ankle", "knee", "pelvis")
    gone = clip.position.copy()
    gone[:, [at for at, each in enumerate(clip.points) if each.part == "pelvis"]] = np.nan
    assert find_rhythm(clip.moved(gone)) is None  # nothing tells how long the leg is


def test_more_noise_is_told_as_a_larger_error() -> None:
    clip = runner(168.0)
    noise = np.random.default_rng(0).normal(0, 25.0, clip.position.shape)
    quiet, noisy = find_rhythm(clip), find_rhythm(clip.moved(clip.position + noise))
    assert quiet is not None
    assert noisy is not None
    assert noisy.stride_sd_hz > quiet.stride_sd_hz
    assert noisy.step_rate_spm == pytest.approx(168.0, abs=1.0)


def test_a_run_does_not_look_like_walking_and_from_behind_nothing_is_said() -> None:
    side, rear = runner(168.0), runner(168.0, View.REAR)
    side_rhythm, rear_rhythm = find_rhythm(side), find_rhythm(rear)
    assert side_rhythm is not None
    assert rear_rhythm is not None
    assert looks_like_walking(side, side_rhythm) is False
    assert looks_like_walking(rear, rear_rhythm) is None


def test_a_curve_on_another_clock_keeps_its_gaps() -> None:
    clip = runner(168.0, seconds=3.0)
    column = clip.along(Landmark.LEFT_ANKLE, "up").copy()
    column[60:80] = np.nan
    clock = even_clock(clip)
    found = on_clock(clip, column, clock)
    inside = (clock > clip.time_s[60]) & (clock < clip.time_s[79])
    assert np.isnan(found[inside]).all()
    assert np.isfinite(found[clock < clip.time_s[58]]).all()
    assert np.isnan(on_clock(clip, np.full(clip.frames, np.nan), clock)).all()


def test_the_pelvis_and_the_foot_come_from_the_best_points_there_are() -> None:
    clip = runner(168.0, View.SPACE)
    hips = (clip.along(Landmark.LEFT_HIP, "up") + clip.along(Landmark.RIGHT_HIP, "up")) / 2
    np.testing.assert_allclose(pelvis_along(clip, "up"), hips)
    ankle = clip.along(Landmark.LEFT_ANKLE, "up")
    np.testing.assert_allclose(foot_along(clip, Side.LEFT, "up"), ankle)
    no_ankle = only(clip, "hip", "heel", "toe")
    between = (clip.along(Landmark.LEFT_HEEL, "up") + clip.along(Landmark.LEFT_TOE, "up")) / 2
    np.testing.assert_allclose(foot_along(no_ankle, Side.LEFT, "up"), between)
    heel_only = only(clip, "hip", "heel")
    np.testing.assert_allclose(
        foot_along(heel_only, Side.LEFT, "up"), clip.along(Landmark.LEFT_HEEL, "up")
    )
    assert np.isnan(front_along(heel_only, Side.LEFT, "up")).all()
    assert np.isnan(standing_height(only(clip, "heel")))
    assert 0.6 < standing_height(clip) < 1.1
