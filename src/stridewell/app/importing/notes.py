"""What several exports say of one run, as one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from typing import Any

from stridewell.activity.notes import RunNotes

NO_NOTES = RunNotes()
_NAMES = tuple(field.name for field in fields(RunNotes) if field.name != "ids")


def merge_notes(told: Iterable[RunNotes]) -> RunNotes:
    """Each thing as the first that says it; the numbers that apps gave the run, all of them."""
    merged: dict[str, Any] = {}
    ids: dict[str, str] = {}
    for notes in told:
        for name in _NAMES:
            value = getattr(notes, name)
            if value not in {"", None}:
                merged.setdefault(name, value)
        for app, number in notes.ids.items():
            ids.setdefault(app, number)
    return RunNotes(**merged, ids=ids)
