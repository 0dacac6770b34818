"""What is around a person in a picture: ground, furniture, straps, arrows, hands that help."""

from __future__ import annotations

from markupsafe import escape

from stridewell.web.figures.geometry import Point, ahead, capsule, direction, disc, number, written
from stridewell.web.figures.people import shape
from stridewell.web.figures.poses import Arm, Arrow, Ball, Box, Dimple, Line, Spot, Thing, Word
from stridewell.web.figures.skeleton import Joints, placed

HEAD, HALF_HEAD = 6.5, 24.0
"""Length of an arrow's head, and half its opening in degrees."""


def drawn_thing(thing: Thing, joints: Joints) -> str:
    """One thing as SVG."""
    match thing:
        case Line():
            path = written(*(placed(each, joints) for each in thing.line))
            drawn = f'<path class="fig-{thing.look}" d="M{path}"/>'
        case Arrow():
            drawn = _arrow(tuple(placed(each, joints) for each in thing.arrow), thing)
        case Box():
            drawn = _box(thing)
        case Ball():
            path = disc(placed(thing.ball, joints), thing.radius)
            drawn = f'<path class="fig-{thing.look}" d="{path}"/>'
        case Spot():
            drawn = _spot(placed(thing.spot, joints), thing.radius)
        case Dimple():
            drawn = f'<path class="fig-dimple" d="{disc(placed(thing.dimple, joints), 1.6)}"/>'
        case Arm():
            drawn = _arm(thing, joints)
        case Word():
            drawn = _word(thing, placed(thing.at, joints))
    return drawn


def _arrow(points: tuple[Point, ...], arrow: Arrow) -> str:
    start, *bend, end = points
    before, after = (bend[-1], bend[0]) if bend else (start, end)
    look = "force" if arrow.force else "move"
    heads = _head(before, end)
    line_start, line_end = start, ahead(end, direction(end, before), HEAD * 0.7)
    if arrow.both:
        heads += _head(after, start)
        line_start = ahead(start, direction(start, after), HEAD * 0.7)
    way = f"Q{written(*bend, line_end)}" if bend else f"L{written(line_end)}"
    return (
        f'<path class="fig-{look}" d="M{written(line_start)}{way}"/>'
        f'<path class="fig-{look}-head" d="{heads}"/>'
    )


def _head(before: Point, tip: Point) -> str:
    back = direction(tip, before)
    wings = ahead(tip, back + HALF_HEAD, HEAD), ahead(tip, back - HALF_HEAD, HEAD)
    return f"M{written(wings[0], tip, wings[1])}Z"


def _box(box: Box) -> str:
    x, y, width, height, radius = (number(each) for each in box.box)
    size = f'width="{width}" height="{height}" rx="{radius}"'
    return f'<rect class="fig-{box.look}" x="{x}" y="{y}" {size}/>'


def _spot(centre: Point, radius: float) -> str:
    ring, core = disc(centre, radius), disc(centre, radius * 0.4)
    return f'<path class="fig-ring" d="{ring}"/><path class="fig-spot" d="{core}"/>'


def _arm(arm: Arm, joints: Joints) -> str:
    elbow, wrist, tips = (placed(each, joints) for each in arm.arm)
    limb = capsule(elbow, wrist, 4.0, 3.2) + capsule(wrist, tips, 3.3, 2.4)
    return shape(limb, "body" if arm.own else "helper")


def _word(word: Word, at: Point) -> str:
    place = f'x="{number(at[0])}" y="{number(at[1])}" text-anchor="{word.anchor}"'
    return f'<text class="fig-word" {place}>{escape(word.word)}</text>'
