"""Writes imports and runs for a person at a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.table import Table

from stridewell.app.files import NotRun, Refused
from stridewell.app.import_runs import ImportReport
from stridewell.app.runs_list import RunsList
from stridewell.cli.show import console

SHOWN_FILES, SHOWN_RUNS = 20, 30


def show_import(report: ImportReport) -> None:
    """What became of every file."""
    out = console()
    out.print(
        f"[bold]{report.imported}[/] runs imported, {len(report.duplicates)} known already, "
        f"{len(report.not_runs)} no runs, {len(report.refused)} refused."
    )
    _list("No run", report.not_runs)
    _list("Refused", report.refused)
    if report.warnings:
        files = len({warning.path for warning in report.warnings})
        out.print(f"[yellow]{len(report.warnings)} notes on {files} files[/]:")
        for warning in report.warnings[:SHOWN_FILES]:
            out.print(f"  {warning.path}: {warning.text}", markup=False)
    if report.imported:
        out.print("Look at them with: stridewell runs")


def _list(title: str, entries: Sequence[NotRun] | Sequence[Refused]) -> None:
    out = console()
    for entry in entries[:SHOWN_FILES]:
        out.print(f"  {title}: {entry.path}: {entry.reason}", markup=False)
    if len(entries) > SHOWN_FILES:
        out.print(f"  … and {len(entries) - SHOWN_FILES} more; see --json.")


def show_runs(listed: RunsList) -> None:
    """The newest runs as a table, jumps marked."""
    out = console()
    if not listed.runs:
        out.print("No runs yet. Import some with: stridewell import FOLDER")
        return
    jumps = {spike.start: spike for spike in listed.load.spikes if spike.spike_class.is_spike}
    table = Table(box=None, header_style="bold")
    for heading in ("Start", "km", "min", "steps/min", "contact ms", "left %", ""):
        table.add_column(heading, justify="left" if heading in {"Start", ""} else "right")
    for run in listed.runs[-SHOWN_RUNS:]:
        summary = run.summary
        jump = jumps.get(summary.start)
        table.add_row(
            f"{summary.start:%Y-%m-%d %H:%M}",
            _number(summary.distance_m, 1000, 2),
            _number(summary.duration_s, 60, 0),
            _number(summary.step_rate_spm, 1, 0),
            _number(summary.contact_time_ms, 1, 0),
            _number(summary.contact_balance_left_pct, 1, 1),
            f"[yellow]+{jump.increase_percent:.0f} % jump[/]" if jump is not None else "",
        )
    out.print(table)
    if len(listed.runs) > SHOWN_RUNS:
        out.print(f"The newest {SHOWN_RUNS} of {len(listed.runs)} runs; all of them with --json.")


def _number(value: float | None, divisor: float, digits: int) -> str:
    return "–" if value is None else f"{value / divisor:.{digits}f}"
