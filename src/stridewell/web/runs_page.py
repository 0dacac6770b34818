"""The runs: a table, the distance of each week with jumps marked, and the way to import."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, File, Query, UploadFile
from fastapi.responses import HTMLResponse

from stridewell.app.desk import Desk
from stridewell.app.files import NotRun, Refused
from stridewell.app.import_runs import ImportReport
from stridewell.app.ports import StoredRun
from stridewell.app.runs_list import RunsList, list_runs
from stridewell.training_load.spike import SpikeResult
from stridewell.web.charts import weekly_distance
from stridewell.web.guard import FIGURE_POLICY
from stridewell.web.rendering import Page, Site
from stridewell.web.statics import PLOTLY_URL
from stridewell.web.uploads import import_uploads
from stridewell.web.weeks import RunningWeek, running_weeks
from stridewell.web.words import day_and_year, duration, kilometres, number

RUNS = Page("runs.html", "Runs", "/runs")
IMPORTED = Page("imported.html", "Import", "/runs")
PER_PAGE, SHOWN_WEEKS = 25, 26


@dataclass(frozen=True, slots=True)
class RunRow:
    """A run in the table; a dash where the file has no measurement."""

    day: str
    time: str
    distance: str
    duration: str
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
class RunsContext:
    """What the page of the runs shows."""

    total: int
    """How many runs are stored."""
    rows: tuple[RunRow, ...]
    """The runs of this page, newest first."""
    page: int
    """Which page of the table this is, counted from 1."""
    pages: int
    """How many pages the table has."""
    figure: str
    """The Plotly figure as JSON; empty without a run."""
    weeks: tuple[WeekRow, ...]
    """The figure's numbers, newest first."""
    jump: str
    """The newest jump in a sentence; empty without one."""
    plotly_url: str
    """Where the plotting library is served."""


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file and what became of it."""

    path: str
    text: str


@dataclass(frozen=True, slots=True)
class ImportedContext:
    """What the report of an import shows."""

    imported: int
    """How many runs were imported."""
    refused: tuple[FileRow, ...]
    """Every file that could not be read, and why."""
    not_runs: tuple[FileRow, ...]
    """Every file that holds no run."""
    duplicates: tuple[FileRow, ...]
    """Every file whose run was stored already."""
    warnings: tuple[FileRow, ...]
    """What is worth knowing about files that were read."""


def routes(desk: Desk, site: Site) -> APIRouter:
    """The page of the runs and the import."""
    router = APIRouter(include_in_schema=False)

    @router.get("/runs")
    def runs(page: Annotated[int, Query(ge=1, le=100_000)] = 1) -> HTMLResponse:
        shown = site.show(RUNS, runs_context(list_runs(desk), desk.clock.now(), page))
        shown.headers["Content-Security-Policy"] = FIGURE_POLICY
        return shown

    @router.post("/runs")
    def upload(files: Annotated[Sequence[UploadFile], File()] = ()) -> HTMLResponse:
        return site.show(IMPORTED, imported_context(import_uploads(desk, files)))

    return router


def runs_context(listed: RunsList, now: datetime, page: int) -> RunsContext:
    """The page's context; times are told on the clock of now."""
    pages = max(1, -(-len(listed.runs) // PER_PAGE))
    shown = min(page, pages)
    newest_first = listed.runs[::-1]
    jumps = {s.start: s for s in listed.load.spikes if s.spike_class.is_spike}
    weeks = running_weeks(listed.load, now, SHOWN_WEEKS)
    return RunsContext(
        total=len(listed.runs),
        rows=_rows(newest_first[(shown - 1) * PER_PAGE : shown * PER_PAGE], jumps, now),
        page=shown,
        pages=pages,
        figure=json.dumps(weekly_distance(weeks)) if weeks else "",
        weeks=tuple(_week(week) for week in reversed(weeks)),
        jump=jumps[max(jumps)].reason.text if jumps else "",
        plotly_url=PLOTLY_URL,
    )


def _rows(
    runs: Sequence[StoredRun], jumps: dict[datetime, SpikeResult], now: datetime
) -> tuple[RunRow, ...]:
    return tuple(_row(run, jumps.get(run.summary.start), now) for run in runs)


def _row(run: StoredRun, jump: SpikeResult | None, now: datetime) -> RunRow:
    summary = run.summary
    start = summary.start.astimezone(now.tzinfo)
    return RunRow(
        day=day_and_year(start),
        time=f"{start:%H:%M}",
        distance=kilometres(summary.distance_m, 2),
        duration=duration(summary.duration_s),
        step_rate=number(summary.step_rate_spm),
        contact_time=number(summary.contact_time_ms),
        balance=number(summary.contact_balance_left_pct, 1),
        heart_rate=number(summary.heart_rate_bpm),
        jump=_jump(jump),
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


def imported_context(report: ImportReport) -> ImportedContext:
    """What became of every uploaded file."""
    return ImportedContext(
        imported=report.imported,
        refused=_files(report.refused),
        not_runs=_files(report.not_runs),
        duplicates=_files(report.duplicates),
        warnings=tuple(FileRow(each.path, each.text) for each in report.warnings),
    )


def _files(entries: Sequence[NotRun] | Sequence[Refused]) -> tuple[FileRow, ...]:
    return tuple(FileRow(each.path, each.reason) for each in entries)
