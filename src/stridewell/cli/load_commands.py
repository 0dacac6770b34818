"""Commands about what runs did: one run, the load with the pain, and what changed before it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from stridewell.errors import UsageError

if TYPE_CHECKING:
    from stridewell.cli.doors import Doors

Json = Annotated[bool, typer.Option("--json", help="Write JSON for programs.")]
MOST_WEEKS = 5_000


def register(app: typer.Typer) -> None:
    """Add the commands of this room."""
    app.command("run", epilog="Example: stridewell run 41")(run)
    app.command("load", epilog="Example: stridewell load --weeks 26")(load)
    app.command("changed", epilog="Example: stridewell changed")(changed)


def run(
    context: typer.Context,
    number: Annotated[int, typer.Argument(help="The run's number, as stridewell runs shows it.")],
    as_json: Json = False,
) -> None:
    """Show one run: its kilometres, how the feet met the ground, sides, slopes, sources."""
    from stridewell.app.run_view import run_view

    doors: Doors = context.obj
    with doors.desk() as desk:
        view = run_view(desk, number)
    if as_json:
        from stridewell.app.run_detail_contract import run_detail_out

        typer.echo(run_detail_out(view).model_dump_json(indent=1))
        return
    from stridewell.cli.show_run import show_run

    show_run(view)


def load(
    context: typer.Context,
    weeks: Annotated[
        int | None,
        typer.Option(
            min=1,
            max=MOST_WEEKS,
            help="How far to look back; 12, or as far as the newest run, if not told.",
        ),
    ] = None,
    as_json: Json = False,
) -> None:
    """Show the load of the last weeks beside the pain, with jumps, rest days and shoes.

    What nobody measured stays unknown and never counts as 0.
    """
    from stridewell.app.load_contract import first_of_weeks, load_out, weeks_with_runs
    from stridewell.app.load_ledger import load_ledger
    from stridewell.app.walking_lately import walking_lately

    doors: Doors = context.obj
    with doors.desk() as desk:
        told, walking = load_ledger(desk), walking_lately(desk)
    first = first_of_weeks(told.ledger.today, weeks or weeks_with_runs(told.ledger))
    if as_json:
        typer.echo(load_out(told, first, walking).model_dump_json(indent=1))
        return
    from stridewell.cli.show_load import show_load

    show_load(told, first, doors.knowledge(), walking)


def changed(
    context: typer.Context,
    confirm: Annotated[
        str | None, typer.Option(help="Say that a change was so, by its key.")
    ] = None,
    decline: Annotated[
        str | None, typer.Option(help="Say that a change was not so, by its key.")
    ] = None,
    forget: Annotated[
        str | None, typer.Option(help="Take your answer to a change back, by its key.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Show what changed in the weeks before it hurt, in the order of time.

    The order of time does not make one thing the cause of another.
    """
    from stridewell.app.load_changes import Verdict
    from stridewell.app.load_ledger import answer_change, load_ledger

    told = [(confirm, Verdict.CONFIRMED), (decline, Verdict.DECLINED), (forget, None)]
    answers = [(key, verdict) for key, verdict in told if key is not None]
    if len({key for key, _ in answers}) < len(answers):
        raise UsageError("These answers contradict each other.", "Give one answer to a change.")
    doors: Doors = context.obj
    with doors.desk() as desk:
        for key, verdict in answers:
            answer_change(desk, key, verdict)
        ledger = load_ledger(desk)
    if as_json:
        from stridewell.app.load_contract import changed_out

        typer.echo(changed_out(ledger).model_dump_json(indent=1))
        return
    from stridewell.cli.show_load import show_changed

    show_changed(ledger, doors.knowledge())
