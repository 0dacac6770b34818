"""Commands about the knowledge itself."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from stridewell.cli.doors import Doors
    from stridewell.values.evidence import Issue


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
    as_json: Annotated[bool, typer.Option("--json", help="Write JSON for programs.")] = False,
) -> None:
    """Find dangling references, numbers without a source, ranges upside down, unsafe rules."""
    from stridewell.knowledge.check import check_knowledge
    from stridewell.values.evidence import Severity

    doors: Doors = context.obj
    knowledge = doors.knowledge(folder)
    issues = check_knowledge(knowledge)
    if as_json:
        rows = [_row(issue) for issue in issues]
        typer.echo(json.dumps({"version": knowledge.version, "issues": rows}, indent=1))
    else:
        for issue in issues:
            typer.echo(f"{issue.severity}: {issue.where} {issue.text}. {issue.remedy}", err=True)
        typer.echo(
            _summary(
                len(issues), knowledge.version, len(knowledge.rules), len(knowledge.conditions)
            )
        )
    if any(issue.severity is Severity.ERROR for issue in issues):
        raise typer.Exit(1)


def _row(issue: Issue) -> dict[str, str]:
    return {
        "severity": issue.severity.value,
        "where": issue.where,
        "text": issue.text,
        "remedy": issue.remedy,
    }


def _summary(faults: int, version: str, rules: int, conditions: int) -> str:
    found = "no faults" if faults == 0 else f"{faults} to look at"
    return f"Knowledge {version}: {rules} triage rules, {conditions} conditions; {found}."
