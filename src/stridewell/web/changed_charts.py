"""What changed before it hurt as one picture: load, a lane for each change, and the pain."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from stridewell.app.load_ledger import LoadLedger, OfferedChange
from stridewell.training_load.change import ChangeKind, ChangePlot
from stridewell.training_load.ledger import Ledger
from stridewell.training_load.series import LoadKind
from stridewell.web.charts import CALM, WARN, FigureSpec
from stridewell.web.load_charts import GRID, PAIN, UNKNOWN, bars_of
from stridewell.web.words import day_and_year

NOT_CHANGES = frozenset({ChangeKind.NOTHING, ChangeKind.NO_RUNS})
LEAD_DAYS, TAIL_DAYS = 45, 21
"""The picture begins so long before the end of the days looked at, and goes on so long after."""
LANE_PX, LOAD_PX, PAIN_PX, SPACE_PX, EDGE_PX = 34, 190, 90, 34, 66
PLOT_WIDE, PLOT_HIGH = 320.0, 84.0
ALIKE, LEAST_SPREAD = 0.7, 0.02
"""Values that all lie above this share of the largest are not drawn from 0: nothing would show."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of a small picture; ``kind`` is plain or marked."""

    x: float
    y: float
    width: float
    height: float
    kind: str


@dataclass(frozen=True, slots=True)
class SmallPlot:
    """The numbers behind one change: bars by day, what was usual, and when the pain began."""

    title: str
    bars: tuple[Bar, ...]
    usual: float | None
    usual_text: str
    onset: float | None
    first: str
    last: str
    least: str
    most: str
    width: float = PLOT_WIDE
    height: float = PLOT_HIGH


def numbered(told: LoadLedger) -> tuple[OfferedChange, ...]:
    """The changes that stand in a lane, in the order of time."""
    return tuple(each for each in told.changes if each.change.kind not in NOT_CHANGES)


def changed_figure(told: LoadLedger) -> FigureSpec:
    """Distance by day with its jumps, a numbered lane for each change, pain, and the onset."""
    changes, ledger = numbered(told), told.ledger
    first, last = _span(told, changes)
    lanes = LANE_PX * max(1, len(changes))
    whole = LOAD_PX + lanes + PAIN_PX + 2 * SPACE_PX
    rows = (LOAD_PX, lanes, PAIN_PX)
    return {
        "data": [
            _load(ledger, first, last),
            _jumps(ledger, first, last),
            *_lanes(changes, first),
            _pain(ledger, first, last),
        ],
        "layout": {
            "margin": {"l": 40, "r": 8, "t": 26, "b": 40},
            "height": whole + EDGE_PX,
            "showlegend": False,
            "bargap": 0.2,
            "paper_bgcolor": "rgba(0,0,0,0)",
            "plot_bgcolor": "rgba(0,0,0,0)",
            "xaxis": _x_axis(first, last),
            **_y_axes(_domains(rows, whole), len(changes)),
            "shapes": [*_onset(told, first, last), *_unknown(ledger, first, last)],
            "annotations": [*_heads(), *_onset_name(told, first, last)],
        },
        "config": {"displayModeBar": False, "responsive": True},
    }


def _span(told: LoadLedger, changes: Sequence[OfferedChange]) -> tuple[date, date]:
    """From before the earliest change to some weeks after the pain began."""
    today = told.ledger.today
    end = today if told.onset is None else min(told.onset.day, today)
    starts = [each.change.first for each in changes]
    first = min([end - timedelta(days=LEAD_DAYS), *starts])
    return first, min(today, end + timedelta(days=TAIL_DAYS))


def _domains(rows: Sequence[int], whole: int) -> Iterator[list[float]]:
    top = 1.0
    for height in rows:
        yield [max(0.0, top - height / whole), top]
        top -= (height + SPACE_PX) / whole


def _load(ledger: Ledger, first: date, last: date) -> FigureSpec:
    bars = bars_of(ledger, ledger.loads.series[LoadKind.DISTANCE].values, first)
    shown = [
        (each, value)
        for each, value in zip(bars.days, bars.values.tolist(), strict=True)
        if each <= last and value == value  # noqa: PLR0124 - NaN differs from itself
    ]
    return {
        "type": "bar",
        "x": [each.isoformat() for each, _ in shown],
        "y": [round(value, 2) for _, value in shown],
        "marker": {"color": CALM},
        "hovertemplate": "%{x|%d %b %Y}: %{y:.1f} km<extra></extra>",
    }


def _jumps(ledger: Ledger, first: date, last: date) -> FigureSpec:
    runs = [
        (each, each.spike)
        for each in ledger.runs
        if first <= each.day <= last and each.spike is not None and each.spike.spike_class.is_spike
    ]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [run.day.isoformat() for run, _ in runs],
        "y": [run.km for run, _ in runs],
        "marker": {"color": WARN, "size": 12, "symbol": "diamond"},
        "hovertext": [f"{day_and_year(run.day)}: {spike.reason.text}" for run, spike in runs],
        "hoverinfo": "text",
    }


def _lanes(changes: Sequence[OfferedChange], first: date) -> Iterator[FigureSpec]:
    for number, each in enumerate(changes, start=1):
        change = each.change
        start, end = max(first, change.first), change.last
        yield {
            "type": "scatter",
            "mode": "lines+markers",
            "yaxis": "y2",
            "x": [start.isoformat(), end.isoformat()],
            "y": [number, number],
            "line": {"color": WARN, "width": 7},
            "marker": {"color": WARN, "size": 9},
            "hovertext": f"{number}. {change.title}: {change.text}",
            "hoverinfo": "text",
        }


def _pain(ledger: Ledger, first: date, last: date) -> FigureSpec:
    told = [each for each in ledger.pains if first <= each.day <= last]
    return {
        "type": "scatter",
        "mode": "markers",
        "yaxis": "y3",
        "x": [each.day.isoformat() for each in told],
        "y": [each.pain for each in told],
        "marker": {"color": PAIN, "size": 7},
        "hovertext": [f"{day_and_year(each.day)}: pain {each.pain:g} of 10" for each in told],
        "hoverinfo": "text",
    }


def _x_axis(first: date, last: date) -> FigureSpec:
    return {
        "type": "date",
        "range": [
            (first - timedelta(days=1)).isoformat(),
            (last + timedelta(days=1)).isoformat(),
        ],
        "fixedrange": True,
        "anchor": "y3",
        "tickformat": "%d %b\n%Y",
        "tickangle": 0,
        "nticks": 6,
        "gridcolor": GRID,
    }


def _y_axes(domains: Iterator[list[float]], lanes: int) -> FigureSpec:
    plain = {"fixedrange": True, "gridcolor": GRID, "zeroline": False}
    numbers = list(range(1, lanes + 1))
    load, changes, pain = domains
    return {
        "yaxis": {**plain, "domain": load, "rangemode": "tozero", "nticks": 5},
        "yaxis2": {
            **plain,
            "domain": changes,
            "range": [lanes + 0.7, 0.3],
            "tickvals": numbers,
            "ticktext": [f"<b>{each}</b>" for each in numbers],
        },
        "yaxis3": {**plain, "domain": pain, "range": [-0.8, 10.8], "tickvals": [0, 5, 10]},
    }


def _heads() -> Iterator[FigureSpec]:
    told = (
        ("<b>Distance</b> (km a day)", "y"),
        ("<b>What changed</b> (numbers as below)", "y2"),
        ("<b>Pain</b> (0 to 10)", "y3"),
    )
    for text, row in told:
        yield {
            "text": text,
            "xref": "paper",
            "yref": f"{row} domain",
            "x": 0,
            "y": 1,
            "xanchor": "left",
            "yanchor": "bottom",
            "showarrow": False,
        }


def _onset(told: LoadLedger, first: date, last: date) -> Iterator[FigureSpec]:
    if told.onset is not None and first <= told.onset.day <= last:
        yield {
            "type": "line",
            "xref": "x",
            "yref": "paper",
            "x0": told.onset.day.isoformat(),
            "x1": told.onset.day.isoformat(),
            "y0": 0,
            "y1": 1,
            "line": {"color": PAIN, "width": 2, "dash": "dot"},
        }


def _onset_name(told: LoadLedger, first: date, last: date) -> Iterator[FigureSpec]:
    if told.onset is not None and first <= told.onset.day <= last:
        yield {
            "text": "pain began" if not told.onset.is_rough else "pain began about here",
            "xref": "x",
            "yref": "paper",
            "x": told.onset.day.isoformat(),
            "y": 1,
            "xanchor": "right",
            "yanchor": "bottom",
            "showarrow": False,
        }


def _unknown(ledger: Ledger, first: date, last: date) -> Iterator[FigureSpec]:
    """Grey behind each stretch of days of which nothing is known."""
    calendar, start = ledger.calendar, None
    for index in range(max(0, calendar.index(first)), calendar.index(last) + 2):
        inside = index < calendar.size and calendar.day(index) <= last
        hidden = inside and not calendar.known[index]
        if hidden and start is None:
            start = index
        elif not hidden and start is not None:
            yield {
                "type": "rect",
                "xref": "x",
                "yref": "paper",
                "x0": calendar.day(start).isoformat(),
                "x1": calendar.day(index).isoformat(),
                "y0": 0,
                "y1": 1,
                "fillcolor": UNKNOWN,
                "line": {"width": 0},
                "layer": "below",
            }
            start = None


def small_plot(plot: ChangePlot) -> SmallPlot | None:
    """The numbers behind one change as bars; None where nothing is known of any day."""
    known = [each for each in plot.values if each is not None]
    if not known or not plot.days:
        return None
    told = known if plot.usual is None else [*known, plot.usual]
    least, most = _scale(min(told), max(told))
    step = PLOT_WIDE / len(plot.days)
    scale = PLOT_HIGH / (most - least)
    marked = set(plot.marked)
    bars = tuple(
        Bar(
            x=round(number * step + 0.1 * step, 2),
            y=round(PLOT_HIGH - (value - least) * scale, 2),
            width=round(0.8 * step, 2),
            height=round((value - least) * scale, 2),
            kind="marked" if each in marked else "plain",
        )
        for number, (each, value) in enumerate(zip(plot.days, plot.values, strict=True))
        if value is not None and value > least
    )
    onset = None
    if plot.onset is not None and plot.days[0] <= plot.onset <= plot.days[-1]:
        onset = round(((plot.onset - plot.days[0]).days + 0.5) * step, 2)
    return SmallPlot(
        title=plot.title,
        bars=bars,
        usual=None if plot.usual is None else round(PLOT_HIGH - (plot.usual - least) * scale, 2),
        usual_text=plot.usual_label,
        onset=onset,
        first=day_and_year(plot.days[0]),
        last=day_and_year(plot.days[-1]),
        least=f"{least:,.3g} {plot.unit}",
        most=f"{most:,.4g} {plot.unit}",
    )


def _scale(least: float, most: float) -> tuple[float, float]:
    """The ends of the bars: from 0, or from below the least where all values are alike."""
    if least < ALIKE * most:
        return 0.0, most
    if most <= 0:
        return 0.0, 1.0
    return round(least - max(most - least, LEAST_SPREAD * most), 1), most
