"""What imports read and write, in a database."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from stridewell.activity.exposure import RunExposure
from stridewell.activity.notes import RunNotes
from stridewell.activity.track import Activity
from stridewell.adapters.recordings.recording_codec import unpack_recording
from stridewell.adapters.store import run_rows, tables
from stridewell.adapters.store.value_codec import mark_text, read_notes
from stridewell.app.importing.notes import merge_notes
from stridewell.app.importing.records import (
    BatchCounts,
    BatchState,
    HiddenRun,
    ImportBatch,
    KnownSource,
    NewSource,
    RecordingMark,
    RunNumbers,
    SeenFile,
    ToldSource,
    Verdict,
)
from stridewell.values.timeline import require_zone

_AT_ONCE = 500
"""How many values one statement names; old SQLite versions stop at 999."""
_RUNS, _SOURCES = tables.activity, tables.activity_origin
_SEEN, _BATCHES = tables.seen_file, tables.import_batch
_SEEN_NAMES = tuple(each.name for each in _SEEN.c if each.name not in {"id", "runner_id"})
Query = sa.Select[tuple[Any, ...]]


class SqlImports:
    """Import records of one runner, through the connection of a transaction."""

    def __init__(self, connection: sa.Connection, runner_id: str) -> None:
        """Work on one runner's rows."""
        self._connection = connection
        self._runner_id = runner_id

    def batches(self) -> Sequence[ImportBatch]:
        """Every import, the oldest first."""
        query = sa.select(_BATCHES).where(self._mine(_BATCHES)).order_by(_BATCHES.c.id)
        return [_batch(row) for row in self._rows(query)]

    def open_batch(self, at: datetime | None, paths: Sequence[str]) -> int:
        """Begin an import; returns its number."""
        row = {
            "runner_id": self._runner_id,
            "at": None if at is None else require_zone(at),
            "paths": list(paths),
            "state": BatchState.RUNNING.value,
            "counts": asdict(BatchCounts()),
        }
        return self._insert(_BATCHES, [row])[0]

    def close_batch(self, batch: int, state: BatchState) -> BatchCounts:
        """Say how an import ended; what came of it is counted from what it left."""
        counts = self._counts(batch)
        change = sa.update(_BATCHES).where(self._mine(_BATCHES), _BATCHES.c.id == batch)
        if state is BatchState.UNDONE:
            # nothing is left to count; what it once came to stays
            self._connection.execute(change.values(state=state.value))
            return counts
        self._connection.execute(change.values(state=state.value, counts=asdict(counts)))
        return counts

    def seen(self) -> Sequence[SeenFile]:
        """Every file with a verdict, ordered by path."""
        columns = [_SEEN.c[name] for name in _SEEN_NAMES]
        query = sa.select(*columns).where(self._mine(_SEEN)).order_by(_SEEN.c.path, _SEEN.c.id)
        return [
            SeenFile(**{**row, "verdict": Verdict(row["verdict"])}) for row in self._rows(query)
        ]

    def put_seen(self, batch: int, files: Sequence[SeenFile]) -> None:
        """Store verdicts; each path has one, the newest.

        What was said of a zip as a whole (without a fingerprint) goes when the zip comes anew.
        """
        if not files:
            return
        self._drop_remarks(each.path for each in files if each.verdict is Verdict.ARCHIVE)
        paths = [each.path for each in files if each.fingerprint]
        self._delete_seen(_SEEN.c.path, paths, _SEEN.c.fingerprint != "")
        own = {"runner_id": self._runner_id, "batch": batch}
        rows = [
            {name: getattr(each, name) for name in _SEEN_NAMES}
            | {"verdict": each.verdict.value}
            | own
            for each in files
        ]
        self._connection.execute(sa.insert(_SEEN), rows)

    def forget_seen(self, batch: int) -> None:
        """Drop the verdicts of an import, and those on the zips these files lie in."""
        of_batch = (self._mine(_SEEN), _SEEN.c.batch == batch)
        query = sa.select(_SEEN.c.archive).distinct().where(*of_batch)
        archives = [each for each in self._connection.execute(query).scalars() if each is not None]
        self._connection.execute(sa.delete(_SEEN).where(*of_batch))
        self._delete_seen(_SEEN.c.path, archives, _SEEN.c.verdict == Verdict.ARCHIVE.value)
        self._drop_remarks(archives)

    def sources(self) -> Sequence[KnownSource]:
        """The recordings of every run, the first stored first."""
        return self._sources(sa.true())

    def sources_of(self, run_id: int) -> Sequence[KnownSource]:
        """The recordings of one run, the first stored first."""
        return self._sources(_SOURCES.c.activity_id == run_id)

    def told_of(self, run_id: int) -> Sequence[ToldSource]:
        """What was told of each recording of a run, the first stored first."""
        query = sa.select(*run_rows.TOLD_COLUMNS).where(
            self._mine(_SOURCES), _SOURCES.c.activity_id == run_id
        )
        return [run_rows.read_told_source(row) for row in self._rows(query.order_by(_SOURCES.c.id))]

    def _sources(self, wanted: sa.ColumnElement[bool]) -> Sequence[KnownSource]:
        joined = sa.join(_SOURCES, _RUNS, _SOURCES.c.activity_id == _RUNS.c.id)
        query = sa.select(*run_rows.SOURCE_COLUMNS).select_from(joined)
        ordered = query.where(self._mine(_SOURCES), wanted).order_by(_SOURCES.c.id)
        return [run_rows.read_source(row) for row in self._rows(ordered)]

    def hidden_runs(self) -> Sequence[HiddenRun]:
        """Runs that were undone."""
        columns = (_RUNS.c.id, _RUNS.c.start, _RUNS.c.duration_s, _RUNS.c.distance_m)
        query = sa.select(*columns).where(self._mine(_RUNS), _RUNS.c.hidden.is_(True))
        return [
            HiddenRun(run_id, start.timestamp(), duration_s, distance_m)
            for run_id, start, duration_s, distance_m in self._connection.execute(
                query.order_by(_RUNS.c.id)
            )
        ]

    def add_numbers(self, runs: Sequence[RunNumbers]) -> Sequence[int]:
        """Store runs; returns their numbers. Their sources must follow in this transaction."""
        own = {"runner_id": self._runner_id}
        return self._insert(_RUNS, [{**run_rows.numbers_row(each), **own} for each in runs])

    def replace_numbers(self, run_id: int, numbers: RunNumbers) -> None:
        """Store other numbers of a run; shown again if it was hidden, and no source chosen."""
        mine = sa.update(_RUNS).where(self._mine(_RUNS), _RUNS.c.id == run_id)
        self._connection.execute(mine.values(**run_rows.numbers_row(numbers)))
        theirs = sa.update(_SOURCES).where(self._mine(_SOURCES), _SOURCES.c.activity_id == run_id)
        self._connection.execute(theirs.values(chosen=False))

    def add_sources(self, sources: Sequence[NewSource]) -> None:
        """Store recordings."""
        own = {"runner_id": self._runner_id}
        rows = [{**run_rows.source_row(each), **own} for each in sources]
        if rows:
            self._connection.execute(sa.insert(_SOURCES), rows)

    def choose(self, source_id: int) -> None:
        """Have its run show this recording."""
        self._change_source(source_id, {"chosen": True})

    def recording(self, source_id: int) -> tuple[Activity, RunNotes]:
        """A stored recording, and the notes of all sources of its run.

        Raises:
            NothingStoredError: there is none.
        """
        query = sa.select(_SOURCES).where(self._mine(_SOURCES), _SOURCES.c.id == source_id)
        row = self._connection.execute(query).mappings().first()
        if row is None or row["recording"] is None:
            raise run_rows.no_such_run(source_id)
        activity = unpack_recording(row["recording"], run_rows.read_origin(row))
        return activity, self._notes_of(row["activity_id"])

    def move_recording(self, source_id: int, to_id: int) -> None:
        """Keep the samples of one source, and what was told of them, with an equal one."""
        moved = (_SOURCES.c.recording, _SOURCES.c.chosen, _SOURCES.c.told)
        query = sa.select(*moved).where(_SOURCES.c.id == source_id)
        row = self._connection.execute(query).mappings().one()
        self._change_source(source_id, {"recording": None, "chosen": False, "told": None})
        self._change_source(to_id, dict(row))

    def remove_sources(self, batch: int) -> None:
        """Forget the recordings an import brought; runs left without one are hidden."""
        gone = sa.delete(_SOURCES).where(self._mine(_SOURCES), _SOURCES.c.batch == batch)
        self._connection.execute(gone)
        held = sa.exists().where(_SOURCES.c.activity_id == _RUNS.c.id)
        bare = sa.update(_RUNS).where(self._mine(_RUNS), ~held)
        self._connection.execute(bare.values(hidden=True, exposure=None, exposure_version=None))

    def outdated(self, version: int) -> Sequence[int]:
        """The chosen sources whose run has no exposure, one of an older version, or no mark."""
        joined = sa.join(_SOURCES, _RUNS, _SOURCES.c.activity_id == _RUNS.c.id)
        query = sa.select(_SOURCES.c.id).select_from(joined)
        worked_out = _RUNS.c.exposure_version
        old = sa.or_(worked_out.is_(None), worked_out < version, _SOURCES.c.mark.is_(None))
        chosen = query.where(self._mine(_SOURCES), _SOURCES.c.chosen.is_(True), old)
        return self._connection.execute(chosen.order_by(_SOURCES.c.id)).scalars().all()

    def forget_exposures(self, run_ids: Sequence[int]) -> None:
        """Have the exposures of runs worked out anew."""
        for some in _in_parts(run_ids):
            change = sa.update(_RUNS).where(self._mine(_RUNS), _RUNS.c.id.in_(some))
            self._connection.execute(change.values(exposure=None, exposure_version=None))

    def renew(self, source_id: int, exposure: RunExposure, mark: RecordingMark) -> None:
        """Store what was worked out anew from a chosen source."""
        self._change_source(source_id, {"mark": mark_text(mark)})
        its_run = sa.select(_SOURCES.c.activity_id).where(_SOURCES.c.id == source_id)
        change = sa.update(_RUNS).where(self._mine(_RUNS), _RUNS.c.id == its_run.scalar_subquery())
        self._connection.execute(change.values(**run_rows.exposure_row(exposure)))

    def _counts(self, batch: int) -> BatchCounts:
        first = sa.select(sa.func.min(_SOURCES.c.id)).where(self._mine(_SOURCES))
        firsts = first.group_by(_SOURCES.c.activity_id)
        own = sa.select(_SOURCES.c.activity_id).where(
            self._mine(_SOURCES), _SOURCES.c.batch == batch
        )
        new = own.where(_SOURCES.c.id.in_(firsts))
        updated = own.where(_SOURCES.c.chosen.is_(True), _SOURCES.c.activity_id.not_in(new))
        query = sa.select(_SEEN.c.verdict, sa.func.sum(_SEEN.c.count)).where(
            self._mine(_SEEN), _SEEN.c.batch == batch
        )
        rows = self._connection.execute(query.group_by(_SEEN.c.verdict)).all()
        files = {verdict: int(count) for verdict, count in rows}
        return BatchCounts(
            imported=self._count(new),
            updated=self._count(updated),
            duplicates=files.get(Verdict.DUPLICATE, 0),
            not_runs=files.get(Verdict.NOT_RUN, 0) + files.get(Verdict.UNNAMED, 0),
            refused=files.get(Verdict.REFUSED, 0),
        )

    def _count(self, query: Query) -> int:
        counted = sa.select(sa.func.count()).select_from(query.distinct().subquery())
        return int(self._connection.execute(counted).scalar_one())

    def _notes_of(self, run_id: int) -> RunNotes:
        query = sa.select(_SOURCES.c.notes).where(
            self._mine(_SOURCES), _SOURCES.c.activity_id == run_id, _SOURCES.c.notes.is_not(None)
        )
        told = self._connection.execute(query.order_by(_SOURCES.c.id)).scalars()
        return merge_notes(read_notes(each) for each in told)

    def _change_source(self, source_id: int, values: Mapping[str, object]) -> None:
        change = sa.update(_SOURCES).where(self._mine(_SOURCES), _SOURCES.c.id == source_id)
        self._connection.execute(change.values(**values))

    def _drop_remarks(self, archives: Iterable[str]) -> None:
        self._delete_seen(_SEEN.c.archive, list(archives), _SEEN.c.fingerprint == "")

    def _delete_seen(
        self, column: sa.Column[str], values: Sequence[str], only: sa.ColumnElement[bool]
    ) -> None:
        for some in _in_parts(values):
            self._connection.execute(
                sa.delete(_SEEN).where(self._mine(_SEEN), column.in_(some), only)
            )

    def _insert(self, table: sa.Table, rows: Sequence[Mapping[str, object]]) -> Sequence[int]:
        """Add rows; returns their numbers in the same order."""
        if not rows:
            return []
        adding = sa.insert(table).returning(table.c.id, sort_by_parameter_order=True)
        return self._connection.execute(adding, list(rows)).scalars().all()

    def _mine(self, table: sa.Table) -> sa.ColumnElement[bool]:
        return table.c.runner_id == self._runner_id

    def _rows(self, query: Query) -> Sequence[sa.RowMapping]:
        return self._connection.execute(query).mappings().all()


def _in_parts(values: Sequence[Any]) -> Iterable[Sequence[Any]]:
    return (values[at : at + _AT_ONCE] for at in range(0, len(values), _AT_ONCE))


def _batch(row: sa.RowMapping) -> ImportBatch:
    counts = BatchCounts(**row["counts"])
    paths = tuple(row["paths"])
    return ImportBatch(row["id"], row["at"], paths, BatchState(row["state"]), counts)
