"""Commands about the knowledge itself."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

if TYPE_CHECKING:
    from stridewell.app.learn.numbers import Counts
    from stridewell.cli.doors import Doors
    from stridewell.knowledge.records import Knowledge
    from stridewell.values.evidence import Issue

    Placed: TypeAlias = tuple[str | None, Issue]
    """A fault with the file that holds it, where one does."""


def make_group() -> typer.Typer:
    """The `knowledge` group."""
    group = typer.Typer(help="The knowledge files.", no_args_is_help=True)
    group.callback()(_about)
    group.command("check", epilog="Example: stridewell knowledge check")(check)
    return group


def _about() -> None:
    """The knowledge files."""


def check(
    context: typer.Context,
    folder: Annotated[
        Path | None, typer.Option(help="A folder of knowledge files instead of the packaged ones.")
    ] = None,
    add: Annotated[
        Path | None, typer.Option(help="A folder of your own knowledge files beside them.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Write JSON for programs.")] = False,
) -> None:
    """Find dangling references, numbers without a source, unsafe rules, claims without a home."""
    from stridewell.app.learn.numbers import counts
    from stridewell.app.learn.shelf import Shelf
    from stridewell.knowledge.check import check_knowledge
    from stridewell.knowledge.check_fuel import check_fuel
    from stridewell.knowledge.check_library import check_library
    from stridewell.values.evidence import Severity

    doors: Doors = context.obj
    shelf = Shelf(doors.knowledge(folder, add), doors.library(folder, add))
    issues = (
        *check_knowledge(shelf.knowledge),
        *check_fuel(shelf.knowledge),
        *check_library(shelf.library, shelf.knowledge),
    )
    placed = [(doors.file_of(issue.where, folder, add), issue) for issue in issues]
    counted = counts(shelf)
    if as_json:
        typer.echo(_as_json(shelf.knowledge.version, placed, counted))
    else:
        _tell(placed, shelf.knowledge, counted)
    if any(issue.severity is Severity.ERROR for issue in issues):
        raise typer.Exit(1)


def _as_json(version: str, placed: Sequence[Placed], counted: Counts) -> str:
    told = {
        "version": version,
        "issues": [_row(file, issue) for file, issue in placed],
        "claims": counted.verdicts,
        "numbers": counted.results,
        "verification": counted.verifications,
    }
    return json.dumps(told, ensure_ascii=False, indent=1)


def _tell(placed: Sequence[Placed], knowledge: Knowledge, counted: Counts) -> None:
    for file, issue in placed:
        place = f"{file}: {issue.where}" if file is not None else issue.where
        typer.echo(f"{issue.severity}: {place} {issue.text}. {issue.remedy}", err=True)
    typer.echo(_summary(len(placed), knowledge))
    for line in _count_lines(counted):
        typer.echo(line)


def _row(file: str | None, issue: Issue) -> dict[str, str | None]:
    return {
        "file": file,
        "severity": issue.severity.value,
        "where": issue.where,
        "text": issue.text,
        "remedy": issue.remedy,
    }


def _summary(faults: int, knowledge: Knowledge) -> str:
    found = f"{faults} to look at" if faults else "no faults"
    rules, conditions = len(knowledge.rules), len(knowledge.conditions)
    return f"Knowledge {knowledge.version}: {rules} triage rules, {conditions} conditions; {found}."


def _count_lines(counts: Counts) -> Iterator[str]:
    yield _counted("Claims", counts.verdicts.items())
    yield _counted("Looked-up numbers", counts.results.items())
    yield _counted("Entries by verification", counts.verifications.items())


def _counted(name: str, counted: Collection[tuple[str, int]]) -> str:
    parts = ", ".join(f"{count} {word.replace('_', ' ')}" for word, count in counted)
    return f"{name}: {sum(count for _, count in counted)} ({parts})."
