"""Walking as the phone measured it, as rows of words and small pictures of dots."""

from __future__ import annotations

from dataclasses import dataclass

from stridewell.app.walking_lately import medians_words, value_words
from stridewell.training_load.walking_told import WalkingCompared, WalkingMedian, WalkingTold
from stridewell.training_load.wording import counted
from stridewell.web.words import day_and_year

WIDE, HIGH = 320.0, 84.0
ROOM = 0.08
"""So much of the height stays free above and below the dots."""


@dataclass(frozen=True, slots=True)
class DotPlot:
    """The days of one measure: dots, a line for each median, and where the later days begin.

    ``dots`` and ``levels`` are paths of an SVG of that width and height.
    """

    dots: str
    levels: str
    turn: float
    title: str
    text: str
    width: float = WIDE
    height: float = HIGH


@dataclass(frozen=True, slots=True)
class WalkingRow:
    """A line of the table: a measure, its two medians and how many days they rest on, the phone.

    How many days is empty where they are too few and the median says so itself.
    """

    name: str
    lately: str
    lately_days: str
    before: str
    before_days: str
    source: str
    plot: DotPlot


@dataclass(frozen=True, slots=True)
class WalkingView:
    """The section on walking."""

    lately_days: int
    before_days: int
    rows: tuple[WalkingRow, ...]


def walking_view(told: WalkingTold | None) -> WalkingView | None:
    """What the section shows; None where no phone measured any walking in this time."""
    if told is None or not told.rows:
        return None
    rows = tuple(_row(each, told) for each in told.rows)
    return WalkingView(told.lately_days, told.before_days, rows)


def _row(row: WalkingCompared, told: WalkingTold) -> WalkingRow:
    lately, before = medians_words(row)
    return WalkingRow(
        name=row.measure.label,
        lately=lately,
        lately_days=_days(row.lately),
        before=before,
        before_days=_days(row.before),
        source=row.source,
        plot=_plot(row, told),
    )


def _days(found: WalkingMedian) -> str:
    return "" if found.value is None else counted(found.days, "day")


def _plot(row: WalkingCompared, told: WalkingTold) -> DotPlot:
    values = [each.value for each in row.points]
    least, most = min(values), max(values)
    step = WIDE / (told.lately_days + told.before_days)
    turn = round(step * told.before_days, 1)

    def height(value: float) -> float:
        share = (value - least) / (most - least) if most > least else 0.5
        return round(HIGH * (1 - ROOM - (1 - 2 * ROOM) * share), 1)

    def level(found: WalkingMedian, begin: float, end: float) -> str:
        return "" if found.value is None else f"M{begin} {height(found.value)}H{end}"

    first = told.before_first
    ends = f"{value_words(row.measure, least)} to {value_words(row.measure, most)}"
    return DotPlot(
        dots="".join(
            f"M{step * ((each.day - first).days + 0.5):.1f} {height(each.value)}h0"
            for each in row.points
        ),
        levels=level(row.before, 0, turn) + level(row.lately, turn, WIDE),
        turn=turn,
        title=f"{row.measure.label}, {row.source}",
        text=f"{day_and_year(first)} to {day_and_year(told.today)}; dots from {ends}",
    )
