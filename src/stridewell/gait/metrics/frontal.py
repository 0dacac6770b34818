"""Metrics to the sides, as seen from behind: curves (n, moments) over a phase.

Where nothing else is said the side is that of the standing leg.
"""

from __future__ import annotations

import numpy as np

from stridewell.gait.keypoints import Floats, View
from stridewell.gait.metrics.phases import MOMENTS, Phase
from stridewell.gait.metrics.sagittal import lean_deg
from stridewell.gait.metrics.steps import Steps


def pelvic_drop_deg(steps: Steps) -> Floats:
    """Tilt of the line between both hips: + where the hip of the leg in the air is lower."""
    way = steps.own("hip") - steps.other("hip")
    across, up = way[..., steps.axis("right")], way[..., steps.axis("up")]
    return np.asarray(np.degrees(np.arctan2(up, steps.outwards * across)))


def hip_adduction_deg(steps: Steps) -> Floats:
    """Lean of the thigh inwards (knee nearer to the midline than the hip) and pelvic drop."""
    lean = _lean(steps, steps.own("hip"), steps.own("knee"))
    return np.asarray(steps.outwards * lean + pelvic_drop_deg(steps))


def lateral_trunk_lean_deg(steps: Steps) -> Floats:
    """Lean of the line from the middle of the hips to that of the shoulders to this side."""
    return steps.outwards * _lean(steps, steps.middle("shoulder"), steps.middle("hip"))


def step_width_mm(steps: Steps) -> Floats:
    """From this heel to the other outwards, each in the middle of its contact; below 0 crossed."""
    middle = MOMENTS // 2
    stands = steps.own("heel", Phase.CONTACT)[:, middle, steps.axis("right")]
    lands = steps.other("heel", Phase.NEXT)[:, middle, steps.axis("right")]
    return np.asarray(-1000 * steps.scale.metres * steps.outwards * (lands - stands))


def crossover_pct(steps: Steps) -> Floats:
    """100 where the heel lands beyond the middle between the hips at first touch, else 0."""
    way = steps.own("heel") - steps.middle("hip")
    aside = steps.outwards * way[:, 0, steps.axis("right")]
    return np.where(np.isfinite(aside), np.where(aside < 0, 100.0, 0.0), np.nan)


def knee_window_mm(steps: Steps) -> Floats:
    """From the other knee outwards to this one; below 0 they have crossed."""
    way = (steps.own("knee") - steps.other("knee"))[..., steps.axis("right")]
    return np.asarray(1000 * steps.scale.metres * steps.outwards * way)


def heel_whip_deg(steps: Steps) -> Floats:
    """Sideways angle of the shank as it swings back: + where the ankle is outside of the knee.

    The sideways way from knee to ankle over the length that the shank shows in contact, so that a
    shank pointing at the camera gives no wild angle.
    """
    standing = steps.own("knee", Phase.CONTACT) - steps.own("ankle", Phase.CONTACT)
    lengths = np.linalg.norm(standing, axis=-1)
    seen = np.isfinite(lengths) & (lengths > 0)
    if not seen.any():
        return np.full(lengths.shape, np.nan)
    way = (steps.own("ankle") - steps.own("knee"))[..., steps.axis("right")]
    longest = np.percentile(lengths[seen], 90 if steps.view is View.REAR else 50)
    share = np.clip(steps.outwards * way / longest, -1, 1)
    return np.asarray(np.degrees(np.arcsin(share)))


def _lean(steps: Steps, upper: Floats, lower: Floats) -> Floats:
    return lean_deg(upper, lower, steps.axis("right"), steps.axis("up"))
