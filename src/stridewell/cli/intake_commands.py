"""Commands of the intake: the list of questions, and judging a case."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from stridewell.cli.doors import Doors


Json = Annotated[bool, typer.Option("--json", help="Write JSON for programs.")]


def register(app: typer.Typer) -> None:
    """Add the commands of this room."""
    app.command("questions", epilog="Example: stridewell questions --json")(questions)
    app.command(
        "assess", epilog="Example: stridewell assess case.yaml --json --record record.json"
    )(assess_case)


def questions(context: typer.Context, as_json: Json = False) -> None:
    """List every question the intake can ask, with the answers it accepts."""
    from stridewell.app.contract import question_out

    doors: Doors = context.obj
    knowledge = doors.knowledge()
    listed = [question_out(question, knowledge) for question in knowledge.questions.values()]
    if as_json:
        typer.echo(json.dumps([q.model_dump() for q in listed], ensure_ascii=False, indent=1))
        return
    from stridewell.cli.show import show_questions

    show_questions(listed)


def assess_case(
    context: typer.Context,
    case: Annotated[Path, typer.Argument(help="A case: YAML or JSON with at, runner, answers.")],
    as_json: Json = False,
    record: Annotated[
        Path | None, typer.Option(help="Also save the whole record here, to replay it later.")
    ] = None,
    save: Annotated[
        bool, typer.Option("--save", help="Take the answers over as your own check-in.")
    ] = False,
    everything: Annotated[
        bool, typer.Option("--all", help="Show every cause and reason, with clinical terms.")
    ] = False,
) -> None:
    """Judge one case: how urgent it is, what the pattern fits, and what to ask next."""
    from stridewell.app.assess import assess
    from stridewell.app.contract import assessment_out

    doors: Doors = context.obj
    knowledge = doors.knowledge()
    read = doors.read_case(case)
    assessment = assess(read, knowledge)
    from stridewell.cli.records import save_own, write_record

    if record is not None:
        write_record(record, doors.write_case(read))
    if save:
        save_own(doors, read)
    if as_json:
        typer.echo(assessment_out(assessment, knowledge).model_dump_json(indent=1))
        return
    from stridewell.cli.show import show_assessment

    show_assessment(assessment, knowledge, everything=everything)
