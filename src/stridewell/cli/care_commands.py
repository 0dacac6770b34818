"""Commands of the daily loop: check-in, today, plan."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated

import typer

from stridewell.errors import CaseError

if TYPE_CHECKING:
    from stridewell.app.care import DayAnswer
    from stridewell.cli.doors import Doors
    from stridewell.intake.reading import Answer
    from stridewell.knowledge.records import Knowledge

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
    answer: Annotated[
        list[str] | None,
        typer.Option(help="A new or changed answer as question=option; may be given again."),
    ] = None,
    note: Annotated[str, typer.Option(help="Anything you want to keep with it.")] = "",
    as_json: Json = False,
) -> None:
    """Tell how it is today; triage runs again and the plan is made anew.

    --pain-worst is the worst pain since yesterday morning, --pain-run that of the last run.
    """
    from stridewell.app.check_in import Told, check_in

    doors: Doors = context.obj
    changed = dict(_pair(each, doors.knowledge()) for each in answer or [])
    if pain_now is None and not changed:
        raise CaseError(
            "This check-in says nothing.",
            "Give at least --pain-now, or a changed answer with --answer question=option.",
        )
    told = Told(pain_now, pain_worst, pain_run, None, note, changed)
    with doors.desk() as desk:
        day = check_in(desk.store, desk.clock.now(), told, desk.knowledge, desk.writers)
    _show(day, doors, as_json=as_json, week=False)


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
    doors: Doors = context.obj
    _show(_answer(doors), doors, as_json=as_json, week=False)


def plan(context: typer.Context, as_json: Json = False) -> None:
    """Show the week with its exercises, the limits that apply, and what was left out."""
    doors: Doors = context.obj
    _show(_answer(doors), doors, as_json=as_json, week=True)


def _answer(doors: Doors) -> DayAnswer:
    from stridewell.app.care import answer_today

    with doors.desk() as desk:
        return answer_today(desk.store, desk.clock.now(), desk.knowledge)


def _show(day: DayAnswer, doors: Doors, *, as_json: bool, week: bool) -> None:
    if as_json:
        from stridewell.app.day_contract import day_out

        out = day_out(day).model_dump(mode="json")
        if out["refusal"] is not None:
            out = {key: out[key] for key in ("refusal", "disposition", "at", "version")}
        typer.echo(json.dumps(out, ensure_ascii=False, indent=1))
    else:
        from stridewell.cli.show_plan import show_day

        show_day(day, doors.knowledge(), week=week)
    from stridewell.plan.refusal import Refusal

    if isinstance(day.plan, Refusal):
        typer.echo(f"stridewell: {day.plan.text} {day.plan.next_step}", err=True)
        raise typer.Exit(1)
