"""The way of a run as an SVG drawing in metres from its start: no map, no places, no server."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from stridewell.activity.exposure import GradeClass
from stridewell.activity.gaits import Gait
from stridewell.activity.grades import CLASS_BOUNDS_PCT, CLASSES
from stridewell.activity.track import Channel, Column
from stridewell.app.run_along import Along
from stridewell.app.run_words import clock

MOST_POINTS = 1_500
WIDE, HIGH, EDGE = 640.0, 420.0, 26.0
"""The largest drawing and its empty edge, in its own units."""
LEAST_HIGH = 150.0
SCALE_SHARE = 0.25
"""The scale bar takes at most this share of the width."""
LEAP_M = 60.0
"""Neighbouring points farther apart than this and more than the way between them: a gap."""
PACE_EDGES = (0.85, 0.95, 1.05, 1.15)
"""Shares of the run's own middle speed at which the colour changes."""
SMOOTH = 9
"""Points averaged before a pace is given a colour."""
ABOUT_ZERO_M = 30.0
M_PER_KM = 1000

Classes = NDArray[np.intp]


class Colouring(StrEnum):
    """What the colours of the way stand for."""

    PACE = "pace"
    GRADE = "grade"


@dataclass(frozen=True, slots=True)
class Strand:
    """All parts of the way in one colour: a class name for it, an SVG path, and its words."""

    name: str
    path: str
    text: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """The way: its size, strands, both ends, a scale bar, and the drawing in words."""

    width: float
    height: float
    strands: tuple[Strand, ...]
    start: tuple[float, float]
    end: tuple[float, float]
    scale_width: float
    scale_text: str
    text: str


@dataclass(frozen=True, slots=True, eq=False)
class _Points:
    """Thinned points of the way: metres east and north, and which sample each was."""

    east: Column
    north: Column
    rows: Classes
    is_break: NDArray[np.bool_]


def draw_path(way: Along, colouring: Colouring) -> Drawing | None:
    """The way of a run; None without positions."""
    points = _points(way)
    if points is None:
        return None
    classes, legend = _classes(way, points, colouring)
    across, up = float(np.ptp(points.east)), float(np.ptp(points.north))
    scale = min((WIDE - 2 * EDGE) / max(across, 1.0), (HIGH - 2 * EDGE) / max(up, 1.0))
    width, height = WIDE, max(LEAST_HIGH, up * scale + 2 * EDGE)
    x = (points.east - points.east.min()) * scale + (width - across * scale) / 2
    y = (points.north.max() - points.north) * scale + (height - up * scale) / 2
    bar_m = _round_length(SCALE_SHARE * WIDE / scale)
    return Drawing(
        width=width,
        height=round(height, 1),
        strands=_strands(x, y, classes, points.is_break, legend),
        start=(round(float(x[0]), 1), round(float(y[0]), 1)),
        end=(round(float(x[-1]), 1), round(float(y[-1]), 1)),
        scale_width=round(bar_m * scale, 1),
        scale_text=_length(bar_m),
        text=_words(points, across, up),
    )


def has_grades(way: Along) -> bool:
    """Whether the way can be coloured by slope."""
    return bool(np.isfinite(way.grade_pct).any())


def _points(way: Along) -> _Points | None:
    if way.plane is None:
        return None
    known = np.flatnonzero(way.plane.is_known)
    take = np.linspace(0, known.size - 1, min(known.size, MOST_POINTS)).astype(np.intp)
    rows = known[take]
    east, north = way.plane.east_m[rows], way.plane.north_m[rows]
    steps = np.hypot(np.diff(east), np.diff(north))
    gaps = np.searchsorted(way.breaks, rows, side="right")
    is_break = (np.diff(gaps) > 0) & (steps > LEAP_M)
    return _Points(east, north, rows, is_break)


def _classes(
    way: Along, points: _Points, colouring: Colouring
) -> tuple[Classes, Mapping[int, tuple[str, str]]]:
    """The class of each point, and for each class its name and its words."""
    if colouring is Colouring.GRADE:
        return _by_grade(way, points)
    return _by_pace(way, points)


def _by_grade(way: Along, points: _Points) -> tuple[Classes, Mapping[int, tuple[str, str]]]:
    grade = way.grade_pct[points.rows]
    classes = np.searchsorted(CLASS_BOUNDS_PCT, grade, side="right")
    classes[np.isnan(grade)] = len(CLASSES)
    legend = {number: (each.value, GRADE_WORDS[each]) for number, each in enumerate(CLASSES)}
    return classes, {**legend, len(CLASSES): ("unknown", "slope not known")}


GRADE_WORDS: Mapping[GradeClass, str] = {
    GradeClass.STEEP_DOWN: "steep down",
    GradeClass.DOWN: "down",
    GradeClass.GENTLE_DOWN: "gently down",
    GradeClass.FLAT: "flat",
    GradeClass.GENTLE_UP: "gently up",
    GradeClass.UP: "up",
    GradeClass.STEEP_UP: "steep up",
}
PACE_NAMES = ("slowest", "slower", "middle", "faster", "fastest")


def _by_pace(way: Along, points: _Points) -> tuple[Classes, Mapping[int, tuple[str, str]]]:
    speed = way.samples.column(Channel.SPEED)
    ran = speed[(way.gait == Gait.RUNNING) & np.isfinite(speed)]
    unknown = len(PACE_NAMES)
    if not ran.size:
        return np.full(points.rows.shape, unknown), {unknown: ("unknown", "pace not known")}
    edges = float(np.median(ran)) * np.array(PACE_EDGES)
    smooth = _smooth(speed[points.rows])
    classes = np.searchsorted(edges, smooth, side="right")
    classes[np.isnan(smooth)] = unknown
    said = [clock(M_PER_KM / each) if each > 0 else "" for each in edges.tolist()]
    words = (
        f"slower than {said[0]} min/km",
        f"{said[1]} to {said[0]}",
        f"{said[2]} to {said[1]}",
        f"{said[3]} to {said[2]}",
        f"faster than {said[3]}",
    )
    named = dict(enumerate(zip(PACE_NAMES, words, strict=True)))
    return classes, {**named, unknown: ("unknown", "pace not known")}


def _smooth(column: Column) -> Column:
    """A running mean over what is known."""
    known = np.isfinite(column)
    window = np.ones(min(SMOOTH, column.size))
    sums = np.convolve(np.where(known, column, 0.0), window, mode="same")
    counts = np.convolve(known.astype(np.float64), window, mode="same")
    means: Column = np.divide(sums, counts, out=np.full(sums.shape, np.nan), where=counts > 0)
    return means


def _strands(
    x: Column,
    y: Column,
    classes: Classes,
    is_break: NDArray[np.bool_],
    legend: Mapping[int, tuple[str, str]],
) -> tuple[Strand, ...]:
    """The way cut where its colour changes, all pieces of one colour in one path."""
    pieces: dict[int, list[str]] = {}
    places = [f"{a:.1f} {b:.1f}" for a, b in zip(x.tolist(), y.tolist(), strict=True)]
    current = -1
    for number, (kind, broken) in enumerate(
        zip(classes[:-1].tolist(), is_break.tolist(), strict=True)
    ):
        if broken:
            current = -1
            continue
        if kind != current:
            pieces.setdefault(kind, []).append(f"M{places[number]}")
            current = kind
        pieces[kind].append(f"L{places[number + 1]}")
    return tuple(
        Strand(name, "".join(pieces[number]), text)
        for number, (name, text) in legend.items()
        if number in pieces
    )


def _round_length(metres: float) -> float:
    """The largest of 1, 2 or 5 times a power of ten that fits."""
    power = 10.0 ** np.floor(np.log10(max(metres, 1e-9)))
    fits: Sequence[float] = [power * each for each in (1, 2, 5) if power * each <= metres]
    return float(fits[-1])


def _length(metres: float) -> str:
    return f"{metres / M_PER_KM:g} km" if metres >= M_PER_KM else f"{metres:g} m"


def _words(points: _Points, across: float, up: float) -> str:
    apart = float(np.hypot(points.east[-1] - points.east[0], points.north[-1] - points.north[0]))
    where = "where it began" if apart < ABOUT_ZERO_M else f"{_about(apart)} from where it began"
    return (
        f"The way is {_about(across)} from west to east and {_about(up)} from south to north, "
        f"and ends {where}. North is up."
    )


def _about(metres: float) -> str:
    return f"{metres / M_PER_KM:.1f} km" if metres >= M_PER_KM else f"{metres:.0f} m"
