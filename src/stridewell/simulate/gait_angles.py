"""Joint angles of the synthetic runner by the names OpenSim uses, in degrees."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from stridewell.gait.keypoints import Floats
from stridewell.gait.landmarks import Landmark
from stridewell.gait.skeleton_angles import Lengths, points_from_angles
from stridewell.simulate.gait_legs import BOTH_SIDES, Leg, out_of
from stridewell.simulate.gait_motion import Motion
from stridewell.simulate.gait_points import pelvis_axes, shoulder_turn
from stridewell.values.anatomy import Side

Axes = tuple[Floats, Floats, Floats]


def angles_of(motion: Motion, height_m: float, time_s: Floats) -> Mapping[str, Floats]:
    """Pelvis, hip, knee and ankle at the frames of a clip; places of the pelvis in metres.

    Signs: ``pelvis_list`` + right side down; hips + flexion, adduction and inward rotation; knees
    + flexion; ankles + toes towards the shin; ``lumbar_extension`` - where the trunk leans
    forward. The trunk turns against the pelvis, which lies where OpenSim has it: between the
    front hip bones.
    """
    found: dict[str, Floats] = {
        "pelvis_tilt": np.zeros_like(motion.drop),
        "pelvis_list": np.degrees(motion.drop),
        "pelvis_rotation": np.degrees(motion.turn),
        "lumbar_extension": -np.degrees(motion.lean),
        "lumbar_bending": np.degrees(motion.side_lean - motion.drop),
        "lumbar_rotation": np.degrees(shoulder_turn(motion) - motion.turn),
    }
    for side in BOTH_SIDES:
        found.update(_leg_angles(motion.legs[side], side, pelvis_axes(motion)))
    bent = {name: -v if name.startswith("knee") else v for name, v in found.items()}
    middle = points_from_angles(bent, Lengths.of_height(height_m))[Landmark.PELVIS]
    for axis, column in zip("xyz", (motion.pelvis - middle).T, strict=True):
        found[f"pelvis_t{axis}"] = column
    return {name: np.interp(time_s, motion.time_s, curve) for name, curve in found.items()}


def _leg_angles(leg: Leg, side: Side, pelvis: Axes) -> Mapping[str, Floats]:
    forward, up, right = pelvis
    letter, out = side.value[0], out_of(side)
    thigh, shank = leg.knee - leg.hip, leg.ankle - leg.knee
    flexion = np.arctan2(_along(thigh, forward), _along(thigh, -up))
    level = np.hypot(_along(thigh, forward), _along(thigh, up))
    adduction = -np.arctan2(_along(thigh, out * right), level)
    # the hinge of the knee lies square to thigh and shin: the thigh turns until it does
    ahead = np.cos(flexion)[:, None] * forward + np.sin(flexion)[:, None] * up
    aside = np.cross(thigh / np.linalg.norm(thigh, axis=1, keepdims=True), ahead)
    aside *= np.sign(_along(aside, right))[:, None]
    rotation = np.arctan2(out * _along(shank, aside), -_along(shank, ahead))
    bend = np.arctan2(np.linalg.norm(np.cross(thigh, shank), axis=1), _along(thigh, shank))
    shin = np.arctan2(shank[:, 0], -shank[:, 1])
    return {
        f"hip_flexion_{letter}": np.degrees(flexion),
        f"hip_adduction_{letter}": np.degrees(adduction),
        f"hip_rotation_{letter}": np.degrees(rotation),
        f"knee_angle_{letter}": np.degrees(bend),
        f"ankle_angle_{letter}": np.degrees(leg.pitch - shin),
    }


def _along(way: Floats, axis: Floats) -> Floats:
    return np.asarray(np.sum(way * axis, axis=1))
