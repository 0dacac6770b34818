"""The load ledger: load and pain on one axis, jumps marked, weeks, shoes, sides."""

import json
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse

from stridewell.app.desk import Desk
from stridewell.app.load_ledger import LoadLedger, load_ledger
from stridewell.app.run_facts import Fact
from stridewell.app.walking_lately import walking_lately
from stridewell.knowledge.records import Knowledge
from stridewell.training_load.ledger import Ledger
from stridewell.training_load.series import LoadKind
from stridewell.training_load.walking_told import WalkingTold
from stridewell.web.guard import FIGURE_POLICY
from stridewell.web.load_charts import is_weekly, ledger_figure
from stridewell.web.load_views import (
    JumpRow,
    LagRow,
    PairRow,
    WeekRow,
    jump_rows,
    lag_rows,
    missing_text,
    newest_facts,
    pair_rows,
    ratio_text,
    ratio_whys,
    shift_texts,
    side_facts,
    week_rows,
)
from stridewell.web.rendering import Page, Site
from stridewell.web.run_search import Choice
from stridewell.web.statics import PLOTLY_URL
from stridewell.web.walking_views import WalkingView, walking_view
from stridewell.web.why import Why, why_figure, why_reason

PAGE = Page("load.html", "Load and pain", "/runs")


class Span(StrEnum):
    """How far the ledger looks back."""

    QUARTER = "12w"
    HALF = "26w"
    YEAR = "1y"
    FIVE = "5y"
    ALL = "all"


DAYS = {Span.QUARTER: 84, Span.HALF: 182, Span.YEAR: 365, Span.FIVE: 1826}
NAMES = {
    Span.QUARTER: "12 weeks",
    Span.HALF: "26 weeks",
    Span.YEAR: "1 year",
    Span.FIVE: "5 years",
    Span.ALL: "everything",
}


@dataclass(frozen=True, slots=True)
class LoadContext:
    """What the page of the load shows."""

    has_runs: bool
    """Whether there is any run."""
    has_pain: bool
    """Whether any pain was told."""
    kinds: tuple[Choice, ...]
    """The ways of counting load."""
    spans: tuple[Choice, ...]
    """How far the page may look back."""
    figure: str
    """The Plotly figure as JSON; empty without a run."""
    figure_text: str
    """The figure in words."""
    is_weekly: bool
    """Whether a bar is a week; then the quick mean is left out."""
    rest: str
    """When the last day of rest was."""
    facts: tuple[Fact, ...]
    """The load as it stands today."""
    missing: str
    """Of how many runs this load is not known."""
    counted: tuple[Why, ...]
    """How this load is counted."""
    means: tuple[Why, ...]
    """What fading means and monotony are."""
    weeks: tuple[WeekRow, ...]
    """The figure's numbers, newest first."""
    jumps: tuple[JumpRow, ...]
    """The newest jumps."""
    pairs: tuple[PairRow, ...]
    """What each pair of shoes has carried."""
    shifts: tuple[str, ...]
    """The newest shifts of the left share, in the order of time."""
    sides: tuple[Fact, ...]
    """Turns and roads of the last weeks."""
    side_whys: tuple[Why, ...]
    """What is known of sides."""
    left_note: str
    """What may be wrong with left and right."""
    lags: tuple[LagRow, ...]
    """Load beside the pain of the days after."""
    lag_why: tuple[Why, ...]
    """How little that says."""
    ratio: str
    """The ratio other apps show."""
    ratio_whys: tuple[Why, ...]
    """What is wrong with it."""
    walking: WalkingView | None
    """How the phone measured walking; None where it did not."""
    plotly_url: str
    """Where the plotting library is served."""


def routes(desk: Desk, site: Site) -> APIRouter:
    """The page of the load."""
    router = APIRouter(include_in_schema=False)

    @router.get("/load")
    def load(
        kind: Annotated[LoadKind, Query()] = LoadKind.DISTANCE,
        span: Annotated[Span | None, Query()] = None,
    ) -> HTMLResponse:
        told, walking = load_ledger(desk), walking_lately(desk)
        shown = site.show(PAGE, load_context(told, desk.knowledge, kind, span, walking))
        shown.headers["Content-Security-Policy"] = FIGURE_POLICY
        return shown

    return router


def load_context(
    told: LoadLedger,
    knowledge: Knowledge,
    kind: LoadKind = LoadKind.DISTANCE,
    chosen: Span | None = None,
    walking: WalkingTold | None = None,
) -> LoadContext:
    """The page's context; without a choice it reaches back to the newest run, or half a year."""
    ledger, loads = told.ledger, told.ledger.loads
    span = chosen or span_with_runs(ledger)
    first = first_day(ledger, span)
    onset = None if told.onset is None else told.onset.day
    has_runs = bool(ledger.runs)
    figure = json.dumps(ledger_figure(ledger, kind, first, onset)) if has_runs else ""
    side = ledger.side
    return LoadContext(
        has_runs=has_runs,
        has_pain=bool(ledger.pains),
        kinds=tuple(Choice(each.value, each.label, each is kind) for each in LoadKind),
        spans=tuple(Choice(each.value, NAMES[each], each is span) for each in Span),
        figure=figure,
        figure_text=_figure_text(kind),
        is_weekly=is_weekly(ledger, first),
        rest=ledger.rest.text,
        facts=newest_facts(ledger, kind) if has_runs else (),
        missing=missing_text(loads.series[kind], len(ledger.runs)),
        counted=(why_reason(loads.series[kind].reason, knowledge),),
        means=tuple(
            why_reason(each, knowledge)
            for each in (loads.fading_reason, loads.missing_reason, loads.monotony_reason)
        ),
        weeks=week_rows(ledger, kind, first) if has_runs else (),
        jumps=jump_rows(ledger, first, knowledge),
        pairs=pair_rows(ledger),
        shifts=shift_texts(side, first),
        sides=side_facts(side),
        side_whys=(
            why_reason(side.side_reason, knowledge),
            why_reason(side.road_reason, knowledge),
            *(why_figure(each, knowledge) for each in side.figures),
        ),
        left_note=side.left_share_note,
        lags=lag_rows(ledger),
        lag_why=() if ledger.lags is None else (why_reason(ledger.lags.reason, knowledge),),
        ratio=ratio_text(ledger),
        ratio_whys=ratio_whys(ledger, knowledge),
        walking=walking_view(walking),
        plotly_url=PLOTLY_URL,
    )


def span_with_runs(ledger: Ledger) -> Span:
    """The shortest look back from half a year on that shows a run; half a year without runs."""
    if not ledger.runs:
        return Span.HALF
    newest = ledger.runs[-1].day
    spans = (Span.HALF, Span.YEAR, Span.FIVE)
    return next((each for each in spans if first_day(ledger, each) <= newest), Span.ALL)


def first_day(ledger: Ledger, span: Span) -> date:
    """The first day a span shows: never before the first day of the ledger."""
    days = DAYS.get(span)
    if days is None:
        return ledger.calendar.first
    return max(ledger.calendar.first, ledger.today - timedelta(days=days - 1))


def _figure_text(kind: LoadKind) -> str:
    return (
        f"{kind.label} as bars, its fading means as lines, jumps of a single run as diamonds, and "
        "pain from 0 to 10 as dots below on the same axis of time. The tables below hold the same "
        "numbers."
    )
