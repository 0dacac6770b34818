"""Body points → poses that can be drawn: one moment, and the typical step of a leg."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

import numpy as np

from stridewell.gait.contacts import Contact
from stridewell.gait.keypoints import Floats, Keypoints, View
from stridewell.gait.landmarks import Landmark, on_side
from stridewell.values.anatomy import Side
from stridewell.web.figures.geometry import Point

LEGS = (Side.LEFT, Side.RIGHT)
MIDDLES = {"mid_hip": "hip", "mid_shoulder": "shoulder"}
FOLLOWED_S = 1.5
"""The picture follows the runner's mean place over so many seconds."""
LEAST_SEEN = 0.5
"""A point that was seen in fewer of the steps is left out of a typical step."""

Pose = Mapping[str, Point]
"""Where each point is by its name, the middles of hips and shoulders too; y points up."""
Paths = Mapping[str, Floats]
"""The way of each point, (n, 2)."""


class Plane(StrEnum):
    """From where a figure is drawn. The side always runs to the right."""

    SIDE = "side"
    REAR = "rear"


@dataclass(frozen=True, slots=True)
class TypicalStep:
    """The step of one leg averaged over its contacts, its pelvis in the origin.

    ``leg`` is the length of thigh and shin, ``ground`` the lowest point of the foot while it
    stands, both in the clip's unit. ``other_heel`` is where the other foot stands in its own step.
    ``unsure`` are legs that could not be told well enough to say anything of them.
    """

    side: Side
    plane: Plane
    at_contact: Pose
    at_midstance: Pose
    steps: int
    leg: float
    ground: float
    other_heel: Point | None
    unsure: frozenset[Side] = frozenset()


def planes_of(view: View) -> tuple[Plane, ...]:
    """The planes that a view shows."""
    shown = ((Plane.SIDE, view.shows_side), (Plane.REAR, view.shows_rear))
    return tuple(plane for plane, is_shown in shown if is_shown)


def flat_paths(clip: Keypoints, plane: Plane) -> Paths:
    """The way of every point in a plane; empty where the view does not show it."""
    if plane not in planes_of(clip.view):
        return {}
    across = "forward" if plane is Plane.SIDE else "right"
    paths = {each.value: _path(clip, each, across) for each in clip.points if clip.has(each)}
    for name, part in MIDDLES.items():
        both = [paths.get(f"{side.value}_{part}") for side in LEGS]
        seen = [each for each in both if each is not None]
        if len(seen) == len(both) or (seen and plane is Plane.SIDE):
            paths[name] = np.asarray(np.mean(seen, axis=0), dtype=np.float64)
    return paths


def _path(clip: Keypoints, point: Landmark, across: str) -> Floats:
    return np.stack([clip.along(point, across), clip.along(point, "up")], axis=1)


def leg_length(paths: Paths) -> float | None:
    """Thigh and shin together in the clip's unit, the middle over the clip; None without a leg."""
    lengths = [
        _length(paths, f"{side.value}_hip", f"{side.value}_knee")
        + _length(paths, f"{side.value}_knee", f"{side.value}_ankle")
        for side in LEGS
    ]
    known = [each for each in lengths if math.isfinite(each) and each > 0]
    return max(known, default=None)


def _length(paths: Paths, start: str, end: str) -> float:
    if start not in paths or end not in paths:
        return math.nan
    apart = np.linalg.norm(paths[end] - paths[start], axis=1)
    return float(np.nanmedian(apart)) if np.isfinite(apart).any() else math.nan


def pose_at(paths: Paths, time_s: Floats, moment_s: float) -> Pose:
    """Every point at a moment, between frames on a straight line; unseen points are left out."""
    pose = {}
    for name, path in paths.items():
        x, y = (float(np.interp(moment_s, time_s, path[:, axis])) for axis in (0, 1))
        if math.isfinite(x) and math.isfinite(y):
            pose[name] = (x, y)
    return pose


def typical_step(
    clip: Keypoints, contacts: Sequence[Contact], side: Side, plane: Plane
) -> TypicalStep | None:
    """The typical step of a leg; None where the plane, leg, pelvis or a contact is missing."""
    paths = flat_paths(clip, plane)
    leg = leg_length(paths)
    inside = [
        each for each in contacts if each.on_s >= clip.time_s[0] and each.off_s <= clip.time_s[-1]
    ]
    own = [each for each in inside if each.side is side]
    if leg is None or not own or "mid_hip" not in paths:
        return None
    at_contact = _typical(paths, clip.time_s, [each.on_s for each in own])
    at_midstance = _typical(paths, clip.time_s, [_middle(each) for each in own])
    feet = [
        pose[name][1]
        for pose in (at_contact, at_midstance)
        for part in ("heel", "toe", "ankle")
        if (name := f"{side.value}_{part}") in pose
    ]
    if not feet:
        return None
    return TypicalStep(
        side=side,
        plane=plane,
        at_contact=at_contact,
        at_midstance=at_midstance,
        steps=len(own),
        leg=leg,
        ground=min(feet),
        other_heel=_other_heel(paths, clip.time_s, inside, at_midstance, side),
    )


def _other_heel(
    paths: Paths, time_s: Floats, contacts: Sequence[Contact], pose: Pose, side: Side
) -> Point | None:
    """Where the other heel stands in the steps before and after, beside that of this step.

    Heels are compared with each other, not with the pelvis: it sways from foot to foot.
    """
    own, other = on_side("heel", side).value, on_side("heel", side.opposite).value
    if own not in pose or other not in paths:
        return None
    apart = []
    for one, next_one in pairwise(contacts):
        if one.side is next_one.side:
            continue
        here, there = (one, next_one) if one.side is side else (next_one, one)
        start = pose_at(paths, time_s, _middle(here)).get(own)
        end = pose_at(paths, time_s, _middle(there)).get(other)
        if start is not None and end is not None:
            apart.append((end[0] - start[0], end[1] - start[1]))
    if not apart:
        return None
    right, up = _median(apart)
    return pose[own][0] + right, pose[own][1] + up


def _middle(contact: Contact) -> float:
    return (contact.on_s + contact.off_s) / 2


def _typical(paths: Paths, time_s: Floats, moments: Sequence[float]) -> Pose:
    """The middle of the poses at several moments, relative to the middle of the hips."""
    poses = [pose_at(paths, time_s, moment) for moment in moments]
    placed = [_from_pelvis(each) for each in poses if "mid_hip" in each]
    names = {name for each in placed for name in each}
    seen = {name: [each[name] for each in placed if name in each] for name in names}
    return {
        name: _median(points)
        for name, points in sorted(seen.items())
        if len(points) >= LEAST_SEEN * len(placed)
    }


def _from_pelvis(pose: Pose) -> Pose:
    x, y = pose["mid_hip"]
    return {name: (point[0] - x, point[1] - y) for name, point in pose.items()}


def _median(points: Sequence[Point]) -> Point:
    x, y = np.median(np.array(points), axis=0)
    return float(x), float(y)


def mean_place(paths: Paths, time_s: Floats) -> Floats:
    """Where the runner is on the whole from side to side (n,): a picture may follow that."""
    middle = paths.get("mid_hip")
    across = np.zeros(len(time_s)) if middle is None else middle[:, 0]
    seen = np.isfinite(across)
    if not seen.any():
        return np.zeros(len(time_s))
    whole = np.interp(time_s, time_s[seen], across[seen])
    half = FOLLOWED_S / 2
    first = np.searchsorted(time_s, time_s - half)
    last = np.searchsorted(time_s, time_s + half, side="right")
    sums = np.concatenate([[0.0], np.cumsum(whole)])
    return np.asarray((sums[last] - sums[first]) / (last - first), dtype=np.float64)
