"""Commands of the lock before the pages: lock set, lock remove, lock status."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from stridewell.errors import UsageError

if TYPE_CHECKING:
    from stridewell.cli.doors import Doors

IDLE_MINUTES = 15


def make_group() -> typer.Typer:
    """The group `lock` with its commands."""
    group = typer.Typer(
        help="A passphrase before the pages of the app. It does not encrypt your data.",
        no_args_is_help=True,
        rich_markup_mode=None,
        epilog="Example: stridewell lock set",
    )
    group.command("set", epilog="Example: stridewell lock set --idle 10")(set_lock)
    group.command("remove", epilog="Example: stridewell lock remove")(remove)
    group.command("status", epilog="Example: stridewell lock status")(status)
    return group


def set_lock(
    context: typer.Context,
    idle: Annotated[
        int, typer.Option(help="Lock again after so many minutes without a page.")
    ] = IDLE_MINUTES,
) -> None:
    """Ask for a passphrase, and lock the pages with it from now on, running ones too."""
    doors: Doors = context.obj
    doors.lock().set(_asked(), idle)
    typer.echo(f"The pages are locked, and lock again after {idle} minutes without a page.")
    typer.echo("Your data are not encrypted by this: your account and its files stay readable.")


def remove(context: typer.Context) -> None:
    """Take the lock away; for a forgotten passphrase, too."""
    doors: Doors = context.obj
    typer.echo("The lock is removed." if doors.lock().remove() else "There was no lock.")


def status(context: typer.Context) -> None:
    """Say whether the pages are locked."""
    doors: Doors = context.obj
    lock = doors.lock()
    if lock.key() is None:
        typer.echo("No lock. Set one with: stridewell lock set")
        return
    typer.echo(f"Locked; locks again after {lock.idle_minutes()} minutes without a page.")


def _asked() -> str:
    """The passphrase: typed twice unseen, or one line where nobody types."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    first: str = typer.prompt("Passphrase", hide_input=True)
    again: str = typer.prompt("Once more", hide_input=True)
    if first != again:
        raise UsageError("The two are not the same.", "Try again.")
    return first
