"""Pictures that belong to a question: the area of the skin it asks about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from textwrap import wrap

import yaml
from markupsafe import Markup, escape
from pydantic import ConfigDict, TypeAdapter

from stridewell.web.figures.body_map import body_views, closed
from stridewell.web.figures.geometry import Point, number
from stridewell.web.figures.self_tests import LETTER, LINE, opening

_STRICT = ConfigDict(extra="forbid")


@dataclass(frozen=True, slots=True)
class Area:
    """An area of the skin, and the number that names it."""

    __pydantic_config__ = _STRICT
    points: tuple[Point, ...]
    label: str = ""


@dataclass(frozen=True, slots=True)
class Panel:
    """A part of a view of the body map's person, or outlines of its own."""

    __pydantic_config__ = _STRICT
    caption: str
    window: tuple[float, float, float, float]
    areas: tuple[Area, ...]
    view: str = ""
    outlines: tuple[tuple[Point, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class SkinPicture:
    """The picture of a question: panels of one size beside one another."""

    __pydantic_config__ = _STRICT
    title: str
    desc: str
    size: Point
    panels: tuple[Panel, ...]


@cache
def skin_pictures() -> Mapping[str, SkinPicture]:
    """Every picture, by the question's id."""
    text = (files(__package__) / "skin_areas.yaml").read_bytes()
    loaded = yaml.load(text, yaml.CSafeLoader)
    return TypeAdapter(dict[str, SkinPicture]).validate_python(loaded)


@cache
def question_figure(question_id: str) -> Markup | None:
    """The picture of a question as SVG to be put into a page; None where there is none."""
    picture = skin_pictures().get(question_id)
    if picture is None:
        return None
    return Markup("".join(_picture(question_id, picture)))  # noqa: S704


def _picture(question_id: str, picture: SkinPicture) -> Iterator[str]:
    width, height = picture.size
    letters = int(width / LETTER)
    lines = max(len(wrap(panel.caption, letters)) for panel in picture.panels)
    whole = width * len(picture.panels), height + (lines + 0.6) * LINE
    yield opening(f"fig-{question_id}", whole, picture.title, picture.desc)
    for place, panel in enumerate(picture.panels):
        yield f'<g transform="translate({number(place * width)} 0)">'
        yield _inside(panel, picture.size)
        for line, words in enumerate(wrap(panel.caption, letters)):
            y = number(height + (line + 0.8) * LINE)
            middle = number(width / 2)
            yield f'<text class="fig-caption" x="{middle}" y="{y}" text-anchor="middle">'
            yield f"{escape(words)}</text>"
        yield "</g>"
    yield "</svg>"


def _inside(panel: Panel, size: Point) -> str:
    left, top, width, height = (number(each) for each in panel.window)
    view = next((each for each in body_views() if each.id == panel.view), None)
    person = view.person if view else "".join(closed(each) for each in panel.outlines)
    creases = f'<path class="body-crease" d="{view.creases}"/>' if view else ""
    return (
        f'<svg width="{number(size[0])}" height="{number(size[1])}" '
        f'viewBox="{left} {top} {width} {height}"><path class="body-person" d="{person}"/>'
        f"{creases}{''.join(_area(area) for area in panel.areas)}</svg>"
    )


def _area(area: Area) -> str:
    shape = f'<path class="fig-area" d="{closed(area.points)}"/>'
    if not area.label:
        return shape
    x = sum(across for across, _ in area.points) / len(area.points)
    y = sum(down for _, down in area.points) / len(area.points)
    middle = f'x="{number(x)}" y="{number(y)}" text-anchor="middle"'
    return f'{shape}<text class="fig-label" {middle}>{escape(area.label)}</text>'
