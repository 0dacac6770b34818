"""The body points of the synthetic runner in space, from pelvis to wrists."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from stridewell.gait.keypoints import Floats
from stridewell.gait.landmarks import Landmark, on_side
from stridewell.simulate.gait_body import FOOT_POINTS, Body, turned
from stridewell.simulate.gait_legs import BOTH_SIDES, out_of
from stridewell.simulate.gait_motion import PELVIS_TURN_DEG, Motion, to_right
from stridewell.values.anatomy import Side

PELVIS_POINTS = {
    "iliac_crest": (0.01, 0.11, 0.13),
    "asis": (0.09, 0.07, 0.125),
    "psis": (-0.09, 0.08, 0.04),
}
"""Forward, up and outwards from between the hips, metres at 1.75 m of height (design)."""
USUAL_HEIGHT_M = 1.75
SHOULDERS, UPPER_ARM, FOREARM, HEAD_UP, NECK_UP = 0.21, 0.17, 0.15, 0.10, 0.015
"""Shares of body height: shoulder width, arm, and head and neck above the shoulders."""
ARM_SWING_DEG, ARM_BACK_DEG, ELBOW_DEG, SHOULDER_TURN_DEG = 32.0, 18.0, 95.0, 8.0


def points_of(motion: Motion, body: Body) -> Mapping[Landmark, Floats]:
    """Every landmark (n, 3) in metres on the fine grid: forward, up, right."""
    found: dict[Landmark, Floats] = {Landmark.PELVIS: motion.pelvis}
    for side in BOTH_SIDES:
        leg, out = motion.legs[side], out_of(side)
        found[on_side("hip", side)] = leg.hip
        found[on_side("knee", side)] = leg.knee
        for part in FOOT_POINTS:
            forward, up, outwards = body.foot_point(part)
            ahead, high = turned(forward, up, leg.pitch)
            aside = np.full(len(ahead), out * outwards)
            found[on_side(part, side)] = leg.ankle + np.column_stack((ahead, high, aside))
        found.update(_pelvis_points(motion, body, side))
    found.update(_upper_body(motion, body))
    return found


def pelvis_axes(motion: Motion) -> tuple[Floats, Floats, Floats]:
    """Unit vectors (n, 3) of the pelvis: forward, up, to the right."""
    drop, turn = motion.drop, motion.turn
    none = np.zeros_like(drop)
    forward = np.column_stack(
        (np.cos(turn), np.sin(drop) * np.sin(turn), -np.cos(drop) * np.sin(turn))
    )
    return forward, np.column_stack((none, np.cos(drop), np.sin(drop))), to_right(drop, turn)


def shoulder_turn(motion: Motion) -> Floats:
    """How far the right shoulder is ahead of the left one (n,), in radians: against the pelvis."""
    return -motion.turn * SHOULDER_TURN_DEG / PELVIS_TURN_DEG


def _pelvis_points(motion: Motion, body: Body, side: Side) -> Mapping[Landmark, Floats]:
    forward, up, right = pelvis_axes(motion)
    scale = body.height_m / USUAL_HEIGHT_M
    return {
        on_side(part, side): motion.pelvis
        + scale * (ahead * forward + high * up + out_of(side) * aside * right)
        for part, (ahead, high, aside) in PELVIS_POINTS.items()
    }


def _upper_body(motion: Motion, body: Body) -> Mapping[Landmark, Floats]:
    lean, aside = np.tan(motion.lean), np.tan(motion.side_lean)
    up = np.column_stack((lean, np.ones_like(lean), aside))
    up /= np.linalg.norm(up, axis=1, keepdims=True)
    top = motion.pelvis + body.trunk * up
    height = body.height_m
    turn = shoulder_turn(motion)
    right = np.column_stack((np.sin(turn), np.zeros_like(turn), np.cos(turn)))
    found = {
        Landmark.NECK: top + NECK_UP * height * up,
        Landmark.HEAD: top + HEAD_UP * height * up,
    }
    # an arm goes back while the leg of its side is ahead
    ahead = (motion.legs[Side.RIGHT].ankle - motion.legs[Side.LEFT].ankle)[:, 0] / 0.6
    for side in BOTH_SIDES:
        shoulder = top + out_of(side) * SHOULDERS / 2 * height * right
        swing = np.radians(-ARM_BACK_DEG - ARM_SWING_DEG * out_of(side) * np.clip(ahead, -1.2, 1.2))
        elbow = shoulder + UPPER_ARM * height * _hangs(swing, out_of(side) * 0.25)
        bent = swing + np.radians(ELBOW_DEG)
        found[on_side("shoulder", side)] = shoulder
        found[on_side("elbow", side)] = elbow
        found[on_side("wrist", side)] = elbow + FOREARM * height * _hangs(bent, -out_of(side) * 0.2)
    return found


def _hangs(swing: Floats, aside: float) -> Floats:
    way = np.column_stack((np.sin(swing), -np.cos(swing), np.full(len(swing), aside)))
    return np.asarray(way / np.linalg.norm(way, axis=1, keepdims=True))
