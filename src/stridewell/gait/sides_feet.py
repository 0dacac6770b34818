"""Markers of the foot that were named for one another: seen by where they lie on it."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from stridewell.gait.keypoints import Keypoints, View
from stridewell.gait.landmarks import Landmark, on_side
from stridewell.gait.sides_legs import LEGS
from stridewell.values.anatomy import Side

INNER, OUTER = "forefoot_medial", "forefoot_lateral"
TOE = "toe"
MOST_UNLIKE_M = 0.10
"""Toes that lie so differently to the side of their ankles are not both toes."""
LEAST_M = 0.015
"""The inner ball of the foot lies at least so far to the inside of the outer one."""


def misnamed(clip: Keypoints) -> Iterator[Landmark]:
    """Points of the forefoot in space that cannot be what they are called.

    Where a foot's inner point lies outside its outer one, both are told; a foot with one point
    alone is held against the other foot.
    """
    if clip.view is not View.SPACE:
        return
    outwards = {side: [_outwards(clip, part, side) for part in (INNER, OUTER)] for side in LEGS}
    for side, (inner, outer) in outwards.items():
        if inner > outer:
            yield from (on_side(INNER, side), on_side(OUTER, side))
        elif np.isnan(inner) != np.isnan(outer):
            part, place = (INNER, inner) if np.isnan(outer) else (OUTER, outer)
            theirs = outwards[side.opposite]
            if not theirs[1] - theirs[0] > LEAST_M:
                continue
            middle = sum(theirs) / 2
            if (place > middle) == (part == INNER):
                yield on_side(part, side)
    toes = {side: _outwards(clip, TOE, side) for side in LEGS}
    left, right = toes.values()
    if abs(left - right) > MOST_UNLIKE_M:
        yield on_side(TOE, max(toes, key=lambda side: abs(toes[side])))


def _outwards(clip: Keypoints, part: str, side: Side) -> float:
    """How far a point lies outwards of the ankle, in the middle of all frames; NaN if unseen."""
    away = clip.along(on_side(part, side), "right") - clip.along(on_side("ankle", side), "right")
    if not np.isfinite(away).any():
        return float("nan")
    return float(np.nanmedian(away)) * (1 if side is Side.RIGHT else -1)
