"""The body map: a person from the front, the back and both sides, with every place to tap."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

import yaml
from markupsafe import Markup
from pydantic import ConfigDict, TypeAdapter

from stridewell.web.figures.geometry import Point, number, written

_STRICT = ConfigDict(extra="forbid")
LEFT, RIGHT, MIDLINE = "left", "right", "midline"
HOW = "arrow keys go from place to place"
ROUND = 8.0
"""A curve leaves a point for an eighth of the way between the points beside it; 6 is rounder."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A place to tap: a rounded shape through points, or an oval of centre and radii."""

    __pydantic_config__ = _STRICT
    points: tuple[Point, ...] = ()
    oval: tuple[float, float, float, float] | None = None


@dataclass(frozen=True, slots=True)
class Drawing:
    """One view as the data file has it; the distances are from its middle line."""

    __pydantic_config__ = _STRICT
    size: Point
    middle: float
    outline: tuple[Point, ...]
    arm: tuple[Point, ...]
    creases: tuple[tuple[Point, ...], ...]
    paired: Mapping[str, Shape] = field(default_factory=dict)
    centred: Mapping[str, Shape] = field(default_factory=dict)
    seen: Mapping[str, Shape] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Spot:
    """A place of one view: its region, its side, its path, and the box around it."""

    region: str
    side: str
    path: str
    box: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class BodyView:
    """One view of the person, ready to be drawn."""

    id: str
    label: str
    width: float
    height: float
    person: str
    creases: str
    ends: tuple[str, str]
    """What is on the left and on the right of the picture."""
    words_at: float
    """How far down these words are."""
    spots: tuple[Spot, ...]


@cache
def body_views() -> tuple[BodyView, ...]:
    """The views in the order in which they stand beside one another."""
    text = (files(__package__) / "body_shapes.yaml").read_bytes()
    drawn = TypeAdapter(dict[str, Drawing]).validate_python(yaml.load(text, yaml.CSafeLoader))
    front, back, side = drawn["front"], drawn["back"], drawn["side"]
    return (
        _flat("front", "Front", front, (RIGHT, LEFT)),
        _flat("back", "Back", back, (LEFT, RIGHT)),
        _profile(LEFT, "Left side", side, -1),
        _profile(RIGHT, "Right side", side, 1),
    )


def _flat(name: str, label: str, drawing: Drawing, sides: tuple[str, str]) -> BodyView:
    """A view from the front or back: everything twice, but what is on the middle line."""
    half = drawing.outline
    whole = [*half, *((-x, y) for x, y in reversed(half) if x > 0)]
    person = [closed(_turned(whole, drawing, 1))]
    creases: list[str] = []
    spots: list[Spot] = []
    for side, turn in zip(sides, (-1, 1), strict=True):
        person.append(closed(_turned(drawing.arm, drawing, turn)))
        creases += _creases(drawing, turn)
        spots += [_spot(each, side, drawing, turn) for each in drawing.paired.items()]
    spots += [_spot(each, MIDLINE, drawing, 1) for each in drawing.centred.items()]
    ends = f"Your {sides[0]}", f"Your {sides[1]}"
    return _view(name, label, drawing, (person, creases, spots), ends)


def _profile(side: str, label: str, drawing: Drawing, turn: int) -> BodyView:
    person = [closed(_turned(drawing.outline, drawing, turn))]
    spots = [_spot(each, side, drawing, turn) for each in drawing.seen.items()]
    ends = ("Back", "Front") if turn > 0 else ("Front", "Back")
    return _view(side, label, drawing, (person, list(_creases(drawing, turn)), spots), ends)


def _view(
    name: str,
    label: str,
    drawing: Drawing,
    parts: tuple[list[str], list[str], list[Spot]],
    ends: tuple[str, str],
) -> BodyView:
    person, creases, spots = parts
    down = sorted(spots, key=lambda spot: (spot.box[1] // 24, spot.box[0]))
    width, height = drawing.size
    words_at = height - 6 if drawing.arm else 14.0
    lines = "".join(person), "".join(creases)
    return BodyView(name, label, width, height, *lines, ends, words_at, tuple(down))


def _creases(drawing: Drawing, turn: int) -> Iterator[str]:
    for start, bend, end in (_turned(each, drawing, turn) for each in drawing.creases):
        yield f"M{written(start)}Q{written(bend, end)}"


def _spot(named: tuple[str, Shape], side: str, drawing: Drawing, turn: int) -> Spot:
    region, shape = named
    if shape.oval is not None:
        x, y, wide, high = shape.oval
        ((x, y),) = _turned([(x, y)], drawing, turn)
        box = (x - wide, y - high, x + wide, y + high)
        return Spot(region, side, _oval((x, y), wide, high), box)
    points = _turned(shape.points, drawing, turn)
    across, down = [x for x, _ in points], [y for _, y in points]
    return Spot(region, side, closed(points), (min(across), min(down), max(across), max(down)))


def _oval(centre: Point, wide: float, high: float) -> str:
    left, right = (centre[0] - wide, centre[1]), (centre[0] + wide, centre[1])
    arc = f"A{number(wide)} {number(high)} 0 1 1 "
    return f"M{written(left)}{arc}{written(right)}{arc}{written(left)}Z"


def _turned(points: Iterable[Point], drawing: Drawing, turn: int) -> list[Point]:
    return [(drawing.middle + turn * x, y) for x, y in points]


def closed(points: Sequence[Point]) -> str:
    """A closed curve as a path through all points, without corners."""
    count = len(points)
    path = f"M{written(points[0])}"
    for place in range(count):
        before, here = points[place - 1], points[place]
        then, after = points[(place + 1) % count], points[(place + 2) % count]
        leaving = here[0] + (then[0] - before[0]) / ROUND, here[1] + (then[1] - before[1]) / ROUND
        arriving = then[0] - (after[0] - here[0]) / ROUND, then[1] - (after[1] - here[1]) / ROUND
        path += f"C{written(leaving, arriving, then)}"
    return path + "Z"


def body_view_names() -> tuple[tuple[str, str], ...]:
    """The id and the label of every view."""
    return tuple((view.id, view.label) for view in body_views())


@cache
def body_map() -> Markup:
    """Every view as SVG; the places get their names and their state from the boxes of the form."""
    return Markup("").join(Markup("".join(_svg(view))) for view in body_views())  # noqa: S704


def _svg(view: BodyView) -> Iterator[str]:
    width, height = number(view.width), number(view.height)
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="body-view" data-view="{view.id}" '
        f'viewBox="0 0 {width} {height}" role="group" aria-label="{view.label}, {HOW}">'
    )
    yield f'<path class="body-person" d="{view.person}"/>'
    yield f'<path class="body-crease" d="{view.creases}"/>'
    for spot in view.spots:
        named = f'data-region="{spot.region}" data-side="{spot.side}"'
        yield f'<path class="body-spot" {named} d="{spot.path}"/>'
    left, right = view.ends
    y, end = number(view.words_at), number(view.width - 2)
    yield f'<text class="body-end" x="2" y="{y}">{left}</text>'
    yield f'<text class="body-end" x="{end}" y="{y}" text-anchor="end">{right}</text></svg>'
