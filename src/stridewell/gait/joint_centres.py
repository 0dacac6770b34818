"""Markers on the skin to body points: joints between two markers, hips from the pelvis, toes.

Everything that is worked out and not marked is stated.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from stridewell.gait.keypoints import Floats, Stated
from stridewell.gait.landmarks import Landmark, on_side
from stridewell.gait.moving_joints import ankle_between, joint_between
from stridewell.gait.naming import Marked, Place
from stridewell.gait.orientation import rows_seen
from stridewell.values.anatomy import Side

Points = Mapping[Landmark, Floats]
Clusters = Mapping[tuple[str, Side], Floats]
"""Markers (n, markers, 3) stuck anywhere on the thigh, shank or foot of a side."""

ACROSS = np.array([0.0, 0.0, 1.0])
SIDES = (Side.LEFT, Side.RIGHT)

HALF_WIDTH_PER_LEG = {"knee": 0.068, "ankle": 0.046}
"""From a marker on the outer side to the middle of the joint, as a share of hip to heel height."""

TOE_BEYOND = {"pair": 0.45, "inner": 0.36, "second": 0.28}
"""The tip of the big toe ahead of what is marked at the ball of the foot, as a share of the way
from the heel: both balls, that of the big toe, that of the second."""

TOE_UP = 0.15
"""How much less the tip lies below the ball than the line from the heel would take it."""

BALLS = (0.58, 0.42)
"""The second toe's ball between those of the big and of the small toe."""


@dataclass(frozen=True, slots=True)
class Placed:
    """Body points in the file's axes and units, and which of them lie beside what they stand for.

    ``names`` are the file's names of each; ``outer`` are joints marked on the outer side only,
    ``second`` feet whose ball is marked over the second toe.
    """

    points: Points
    names: Mapping[Landmark, str]
    outer: frozenset[Landmark]
    second: frozenset[Landmark]
    stated: tuple[Stated, ...]


def placed(marked: Marked, names: tuple[str, ...], position: Floats) -> Placed:
    """The points that stand in a file (n, columns, axes), pairs of markers made into joints."""
    points: dict[Landmark, Floats] = {}
    told: dict[Landmark, str] = {}
    outer: set[Landmark] = set()
    second: set[Landmark] = set()
    between: list[str] = []
    for landmark in dict.fromkeys(each for each, _ in marked.points):
        at = {place: column for (each, place), column in marked.points.items() if each is landmark}
        columns = _columns(at)
        points[landmark] = np.asarray(np.mean([position[:, c] for c in columns], axis=0))
        told[landmark] = " and ".join(names[column] for column in columns)
        if len(columns) > 1:
            between.append(landmark.value.replace("_", " "))
        elif Place.OUTER in at and columns == (at[Place.OUTER],):
            outer.add(landmark)
        elif Place.BESIDE in at and columns == (at[Place.BESIDE],):
            second.add(landmark)
    stated = (
        (Stated("joints", ", ".join(between), "the middle of the markers on both sides of each"),)
        if between
        else ()
    )
    return Placed(points, told, frozenset(outer), frozenset(second), stated)


def _columns(at: Mapping[Place, int]) -> tuple[int, ...]:
    """The columns whose mean is the point."""
    if Place.POINT in at:
        return (at[Place.POINT],)
    outside = at.get(Place.OUTER, at.get(Place.PLAIN))
    if Place.INNER in at and outside is not None:
        return (outside, at[Place.INNER])
    for place in (Place.PLAIN, Place.OUTER, Place.INNER, Place.BESIDE):
        if place in at:
            return (at[place],)
    raise ValueError("a landmark without a column")


def completed(
    placed: Placed, points: Points, sacrum: Floats | None, clusters: Clusters
) -> tuple[Points, tuple[Stated, ...]]:
    """The same points (metres, forward, up, right) with what can be worked out from them."""
    found = dict(points)
    stated = [*placed.stated]
    hips = [side for side in SIDES if on_side("hip", side) not in found]
    made = _hips(found, sacrum) if hips else None
    if made is not None:
        found |= {each: place for each, place in made.items() if each not in found}
        stated.append(
            Stated("hip joints", "from the pelvis markers", "by the equations of Harrington 2007")
        )
    moved = [each for each in placed.outer if each in found and each.part in HALF_WIDTH_PER_LEG]
    found |= {each: _inwards(each, found) for each in moved}
    if moved:
        parts = ", ".join(sorted(each.value.replace("_", " ") for each in moved))
        stated.append(
            Stated("joints", parts, "moved in from the outer marker by half a standard width")
        )
    joints = _moving_joints(found, clusters)
    if joints:
        found |= joints
        parts = ", ".join(each.value.replace("_", " ") for each in joints)
        stated.append(Stated("joints", parts, "the points about which thigh, shank and foot turn"))
    toes = _toes(found, placed.second)
    if toes:
        found |= toes
        stated.append(
            Stated("toes", "worked out", "ahead of the markers at the ball of the foot, as usual")
        )
    return found, tuple(stated)


def _hips(points: Points, sacrum: Floats | None) -> Points | None:
    """Hip joints by the regression of Harrington 2007 from the markers of the pelvis."""
    right, left = points.get(Landmark.RIGHT_ASIS), points.get(Landmark.LEFT_ASIS)
    backs = [points[each] for each in (Landmark.LEFT_PSIS, Landmark.RIGHT_PSIS) if each in points]
    if len(backs) == len(SIDES):
        back = (backs[0] + backs[1]) / 2
    elif sacrum is not None:
        back = sacrum
    else:
        return None
    if right is None or left is None:
        return None
    front = (right + left) / 2
    across, along = rows_seen(right - left), rows_seen(front - back)
    if not len(across) or not len(along):
        return None
    width = float(np.median(np.linalg.norm(across, axis=1)))
    depth = float(np.median(np.linalg.norm(along, axis=1)))
    to_right = _unit(right - left)
    ahead = front - back
    ahead = _unit(ahead - np.sum(ahead * to_right, axis=1, keepdims=True) * to_right)
    up = np.cross(to_right, ahead)
    centre = front - (0.24 * depth + 0.0099) * ahead - (0.30 * width + 0.0109) * up
    out = (0.33 * width + 0.0073) * to_right
    return {Landmark.LEFT_HIP: centre - out, Landmark.RIGHT_HIP: centre + out}


def _inwards(joint: Landmark, points: Points) -> Floats:
    """A joint's centre from the marker on its outer side, across the running direction."""
    hip, low = points.get(on_side("hip", joint.side)), points.get(on_side("heel", joint.side))
    leg = 0.9
    if hip is not None and low is not None:
        leg = float(np.max(rows_seen(hip - low)[:, 1], initial=0.0)) or leg
    inwards = -1.0 if joint.side is Side.RIGHT else 1.0
    shift = np.array([0.0, 0.0, inwards * HALF_WIDTH_PER_LEG[joint.part] * leg])
    return np.asarray(points[joint] + shift, dtype=np.float64)


def _moving_joints(points: Points, clusters: Clusters) -> dict[Landmark, Floats]:
    """Ankles and knees that are not marked, from the clusters about them."""
    out: dict[Landmark, Floats] = {}
    for side in SIDES:
        ankle, knee, hip = (on_side(part, side) for part in ("ankle", "knee", "hip"))
        thigh, shank = clusters.get(("thigh", side)), clusters.get(("shank", side))
        heel, ball = points.get(on_side("heel", side)), _ball(points, side)
        if ankle not in points and shank is not None and heel is not None and ball is not None:
            found = ankle_between(shank, _foot(points, clusters, side), heel, ball)
            if found is not None:
                out[ankle] = found.way
        low = points.get(ankle, out.get(ankle))
        missing = knee not in points and hip in points and low is not None
        if missing and low is not None and thigh is not None and shank is not None:
            found = joint_between(thigh, shank, (points[hip], low))
            if found is not None:
                out[knee] = found.way
    return out


def _foot(points: Points, clusters: Clusters, side: Side) -> Floats:
    """Every marker of a foot."""
    parts = ("heel", "forefoot_medial", "forefoot_lateral", "toe")
    marked = [points[on_side(each, side)] for each in parts if on_side(each, side) in points]
    stuck = clusters.get(("foot", side))
    more = [] if stuck is None else list(np.moveaxis(stuck, 1, 0))
    return np.stack([*marked, *more], axis=1)


def _ball(points: Points, side: Side) -> Floats | None:
    """The ball of the foot as far as it is marked."""
    inner, outer = on_side("forefoot_medial", side), on_side("forefoot_lateral", side)
    if inner in points and outer in points:
        return BALLS[0] * points[inner] + BALLS[1] * points[outer]
    return points.get(inner, points.get(outer))


def _toes(points: Points, second: frozenset[Landmark]) -> dict[Landmark, Floats]:
    out: dict[Landmark, Floats] = {}
    for side in SIDES:
        toe, heel = on_side("toe", side), points.get(on_side("heel", side))
        if toe in points or heel is None:
            continue
        inner, outer = on_side("forefoot_medial", side), on_side("forefoot_lateral", side)
        if inner in second:
            ball, beyond = points[inner], TOE_BEYOND["second"]
        elif inner in points and outer in points:
            ball = BALLS[0] * points[inner] + BALLS[1] * points[outer]
            beyond = TOE_BEYOND["pair"]
        elif inner in points:
            ball, beyond = points[inner], TOE_BEYOND["inner"]
        else:
            continue
        ahead = ball - heel
        out[toe] = ball + beyond * ahead + TOE_UP * np.cross(ACROSS, ahead)
    return out


def _unit(ways: Floats) -> Floats:
    return np.asarray(ways / np.linalg.norm(ways, axis=1, keepdims=True), dtype=np.float64)
