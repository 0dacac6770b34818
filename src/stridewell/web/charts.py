"""Values → Plotly figures as plain data; colours are named and filled in by the page's script."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from stridewell.web.weeks import RunningWeek
from stridewell.web.words import day_and_year

FigureSpec: TypeAlias = Mapping[str, object]
"""A Plotly figure: data, layout, config."""

CALM, STRONG, WARN = "#8fb7b3", "#1f5f5b", "#c2541c"


def weekly_distance(weeks: Sequence[RunningWeek]) -> FigureSpec:
    """Kilometres a week as bars, the longest run of each week as dots, jumps as diamonds."""
    return {
        "data": [_bars(weeks), _longest(weeks), _jumps(weeks)],
        "layout": {**_layout(), "annotations": [_label(week) for week in weeks if week.jump]},
        "config": {"displayModeBar": False, "responsive": True},
    }


def _bars(weeks: Sequence[RunningWeek]) -> FigureSpec:
    return {
        "type": "bar",
        "name": "Week",
        "x": [week.monday.isoformat() for week in weeks],
        "y": [round(week.distance_km, 2) for week in weeks],
        "marker": {"color": CALM},
        "hovertemplate": "week of %{x|%d %b %Y}: %{y:.1f} km<extra></extra>",
    }


def _longest(weeks: Sequence[RunningWeek]) -> FigureSpec:
    known = [(week.monday, week.longest_km) for week in weeks if week.longest_km is not None]
    return {
        "type": "scatter",
        "mode": "markers",
        "name": "Longest run",
        "x": [monday.isoformat() for monday, _ in known],
        "y": [round(longest_km, 2) for _, longest_km in known],
        "marker": {"color": STRONG, "size": 6},
        "hovertemplate": "longest run: %{y:.1f} km<extra></extra>",
    }


def _jumps(weeks: Sequence[RunningWeek]) -> FigureSpec:
    jumped = [(week.monday, week.jump) for week in weeks if week.jump is not None]
    return {
        "type": "scatter",
        "mode": "markers",
        "name": "Jump of a single run",
        "x": [monday.isoformat() for monday, _ in jumped],
        "y": [round(jump.distance_m / 1000, 2) for _, jump in jumped],
        "marker": {"color": WARN, "size": 12, "symbol": "diamond"},
        "hovertext": [
            f"{day_and_year(jump.start)}: {jump.distance_m / 1000:.1f} km, "
            f"{jump.increase_percent or 0:.0f} % beyond the longest run before it"
            for _, jump in jumped
        ],
        "hoverinfo": "text",
    }


def _label(week: RunningWeek) -> FigureSpec:
    """By how much a run of the week jumped, written above the week's bar."""
    percent = week.jump.increase_percent if week.jump is not None else None
    return {
        "x": week.monday.isoformat(),
        "y": round(week.distance_km, 2),
        "text": f"+{percent or 0:.0f} %",
        "showarrow": False,
        "yshift": 11,
    }


def _layout() -> FigureSpec:
    return {
        "margin": {"l": 44, "r": 8, "t": 8, "b": 36},
        "height": 300,
        "bargap": 0.25,
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "legend": {"orientation": "h", "y": 1.0, "yanchor": "bottom", "x": 0},
        "xaxis": {"type": "date", "fixedrange": True, "tickformat": "%d %b\n%Y"},
        "yaxis": {
            "title": {"text": "km"},
            "rangemode": "tozero",
            "fixedrange": True,
            "gridcolor": "rgba(128,128,128,0.25)",
        },
    }
