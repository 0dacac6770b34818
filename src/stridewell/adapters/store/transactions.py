"""One transaction over one runner's rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from stridewell.activity.track import Activity
from stridewell.adapters.recordings.recording_codec import unpack_recording
from stridewell.adapters.store import run_rows, tables
from stridewell.adapters.store.answers_codec import plain_answer
from stridewell.adapters.store.journal_rows import no_such_entry, plain_data
from stridewell.adapters.store.newest import GivenAnswer, newest_answers
from stridewell.adapters.store.sql_gait import SqlGait
from stridewell.adapters.store.sql_imports import SqlImports
from stridewell.adapters.store.sql_maps import SqlMaps
from stridewell.adapters.store.sql_walking import SqlWalking
from stridewell.app.ports import (
    CheckIn,
    JournalEntry,
    ReachedLevel,
    StoredAnswer,
    StoredResult,
    StoredRun,
)
from stridewell.intake.reading import Answer
from stridewell.intake.runner import Runner, Sex
from stridewell.values.timeline import require_zone


class SqlTransaction:
    """Reads and writes through one connection; whoever opened it commits or rolls back."""

    def __init__(self, connection: sa.Connection, runner_id: str) -> None:
        """Work on one runner's rows."""
        self._connection = connection
        self._runner_id = runner_id

    def runner(self) -> Runner | None:
        """The runner, once they have said who they are."""
        row = self._connection.execute(self._mine(tables.runner)).mappings().first()
        if row is None:
            return None
        told = {name: value for name, value in row.items() if name != "runner_id"}
        return Runner(**{**told, "sex": Sex(row["sex"])})

    def save_runner(self, runner: Runner) -> None:
        """Store or replace who the runner is."""
        mine = tables.runner.c.runner_id == self._runner_id
        self._connection.execute(sa.delete(tables.runner).where(mine))
        self._insert(tables.runner, {**asdict(runner), "sex": str(runner.sex)})

    def add_answers(self, answers: Mapping[str, Answer], at: datetime) -> None:
        """Store answers given at a moment."""
        for question, answer in answers.items():
            row = {"question": question, "value": plain_answer(answer), "withdrawn": False}
            self._insert(tables.answer, {**row, "at": require_zone(at)})

    def answers(self) -> Sequence[StoredAnswer]:
        """The newest answer to every question, in the order of the questions' ids."""
        column = tables.answer.c
        newest_first = (sa.desc(column.at), sa.desc(column.id))
        place = sa.func.row_number().over(partition_by=column.question, order_by=newest_first)
        query = self._only_mine(sa.select(tables.answer, place.label("place")), tables.answer)
        placed = query.subquery()
        return newest_answers(self._given(sa.select(placed).where(placed.c.place == 1)))

    def answer_history(self, question: str) -> Sequence[StoredAnswer]:
        """Every answer to one question, the oldest first."""
        asked = self._mine(tables.answer).where(tables.answer.c.question == question)
        return tuple(given.answer for given in self._given(asked) if not given.withdrawn)

    def withdraw_answers(self, questions: Sequence[str], at: datetime) -> None:
        """Mark questions as open again; what was answered before stays in the history."""
        for question in questions:
            row = {"question": question, "value": None, "withdrawn": True}
            self._insert(tables.answer, {**row, "at": require_zone(at)})

    def runs(self) -> Sequence[StoredRun]:
        """Every run, the oldest first."""
        query = self._only_mine(sa.select(*run_rows.RUN_COLUMNS), tables.activity)
        shown = query.where(tables.activity.c.hidden.is_(False)).order_by("start", "id")
        origins = self._only_mine(sa.select(*run_rows.ORIGIN_COLUMNS), tables.activity_origin)
        return tuple(
            run_rows.read_runs(
                self._connection.execute(shown).mappings(),
                self._connection.execute(origins.order_by(tables.activity_origin.c.id)).mappings(),
            )
        )

    def samples_of(self, run_id: int) -> Activity:
        """The whole activity of a stored run, its start in UTC.

        Raises:
            NothingStoredError: there is no such run.
        """
        origin = tables.activity_origin.c
        query = self._mine(tables.activity_origin).where(origin.activity_id == run_id)
        row = self._connection.execute(query.where(origin.chosen.is_(True))).mappings().first()
        if row is None:
            raise run_rows.no_such_run(run_id)
        return unpack_recording(row["recording"], run_rows.read_origin(row))

    def imports(self) -> SqlImports:
        """What imports read and write."""
        return SqlImports(self._connection, self._runner_id)

    def maps(self) -> SqlMaps:
        """What maps said of the ground of runs."""
        return SqlMaps(self._connection, self._runner_id)

    def gait(self) -> SqlGait:
        """Sessions in which the runner's form was filmed."""
        return SqlGait(self._connection, self._runner_id)

    def walking(self) -> SqlWalking:
        """How the runner walked, day by day."""
        return SqlWalking(self._connection, self._runner_id)

    def add_check_in(self, check_in: CheckIn) -> None:
        """Store a check-in."""
        require_zone(check_in.at)
        self._insert(tables.check_in, asdict(check_in))

    def check_ins(self) -> Sequence[CheckIn]:
        """Every check-in, the oldest first."""
        rows = self._oldest_first(self._mine(tables.check_in))
        return tuple(CheckIn(**_without_keys(row)) for row in rows)

    def add_entry(self, kind: str, at: datetime, data: Mapping[str, object]) -> int:
        """Write into the journal; returns the entry's number."""
        row = {"kind": kind, "at": require_zone(at), "data": plain_data(data)}
        return self._insert(tables.journal, {**row, "withdrawn": False})

    def entries(
        self, kind: str | None = None, since: datetime | None = None
    ) -> Sequence[JournalEntry]:
        """The entries of a kind (or all) that were not taken back, the oldest first.

        With ``since`` only those from that moment on.
        """
        query = self._written(kind)
        if since is not None:
            query = query.where(tables.journal.c.at >= require_zone(since))
        return tuple(_entry(row) for row in self._oldest_first(query))

    def oldest_entry(self, kind: str) -> JournalEntry | None:
        """The first of the entries of a kind; None without one."""
        rows = self._oldest_first(self._written(kind).limit(1))
        return _entry(rows[0]) if rows else None

    def newest_entry(self, kind: str) -> JournalEntry | None:
        """The last of the entries of a kind; None without one."""
        row = self._newest(self._written(kind))
        return None if row is None else _entry(row)

    def withdraw_entry(self, entry_id: int) -> None:
        """Take an entry back; it stays in the database, marked.

        Raises:
            NothingStoredError: there is no such entry, or it was taken back already.
        """
        column = tables.journal.c
        mine = (column.runner_id == self._runner_id, column.id == entry_id)
        change = sa.update(tables.journal).where(*mine, column.withdrawn.is_(False))
        if not self._connection.execute(change.values(withdrawn=True)).rowcount:
            raise no_such_entry(entry_id)

    def add_result(self, result: StoredResult) -> None:
        """Store a decision."""
        require_zone(result.at)
        self._insert(tables.result, asdict(result))

    def results(self, kind: str) -> Sequence[StoredResult]:
        """Every decision of a kind, the oldest first."""
        query = self._mine(tables.result).where(tables.result.c.kind == kind)
        return tuple(StoredResult(**_without_keys(row)) for row in self._oldest_first(query))

    def newest_result(self, kind: str, until: datetime | None = None) -> StoredResult | None:
        """The last decision of a kind, up to and with a moment if one is given; None without."""
        query = self._mine(tables.result).where(tables.result.c.kind == kind)
        if until is not None:
            query = query.where(tables.result.c.at <= require_zone(until))
        row = self._newest(query)
        return None if row is None else StoredResult(**_without_keys(row))

    def levels(self, kind: str, since: datetime) -> Sequence[ReachedLevel]:
        """What the decisions of a kind came to from a moment on, the oldest first."""
        column = tables.result.c
        query = self._only_mine(sa.select(column.at, column.level), tables.result)
        of_kind = query.where(column.kind == kind, column.at >= require_zone(since))
        return tuple(ReachedLevel(row["at"], row["level"]) for row in self._oldest_first(of_kind))

    def newest_moment(self) -> datetime | None:
        """The latest moment under which anything was told or decided; None in an empty store."""
        told = (tables.answer, tables.check_in, tables.journal, tables.result)
        newest = [self._newest_at(each) for each in told]
        return max((each for each in newest if each is not None), default=None)

    def _newest_at(self, table: sa.Table) -> datetime | None:
        query = sa.select(sa.func.max(table.c.at)).where(table.c.runner_id == self._runner_id)
        moment: datetime | None = self._connection.execute(query).scalar()
        return moment

    def _written(self, kind: str | None) -> sa.Select[tuple[object, ...]]:
        """The entries that were not taken back."""
        column = tables.journal.c
        query = self._mine(tables.journal).where(column.withdrawn.is_(False))
        return query if kind is None else query.where(column.kind == kind)

    def _newest(self, query: sa.Select[tuple[object, ...]]) -> sa.RowMapping | None:
        last = query.order_by(sa.desc("at"), sa.desc("id")).limit(1)
        return self._connection.execute(last).mappings().first()

    def _mine(self, table: sa.Table) -> sa.Select[tuple[object, ...]]:
        return self._only_mine(sa.select(table), table)

    def _only_mine(
        self, query: sa.Select[tuple[object, ...]], table: sa.Table
    ) -> sa.Select[tuple[object, ...]]:
        return query.where(table.c.runner_id == self._runner_id)

    def _oldest_first(self, query: sa.Select[tuple[object, ...]]) -> Sequence[sa.RowMapping]:
        return self._connection.execute(query.order_by("at", "id")).mappings().all()

    def _given(self, query: sa.Select[tuple[object, ...]]) -> Sequence[GivenAnswer]:
        return [
            GivenAnswer(StoredAnswer(row["question"], row["value"], row["at"]), row["withdrawn"])
            for row in self._oldest_first(query)
        ]

    def _insert(self, table: sa.Table, row: Mapping[str, object]) -> int:
        """Add a row of this runner; returns its number where the table counts rows."""
        values = {"runner_id": self._runner_id, **row}
        key = self._connection.execute(sa.insert(table).values(values)).inserted_primary_key
        return key[0] if key and isinstance(key[0], int) else 0


def _entry(row: sa.RowMapping) -> JournalEntry:
    return JournalEntry(row["id"], row["kind"], row["at"], row["data"])


def _without_keys(row: sa.RowMapping) -> Mapping[str, Any]:
    return {name: value for name, value in row.items() if name not in {"id", "runner_id"}}
