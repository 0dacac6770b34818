"""Points, directions and rounded shapes in a picture: x runs right, y runs down, 90° points up."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import TypeAlias

Point: TypeAlias = tuple[float, float]


def ahead(start: Point, angle: float, length: float) -> Point:
    """The point that far from a point in a direction given in degrees."""
    turn = math.radians(angle)
    return start[0] + length * math.cos(turn), start[1] - length * math.sin(turn)


def between(start: Point, end: Point, share: float) -> Point:
    """The point at that share of the way."""
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share


def direction(start: Point, end: Point) -> float:
    """The direction from one point to another in degrees."""
    return math.degrees(math.atan2(start[1] - end[1], end[0] - start[0]))


def joint_between(start: Point, end: Point, upper: float, lower: float, bend: float) -> Point:
    """Where the knee or elbow is when both ends of a limb are known.

    ``bend`` is 1 or -1: to the left or to the right of the way from start to end. A limb that is
    too short for the way is stretched straight towards its end.
    """
    way = math.dist(start, end)
    if way >= upper + lower or way <= abs(upper - lower):
        return ahead(start, direction(start, end), upper)
    cosine = (upper**2 + way**2 - lower**2) / (2 * upper * way)
    return ahead(start, direction(start, end) + bend * math.degrees(math.acos(cosine)), upper)


def number(value: float) -> str:
    """A coordinate with at most one decimal."""
    return f"{value:.1f}".removesuffix(".0")


def written(*points: Point) -> str:
    """Points as a path writes them."""
    return " ".join(f"{number(x)} {number(y)}" for x, y in points)


def capsule(start: Point, end: Point, thick: float, thin: float) -> str:
    """A limb as a path: round at both ends, with the radius of the start and that of the end."""
    way = math.dist(start, end)
    if way <= abs(thick - thin) + 0.01:
        return disc(*((start, thick) if thick >= thin else (end, thin)))
    along = direction(start, end)
    open_by = math.degrees(math.acos((thick - thin) / way))
    left, right = along + open_by, along - open_by
    large_back, large_front = int(thick > thin), int(thick < thin)
    return (
        f"M{written(ahead(start, right, thick))}"
        f"A{number(thick)} {number(thick)} 0 {large_back} 1 {written(ahead(start, left, thick))}"
        f"L{written(ahead(end, left, thin))}"
        f"A{number(thin)} {number(thin)} 0 {large_front} 1 {written(ahead(end, right, thin))}Z"
    )


def disc(centre: Point, radius: float) -> str:
    """A filled circle as a path."""
    left, right = (centre[0] - radius, centre[1]), (centre[0] + radius, centre[1])
    arc = f"A{number(radius)} {number(radius)} 0 1 1 "
    return f"M{written(left)}{arc}{written(right)}{arc}{written(left)}Z"


def polygon(points: Iterable[Point]) -> str:
    """A closed shape with straight edges as a path."""
    return f"M{written(*points)}Z"
