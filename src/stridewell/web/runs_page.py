"""The runs: the distance of each week, the list with its filters and sums, and the import."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, File, Query, Request, UploadFile
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from stridewell.activity.exposure import Surface
from stridewell.app.desk import Desk
from stridewell.app.importing.records import ImportBatch
from stridewell.app.importing.undoing import list_imports, undo_import
from stridewell.app.run_archive import Archive, ArchivedRun, RunsFound, find_runs, read_archive
from stridewell.app.run_words import NOT_MEASURED
from stridewell.app.surface_words import SURFACE_WORDS
from stridewell.training_load.spike import SpikeResult
from stridewell.web.charts import weekly_distance
from stridewell.web.guard import FIGURE_POLICY
from stridewell.web.imports_shown import ImportRow, import_rows, imported_context
from stridewell.web.rendering import Page, Site
from stridewell.web.run_search import (
    Choice,
    address,
    ground_choices,
    read_filter,
    shoe_choices,
    told_filter,
    year_choices,
)
from stridewell.web.statics import PLOTLY_URL
from stridewell.web.uploads import import_uploads
from stridewell.web.weeks import RunningWeek, running_weeks
from stridewell.web.words import day_and_year, duration, kilometres, number

RUNS = Page("runs.html", "Runs", "/runs")
IMPORTED = Page("imported.html", "Import", "/runs")
PER_PAGE, SHOWN_WEEKS = 50, 26


@dataclass(frozen=True, slots=True)
class RunRow:
    """A run in the table; a dash where the file has no measurement."""

    id: int
    day: str
    time: str
    title: str
    distance: str
    duration: str
    ground: str
    shoe: str
    step_rate: str
    contact_time: str
    balance: str
    heart_rate: str
    jump: str


@dataclass(frozen=True, slots=True)
class WeekRow:
    """A week in the table below the figure."""

    week: str
    runs: int
    distance: str
    longest: str
    jump: str


@dataclass(frozen=True, slots=True)
class Sums:
    """What the runs that fit the filter add up to."""

    runs: int
    distance: str
    time: str
    steps: str
    jumps: int
    without: str
    """How many of them nobody measured, in words; empty if all were."""


@dataclass(frozen=True, slots=True)
class RunsContext:
    """What the page of the runs shows."""

    total: int
    """How many runs are stored."""
    sums: Sums
    """The runs that fit the filter, added up."""
    rows: tuple[RunRow, ...]
    """The runs of this page, newest first."""
    page: int
    """Which page of the table this is, counted from 1."""
    pages: int
    """How many pages the table has."""
    newer: str
    """The address of the page before."""
    older: str
    """The address of the page after."""
    sent: Mapping[str, str]
    """The filter as it was sent."""
    is_filtered: bool
    """Whether any filter is set."""
    years: tuple[Choice, ...]
    """The years to choose from."""
    grounds: tuple[Choice, ...]
    """The kinds of ground to choose from."""
    shoes: tuple[Choice, ...]
    """The pairs to choose from."""
    figure: str
    """The Plotly figure as JSON; empty without a run in these weeks."""
    weeks: tuple[WeekRow, ...]
    """The figure's numbers, newest first; empty without a run in these weeks."""
    jump: str
    """The newest jump of these weeks in a sentence; empty without one."""
    shown_weeks: int
    """How many weeks the figure looks back."""
    plotly_url: str
    """Where the plotting library is served."""
    imports: tuple[ImportRow, ...]
    """The newest imports that can be taken back."""


def routes(desk: Desk, site: Site) -> APIRouter:
    """The page of the runs and the import."""
    router = APIRouter(include_in_schema=False)

    @router.get("/runs")
    def runs(request: Request, page: Annotated[int, Query(ge=1, le=100_000)] = 1) -> HTMLResponse:
        sent = {key: value for key, value in request.query_params.items() if key != "page"}
        imports = list_imports(desk.store)
        context = runs_context(read_archive(desk), desk.clock.now(), page, sent, imports)
        shown = site.show(RUNS, context)
        shown.headers["Content-Security-Policy"] = FIGURE_POLICY
        return shown

    @router.post("/runs")
    def upload(files: Annotated[Sequence[UploadFile], File()] = ()) -> HTMLResponse:
        return site.show(IMPORTED, imported_context(import_uploads(desk, files)))

    @router.post("/runs/imports/{batch}/undo")
    def undo(batch: int) -> Response:
        undo_import(desk.store, batch)
        return RedirectResponse("/runs", 303)

    return router


def runs_context(
    archive: Archive,
    now: datetime,
    page: int,
    sent: Mapping[str, str] | None = None,
    imports: Sequence[ImportBatch] = (),
) -> RunsContext:
    """The page's context under a filter; times are told on the clock of now.

    Raises:
        UsageError: the filter names what cannot be.
    """
    told = told_filter(sent or {})
    wanted = read_filter(told)
    found = find_runs(archive, wanted)
    pages = max(1, -(-len(found.runs) // PER_PAGE))
    shown = min(page, pages)
    weeks = running_weeks(archive.load, now, SHOWN_WEEKS)
    has_run = any(week.runs for week in weeks)
    newest = max(
        (week.jump for week in weeks if week.jump), key=lambda each: each.start, default=None
    )
    return RunsContext(
        total=len(archive.runs),
        sums=_sums(found),
        rows=tuple(
            _row(each, now) for each in found.runs[(shown - 1) * PER_PAGE : shown * PER_PAGE]
        ),
        page=shown,
        pages=pages,
        newer=address(told, shown - 1),
        older=address(told, shown + 1),
        sent=told,
        is_filtered=any(told.values()),
        years=year_choices(archive, wanted),
        grounds=ground_choices(archive, wanted),
        shoes=shoe_choices(archive, wanted),
        figure=json.dumps(weekly_distance(weeks)) if has_run else "",
        weeks=tuple(_week(week) for week in reversed(weeks)) if has_run else (),
        jump="" if newest is None else newest.reason.text,
        shown_weeks=SHOWN_WEEKS,
        plotly_url=PLOTLY_URL,
        imports=import_rows(imports, now),
    )


def _sums(found: RunsFound) -> Sums:
    totals = found.totals
    missing = (
        (totals.runs_without_distance, "distance"),
        (totals.runs_without_steps, "steps"),
    )
    parts = [f"{count:,} without {what}" for count, what in missing if count]
    return Sums(
        runs=totals.runs,
        distance=NOT_MEASURED if totals.distance_m is None else kilometres(totals.distance_m),
        time=duration(totals.duration_s),
        steps=NOT_MEASURED if totals.steps is None else f"{totals.steps:,}",
        jumps=found.jumps,
        without=", ".join(parts),
    )


def _row(each: ArchivedRun, now: datetime) -> RunRow:
    summary = each.run.summary
    start = summary.start.astimezone(now.tzinfo)
    return RunRow(
        id=each.run.id,
        day=day_and_year(start),
        time=f"{start:%H:%M}",
        title=each.run.notes.title,
        distance=kilometres(summary.distance_m, 2),
        duration=duration(summary.duration_s),
        ground="–" if each.ground is Surface.UNKNOWN else SURFACE_WORDS[each.ground],
        shoe="–" if each.shoe is None else each.shoe.name,
        step_rate=number(summary.step_rate_spm),
        contact_time=number(summary.contact_time_ms),
        balance=number(summary.contact_balance_left_pct, 1),
        heart_rate=number(summary.heart_rate_bpm),
        jump=_jump(each.jump),
    )


def _week(week: RunningWeek) -> WeekRow:
    longest = None if week.longest_km is None else week.longest_km * 1000
    return WeekRow(
        day_and_year(week.monday),
        week.runs,
        kilometres(week.distance_km * 1000),
        kilometres(longest),
        _jump(week.jump),
    )


def _jump(jump: SpikeResult | None) -> str:
    return "" if jump is None else f"+{jump.increase_percent or 0:.0f} %"
