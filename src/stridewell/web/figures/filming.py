"""Pictures of how to film: where the phone stands, how high, and what spoils a clip."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from markupsafe import Markup, escape

from stridewell.web.figures.geometry import Point, number
from stridewell.web.figures.people import drawn_body
from stridewell.web.figures.poses import Arrow, Body, Limb, Line
from stridewell.web.figures.self_tests import opening
from stridewell.web.figures.skeleton import joints_of
from stridewell.web.figures.things import drawn_thing

PLAN, HEIGHT = (340.0, 228.0), (340.0, 196.0)
"""Sizes of the picture from above and of that from the side, in their own units."""
SCREEN = (84.0, 134.0)
"""Size of a phone's picture."""
SHRUNK = 0.62
"""How much smaller a runner is on a phone."""


@cache
def filming_places() -> Markup:
    """Where the phone stands, seen from above: square to the left, to the right, and behind."""
    words = (
        "From above: a phone 3 to 4 metres to the left, one to the right, one behind the runner."
    )
    return _whole("film-places", PLAN, "Where to put the phone", words, _places())


@cache
def filming_height() -> Markup:
    """How high the phone stands, seen from the side."""
    words = "The phone stands upright on something firm, as high as the hip of the runner."
    return _whole("film-height", HEIGHT, "How high to put the phone", words, _height())


@dataclass(frozen=True, slots=True)
class FilmFrame:
    """What a phone shows: a good picture of a runner or a spoiled one, and its words."""

    picture: Markup
    words: str
    is_good: bool


@cache
def filming_frames() -> tuple[FilmFrame, ...]:
    """What a good clip shows and what spoils one."""
    return tuple(
        FilmFrame(
            _whole(f"film-frame-{place}", SCREEN, words, words, _framed(drawn, is_good=is_good)),
            words,
            is_good,
        )
        for place, (is_good, words, drawn) in enumerate(FRAMES)
    )


def _whole(name: str, size: Point, title: str, told: str, parts: Iterator[str]) -> Markup:
    svg = opening(name, size, title, told) + "".join(parts) + "</svg>"
    return Markup(svg)  # noqa: S704 - built here, words escaped


def _places() -> Iterator[str]:
    yield '<rect class="fig-soft" x="118" y="74" width="104" height="66" rx="6"/>'
    yield '<path class="fig-ground" d="M132 84V130"/>'
    yield '<ellipse class="fig-shirt" cx="170" cy="107" rx="9" ry="18"/>'
    yield '<circle class="fig-hair" cx="173" cy="107" r="8"/>'
    yield drawn_thing(Arrow(arrow=((186, 107), (212, 107))), {})
    yield from _from_above((170, 14), 90, ((170, 24), (170, 72)))
    yield from _from_above((170, 214), -90, ((170, 204), (170, 144)))
    yield from _from_above((22, 107), 0, ((32, 107), (114, 107)))
    yield _word((186, 19), "left side, 3 to 4 m", "start")
    yield _word((186, 219), "right side, 3 to 4 m", "start")
    yield _word((6, 86), "behind,", "start")
    yield _word((6, 134), "3 to 4 m", "start")
    yield _word((228, 112), "running this way", "start")
    square = Line(line=((170, 140), (182, 140), (182, 152), (170, 152)), look="level")
    yield drawn_thing(square, {})
    yield _word((188, 160), "90°, square", "start")


def _from_above(at: Point, turned: float, sight: tuple[Point, Point]) -> Iterator[str]:
    x, y = at
    yield drawn_thing(Line(line=sight, look="level"), {})
    turn = f"rotate({number(turned)} {number(x)} {number(y)})"
    yield f'<g transform="{turn}">'
    yield f'<rect class="fig-ink" x="{x - 4}" y="{y - 9}" width="6" height="18" rx="2"/>'
    yield f'<rect class="fig-move-head" x="{x + 2}" y="{y - 6}" width="3" height="4"/></g>'


def _height() -> Iterator[str]:
    body = _runner((240, 84))
    joints = joints_of(body)
    yield drawn_thing(Line(line=((8, 186), (332, 186)), look="ground"), {})
    yield '<rect class="fig-soft" x="176" y="178" width="132" height="8" rx="3"/>'
    yield drawn_thing(Line(line=((300, 178), (312, 96), (296, 92)), look="thing"), {})
    yield from drawn_body(body, joints)
    yield drawn_thing(Line(line=((52, 86), (228, 86)), look="level"), {})
    yield '<path class="fig-ground" d="M46 100V140M46 140L28 186M46 140L64 186M46 140V184"/>'
    yield '<rect class="fig-ink" x="40" y="72" width="12" height="28" rx="2.5"/>'
    yield _word((136, 80), "level with the hip")
    yield drawn_thing(Arrow(arrow=((56, 158), (172, 158)), both=True), {})
    yield _word((114, 152), "3 to 4 m")
    yield _word((66, 112), "upright and level", "start")


def _runner(at: Point) -> Body:
    return Body(
        at=at,
        spine=(86, 84),
        head=86,
        legs={
            "near": Limb(angles=(-76, -104), end=2),
            "far": Limb(angles=(-58, -176), end=-100),
        },
        arms={
            "near": Limb(angles=(-125, -28)),
            "far": Limb(angles=(-70, 28)),
        },
    )


def _rear(at: Point) -> Body:
    return Body(
        at=at,
        view="back",
        legs={
            "left": Limb(angles=(-86, -91), end=-90, end_length=0.5),
            "right": Limb(angles=(-93, -88), lengths=(0.9, 0.55), end=-90, end_length=0.7),
        },
        arms={
            "left": Limb(angles=(-108, -78), lengths=(1, 0.7)),
            "right": Limb(angles=(-72, -102), lengths=(1, 0.7)),
        },
    )


def _figure(body: Body) -> str:
    return "".join(drawn_body(body, joints_of(body)))


def _shrunk(right: float, down: float, drawn: str, turn: float = 0.0, size: float = SHRUNK) -> str:
    placed = f"translate({number(right)} {number(down)}) rotate({number(turn)}) scale({size})"
    return f'<g transform="{placed}">{drawn}</g>'


def _side_on() -> str:
    floor = drawn_thing(Line(line=((-60, 95), (60, 95)), look="ground"), {})
    return floor + _figure(_runner((0, 0)))


def _good() -> str:
    return _shrunk(42, 70, _side_on())


def _good_rear() -> str:
    floor = drawn_thing(Line(line=((-60, 95), (60, 95)), look="ground"), {})
    return _shrunk(42, 70, floor + _figure(_rear((0, 0))))


def _feet_cut() -> str:
    return _shrunk(42, 88, _side_on(), size=0.92)


def _tilted() -> str:
    return _shrunk(38, 72, _side_on(), turn=11)


def _dark() -> str:
    shade = f'<rect class="fig-ink film-dark" width="{SCREEN[0]}" height="{SCREEN[1]}"/>'
    return _good() + shade


def _panned() -> str:
    ghost = f'<g class="film-ghost">{_shrunk(22, 70, _figure(_runner((0, 0))))}</g>'
    arrow = drawn_thing(Arrow(arrow=((16, 14), (68, 14)), both=True), {})
    return ghost + _shrunk(56, 70, _side_on()) + arrow


FRAMES: Sequence[tuple[bool, str, str]] = (
    (True, "From the side: whole body, feet and floor", _good()),
    (True, "From behind: whole body, back square to the phone", _good_rear()),
    (False, "Feet cut off: no contact times", _feet_cut()),
    (False, "Tilted: every angle is off by the tilt", _tilted()),
    (False, "Too dark: the picture smears", _dark()),
    (False, "Followed by hand: lengths cannot be told", _panned()),
)
"""Whether it is good, its words, and what is on the phone."""


def _framed(drawn: str, *, is_good: bool) -> Iterator[str]:
    yield drawn
    look = "good" if is_good else "bad"
    size = f'width="{SCREEN[0] - 3}" height="{SCREEN[1] - 3}"'
    yield f'<rect class="film-edge film-{look}" x="1.5" y="1.5" {size} rx="7"/>'
    yield _sign(is_good=is_good)


def _sign(*, is_good: bool) -> str:
    path = "M69 12l4 4 7-9" if is_good else "M70 6l9 9M79 6l-9 9"
    return f'<path class="film-sign film-{"good" if is_good else "bad"}" d="{path}"/>'


def _word(at: Point, words: str, anchor: str = "middle") -> str:
    place = f'x="{number(at[0])}" y="{number(at[1])}" text-anchor="{anchor}"'
    return f'<text class="fig-word film-word" {place}>{escape(words)}</text>'
