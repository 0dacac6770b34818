"""Command of the week's scores: weekly."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from stridewell.cli.daily_commands import Json, today_of

if TYPE_CHECKING:
    from stridewell.app.desk import Desk
    from stridewell.cli.doors import Doors
    from stridewell.cli.typed_scores import TypedScores


def register(app: typer.Typer) -> None:
    """Add the command of this room."""
    app.command(
        "weekly",
        epilog='Example: stridewell weekly --answer training_kept=1 --activity "stairs=4"',
    )(weekly)


def weekly(
    context: typer.Context,
    answer: Annotated[
        list[str] | None,
        typer.Option(help="A question and the number of its option, as load_cut=1; repeatable."),
    ] = None,
    activity: Annotated[
        list[str] | None,
        typer.Option(help='How an activity of yours goes, 0 to 10, as "stairs=4"; up to three.'),
    ] = None,
    confidence: Annotated[
        int | None, typer.Option(help="Confidence to run, 0 (none) to 10 (full).")
    ] = None,
    clinician: Annotated[
        list[str] | None,
        typer.Option(help='A score that a clinician took, as "HAGOS=62" or "NAME=30:0-48".'),
    ] = None,
    as_json: Json = False,
) -> None:
    """Show the scores of the weeks and the questions; with options tell this week.

    Below them stands what we would want to see before the last limits are lifted.
    """
    from stridewell.app.full_return import read_full_return
    from stridewell.app.weekly import read_weekly
    from stridewell.cli.typed_scores import TypedScores

    doors: Doors = context.obj
    with doors.desk() as desk:
        _tell(
            desk,
            TypedScores(
                tuple(answer or ()), tuple(activity or ()), confidence, tuple(clinician or ())
            ),
        )
        now = desk.clock.now()
        read = read_weekly(desk.store, now, desk.knowledge)
        full = read_full_return(desk.store, now, desk.knowledge)
        if as_json:
            from stridewell.cli.daily_json import weekly_out
            from stridewell.cli.tell_day import tell_json

            tell_json(weekly_out(read, full, desk.knowledge))
            return
        from stridewell.cli.show_days import show_weekly
        from stridewell.cli.show_full_return import show_full_return

        show_weekly(read, desk.knowledge)
        if full is not None:
            show_full_return(full, desk.knowledge)


def _tell(desk: Desk, typed: TypedScores) -> None:
    """Store what was typed; all of it is read before anything is stored."""
    from stridewell.app.weekly import tell_clinician_score, tell_score
    from stridewell.cli.typed_scores import read_clinician, read_week

    now, today = desk.clock.now(), today_of(desk)
    named = [read_clinician(each, today) for each in typed.clinician]
    if typed.has_week:
        tell_score(desk.store, now, read_week(typed, today), desk.knowledge)
    for score in named:
        tell_clinician_score(desk.store, now, score)
