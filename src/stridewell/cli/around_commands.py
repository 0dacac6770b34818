"""Commands around the run: the shoe log, and today's warm-up, other training, ground and cue."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from stridewell.cli.doors import Doors

Json = Annotated[bool, typer.Option("--json", help="Write JSON for programs.")]
Millimetres = Annotated[float | None, typer.Option(help="In mm; leave it out if unknown.")]
Pair = Annotated[str, typer.Argument(help="The pair, by its name or id.")]


def register(app: typer.Typer) -> None:
    """Add the commands of this room."""
    app.command("around", epilog="Example: stridewell around --json")(around)
    app.add_typer(make_group(), name="shoes")


def make_group() -> typer.Typer:
    """The `shoes` group; alone it lists the pairs."""
    group = typer.Typer(help="The shoe log: kilometres of each pair and advice.")
    group.callback(invoke_without_command=True)(shoes)
    group.command("add", epilog='Example: stridewell shoes add "Blue pair" --drop 8')(add)
    group.command("retire", epilog='Example: stridewell shoes retire "Blue pair"')(retire)
    group.command("wear", epilog='Example: stridewell shoes wear "Blue pair" 12 13')(wear)
    return group


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


def shoes(context: typer.Context, as_json: Json = False) -> None:
    """List the pairs with their kilometres and what the log advises."""
    if context.invoked_subcommand is not None:
        return
    from stridewell.app.around_contract import shoes_out
    from stridewell.app.shoe_log import shoe_shelf

    doors: Doors = context.obj
    with doors.desk() as desk:
        shelf = shoe_shelf(desk)
    if as_json:
        typer.echo(_json(shoes_out(shelf).model_dump(mode="json")))
        return
    from stridewell.cli.show_around import show_shoes

    show_shoes(shelf)


def add(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="What you call the pair.")],
    bought: Annotated[str | None, typer.Option(help="The day, as 2026-05-01.")] = None,
    drop: Millimetres = None,
    stack: Millimetres = None,
    mass: Annotated[float | None, typer.Option(help="Of one shoe, in g.")] = None,
    cushioning: Annotated[str | None, typer.Option(help="soft, medium or firm.")] = None,
    kind: Annotated[str, typer.Option(help="road, trail, race or minimal.")] = "road",
    start_km: Annotated[float, typer.Option(help="Kilometres run in it before.")] = 0.0,
) -> None:
    """Put a pair into the log."""
    from stridewell.app.journal import from_plain
    from stridewell.app.shoe_log import add_shoe
    from stridewell.plan.shoes import Shoe

    told = {
        "id": "new",
        "name": name,
        "bought": bought,
        "drop_mm": drop,
        "stack_mm": stack,
        "mass_g": mass,
        "cushioning": cushioning,
        "kind": kind,
        "start_km": start_km,
    }
    doors: Doors = context.obj
    with doors.desk() as desk:
        shoe = add_shoe(desk, from_plain(told, Shoe))
    typer.echo(f"{shoe.name} is in the log as {shoe.id}.")


def retire(
    context: typer.Context,
    pair: Pair,
    on: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The day; today without it.")
    ] = None,
) -> None:
    """Take a pair out of use; its runs stay."""
    from stridewell.app.shoe_log import retire_shoe

    doors: Doors = context.obj
    with doors.desk() as desk:
        day = (on or desk.clock.now()).date()
        shoe = retire_shoe(desk, pair, day)
    typer.echo(f"{shoe.name} is retired.")


def wear(
    context: typer.Context,
    pair: Pair,
    runs: Annotated[
        list[int] | None, typer.Argument(help="Numbers of runs; see stridewell runs --json.")
    ] = None,
) -> None:
    """Say that runs were done in a pair; without numbers all runs without shoes since bought."""
    from stridewell.app.shoe_log import wear as put
    from stridewell.app.shoe_log import wear_the_rest

    doors: Doors = context.obj
    with doors.desk() as desk:
        count = put(desk, pair, runs) if runs else wear_the_rest(desk, pair)
    typer.echo(f"{count} runs are put into {pair}.")


def _json(out: object) -> str:
    return json.dumps(out, ensure_ascii=False, indent=1)
