"""A pose → the shapes of a person: limbs, trunk and head, the sore leg in its own colour."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator

from stridewell.web.figures.geometry import (
    Point,
    ahead,
    between,
    capsule,
    direction,
    disc,
    polygon,
    written,
)
from stridewell.web.figures.poses import Body
from stridewell.web.figures.skeleton import FOOT, HALF_HIPS, THIGH, Joints, forwards

SIDE_ORDER = ("far_arm", "far_leg", "trunk", "near_leg", "seat", "head", "near_arm")
FRONT_ORDER = ("left_leg", "right_leg", "trunk", "head", "left_arm", "right_arm")
SHORTS = 0.4
"""How much of the thigh the shorts cover."""
SLEEVE = 0.45
STRETCHED = 35.0
"""A foot turned less than so many degrees out of line with its shin is drawn in line."""
TOWARDS_THE_EYE = 0.77
"""A thigh drawn shorter than this share points towards the eye: its knee is in front of it."""


def drawn_body(body: Body, joints: Joints) -> Iterator[str]:
    """Every part from the back to the front."""
    usual = SIDE_ORDER if body.view == "side" else FRONT_ORDER
    for part in body.order or usual:
        yield from _part(part)(body, joints)


def _part(part: str) -> Callable[[Body, Joints], Iterator[str]]:
    if part == "trunk":
        return _trunk
    if part == "head":
        return _head
    if part == "seat":
        return _seat
    side, _, limb = part.partition("_")
    if limb == "leg":
        return lambda body, joints: _leg(body, joints, side)
    return lambda _, joints: _arm(joints, side)


def shape(path: str, look: str) -> str:
    """A filled shape over its own edge, so that it stands out from what is behind it."""
    return f'<path class="fig-edge" d="{path}"/><path class="fig-{look}" d="{path}"/>'


def _skin(body: Body, side: str) -> str:
    if side == body.sore:
        return "sore"
    return "far" if side == "far" else "body"


def _leg(body: Body, joints: Joints, side: str) -> Iterator[str]:
    hip, knee, ankle, toes = (joints[f"{side}_{name}"] for name in ("hip", "knee", "ankle", "toes"))
    thigh = capsule(hip, knee, 8.2, 5.6)
    shin = capsule(knee, ankle, 5.6, 3.6) + _foot(knee, ankle, toes)
    short = capsule(hip, between(hip, knee, SHORTS), 8.6, 8.0)
    shorts = f'<path class="fig-{"shorts-far" if side == "far" else "shorts"}" d="{short}"/>'
    skin = _skin(body, side)
    if body.view != "side" and math.dist(hip, knee) < TOWARDS_THE_EYE * THIGH:
        knee_cap = disc(knee, 6.6)
        yield shape(thigh, skin) + shorts + shape(shin + knee_cap, skin)
    else:
        yield shape(thigh + shin, skin) + shorts


def _foot(knee: Point, ankle: Point, toes: Point) -> str:
    """A foot below its ankle; one seen from its tip is short and round."""
    along = direction(ankle, toes)
    share = min(1.0, ((toes[0] - ankle[0]) ** 2 + (toes[1] - ankle[1]) ** 2) ** 0.5 / FOOT)
    turned = (direction(knee, ankle) - along + 180) % 360 - 180
    sole = along + (90 if turned > 0 else -90)
    if abs(turned) < STRETCHED:
        return capsule(ankle, toes, 3.6, 3.0)
    heel = ahead(ahead(ankle, sole, 3.2), along, -2.5 * share)
    ball = ahead(toes, sole, 4.2)
    return (
        capsule(ankle, heel, 3.4, 3.6)
        + capsule(heel, ball, 3.6, 2.6)
        + capsule(ankle, between(heel, ball, 0.7), 3.3, 2.8)
    )


def _arm(joints: Joints, side: str) -> Iterator[str]:
    shoulder, elbow, wrist, fingers = (
        joints[f"{side}_{name}"] for name in ("shoulder", "elbow", "wrist", "fingers")
    )
    whole = (
        capsule(shoulder, elbow, 4.9, 3.8)
        + capsule(elbow, wrist, 3.8, 2.8)
        + capsule(wrist, fingers, 3.0, 2.3)
    )
    yield shape(whole, "far" if side == "far" else "body")
    sleeve = capsule(shoulder, between(shoulder, elbow, SLEEVE), 5.3, 4.9)
    yield f'<path class="fig-{"shirt-far" if side == "far" else "shirt"}" d="{sleeve}"/>'


def _trunk(body: Body, joints: Joints) -> Iterator[str]:
    yield from (_trunk_from_side if body.view == "side" else _trunk_from_front)(body, joints)


def _trunk_from_side(body: Body, joints: Joints) -> Iterator[str]:
    hips, waist, neck = joints["hips"], joints["waist"], joints["neck"]
    front = forwards(body, body.spine[1])
    chest = ahead(between(waist, neck, 0.5), front, 1.0)
    top = ahead(neck, body.spine[1], -7)
    throat = capsule(ahead(neck, body.spine[1], -3), joints["head"], 5.2, 4.6)
    yield shape(throat, "body")
    shirt = (
        capsule(ahead(hips, body.spine[0], 4), waist, 9.6, 8.8)
        + capsule(waist, chest, 8.8, 11.0)
        + capsule(chest, top, 11.0, 7.2)
    )
    yield shape(shirt + _seat_path(body, joints), "shirt")
    yield from _seat(body, joints)


def _seat(body: Body, joints: Joints) -> Iterator[str]:
    """The shorts once more, over the edge of the near leg."""
    yield f'<path class="fig-shorts" d="{_seat_path(body, joints)}"/>'


def _seat_path(body: Body, joints: Joints) -> str:
    hips, low = joints["hips"], body.spine[0]
    seat = ahead(hips, forwards(body, low), -2.0)
    return capsule(seat, ahead(hips, low, 4), 9.4, 9.4)


def _trunk_from_front(body: Body, joints: Joints) -> Iterator[str]:
    hips, waist, neck = joints["hips"], joints["waist"], joints["neck"]
    low, high = body.spine

    def row(middle: Point, along: float, half: float) -> tuple[Point, Point]:
        return ahead(middle, along + 90, half), ahead(middle, along - 90, half)

    shoulders = row(ahead(neck, high, -7), high, 12.5)
    collar = ahead(neck, high, -3)
    ribs = row(between(waist, neck, 0.25), high, 8.5)
    sides = row(waist, low, 7.5)
    pelvis = row(ahead(hips, low, 3), low, HALF_HIPS)
    throat = capsule(ahead(neck, high, -5), joints["head"], 4.6, 4.6)
    yield shape(throat, "body")
    outline = (
        shoulders[0],
        collar,
        shoulders[1],
        ribs[1],
        sides[1],
        pelvis[1],
        pelvis[0],
        sides[0],
        ribs[0],
    )
    whole = polygon(outline)
    yield f'<path class="fig-trunk-edge" d="{whole}"/><path class="fig-trunk" d="{whole}"/>'
    shorts = polygon((*pelvis, *reversed(row(ahead(hips, low, -1), low, HALF_HIPS - 0.5))))
    yield f'<path class="fig-trunk fig-trunk-low" d="{shorts}"/>'


def _head(body: Body, joints: Joints) -> Iterator[str]:
    """A face towards the eye, a profile, or the back of a head."""
    centre, up = joints["head"], body.head

    def local(right: float, above: float) -> Point:
        return ahead(ahead(centre, up, above), forwards(body, up), right)

    skull = capsule(local(0, 1.5), local(0, -2.0), 9.2, 8.2)
    if body.view == "side":
        nose = f"M{written(local(8, 2), local(11.2, -2.2), local(8, -3.5))}Z"
        yield shape(skull + nose, "body")
        yield _hair((local(7.5, 7.5), local(1, 14), local(-13, 12), local(-9.5, -5)), local(-1, 5))
        yield f'<path class="fig-ink" d="{disc(local(5.2, 0.5), 0.9)}"/>'
        return
    yield shape(skull, "body")
    if body.view == "back":
        yield f'<path class="fig-hair" d="{capsule(local(0, 1.8), local(0, -1.2), 9.4, 8.6)}"/>'
        return
    yield _hair((local(-9.4, 0), local(-10, 15), local(10, 15), local(9.4, 0)), local(0, 9.5))
    yield f'<path class="fig-ink" d="{disc(local(-3.4, -0.5), 0.9)}{disc(local(3.4, -0.5), 0.9)}"/>'
    smile = f"M{written(local(-2.6, -4.6))}Q{written(local(0, -6.2), local(2.6, -4.6))}"
    yield f'<path class="fig-thin" d="{smile}"/>'


def _hair(outside: tuple[Point, Point, Point, Point], inside: Point) -> str:
    start, *curve = outside
    path = f"M{written(start)}C{written(*curve)}Q{written(inside, start)}Z"
    return f'<path class="fig-hair" d="{path}"/>'
