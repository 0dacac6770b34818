"""Exposures, notes, marks and what was told to JSON text and back."""

from __future__ import annotations

from typing import TypeVar

import sqlalchemy as sa
from pydantic import TypeAdapter, ValidationError

from stridewell.activity.exposure import RunExposure
from stridewell.activity.notes import RunNotes
from stridewell.app.importing.notes import NO_NOTES
from stridewell.app.importing.records import RecordingMark, ToldIssues

_T = TypeVar("_T")
_EXPOSURE = TypeAdapter(RunExposure)
_NOTES = TypeAdapter(RunNotes)
_MARK = TypeAdapter(RecordingMark)
_TOLD = TypeAdapter(ToldIssues)


def exposure_text(exposure: RunExposure | None) -> str | None:
    """An exposure as stored."""
    return None if exposure is None else _text(_EXPOSURE, exposure)


def read_exposure(text: str | None) -> RunExposure | None:
    """A stored exposure; None where an older version wrote something else under its name.

    It is worked out anew then, by the next import.
    """
    if text is None:
        return None
    try:
        return _EXPOSURE.validate_json(text)
    except ValidationError:
        return None


def notes_text(notes: RunNotes) -> str | None:
    """Notes as stored; most files have none."""
    return None if notes == NO_NOTES else _text(_NOTES, notes)


def read_notes(text: str | None) -> RunNotes:
    """Stored notes."""
    return NO_NOTES if text is None else _NOTES.validate_json(text)


def mark_text(mark: RecordingMark) -> str:
    """A mark as stored."""
    return _text(_MARK, mark)


def read_mark(text: str | None, run: sa.RowMapping) -> RecordingMark:
    """A stored mark; for what was stored before marks were, what its run can tell."""
    if text is not None:
        return _MARK.validate_json(text)
    return RecordingMark(run["start"].timestamp(), run["duration_s"], run["distance_m"], "")


def told_text(told: ToldIssues | None) -> str | None:
    """What was told of a recording as stored; of most there is nothing to tell, but it is known."""
    return None if told is None else _text(_TOLD, told)


def read_told(text: str | None) -> ToldIssues | None:
    """What was told of a recording; None where nobody kept it."""
    return None if text is None else _TOLD.validate_json(text)


def _text(adapter: TypeAdapter[_T], value: _T) -> str:
    return adapter.dump_json(value).decode()
