"""Named points of a file as they stand in it, made into keypoints of a runner."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from stridewell.errors import FileRefusedError, NoRunnerError, WrongViewError
from stridewell.gait.joint_centres import completed, placed
from stridewell.gait.keypoints import Floats, Keypoints, Stated, Unit, View
from stridewell.gait.mending import mended
from stridewell.gait.naming import Marked, convention_of, marked
from stridewell.gait.orientation import (
    PER_METRE,
    Points,
    depth_axis,
    metres_per_unit,
    orientation,
    upright,
)
from stridewell.gait.picture import seen_from

FEWEST_FRAMES = 10
NAMED_AT_MOST = 6
METRICS_WITHOUT = {
    "heel": "the angle of the foot at landing; contacts are found from the ankles, less exactly",
    "knee": "knee flexion, hip angles and the angle of the shin",
    "ankle": "knee flexion and the angle of the shin",
    "hip": "hip angles and how far the foot lands ahead of the hip",
    "shoulder": "how far the trunk leans",
}
"""What cannot be given when a part is missing."""


@dataclass(frozen=True, slots=True, eq=False)
class RawPoints:
    """Points (n, names, 3) by name and time in seconds, in the axes and the unit of the file.

    NaN where a point was not seen. ``unit`` is what the file says, "" when it says nothing.
    """

    names: tuple[str, ...]
    time_s: Floats
    position: Floats
    unit: str = ""
    stated: tuple[Stated, ...] = ()


def keypoints_in_space(raw: RawPoints, view: View | None) -> Keypoints:
    """The runner in space; points of one camera (a flat file) seen from the side.

    Raises:
        NoRunnerError: no known points of a body are in it.
        WrongViewError: a flat file shows something else than the view that was asked for.
        FileRefusedError: units, axes or sides cannot be told.
    """
    position = _without_noughts(raw.position)
    names = marked(raw.names)
    _check_enough(raw, names, position)
    found = placed(names, raw.names, position)
    there = {each: at for each, at in found.points.items() if bool(np.isfinite(at).any())}
    points, repairs = mended(there, found.names)
    depth = depth_axis(points)
    raw_stated = (*raw.stated, *not_used(names), *repairs)
    if depth is not None:
        return _flat(raw, points, depth, view, raw_stated)
    if view not in {None, View.SPACE}:
        raise WrongViewError(
            f"The file holds points in space, not a view from the {_words(view)}.",
            "Leave the view out: such a file shows everything.",
        )
    turned = orientation(points, raw.unit)
    here = {each: turned.applied(place) for each, place in points.items()}
    sacrum = None if names.sacrum is None else turned.applied(position[:, names.sacrum])
    clusters = {
        each: turned.applied(position[:, list(columns)]) for each, columns in names.clusters.items()
    }
    whole, worked_out = completed(found, here, sacrum, clusters)
    stated = (*raw_stated, *turned.stated, *worked_out, *lacking(whole))
    return _clip(raw, whole, View.SPACE, Unit.METRE, stated)


def _flat(
    raw: RawPoints, points: Points, depth: int, view: View | None, stated: Sequence[Stated]
) -> Keypoints:
    """Points of one camera that were written with a third column."""
    across = [axis for axis in range(3) if axis != depth]
    flat = {each: place[:, across] for each, place in points.items()}
    height = upright(flat)
    if abs(height[0]) > abs(height[1]):
        flat = {each: place[:, ::-1] for each, place in flat.items()}
        height = height[::-1]
    down = height[1] < 0
    if down:
        flat = {each: place * [1.0, -1.0] for each, place in flat.items()}
    seen = seen_from(flat, view)
    size = float(np.linalg.norm(height))
    unit, factor, measured = _flat_unit(size, raw.unit, in_picture=down)
    turn = np.array([-1.0 if seen.mirrored else 1.0, 1.0]) * factor
    turned = {each: place * turn for each, place in flat.items()}
    told = Stated("view", "one camera", f"no point moves along {'XYZ'[depth]}")
    return _clip(
        raw, turned, seen.view, unit, (*stated, told, *seen.stated, measured, *lacking(turned))
    )


def _flat_unit(size: float, told: str, *, in_picture: bool) -> tuple[Unit, float, Stated]:
    """Metres where the body has a human size in what the file says, else pixels."""
    told = told.strip().lower()
    try:
        metres, stated = metres_per_unit(size, told)
    except FileRefusedError:
        metres, stated = 0.0, None
    as_told = stated is not None and PER_METRE.get(told, 0.0) * metres == 1
    if stated is not None and as_told and not in_picture:
        return Unit.METRE, metres, stated
    return Unit.PIXEL, 1.0, Stated("unit", "pixels", f"the runner would be {size:.0f} {told} tall")


def _clip(
    raw: RawPoints, points: Points, view: View, unit: Unit, stated: Sequence[Stated]
) -> Keypoints:
    listed = tuple(each for each, place in points.items() if bool(np.isfinite(place).any()))
    position = np.stack([points[each] for each in listed], axis=1)
    seen = np.isfinite(position).all(axis=2)
    return Keypoints(
        time_s=raw.time_s,
        points=listed,
        position=position,
        confidence=np.where(seen, 1.0, 0.0),
        view=view,
        unit=unit,
        convention=convention_of(raw.names),
        stated=tuple(stated),
    )


def _without_noughts(position: Floats) -> Floats:
    """Points at nought in all axes are how many programs write what was not seen."""
    missing = (position == 0).all(axis=2)
    return np.where(missing[:, :, None], np.nan, position)


def _check_enough(raw: RawPoints, names: Marked, position: Floats) -> None:
    if not names.points:
        some = ", ".join(raw.names[:NAMED_AT_MOST]) or "none"
        raise NoRunnerError(
            f"None of the {len(raw.names)} names in it is a body point that is known ({some}…).",
            "Name the points as OpenPose, MediaPipe or OpenSim do: RHip, RKnee, RAnkle, RHeel…",
        )
    if not np.isfinite(position).all(axis=2).any():
        raise NoRunnerError(
            "Every point is blank or nought in every frame: nobody was seen.",
            "Check that the runner was tracked, and export again.",
        )
    enough_frames(len(raw.time_s))


def enough_frames(frames: int) -> None:
    """Refuse what is too short to be a run.

    Raises:
        FileRefusedError: there are too few frames.
    """
    if frames < FEWEST_FRAMES:
        raise FileRefusedError(
            f"It holds {frames} frames; a run needs at least {FEWEST_FRAMES}.",
            "Give the whole run.",
        )


def not_used(names: Marked) -> tuple[Stated, ...]:
    """The names of a file that stand for no landmark or for one that is there already."""
    left_over = (
        (names.unknown, "they stand for no body point that is known"),
        (names.doubled, "other columns stand for the same points"),
    )
    return tuple(
        Stated("names not used", ", ".join(each), because) for each, because in left_over if each
    )


def lacking(points: Points) -> tuple[Stated, ...]:
    """What is missing for which metrics."""
    there = {each.part for each, place in points.items() if bool(np.isfinite(place).any())}
    return tuple(
        Stated("missing", part, f"without it these fall away: {metrics}")
        for part, metrics in METRICS_WITHOUT.items()
        if part not in there
    )


def _words(view: View | None) -> str:
    return {View.REAR: "rear", View.LEFT: "left", View.RIGHT: "right"}.get(view or View.SPACE, "")
