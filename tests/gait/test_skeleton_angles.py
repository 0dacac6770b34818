from __future__ import annotations

import numpy as np
import pytest

from stridewell.gait.keypoints import Floats
from stridewell.gait.landmarks import Landmark
from stridewell.gait.skeleton_angles import Lengths, points_from_angles

LENGTHS = Lengths.of_height(1.75)
FORWARD, UP, RIGHT = 0, 1, 2
COLUMNS = ("hip_flexion_r", "hip_flexion_l", "knee_angle_r", "knee_angle_l", "ankle_angle_r")


def pose(**degrees: float) -> dict[Landmark, Floats]:
    """The points of one frame, standing but for the angles given."""
    angles = {**dict.fromkeys(COLUMNS, 0.0), "ankle_angle_l": 0.0, **degrees}
    columns = {name: np.array([each]) for name, each in angles.items()}
    return {each: place[0] for each, place in points_from_angles(columns, LENGTHS).items()}


def test_who_stands_is_upright_and_even() -> None:
    found = pose()
    hip, ankle = found[Landmark.RIGHT_HIP], found[Landmark.RIGHT_ANKLE]
    assert hip - ankle == pytest.approx([0, LENGTHS.thigh + LENGTHS.shank, 0])
    assert found[Landmark.RIGHT_TOE][FORWARD] > found[Landmark.RIGHT_HEEL][FORWARD]
    for each, place in found.items():
        assert found[each.opposite] == pytest.approx(place * [1, 1, -1])


@pytest.mark.parametrize(
    ("angle", "landmark", "axis", "sign"),
    [
        ("pelvis_list", Landmark.RIGHT_HIP, UP, -1),
        ("pelvis_list", Landmark.LEFT_HIP, UP, +1),
        ("pelvis_rotation", Landmark.RIGHT_HIP, FORWARD, +1),
        ("pelvis_tilt", Landmark.RIGHT_KNEE, FORWARD, +1),
        ("hip_flexion_r", Landmark.RIGHT_KNEE, FORWARD, +1),
        ("hip_flexion_l", Landmark.LEFT_KNEE, FORWARD, +1),
        ("hip_adduction_r", Landmark.RIGHT_KNEE, RIGHT, -1),
        ("hip_adduction_l", Landmark.LEFT_KNEE, RIGHT, +1),
        ("hip_rotation_r", Landmark.RIGHT_TOE, RIGHT, -1),
        ("hip_rotation_l", Landmark.LEFT_TOE, RIGHT, +1),
        ("ankle_angle_r", Landmark.RIGHT_TOE, UP, +1),
        ("lumbar_extension", Landmark.NECK, FORWARD, -1),
        ("lumbar_bending", Landmark.NECK, RIGHT, +1),
        ("lumbar_rotation", Landmark.RIGHT_SHOULDER, FORWARD, +1),
        ("pelvis_ty", Landmark.LEFT_HEEL, UP, +1),
    ],
)
def test_every_angle_turns_its_own_way(
    angle: str, landmark: Landmark, axis: int, sign: int
) -> None:
    plain = pose(lumbar_extension=0.0)[landmark][axis]
    assert (pose(**{"lumbar_extension": 0.0, angle: 10.0})[landmark][axis] - plain) * sign > 0.005


def test_a_bent_knee_is_negative_and_takes_the_heel_back() -> None:
    bent = pose(knee_angle_r=-90.0)
    knee, ankle = bent[Landmark.RIGHT_KNEE], bent[Landmark.RIGHT_ANKLE]
    assert ankle - knee == pytest.approx([-LENGTHS.shank, 0, 0], abs=1e-9)


def test_the_sole_turns_inwards_on_both_sides_alike() -> None:
    right = pose(subtalar_angle_r=15.0)
    left = pose(subtalar_angle_l=15.0)
    for part in ("toe", "heel", "forefoot_medial", "forefoot_lateral"):
        one, other = right[Landmark(f"right_{part}")], left[Landmark(f"left_{part}")]
        assert one == pytest.approx(other * [1, 1, -1])
    assert right[Landmark.RIGHT_FOREFOOT_MEDIAL][UP] > right[Landmark.RIGHT_FOREFOOT_LATERAL][UP]


def test_what_is_not_told_is_left_out() -> None:
    columns = {name: np.zeros(2) for name in COLUMNS}
    found = points_from_angles(columns, LENGTHS)
    assert Landmark.RIGHT_HEEL in found
    assert Landmark.LEFT_HEEL not in found
    assert Landmark.NECK not in found
    with pytest.raises(ValueError, match="no angles"):
        points_from_angles({}, LENGTHS)
