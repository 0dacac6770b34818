"""Writes everything about the runs as tables into a folder; nothing is replaced unasked."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import typer

from stridewell.app.desk import Desk
from stridewell.app.export_runs import export_tables
from stridewell.app.tables import Table, TableFormat
from stridewell.cli.records import write_bytes
from stridewell.cli.tell_day import tell_json
from stridewell.errors import SettingsError


@dataclass(frozen=True, slots=True)
class RunTargets:
    """Where the tables go and how they are written."""

    folder: Path
    table_format: TableFormat
    samples: bool
    force: bool


def write_runs(desk: Desk, targets: RunTargets, *, as_json: bool) -> None:
    """Write every table; what was written before an error stays.

    Raises:
        SettingsError: a file exists already or cannot be written, or Parquet is not installed.
    """
    written = []
    for table in export_tables(desk, samples=targets.samples):
        content = desk.exports.table(table, targets.table_format)
        path = _place(table, targets)
        write_bytes(path, content)
        written.append((path, table.size))
    if as_json:
        tell_json({"written": [{"path": str(path), "rows": rows} for path, rows in written]})
        return
    for path, rows in written:
        if path.parent == targets.folder:
            typer.echo(f"Written: {path} ({rows:,} rows)")
    samples = sum(path.parent != targets.folder for path, _ in written)
    if samples:
        typer.echo(f"Written: the samples of {samples:,} runs in {targets.folder / 'samples'}")


def _place(table: Table, targets: RunTargets) -> Path:
    path = targets.folder / f"{table.name}.{targets.table_format.value}"
    if path.exists() and not targets.force:
        raise SettingsError(
            f"There is already a file at {path}.",
            "Name another folder, or replace what is there with --force.",
        )
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SettingsError(
            f"The folder {path.parent} cannot be made: {error.strerror}.",
            "Name another one; a file of that name may be in the way.",
        ) from error
    return path
