"""The centre of mass from the parts of the body that are seen; an estimate from mean people."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from stridewell.gait.keypoints import Floats
from stridewell.gait.landmarks import Landmark, on_side
from stridewell.values.anatomy import Side

Place = Callable[[Landmark], Floats | None]
"""The way of a point, (..., axes); None where it was never seen."""
SIDES = (Side.LEFT, Side.RIGHT)

HEAD, TRUNK = 0.068, 0.430
UPPER_ARM, FOREARM_AND_HAND = 0.0263, 0.0208
THIGH, SHANK, FOOT = 0.1447, 0.0457, 0.0133
"""Shares of body mass, each limb one side: means of men and women, after de Leva 1996."""
TRUNK_DOWN, THIGH_DOWN, SHANK_DOWN = 0.45, 0.39, 0.44
UPPER_ARM_DOWN, FOREARM_DOWN, FOOT_AHEAD = 0.577, 0.60, 0.42
"""Where the centre of a part lies, as a share of its length from its upper end (foot: heel)."""
ARMS_DOWN = 0.35
"""Arms that are not seen hang so far down the trunk."""
HEAD_UP = 0.35
"""A head that is not seen sits so far above the shoulders, as a share of the trunk."""


def centre_of_mass(place: Place) -> Floats | None:
    """The centre of mass (..., axes); None without hips, knees and ankles of both sides.

    Without shoulders all above the hips counts as moving with them: that keeps the rise and fall
    but not how far forward the centre lies (``knows_forward``).
    """
    hips = middle(place, "hip")
    legs = [_leg(place, side) for side in SIDES]
    if hips is None or legs[0] is None or legs[1] is None:
        return None
    upper = _upper(place, hips)
    weight = HEAD + TRUNK + 2 * (UPPER_ARM + FOREARM_AND_HAND)
    whole = weight + 2 * (THIGH + SHANK + FOOT)
    return np.asarray((weight * upper + legs[0] + legs[1]) / whole, dtype=np.float64)


def knows_forward(place: Place) -> bool:
    """Whether the trunk is seen, so that the centre's place along the way is known too."""
    return middle(place, "shoulder") is not None


def middle(place: Place, part: str) -> Floats | None:
    """The middle between the left and right point of a part."""
    left, right = (place(on_side(part, side)) for side in SIDES)
    return None if left is None or right is None else np.asarray((left + right) / 2)


def _upper(place: Place, hips: Floats) -> Floats:
    """The common centre of head, trunk and arms."""
    shoulders = middle(place, "shoulder")
    if shoulders is None:
        return hips
    trunk = hips - shoulders
    head = place(Landmark.HEAD)
    if head is None:
        head = shoulders - HEAD_UP * trunk
    total = HEAD * head + TRUNK * (shoulders + TRUNK_DOWN * trunk)
    for side in SIDES:
        total = total + _arm(place, side, shoulders, trunk)
    weight = HEAD + TRUNK + 2 * (UPPER_ARM + FOREARM_AND_HAND)
    return np.asarray(total / weight, dtype=np.float64)


def _arm(place: Place, side: Side, shoulders: Floats, trunk: Floats) -> Floats:
    """One arm's centre times its share."""
    shoulder, elbow, wrist = (place(on_side(p, side)) for p in ("shoulder", "elbow", "wrist"))
    if shoulder is None or elbow is None or wrist is None:
        hanging: Floats = (UPPER_ARM + FOREARM_AND_HAND) * (shoulders + ARMS_DOWN * trunk)
        return hanging
    upper = shoulder + UPPER_ARM_DOWN * (elbow - shoulder)
    fore = elbow + FOREARM_DOWN * (wrist - elbow)
    return np.asarray(UPPER_ARM * upper + FOREARM_AND_HAND * fore, dtype=np.float64)


def _leg(place: Place, side: Side) -> Floats | None:
    """One leg's centre times its share; a foot that is not seen counts at the ankle."""
    hip, knee, ankle = (place(on_side(part, side)) for part in ("hip", "knee", "ankle"))
    if hip is None or knee is None or ankle is None:
        return None
    heel, toe = place(on_side("heel", side)), place(on_side("toe", side))
    foot = ankle if heel is None or toe is None else heel + FOOT_AHEAD * (toe - heel)
    thigh, shank = hip + THIGH_DOWN * (knee - hip), knee + SHANK_DOWN * (ankle - knee)
    return np.asarray(THIGH * thigh + SHANK * shank + FOOT * foot, dtype=np.float64)
