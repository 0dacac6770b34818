"""Which way is up, forward and right in a file of points, and what its numbers are measured in.

All of it is worked out from the body itself: the pelvis lies above the feet, toes lie ahead of
heels, knees bend forwards, and a leg is neither a millimetre nor a kilometre long.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from stridewell.errors import FileRefusedError, NoRunnerError
from stridewell.gait.keypoints import Floats, Stated
from stridewell.gait.landmarks import Landmark
from stridewell.values.anatomy import Side

Points = Mapping[Landmark, Floats]

UPPER = (("hip", "asis", "psis", "iliac_crest", "pelvis"), ("shoulder", "neck"), ("head",))
LOWER = (("heel", "forefoot_medial", "forefoot_lateral", "toe"), ("ankle",))
"""Parts far above and far below; of the first group that is there all are used."""

SHORTEST_M, LONGEST_M = 0.35, 3.5
"""From the upper to the lower points of a person. Ten times as far apart, so that exactly one of
metre, centimetre… fits."""

PER_METRE = {"m": 1.0, "cm": 100.0, "mm": 1000.0}
IN_WORDS = {"m": "metres", "cm": "centimetres", "mm": "millimetres"}
MOST_TILT_DEG = 25.0
SNAP_DEG = 20.0
"""A direction this near to an axis is that axis: treadmills stand along the axes of a lab."""

TRAVELLED_M = 1.5
"""A runner who comes this far is not on a treadmill; then the way they take is forward."""

LEAST_AGREEMENT = 0.5
"""Cosine of the most that feet and pelvis may differ in where they point."""

TRAVEL_AGREES_DEG = 30.0
FLAT_SHARE = 0.002
"""Of the height: less movement than this in depth is none."""

AXIS_NAMES = "XYZ"


@dataclass(frozen=True, slots=True)
class Orientation:
    """How to turn points of a file into the runner's axes.

    ``turn`` (3, 3) holds forward, up and right as rows in the file's axes; ``metres`` is one unit
    of the file in metres.
    """

    turn: Floats
    metres: float
    stated: tuple[Stated, ...]

    def applied(self, position: Floats) -> Floats:
        """Points (…, 3) of the file in metres as forward, up, right."""
        turned: Floats = position @ self.turn.T * self.metres
        return turned


def orientation(points: Points, told_unit: str = "") -> Orientation:
    """Units and axes of points (n, 3) in space.

    ``told_unit`` is what the file says; the body's size has the last word.

    Raises:
        NoRunnerError: there are no points above and below to tell it from.
        FileRefusedError: the body has no human size, no axis points up, or left and right are
            exchanged.
    """
    height = upright(points)
    metres, unit = metres_per_unit(float(np.linalg.norm(height)), told_unit)
    up, upwards = up_axis(height)
    forward, onwards = _forward(points, up, metres)
    right = np.cross(forward, up)
    check_sides(points, right)
    return Orientation(np.stack([forward, up, right]), metres, (unit, upwards, onwards))


def upright(points: Points) -> Floats:
    """The middle way from the feet up to the pelvis (or shoulders, or head), in the file's axes.

    Raises:
        NoRunnerError: one of the two is missing throughout.
    """
    upper, lower = _middle(points, UPPER), _middle(points, LOWER)
    if upper is None or lower is None:
        missing = "pelvis, shoulders and head" if upper is None else "feet and ankles"
        raise NoRunnerError(
            f"The {missing} are missing, so that nothing tells which way is up.",
            "Export the file with hips, knees, ankles, heels and toes.",
        )
    way = rows_seen(upper - lower)
    if not len(way):
        raise NoRunnerError(
            "The upper and the lower body are never seen in the same frame.",
            "Export a stretch in which the whole runner is seen.",
        )
    return np.asarray(np.median(way, axis=0), dtype=np.float64)


def rows_seen(places: Floats) -> Floats:
    """The rows of (n, axes) in which nothing is missing."""
    return np.asarray(places[np.isfinite(places).all(axis=1)], dtype=np.float64)


def metres_per_unit(body: float, told: str = "") -> tuple[float, Stated]:
    """One unit of the file in metres, by the distance from feet to pelvis in it.

    Raises:
        FileRefusedError: it fits a human in none of metres, centimetres and millimetres.
    """
    told = told.strip().lower()
    for unit, per_metre in PER_METRE.items():
        size = body / per_metre
        if SHORTEST_M <= size < LONGEST_M:
            return 1 / per_metre, _unit_stated(unit, told, size)
    raise FileRefusedError(
        f"The runner would measure {body:.3g} from feet to pelvis: that is no human in metres, "
        "centimetres or millimetres.",
        "Export the points in metres or millimetres.",
    )


def _unit_stated(unit: str, told: str, size: float) -> Stated:
    because = f"feet and upper body are {size:.2f} m apart"
    if told in PER_METRE and told != unit:
        return Stated(
            "unit", IN_WORDS[unit], f"{because}; the file says {IN_WORDS[told]}, which cannot be"
        )
    return Stated("unit", IN_WORDS[unit], f"the file says so, and {because}" if told else because)


def up_axis(height: Floats) -> tuple[Floats, Stated]:
    """The axis of the file that points up, by the way from the feet to the pelvis.

    Raises:
        FileRefusedError: none does: the camera or the axes are tilted.
    """
    axis = int(np.argmax(np.abs(height)))
    tilt = float(np.degrees(np.arccos(np.abs(height[axis]) / np.linalg.norm(height))))
    if tilt > MOST_TILT_DEG:
        raise FileRefusedError(
            f"No axis of the file points up: the body leans {tilt:.0f} degrees from the nearest.",
            "Calibrate with the floor, or turn the axes so that one of them points up.",
        )
    up = np.zeros(len(height))
    up[axis] = np.sign(height[axis])
    name = _axis_name(up)
    return up, Stated("up axis", name, "the pelvis lies above the feet along it")


def facing(points: Points) -> tuple[Floats, str] | None:
    """Which way the body faces in the file's axes, and from what; None where nothing tells.

    By toes ahead of heels, else by knees ahead of the line from hip to ankle, else by the nose.
    """
    feet = _mean_of(points, (("toe", "heel"), ("forefoot_medial", "heel"), ("toe", "ankle")))
    if feet is not None:
        return feet, "toes lie ahead of heels"
    knees = [_bend(points, side) for side in (Side.LEFT, Side.RIGHT)]
    there = [each for each in knees if each is not None]
    if there:
        return np.asarray(np.mean(there, axis=0)), "knees bend forwards"
    if Landmark.HEAD in points and Landmark.NECK in points:
        way = rows_seen(points[Landmark.HEAD] - points[Landmark.NECK])
        if len(way):
            return np.asarray(np.mean(way, axis=0)), "the face lies ahead of the neck"
    return None


def _forward(points: Points, up: Floats, metres: float) -> tuple[Floats, Stated]:
    found = facing(points)
    if found is None:
        raise NoRunnerError(
            "Feet and knees are missing, so that nothing tells which way the runner faces.",
            "Export the file with knees, ankles, heels and toes.",
        )
    way, because = found
    way = _flat(way, up)
    square = _square_to_pelvis(points, up)
    if square is not None and abs(float(np.dot(square, way))) > LEAST_AGREEMENT:
        # toes point outwards, by more on one side than on the other
        way = square * np.sign(np.dot(square, way))
    travel = _travel(points, up)
    if travel is not None and np.linalg.norm(travel) * metres > TRAVELLED_M:
        travel = travel / np.linalg.norm(travel)
        if _angle(travel, way) <= TRAVEL_AGREES_DEG:
            way, because = travel, "the runner comes this way"
    snapped = _snapped(way)
    return snapped, Stated("running direction", _axis_name(snapped), because)


def _square_to_pelvis(points: Points, up: Floats) -> Floats | None:
    """The line level with the ground and square to the line between left and right, either way."""
    for part in ("asis", "hip", "psis", "iliac_crest", "shoulder"):
        pair = [each for each in points if each.part == part]
        if len(pair) > 1:
            across = rows_seen(points[pair[0]] - points[pair[1]])
            way = np.cross(up, np.sum(across, axis=0))
            if np.linalg.norm(way) > 0:
                return np.asarray(way / np.linalg.norm(way), dtype=np.float64)
    return None


def _travel(points: Points, up: Floats) -> Floats | None:
    """The way of the pelvis from the beginning to the end, level with the ground."""
    middle = _middle(points, UPPER)
    if middle is None:
        return None
    seen = rows_seen(middle)
    few = max(1, len(seen) // 10)
    way = np.mean(seen[-few:], axis=0) - np.mean(seen[:few], axis=0)
    return np.asarray(way - np.dot(way, up) * up, dtype=np.float64)


def _flat(way: Floats, up: Floats) -> Floats:
    level = way - np.dot(way, up) * up
    return np.asarray(level / np.linalg.norm(level), dtype=np.float64)


def _snapped(way: Floats) -> Floats:
    """The axis of the file next to the way, if it is near."""
    axis = int(np.argmax(np.abs(way)))
    along = np.zeros(3)
    along[axis] = np.sign(way[axis])
    return along if _angle(along, way) <= SNAP_DEG else way


def check_sides(points: Points, right: Floats) -> None:
    """Refuse points whose left side lies to the right hand.

    Raises:
        FileRefusedError: names of left and right are exchanged, or the picture is mirrored.
    """
    widths = [
        rows_seen(points[each] - points[each.opposite]) @ right
        for each in points
        if each.side is Side.RIGHT
        and each.opposite in points
        and each.part in {"hip", "asis", "psis", "iliac_crest", "shoulder"}
    ]
    found = [np.median(each) for each in widths if len(each)]
    if found and np.median(found) < 0:
        raise FileRefusedError(
            "The points named right lie on the runner's left: either left and right are "
            "exchanged, or the axes are mirrored, and nothing in the file tells which.",
            "Export again with right-handed axes and check the names of one leg.",
        )


def depth_axis(points: Points) -> int | None:
    """The axis (0 to 2) along which no point moves, None for points in space.

    Points of one camera are often written with a third column that stays as it is.
    """
    moves = np.max([np.std(rows_seen(place), axis=0) for place in points.values()], axis=0)
    size = float(np.linalg.norm(upright(points)))
    flat = np.flatnonzero(moves <= FLAT_SHARE * size)
    return int(flat[0]) if len(flat) == 1 else None


def _middle(points: Points, groups: Sequence[Sequence[str]]) -> Floats | None:
    """The mean of the first group of which something is seen, (n, axes); NaN in other frames.

    Points that are seen in fewer than half the frames of the others do not count, and frames
    with one missing neither: the middle would jump to the other leg.
    """
    for group in groups:
        there = np.array([place for each, place in points.items() if each.part in group])
        if not len(there):
            continue
        seen = np.isfinite(there).all(axis=2).sum(axis=1)
        if seen.max() > 0:
            return np.asarray(np.mean(there[seen >= seen.max() / 2], axis=0), dtype=np.float64)
    return None


def _mean_of(points: Points, pairs: Sequence[tuple[str, str]]) -> Floats | None:
    """The mean way from the second to the first of a pair, over both sides and all frames."""
    for front, back in pairs:
        ways = [
            rows_seen(points[each] - points[other])
            for each in points
            for other in points
            if (each.part, other.part) == (front, back) and each.side is other.side
        ]
        means = [np.mean(each, axis=0) for each in ways if len(each)]
        if means:
            return np.asarray(np.mean(means, axis=0), dtype=np.float64)
    return None


def _bend(points: Points, side: Side) -> Floats | None:
    """How the knee lies off the line from hip to ankle, on average."""
    places = {each.part: place for each, place in points.items() if each.side is side}
    if not {"hip", "knee", "ankle"} <= set(places):
        return None
    legs = np.stack([places[each] for each in ("hip", "knee", "ankle")], axis=1)
    hip, knee, ankle = np.moveaxis(legs[np.isfinite(legs).all(axis=(1, 2))], 1, 0)
    if not len(hip):
        return None
    line = ankle - hip
    along = np.sum((knee - hip) * line, axis=1) / np.sum(line * line, axis=1)
    return np.asarray(np.mean(knee - hip - along[:, None] * line, axis=0), dtype=np.float64)


def _angle(one: Floats, other: Floats) -> float:
    cosine = np.dot(one, other) / (np.linalg.norm(one) * np.linalg.norm(other))
    return float(np.degrees(np.arccos(np.clip(cosine, -1, 1))))


def _axis_name(way: Floats) -> str:
    axis = int(np.argmax(np.abs(way)))
    if np.abs(way[axis]) < 1 - 1e-9:
        off = _angle(np.eye(len(way))[axis] * np.sign(way[axis]), way)
        return f"{off:.0f} degrees from {'-' if way[axis] < 0 else '+'}{AXIS_NAMES[axis]}"
    return f"{'-' if way[axis] < 0 else '+'}{AXIS_NAMES[axis]}"
