"""Traces in step with the moving figure: contacts, knees, heels and the pelvis over time."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from stridewell.gait.contacts import Contact
from stridewell.gait.keypoints import Floats
from stridewell.values.anatomy import Side
from stridewell.web.gait_drawn import Drawn
from stridewell.web.gait_poses import LEGS, Paths, Plane

TRACE_WIDE, TRACE_HIGH, TRACE_EDGE = 100.0, 60.0, 4.0
"""Width of a second and height of a trace, and its empty edge, in its own units."""


@dataclass(frozen=True, slots=True)
class TraceLine:
    """One side of a trace: the class that colours it, and its SVG path."""

    look: str
    path: str


@dataclass(frozen=True, slots=True)
class Trace:
    """A quantity over the clip."""

    name: str
    lines: tuple[TraceLine, ...]


@dataclass(frozen=True, slots=True)
class ContactBar:
    """A foot on the ground, in the units of the traces; ``row`` is 0 for left, 1 for right."""

    look: str
    start: float
    width: float
    row: int


def contact_bar(contact: Contact) -> ContactBar:
    """A contact as a bar of the timeline."""
    return ContactBar(
        look=contact.side.value,
        start=round(TRACE_WIDE * (contact.on_s), 1),
        width=round(TRACE_WIDE * contact.duration_s, 1),
        row=0 if contact.side is Side.LEFT else 1,
    )


def traces_of(shown: Drawn, plane: Plane) -> tuple[Trace, ...]:
    """The traces of a plane; of a withheld leg there is none."""
    told = [side for side in LEGS if side is not shown.withheld]
    sides = {side: _of_side(shown.paths, side, plane) for side in told}
    names = ("Bend of the knee", "Height of the heel")
    if plane is Plane.REAR:
        names = ("Heel from the middle", "Height of the heel")
    traces = [
        Trace(name, tuple(_trace_line(shown.time_s, sides, place)))
        for place, name in enumerate(names)
    ]
    pelvis = _pelvis(shown.paths, plane)
    traces.append(
        Trace(
            "Tilt of the pelvis" if plane is Plane.REAR else "Height of the pelvis",
            tuple(_lines(shown.time_s, {"whole": pelvis})),
        )
    )
    return tuple(each for each in traces if each.lines)


def _of_side(paths: Paths, side: Side, plane: Plane) -> tuple[Floats | None, Floats | None]:
    heel = paths.get(f"{side.value}_heel", paths.get(f"{side.value}_ankle"))
    height = None if heel is None else -heel[:, 1]
    if plane is Plane.REAR:
        across = None if heel is None else heel[:, 0] - paths["mid_hip"][:, 0]
        return across, height
    points = [paths.get(f"{side.value}_{part}") for part in ("hip", "knee", "ankle")]
    hip, knee, ankle = points
    if hip is None or knee is None or ankle is None:
        return None, height
    return _bend(hip, knee, ankle), height


def _bend(hip: Floats, knee: Floats, ankle: Floats) -> Floats:
    """The angle between the thigh drawn on and the shin, in degrees."""
    thigh, shin = knee - hip, ankle - knee
    turned = np.arctan2(shin[:, 1], shin[:, 0]) - np.arctan2(thigh[:, 1], thigh[:, 0])
    return np.asarray(np.degrees((turned + np.pi) % (2 * np.pi) - np.pi), dtype=np.float64)


def _pelvis(paths: Paths, plane: Plane) -> Floats | None:
    left, right = paths.get("left_hip"), paths.get("right_hip")
    if plane is Plane.SIDE:
        return -paths["mid_hip"][:, 1]
    if left is None or right is None:
        return None
    across = right - left
    return np.asarray(np.degrees(np.arctan2(-across[:, 1], across[:, 0])), dtype=np.float64)


def _trace_line(
    time_s: Floats, sides: Mapping[Side, tuple[Floats | None, Floats | None]], place: int
) -> list[TraceLine]:
    return _lines(time_s, {side.value: both[place] for side, both in sides.items()})


def _lines(time_s: Floats, values: Mapping[str, Floats | None]) -> list[TraceLine]:
    """Every line on one scale; a line breaks off where a point was not seen."""
    known = {look: each for look, each in values.items() if each is not None}
    whole = np.concatenate([*known.values()]) if known else np.array([])
    whole = whole[np.isfinite(whole)]
    if not whole.size:
        return []
    low, high = float(whole.min()), float(whole.max())
    span = high - low or 1.0
    return [TraceLine(look, _path(time_s, (each - low) / span)) for look, each in known.items()]


def _path(time_s: Floats, share: Floats) -> str:
    inner = TRACE_HIGH - 2 * TRACE_EDGE
    parts, is_on = [], False
    for t, value in zip(time_s.tolist(), share.tolist(), strict=True):
        if not math.isfinite(value):
            is_on = False
            continue
        y = TRACE_HIGH - TRACE_EDGE - inner * value
        parts.append(f"{'L' if is_on else 'M'}{t * TRACE_WIDE:.1f} {y:.1f}")
        is_on = True
    return "".join(parts)
