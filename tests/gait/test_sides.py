"""Legs that were swapped are put back; legs that cannot be believed are withheld."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from stridewell.gait.keypoints import Floats, Keypoints, Unit, View
from stridewell.gait.landmarks import Landmark, on_side
from stridewell.gait.sides import SideRepair, repair_sides
from stridewell.simulate.gait import Camera, GaitTruth, Noise, Sided, synthetic_runner
from stridewell.values.anatomy import Side

SIDES = (Side.LEFT, Side.RIGHT)
WHOLE_LEG = ("hip", "knee", "ankle", "heel", "toe", "forefoot_lateral")
VIEWS = (View.LEFT, View.RIGHT, View.REAR, View.SPACE)
UNEVEN = GaitTruth(contact_time_ms=Sided(238.0, 256.0), pelvic_drop_peak_deg=Sided(6.0, 11.0))


@cache
def runner(view: View, rate_hz: float = 60.0, seed: int = 1, noise: float = 3.0) -> Keypoints:
    sd = noise / 400 if view is View.SPACE else noise
    camera = Camera(distance_m=2.5)
    return synthetic_runner(
        UNEVEN, view=view, rate_hz=rate_hz, seed=seed, noise=Noise(sd=sd), camera=camera
    ).keypoints


def swapped(clip: Keypoints, rows: slice, parts: tuple[str, ...] = WHOLE_LEG) -> Keypoints:
    position, confidence = clip.position.copy(), clip.confidence.copy()
    for part in parts:
        left, right = (clip.points.index(on_side(part, side)) for side in SIDES)
        for values in (position, confidence):
            values[rows, left], values[rows, right] = (
                values[rows, right].copy(),
                values[rows, left].copy(),
            )
    return replace(clip, position=position, confidence=confidence)


def onto(clip: Keypoints, side: Side, rows: slice) -> Keypoints:
    """Both legs are drawn on the leg of this side."""
    position = clip.position.copy()
    for part in WHOLE_LEG[1:]:
        kept, lost = (clip.points.index(on_side(part, s)) for s in (side, side.opposite))
        position[rows, lost] = position[rows, kept] + 1.0
    return clip.moved(position)


def told(repair: SideRepair, what: str = "left and right") -> str:
    (value,) = (each.value for each in repair.clip.stated if each.what == what)
    return value


def leg(clip: Keypoints, side: Side) -> Floats:
    return np.stack([clip.at(on_side(part, side)) for part in WHOLE_LEG[1:]], axis=1)


def same_legs(first: Keypoints, second: Keypoints) -> bool:
    return all(np.array_equal(leg(first, side), leg(second, side)) for side in SIDES)


@pytest.mark.parametrize("rate_hz", [24.0, 30.0, 120.0])
@pytest.mark.parametrize("view", VIEWS)
def test_a_clean_clip_stays_as_it_is(view: View, rate_hz: float) -> None:
    clip = runner(view, rate_hz)
    repair = repair_sides(clip)
    assert np.array_equal(repair.clip.position, clip.position)
    assert not repair.swapped.any()
    assert (repair.withheld, repair.refused) == (None, ())
    assert told(repair) == "as named"


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("parts", [WHOLE_LEG, WHOLE_LEG[2:], ("ankle",)])
@pytest.mark.parametrize("rows", [slice(100, 101), slice(200, 230), slice(0, 90), slice(560, 600)])
def test_swapped_points_are_put_back(view: View, parts: tuple[str, ...], rows: slice) -> None:
    clip = runner(view)
    repair = repair_sides(swapped(clip, rows, parts))
    assert same_legs(repair.clip, clip)
    assert np.array_equal(np.flatnonzero(repair.swapped), np.arange(600)[rows])
    assert repair.withheld is None


def test_confidence_goes_with_its_point() -> None:
    clip = runner(View.LEFT)
    repair = repair_sides(swapped(clip, slice(100, 130)))
    assert np.array_equal(repair.clip.confidence, clip.confidence)


def test_how_much_was_swapped_is_stated() -> None:
    repair = repair_sides(swapped(runner(View.LEFT), slice(100, 130)))
    assert told(repair) == "swapped in 5.0 % of the frames"


@pytest.mark.parametrize("view", [View.LEFT, View.RIGHT, View.REAR])
@pytest.mark.parametrize("side", SIDES)
def test_points_on_the_wrong_leg_are_taken_out(view: View, side: Side) -> None:
    clip, rows = runner(view), slice(100, 112)
    repair = repair_sides(onto(clip, side, rows))
    kept = np.isfinite(leg(repair.clip, side))
    assert np.array_equal(leg(repair.clip, side)[kept], leg(clip, side)[kept])
    assert kept.mean() > 0.998
    lost = leg(repair.clip, side.opposite)
    ankle = np.isnan(lost[rows, 1, 0])
    assert ankle.mean() > 0.6
    assert not np.isnan(lost[np.r_[:100, 112:600]]).any()
    assert repair.untrusted[side.opposite][rows].mean() > 0.6
    assert repair.untrusted[side].sum() < 3
    assert f"{side.opposite} leg hidden in" in told(repair)
    gone = np.isnan(repair.clip.position[..., 0])
    assert not repair.clip.confidence[gone].any()


def test_a_rear_clip_with_all_names_swapped_is_undone() -> None:
    clip = runner(View.REAR)
    repair = repair_sides(swapped(clip, slice(None)))
    assert same_legs(repair.clip, clip)
    assert repair.swapped.all()


def test_a_clip_that_is_swapped_half_the_time_goes_by_the_near_leg() -> None:
    clip = synthetic_runner(
        UNEVEN, view=View.LEFT, rate_hz=60, noise=Noise(sd=3), camera=Camera(distance_m=1.5)
    ).keypoints
    repair = repair_sides(swapped(clip, slice(0, 330)))
    assert same_legs(repair.clip, clip)
    assert repair.withheld is None


def test_legs_that_are_seen_alike_and_swapped_half_the_time_are_both_withheld() -> None:
    clip = synthetic_runner(
        UNEVEN,
        view=View.LEFT,
        rate_hz=60,
        noise=Noise(sd=3, far=1.0, far_confidence=1.0),
        camera=Camera(distance_m=20.0),
    ).keypoints
    repair = repair_sides(swapped(clip, slice(0, 300)))
    assert repair.withheld is Side.BOTH
    (refused,) = repair.refused
    assert refused.metric == "all"
    assert "cannot be told apart" in refused.because


def test_a_near_leg_that_looks_like_the_far_one_withholds_both() -> None:
    repair = repair_sides(swapped(runner(View.RIGHT), slice(None)))
    assert repair.withheld is Side.BOTH
    assert "looks like the far one" in repair.refused[0].because


def test_a_far_leg_that_bends_otherwise_is_withheld() -> None:
    clip = runner(View.LEFT)
    position = clip.position.copy()
    ankle, knee, hip = (
        clip.points.index(on_side(part, Side.RIGHT)) for part in ("ankle", "knee", "hip")
    )
    straight = position[:, knee] + 0.9 * (position[:, knee] - position[:, hip])
    position[:, ankle] = 0.35 * position[:, ankle] + 0.65 * straight
    repair = repair_sides(clip.moved(position))
    assert repair.withheld is Side.RIGHT
    (refused,) = repair.refused
    assert (refused.metric, refused.side) == ("all", Side.RIGHT)
    assert refused.remedy == "film the other side too"


def hidden_often(view: View, by: Side) -> Keypoints:
    clip = runner(view)
    for first in range(0, 600, 30):
        clip = onto(clip, by, slice(first, first + 13))
    return clip


def test_a_leg_that_is_hidden_too_often_is_withheld() -> None:
    repair = repair_sides(hidden_often(View.LEFT, Side.LEFT))
    assert repair.withheld is Side.RIGHT
    assert "cannot be told from the other leg" in repair.refused[0].because


def test_a_leg_that_is_hidden_from_behind_is_filmed_again() -> None:
    clip = runner(View.REAR)
    position, dice = clip.position.copy(), np.random.default_rng(1)
    lost = [
        at for at, p in enumerate(clip.points) if p.side is Side.LEFT and p.part in WHOLE_LEG[1:]
    ]
    rows = dice.choice(clip.frames, 220, replace=False)
    position[rows[:, None], lost] += dice.choice([-1, 1], (len(rows), len(lost), 1)) * 160.0
    repair = repair_sides(clip.moved(position))
    assert repair.withheld is Side.LEFT
    (refused,) = repair.refused
    assert (refused.side, refused.remedy) == (
        Side.LEFT,
        "film again with both legs in sight and in good light",
    )


def test_legs_that_do_not_go_by_turns_are_both_withheld() -> None:
    repair = repair_sides(hidden_often(View.REAR, Side.RIGHT))
    assert repair.withheld is Side.BOTH
    assert "do not repeat half a stride apart" in repair.refused[0].because


def test_a_limp_is_no_doubt_in_space() -> None:
    limping = replace(
        UNEVEN,
        knee_flexion_at_contact_deg=Sided(8.0, 26.0),
        knee_flexion_peak_deg=Sided(30.0, 58.0),
        left_step_pct=54.0,
    )
    repair = repair_sides(synthetic_runner(limping, rate_hz=60).keypoints)
    assert repair.withheld is None
    assert not repair.swapped.any()


def test_gaps_stay_gaps() -> None:
    clip = synthetic_runner(view=View.LEFT, rate_hz=60, noise=Noise(sd=2, missing=0.1)).keypoints
    repair = repair_sides(clip)
    assert np.array_equal(repair.clip.position, clip.position, equal_nan=True)


def test_a_leg_that_was_out_of_sight_for_long_is_still_believed() -> None:
    clip = runner(View.LEFT)
    position = clip.position.copy()
    lost = [
        at for at, p in enumerate(clip.points) if p.side is Side.RIGHT and p.part in WHOLE_LEG[1:]
    ]
    position[:400, lost] = np.nan
    repair = repair_sides(clip.moved(position))
    assert np.array_equal(repair.clip.position, position, equal_nan=True)
    assert repair.withheld is None


def test_a_runner_who_runs_away_from_the_camera_is_no_harm() -> None:
    clip = runner(View.REAR)
    shrinking = clip.moved(clip.position * np.linspace(1.0, 0.5, clip.frames)[:, None, None])
    repair = repair_sides(swapped(shrinking, slice(200, 225)))
    assert same_legs(repair.clip, shrinking)
    assert repair.withheld is None


def test_uneven_frames_are_no_harm() -> None:
    whole = runner(View.LEFT, rate_hz=60.0)
    kept = np.sort(np.random.default_rng(2).choice(600, 480, replace=False))
    clip = replace(
        whole,
        time_s=whole.time_s[kept],
        position=whole.position[kept],
        confidence=whole.confidence[kept],
    )
    assert same_legs(repair_sides(swapped(clip, slice(50, 75))).clip, clip)


def test_too_few_steps_are_not_checked() -> None:
    clip = swapped(
        synthetic_runner(view=View.LEFT, rate_hz=60, duration_s=1).keypoints, slice(0, 9)
    )
    repair = repair_sides(clip)
    assert np.array_equal(repair.clip.position, clip.position)
    assert told(repair) == "not checked"


@pytest.mark.parametrize("frames", [0, 1, 2])
def test_a_clip_of_hardly_a_frame_is_not_checked(frames: int) -> None:
    whole = runner(View.SPACE)
    clip = replace(
        whole,
        time_s=whole.time_s[:frames],
        position=whole.position[:frames],
        confidence=whole.confidence[:frames],
    )
    assert told(repair_sides(clip)) == "not checked"


def test_somebody_who_stands_is_not_checked() -> None:
    clip = runner(View.LEFT)
    dice = np.random.default_rng(0)
    still = np.repeat(clip.position[:1], clip.frames, axis=0) + dice.normal(
        size=clip.position.shape
    )
    assert told(repair_sides(clip.moved(still))) == "not checked"


def test_a_clip_without_knees_is_not_checked() -> None:
    clip = runner(View.LEFT)
    kept = [at for at, point in enumerate(clip.points) if point.part != "knee"]
    without = replace(
        clip,
        points=tuple(clip.points[at] for at in kept),
        position=clip.position[:, kept],
        confidence=clip.confidence[:, kept],
    )
    assert told(repair_sides(without)) == "not checked"


@pytest.mark.parametrize(
    ("renamed", "out"),
    [
        (
            {
                Landmark.RIGHT_FOREFOOT_MEDIAL: Landmark.RIGHT_FOREFOOT_LATERAL,
                Landmark.RIGHT_FOREFOOT_LATERAL: Landmark.RIGHT_FOREFOOT_MEDIAL,
            },
            {Landmark.RIGHT_FOREFOOT_MEDIAL, Landmark.RIGHT_FOREFOOT_LATERAL},
        ),
        (
            {
                Landmark.LEFT_FOREFOOT_LATERAL: None,
                Landmark.LEFT_FOREFOOT_MEDIAL: Landmark.LEFT_FOREFOOT_LATERAL,
            },
            {Landmark.LEFT_FOREFOOT_LATERAL},
        ),
        (
            {Landmark.LEFT_FOREFOOT_LATERAL: None},
            set(),
        ),
    ],
)
def test_foot_markers_that_were_named_for_one_another_are_left_out(
    renamed: dict[Landmark, Landmark | None], out: set[Landmark]
) -> None:
    clip = synthetic_runner(rate_hz=60).keypoints
    named = [(renamed.get(point, point), at) for at, point in enumerate(clip.points)]
    kept = [(point, at) for point, at in named if point is not None]
    columns = [at for _, at in kept]
    wrong = replace(
        clip,
        points=tuple(point for point, _ in kept),
        position=clip.position[:, columns],
        confidence=clip.confidence[:, columns],
    )
    repaired = repair_sides(wrong).clip
    gone = {p for p in repaired.points if np.isnan(repaired.at(p)).all()}
    assert gone == out
    assert any(each.what == "foot markers" for each in repaired.stated) == bool(out)


HERE = Path(__file__).resolve().parents[2]
DATA = Path(os.environ.get("STRIDEWELL_MEASURED_DATA", HERE.parent / "shared" / "data"))
CLIP = DATA / "video" / "gaitlab_male_side.mediapipe_0.10.21.npz"
OTHER = DATA / "video" / "gaitlab_male_side.pose_rtmpose_halpe26.json"
measured = pytest.mark.skipif(not CLIP.is_file(), reason="no recordings of other people at hand")


def real(model: str) -> Keypoints:
    """The real treadmill clip, left side to the camera, with the points of one pose model."""
    parts = dict(zip(("hip", "knee", "ankle", "heel", "toe"), range(23, 32, 2), strict=True))
    with np.load(CLIP) as arrays:
        frames = arrays[model].astype(np.float64)
    columns = [at + (side is Side.RIGHT) for at in parts.values() for side in SIDES]
    table = frames[:, columns]
    return Keypoints(
        time_s=np.arange(len(frames)) / 30.0,
        points=tuple(on_side(part, side) for part in parts for side in SIDES),
        position=np.stack([720 - table[..., 0], 1280 - table[..., 1]], axis=-1),
        confidence=table[..., 3],
        view=View.LEFT,
        unit=Unit.PIXEL,
        convention="mediapipe_33",
        size_px=(720, 1280),
    )


@measured
@pytest.mark.measured
@pytest.mark.parametrize(("model", "withheld"), [("full", Side.RIGHT), ("heavy", None)])
def test_the_hidden_leg_of_the_real_clip_is_withheld_where_the_model_lost_it(
    model: str, withheld: Side | None
) -> None:
    assert repair_sides(real(model)).withheld is withheld


@measured
@pytest.mark.measured
def test_the_far_ankle_of_the_real_clip_comes_nearer_to_another_model() -> None:
    told = json.loads(OTHER.read_text(encoding="utf-8"))
    other = np.array(told["frames"])[:, told["keypoint_names"].index("r_ankle"), :2]
    clip = real("heavy")
    before, after = (each.at(Landmark.RIGHT_ANKLE) for each in (clip, repair_sides(clip).clip))
    off = [
        np.hypot(720 - way[:, 0] - other[:, 0], 1280 - way[:, 1] - other[:, 1])
        for way in (before, after)
    ]
    assert np.nanpercentile(off[1], 98) < 0.5 * np.percentile(off[0], 98)
