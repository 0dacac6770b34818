"""Joints from markers beside them, and from how segments move."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pytest

from keypoint_examples import runner
from stridewell.adapters.keypoint_files.raw_points import RawPoints, keypoints_in_space
from stridewell.gait.keypoints import Floats, Keypoints, Stated
from stridewell.gait.landmarks import Landmark, on_side
from stridewell.gait.moving_joints import joint_between
from stridewell.values.anatomy import Side

SIDES = (Side.LEFT, Side.RIGHT)


def angles_chain() -> Keypoints:
    return runner(seconds=4.0).space


def read(columns: Mapping[str, Floats]) -> Keypoints:
    position = np.stack(list(columns.values()), axis=1)
    times = angles_chain().time_s
    return keypoints_in_space(RawPoints(tuple(columns), times, position, "m"), None)


def basic() -> dict[str, Floats]:
    """Feet and pelvis as a lab marks them."""
    clip = angles_chain()
    out: dict[str, Floats] = {}
    for side in SIDES:
        letter = side.value[0].upper()
        for part, name in {
            "asis": "ASI",
            "psis": "PSI",
            "heel": "HEE",
            "forefoot_medial": "MT1",
            "forefoot_lateral": "MT5",
        }.items():
            out[f"{letter}{name}"] = clip.at(on_side(part, side))
    return out


def value_of(stated: tuple[Stated, ...], what: str) -> str:
    return " / ".join(each.value for each in stated if each.what == what)


def outwards(side: Side, metres: float) -> Floats:
    return np.array([0.0, 0.0, metres if side is Side.RIGHT else -metres])


def test_a_joint_lies_between_its_markers() -> None:
    clip, columns = angles_chain(), basic()
    for side in SIDES:
        knee, letter = clip.at(on_side("knee", side)), side.value[0].upper()
        columns[f"{letter}.Knee"] = knee + outwards(side, 0.06)
        columns[f"{letter}.Knee.Medial"] = knee - outwards(side, 0.06)
    found = read(columns)
    assert found.at(Landmark.RIGHT_KNEE) == pytest.approx(clip.at(Landmark.RIGHT_KNEE))
    assert "right knee" in value_of(found.stated, "joints")


def test_a_joint_marked_on_the_outer_side_is_moved_in() -> None:
    clip, columns = angles_chain(), basic()
    for side in SIDES:
        knee = clip.at(on_side("knee", side))
        columns[f"{side.value[0].upper()}KNE"] = knee + outwards(side, 0.06)
    found = read(columns)
    for side in SIDES:
        joint = on_side("knee", side)
        off = np.median(found.at(joint) - clip.at(joint), axis=0)
        assert np.abs(off).max() < 0.015
    assert "left knee, right knee" in value_of(found.stated, "joints")


def test_hips_come_from_the_pelvis_and_toes_from_the_ball_of_the_foot() -> None:
    found = read(basic())
    hips = found.at(Landmark.RIGHT_HIP) - found.at(Landmark.LEFT_HIP)
    front = found.at(Landmark.RIGHT_ASIS) - found.at(Landmark.LEFT_ASIS)
    middle = found.mid(Landmark.RIGHT_ASIS, Landmark.LEFT_ASIS)
    width = np.linalg.norm(front, axis=1)
    assert np.linalg.norm(hips, axis=1) == pytest.approx(0.66 * width + 0.0146)
    assert (found.at(Landmark.LEFT_HIP)[:, 1] < middle[:, 1]).all()
    assert found.has(Landmark.LEFT_TOE, Landmark.RIGHT_TOE)
    foot = found.at(Landmark.LEFT_TOE) - found.at(Landmark.LEFT_HEEL)
    ball = found.at(Landmark.LEFT_FOREFOOT_MEDIAL) - found.at(Landmark.LEFT_HEEL)
    assert (np.linalg.norm(foot, axis=1) > np.linalg.norm(ball, axis=1)).all()
    assert value_of(found.stated, "hip joints") == "from the pelvis markers"


def test_a_marker_over_the_sacrum_stands_for_both_back_points() -> None:
    columns = basic()
    sacrum = (columns.pop("LPSI") + columns.pop("RPSI")) / 2
    whole = read(basic())
    found = read({**columns, "V.Sacral": sacrum})
    assert found.at(Landmark.LEFT_HIP) == pytest.approx(whole.at(Landmark.LEFT_HIP))
    assert not read(columns).has(Landmark.LEFT_HIP)


def stuck(high: Floats, low: Floats, ahead: Floats) -> list[Floats]:
    """Three markers that move with the segment between two points."""
    along = low - high
    square = np.cross(along, ahead)
    square /= np.linalg.norm(square, axis=1, keepdims=True)
    front = np.cross(square, along)
    front /= np.linalg.norm(front, axis=1, keepdims=True)
    return [
        high + 0.3 * along + 0.06 * square,
        high + 0.7 * along + 0.05 * square + 0.04 * front,
        high + 0.6 * along - 0.02 * square + 0.07 * front,
    ]


def with_clusters() -> dict[str, Floats]:
    clip, columns = angles_chain(), basic()
    for side in SIDES:
        letter = side.value[0].upper()
        hip, knee, ankle = (clip.at(on_side(part, side)) for part in ("hip", "knee", "ankle"))
        ahead = np.tile([0.0, 0.0, 1.0], (clip.frames, 1))
        for at, marker in enumerate(stuck(hip, knee, ahead), start=1):
            columns[f"{letter}TH{at}"] = marker
        for at, marker in enumerate(stuck(knee, ankle, ahead), start=1):
            columns[f"{letter}TB{at}"] = marker
    return columns


@pytest.mark.parametrize("side", SIDES)
def test_knees_and_ankles_are_where_the_segments_turn(side: Side) -> None:
    clip, found = angles_chain(), read(with_clusters())
    for part, nearest in (("knee", 0.02), ("ankle", 0.03)):
        joint = on_side(part, side)
        off = np.linalg.norm((found.at(joint) - clip.at(joint))[:, :2], axis=1)
        assert np.median(off) < nearest, joint
    assert "turn" in str(found.stated)


def test_segments_that_do_not_turn_have_no_joint() -> None:
    clip = angles_chain()
    hip, knee = clip.at(Landmark.LEFT_HIP), clip.at(Landmark.LEFT_KNEE)
    ahead = np.tile([0.0, 0.0, 1.0], (clip.frames, 1))
    one = np.stack(stuck(hip, knee, ahead), axis=1)
    assert joint_between(one, one - np.array([0, 0.4, 0]), (hip, knee)) is None


def test_too_few_markers_or_frames_have_no_joint() -> None:
    columns = with_clusters()
    clip = angles_chain()
    line = (clip.at(Landmark.LEFT_HIP), clip.at(Landmark.LEFT_ANKLE))
    thigh = np.stack([columns[f"LTH{at}"] for at in (1, 2, 3)], axis=1)
    shank = np.stack([columns[f"LTB{at}"] for at in (1, 2, 3)], axis=1)
    assert joint_between(thigh, shank, line) is not None
    assert joint_between(thigh[:, :2], shank, line) is None
    hidden = thigh.copy()
    hidden[30:, 0] = np.nan
    assert joint_between(hidden, shank, line) is None


def test_markers_that_slide_about_have_no_joint() -> None:
    columns = with_clusters()
    clip = angles_chain()
    line = (clip.at(Landmark.LEFT_HIP), clip.at(Landmark.LEFT_ANKLE))
    thigh = np.stack([columns[f"LTH{at}"] for at in (1, 2, 3)], axis=1)
    shank = np.stack([columns[f"LTB{at}"] for at in (1, 2, 3)], axis=1)
    slid = shank + 0.3 * np.sin(np.arange(len(shank)))[:, None, None]
    assert joint_between(thigh, slid, line) is None
