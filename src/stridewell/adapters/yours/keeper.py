"""The whole of a runner's data, in a SQLite file or on a database server."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import sqlalchemy as sa

from stridewell.adapters.store.engines import take_turn, working_engine
from stridewell.adapters.store.failures import in_our_words
from stridewell.adapters.store.schema import CURRENT
from stridewell.adapters.store.urls import SQLITE, parse_url, place_of
from stridewell.adapters.yours.backup_file import write_backup
from stridewell.adapters.yours.deleting import delete_everything
from stridewell.adapters.yours.export_zip import zipped
from stridewell.adapters.yours.places import Places, new_file, sizes
from stridewell.adapters.yours.restoring import restore_backup, undo_restore
from stridewell.adapters.yours.rows import count_rows, delete_rows, tables_of
from stridewell.app.yours_ports import (
    BackupReport,
    DeletionProof,
    ExportedFile,
    Record,
    RestoreReport,
    Standing,
    Told,
)
from stridewell.errors import SettingsError

_MEMORY = "memory://"
_WAIT_S = 5.0


class LocalKeeper:
    """Keeps the whole of one runner's data; the tables must be there, see ``open_store``."""

    def __init__(
        self,
        url: str,
        films: Path,
        lock: Path,
        runner_id: str = "me",
        timeout_s: float = _WAIT_S,
    ) -> None:
        """Touch nothing yet."""
        self._url = None if url == _MEMORY else parse_url(url)
        self._films, self._lock = films, lock
        self._runner_id, self._timeout_s = runner_id, timeout_s

    def standing(self) -> Standing:
        """What is kept now."""
        url, places = self._known(), self._places()
        with self._connected() as connection:
            rows = count_rows(connection, self._runner_id)
        films = tuple(each for each in self._films.glob("*") if each.is_file())
        return Standing(
            place=place_of(url),
            rows=rows,
            files=sizes(films) if places is None else places.own_files(),
            can_back_up=places is not None,
            can_undo=places is not None and places.aside.is_file(),
        )

    def schema(self) -> str:
        """The version of the database's shape that this program writes."""
        return CURRENT.head

    def records(self) -> Iterator[tuple[str, Iterator[Record]]]:
        """Every table by name with its rows, without recordings and body points."""
        url = self._known()
        engine = working_engine(url, self._timeout_s)
        try:
            with in_our_words(place_of(url)):
                yield from tables_of(engine, self._runner_id)
        finally:
            engine.dispose()

    def export(self, files: Iterable[ExportedFile], at: datetime, told: Told) -> Iterator[bytes]:
        """An export as a zip with a manifest, piece by piece."""
        self._known()
        return zipped(files, {"schema": self.schema(), "at": at.isoformat()}, told)

    def write_export(
        self, files: Iterable[ExportedFile], at: datetime, target: Path, told: Told
    ) -> int:
        """Write an export into a file; returns its size in bytes."""
        with new_file(target) as part:
            with part.open("wb") as file:
                for piece in self.export(files, at, told):
                    file.write(piece)
            return part.stat().st_size

    def backup(self, target: Path, at: datetime, told: Told) -> BackupReport:
        """Write everything into one file."""
        return write_backup(self._file_places(), target, at, told, self._timeout_s)

    def restore(self, source: Path) -> RestoreReport:
        """Put a backup in place of what is kept now, which is kept aside."""
        return restore_backup(self._file_places(), source, self._timeout_s)

    def undo_restore(self) -> RestoreReport:
        """Change places with what a restore kept aside."""
        return undo_restore(self._file_places(), self._timeout_s)

    def delete_all(self) -> DeletionProof:
        """Delete everything, and look whether it is gone."""
        places = self._places()
        if places is not None:
            return delete_everything(places, self._timeout_s)
        return self._delete_on_server()

    def _delete_on_server(self) -> DeletionProof:
        before = self.standing()
        with self._connected() as connection:
            take_turn(connection, self._runner_id, self._timeout_s)
            delete_rows(connection, self._runner_id)
        for path in (*(Path(each.path) for each in before.files), self._lock):
            path.unlink(missing_ok=True)
        after = self.standing()
        return DeletionProof(
            place=before.place,
            rows_before=before.rows,
            rows_after=after.rows,
            removed=before.files,
            remaining=after.files,
            leftovers=(),
            bytes_before=None,
            bytes_after=None,
            known=None,
            found=None,
            searched=(),
        )

    @contextmanager
    def _connected(self) -> Iterator[sa.Connection]:
        url = self._known()
        engine = working_engine(url, self._timeout_s)
        try:
            with in_our_words(place_of(url)), engine.begin() as connection:
                yield connection
        finally:
            engine.dispose()

    def _known(self) -> sa.URL:
        if self._url is None:
            raise SettingsError(
                "Your data are kept in memory only, and are gone when stridewell ends.",
                "Use a database: leave STRIDEWELL_DATABASE_URL unset.",
            )
        return self._url

    def _places(self) -> Places | None:
        url = self._known()
        if url.get_backend_name() != SQLITE:
            return None
        return Places(Path(url.database or ""), self._films, self._lock)

    def _file_places(self) -> Places:
        places = self._places()
        if places is None:
            raise SettingsError(
                "stridewell does not copy a database on a server.",
                "Use the server's own tools: pg_dump and pg_restore.",
            )
        return places
