"""The synthetic runner runs as it was told, on the ground and through the air."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from stridewell.gait.keypoints import Keypoints, Unit, View
from stridewell.gait.landmarks import Landmark, on_side
from stridewell.gait.skeleton_angles import Lengths, points_from_angles
from stridewell.simulate.gait import (
    Camera,
    GaitTruth,
    Noise,
    Sided,
    SyntheticClip,
    both,
    synthetic_runner,
)
from stridewell.simulate.gait_example import DEMO_RUNNER, demo_clip, demo_files
from stridewell.values.anatomy import Side

ALIKE = GaitTruth(variation=0.0)
SIDES = (Side.LEFT, Side.RIGHT)
FOOT = ("heel", "toe", "forefoot_medial", "forefoot_lateral")


def with_value(truth: GaitTruth, name: str, value: object) -> GaitTruth:
    changes: dict[str, Any] = {name: value}
    return replace(truth, **changes)


def lowest(clip: Keypoints, side: Side) -> np.ndarray:
    return np.asarray(np.min([clip.along(on_side(part, side), "up") for part in FOOT], axis=0))


def in_contact(clip: SyntheticClip, side: Side) -> np.ndarray:
    time_s = clip.space.time_s
    stands = [(time_s >= c.on_s) & (time_s <= c.off_s) for c in clip.contacts if c.side is side]
    return np.asarray(np.any(stands, axis=0))


@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize(
    ("metric", "told"),
    [
        ("contact_time_ms", Sided(230.0, 250.0)),
        ("foot_strike_angle_deg", Sided(-6.0, 16.0)),
        ("foot_ahead_of_hip_mm", Sided(130.0, 190.0)),
        ("knee_flexion_at_contact_deg", Sided(10.0, 20.0)),
        ("knee_flexion_peak_deg", Sided(38.0, 46.0)),
        ("pelvic_drop_peak_deg", Sided(5.0, 12.0)),
        ("lateral_trunk_lean_deg", Sided(0.5, 4.0)),
    ],
)
def test_each_side_runs_as_told(metric: str, told: Sided, side: Side) -> None:
    runner = with_value(ALIKE, metric, told)
    found = synthetic_runner(runner, duration_s=6.0).value(metric, side)
    assert found == pytest.approx(told.of(side), abs=0.01 * abs(told.of(side)) + 0.8)


@pytest.mark.parametrize(
    ("metric", "told", "within"),
    [
        ("step_rate_spm", 182.0, 0.01),
        ("step_width_mm", -25.0, 0.5),
        ("trunk_lean_deg", 11.0, 0.1),
    ],
)
def test_the_whole_runner_runs_as_told(metric: str, told: float, within: float) -> None:
    runner = with_value(replace(ALIKE, contact_time_ms=both(220.0)), metric, told)
    assert synthetic_runner(runner, duration_s=6.0).value(metric) == pytest.approx(told, abs=within)


def test_crossing_feet_cross_the_midline() -> None:
    assert synthetic_runner(replace(ALIKE, step_width_mm=-60.0)).value("crossover_pct") == 100
    assert synthetic_runner(replace(ALIKE, step_width_mm=90.0)).value("crossover_pct") == 0


def test_an_inward_knee_adds_to_the_adduction_of_its_hip() -> None:
    straight, inward = (
        synthetic_runner(replace(ALIKE, knee_in_deg=Sided(turn, 0.0))) for turn in (0.0, 15.0)
    )
    more = [
        inward.value("hip_adduction_peak_deg", side)
        - straight.value("hip_adduction_peak_deg", side)
        for side in SIDES
    ]
    assert more[0] > 2
    assert more[1] == pytest.approx(0, abs=0.01)


@pytest.mark.parametrize("side", SIDES)
def test_a_foot_is_on_the_ground_in_contact_and_off_it_between(side: Side) -> None:
    clip = synthetic_runner(rate_hz=200.0)
    up, stands = lowest(clip.space, side), in_contact(clip, side)
    assert up[stands].max() < 0.045
    assert up.min() > -0.015
    swinging = ~(stands | np.roll(stands, 20) | np.roll(stands, -20))[200:-200]
    assert up[200:-200][swinging].min() > 0.03


def test_a_standing_foot_goes_with_the_belt_and_stands_still_on_a_road() -> None:
    belt = synthetic_runner(ALIKE, rate_hz=200.0)
    road = synthetic_runner(replace(ALIKE, overground=True), rate_hz=200.0)
    contact = belt.contacts[4]
    middle = np.searchsorted(belt.space.time_s, contact.on_s + 0.4 * contact.duration_s)
    heel = on_side("heel", contact.side)
    for clip, speed in ((belt, -ALIKE.speed_mps), (road, 0.0)):
        moved = np.gradient(clip.space.along(heel, "forward"), clip.space.time_s)[middle]
        assert moved == pytest.approx(speed, abs=0.15)


def test_the_pelvis_falls_freely_between_contacts() -> None:
    clip = synthetic_runner(rate_hz=1000.0, duration_s=3.0)
    before, after = clip.contacts[1:3]
    rows = (clip.space.time_s > before.off_s + 0.005) & (clip.space.time_s < after.on_s - 0.005)
    height = clip.space.along(Landmark.PELVIS, "up")[rows]
    fall = np.polyfit(clip.space.time_s[rows], height, 2)[0] * 2
    assert fall == pytest.approx(-9.81, rel=0.01)


def test_no_point_leaps() -> None:
    position = synthetic_runner(rate_hz=500.0).space.position
    assert np.isfinite(position).all()
    assert np.abs(np.diff(position, axis=0)).max() * 500 < 14


def test_bones_keep_their_length() -> None:
    space = synthetic_runner().space
    for side in SIDES:
        shank = space.at(on_side("knee", side)) - space.at(on_side("ankle", side))
        assert np.ptp(np.linalg.norm(shank, axis=1)) < 0.002


def test_steps_differ_as_much_as_they_are_told_to() -> None:
    spreads = [
        np.std([s.value for s in clip.steps if s.metric == "contact_time_ms"])
        for clip in (synthetic_runner(ALIKE), synthetic_runner(replace(ALIKE, variation=2.0)))
    ]
    assert spreads[0] < 0.6
    assert spreads[1] > 4


def test_form_drifts_as_told() -> None:
    tired = synthetic_runner(replace(ALIKE, per_minute={"step_rate_spm": -12.0}), duration_s=30.0)
    rates = [s for s in tired.steps if s.metric == "step_rate_spm"]
    slope = np.polyfit([s.t_s for s in rates], [s.value for s in rates], 1)[0] * 60
    assert slope == pytest.approx(-12, abs=0.3)


def test_the_same_seed_gives_the_same_clip() -> None:
    first, again, other = (synthetic_runner(seed=seed).keypoints.position for seed in (3, 3, 4))
    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)


@pytest.mark.parametrize("inwards", [0.0, 8.0])
def test_joint_angles_lead_back_to_the_points(inwards: float) -> None:
    clip = synthetic_runner(replace(ALIKE, knee_in_deg=both(inwards)))
    bent = {n: -v if n.startswith("knee") else v for n, v in clip.angles.items()}
    found = points_from_angles(bent, Lengths.of_height(ALIKE.height_m))
    for point in (on_side(part, side) for part in ("knee", "ankle") for side in SIDES):
        assert np.abs(found[point] - clip.space.at(point)).max() < 0.008
    between = found[Landmark.LEFT_SHOULDER] - found[Landmark.RIGHT_SHOULDER]
    seen = clip.space.at(Landmark.LEFT_SHOULDER) - clip.space.at(Landmark.RIGHT_SHOULDER)
    assert np.abs(between[:, 0] - seen[:, 0]).max() < 0.01


def test_the_knee_straightens_evenly_before_toe_off() -> None:
    clip = synthetic_runner(ALIKE, rate_hz=500.0)
    contact = clip.contacts[4]
    late = (clip.space.time_s > contact.on_s + 0.6 * contact.duration_s) & (
        clip.space.time_s < contact.off_s
    )
    turning = np.diff(clip.angles[f"knee_angle_{contact.side.value[0]}"][late]) * 500
    assert turning.max() < 50
    assert turning.min() > -500


def test_a_walker_is_refused() -> None:
    with pytest.raises(ValueError, match="no flight is left after left contact"):
        GaitTruth(contact_time_ms=Sided(380.0, 240.0))


def test_nothing_unknown_drifts() -> None:
    with pytest.raises(ValueError, match="nothing drifts by the name speed"):
        GaitTruth(per_minute={"speed": 1.0})


@pytest.mark.parametrize("view", [View.LEFT, View.RIGHT, View.REAR])
def test_a_picture_shows_what_its_view_shows(view: View) -> None:
    clip = synthetic_runner(ALIKE, view=view)
    assert clip.keypoints.unit is Unit.PIXEL
    assert not {"asis", "forefoot_medial"} & {p.part for p in clip.keypoints.points}
    inside = (clip.keypoints.position >= 0) & (clip.keypoints.position <= clip.camera.size_px)
    assert inside.all()
    tall, seen = (
        (each.along(Landmark.HEAD, "up") - each.along(Landmark.PELVIS, "up")).mean()
        for each in (clip.space, clip.clean)
    )
    assert seen / tall == pytest.approx(clip.camera.px_per_m, rel=0.03)


def test_from_behind_left_is_left_and_from_the_side_forward_is_forward() -> None:
    rear = synthetic_runner(ALIKE, view=View.REAR).clean
    gap = rear.along(Landmark.RIGHT_HIP, "right") - rear.along(Landmark.LEFT_HIP, "right")
    assert gap.min() > 0
    for view in (View.LEFT, View.RIGHT):
        side = synthetic_runner(ALIKE, view=view).clean
        assert (
            side.along(Landmark.LEFT_TOE, "forward") > side.along(Landmark.LEFT_HEEL, "forward")
        )[np.r_[:5]].any()
        lean = side.mid(Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER) - side.mid(
            Landmark.LEFT_HIP, Landmark.RIGHT_HIP
        )
        assert np.degrees(np.arctan2(*lean.mean(axis=0))) == pytest.approx(6, abs=0.5)


def test_a_rolled_camera_leans_the_runner() -> None:
    level, rolled = (
        synthetic_runner(ALIKE, view=View.REAR, camera=Camera(roll_deg=roll)).clean
        for roll in (0.0, 4.0)
    )
    leans = [
        np.degrees(np.arctan2(*(c.at(Landmark.NECK) - c.at(Landmark.PELVIS)).mean(axis=0)))
        for c in (level, rolled)
    ]
    assert leans[1] - leans[0] == pytest.approx(4, abs=0.05)


def test_a_nearer_leg_looks_larger() -> None:
    clip = synthetic_runner(ALIKE, view=View.RIGHT, camera=Camera(distance_m=2.0)).clean
    near, far = (
        np.median(np.linalg.norm(clip.at(on_side("hip", s)) - clip.at(on_side("knee", s)), axis=1))
        for s in (Side.RIGHT, Side.LEFT)
    )
    assert near > 1.02 * far


def test_noise_is_as_told_and_worse_for_the_far_leg() -> None:
    clip = synthetic_runner(view=View.LEFT, noise=Noise(sd=2.0, far=2.0, missing=0.1))
    off = clip.keypoints.position - clip.clean.position
    for point, spread in ((Landmark.LEFT_ANKLE, 2.0), (Landmark.RIGHT_ANKLE, 4.0)):
        column = off[:, clip.clean.points.index(point)]
        assert np.nanstd(column) == pytest.approx(spread, rel=0.1)
    missing = np.isnan(clip.keypoints.position[..., 0])
    assert missing.mean() == pytest.approx(0.1, abs=0.01)
    assert not clip.keypoints.confidence[missing].any()


def test_the_demo_runner_hangs_on_the_right_leg_and_is_filmed_three_times() -> None:
    clip = demo_clip(View.REAR)
    drops = [clip.value("pelvic_drop_peak_deg", side) for side in SIDES]
    assert drops[1] - drops[0] > 4
    assert clip.value("step_rate_spm") == pytest.approx(DEMO_RUNNER.step_rate_spm, abs=1)
    files = demo_files()
    assert set(files) == {"left.zip", "right.zip", "rear.zip"}
    assert files == demo_files()
