"""Writes runs for a person at a terminal."""

from __future__ import annotations

from rich.table import Table

from stridewell.app.runs_list import RunsList
from stridewell.cli.show import console

SHOWN_RUNS = 30


def show_runs(listed: RunsList) -> None:
    """The newest runs as a table, jumps marked."""
    out = console()
    if not listed.runs:
        out.print("No runs yet. Import some with: stridewell import FOLDER")
        return
    jumps = {spike.start: spike for spike in listed.load.spikes if spike.spike_class.is_spike}
    table = Table(box=None, header_style="bold")
    for heading in ("No.", "Start", "km", "min", "steps/min", "contact ms", "left %", ""):
        table.add_column(heading, justify="left" if heading in {"Start", ""} else "right")
    for run in listed.runs[-SHOWN_RUNS:]:
        summary = run.summary
        jump = jumps.get(summary.start)
        table.add_row(
            str(run.id),
            f"{summary.start:%Y-%m-%d %H:%M}",
            _number(summary.distance_m, 1000, 2),
            _number(summary.duration_s, 60, 0),
            _number(summary.step_rate_spm, 1, 0),
            _number(summary.contact_time_ms, 1, 0),
            _number(summary.contact_balance_left_pct, 1, 1),
            f"[yellow]+{jump.increase_percent:.0f} % jump[/]" if jump is not None else "",
        )
    out.print(table)
    out.print("Look at one of them with: stridewell run NUMBER")
    if len(listed.runs) > SHOWN_RUNS:
        out.print(f"The newest {SHOWN_RUNS} of {len(listed.runs)} runs; all of them with --json.")


def _number(value: float | None, divisor: float, digits: int) -> str:
    return "–" if value is None else f"{value / divisor:.{digits}f}"
