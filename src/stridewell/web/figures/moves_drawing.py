"""A move as pictures: one SVG with every frame, and a strip of its key positions with arrows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from markupsafe import Markup, escape

from stridewell.web.figures.geometry import Point, number
from stridewell.web.figures.moves import Frame, Key, Move, Reel, moves, reel, tween
from stridewell.web.figures.people import drawn_body
from stridewell.web.figures.poses import Arrow
from stridewell.web.figures.skeleton import joints_of
from stridewell.web.figures.things import drawn_thing

MARGIN, LEAST, SCALE = 14.0, 150.0, 1.6
"""Room around the body, the least width of a picture, and pixels for each unit."""
MAT, TICKS = 7.0, 40.0
"""How thick the mat is, and how far apart the marks of a passing ground are."""
ARROW_FROM = 9.0
"""A shorter way is not shown by an arrow."""
ENDS = ("near_ankle", "far_ankle", "near_wrist", "far_wrist", "near_knee", "far_knee", "hips")
FRONT_ENDS = ("left_ankle", "right_ankle", "left_wrist", "right_wrist", "left_knee", "hips", "neck")


@dataclass(frozen=True, slots=True)
class KeyPicture:
    """A key position to look at: what is done, and its picture."""

    caption: str
    seconds: float
    hold: float
    picture: Markup


@dataclass(frozen=True, slots=True)
class MovePictures:
    """A move to look at: the moving picture, the strip, and how long a round takes in seconds."""

    moving: Markup
    strip: tuple[KeyPicture, ...]
    both_sides: bool
    holds_still: bool
    round_s: float


Frame4 = tuple[float, float, float, float]


@cache
def move_pictures(exercise_id: str) -> MovePictures | None:
    """The pictures of an exercise; None where it has no move."""
    move = moves().get(exercise_id)
    if move is None:
        return None
    wound = reel(move)
    frame = view_of(move, wound)
    own = [each for each in move.keys if not each.is_other_side]
    told = own if len(own) > 1 else move.keys
    return MovePictures(
        moving=_moving(exercise_id, move, wound, frame),
        strip=tuple(_still(exercise_id, move, place, frame) for place in range(len(told))),
        both_sides=len(own) < len(move.keys),
        holds_still=move.holds_still,
        round_s=sum(time for _, time in wound.shown) / 1000,
    )


def view_of(move: Move, wound: Reel) -> Frame4:
    """Left, top, width and height that hold every frame and every thing."""
    points = [p for each in wound.frames for p in _body_points(each)]
    for each in wound.frames[:: max(1, len(wound.frames) // 4)]:
        points += _thing_points(move, each)
    left, right = min(x for x, _ in points) - MARGIN, max(x for x, _ in points) + MARGIN
    top = min(y for _, y in points) - MARGIN
    bottom = max(y for _, y in points) + 6
    if move.floor != "none":
        bottom = max(bottom, MAT + 3)
    missing = max(0.0, LEAST - (right - left)) / 2
    return left - missing, top, right - left + 2 * missing, bottom - top


def _body_points(frame: Frame) -> Iterator[Point]:
    yield from joints_of(frame.body).values()


def _thing_points(move: Move, frame: Frame) -> Iterator[Point]:
    joints = joints_of(frame.body)
    for thing in (*move.behind, *move.front):
        drawn = drawn_thing(thing, joints)
        box = re.search(r'x="(\S+)" y="(\S+)" width="(\S+)" height="(\S+)"', drawn)
        if box is not None:
            x, y, width, height = (float(each) for each in box.groups())
            yield from ((x, y), (x + width, y + height))
        for x, y in re.findall(r"(?:[ML]|A\S+ \S+ 0 \d \d )(-?[\d.]+) (-?[\d.]+)", drawn):
            yield float(x), float(y)


def _moving(name: str, move: Move, wound: Reel, frame: Frame4) -> Markup:
    times = " ".join(f"{place}:{time}" for place, time in wound.shown)
    told = " ".join(f"{each.caption}." for each in move.keys if not each.is_other_side)
    parts = [
        _opening(f"move-{name}", frame, "How it moves", told, f' data-move="" data-times="{times}"')
    ]
    for place, each in enumerate(wound.frames):
        hidden = ' display="none"' if place else ""
        parts += [f'<g data-frame="{place}"{hidden}>', *_scene(move, each, frame), "</g>"]
    return Markup("".join((*parts, "</svg>")))  # noqa: S704


def _still(name: str, move: Move, place: int, frame: Frame4) -> KeyPicture:
    key = move.keys[place]
    parts = [_opening(f"move-{name}-{place}", frame, f"Position {place + 1}", key.caption, "")]
    parts += _scene(move, Frame(key.body, 0), frame)
    if place:
        parts += _arrow(move.keys[place - 1], key, move.trace)
    return KeyPicture(key.caption, key.seconds, key.hold, Markup("".join((*parts, "</svg>"))))  # noqa: S704


def _opening(name: str, frame: Frame4, title: str, told: str, data: str) -> str:
    view = " ".join(number(each) for each in frame)
    size = f'width="{frame[2] * SCALE:.0f}" height="{frame[3] * SCALE:.0f}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="fig" role="img" '
        f'aria-labelledby="{name}-title" aria-describedby="{name}-desc" '
        f'viewBox="{view}" {size}{data}>'
        f'<title id="{name}-title">{escape(title)}</title>'
        f'<desc id="{name}-desc">{escape(told)}</desc>'
    )


def _scene(move: Move, each: Frame, frame: Frame4) -> Iterator[str]:
    joints = joints_of(each.body)
    yield from _floor(move, each.share, frame)
    yield from (drawn_thing(thing, joints) for thing in move.behind)
    yield from drawn_body(each.body, joints)
    yield from (drawn_thing(thing, joints) for thing in move.front)


def _floor(move: Move, share: float, frame: Frame4) -> Iterator[str]:
    left, _, width, _ = (number(each) for each in frame)
    if move.floor == "mat":
        yield f'<rect class="fig-soft" x="{left}" y="0" width="{width}" height="{MAT}" rx="3"/>'
    if move.floor == "ground":
        yield f'<path class="fig-ground" d="M{left} 0.8h{width}"/>'
    if move.travel:
        first = frame[0] + (-frame[0] - share * move.travel) % TICKS
        ticks = (first + step * TICKS for step in range(int(frame[2] // TICKS) + 1))
        path = "".join(f"M{number(x)} 4h10" for x in ticks if x + 10 < frame[0] + frame[2])
        yield f'<path class="fig-ground" d="{path}"/>'


def _arrow(before: Key, key: Key, trace: str) -> Iterator[str]:
    """The way of the joint that moves most, or of the one that is named."""
    start, end = joints_of(before.body), joints_of(key.body)
    middle = joints_of(tween(before, key, 0.5))
    ends = ENDS if key.body.view == "side" else FRONT_ENDS
    known = [each for each in ([trace] if trace else ends) if each in start]

    def way(name: str) -> float:
        return abs(start[name][0] - end[name][0]) + abs(start[name][1] - end[name][1])

    name = max(known, key=way, default="hips")
    if way(name) < ARROW_FROM:
        return
    a, b, c = start[name], middle[name], end[name]
    bend = (2 * b[0] - (a[0] + c[0]) / 2, 2 * b[1] - (a[1] + c[1]) / 2)
    yield drawn_thing(Arrow((a, bend, c)), end)
