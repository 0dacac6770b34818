"""Points and lengths of the body that several measurements share, from whatever was seen."""

from __future__ import annotations

import numpy as np

from stridewell.gait.keypoints import Floats, Keypoints
from stridewell.gait.landmarks import Landmark, on_side
from stridewell.values.anatomy import Side

PELVIS_PARTS = ("hip", "asis", "psis", "iliac_crest")
FRONT_PARTS = ("forefoot_medial", "forefoot_lateral", "toe")
BOTH_FEET = (Side.LEFT, Side.RIGHT)


def pelvis_along(clip: Keypoints, axis: str) -> Floats:
    """One coordinate of the middle of the pelvis, from the best pair of points; NaN if none."""
    for part in PELVIS_PARTS:
        pair = (on_side(part, Side.LEFT), on_side(part, Side.RIGHT))
        if clip.has(*pair):
            return np.asarray((clip.along(pair[0], axis) + clip.along(pair[1], axis)) / 2)
    return clip.along(Landmark.PELVIS, axis)


def front_along(clip: Keypoints, side: Side, axis: str) -> Floats:
    """One coordinate of the front of the foot: its ball where marked, else the toe; NaN if none."""
    seen = [on_side(part, side) for part in FRONT_PARTS if clip.has(on_side(part, side))]
    ball = [each for each in seen if each.part != "toe"] or seen
    if not ball:
        return np.full(clip.frames, np.nan)
    return np.asarray(np.mean([clip.along(each, axis) for each in ball], axis=0))


def foot_along(clip: Keypoints, side: Side, axis: str) -> Floats:
    """One coordinate of the foot as a whole: the ankle, else between heel and front; NaN if none.

    Of a foot without an ankle point, the heel alone or the front alone must do.
    """
    if clip.has(on_side("ankle", side)):
        return clip.along(on_side("ankle", side), axis)
    heel, front = clip.along(on_side("heel", side), axis), front_along(clip, side, axis)
    if not np.isfinite(front).any():
        return heel
    return front if not np.isfinite(heel).any() else np.asarray((heel + front) / 2)


def standing_height(clip: Keypoints) -> float:
    """From the feet on the ground up to the pelvis, in the clip's unit; NaN where not seen."""
    pelvis = pelvis_along(clip, "up")
    feet = np.stack([foot_along(clip, side, "up") for side in BOTH_FEET])
    if not np.isfinite(pelvis).any() or not np.isfinite(feet).any():
        return float("nan")
    height = float(np.nanmedian(pelvis) - np.nanpercentile(feet, 20))
    return height if height > 0 else float("nan")
