"""Poses → SVG stick figures: what stands in a freeze frame, in a strip and in the player."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from stridewell.values.anatomy import Side
from stridewell.web.figures.geometry import Point, ahead, direction, number, written
from stridewell.web.gait_poses import Plane, Pose, TypicalStep

WIDE, BELOW = 300.0, 26.0
"""The width of a freeze frame in its own units, and what lies below its ground."""
LEG, ASIDE = 122.0, 20.0
"""Thigh and shin together in the same units, and how far a landing is drawn to the left."""
HEADROOM = 16.0
SOLE = 5.0
"""The ground lies so far below the lowest point of the foot: points sit inside the shoe."""
LINE, EDGE, LETTER = 16.0, 6.0, 8.6
"""The least distance of two labels, of a label from the edge, and the width of a letter."""
LEAST_LEADER, RAISED = 8.0, 16.0
"""A label this near needs no line to what it names; that of the pelvis stands above its line."""
LEG_KINDS = frozenset({"thigh", "shin", "foot", "instep"})
"""The lines of a leg."""
ARC = 24.0
"""Radius of the arc that marks an angle."""


POINTS = {
    "tibia": ("{own}_ankle", "{own}_knee"),
    "knee": ("{own}_hip", "{own}_knee", "{own}_ankle"),
    "foot": ("{own}_heel", "{own}_toe"),
    "trunk": ("mid_hip", "mid_shoulder"),
    "pelvis": ("{own}_hip", "{other}_hip"),
    "adduction": ("{own}_hip", "{own}_knee"),
    "width": ("{own}_heel",),
}
"""The points of each mark, of the standing side and of the other."""
AGAINST = {
    "tibia": (90.0, 62.0),
    "trunk": (90.0, 74.0),
    "foot": (0.0, 54.0),
    "adduction": (270.0, 70.0),
}
"""Limbs against a direction in degrees (90 is up), and how long the lines are."""


@dataclass(frozen=True, slots=True)
class Bone:
    """A line of the figure between two points; ``kind`` says how thick it is drawn."""

    start: str
    end: str
    kind: str
    side: Side | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """An angle or a length in a freeze frame: what it is of, and its value in words."""

    what: str
    """One of ``POINTS``."""
    text: str


def _limbs(side: Side) -> tuple[Bone, ...]:
    def bone(start: str, end: str, kind: str) -> Bone:
        return Bone(f"{side.value}_{start}", f"{side.value}_{end}", kind, side)

    return (
        bone("shoulder", "elbow", "arm"),
        bone("elbow", "wrist", "forearm"),
        bone("hip", "knee", "thigh"),
        bone("knee", "ankle", "shin"),
        bone("ankle", "heel", "foot"),
        bone("heel", "toe", "foot"),
        bone("ankle", "toe", "instep"),
    )


TRUNK = (
    Bone("mid_hip", "mid_shoulder", "trunk"),
    Bone("mid_shoulder", "head", "neck"),
    Bone("left_hip", "right_hip", "girdle"),
    Bone("left_shoulder", "right_shoulder", "girdle"),
)


def bones(plane: Plane, front: Side) -> tuple[Bone, ...]:
    """Every line of a figure from the back to the front; ``front`` is the leg before the other."""
    trunk = TRUNK if plane is Plane.REAR else TRUNK[:2]
    return (*_limbs(front.opposite), *trunk, *_limbs(front))


def figure(
    pose: Pose, plane: Plane, front: Side, unsure: frozenset[Side] = frozenset()
) -> Iterator[str]:
    """The lines of a figure as SVG, in picture coordinates; missing points are left out."""
    drawn = [each for each in bones(plane, front) if each.start in pose and each.end in pose]
    for layer in ("flesh", "bone"):
        yield from (_line(each, pose, layer, front, unsure) for each in drawn)
    if "head" in pose:
        x, y = pose["head"]
        yield f'<circle class="g-head" data-at="head" cx="{number(x)}" cy="{number(y)}" r="12"/>'


def _line(bone: Bone, pose: Pose, layer: str, front: Side, unsure: frozenset[Side]) -> str:
    side = "" if bone.side is None else f" g-{bone.side.value}"
    side += " g-unsure" if bone.side in unsure and bone.kind in LEG_KINDS else ""
    behind = " g-behind" if bone.side is front.opposite else ""
    (x1, y1), (x2, y2) = pose[bone.start], pose[bone.end]
    return (
        f'<line class="g-{layer} g-{bone.kind}{side}{behind}" '
        f'data-from="{bone.start}" data-to="{bone.end}" '
        f'x1="{number(x1)}" y1="{number(y1)}" x2="{number(x2)}" y2="{number(y2)}"/>'
    )


def freeze_frame(
    step: TypicalStep, *, at_contact: bool, title: str, marks: Sequence[Mark], name: str
) -> Markup:
    """The typical step at initial contact or in the middle of stance, with its angles."""
    pose = _placed(step, at_contact=at_contact)
    told = "; ".join(each.text for each in marks) or "No angle was measured here."
    top = -height_of(step)
    box = f"0 {number(top)} {number(WIDE)} {number(BELOW - top)}"
    parts = [
        opening(name, box, title, told, "gait-frame"),
        _ground(step, pose),
        *figure(pose, step.plane, step.side, step.unsure),
        *_marks(step, pose, marks),
        "</svg>",
    ]
    return Markup("".join(parts))  # noqa: S704 - built here, words escaped


def overlaid(
    before: TypicalStep, now: TypicalStep, *, at_contact: bool, title: str, name: str
) -> Markup:
    """The typical steps of two sessions, the earlier one as broken lines."""
    top = -max(height_of(before), height_of(now))
    box = f"0 {number(top)} {number(WIDE)} {number(BELOW - top)}"
    poses = [_placed(each, at_contact=at_contact) for each in (before, now)]
    parts = [
        opening(name, box, title, "The broken lines are the earlier session.", "gait-frame"),
        _ground(now, poses[1]),
        '<g class="g-over">',
        *figure(poses[1], now.plane, now.side, now.unsure),
        '</g><g class="g-over g-before">',
        *figure(poses[0], before.plane, before.side, before.unsure),
        "</g></svg>",
    ]
    return Markup("".join(parts))  # noqa: S704 - built here, words escaped


def height_of(step: TypicalStep) -> float:
    """How high a frame of this step must be above its ground, room for a head included."""
    both = (*step.at_contact.values(), *step.at_midstance.values())
    highest = max(y for _, y in both) - step.ground
    return highest * LEG / step.leg + SOLE + HEADROOM


def opening(name: str, box: str, title: str, told: str, look: str) -> str:
    """The start of a picture with its name and what it shows; ``box`` is its view box."""
    return (
        f'<svg class="{look}" role="img" aria-labelledby="{name}-t" aria-describedby="{name}-d" '
        f'viewBox="{box}">'
        f'<title id="{name}-t">{escape(title)}</title><desc id="{name}-d">{escape(told)}</desc>'
    )


def _placed(step: TypicalStep, *, at_contact: bool) -> Pose:
    """Picture coordinates: the ground at 0, the figure in the middle, one leg as long as any."""
    scale = LEG / step.leg
    middle = WIDE / 2 - (ASIDE if at_contact and step.plane is Plane.SIDE else 0)
    pose = step.at_contact if at_contact else step.at_midstance
    return {
        name: (middle + x * scale, -SOLE - (y - step.ground) * scale)
        for name, (x, y) in pose.items()
    }


def _ground(step: TypicalStep, pose: Pose) -> str:
    line = f'<path class="g-ground" d="M14 0H{number(WIDE - 14)}"/>'
    if step.plane is Plane.SIDE or step.other_heel is None:
        return line
    x = WIDE / 2 + step.other_heel[0] * LEG / step.leg
    foot = f'<ellipse class="g-print" cx="{number(x)}" cy="0" rx="9" ry="3.5"/>'
    return line + foot if f"{step.side.value}_heel" in pose else line


def _marks(step: TypicalStep, pose: Pose, marks: Sequence[Mark]) -> Iterator[str]:
    anchors: list[tuple[Point, Mark]] = []
    for each in marks:
        drawn = _drawn_mark(each.what, step, pose)
        if drawn is None:
            continue
        lines, anchor = drawn
        yield lines
        anchors.append((anchor, each))
    yield from _labels(anchors)


def _drawn_mark(what: str, step: TypicalStep, pose: Pose) -> tuple[str, Point] | None:
    """The lines of a mark and where its label points to; None where a point is missing."""
    sides = {"own": step.side.value, "other": step.side.opposite.value}
    names = [each.format(**sides) for each in POINTS[what]]
    if any(each not in pose for each in names):
        return None
    points = [pose[each] for each in names]
    if what in AGAINST:
        return _against(points[0], points[1], *AGAINST[what])
    if what == "width":
        return _width(step, points[0])
    return _knee(*points) if what == "knee" else _pelvis(*points)


def _against(start: Point, end: Point, base: float, length: float) -> tuple[str, Point]:
    """A limb against the vertical or the level through its lower end."""
    along = direction(start, end)
    level = ahead(start, base, length)
    reach = ahead(start, along, length)
    middle = base + _turn(base, along) / 2
    drawn = _dashed(start, level) + _solid(ahead(start, along, length * 0.5), reach)
    drawn += _arc(start, base, along, length * 0.62)
    return drawn, ahead(start, middle, length * 0.62)


def _knee(hip: Point, knee: Point, ankle: Point) -> tuple[str, Point]:
    """The shin against the thigh drawn on."""
    on, down = direction(hip, knee), direction(knee, ankle)
    drawn = _dashed(knee, ahead(knee, on, 46)) + _arc(knee, on, down, ARC)
    return drawn, ahead(knee, on + _turn(on, down) / 2, ARC)


def _pelvis(stance: Point, other: Point) -> tuple[str, Point]:
    """The line through both hips against the level of the standing one."""
    along = direction(stance, other)
    base = 0.0 if other[0] > stance[0] else 180.0
    drawn = _dashed(stance, ahead(stance, base, 78)) + _solid(stance, ahead(stance, along, 70))
    return drawn + _arc(stance, base, along, 60), ahead(stance, along, 62)


def _width(step: TypicalStep, heel: Point) -> tuple[str, Point] | None:
    """Between the places of both heels on the ground."""
    if step.other_heel is None:
        return None
    other = WIDE / 2 + step.other_heel[0] * LEG / step.leg
    ends = "".join(f"M{number(x)} 3v6" for x in (heel[0], other))
    path = f"M{number(heel[0])} 6H{number(other)}{ends}"
    return f'<path class="g-angle" d="{path}"/>', ((heel[0] + other) / 2, 6.0)


def _turn(start: float, end: float) -> float:
    """The shorter way from one direction to another, in degrees."""
    return (end - start + 180) % 360 - 180


def _solid(start: Point, end: Point) -> str:
    return f'<path class="g-angle" d="M{written(start)}L{written(end)}"/>'


def _dashed(start: Point, end: Point) -> str:
    return f'<path class="g-level" d="M{written(start)}L{written(end)}"/>'


def _arc(centre: Point, start: float, end: float, radius: float) -> str:
    turn = _turn(start, end)
    first, last = ahead(centre, start, radius), ahead(centre, start + turn, radius)
    sweep = int(turn < 0)
    r = number(radius)
    return f'<path class="g-arc" d="M{written(first)}A{r} {r} 0 0 {sweep} {written(last)}"/>'


def _labels(anchors: Sequence[tuple[Point, Mark]]) -> Iterator[str]:
    """Labels at the edges beside what they name, never one over the other."""
    below = [each for each in anchors if each[1].what == "width"]
    for (x, _), mark in below:
        yield _text(x, BELOW - 6, mark.text, "middle")
    beside = [each for each in anchors if each[1].what != "width"]
    for at_left in (True, False):
        own = [each for each in beside if (each[0][0] < WIDE / 2) == at_left]
        lowest = -math.inf
        for anchor, mark in sorted(own, key=lambda each: each[0][1]):
            raised = RAISED if mark.what == "pelvis" else 0.0
            lowest = max(anchor[1] - raised, lowest + LINE)
            yield _label(anchor, lowest, mark.text, at_left=at_left)


def _label(anchor: Point, y: float, text: str, *, at_left: bool) -> str:
    x, side, inward = (EDGE, "start", 1) if at_left else (WIDE - EDGE, "end", -1)
    start = x + inward * (LETTER * len(text) + 4)
    if (anchor[0] - start) * inward < LEAST_LEADER:
        return _text(x, y + 4.5, text, side)
    leader = f'<path class="g-leader" d="M{number(start)} {number(y)}L{written(anchor)}"/>'
    return leader + _text(x, y + 4.5, text, side)


def _text(x: float, y: float, text: str, anchor: str) -> str:
    place = f'x="{number(x)}" y="{number(y)}" text-anchor="{anchor}"'
    return f'<text class="g-label" {place}>{escape(text)}</text>'
