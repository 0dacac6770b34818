"""Commands of the week: the runner's days, moving a session, and the week out of the app."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from stridewell.app.tables import TableFormat
from stridewell.cli.daily_commands import Json, today_of
from stridewell.errors import CaseError

if TYPE_CHECKING:
    from datetime import date

    from stridewell.app.desk import Desk
    from stridewell.app.moves import Slot
    from stridewell.cli.doors import Doors
    from stridewell.cli.typed_wishes import TypedWishes
    from stridewell.plan.schedule.moving import MoveRefused

Weekdays = Annotated[str | None, typer.Option(help="As tue,thu; or none.")]


def register(app: typer.Typer) -> None:
    """Add the commands of this room."""
    app.command("days", epilog="Example: stridewell days --minutes mon=0,sun=90 --equipment band")(
        days
    )
    app.command("move", epilog="Example: stridewell move strength tue thu")(move)
    app.command("export", epilog="Example: stridewell export --calendar week.ics")(export)


def days(
    context: typer.Context,
    minutes: Annotated[
        str | None, typer.Option(help="Minutes to train, as mon=60,tue=0; other days stay.")
    ] = None,
    equipment: Annotated[
        str | None, typer.Option(help="What you have, as band,step; or none.")
    ] = None,
    run_days: Weekdays = None,
    rest_days: Weekdays = None,
    training: Annotated[
        str | None, typer.Option(help="Other training you can do, as swimming; or none.")
    ] = None,
    race: Annotated[
        list[str] | None,
        typer.Option(help="A race as 2026-10-04:21.1:Name (day, km, name); repeatable."),
    ] = None,
    no_races: Annotated[bool, typer.Option("--no-races", help="Take all races away.")] = False,
    as_json: Json = False,
) -> None:
    """Show your days and what you have; with options change them, and plan anew.

    Only what is given changes. --race gives all races; those told before are replaced.
    """
    from stridewell.cli.typed_wishes import TypedWishes

    if race and no_races:
        raise CaseError("--race and --no-races contradict each other.", "Give one of them.")
    races = () if no_races else tuple(race) if race else None
    typed = TypedWishes(minutes, equipment, run_days, rest_days, training, races)
    doors: Doors = context.obj
    with doors.desk() as desk:
        if typed.is_empty:
            _show_days(desk, as_json=as_json)
        else:
            _set_days(desk, doors, typed, as_json=as_json)


def _show_days(desk: Desk, *, as_json: bool) -> None:
    from stridewell.app.journal import EntryKind, newest
    from stridewell.plan.wishes import Wishes

    with desk.store.transaction() as transaction:
        wishes = newest(transaction, EntryKind.WISHES, Wishes) or Wishes()
    if as_json:
        from stridewell.cli.daily_json import wishes_out
        from stridewell.cli.tell_day import tell_json

        tell_json(wishes_out(wishes, desk.knowledge))
        return
    from stridewell.cli.show_days import show_wishes

    show_wishes(wishes, desk.knowledge, choices=True)


def _set_days(desk: Desk, doors: Doors, typed: TypedWishes, *, as_json: bool) -> None:
    from stridewell.app.daily import set_wishes
    from stridewell.app.journal import EntryKind, newest
    from stridewell.cli.tell_day import tell_day
    from stridewell.cli.typed_wishes import changed, refuse_past
    from stridewell.plan.wishes import Wishes

    with desk.store.transaction() as transaction:
        before = newest(transaction, EntryKind.WISHES, Wishes) or Wishes()
    wishes = changed(before, typed, desk.knowledge)
    if typed.races is not None:
        refuse_past(wishes.races, today_of(desk))
    answer = set_wishes(desk.store, desk.clock.now(), wishes, desk.knowledge, desk.writers)
    if not as_json:
        from stridewell.cli.show_days import show_wishes

        show_wishes(wishes, desk.knowledge, choices=False)
    tell_day(answer, doors, as_json=as_json, week=True)


def move(
    context: typer.Context,
    kind: Annotated[str, typer.Argument(help="run, walk-run, cross-train, strength or mobility.")],
    from_day: Annotated[
        str, typer.Argument(metavar="FROM", help="Its day: 2026-05-12 or a weekday to come.")
    ],
    to_day: Annotated[
        str | None, typer.Argument(metavar="TO", help="The day you want it on.")
    ] = None,
    release: Annotated[
        bool, typer.Option("--release", help="Let the plan choose the day again.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Move a session of the week to another day; every limit is checked anew.

    What would break a limit is refused, with the nearest day that would do.
    """
    from stridewell.app.moves import Slot
    from stridewell.cli.typed_days import read_day
    from stridewell.cli.typed_session import read_kind

    if release is (to_day is not None):
        raise CaseError("It is open where the session should go.", "Give the day TO, or --release.")
    doors: Doors = context.obj
    with doors.desk() as desk:
        today = today_of(desk)
        slot = Slot(read_kind(kind), read_day(from_day, today, ahead=True))
        if to_day is None:
            _release(desk, doors, slot, as_json=as_json)
        else:
            to = read_day(to_day, today, ahead=True)
            _move(desk, doors, slot, to, as_json=as_json)


def _release(desk: Desk, doors: Doors, slot: Slot, *, as_json: bool) -> None:
    from stridewell.app.moves import release_session
    from stridewell.cli.tell_day import tell_day

    now = desk.clock.now()
    answer = release_session(desk.store, now, slot, desk.knowledge, desk.writers)
    stored = ("The plan chooses the day of that session again.",)
    tell_day(answer, doors, as_json=as_json, week=True, stored=stored)


def _move(desk: Desk, doors: Doors, slot: Slot, to_day: date, *, as_json: bool) -> None:
    from stridewell.app.moves import move_session
    from stridewell.cli.tell_day import tell_day
    from stridewell.cli.typed_days import said_day
    from stridewell.plan.changes import NAMES
    from stridewell.plan.schedule.moving import MoveRefused

    now = desk.clock.now()
    moved = move_session(desk.store, now, slot, to_day, desk.knowledge, desk.writers)
    if isinstance(moved, MoveRefused):
        _refuse_move(moved, as_json=as_json)
        return
    name = NAMES.get(slot.kind, slot.kind.value)
    stored = (f"The {name} is now on {said_day(to_day)}.", *moved.shifted)
    tell_day(moved.answer, doors, as_json=as_json, week=True, stored=stored)


def _refuse_move(refused: MoveRefused, *, as_json: bool) -> None:
    """Tell every limit it would break and the nearest day; ends the command with status 1."""
    from stridewell.cli.typed_days import said_day

    broken = tuple(dict.fromkeys(each.text for each in refused.breaches))
    text = " ".join(("The session stays where it is.", *broken))
    step = (
        "No other day of this week would do."
        if refused.nearest is None
        else f"The nearest day that would do: {said_day(refused.nearest)}."
    )
    if as_json:
        from stridewell.cli.daily_json import refused_move_out
        from stridewell.cli.tell_day import tell_json

        tell_json(refused_move_out(refused, text, step))
    typer.echo(f"stridewell: {text} {step}", err=True)
    raise typer.Exit(1)


def export(
    context: typer.Context,
    calendar: Annotated[
        Path | None, typer.Option(help="Write the week as a calendar file (ICS) there.")
    ] = None,
    workouts: Annotated[
        Path | None, typer.Option(help="Write the runs for a watch (FIT) into that folder.")
    ] = None,
    runs: Annotated[
        Path | None, typer.Option(help="Write your runs and their load into that folder.")
    ] = None,
    table_format: Annotated[
        TableFormat, typer.Option("--format", help="How runs are written.")
    ] = TableFormat.CSV,
    samples: Annotated[
        bool, typer.Option("--samples", help="With --runs: every sample too, places included.")
    ] = False,
    force: Annotated[bool, typer.Option("--force", help="Replace files that exist.")] = False,
    as_json: Json = False,
) -> None:
    """Write the week for a calendar or a watch, or your runs as tables.

    The plan is made anew before the week goes out; without a plan none does. Runs need no plan.
    """
    from stridewell.cli.run_files import RunTargets, write_runs
    from stridewell.cli.week_files import Targets, write_week

    if calendar is None and workouts is None and runs is None:
        raise CaseError(
            "It is open what to write.",
            "Give --calendar FILE, --workouts FOLDER or --runs FOLDER.",
        )
    if runs is not None and (calendar is not None or workouts is not None):
        raise CaseError("Runs and the week are two exports.", "Write one after the other.")
    doors: Doors = context.obj
    with doors.desk() as desk:
        if runs is not None:
            targets = RunTargets(runs, table_format, samples=samples, force=force)
            write_runs(desk, targets, as_json=as_json)
            return
        write_week(desk, doors, Targets(calendar, workouts, force=force), as_json=as_json)
