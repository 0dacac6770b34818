"""Imports on the page of the runs: those that can be taken back, and what one came to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from stridewell.app.files import NotRun, Refused
from stridewell.app.import_runs import ImportReport
from stridewell.app.importing.alike import by_reason
from stridewell.app.importing.records import BatchState, ImportBatch
from stridewell.web.words import day_and_year

SHOWN_IMPORTS, SHOWN_PLACES = 5, 2
MOST_LINES = 200
"""So many lines stand on the page at most, one for each reason; the numbers count all files."""


@dataclass(frozen=True, slots=True)
class ImportRow:
    """An import that can be taken back."""

    number: int
    day: str
    runs: int
    places: str


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file, or those that share a reason, and what became of them."""

    path: str
    text: str


@dataclass(frozen=True, slots=True)
class ImportedContext:
    """What the report of an import shows."""

    imported: int
    """How many runs were imported."""
    runs: int
    """How many runs the files hold, known ones included."""
    updated: int
    """How many runs are now shown by a file that measured more."""
    batch: int | None
    """The number to take the import back by; None when nothing was new."""
    refused: tuple[FileRow, ...]
    """Every file that could not be read, and why."""
    not_runs: tuple[FileRow, ...]
    """Every file that holds no run."""
    duplicates: tuple[FileRow, ...]
    """Every file whose run was stored already."""
    warnings: tuple[FileRow, ...]
    """What is worth knowing about files that were read."""
    counts: Mapping[str, int]
    """How many there are of each of these, which may be more than are named."""


def import_rows(imports: Sequence[ImportBatch], now: datetime) -> tuple[ImportRow, ...]:
    """The newest imports that can be taken back."""
    standing = [each for each in imports if each.state is not BatchState.UNDONE]
    return tuple(
        ImportRow(
            each.id,
            "" if each.at is None else day_and_year(each.at.astimezone(now.tzinfo)),
            each.counts.imported,
            _places(each.paths),
        )
        for each in standing[:SHOWN_IMPORTS]
    )


def _places(paths: Sequence[str]) -> str:
    more = len(paths) - SHOWN_PLACES
    told = ", ".join(paths[:SHOWN_PLACES])
    return f"{told} and {more} more" if more > 0 else told


def imported_context(report: ImportReport) -> ImportedContext:
    """What became of every uploaded file."""
    return ImportedContext(
        imported=report.imported,
        runs=report.runs,
        updated=report.updated,
        batch=report.batch,
        refused=_files(report.refused),
        not_runs=_files(report.not_runs),
        duplicates=_files(report.duplicates),
        warnings=_files([NotRun(each.path, each.text) for each in report.warnings]),
        counts={
            "refused": sum(each.count for each in report.refused),
            "not_runs": report.passed_over,
            "duplicates": sum(each.count for each in report.duplicates),
            "warnings": len(report.warnings),
        },
    )


def _files(entries: Sequence[NotRun] | Sequence[Refused]) -> tuple[FileRow, ...]:
    return tuple(FileRow(each.files, each.reason) for each in by_reason(entries)[:MOST_LINES])
