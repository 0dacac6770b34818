"""Pictures of the self-tests, drawn from their poses."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from textwrap import wrap

from markupsafe import Markup, escape

from stridewell.web.figures.geometry import Point, number
from stridewell.web.figures.people import drawn_body
from stridewell.web.figures.poses import Figure, Panel, figures
from stridewell.web.figures.skeleton import joints_of
from stridewell.web.figures.things import drawn_thing

LINE, SCALE = 12.0, 1.5
"""Height of a line of words, and pixels of the screen for each unit of a picture."""
WORDS_ABOVE = 4.0
LETTER = 5.5
"""Width of a letter of a caption, with room to spare."""


@cache
def figure_svg(test_id: str) -> Markup | None:
    """The picture of a self-test as SVG to be put into a page; None where there is none."""
    figure = figures().get(test_id)
    return Markup("".join(_figure(test_id, figure))) if figure is not None else None  # noqa: S704


def _figure(test_id: str, figure: Figure) -> Iterator[str]:
    lines = max(len(_lines(panel, figure, 1)) for panel in figure.panels)
    width, height = figure.size[0], figure.size[1] + WORDS_ABOVE + lines * LINE
    rows = -(-len(figure.panels) // figure.columns)
    whole = width * figure.columns, height * rows + (LINE if figure.key else 0) + 2
    yield opening(f"fig-{test_id}", whole, figure.title, described(figure))
    for place, panel in enumerate(figure.panels):
        row, column = divmod(place, figure.columns)
        yield f'<g transform="translate({number(column * width)} {number(row * height)})">'
        yield from _panel(panel, figure, place + 1)
        yield "</g>"
    if figure.key:
        yield from _key(figure.key, whole[1])
    yield "</svg>"


def described(figure: Figure) -> str:
    """The picture in words: its steps one after the other."""
    told = [panel.caption for panel in figure.panels]
    steps = [each if each.endswith("?") else f"{each}." for each in told]
    if len(steps) == 1:
        return steps[0]
    return " ".join(f"{place}. {step}" for place, step in enumerate(steps, 1))


def opening(name: str, size: Point, title: str, desc: str) -> str:
    """The start of a picture of that width and height, with its name and what it shows."""
    width, height = size
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="fig" role="img" '
        f'aria-labelledby="{name}-title" aria-describedby="{name}-desc" '
        f'viewBox="0 0 {number(width)} {number(height)}" '
        f'width="{width * SCALE:.0f}" height="{height * SCALE:.0f}">'
        f'<title id="{name}-title">{escape(title)}</title>'
        f'<desc id="{name}-desc">{escape(desc)}</desc>'
    )


def _panel(panel: Panel, figure: Figure, place: int) -> Iterator[str]:
    joints = joints_of(panel.body)
    if panel.zoom is not None:
        yield _window(panel.zoom, figure.size)
    yield from (drawn_thing(thing, joints) for thing in panel.behind)
    yield from drawn_body(panel.body, joints)
    yield from (drawn_thing(thing, joints) for thing in panel.front)
    if panel.zoom is not None:
        yield "</svg>"
    middle = figure.size[0] / 2
    for line, words in enumerate(_lines(panel, figure, place)):
        y = figure.size[1] + WORDS_ABOVE + (line + 0.6) * LINE
        yield (
            f'<text class="fig-caption" x="{number(middle)}" y="{number(y)}" '
            f'text-anchor="middle">{escape(words)}</text>'
        )


def _lines(panel: Panel, figure: Figure, place: int) -> list[str]:
    first = f"{place}. " if len(figure.panels) > 1 else ""
    return wrap(first + panel.caption, int(figure.size[0] / LETTER))


def _window(zoom: tuple[float, float, float], size: tuple[float, float]) -> str:
    left, top, width = (number(each) for each in zoom)
    height = number(zoom[2] * size[1] / size[0])
    inside = f'width="{number(size[0])}" height="{number(size[1])}"'
    return f'<svg {inside} viewBox="{left} {top} {width} {height}">'


def _key(words: str, bottom: float) -> Iterator[str]:
    y = bottom - 5
    yield f'<circle class="fig-sore" cx="10" cy="{number(y - 3)}" r="4"/>'
    yield f'<text class="fig-word" x="18" y="{number(y)}">{escape(words)}</text>'
