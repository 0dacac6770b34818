"""Command of food, sleep and help: fuel."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from stridewell.cli.doors import Doors

Json = Annotated[bool, typer.Option("--json", help="Write JSON for programs.")]


def register(app: typer.Typer) -> None:
    """Add the command of this room."""
    app.command("fuel", epilog="Example: stridewell fuel")(fuel)


def fuel(context: typer.Context, as_json: Json = False) -> None:
    """Show today's food by the day's training, the screen for too little energy, sleep, and help.

    Weight, food of a usual day and the screen's questions are told on the page Food of the app.
    Where figures could do harm there are words alone.
    """
    from stridewell.app.fuel import fuel_today

    doors: Doors = context.obj
    with doors.desk() as desk:
        answer = fuel_today(desk.store, desk.clock.now(), desk.knowledge)
    if as_json:
        from stridewell.app.fuel_contract import fuel_out

        typer.echo(fuel_out(answer).model_dump_json(indent=1))
        return
    from stridewell.cli.show_fuel import show_fuel

    show_fuel(answer, doors.knowledge())
