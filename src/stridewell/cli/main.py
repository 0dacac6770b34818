"""The command line: one command per use case; an error is one clear message, no traceback."""

from __future__ import annotations

import json
import os
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from stridewell import __version__
from stridewell.cli import (
    app_commands,
    around_commands,
    care_commands,
    daily_commands,
    fuel_commands,
    gait_commands,
    ground_commands,
    intake_commands,
    interview_command,
    knowledge_commands,
    learn_commands,
    load_commands,
    lock_commands,
    run_commands,
    shoe_commands,
    test_commands,
    understand_command,
    week_commands,
    weekly_command,
    yours_commands,
)
from stridewell.errors import StridewellError

if TYPE_CHECKING:
    from stridewell.cli.doors import Doors

EXIT_FAILED = 1
EXIT_INTERRUPTED = 130

EPILOG = "Everything stays on this machine. stridewell replaces no clinician."


def make_app() -> typer.Typer:
    """The command-line application with every command."""
    app = typer.Typer(
        name="stridewell",
        help="From “why does it hurt?” back to running, on your own machine.",
        epilog=EPILOG,
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        add_completion=False,
        rich_markup_mode=None,
    )
    app.callback()(_options)
    intake = (intake_commands, interview_command, understand_command)
    daily = (care_commands, daily_commands, week_commands, weekly_command)
    rooms = (*intake, run_commands, load_commands, *daily)
    around = (around_commands, shoe_commands, ground_commands, gait_commands, fuel_commands)
    for room in (*rooms, *around, learn_commands, app_commands):
        room.register(app)
    app.add_typer(knowledge_commands.make_group(), name="knowledge")
    app.add_typer(test_commands.make_group(), name="test")
    app.add_typer(yours_commands.make_group(), name="yours")
    app.add_typer(lock_commands.make_group(), name="lock")
    return app


def _tell_version(asked: bool) -> None:
    if asked:
        typer.echo(__version__)
        raise typer.Exit


def _options(
    version: Annotated[
        bool,
        typer.Option(
            "--version", help="Print the version and end.", is_eager=True, callback=_tell_version
        ),
    ] = False,
) -> None:
    del version  # told by its callback: an option alone would still ask for a command


def run(doors: Doors) -> None:
    """Run the command line; ends the process with the exit status of the command."""
    try:
        make_app()(obj=doors)
    except StridewellError as error:
        sys.exit(_tell(error))
    except KeyboardInterrupt:
        typer.echo("Stopped.", err=True)
        sys.exit(EXIT_INTERRUPTED)
    except BrokenPipeError:
        # the reader of a pipe left, as `head` does; there is nobody to tell
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(EXIT_FAILED)


def _tell(error: StridewellError) -> int:
    if any(word.startswith("--json") for word in sys.argv):
        refusal = {"kind": error.kind, "text": error.text, "next_step": error.next_step}
        typer.echo(json.dumps({"refusal": refusal}, ensure_ascii=False))
    typer.echo(f"stridewell: {error}", err=True)
    return error.exit_status
