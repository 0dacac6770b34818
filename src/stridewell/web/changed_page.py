"""What changed before it hurt: one picture, each change in words, and the runner's answer."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Form
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from stridewell.app.desk import Desk
from stridewell.app.load_changes import Verdict
from stridewell.app.load_ledger import LoadLedger, OfferedChange, answer_change, load_ledger
from stridewell.errors import UsageError
from stridewell.knowledge.records import Knowledge
from stridewell.web.changed_charts import (
    NOT_CHANGES,
    SmallPlot,
    changed_figure,
    numbered,
    small_plot,
)
from stridewell.web.guard import FIGURE_POLICY
from stridewell.web.rendering import Page, Site
from stridewell.web.statics import PLOTLY_URL
from stridewell.web.why import Why, why_figure, why_reason
from stridewell.web.words import day, day_and_year

PAGE = Page("changed.html", "What changed before it hurt", "/runs")


@dataclass(frozen=True, slots=True)
class RunLink:
    """A run a change is about."""

    id: int
    day: str


@dataclass(frozen=True, slots=True)
class ChangeView:
    """A change in words; ``number`` is that of its lane, 0 for "nothing stood out"."""

    key: str
    number: int
    title: str
    text: str
    unusual: str
    caveat: str
    said: str
    can_answer: bool
    runs: tuple[RunLink, ...]
    plot: SmallPlot | None
    why: tuple[Why, ...]


@dataclass(frozen=True, slots=True)
class ChangedContext:
    """What the page shows."""

    has_runs: bool
    """Whether there is any run."""
    onset: str
    """When the pain began, in words; empty where it was not told."""
    figure: str
    """The Plotly figure as JSON; empty without a run."""
    figure_text: str
    """The figure in words."""
    changes: tuple[ChangeView, ...]
    """The changes in the order of time."""
    order: Why
    """That one thing stands before another does not make it the cause."""
    plotly_url: str
    """Where the plotting library is served."""


def routes(desk: Desk, site: Site) -> APIRouter:
    """The page, and the runner's answers."""
    router = APIRouter(prefix="/changed", include_in_schema=False)

    @router.get("")
    def changed() -> HTMLResponse:
        shown = site.show(PAGE, changed_context(load_ledger(desk), desk.knowledge))
        shown.headers["Content-Security-Policy"] = FIGURE_POLICY
        return shown

    @router.post("/{key}")
    def answer(key: str, verdict: Annotated[str, Form()] = "") -> Response:
        answer_change(desk, key, read_verdict(verdict))
        return RedirectResponse(f"/changed#{key}", 303)

    return router


def read_verdict(text: str) -> Verdict | None:
    """What a button sends; empty takes the answer back.

    Raises:
        UsageError: it is none of them.
    """
    if not text:
        return None
    try:
        return Verdict(text)
    except ValueError as error:
        raise UsageError(f"“{text}” is no answer.", "Use the buttons of the page.") from error


def changed_context(told: LoadLedger, knowledge: Knowledge) -> ChangedContext:
    """The page's context."""
    has_runs = bool(told.ledger.runs)
    return ChangedContext(
        has_runs=has_runs,
        onset=_onset(told),
        figure=json.dumps(changed_figure(told)) if has_runs else "",
        figure_text=_figure_text(told),
        changes=_changes(told, knowledge) if has_runs else (),
        order=why_reason(told.order_reason, knowledge),
        plotly_url=PLOTLY_URL,
    )


def _onset(told: LoadLedger) -> str:
    if told.onset is None:
        return ""
    about = "about " if told.onset.is_rough else ""
    return f"{about}{day_and_year(told.onset.day)}"


def _figure_text(told: LoadLedger) -> str:
    count = len(numbered(told))
    lanes = {0: "no change stood out", 1: "1 change"}.get(count, f"{count} changes")
    return (
        f"Distance by day with jumps as diamonds, {lanes} as numbered bars in the order of time, "
        "and pain from 0 to 10 below. The list below tells each in words."
    )


def _changes(told: LoadLedger, knowledge: Knowledge) -> tuple[ChangeView, ...]:
    numbers = {each.change.key: place for place, each in enumerate(numbered(told), start=1)}
    days = {run.id: run.day for run in told.ledger.runs}
    return tuple(
        _view(each, numbers.get(each.change.key, 0), knowledge, days) for each in told.changes
    )


def _view(
    offered: OfferedChange, number: int, knowledge: Knowledge, days: Mapping[int, date]
) -> ChangeView:
    change = offered.change
    is_none = change.kind in NOT_CHANGES
    return ChangeView(
        key=change.key,
        number=number,
        title=change.title,
        text=change.text,
        unusual=change.unusual,
        caveat=change.caveat,
        said="" if offered.verdict is None else offered.verdict.value,
        can_answer=offered.can_answer and not is_none,
        runs=tuple(RunLink(each, day(days[each])) for each in change.runs if each in days),
        plot=None if change.plot is None else small_plot(change.plot),
        why=(
            why_reason(change.reason, knowledge),
            *(why_figure(each, knowledge) for each in change.figures),
        ),
    )
