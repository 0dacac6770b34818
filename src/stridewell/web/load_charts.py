"""The load ledger → a Plotly figure: load above, pain below, on one axis of time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt

from stridewell.activity.track import Column
from stridewell.training_load.ledger import Ledger
from stridewell.training_load.series import DaySeries, LoadKind
from stridewell.web.charts import CALM, WARN, FigureSpec
from stridewell.web.words import day_and_year

GRID = "rgba(128,128,128,0.25)"
UNKNOWN = "rgba(128,128,128,0.16)"
PAIN, SHORT, LONG, BAND = "#b5479f", "#27857d", "#96751c", "#7b8783"
"""Seen on light and on dark paper alike, at least 3 to 1."""
WEEKLY_FROM_DAYS = 400
"""Spans longer than this are drawn by week: years of single days would be a carpet."""
WEEK = 7
TALL = 460
PAIN_TOP, LOAD_FROM = 0.26, 0.36
PAIN_ROOM = 10.6
HIGHEST_SHARE = 1.04
MOST_GAPS = 80


@dataclass(frozen=True, slots=True, eq=False)
class Bars:
    """Load in even steps of a day or a week: their first days, and values, NaN where unknown."""

    days: tuple[date, ...]
    values: Column
    step: int


def is_weekly(ledger: Ledger, first: date) -> bool:
    """Whether a span from a day on is drawn by week."""
    return ledger.calendar.size - max(0, ledger.calendar.index(first)) > WEEKLY_FROM_DAYS


def bars_of(ledger: Ledger, values: Column, first: date) -> Bars:
    """The load from a day on by day, or by week from Monday on where the span is long."""
    start = max(0, ledger.calendar.index(first))
    shown = values[start:]
    if not is_weekly(ledger, first):
        return Bars(_days(ledger, start, shown.size), shown, 1)
    lead = ledger.calendar.day(start).weekday()
    weeks = _in_weeks(shown, lead, np.nan)
    known, ran = ~np.isnan(weeks), _in_weeks(ledger.calendar.ran[start:], lead, 0.0) > 0
    # a week of runs that nobody measured is unknown, though its days of rest are known to be 0
    told = np.where(ran.any(axis=1), (known & ran).any(axis=1), known.any(axis=1))
    sums = np.where(told, np.nansum(weeks, axis=1), np.nan)
    monday = ledger.calendar.day(start) - timedelta(days=lead)
    days = tuple(monday + timedelta(days=WEEK * number) for number in range(sums.size))
    return Bars(days, sums, WEEK)


def _in_weeks(
    column: npt.NDArray[np.generic], lead: int, nothing: float
) -> npt.NDArray[np.float64]:
    """A column by day as weeks of seven, with so many days of nothing before the first."""
    ends = (lead, -(column.size + lead) % WEEK)
    padded = np.pad(column.astype(np.float64), ends, constant_values=nothing)
    return padded.reshape(-1, WEEK)


def _days(ledger: Ledger, start: int, count: int) -> tuple[date, ...]:
    return tuple(ledger.calendar.day(start + number) for number in range(count))


def ledger_figure(ledger: Ledger, kind: LoadKind, first: date, onset: date | None) -> FigureSpec:
    """Load with its fading means and jumps above, pain below; grey where nothing is known."""
    series = ledger.loads.series[kind]
    bars = bars_of(ledger, series.values, first)
    return {
        "data": [
            {**_bars(bars, series), **_band(ledger, series, first)},
            *_fading(ledger, series, first, bars.step),
            _jumps(ledger, bars),
            _pain(ledger, first),
        ],
        "layout": {
            **_layout(first, ledger.today, _top(bars), kind),
            "shapes": [*_unknown(ledger, first), *_onset(onset, first)],
            "annotations": [*_heads(series, bars), *_onset_name(onset, first)],
        },
        "config": {"displayModeBar": False, "responsive": True},
    }


def _bars(bars: Bars, series: DaySeries) -> FigureSpec:
    spell = "" if bars.step == 1 else "week of "
    return {
        "type": "bar",
        "name": "Load",
        "x": [each.isoformat() for each in bars.days],
        "y": _plain(bars.values),
        "width": [bars.step * 86_400_000 * 0.8] * len(bars.days),
        "marker": {"color": CALM},
        "hovertemplate": f"{spell}%{{x|%d %b %Y}}: %{{y:,.1f}} {series.kind.unit}<extra></extra>",
    }


def _band(ledger: Ledger, series: DaySeries, first: date) -> FigureSpec:
    """The range of each bar, where the load is one."""
    if series.low is None or series.high is None:
        return {}
    middle = bars_of(ledger, series.values, first).values
    low, high = (bars_of(ledger, end, first).values for end in (series.low, series.high))
    return {
        "error_y": {
            "type": "data",
            "symmetric": False,
            "array": _plain(high - middle),
            "arrayminus": _plain(middle - low),
            "color": BAND,
            "thickness": 1.2,
            "width": 0,
        }
    }


def _fading(ledger: Ledger, series: DaySeries, first: date, step: int) -> Iterator[FigureSpec]:
    """The means that fade with time, on the scale of the bars; by week the slow one alone."""
    start = max(0, ledger.calendar.index(first))
    for (days, column), colour in zip(series.redi.items(), (SHORT, LONG), strict=True):
        if days <= step:
            continue
        shown = column[start::step] * step
        yield {
            "type": "scatter",
            "mode": "lines",
            "name": f"Fading mean, {days} days",
            "x": [ledger.calendar.day(start + step * n).isoformat() for n in range(shown.size)],
            "y": _plain(shown),
            "line": {"color": colour, "width": 1.6},
            "connectgaps": False,
            "hoverinfo": "skip",
        }


def _jumps(ledger: Ledger, bars: Bars) -> FigureSpec:
    """A diamond above the bar of each run that jumped, with its sentence for the pointer."""
    heights = dict(zip(bars.days, bars.values.tolist(), strict=True))
    runs = [
        (each, each.spike)
        for each in ledger.runs
        if each.spike is not None and each.spike.spike_class.is_spike and each.day >= bars.days[0]
    ]
    tops = [heights.get(_bar_day(each.day, bars), 0.0) for each, _ in runs]
    return {
        "type": "scatter",
        "mode": "markers",
        "name": "Jump of a single run",
        "x": [_bar_day(each.day, bars).isoformat() for each, _ in runs],
        "y": [None if np.isnan(top) else round(top, 2) for top in tops],
        "marker": {"color": WARN, "size": 11, "symbol": "diamond"},
        "hovertext": [f"{day_and_year(each.day)}: {spike.reason.text}" for each, spike in runs],
        "hoverinfo": "text",
    }


def _bar_day(day: date, bars: Bars) -> date:
    return day if bars.step == 1 else day - timedelta(days=day.weekday())


def _pain(ledger: Ledger, first: date) -> FigureSpec:
    told = [each for each in ledger.pains if each.day >= first]
    sides = [f", {each.side.value}" if each.side is not None else "" for each in told]
    return {
        "type": "scatter",
        "mode": "markers",
        "name": "Pain",
        "yaxis": "y2",
        "x": [each.day.isoformat() for each in told],
        "y": [each.pain for each in told],
        "marker": {"color": PAIN, "size": 7},
        "hovertext": [
            f"{day_and_year(each.day)}: pain {each.pain:g} of 10{side}"
            for each, side in zip(told, sides, strict=True)
        ],
        "hoverinfo": "text",
    }


def _top(bars: Bars) -> float:
    known = bars.values[np.isfinite(bars.values)]
    return HIGHEST_SHARE * float(known.max()) if known.size and known.max() > 0 else 1.0


def _layout(first: date, last: date, top: float, kind: LoadKind) -> FigureSpec:
    return {
        "margin": {"l": 46, "r": 8, "t": 30, "b": 36},
        "height": TALL,
        "bargap": 0.1,
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "showlegend": False,
        "xaxis": {
            "type": "date",
            "range": [first.isoformat(), (last + timedelta(days=1)).isoformat()],
            "fixedrange": True,
            "anchor": "y2",
            "tickformat": "%d %b\n%Y",
            "nticks": 6,
            "tickangle": 0,
            "gridcolor": GRID,
        },
        "yaxis": {
            "domain": [LOAD_FROM, 1.0],
            "range": [0, round(1.08 * top, 2)],
            "fixedrange": True,
            "gridcolor": GRID,
            "nticks": 6,
            "tickformat": "~s" if kind is LoadKind.STEPS else "",
        },
        "yaxis2": {
            "domain": [0.0, PAIN_TOP],
            "range": [-0.6, PAIN_ROOM],
            "tickvals": [0, 5, 10],
            "fixedrange": True,
            "gridcolor": GRID,
            "zeroline": False,
        },
    }


def _heads(series: DaySeries, bars: Bars) -> Iterator[FigureSpec]:
    spell = "a day" if bars.step == 1 else "a week"
    told = (
        (f"<b>{series.kind.label}</b> ({series.kind.unit} {spell})", "y domain"),
        ("<b>Pain</b> (0 to 10)", "y2 domain"),
    )
    for text, row in told:
        yield {
            "text": text,
            "xref": "paper",
            "yref": row,
            "x": 0,
            "y": 1,
            "xanchor": "left",
            "yanchor": "bottom",
            "showarrow": False,
        }


def _unknown(ledger: Ledger, first: date) -> Iterator[FigureSpec]:
    """Grey behind the stretches of days of which nothing is known."""
    start = max(0, ledger.calendar.index(first))
    hidden = np.concatenate(([False], ~ledger.calendar.known[start:], [False]))
    edges = np.flatnonzero(hidden[1:] != hidden[:-1]).tolist()
    gaps: Sequence[tuple[int, int]] = list(zip(edges[::2], edges[1::2], strict=True))
    for begin, end in sorted(gaps, key=lambda gap: gap[0] - gap[1])[:MOST_GAPS]:
        yield {
            "type": "rect",
            "xref": "x",
            "yref": "paper",
            "x0": ledger.calendar.day(start + begin).isoformat(),
            "x1": ledger.calendar.day(start + end).isoformat(),
            "y0": 0,
            "y1": 1,
            "fillcolor": UNKNOWN,
            "line": {"width": 0},
            "layer": "below",
        }


def _onset(onset: date | None, first: date) -> Iterator[FigureSpec]:
    if onset is not None and onset >= first:
        yield {
            "type": "line",
            "xref": "x",
            "yref": "paper",
            "x0": onset.isoformat(),
            "x1": onset.isoformat(),
            "y0": 0,
            "y1": 1,
            "line": {"color": PAIN, "width": 2, "dash": "dot"},
        }


def _onset_name(onset: date | None, first: date) -> Iterator[FigureSpec]:
    if onset is not None and onset >= first:
        yield {
            "text": "pain began",
            "xref": "x",
            "yref": "paper",
            "x": onset.isoformat(),
            "y": 1,
            "xanchor": "right",
            "yanchor": "bottom",
            "showarrow": False,
        }


def _plain(column: Column) -> list[float | None]:
    return [None if np.isnan(each) else round(each, 2) for each in column.tolist()]
