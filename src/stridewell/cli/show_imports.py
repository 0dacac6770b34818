"""Writes imports for a person at a terminal: what became of the files, and what to undo."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from pathlib import Path

from rich.table import Table
from rich.text import Text

from stridewell.app.files import NotRun
from stridewell.app.importing.alike import Entry, by_reason, count_of, files_told
from stridewell.app.importing.records import BatchState, ImportBatch
from stridewell.app.importing.report import ImportReport
from stridewell.cli.show import console

SHOWN_PROBLEMS, SHOWN_REASONS, SHOWN_PLACES = 20, 12, 2
STATES = {
    BatchState.RUNNING: "stopped halfway; import the same places again to go on",
    BatchState.STOPPED: "stopped halfway",
    BatchState.DONE: "",
    BatchState.UNDONE: "undone",
}


def show_import(report: ImportReport, paths: Sequence[Path]) -> None:
    """What became of every file at the paths, one line for each problem."""
    names = _Names(tuple(str(path) for path in paths))
    out = console()
    out.print(Text(import_line(report), "bold"))
    for line in _on_copies(report):
        out.print(line)
    if report.refused:
        out.print(f"[yellow]{files_told(count_of(report.refused))} could not be read[/]:")
        _lines(names.lines(report.refused), SHOWN_PROBLEMS)
    if report.warnings:
        told = [NotRun(warning.path, warning.text) for warning in report.warnings]
        out.print(
            f"[yellow]Worth knowing about {files_told(len({each.path for each in told}))}[/]:"
        )
        _lines(names.lines(told), SHOWN_PROBLEMS)
    if report.not_runs:
        out.print(f"{files_told(report.passed_over)} passed over, no runs:")
        _lines(names.lines(report.not_runs), SHOWN_REASONS)
    if report.imported:
        out.print("Look at them with: stridewell runs")
    if report.batch is not None:
        out.print("Not what you wanted? Take it back with: stridewell import --undo")


def import_line(report: ImportReport) -> str:
    """An import in a sentence."""
    if not report.runs:
        return "No runs in there."
    if not report.imported:
        return f"{_runs(report.runs)}, all of them known already."
    if report.imported == report.runs:
        return f"{_runs(report.runs)} imported."
    return f"{_runs(report.runs)}, {report.imported:,} of them new."


def _on_copies(report: ImportReport) -> Iterator[str]:
    again = count_of(report.duplicates)
    if report.imported and again:
        yield f"{files_told(again)} known already or a further copy: each run is kept once."
    if report.updated:
        yield f"{_runs(report.updated)} now shown by a file that measured more."


def _runs(count: int) -> str:
    return "1 run" if count == 1 else f"{count:,} runs"


def _lines(lines: Sequence[str], shown: int) -> None:
    """The lines, each whole: a terminal breaks them, a file keeps them."""
    out = console()
    for line in lines[:shown]:
        out.print(f"  {line}", markup=False, soft_wrap=True)
    if len(lines) > shown:
        out.print(f"  … and {len(lines) - shown} more lines like these; see --json.")


@dataclass(frozen=True, slots=True)
class _Names:
    """How files are called: by where they lie in the place that was named."""

    tops: tuple[str, ...]

    def lines(self, entries: Sequence[Entry]) -> list[str]:
        """A line for each reason, the one of most files first."""
        return [f"{each.files}: {each.reason}" for each in by_reason(entries, self.name)]

    def name(self, path: str) -> str:
        """A file's name below the place that was named, "" for a folder that was named itself."""
        for top in self.tops:
            if path == top:
                return "" if Path(top).is_dir() else Path(top).name
            if path.startswith((f"{top}/", f"{top}!")):
                inner = path[len(top) :]
                return inner[1:] if len(self.tops) == 1 else f"{Path(top).name}{inner}"
        return path


def show_undone(batch: ImportBatch) -> None:
    """What was taken back."""
    out = console()
    out.print(f"Import {batch.id} was taken back: {_runs(batch.counts.imported)} it had brought.")
    out.print("Runs that came in other imports too are still there. Your files were not touched.")


def show_imports(batches: Sequence[ImportBatch], zone: tzinfo | None) -> None:
    """The imports as a table, the newest first."""
    out = console()
    if not batches:
        out.print("No imports yet. Import runs with: stridewell import FOLDER")
        return
    table = Table(box=None, header_style="bold")
    for heading in ("Number", "When", "New runs", "From", ""):
        table.add_column(heading, justify="right" if heading in {"Number", "New runs"} else "left")
    for batch in batches:
        when = "–" if batch.at is None else f"{batch.at.astimezone(zone):%Y-%m-%d %H:%M}"
        told = (str(batch.id), when, f"{batch.counts.imported:,}", _places(batch))
        table.add_row(*(Text(each) for each in (*told, STATES[batch.state])))
    out.print(table)
    out.print("Take the last one back with: stridewell import --undo")


def _places(batch: ImportBatch) -> str:
    shown = ", ".join(batch.paths[:SHOWN_PLACES])
    more = len(batch.paths) - SHOWN_PLACES
    return f"{shown} and {more} more" if more > 0 else shown
