"""Tells the day after something was told: for people or programs; a refused plan ends with 1."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

import typer

from stridewell.plan.refusal import Refusal

if TYPE_CHECKING:
    from stridewell.app.care import DayAnswer
    from stridewell.cli.doors import Doors


def tell_day(
    day: DayAnswer,
    doors: Doors,
    *,
    as_json: bool,
    week: bool = False,
    stored: Sequence[str] = (),
) -> None:
    """Write the day; ``stored`` are sentences for people about what has just been stored.

    Ends the command with status 1 where no plan would be safe.
    """
    if as_json:
        tell_json(_plain(day))
    else:
        from stridewell.cli.show_plan import show_day

        for line in stored:
            typer.echo(line)
        show_day(day, doors.knowledge(), week=week)
    if isinstance(day.plan, Refusal):
        typer.echo(f"stridewell: {day.plan.text} {day.plan.next_step}", err=True)
        raise typer.Exit(1)


def tell_json(out: object) -> None:
    """Write plain data for programs."""
    typer.echo(json.dumps(out, ensure_ascii=False, indent=1))


def _plain(day: DayAnswer) -> object:
    from stridewell.app.day_contract import day_out

    out = day_out(day).model_dump(mode="json")
    if out["refusal"] is None:
        return out
    return {key: out[key] for key in ("refusal", "disposition", "at", "version")}
