"""Commands about runs: import, take an import back, and list."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from stridewell.errors import FileRefusedError, UsageError

if TYPE_CHECKING:
    from stridewell.app.import_desk import ImportDesk
    from stridewell.app.importing.records import ImportBatch
    from stridewell.app.importing.report import ImportReport
    from stridewell.cli.doors import Doors

Json = Annotated[bool, typer.Option("--json", help="Write JSON for programs.")]


def register(app: typer.Typer) -> None:
    """Add the commands of this room."""
    app.command("import", epilog="Example: stridewell import ~/Downloads/runs export.zip")(
        import_paths
    )
    app.command("imports", epilog="Example: stridewell imports")(imports)
    app.command("runs", epilog="Example: stridewell runs --json")(runs)


def import_paths(
    context: typer.Context,
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            help="Files, folders or archives with runs; with --undo an import's number."
        ),
    ] = None,
    unnamed_are_runs: Annotated[
        bool,
        typer.Option("--unnamed-are-runs", help="Take recordings that name no sport for runs."),
    ] = False,
    undo: Annotated[
        bool,
        typer.Option("--undo", help="Take an import back: the last one, or the one of a number."),
    ] = False,
    as_json: Json = False,
) -> None:
    """Import runs from files, folders, .gz, .zip and whole exports; doing it twice is harmless.

    What is unchanged is not read again. Stopped halfway, the same command goes on.
    """
    doors: Doors = context.obj
    if undo:
        _undo(doors, paths or [], as_json=as_json)
        return
    if not paths:
        raise UsageError("Nothing to import was named.", "Name files, folders or archives.")
    with doors.import_desk() as desk:
        report = _import(desk, paths, unnamed_are_runs=unnamed_are_runs, as_json=as_json)
    if report.saw_nothing:
        where = ", ".join(str(path) for path in paths)
        raise FileRefusedError(
            f"There are no files in {where}.", "Name the folder your watch or app exports to."
        )
    _tell(report, paths, as_json=as_json)
    if not report.imported and report.refused and not (report.duplicates or report.not_runs):
        raise typer.Exit(1)


def _import(
    desk: ImportDesk, paths: list[Path], *, unnamed_are_runs: bool, as_json: bool
) -> ImportReport:
    from stridewell.app.import_runs import ImportOptions, import_runs

    now = desk.clock.now()
    if as_json:
        options = ImportOptions(unnamed_are_runs, at=now)
        return import_runs(paths, desk.files, desk.store, options)
    from stridewell.cli.progress import counting

    with counting("Reading") as counter:
        options = ImportOptions(unnamed_are_runs, counter, counter.expect, now)
        return import_runs(paths, desk.files, desk.store, options)


def _tell(report: ImportReport, paths: list[Path], *, as_json: bool) -> None:
    if as_json:
        rows = {
            "imported": report.imported,
            "duplicates": [asdict(each) for each in report.duplicates],
            "not_runs": [asdict(each) for each in report.not_runs],
            "refused": [asdict(each) for each in report.refused],
            "warnings": [asdict(each) for each in report.warnings],
            "runs": report.runs,
            "updated": report.updated,
            "unchanged": report.unchanged,
            "passed_over": report.passed_over,
            "batch": report.batch,
        }
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    from stridewell.cli.show_imports import show_import

    show_import(report, paths)


def _undo(doors: Doors, named: list[Path], *, as_json: bool) -> None:
    from stridewell.app.importing.undoing import undo_import

    with doors.import_desk() as desk:
        undone = undo_import(desk.store, _number(named))
    if as_json:
        typer.echo(json.dumps(_batch_row(undone), ensure_ascii=False, indent=1))
        return
    from stridewell.cli.show_imports import show_undone

    show_undone(undone)


def _number(named: list[Path]) -> int | None:
    """The number of the import to undo; None for the last one."""
    if not named:
        return None
    told = str(named[0])
    if len(named) > 1 or not told.isdecimal():
        raise UsageError(
            f"{' '.join(map(str, named))} is no number of an import.",
            "List the imports with `stridewell imports`, and give one number, or none.",
        )
    return int(told)


def imports(context: typer.Context, as_json: Json = False) -> None:
    """List the imports, the newest first, with the numbers to undo them by."""
    from stridewell.app.importing.undoing import list_imports

    doors: Doors = context.obj
    with doors.import_desk() as desk:
        batches, zone = list_imports(desk.store), desk.clock.now().tzinfo
    if as_json:
        rows = [_batch_row(each) for each in batches]
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    from stridewell.cli.show_imports import show_imports

    show_imports(batches, zone)


def _batch_row(batch: ImportBatch) -> dict[str, object]:
    return {
        "id": batch.id,
        "at": None if batch.at is None else batch.at.isoformat(),
        "paths": list(batch.paths),
        "state": batch.state.value,
        **asdict(batch.counts),
    }


def runs(context: typer.Context, as_json: Json = False) -> None:
    """List the imported runs with everything the watch measured."""
    from stridewell.app.run_contract import run_out
    from stridewell.app.runs_list import list_runs

    doors: Doors = context.obj
    with doors.desk() as desk:
        listed = list_runs(desk)
    if as_json:
        rows = [run_out(run).model_dump() for run in listed.runs]
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    from stridewell.cli.show_runs import show_runs

    show_runs(listed)
