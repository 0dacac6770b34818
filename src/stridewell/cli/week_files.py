"""Writes the week as files of a calendar and a watch; nothing is replaced unasked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from stridewell.app.daily import CHANGED, told_and_planned
from stridewell.app.desk import Desk
from stridewell.app.exports import week_calendar, week_workouts
from stridewell.cli.records import write_bytes
from stridewell.cli.tell_day import tell_day, tell_json
from stridewell.errors import NotPlannedError, SettingsError
from stridewell.plan.planner import Plan

if TYPE_CHECKING:
    from stridewell.cli.doors import Doors


@dataclass(frozen=True, slots=True)
class Targets:
    """Where the week is to be written; None for what is not wanted."""

    calendar: Path | None
    workouts: Path | None
    force: bool


def write_week(desk: Desk, doors: Doors, targets: Targets, *, as_json: bool) -> None:
    """Plan anew, keep that week, and write it; ends with status 1 where there is no plan.

    Raises:
        NotPlannedError: the week holds nothing to write.
        SettingsError: a file exists already, or cannot be written; then none is written.
    """
    now = desk.clock.now()
    # a week kept yesterday may hold runs that today's answers or runs no longer allow
    answer = told_and_planned(
        desk.store, now, lambda _: None, CHANGED, desk.knowledge, desk.writers
    )
    if not isinstance(answer.plan, Plan):
        tell_day(answer, doors, as_json=as_json)
        return
    files, missing = _files(desk, targets, now)
    if not files:
        raise NotPlannedError(" ".join(missing), "Look at the week with: stridewell plan")
    _refuse_existing(files, force=targets.force)
    if targets.workouts is not None:
        _make_folder(targets.workouts)
    for path, content in files.items():
        write_bytes(path, content)
    if as_json:
        tell_json({"written": [str(path) for path in files], "missing": missing})
        return
    for line in (*(f"Written: {path}" for path in files), *missing):
        typer.echo(line)


def _files(desk: Desk, targets: Targets, now: datetime) -> tuple[Mapping[Path, bytes], list[str]]:
    """The files to write, and what the week does not hold."""
    files: dict[Path, bytes] = {}
    missing = []
    if targets.calendar is not None:
        entries = week_calendar(desk.store, now, desk.knowledge)
        if entries:
            files[targets.calendar] = desk.exports.calendar(entries, now)
        else:
            missing.append("This week holds no session for a calendar.")
    if targets.workouts is not None:
        runs = {
            targets.workouts / f"stridewell-{each.day.isoformat()}.fit": desk.exports.workout(
                each.workout, now
            )
            for each in week_workouts(desk.store, now, desk.knowledge)
        }
        files |= runs
        if not runs:
            missing.append("This week holds no run that a watch could lead through.")
    return files, missing


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SettingsError(
            f"The folder {folder} cannot be made: {error.strerror}.",
            "Name another one; a file of that name may be in the way.",
        ) from error


def _refuse_existing(files: Mapping[Path, bytes], *, force: bool) -> None:
    folders = [str(path) for path in files if path.is_dir()]
    if folders:
        raise SettingsError(
            f"{', '.join(folders)} is a folder; nothing was written.", "Name a file in it."
        )
    there = [str(path) for path in files if path.exists()]
    if there and not force:
        raise SettingsError(
            f"There is already a file at {', '.join(there)}; nothing was written.",
            "Name another place, or replace it with --force.",
        )
