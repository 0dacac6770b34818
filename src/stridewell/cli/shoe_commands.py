"""The commands of the shoe log: pairs added, set right, retired and merged; runs put into them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from stridewell.errors import UsageError

if TYPE_CHECKING:
    from stridewell.cli.doors import Doors

ANY_GROUND = "any"
"""Takes back what was told of the ground a pair is worn on."""

Json = Annotated[bool, typer.Option("--json", help="Write JSON for programs.")]
Bought = Annotated[str | None, typer.Option(help="The day, as 2026-05-01.")]
Millimetres = Annotated[float | None, typer.Option(help="In mm; leave it out if unknown.")]
Grams = Annotated[float | None, typer.Option(help="Of one shoe, in g.")]
Cushioning = Annotated[str | None, typer.Option(help="soft, medium or firm.")]
WornOn = Annotated[
    str | None,
    typer.Option(help="Where it is worn and nowhere else: road, trail, track or treadmill."),
]
Pair = Annotated[str, typer.Argument(help="The pair, by its name or id.")]


def register(app: typer.Typer) -> None:
    """Add the commands of this room."""
    app.add_typer(make_group(), name="shoes")


def make_group() -> typer.Typer:
    """The `shoes` group; alone it lists the pairs."""
    group = typer.Typer(help="The shoe log: kilometres of each pair and advice.")
    group.callback(invoke_without_command=True)(shoes)
    group.command("add", epilog='Example: stridewell shoes add "Blue pair" --drop 8')(add)
    group.command("change", epilog='Example: stridewell shoes change "Blue" --worn-on trail')(
        change
    )
    group.command("retire", epilog='Example: stridewell shoes retire "Blue pair"')(retire)
    group.command("merge", epilog='Example: stridewell shoes merge "Blue 2" "Blue pair"')(merge)
    group.command("wear", epilog='Example: stridewell shoes wear "Blue pair" 12 13')(wear)
    return group


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
        out = shoes_out(shelf).model_dump(mode="json")
        typer.echo(json.dumps(out, ensure_ascii=False, indent=1))
        return
    from stridewell.cli.show_shoes import show_shoes

    show_shoes(shelf)


def add(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="What you call the pair.")],
    bought: Bought = None,
    drop: Millimetres = None,
    stack: Millimetres = None,
    mass: Grams = None,
    cushioning: Cushioning = None,
    kind: Annotated[str, typer.Option(help="road, trail, race or minimal.")] = "road",
    start_km: Annotated[float, typer.Option(help="Kilometres run in it before.")] = 0.0,
    worn_on: WornOn = None,
) -> None:
    """Put a pair into the log."""
    from stridewell.app.journal import from_plain
    from stridewell.app.shoe_log import add_shoe
    from stridewell.plan.shoes import Shoe

    told = _told(bought, drop, stack, mass, cushioning, kind, start_km, worn_on)
    doors: Doors = context.obj
    with doors.desk() as desk:
        shoe = add_shoe(desk, from_plain({"id": "new", "name": name, **told}, Shoe))
    typer.echo(f"{shoe.name} is in the log as {shoe.id}.")


def change(
    context: typer.Context,
    pair: Pair,
    name: Annotated[str | None, typer.Option(help="Call it so from now on.")] = None,
    bought: Bought = None,
    drop: Millimetres = None,
    stack: Millimetres = None,
    mass: Grams = None,
    cushioning: Cushioning = None,
    kind: Annotated[str | None, typer.Option(help="road, trail, race or minimal.")] = None,
    start_km: Annotated[float | None, typer.Option(help="Kilometres before the log.")] = None,
    worn_on: WornOn = None,
) -> None:
    """Rename a pair or tell more of it; what you leave out stays. `--worn-on any` takes it back."""
    from stridewell.app.shoe_changes import change_shoe

    told = _told(bought, drop, stack, mass, cushioning, kind, start_km, worn_on)
    if name is not None:
        told = {**told, "name": name}
    if not told:
        raise UsageError("Nothing to change was named.", "See stridewell shoes change --help.")
    doors: Doors = context.obj
    with doors.desk() as desk:
        shoe = change_shoe(desk, pair, told)
    typer.echo(f"{shoe.name} is changed.")


def retire(
    context: typer.Context,
    pair: Pair,
    on: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The day; today without it.")
    ] = None,
    undo: Annotated[bool, typer.Option("--undo", help="Take it into use again.")] = False,
) -> None:
    """Take a pair out of use; its runs stay."""
    from stridewell.app.shoe_changes import wear_again
    from stridewell.app.shoe_log import retire_shoe

    doors: Doors = context.obj
    with doors.desk() as desk:
        if undo:
            typer.echo(f"{wear_again(desk, pair).name} is in use again.")
            return
        shoe = retire_shoe(desk, pair, (on or desk.clock.now()).date())
    typer.echo(f"{shoe.name} is retired.")


def merge(
    context: typer.Context,
    pair: Pair,
    into: Annotated[str | None, typer.Argument(help="The pair that it really is.")] = None,
    undo: Annotated[bool, typer.Option("--undo", help="Make it a pair of its own again.")] = False,
) -> None:
    """Say that two names stand for one pair: the runs of the first go to the second."""
    from stridewell.app.shoe_changes import merge_shoes, split_shoe

    if undo == (into is not None):
        raise UsageError(
            "Two pairs are merged, and one is taken apart again.",
            "Write stridewell shoes merge PAIR INTO, or stridewell shoes merge PAIR --undo.",
        )
    doors: Doors = context.obj
    with doors.desk() as desk:
        if into is None:
            typer.echo(f"{split_shoe(desk, pair).name} is a pair of its own again.")
        else:
            typer.echo(f"{pair} is now {merge_shoes(desk, pair, into).name}.")


def wear(
    context: typer.Context,
    pair: Annotated[str, typer.Argument(help="The pair; none says that it is not known.")],
    runs: Annotated[
        list[int] | None, typer.Argument(help="Numbers of runs; see stridewell runs --json.")
    ] = None,
    first: Annotated[
        datetime | None,
        typer.Option("--from", formats=["%Y-%m-%d"], help="All runs from this day on."),
    ] = None,
    last: Annotated[
        datetime | None,
        typer.Option("--to", formats=["%Y-%m-%d"], help="All runs up to this day."),
    ] = None,
    every: Annotated[
        bool, typer.Option("--all", help="With days: those in another pair as well.")
    ] = False,
) -> None:
    """Say that runs were done in a pair; without numbers or days all without shoes since bought."""
    from stridewell.app.shoe_changes import NO_PAIR, wear_between
    from stridewell.app.shoe_log import wear as put
    from stridewell.app.shoe_log import wear_the_rest

    by_day = first is not None or last is not None
    if by_day and runs:
        raise UsageError("Runs are named by number or by day.", "Leave one of the two out.")
    if every and not by_day:
        raise UsageError("--all goes with --from and --to.", "Name the days.")
    doors: Doors = context.obj
    with doors.desk() as desk:
        if by_day:
            days = _day(first), _day(last)
            count = wear_between(desk, pair, *days, every_run=every)
        elif runs:
            count = put(desk, "" if pair == NO_PAIR else pair, runs)
        else:
            count = wear_the_rest(desk, pair)
    counted = "1 run is" if count == 1 else f"{count} runs are"
    typer.echo(f"{counted} put into {'no pair' if pair == NO_PAIR else pair}.")


def _day(moment: datetime | None) -> date | None:
    return None if moment is None else moment.date()


def _told(
    bought: str | None,
    drop: float | None,
    stack: float | None,
    mass: float | None,
    cushioning: str | None,
    kind: str | None,
    start_km: float | None,
    worn_on: str | None,
) -> Mapping[str, object]:
    """What was told of a pair, by the names of its fields."""
    fields = {
        "bought": bought,
        "drop_mm": drop,
        "stack_mm": stack,
        "mass_g": mass,
        "cushioning": cushioning,
        "kind": kind,
        "start_km": start_km,
        "worn_on": worn_on,
    }
    told: dict[str, object] = {name: value for name, value in fields.items() if value is not None}
    return told | {"worn_on": None} if worn_on == ANY_GROUND else told
