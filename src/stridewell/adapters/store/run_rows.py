"""Runs to rows and back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, fields

import sqlalchemy as sa

from stridewell.activity.exposure import RunExposure
from stridewell.activity.strides import RunSummary
from stridewell.activity.track import FileOrigin
from stridewell.adapters.store import tables
from stridewell.adapters.store.value_codec import (
    exposure_text,
    mark_text,
    notes_text,
    read_exposure,
    read_mark,
    read_notes,
    read_told,
    told_text,
)
from stridewell.app.importing.notes import NO_NOTES, merge_notes
from stridewell.app.importing.records import KnownSource, NewSource, RunNumbers, ToldSource
from stridewell.app.ports import StoredRun
from stridewell.errors import NothingStoredError
from stridewell.values.timeline import require_zone

_SUMMARY_NAMES = tuple(field.name for field in fields(RunSummary))
_ACTIVITY, _ORIGIN = tables.activity.c, tables.activity_origin.c
RUN_COLUMNS = (_ACTIVITY.id, *(_ACTIVITY[name] for name in _SUMMARY_NAMES), _ACTIVITY.exposure)
ORIGIN_COLUMNS = (
    *(_ORIGIN.activity_id, _ORIGIN.sha256, _ORIGIN.path, _ORIGIN.format),
    *(_ORIGIN.batch, _ORIGIN.notes),
)
TOLD_COLUMNS = (_ORIGIN.path, _ORIGIN.sha256, _ORIGIN.format, _ORIGIN.chosen, _ORIGIN.told)
SOURCE_COLUMNS = (
    *(_ORIGIN.id, *ORIGIN_COLUMNS, _ORIGIN.chosen, _ORIGIN.mark),
    _ORIGIN.recording.is_not(None).label("recorded"),
    *(_ACTIVITY.start, _ACTIVITY.duration_s, _ACTIVITY.distance_m),
)


def numbers_row(numbers: RunNumbers) -> Mapping[str, object]:
    """The numbers of a run as stored."""
    require_zone(numbers.summary.start)
    told = {name: getattr(numbers.summary, name) for name in _SUMMARY_NAMES}
    return {**told, **exposure_row(numbers.exposure), "hidden": False}


def exposure_row(exposure: RunExposure | None) -> Mapping[str, object]:
    """An exposure as stored, with the version that tells whether it is outdated."""
    version = None if exposure is None else exposure.version
    return {"exposure": exposure_text(exposure), "exposure_version": version}


def source_row(source: NewSource) -> Mapping[str, object]:
    """A recording as stored."""
    return {
        "activity_id": source.run_id,
        **asdict(source.origin),
        "batch": source.batch,
        "chosen": source.chosen,
        "notes": notes_text(source.notes),
        "mark": mark_text(source.mark),
        "told": told_text(source.told),
        "recording": source.recording,
    }


def read_origin(row: sa.RowMapping) -> FileOrigin:
    """The file in a row."""
    return FileOrigin(row["path"], row["sha256"], row["format"])


def read_source(row: sa.RowMapping) -> KnownSource:
    """The recording in a row, without its samples; the run's columns stand beside its own."""
    return KnownSource(
        id=row["id"],
        run_id=row["activity_id"],
        origin=read_origin(row),
        batch=row["batch"],
        chosen=row["chosen"],
        recorded=bool(row["recorded"]),
        mark=read_mark(row["mark"], row),
        notes=read_notes(row["notes"]),
    )


def read_told_source(row: sa.RowMapping) -> ToldSource:
    """The recording in a row, with what was told of it."""
    return ToldSource(read_origin(row), row["chosen"], read_told(row["told"]))


def read_runs(
    runs: Iterable[sa.RowMapping], origins: Iterable[sa.RowMapping]
) -> Sequence[StoredRun]:
    """The runs in rows, with their files; ``origins`` has the first imported first."""
    by_run: dict[int, list[sa.RowMapping]] = {}
    for row in origins:
        by_run.setdefault(row["activity_id"], []).append(row)
    return [_read_run(row, by_run.get(row["id"], [])) for row in runs]


def _read_run(row: sa.RowMapping, origins: Sequence[sa.RowMapping]) -> StoredRun:
    told = [read_notes(each["notes"]) for each in origins if each["notes"] is not None]
    return StoredRun(
        id=row["id"],
        summary=RunSummary(*(row[name] for name in _SUMMARY_NAMES)),
        origins=each_once(read_origin(each) for each in origins),
        exposure=read_exposure(row["exposure"]),
        notes=merge_notes(told) if told else NO_NOTES,
        batch=origins[0]["batch"] if origins else None,
    )


def each_once(origins: Iterable[FileOrigin]) -> tuple[FileOrigin, ...]:
    """The files of a run; of equal ones in several places the first."""
    found: dict[str, FileOrigin] = {}
    for origin in origins:
        found.setdefault(origin.sha256, origin)
    return tuple(found.values())


def no_such_run(run_id: int) -> NothingStoredError:
    """There is no run of this number."""
    return NothingStoredError(
        f"There is no run number {run_id}.", "List the runs with `stridewell runs`."
    )
