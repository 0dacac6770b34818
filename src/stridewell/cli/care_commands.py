"""Commands of the daily loop: check-in, today, plan."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from stridewell.errors import CaseError

if TYPE_CHECKING:
    from stridewell.app.check_in import Told
    from stridewell.cli.doors import Doors
    from stridewell.intake.reading import Answer
    from stridewell.knowledge.records import Knowledge
    from stridewell.values.anatomy import Side

Json = Annotated[bool, typer.Option("--json", help="Write JSON for programs.")]
Pain = Annotated[int | None, typer.Option(help="0 (none) to 10 (worst imaginable).")]


def register(app: typer.Typer) -> None:
    """Add the commands of this room."""
    app.command("checkin", epilog="Example: stridewell checkin --pain-now 2 --pain-worst 3")(
        checkin
    )
    app.command("today", epilog="Example: stridewell today")(today)
    app.command("plan", epilog="Example: stridewell plan --json")(plan)


def checkin(
    context: typer.Context,
    pain_now: Pain = None,
    pain_worst: Pain = None,
    pain_run: Pain = None,
    sleep: Annotated[float | None, typer.Option(help="Hours you slept last night.")] = None,
    stress: Annotated[int | None, typer.Option(help="0 (none) to 10 (worst imaginable).")] = None,
    stiffness: Annotated[
        int | None, typer.Option(help="Minutes until the morning stiffness was gone.")
    ] = None,
    side: Annotated[str | None, typer.Option(help="Where it hurts: left, right or both.")] = None,
    woke: Annotated[
        bool | None,
        typer.Option("--woke/--no-woke", help="Whether pain woke you whatever way you lay."),
    ] = None,
    limp: Annotated[
        bool | None, typer.Option("--limp/--no-limp", help="Whether you walk with a limp.")
    ] = None,
    answer: Annotated[
        list[str] | None,
        typer.Option(help="A new or changed answer as question=option; may be given again."),
    ] = None,
    note: Annotated[str, typer.Option(help="Anything you want to keep with it.")] = "",
    as_json: Json = False,
) -> None:
    """Tell how it is today; triage runs again and the plan is made anew.

    --pain-worst is the worst pain since yesterday morning, --pain-run that of the last run.
    Several check-ins a day are possible.
    """
    from stridewell.app.check_in import Told, check_in
    from stridewell.cli.tell_day import tell_day

    doors: Doors = context.obj
    told = Told(
        pain_now=pain_now,
        pain_worst_yesterday=pain_worst,
        pain_during_run=pain_run,
        note=note,
        answers=dict(_pair(each, doors.knowledge()) for each in answer or []),
        stiffness_min=stiffness,
        side=_side(side),
        sleep_h=sleep,
        stress=stress,
        woke_at_night=woke,
        limp=limp,
    )
    _refuse_half(told)
    with doors.desk() as desk:
        day = check_in(desk.store, desk.clock.now(), told, desk.knowledge, desk.writers)
    tell_day(day, doors, as_json=as_json)


def _refuse_half(told: Told) -> None:
    """Refuse a check-in of which a part would not be heard."""
    if told.pain_now is None and told.pain_worst_yesterday is not None:
        raise CaseError("--pain-worst needs the pain now beside it.", "Give --pain-now as well.")
    if not told.is_morning and not told.answers:
        raise CaseError(
            "This check-in does not say how it is.",
            "Give at least --pain-now, or another option of: stridewell checkin --help",
        )


def _side(text: str | None) -> Side | None:
    from stridewell.values.anatomy import Side

    if text is None:
        return None
    if text not in {Side.LEFT, Side.RIGHT, Side.BOTH}:
        raise CaseError(f"{text!r} is no side.", "Say left, right or both.")
    return Side(text)


def _pair(text: str, knowledge: Knowledge) -> tuple[str, Answer]:
    question_id, equals, value = text.partition("=")
    if not equals or not question_id or not value:
        raise CaseError(f"{text!r} is no answer.", "Write it as question=option.")
    question = knowledge.questions.get(question_id)
    return question_id, _typed(value, question.kind if question is not None else "text")


def _typed(value: str, kind: str) -> Answer:
    """A list for several options, a number where one is asked for, else the text itself."""
    if kind in {"multi", "regions"}:
        return [each.strip() for each in value.split(",")]
    if kind != "number":
        return value
    try:
        return float(value)
    except ValueError:
        return value


def today(context: typer.Context, as_json: Json = False) -> None:
    """Say what to do today and why, from the newest answers and runs."""
    _tell_now(context.obj, as_json=as_json, week=False)


def plan(context: typer.Context, as_json: Json = False) -> None:
    """Show the week, how it goes, what changed, what comes before running, and the exercises."""
    _tell_now(context.obj, as_json=as_json, week=True)


def _tell_now(doors: Doors, *, as_json: bool, week: bool) -> None:
    from stridewell.app.care import answer_today
    from stridewell.cli.tell_day import tell_day

    with doors.desk() as desk:
        day = answer_today(desk.store, desk.clock.now(), desk.knowledge)
    tell_day(day, doors, as_json=as_json, week=week)
