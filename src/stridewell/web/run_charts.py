"""The streams of one run → one Plotly figure: a row for each, over time or distance."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from stridewell.activity.track import Channel, Column
from stridewell.app.run_streams import Streams, Stretch
from stridewell.app.run_view import RunView
from stridewell.app.run_words import DIGITS, M_PER_KM, NAMES, UNITS, clock
from stridewell.web.charts import FigureSpec
from stridewell.web.load_charts import SHORT

ROW_PX, GAP_PX, EDGE_PX = 112, 30, 46
"""Height of one row, room for its heading, and for the axis below the last."""
GRID = "rgba(128,128,128,0.25)"
PAUSE, WALK = "rgba(128,128,128,0.28)", "rgba(194,84,28,0.16)"
MOST_MARKS = 150
"""So many pauses and walks are shaded; more would be a grey wall."""
SLOWEST_M_S = 0.6
"""Slower than this there is no pace to speak of: standing."""
ENDS_PCT = (1.0, 99.0)
PACE_STEPS_S = (5, 10, 15, 30, 60, 120, 300)
FEW_TICKS = 5


class Over(StrEnum):
    """What a stream is drawn over."""

    TIME = "time"
    DISTANCE = "distance"


@dataclass(frozen=True, slots=True)
class _Unit:
    """A unit of time: how many seconds it has, its name, and its short name."""

    seconds: float
    name: str
    short: str


MINUTES, HOURS = _Unit(60.0, "minutes", "min"), _Unit(3600.0, "hours", "h")
LONG_S = 3 * 3600.0


def streams_figure(view: RunView, over: Over) -> FigureSpec | None:
    """Every measured stream in a row of its own; None where there is nothing to draw."""
    drawn = view.streams
    axis = _axis(drawn, over)
    if not drawn.values or axis is None or not axis.size:
        return None
    count = len(drawn.values)
    height = count * (ROW_PX + GAP_PX) + EDGE_PX
    rows = list(drawn.values.items())
    unit = _unit(drawn)
    place = f"{unit.short} %{{x:.2f}}" if over is Over.TIME else "km %{x:.2f}"
    return {
        "data": [
            _line(channel, column, axis, number, place)
            for number, (channel, column) in enumerate(rows, start=1)
        ],
        "layout": {
            "margin": {"l": 48, "r": 8, "t": 24, "b": EDGE_PX},
            "height": height,
            "paper_bgcolor": "rgba(0,0,0,0)",
            "plot_bgcolor": "rgba(0,0,0,0)",
            "showlegend": False,
            "hovermode": "x",
            "xaxis": _x_axis(unit.name if over is Over.TIME else "km", count),
            **dict(_y_axes(rows)),
            "shapes": [*_shapes(view, over)],
            "annotations": [*_headings([channel for channel, _ in rows])],
        },
        "config": {"displayModeBar": False, "responsive": True},
    }


def _axis(drawn: Streams, over: Over) -> Column | None:
    if over is Over.DISTANCE:
        return None if drawn.distance_m is None else drawn.distance_m / M_PER_KM
    return drawn.time_s / _unit(drawn).seconds


def _unit(drawn: Streams) -> _Unit:
    """What time is counted in: hours where there are many."""
    is_long = bool(drawn.time_s.size) and float(drawn.time_s[-1]) > LONG_S
    return HOURS if is_long else MINUTES


def _line(channel: Channel, column: Column, axis: Column, number: int, place: str) -> FigureSpec:
    shown, said = _pace(column) if channel is Channel.SPEED else (column, None)
    unit = UNITS[channel]
    digits = DIGITS.get(channel, 0)
    value = "%{customdata}" if said is not None else f"%{{y:.{digits}f}}"
    line = {
        "type": "scatter",
        "mode": "lines",
        "name": NAMES[channel],
        "x": _plain(axis, 3),
        "y": _plain(shown, digits + 1),
        "yaxis": "y" if number == 1 else f"y{number}",
        "line": {"color": SHORT, "width": 1.4},
        "connectgaps": False,
        "hovertemplate": f"{place}: {value} {unit}<extra></extra>",
    }
    return line if said is None else {**line, "customdata": said}


def _pace(speed_m_s: Column) -> tuple[Column, list[str]]:
    """Seconds per kilometre, and the same as words for the pointer."""
    seconds = np.full(speed_m_s.shape, np.nan)
    np.divide(M_PER_KM, speed_m_s, out=seconds, where=speed_m_s > SLOWEST_M_S)
    return seconds, ["" if np.isnan(each) else clock(each) for each in seconds.tolist()]


def _plain(column: Column, digits: int) -> list[float | None]:
    return [None if np.isnan(each) else round(each, digits) for each in column.tolist()]


def _x_axis(title: str, count: int) -> FigureSpec:
    return {
        "title": {"text": title},
        "fixedrange": True,
        "gridcolor": GRID,
        "zeroline": False,
        "anchor": "y" if count == 1 else f"y{count}",
    }


def _y_axes(rows: Sequence[tuple[Channel, Column]]) -> Iterator[tuple[str, FigureSpec]]:
    count = len(rows)
    whole = count * ROW_PX + (count - 1) * GAP_PX
    for number, (channel, column) in enumerate(rows, start=1):
        top = 1.0 - (number - 1) * (ROW_PX + GAP_PX) / whole
        axis = {
            "domain": [max(0.0, top - ROW_PX / whole), top],
            "fixedrange": True,
            "gridcolor": GRID,
            "zeroline": False,
            "nticks": FEW_TICKS,
            **_scale(channel, column),
        }
        yield ("yaxis" if number == 1 else f"yaxis{number}"), axis


def _scale(channel: Channel, column: Column) -> FigureSpec:
    """The range of an axis without the few readings that stand far out; pace grows downwards."""
    shown = _pace(column)[0] if channel is Channel.SPEED else column
    known = shown[np.isfinite(shown)]
    if not known.size:
        return {}
    low, high = (float(each) for each in np.percentile(known, ENDS_PCT))
    room = 0.08 * (high - low) or 1.0
    if channel is not Channel.SPEED:
        return {"range": [round(low - room, 2), round(high + room, 2)]}
    step = next(
        (each for each in PACE_STEPS_S if (high - low) / each < FEW_TICKS), PACE_STEPS_S[-1]
    )
    ticks = list(range(int(low // step) * step, int(high // step + 2) * step, step))
    return {
        "range": [round(high + room, 2), round(low - room, 2)],
        "tickvals": ticks,
        "ticktext": [clock(each) for each in ticks],
    }


def _headings(channels: Sequence[Channel]) -> Iterator[FigureSpec]:
    """The name and unit of each stream above its row."""
    for number, channel in enumerate(channels, start=1):
        row = "y" if number == 1 else f"y{number}"
        yield {
            "text": f"<b>{NAMES[channel]}</b> ({UNITS[channel]})",
            "xref": "paper",
            "yref": f"{row} domain",
            "x": 0,
            "y": 1,
            "xanchor": "left",
            "yanchor": "bottom",
            "showarrow": False,
        }


def _shapes(view: RunView, over: Over) -> Iterator[FigureSpec]:
    """Pauses (over time only: over distance they take no room) and walked stretches."""
    unit = _unit(view.streams)
    if over is Over.TIME:
        for pause in view.pauses[:MOST_MARKS]:
            yield _shade(pause.from_s / unit.seconds, pause.to_s / unit.seconds, PAUSE)
    for walk in view.walks[:MOST_MARKS]:
        ends = _ends(walk, over, unit)
        if ends is not None:
            yield _shade(*ends, WALK)


def _ends(walk: Stretch, over: Over, unit: _Unit) -> tuple[float, float] | None:
    if over is Over.TIME:
        return walk.from_s / unit.seconds, walk.to_s / unit.seconds
    if walk.from_m is None or walk.to_m is None:
        return None
    return walk.from_m / M_PER_KM, walk.to_m / M_PER_KM


def _shade(first: float, last: float, colour: str) -> FigureSpec:
    return {
        "type": "rect",
        "xref": "x",
        "yref": "paper",
        "x0": round(first, 3),
        "x1": round(last, 3),
        "y0": 0,
        "y1": 1,
        "fillcolor": colour,
        "line": {"width": 0},
        "layer": "below",
    }
