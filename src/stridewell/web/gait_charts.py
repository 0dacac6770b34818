"""Measured values as small shapes: a strip with the range of healthy runners, and every step."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from stridewell.gait.measured import Measured
from stridewell.values.anatomy import Side

PERCENT, ROOM = 100.0, 0.08
"""The scale of a strip ends a little beyond what it shows."""
WIDE, HIGH, EDGE = 320.0, 84.0, 8.0
"""Size of the drawing of every step and its empty edge, in its own units."""
LOOKS = {Side.LEFT: "left", Side.RIGHT: "right"}


@dataclass(frozen=True, slots=True)
class Scale:
    """What the ends of a strip stand for."""

    low: float
    high: float

    def share(self, value: float) -> float:
        """Where a value lies, in per cent of the width, never beyond the ends."""
        share = (value - self.low) / (self.high - self.low)
        return round(PERCENT * min(max(share, 0.0), 1.0), 2)


@dataclass(frozen=True, slots=True)
class Strip:
    """A value with its interval in front of the range, all in per cent of the width.

    ``band_start`` and ``band_width`` are None without a range; ``look`` is ``left``, ``right`` or
    ``whole``.
    """

    low: float
    width: float
    value: float
    band_start: float | None
    band_width: float | None
    look: str


@dataclass(frozen=True, slots=True)
class StepLine:
    """The steps of one side: the points of the line, and each as a dot with its words."""

    look: str
    points: str
    dots: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class StepChart:
    """Every step over the clip, with the range behind it and words at the ends of the scale."""

    lines: tuple[StepLine, ...]
    band_top: float | None
    band_height: float | None
    low: float
    high: float
    width: float = WIDE
    height: float = HIGH


def look_of(side: Side | None) -> str:
    """The class by which a side is coloured."""
    return "whole" if side is None else LOOKS.get(side, "whole")


def scale_of(intervals: Sequence[tuple[float, float]], band: tuple[float, float] | None) -> Scale:
    """One scale for all sides of a metric and its range."""
    spans = [*intervals, *([] if band is None else [band])]
    low, high = min(low for low, _ in spans), max(high for _, high in spans)
    room = ROOM * (high - low) or max(abs(high), 1.0) * ROOM
    return Scale(low - room, high + room)


def strip_of(
    interval: tuple[float, float],
    value: float,
    side: Side | None,
    band: tuple[float, float] | None,
    scale: Scale,
) -> Strip:
    """One value on the scale."""
    low, high = (scale.share(each) for each in interval)
    start, end = (None, None) if band is None else (scale.share(band[0]), scale.share(band[1]))
    return Strip(
        low=low,
        width=round(high - low, 2),
        value=scale.share(value),
        band_start=start,
        band_width=None if start is None or end is None else round(end - start, 2),
        look=look_of(side),
    )


def step_chart(found: Sequence[Measured], band: tuple[float, float] | None) -> StepChart | None:
    """Every step of a metric; None where no side has two."""
    sides = [each for each in found if len(each.steps) > 1]
    if not sides:
        return None
    values = [step.value for each in sides for step in each.steps]
    scale = scale_of([(min(values), max(values))], band)
    times = [step.t_s for each in sides for step in each.steps]
    first, span = min(times), max(times) - min(times) or 1.0
    inner = HIGH - 2 * EDGE

    def height(value: float) -> float:
        return round(HIGH - EDGE - inner * scale.share(value) / PERCENT, 1)

    return StepChart(
        lines=tuple(_line(each, first, span, height) for each in sides),
        band_top=None if band is None else height(band[1]),
        band_height=None if band is None else round(height(band[0]) - height(band[1]), 1),
        low=min(values),
        high=max(values),
    )


def _line(found: Measured, first: float, span: float, height: Callable[[float], float]) -> StepLine:
    dots = tuple(
        (
            round(EDGE + (WIDE - 2 * EDGE) * (step.t_s - first) / span, 1),
            height(step.value),
        )
        for step in found.steps
    )
    return StepLine(look_of(found.side), " ".join(f"{x},{y}" for x, y in dots), dots)
