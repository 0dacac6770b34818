"""Metrics in the running direction, as seen from the side: curves (n, moments) over a phase."""

from __future__ import annotations

import numpy as np

from stridewell.gait.keypoints import Floats
from stridewell.gait.metrics.phases import MOMENTS
from stridewell.gait.metrics.steps import Steps

FLAT = slice(int(0.25 * MOMENTS), int(0.5 * MOMENTS))
"""The part of contact in which the foot stands flat."""


def lean_deg(upper: Floats, lower: Floats, across: int, up: int) -> Floats:
    """How far the line from a lower to an upper point leans along an axis, against upright."""
    way = upper - lower
    return np.asarray(np.degrees(np.arctan2(way[..., across], way[..., up])))


def tibia_angle_deg(steps: Steps) -> Floats:
    """Lean of the line from ankle to knee backwards: + where the ankle is ahead of the knee."""
    return -_lean(steps, steps.own("knee"), steps.own("ankle"))


def knee_flexion_deg(steps: Steps) -> Floats:
    """Angle between the lines hip to knee and knee to ankle; 0 is straight, + bent."""
    thigh = _lean(steps, steps.own("hip"), steps.own("knee"))
    return np.asarray(_lean(steps, steps.own("knee"), steps.own("ankle")) - thigh)


def hip_extension_deg(steps: Steps) -> Floats:
    """Lean of the thigh against upright: + where the hip is ahead of the knee."""
    return _lean(steps, steps.own("hip"), steps.own("knee"))


def foot_strike_angle_deg(steps: Steps) -> Floats:
    """Angle of the line heel to toe against the ground, less the same with the foot flat.

    Flat is the median from 25 to 50 % of the contact, so that the heights at which heel and toe
    are marked do not matter.
    """
    way = steps.own("toe") - steps.own("heel")
    pitch = np.degrees(np.arctan2(way[..., steps.axis("up")], way[..., steps.axis("forward")]))
    return np.asarray(pitch - np.median(pitch[:, FLAT], axis=1, keepdims=True))


def foot_ahead_of_hip_mm(steps: Steps) -> Floats:
    """The ankle ahead of the hip of the same side, level with the ground."""
    return _ahead(steps, steps.own("hip"))


def foot_ahead_of_com_mm(steps: Steps) -> Floats:
    """The ankle ahead of the centre of mass, level with the ground."""
    return _ahead(steps, steps.centre())


def trunk_lean_deg(steps: Steps) -> Floats:
    """Forward lean of the line from the middle of the hips to that of the shoulders."""
    return _lean(steps, steps.middle("shoulder"), steps.middle("hip"))


def pelvis_height_mm(steps: Steps) -> Floats:
    """Height of the middle of both hips, without slow rise or fall."""
    height = 1000 * steps.scale.metres * steps.middle("hip")[..., steps.axis("up")]
    return _level(steps, np.asarray(height))


def com_height_mm(steps: Steps) -> Floats:
    """Height of the centre of mass, without slow rise or fall."""
    height = 1000 * steps.scale.metres * steps.centre()[..., steps.axis("up")]
    return _level(steps, np.asarray(height))


def _lean(steps: Steps, upper: Floats, lower: Floats) -> Floats:
    return lean_deg(upper, lower, steps.axis("forward"), steps.axis("up"))


def _ahead(steps: Steps, of: Floats) -> Floats:
    way = (steps.own("ankle") - of)[..., steps.axis("forward")]
    return np.asarray(1000 * steps.scale.metres * way)


def _level(steps: Steps, height: Floats) -> Floats:
    """Take out what changes from one step of this side to the next of the same side."""
    times = steps.moments.times(steps.phase)
    middle_s, mean = times.mean(axis=1), height.mean(axis=1)
    known = np.isfinite(mean)
    if known.sum() < 3:  # noqa: PLR2004 - a slope on either side needs three
        return height
    slope = np.full(len(mean), np.nan)
    slope[known] = np.gradient(mean[known], middle_s[known])
    return np.asarray(height - slope[:, None] * (times - middle_s[:, None]))
