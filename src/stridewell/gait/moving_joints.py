"""Knee and ankle joints out of how two segments move against each other.

Labs mark knees and ankles while the runner stands and take those markers off to run; clusters of
markers on thigh, shank and foot stay. A joint is the point that moves least against both of its
segments. Along the joint's own axis that point is free: there the middle of the leg decides.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from stridewell.gait.keypoints import Floats

FEWEST_MARKERS = 3
FEWEST_FRAMES = 50
ROUNDS = 3
MOST_SPREAD_M = 0.03
"""How far the joint may be off, seen from one segment and from the other (root mean square)."""

LEAST_TURN = 0.05
"""The least that two segments must turn against each other, as a singular value of the fit."""

ANKLE_AHEAD, ANKLE_UP = 0.07, 0.10
"""From the point about which shank and foot turn to the middle between the ankle bones, as shares
of the way from heel to ball: the foot also turns below the ankle. The mean of 36 legs whose ankles
were marked as well; single legs differ by 0.02."""


@dataclass(frozen=True, slots=True)
class Joint:
    """The way of a joint (n, 3), NaN where a segment was not seen, and how well it fits in m."""

    way: Floats
    spread_m: float


@dataclass(frozen=True, slots=True)
class _Pose:
    """A segment in every frame: place and turn, and in which frames it was seen."""

    seen: NDArray[np.bool_]
    turn: Floats
    middle: Floats


def joint_between(upper: Floats, lower: Floats, line: tuple[Floats, Floats]) -> Joint | None:
    """The joint between two clusters of markers, each (n, markers, 3) in metres.

    ``line`` are two points (n, 3) near whose connection the joint lies. None where there are too
    few markers or frames, or the segments do not move about one point.
    """
    if min(upper.shape[1], lower.shape[1]) < FEWEST_MARKERS:
        return None
    one, other = _pose(upper), _pose(lower)
    both = one.seen & other.seen
    if both.sum() < FEWEST_FRAMES:
        return None
    turned = np.concatenate([one.turn[both], -other.turn[both]], axis=2).reshape(-1, 6)
    apart = (other.middle[both] - one.middle[both]).reshape(-1)
    left, size, right = np.linalg.svd(turned, full_matrices=False)
    # the second smallest: along a hinge's own axis nothing turns
    if size[-2] / np.sqrt(both.sum()) < LEAST_TURN:
        return None
    place = right.T @ ((left.T @ apart) / size)
    first = one.turn[both] @ place[:3] + one.middle[both]
    second = other.turn[both] @ place[3:] + other.middle[both]
    spread = float(np.sqrt(np.mean(np.sum((first - second) ** 2, axis=1))))
    if spread > MOST_SPREAD_M:
        return None
    axis = one.turn[both] @ right[-1][:3]
    axis /= np.linalg.norm(axis, axis=1, keepdims=True)
    middle = (first + second) / 2
    along = _towards(middle, axis, line[0][both], line[1][both])
    way = np.full((len(both), 3), np.nan)
    way[both] = middle + along * axis
    return Joint(way, spread)


def ankle_between(shank: Floats, foot: Floats, heel: Floats, ball: Floats) -> Joint | None:
    """The ankle from the clusters of shank and foot, and heel and ball of the foot (n, 3)."""
    found = joint_between(shank, foot, (heel, ball))
    if found is None:
        return None
    ahead = ball - heel
    across = np.array([0.0, 0.0, 1.0])
    up = np.cross(across, ahead)
    return Joint(found.way + ANKLE_AHEAD * ahead + ANKLE_UP * up, found.spread_m)


def _towards(middle: Floats, axis: Floats, one: Floats, other: Floats) -> float:
    """How far along the axis the point lies that is nearest to the line between two points."""
    line = other - one
    line = line / np.linalg.norm(line, axis=1, keepdims=True)
    off = (one - middle) - np.sum((one - middle) * line, axis=1, keepdims=True) * line
    free = axis - np.sum(axis * line, axis=1, keepdims=True) * line
    shares = np.sum(free * off, axis=1) / np.sum(free * free, axis=1)
    shares = shares[np.isfinite(shares)]
    return float(np.median(shares)) if len(shares) else 0.0


def _pose(cluster: Floats) -> _Pose:
    """Where a cluster is in every frame against its own middle shape (Kabsch's fit)."""
    seen: NDArray[np.bool_] = np.asarray(np.isfinite(cluster).all(axis=(1, 2)))
    turn = np.full((len(cluster), 3, 3), np.nan)
    middle = np.full((len(cluster), 3), np.nan)
    if seen.sum() < FEWEST_FRAMES:
        return _Pose(np.zeros_like(seen), turn, middle)
    there = cluster[seen]
    centre = there.mean(axis=1, keepdims=True)
    moving = there - centre
    shape = moving[0]
    turned = np.empty((len(there), 3, 3))
    for _ in range(ROUNDS):
        u, _, vt = np.linalg.svd(np.einsum("mi,nmj->nij", shape, moving))
        proper = np.ones((len(there), 3))
        proper[:, 2] = np.sign(np.linalg.det(u) * np.linalg.det(vt))
        turned = np.einsum("nij,nj,njk->nik", u, proper, vt)
        shape = np.einsum("nmj,nij->mi", moving, turned) / len(there)
    turn[seen] = np.swapaxes(turned, 1, 2)
    middle[seen] = centre[:, 0]
    return _Pose(seen, turn, middle)
