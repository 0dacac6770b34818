"""When the feet are on the ground: found in every view, and never invented."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stridewell.adapters.gait_model import load_contact_model
from stridewell.gait.contacts import Contact, ContactSeries
from stridewell.gait.events import find_contacts
from stridewell.gait.keypoints import Floats, Keypoints, Unit, View
from stridewell.gait.landmarks import Landmark, on_side
from stridewell.gait.rhythm import find_rhythm
from stridewell.gait.signal import fill_gaps, smooth
from stridewell.simulate.gait import GaitTruth, Noise, SyntheticClip, synthetic_runner
from stridewell.values.anatomy import Side

HERE = Path(__file__).resolve().parents[2]
DATA = Path(os.environ.get("STRIDEWELL_MEASURED_DATA", HERE.parent / "shared" / "data"))
SIDES = (Side.LEFT, Side.RIGHT)
VIEWS = (View.LEFT, View.RIGHT, View.REAR, View.SPACE)
TRUTH = GaitTruth(step_rate_spm=168.0)


@cache
def made(view: View = View.LEFT, rate_hz: float = 60.0, seconds: float = 10.0) -> SyntheticClip:
    return synthetic_runner(
        TRUTH, view=view, rate_hz=rate_hz, duration_s=seconds, seed=4, noise=Noise(sd=0.0)
    )


def contacts_in(clip: Keypoints) -> ContactSeries:
    return find_contacts(smooth(fill_gaps(clip)), load_contact_model())


def true_rate() -> float:
    """Steps a minute of the simulated runner: a line through the true moments of contact."""
    on = np.array([each.on_s for each in made().contacts])
    return float(60 / np.polyfit(np.arange(len(on)), on, 1)[0])


def errors_s(found: Sequence[Contact], true: Sequence[Contact]) -> Floats:
    return np.array(
        [
            (one.on_s - other.on_s, one.off_s - other.off_s)
            for one in found
            for other in true
            if one.side is other.side and abs(one.on_s - other.on_s) < 0.15
        ]
    )


def moments(found: ContactSeries) -> Floats:
    return np.array([(each.on_s, each.off_s) for each in found.contacts])


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("rate_hz", [30.0, 60.0, 240.0])
def test_every_whole_contact_is_found_in_every_view(view: View, rate_hz: float) -> None:
    clip = made(view, rate_hz)
    found = contacts_in(clip.keypoints)
    assert found.refused == ()
    inside = [each for each in clip.contacts if each.on_s > 0.2 and each.off_s < 9.8]
    errors = errors_s(found.contacts, clip.contacts)
    assert len(errors) == len(found.contacts) >= len(inside)
    assert np.abs(errors).mean() < 0.025  # the simulated runner is no runner of the data
    assert errors.std(axis=0).max() < 0.008
    sides = [each.side for each in found.contacts]
    assert all(one is not other for one, other in pairwise(sides))


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("rate_hz", [24.0, 30.0, 60.0, 120.0, 240.0])
def test_the_step_rate_comes_within_half_a_step_a_minute(view: View, rate_hz: float) -> None:
    found = contacts_in(made(view, rate_hz).keypoints)
    assert found.step_rate_spm == pytest.approx(true_rate(), abs=0.2)
    assert found.step_rate_sd_spm is not None
    assert 0 < found.step_rate_sd_spm < 1


def test_uneven_frames_change_nothing_much() -> None:
    clip = made(rate_hz=120.0).keypoints
    kept = np.sort(np.random.default_rng(1).choice(clip.frames, clip.frames // 2, replace=False))
    uneven = replace(
        clip,
        time_s=clip.time_s[kept],
        position=clip.position[kept],
        confidence=clip.confidence[kept],
    )
    assert np.ptp(np.diff(uneven.time_s)) > 0.02
    found, even = contacts_in(uneven), contacts_in(clip)
    assert found.step_rate_spm == pytest.approx(true_rate(), abs=0.5)
    assert len(found.contacts) >= len(even.contacts) - 2
    assert np.abs(errors_s(found.contacts, even.contacts)).mean() < 0.005


@settings(max_examples=8, deadline=None)
@given(st.floats(-500, 500))
def test_a_shift_in_time_shifts_the_events(shift_s: float) -> None:
    clip = made().keypoints
    moved = replace(clip, time_s=clip.time_s + shift_s)
    np.testing.assert_allclose(
        moments(contacts_in(moved)), moments(contacts_in(clip)) + shift_s, atol=5e-4
    )


@settings(max_examples=8, deadline=None)
@given(st.floats(0.01, 100), st.floats(-1000, 1000))
def test_scale_and_place_change_nothing(scale: float, place: float) -> None:
    clip = made().keypoints
    moved = clip.moved(clip.position * scale + place * scale)
    np.testing.assert_allclose(moments(contacts_in(moved)), moments(contacts_in(clip)), atol=1e-6)


@pytest.mark.parametrize("view", [View.SPACE, View.LEFT])
def test_swapped_sides_swap_the_contacts(view: View) -> None:
    clip = made(view).keypoints
    other = replace(clip, points=tuple(each.opposite for each in clip.points))
    plain, swapped = contacts_in(clip), contacts_in(other)
    for side in SIDES:
        np.testing.assert_allclose(
            [each.on_s for each in swapped.of(side)],
            [each.on_s for each in plain.of(side.opposite)],
            atol=1e-6,
        )


def test_a_runner_beside_a_way_reads_like_one_on_a_belt() -> None:
    belt, way = (
        synthetic_runner(
            replace(TRUTH, overground=overground),
            view=View.SPACE,
            rate_hz=60,
            seed=4,
            noise=Noise(sd=0.0),
        )
        for overground in (False, True)
    )
    np.testing.assert_allclose(
        moments(contacts_in(way.keypoints)), moments(contacts_in(belt.keypoints)), atol=0.002
    )


def without(clip: Keypoints, *parts: str) -> Keypoints:
    kept = [at for at, each in enumerate(clip.points) if each.part not in parts]
    return replace(
        clip,
        points=tuple(clip.points[at] for at in kept),
        position=clip.position[:, kept],
        confidence=clip.confidence[:, kept],
    )


FEET = ("heel", "toe", "forefoot_medial", "forefoot_lateral")


def test_without_feet_ankles_and_knees_do_and_the_method_says_so() -> None:
    clip = made()
    found = contacts_in(without(clip.keypoints, *FEET))
    assert "heels were not seen" in found.method
    assert len(found.contacts) > 20
    assert np.abs(errors_s(found.contacts, clip.contacts)).mean() < 0.025


def test_without_ankles_heels_and_toes_do() -> None:
    clip = made()
    found = contacts_in(without(clip.keypoints, "ankle", "knee"))
    assert "front of the foot" in found.method
    assert len(found.contacts) > 20


def test_without_feet_and_ankles_a_side_is_refused() -> None:
    found = contacts_in(without(made().keypoints, *FEET, "ankle"))
    assert found.contacts == ()
    assert found.step_rate_spm is None
    assert [each.metric for each in found.refused] == ["all"]


def test_one_unseen_leg_is_refused_and_the_other_is_measured() -> None:
    clip = made().keypoints
    gone = clip.position.copy()
    for at, point in enumerate(clip.points):
        if point.side is Side.RIGHT and point.part in {"knee", "ankle", *FEET}:
            gone[:, at] = np.nan
    found = contacts_in(clip.moved(gone))
    assert [each.side for each in found.refused] == [Side.RIGHT]
    assert found.of(Side.RIGHT) == ()
    assert len(found.of(Side.LEFT)) > 10
    assert found.step_rate_spm == pytest.approx(true_rate(), abs=0.5)


def test_a_gap_costs_the_steps_in_it_and_no_others() -> None:
    clip = made().keypoints
    gone = clip.position.copy()
    rows = (clip.time_s > 4.0) & (clip.time_s < 5.0)
    gone[rows, clip.points.index(on_side("ankle", Side.LEFT))] = np.nan
    found, whole = contacts_in(clip.moved(gone)), contacts_in(clip)
    missing = {round(each.on_s, 1) for each in whole.of(Side.LEFT)} - {
        round(each.on_s, 1) for each in found.of(Side.LEFT)
    }
    assert missing
    assert all(3.6 < each < 5.2 for each in missing)
    assert len(found.of(Side.RIGHT)) == len(whole.of(Side.RIGHT))


def test_too_few_steps_are_refused_by_side() -> None:
    found = contacts_in(made(seconds=4.0).keypoints)
    assert {each.side for each in found.refused} == set(SIDES)
    assert all("7 are the least" in each.because for each in found.refused)
    assert found.step_rate_spm is not None


def test_steps_cut_by_the_ends_are_left_out() -> None:
    clip = made().keypoints
    found = contacts_in(clip)
    assert all(
        each.on_s >= clip.time_s[0] and each.off_s <= clip.time_s[-1] for each in found.contacts
    )


def walker(view: View, rate_hz: float = 60.0, seconds: float = 10.0) -> Keypoints:
    """Stiff legs that swing like pendulums under hips that vault over them, 115 steps a minute."""
    time_s = np.arange(0, seconds, 1 / rate_hz)
    stride_hz = 115 / 120
    turn = 2 * np.pi * stride_hz * time_s
    points: dict[Landmark, Floats] = {}
    hip_up = 0.9 - 0.025 * np.cos(2 * turn + np.pi)
    for side, phase in ((Side.LEFT, 0.0), (Side.RIGHT, np.pi)):
        forward = 0.30 * np.sin(turn + phase)
        lift = 0.08 * np.clip(np.cos(turn + phase), 0, None) ** 2
        for part, ahead, up in (
            ("hip", np.zeros(len(turn)), hip_up),
            ("knee", 0.5 * forward + 0.02, 0.45 + 0.5 * lift),
            ("ankle", forward, 0.08 + lift),
            ("heel", forward - 0.05, 0.03 + lift),
            ("toe", forward + 0.16, 0.02 + lift),
        ):
            points[on_side(part, side)] = np.stack([ahead, up], axis=1)
    position = np.stack(list(points.values()), axis=1)
    if view is View.REAR:
        position[:, :, 0] = 0.1
    return Keypoints(
        time_s,
        tuple(points),
        position,
        np.ones(position.shape[:2]),
        view,
        Unit.METRE,
        "markers",
    )


@pytest.mark.parametrize("view", [View.LEFT, View.REAR])
def test_walking_is_refused_with_its_reason(view: View) -> None:
    found = contacts_in(walker(view))
    assert found.contacts == ()
    (refused,) = found.refused
    assert refused.metric == "all"
    assert "walking" in f"{refused.because} {refused.remedy}"


def test_legs_that_move_as_one_are_refused() -> None:
    clip = made().keypoints
    same = clip.position.copy()
    for part in ("knee", "ankle", *FEET):
        left, right = (on_side(part, side) for side in SIDES)
        if left in clip.points and right in clip.points:
            same[:, clip.points.index(right)] = same[:, clip.points.index(left)] + 0.3
    noise = np.random.default_rng(0).normal(0, 1.0, same.shape)
    found = contacts_in(clip.moved(same + noise))
    assert found.contacts == ()
    assert len(found.refused) == 1


def test_slow_motion_that_was_not_told_is_refused() -> None:
    clip = made(rate_hz=240.0).keypoints
    slowed = replace(clip, time_s=clip.time_s * 8)
    found = contacts_in(slowed)
    assert found.contacts == ()
    assert found.step_rate_spm is None


@pytest.mark.parametrize("frames", [0, 1, 2, 10, 40])
def test_a_clip_too_short_for_a_rhythm_is_refused(frames: int) -> None:
    clip = made().keypoints
    short = replace(
        clip,
        time_s=clip.time_s[:frames],
        position=clip.position[:frames],
        confidence=clip.confidence[:frames],
    )
    found = contacts_in(short)
    assert found.contacts == ()
    assert [each.metric for each in found.refused] == ["all"]


def test_too_few_frames_a_second_are_refused() -> None:
    found = contacts_in(made(rate_hz=20.0).keypoints)
    assert found.contacts == ()
    assert "frames a second" in found.refused[0].because


def test_noise_alone_has_no_rhythm() -> None:
    clip = made().keypoints
    noise = np.random.default_rng(1).normal(0, 1, clip.position.shape)
    found = contacts_in(clip.moved(noise + 10 * (np.arange(clip.position.shape[1]))[:, None]))
    assert found.contacts == ()
    assert found.refused


def test_points_of_a_pose_model_and_views_from_behind_have_larger_errors() -> None:
    side, rear = (contacts_in(made(view).keypoints).contacts[0] for view in (View.LEFT, View.REAR))
    marked = contacts_in(replace(made().keypoints, convention="markers")).contacts[0]
    posed = contacts_in(replace(made().keypoints, convention="halpe_26")).contacts[0]
    assert posed.on_sd_s > marked.on_sd_s
    assert rear.on_sd_s > side.on_sd_s
    assert 0.003 < marked.on_sd_s < 0.02


def test_the_rhythm_of_a_still_picture_is_none() -> None:
    clip = made().keypoints
    assert find_rhythm(clip.moved(np.ones_like(clip.position))) is None


@pytest.mark.measured
@pytest.mark.skipif(not (DATA / "rbds-running").is_dir(), reason="no trials with force plates")
@pytest.mark.parametrize("name", ["RBDS004_T25", "RBDS010_T35", "RBDS020_T45"])
def test_contacts_agree_with_force_plates(name: str) -> None:
    from evaluation.gait.rbds import trial  # noqa: PLC0415

    known = trial(DATA, name)
    found = contacts_in(known.keypoints)
    true = [Contact(each.side, each.on_s, each.off_s, 0, 0) for each in known.contacts]
    errors = errors_s(found.contacts, true)
    assert len(errors) == len(found.contacts)
    assert len(found.contacts) >= len(known.whole_contacts(0.15))
    assert np.sqrt((errors**2).mean(axis=0)) == pytest.approx([0, 0], abs=0.010)


@pytest.mark.measured
@pytest.mark.skipif(not (DATA / "mocap-overground").is_dir(), reason="no other laboratories")
def test_other_laboratories_are_met_within_15_ms() -> None:
    from evaluation.gait.overground import other_trials  # noqa: PLC0415

    for known in other_trials(DATA):
        found = contacts_in(known.keypoints)
        true = [Contact(each.side, each.on_s, each.off_s, 0, 0) for each in known.contacts]
        errors = errors_s(found.contacts, true)
        assert len(errors) >= 13
        assert np.abs(errors).mean() < 0.015


@pytest.mark.measured
@pytest.mark.skipif(not (DATA / "video").is_dir(), reason="no real clip")
def test_a_real_clip_has_its_cadence() -> None:
    from evaluation.gait.contacts import real_clip  # noqa: PLC0415

    with np.load(DATA / "video" / "gaitlab_male_side.mediapipe_0.10.21.npz") as stored:
        found = contacts_in(real_clip(stored["full"]))
    assert found.step_rate_spm == pytest.approx(168.9, abs=0.5)
    near = [each.duration_s for each in found.of(Side.LEFT)]
    assert 0.18 < float(np.mean(near)) < 0.32
