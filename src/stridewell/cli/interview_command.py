"""The command of the interview: in a terminal for people, one step at a time for programs."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from stridewell.app.case import Case
    from stridewell.cli.doors import Doors
    from stridewell.intake.runner import Runner


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("interview", epilog="Example: stridewell interview --out case.yaml")(interview)


def interview(
    context: typer.Context,
    age: Annotated[
        float | None, typer.Option(help="Age in years; asked for when left out.")
    ] = None,
    sex: Annotated[
        str | None, typer.Option(help="female, male or unknown; asked for when left out.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option(help="Save the case here: YAML, or JSON if it ends in .json.")
    ] = None,
    resume: Annotated[
        Path | None, typer.Option(help="Go on with the case of this file, and save it there.")
    ] = None,
    save: Annotated[
        bool, typer.Option("--save", help="Take the answers over as your own check-in.")
    ] = False,
    json_step: Annotated[
        Path | None, typer.Option(help="Write the next step for this case as JSON, and end.")
    ] = None,
) -> None:
    """Ask one question at a time, as few as it takes, and answer like `assess`.

    Type the number of an answer, s for not sure, ? for why, b for back, q to stop and save.
    """
    doors: Doors = context.obj
    if json_step is not None:
        _write_step(doors, doors.read_case(json_step))
        return
    begun = _begun(doors, age, sex, resume)
    case, stopped = _talk(doors, begun)
    place = out or resume
    if place is not None:
        _save(doors, case, place)
    if stopped:
        _tell_how_to_go_on(place)
        return
    _show(doors, case, save=save)


def _write_step(doors: Doors, case: Case) -> None:
    from stridewell.app.assess import assess
    from stridewell.app.contract import contradictions_out, interview_out
    from stridewell.app.interview import next_step

    knowledge = doors.knowledge()
    assessment = assess(case, knowledge)
    step = interview_out(next_step(assessment, knowledge)).model_dump()
    found = [each.model_dump() for each in contradictions_out(assessment)]
    level = assessment.disposition.level.value
    told = {**step, "level": level, "contradictions": found}
    typer.echo(json.dumps(told, ensure_ascii=False, indent=1))


def _begun(doors: Doors, age: float | None, sex: str | None, resume: Path | None) -> Case:
    """The case to begin or to go on with, judged now."""
    from stridewell.app.case import Case

    if resume is not None:
        return replace(doors.read_case(resume), at=doors.now())
    return Case(doors.now(), _runner(age, sex), {})


def _runner(age: float | None, sex: str | None) -> Runner:
    from stridewell.app.case_contract import SEX_WORDS
    from stridewell.errors import CaseError
    from stridewell.intake.runner import Runner, Sex

    years = age if age is not None else typer.prompt("Age in years", type=float)
    told = (
        sex if sex is not None else typer.prompt("Sex (female, male, unknown)", default="unknown")
    )
    word = SEX_WORDS.get(told.lower(), told.lower())
    if word not in set(Sex):
        raise CaseError(f"The sex {told!r} is not known here.", "Say female, male or unknown.")
    if not 0 <= years <= OLDEST:
        raise CaseError(f"An age of {years:g} is impossible.", "Give it in years.")
    return Runner(years, Sex(word))


OLDEST = 110


def _talk(doors: Doors, case: Case) -> tuple[Case, bool]:
    """The case as it was answered, and whether the talk was stopped before its end."""
    from stridewell.app.draft import Draft
    from stridewell.app.guide import Guide
    from stridewell.cli.interview_talk import Talk
    from stridewell.cli.show import console

    draft = Draft(case.runner, answers=case.answers, done=tuple(case.answers), whole=True)
    guide = Guide(draft, case.at, doors.knowledge(), case.findings)
    told = Talk(console()).through(guide)
    return replace(case, answers=told.guide.draft.answers), told.stopped


def _save(doors: Doors, case: Case, place: Path) -> None:
    from stridewell.cli.records import write_record

    is_json = place.suffix.lower() == ".json"
    write_record(place, doors.write_case(case) if is_json else doors.write_case_as_yaml(case))
    typer.echo(f"Saved to {place}.", err=True)


def _tell_how_to_go_on(place: Path | None) -> None:
    if place is None:
        typer.echo("Stopped. Nothing was saved; name a file with --out next time.", err=True)
    else:
        typer.echo(f"Go on with: stridewell interview --resume {place}", err=True)


def _show(doors: Doors, case: Case, *, save: bool) -> None:
    from stridewell.app.assess import assess
    from stridewell.cli.records import save_own
    from stridewell.cli.show import show_assessment

    knowledge = doors.knowledge()
    assessment = assess(case, knowledge)
    if save:
        save_own(doors, case)
    show_assessment(assessment, knowledge)
