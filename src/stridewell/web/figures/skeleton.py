"""A pose → where its joints are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from stridewell.web.figures.geometry import Point, ahead, direction, joint_between
from stridewell.web.figures.poses import Body, Limb, Place

LOW_BACK, UPPER_BACK, NECK = 23.0, 25.0, 17.5
THIGH, SHIN, FOOT = 43.0, 41.0, 15.0
UPPER_ARM, FOREARM, HAND = 29.0, 25.0, 8.0
HALF_HIPS, HALF_SHOULDERS = 8.5, 15.5
NEARER = 1.0
"""How much lower the near hip and shoulder are drawn in a view from the side."""


@dataclass(frozen=True, slots=True)
class Bones:
    """The lengths of a limb."""

    upper: float
    lower: float
    end: float


LEG, ARM = Bones(THIGH, SHIN, FOOT), Bones(UPPER_ARM, FOREARM, HAND)
Joints = Mapping[str, Point]


def joints_of(body: Body) -> dict[str, Point]:
    """Every joint by its name, such as hips, neck, head, near_knee, left_wrist, far_toes."""
    waist = ahead(body.at, body.spine[0], LOW_BACK * body.trunk)
    neck = ahead(waist, body.spine[1], UPPER_BACK * body.trunk)
    joints = {"hips": body.at, "waist": waist, "neck": neck}
    joints["head"] = ahead(neck, body.head, NECK)
    for side, limb in body.legs.items():
        start = _beside(body, side, body.at, body.spine[0], HALF_HIPS)
        joints |= _named(side, ("hip", "knee", "ankle", "toes"), _limb(start, limb, LEG, joints))
    for side, limb in body.arms.items():
        start = _beside(body, side, neck, body.spine[1], HALF_SHOULDERS)
        start = ahead(start, body.spine[1], -6 * body.trunk)
        names = ("shoulder", "elbow", "wrist", "fingers")
        joints |= _named(side, names, _limb(start, limb, ARM, joints))
    return joints


def placed(place: Place, joints: Joints) -> Point:
    """The point a place of the data file means."""
    if len(place) == 2:  # noqa: PLR2004
        return place
    name, right, down = place
    return joints[name][0] + right, joints[name][1] + down


def forwards(body: Body, along: float) -> float:
    """The direction the front of the body faces in a view from the side."""
    return along - 90 if body.facing == "right" else along + 90


def _beside(body: Body, side: str, middle: Point, along: float, half: float) -> Point:
    if body.view == "side":
        return middle[0], middle[1] + (NEARER if side == "near" else -NEARER)
    right_of_picture = (side == "left") == (body.view == "front")
    return ahead(middle, along - 90, half if right_of_picture else -half)


def _limb(start: Point, limb: Limb, bones: Bones, joints: Joints) -> tuple[Point, ...]:
    start = start[0] + limb.start[0], start[1] + limb.start[1]
    upper, lower = bones.upper * limb.lengths[0], bones.lower * limb.lengths[1]
    if limb.angles is not None:
        middle = ahead(start, limb.angles[0], upper)
        end = ahead(middle, limb.angles[1], lower)
    else:
        goal = placed(limb.to or ("hips", 0, 0), joints)
        middle = joint_between(start, goal, upper, lower, limb.bend)
        end = ahead(middle, direction(middle, goal), lower)
    return start, middle, end, _tip(middle, end, limb, bones)


def _tip(middle: Point, end: Point, limb: Limb, bones: Bones) -> Point:
    angle = limb.end if limb.end is not None else direction(middle, end)
    if limb.end is None and bones is LEG:
        angle += 90
    return ahead(end, angle, bones.end * limb.end_length)


def _named(side: str, names: tuple[str, ...], points: tuple[Point, ...]) -> dict[str, Point]:
    return {f"{side}_{name}": point for name, point in zip(names, points, strict=True)}
