"""Joint angles of the synthetic runner by the names OpenSim uses, in degrees."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from stridewell.gait.keypoints import Floats
from stridewell.simulate.gait_legs import BOTH_SIDES, out_of
from stridewell.simulate.gait_motion import Motion
from stridewell.simulate.gait_points import pelvis_axes


def angles_of(motion: Motion, time_s: Floats) -> Mapping[str, Floats]:
    """Pelvis, hip, knee and ankle at the frames of a clip.

    Signs: ``pelvis_list`` + right side down; hips + flexion and adduction; knees + flexion;
    ankles + toes towards the shin; ``lumbar_extension`` - where the trunk leans forward.
    """
    forward, up, right = pelvis_axes(motion)
    found: dict[str, Floats] = {
        "pelvis_tilt": np.zeros_like(motion.drop),
        "pelvis_list": np.degrees(motion.drop),
        "pelvis_rotation": np.degrees(motion.turn),
        "pelvis_tx": motion.pelvis[:, 0],
        "pelvis_ty": motion.pelvis[:, 1],
        "pelvis_tz": motion.pelvis[:, 2],
        "lumbar_extension": -np.degrees(motion.lean),
        "lumbar_bending": np.degrees(motion.side_lean),
    }
    for side in BOTH_SIDES:
        leg, letter, out = motion.legs[side], side.value[0], out_of(side)
        thigh, shank = leg.knee - leg.hip, leg.ankle - leg.knee
        ahead, down, aside = (np.sum(thigh * axis, axis=1) for axis in (forward, -up, out * right))
        shin = np.arctan2(shank[:, 0], -shank[:, 1])
        bend = np.arctan2(
            np.linalg.norm(np.cross(thigh, shank), axis=1), np.sum(thigh * shank, axis=1)
        )
        found[f"hip_flexion_{letter}"] = np.degrees(np.arctan2(ahead, down))
        found[f"hip_adduction_{letter}"] = -np.degrees(np.arctan2(aside, np.hypot(ahead, down)))
        found[f"hip_rotation_{letter}"] = np.zeros_like(bend)
        found[f"knee_angle_{letter}"] = np.degrees(bend)
        found[f"ankle_angle_{letter}"] = np.degrees(leg.pitch - shin)
    return {name: np.interp(time_s, motion.time_s, curve) for name, curve in found.items()}
