"""Results of tests as shapes: bars with the norm behind them, and the course as a line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from stridewell.app.strength_words import amount, day_words, side_name
from stridewell.knowledge.strength_tests import StrengthTest
from stridewell.plan.testing.norms import Comparison
from stridewell.plan.testing.results import Result, SideResult
from stridewell.values.quantities import Interval

WIDTH, HEIGHT, EDGE = 320.0, 120.0, 12.0
"""Size of the drawing of a course and its empty edge, in its own units."""
ROOM = 1.08
"""The scale of the bars ends a little beyond the largest value."""
PERCENT = 100.0


@dataclass(frozen=True, slots=True)
class Bar:
    """One side: how long its bar is, and where norm and mark lie, all in per cent of the width.

    ``band_start`` and ``band_width`` are None without a usual range, ``mark`` without a mean or
    a value to reach.
    """

    name: str
    value: str
    width: float
    band_start: float | None
    band_width: float | None
    mark: float | None


@dataclass(frozen=True, slots=True)
class Dot:
    """One reading in the drawing of the course."""

    x: float
    y: float
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """The course of one side: its dots, and the points of the line between them."""

    name: str
    side: str
    dots: tuple[Dot, ...]
    points: str


@dataclass(frozen=True, slots=True)
class Course:
    """Every side over time, with what stands at the ends of the scales."""

    lines: tuple[Line, ...]
    first: str
    last: str
    least: str
    most: str
    width: float = WIDTH
    height: float = HEIGHT


def bars_of(result: Result) -> tuple[Bar, ...]:
    """A bar for each side, on one scale from 0; none for values that are chosen words."""
    if result.test.choices:
        return ()
    most = max((_most(each) for each in result.sides), default=0.0) * ROOM
    return tuple(_bar(result.test, each, most) for each in result.sides) if most > 0 else ()


def _most(each: SideResult) -> float:
    values = [each.newest.value]
    if isinstance(each.comparison, Comparison):
        band = each.comparison.band
        values += [] if band is None else [band.high]
        values += [] if each.comparison.mark is None else [each.comparison.mark]
    return max(values)


def _bar(test: StrengthTest, each: SideResult, most: float) -> Bar:
    compared = each.comparison
    band = compared.band if isinstance(compared, Comparison) else None
    mark = compared.mark if isinstance(compared, Comparison) else None
    return Bar(
        name=side_name(each),
        value=amount(test, each.newest.value),
        width=_share(each.newest.value, most),
        band_start=None if band is None else _share(band.low, most),
        band_width=None if band is None else _share(band.high - band.low, most),
        mark=None if mark is None else _share(mark, most),
    )


def _share(value: float, most: float) -> float:
    return round(PERCENT * value / most, 2)


def course_of(result: Result) -> Course | None:
    """The course of every side; None before there are two days."""
    readings = [reading for each in result.sides for reading in each.readings]
    days = sorted({each.day for each in readings})
    if len(days) < 2:  # noqa: PLR2004  (a line has two ends)
        return None
    values = Interval(min(each.value for each in readings), max(each.value for each in readings))
    test = result.test
    return Course(
        lines=tuple(_line(test, each, days, values) for each in result.sides),
        first=day_words(days[0]),
        last=day_words(days[-1]),
        least=amount(test, values.low),
        most=amount(test, values.high),
    )


def _line(test: StrengthTest, each: SideResult, days: Sequence[date], values: Interval) -> Line:
    first, span = days[0], (days[-1] - days[0]).days
    height = values.high - values.low
    dots = tuple(
        Dot(
            x=round(EDGE + (WIDTH - 2 * EDGE) * (reading.day - first).days / span, 1),
            y=round(_height(reading.value - values.low, height), 1),
            text=f"{side_name(each)}, {day_words(reading.day)}: {amount(test, reading.value)}",
        )
        for reading in each.readings
    )
    return Line(
        name=side_name(each),
        side=each.side.value if each.side is not None else "whole",
        dots=dots,
        points=" ".join(f"{dot.x},{dot.y}" for dot in dots),
    )


def _height(above: float, height: float) -> float:
    share = above / height if height > 0 else 0.5
    return HEIGHT - EDGE - (HEIGHT - 2 * EDGE) * share
