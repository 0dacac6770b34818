"""A clip as it is played: the moving figure, its contacts, traces in step, and one stride."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypedDict

import numpy as np
from markupsafe import Markup, escape

from stridewell.gait.clip import ClipAnalysis
from stridewell.gait.contacts import Contact
from stridewell.gait.keypoints import Floats
from stridewell.values.anatomy import Side
from stridewell.web.figures.geometry import number
from stridewell.web.gait_drawing import HEADROOM, SOLE, bones, figure, opening
from stridewell.web.gait_poses import (
    LEGS,
    Paths,
    Plane,
    Pose,
    flat_paths,
    followed,
    leg_length,
    pose_at,
)

LEG = 100.0
"""Thigh and shin together in the player, in its own units."""
MOST_HZ = 60.0
"""The player shows no more frames a second of real time than this."""
KEY_FRAMES = 8
"""So many figures show one stride."""
TRACE_WIDE, TRACE_HIGH, TRACE_EDGE = 100.0, 60.0, 4.0
"""Width of a second and height of a trace, and its empty edge, in its own units."""
LEAST_SIDE = 70.0


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


@dataclass(frozen=True, slots=True)
class Player:
    """What the page shows of one clip in one plane.

    ``box`` is the view box of the figure, ``still`` its lines at the first contact, and
    ``stride`` one stride as figures in a row, None without one.
    """

    plane: str
    front: str
    box: str
    ground: float
    still: Markup
    stride: Markup | None
    traces: tuple[Trace, ...]
    bars: tuple[ContactBar, ...]
    duration_s: float
    width: float
    """Width of the traces over the whole clip."""


class Touch(TypedDict):
    """A contact as the script gets it, in seconds of the clip."""

    side: str
    on: float
    off: float


class FrameData(TypedDict):
    """A clip as the script gets it: time in seconds, x and y of each name in tenths of a unit."""

    time: list[float]
    names: list[str]
    frames: list[list[int | None]]
    contacts: list[Touch]


@dataclass(frozen=True, slots=True, eq=False)
class Drawn:
    """The points of a clip in picture coordinates, thinned to what a screen shows."""

    time_s: Floats
    paths: Paths
    front: Side


def drawn(clip: ClipAnalysis, plane: Plane) -> Drawn | None:
    """The points of a clip as they are drawn; None where the plane or a leg is missing."""
    shown = clip.shown
    paths = flat_paths(shown, plane)
    leg = leg_length(paths)
    if leg is None or "mid_hip" not in paths or shown.frames < 2:  # noqa: PLR2004 - no movement
        return None
    moved = followed(paths, shown.time_s)
    step = max(1, round(shown.rate_hz / MOST_HZ))
    ground = _ground(moved)
    scale = LEG / leg
    placed = {
        name: np.stack([path[::step, 0] * scale, -(path[::step, 1] - ground) * scale], axis=1)
        for name, path in moved.items()
        if name in _used(plane)
    }
    near = shown.view.near
    front = near if near in LEGS else Side.RIGHT
    return Drawn(shown.time_s[::step] - shown.time_s[0], placed, front)


def _used(plane: Plane) -> frozenset[str]:
    every = bones(plane, Side.LEFT)
    return frozenset(name for each in every for name in (each.start, each.end)) | {"head"}


def _ground(paths: Paths) -> float:
    """The height on which the feet stand: their points are below it in one frame of fifty."""
    feet = [
        path[:, 1]
        for name, path in paths.items()
        if name.partition("_")[2] in {"heel", "toe", "ankle"}
    ]
    low = [each[np.isfinite(each)] for each in feet]
    return min((float(np.percentile(each, 2)) for each in low if each.size), default=0.0)


def player(clip: ClipAnalysis, plane: Plane, name: str) -> Player | None:
    """The moving figure of a clip; None where it cannot be drawn."""
    shown = drawn(clip, plane)
    if shown is None:
        return None
    start = float(clip.shown.time_s[0])
    contacts = clip.contacts.contacts
    duration = float(shown.time_s[-1])
    first = next((each.on_s - start for each in contacts if each.on_s >= start), 0.0)
    pose = pose_at(shown.paths, shown.time_s, first)
    left, top, width, height = _box(shown.paths)
    return Player(
        plane=plane.value,
        front=shown.front.value,
        box=f"{number(left)} {number(top)} {number(width)} {number(height)}",
        ground=SOLE,
        still=Markup("".join(figure(pose, plane, shown.front))),  # noqa: S704 - built here
        stride=_stride(shown, contacts, start, plane, name),
        traces=_traces(shown, plane),
        bars=tuple(_bar(each, start) for each in contacts),
        duration_s=duration,
        width=round(TRACE_WIDE * duration, 1),
    )


def _box(paths: Paths) -> tuple[float, float, float, float]:
    """The room that the figure takes over the clip."""
    xs = np.concatenate([path[:, 0] for path in paths.values()])
    ys = np.concatenate([path[:, 1] for path in paths.values()])
    half = max(LEAST_SIDE, float(np.nanpercentile(np.abs(xs), 99.5)) + HEADROOM)
    top = float(np.nanpercentile(ys, 0.5)) - HEADROOM - 6
    return -half, top, 2 * half, SOLE + 12 - top


def frames_of(clip: ClipAnalysis, plane: Plane) -> FrameData | None:
    """What the script of the player needs; None where the clip cannot be drawn."""
    shown = drawn(clip, plane)
    if shown is None:
        return None
    start = float(clip.shown.time_s[0])
    names = sorted(shown.paths)
    table = np.concatenate([shown.paths[name] for name in names], axis=1)
    rows = [[_tenths(each) for each in row] for row in table.tolist()]
    return {
        "time": [round(each, 3) for each in shown.time_s.tolist()],
        "names": names,
        "frames": rows,
        "contacts": [
            {
                "side": each.side.value,
                "on": round(each.on_s - start, 3),
                "off": round(each.off_s - start, 3),
            }
            for each in clip.contacts.contacts
        ],
    }


def _tenths(value: float) -> int | None:
    return round(10 * value) if math.isfinite(value) else None


def _bar(contact: Contact, start: float) -> ContactBar:
    return ContactBar(
        look=contact.side.value,
        start=round(TRACE_WIDE * (contact.on_s - start), 1),
        width=round(TRACE_WIDE * contact.duration_s, 1),
        row=0 if contact.side is Side.LEFT else 1,
    )


def _stride(
    shown: Drawn, contacts: Sequence[Contact], start: float, plane: Plane, name: str
) -> Markup | None:
    """One stride from a contact of the near foot to its next, as figures in a row."""
    times = [each.on_s - start for each in contacts if each.side is shown.front]
    middle = float(shown.time_s[-1]) / 2
    pairs = [(a, b) for a, b in pairwise(times) if a >= 0]
    if not pairs:
        return None
    begin, end = min(pairs, key=lambda pair: abs(pair[0] - middle))
    left, top, width, height = _box(shown.paths)
    moments = [begin + (end - begin) * each / KEY_FRAMES for each in range(KEY_FRAMES)]
    box = f"0 {number(top)} {number(width * KEY_FRAMES / 2)} {number(2 * height + 36)}"
    told = (
        f"{KEY_FRAMES} figures from a contact of the {shown.front.value} foot to its next, "
        f"{round(1000 * (end - begin))} milliseconds."
    )
    parts = [opening(name, box, "One stride", told, "gait-stride")]
    for place, moment in enumerate(moments):
        row, column = divmod(place, KEY_FRAMES // 2)
        pose = pose_at(shown.paths, shown.time_s, moment)
        x, y = column * width - left, row * (height + 18)
        parts.append(f'<g transform="translate({number(x)} {number(y)})">')
        parts.append(_key_frame(pose, plane, shown.front, width, round(1000 * (moment - begin))))
        parts.append("</g>")
    return Markup("".join([*parts, "</svg>"]))  # noqa: S704 - built here, words escaped


def _key_frame(pose: Pose, plane: Plane, front: Side, width: float, at_ms: int) -> str:
    half = width / 2 - 4
    ground = f'<path class="g-ground" d="M{number(-half)} {number(SOLE)}H{number(half)}"/>'
    words = f'<text class="g-when" x="0" y="{number(SOLE + 17)}" text-anchor="middle">'
    return ground + "".join(figure(pose, plane, front)) + f"{words}{escape(at_ms)} ms</text>"


def _traces(shown: Drawn, plane: Plane) -> tuple[Trace, ...]:
    sides = {side: _of_side(shown.paths, side, plane) for side in LEGS}
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
