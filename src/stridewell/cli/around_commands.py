"""The command around the run: today's warm-up, other training, ground and cue."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from stridewell.cli.doors import Doors

Json = Annotated[bool, typer.Option("--json", help="Write JSON for programs.")]


def register(app: typer.Typer) -> None:
    """Add the commands of this room."""
    app.command("around", epilog="Example: stridewell around --json")(around)


def around(
    context: typer.Context,
    start: Annotated[str | None, typer.Option(help="Begin the trial of a cue, by its id.")] = None,
    end: Annotated[
        str | None, typer.Option(help="End the trial that is going on: keep or stop.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Show warm-up, other training, ground and cue for today."""
    from stridewell.app.around_contract import around_out
    from stridewell.app.around_run import around_today, end_cue, start_cue
    from stridewell.errors import CaseError
    from stridewell.plan.cue_trial import CueStep

    doors: Doors = context.obj
    with doors.desk() as desk:
        if start is not None:
            start_cue(desk, start)
        if end is not None:
            if end not in {CueStep.KEEP, CueStep.STOP}:
                raise CaseError(f"A trial cannot end by {end!r}.", "Say keep or stop.")
            end_cue(desk, CueStep(end))
        found = around_today(desk)
    if as_json:
        typer.echo(_json(around_out(found).model_dump(mode="json")))
    else:
        from stridewell.cli.show_around import show_around

        show_around(found)
    if found.around is None:
        raise typer.Exit(1)


def _json(out: object) -> str:
    return json.dumps(out, ensure_ascii=False, indent=1)
