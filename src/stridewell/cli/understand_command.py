"""The command `understand`: a story in the runner's own words → proposed answers."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from stridewell.app.understand import Story
    from stridewell.cli.doors import Doors
    from stridewell.intake.reading import Answer
    from stridewell.intake.runner import Runner

OLDEST = 110
STANDARD_INPUT = "-"
MOST_READ = 100_001
"""So many characters of a file are read at most; what is longer is refused anyway."""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        "understand",
        epilog='Example: stridewell understand "outside of my left hip, worse on stairs" --age 41',
    )(understand_story)


def understand_story(
    context: typer.Context,
    text: Annotated[
        str | None, typer.Argument(help="What you feel, in your own words (English).")
    ] = None,
    age: Annotated[float | None, typer.Option(help="Age in years.")] = None,
    sex: Annotated[str, typer.Option(help="female, male or unknown.")] = "unknown",
    file: Annotated[
        str | None, typer.Option(help="Read the text from this file; - is standard input.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Write JSON for programs.")] = False,
    case: Annotated[
        Path | None, typer.Option(help="Save the answers as a case here; needs --confirm-all.")
    ] = None,
    confirm_all: Annotated[
        bool, typer.Option("--confirm-all", help="You have checked every line: let it count.")
    ] = False,
) -> None:
    """Read a story in your own words and propose answers. Nothing counts until you confirm it."""
    from stridewell.app.understand import read_story

    doors: Doors = context.obj
    _refuse_unconfirmed(case, age, confirmed=confirm_all)
    knowledge = doors.knowledge()
    runner, at = _runner(age, sex), doors.now()
    story = read_story(_told(text, file), runner, at, knowledge)
    if as_json:
        from stridewell.app.understand_contract import story_out

        typer.echo(story_out(story, knowledge).model_dump_json(indent=1))
    _refuse_unread(story)
    if not as_json:
        from stridewell.cli.show_story import show_story

        show_story(story, knowledge, saved=case)
    if case is not None and runner is not None:
        _save(doors, case, runner, story.answers)


def _refuse_unconfirmed(case: Path | None, age: float | None, *, confirmed: bool) -> None:
    from stridewell.errors import SettingsError

    if case is None:
        return
    if not confirmed:
        raise SettingsError(
            "Nothing that was read from a text counts until you confirm it.",
            "Read the proposals first; then add --confirm-all to save them as a case.",
        )
    if age is None:
        raise SettingsError("A case needs an age.", "Add --age N.")


def _told(text: str | None, file: str | None) -> str:
    """The text of the command line, a file, or standard input.

    Raises:
        SettingsError: there is none, there are two, or the file cannot be read.
    """
    from stridewell.errors import SettingsError

    if (text is None) == (file is None):
        raise SettingsError(
            "There must be one text: as words in quotes, or with --file.",
            'For example: stridewell understand "my left hip hurts on stairs".',
        )
    if text is not None:
        return text
    if file == STANDARD_INPUT:
        return sys.stdin.read(MOST_READ)
    try:
        with Path(str(file)).open(encoding="utf-8") as opened:
            return opened.read(MOST_READ)
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not text"
        raise SettingsError(f"The file {file} cannot be read: {reason}.", "Check it.") from error


def _runner(age: float | None, sex: str) -> Runner | None:
    from stridewell.app.case_contract import SEX_WORDS
    from stridewell.errors import SettingsError
    from stridewell.intake.runner import Runner, Sex

    word = SEX_WORDS.get(sex.lower(), sex.lower())
    if word not in set(Sex):
        raise SettingsError(f"The sex {sex!r} is not known here.", "Say female, male or unknown.")
    if age is None:
        return None
    if not 0 <= age <= OLDEST:
        raise SettingsError(f"An age of {age:g} is impossible.", "Give it in years.")
    return Runner(age, Sex(word))


def _refuse_unread(story: Story) -> None:
    """End with status 1 when the text could not be read, and say why."""
    refusal = story.understanding.refusal
    if refusal is not None:
        typer.echo(f"stridewell: {refusal.text} {refusal.next_step}", err=True)
        raise typer.Exit(1)


def _save(doors: Doors, place: Path, runner: Runner, answers: Mapping[str, Answer]) -> None:
    from stridewell.app.case import Case
    from stridewell.cli.records import write_record

    case = Case(doors.now(), runner, dict(answers))
    is_json = place.suffix.lower() == ".json"
    write_record(place, doors.write_case(case) if is_json else doors.write_case_as_yaml(case))
    typer.echo(f"Saved to {place}. Go on with: stridewell assess {place}", err=True)
