"""Commands over all of the runner's data: yours export, backup, restore, undo-restore, delete."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from stridewell.errors import UsageError

if TYPE_CHECKING:
    from stridewell.app.desk import Desk
    from stridewell.app.yours_ports import DeletionProof, RestoreReport
    from stridewell.cli.doors import Doors

Target = Annotated[Path, typer.Argument(help="The file to write; one that is there is kept.")]


def make_group() -> typer.Typer:
    """The group `yours` with its commands."""
    group = typer.Typer(
        help="Your data: take them out, back them up, bring them back, delete them.",
        no_args_is_help=True,
        rich_markup_mode=None,
        epilog="Example: stridewell yours backup ~/stridewell-backup.zip",
    )
    group.command("export", epilog="Example: stridewell yours export my-data.zip")(export)
    group.command("backup", epilog="Example: stridewell yours backup backup.zip")(backup)
    group.command("restore", epilog="Example: stridewell yours restore backup.zip")(restore)
    group.command("undo-restore", epilog="Example: stridewell yours undo-restore")(undo_restore)
    group.command("delete", epilog="Example: stridewell yours delete --yes")(delete)
    return group


def export(context: typer.Context, file: Target) -> None:
    """Write everything into one zip of JSON and CSV, with a README that explains it."""
    from stridewell.app.export_everything import everything
    from stridewell.cli.progress import counting

    with _desk(context) as desk, counting("Writing") as advance:
        now = desk.clock.now()
        size = desk.keeper.write_export(everything(desk, now), now, file, advance)
    typer.echo(f"Everything is in {file} ({_megabytes(size)}). README.txt in it says what is what.")


def backup(context: typer.Context, file: Target) -> None:
    """Write the database and the kept films into one file; the app may be running."""
    from stridewell.cli.progress import counting

    with _desk(context) as desk, counting("Writing") as advance:
        done = desk.keeper.backup(file, desk.clock.now(), advance)
    films = f"kept films: {done.films}"
    typer.echo(f"The backup is {file} ({_megabytes(done.bytes)}, {films}). It is not encrypted.")


def restore(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="A file that `yours backup` wrote.")],
) -> None:
    """Put a backup in place of your data; what was there is kept for undo-restore."""
    with _desk(context) as desk:
        done = desk.keeper.restore(file)
    when = "" if done.backed_up_at is None else f" of {done.backed_up_at:%Y-%m-%d %H:%M}"
    typer.echo(f"The backup{when} is in place: {_counted(done)}.")
    typer.echo("Take it back with: stridewell yours undo-restore")


def undo_restore(context: typer.Context) -> None:
    """Put back what was there before the newest restore."""
    with _desk(context) as desk:
        done = desk.keeper.undo_restore()
    typer.echo(f"What was there before is back: {_counted(done)}.")


def delete(
    context: typer.Context,
    yes: Annotated[bool, typer.Option("--yes", help="Yes, delete everything.")] = False,
) -> None:
    """Delete everything stridewell keeps of you, and show that it is gone."""
    if not yes:
        raise UsageError(
            "This deletes every answer, run, film and copy for good.",
            "Make a backup first (stridewell yours backup FILE), then add --yes.",
        )
    with _desk(context) as desk:
        proof = desk.keeper.delete_all()
    _show_proof(proof)
    if not proof.is_proven:
        raise typer.Exit(1)


@contextmanager
def _desk(context: typer.Context) -> Iterator[Desk]:
    doors: Doors = context.obj
    with doors.desk() as desk:
        yield desk


def _show_proof(proof: DeletionProof) -> None:
    typer.echo(f"Deleted in {proof.place}:")
    for table, count in proof.rows_before.items():
        typer.echo(f"  {table}: {count} rows before, {proof.rows_after[table]} now")
    for file in proof.removed:
        typer.echo(f"  removed {file.path} ({_megabytes(file.bytes)})")
    for path in proof.leftovers:
        typer.echo(f"  NOT removed: {path}")
    for file in proof.remaining:
        is_database = file.path.startswith(proof.place)
        what = "the tables, empty" if is_database else "not removed"
        typer.echo(f"  remains {file.path} ({_megabytes(file.bytes)}, {what})")
    if proof.known is None or proof.bytes_before is None or proof.bytes_after is None:
        typer.echo("The server keeps logs and backups of its own; they cannot be looked into here.")
        return
    before, after = _megabytes(proof.bytes_before), _megabytes(proof.bytes_after)
    typer.echo(f"Size: {before} before, {after} now.")
    typer.echo(
        f"Looked for {proof.known} pieces of your data in {len(proof.searched)} files: "
        f"{proof.found} found."
    )
    typer.echo("Not looked into: backups and exports you made, copies your system keeps, and")
    typer.echo("blocks of the disk that are free now. A disk that is encrypted guards those.")


def _counted(done: RestoreReport) -> str:
    rows = done.rows
    return (
        f"answers {rows.get('answer', 0)}, check-ins {rows.get('check_in', 0)}, "
        f"runs {rows.get('activity', 0)}"
    )


def _megabytes(size: int) -> str:
    return f"{size / 1e6:.1f} MB" if size >= 100_000 else f"{size / 1e3:.0f} kB"  # noqa: PLR2004
