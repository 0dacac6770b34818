"""Commands about runs: import and list."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from stridewell.errors import FileRefusedError

if TYPE_CHECKING:
    from stridewell.app.import_runs import ImportReport
    from stridewell.cli.doors import Doors

Json = Annotated[bool, typer.Option("--json", help="Write JSON for programs.")]


def register(app: typer.Typer) -> None:
    """Add the commands of this room."""
    app.command("import", epilog="Example: stridewell import ~/Downloads/runs export.zip")(
        import_paths
    )
    app.command("runs", epilog="Example: stridewell runs --json")(runs)


def import_paths(
    context: typer.Context,
    paths: Annotated[list[Path], typer.Argument(help="Files, folders or archives with runs.")],
    unnamed_are_runs: Annotated[
        bool,
        typer.Option("--unnamed-are-runs", help="Take recordings that name no sport for runs."),
    ] = False,
    as_json: Json = False,
) -> None:
    """Import runs from FIT, TCX and GPX, folders, .gz and .zip; doing it twice is harmless."""
    from stridewell.app.import_runs import ImportOptions, import_runs

    doors: Doors = context.obj
    with doors.desk() as desk:
        if as_json:
            options = ImportOptions(unnamed_are_runs)
            report = import_runs(paths, desk.files, desk.store, options)
        else:
            from stridewell.cli.progress import counting

            with counting("Reading") as advance:
                options = ImportOptions(unnamed_are_runs, advance)
                report = import_runs(paths, desk.files, desk.store, options)
    if report.saw_nothing:
        where = ", ".join(str(path) for path in paths)
        raise FileRefusedError(
            f"There are no files in {where}.", "Name the folder your watch or app exports to."
        )
    _tell(report, as_json=as_json)
    if not report.imported and report.refused and not (report.duplicates or report.not_runs):
        raise typer.Exit(1)


def _tell(report: ImportReport, *, as_json: bool) -> None:
    if as_json:
        rows = {
            "imported": report.imported,
            "duplicates": [asdict(each) for each in report.duplicates],
            "not_runs": [asdict(each) for each in report.not_runs],
            "refused": [asdict(each) for each in report.refused],
            "warnings": [asdict(each) for each in report.warnings],
        }
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    from stridewell.cli.show_runs import show_import

    show_import(report)


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
