"""Putting a checked database in place of the one that is there, in one transaction."""

from __future__ import annotations

import shutil
import sqlite3
import time
from collections.abc import Callable, Mapping
from contextlib import closing
from filecmp import cmp
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from stridewell.adapters.store.failures import locked
from stridewell.adapters.store.import_turns import file_turn
from stridewell.adapters.yours.backup_check import Checked, check_backup, current
from stridewell.adapters.yours.backup_file import copy_database
from stridewell.adapters.yours.deleting import connect, count_all
from stridewell.adapters.yours.places import STAGING, Places, on_disk
from stridewell.app.yours_ports import RestoreReport
from stridewell.errors import NothingStoredError


def restore_backup(places: Places, source: Path, timeout_s: float) -> RestoreReport:
    """Put a backup in place of what is there, which is kept aside; films are only ever added.

    Raises:
        FileRefusedError: it is none, is damaged, or newer.
        StoreError: it cannot be put in place; then nothing was changed.
    """
    with (
        on_disk(places.database),
        TemporaryDirectory(prefix=STAGING, dir=places.database.parent) as folder,
    ):
        checked = check_backup(source, Path(folder))
        rows = _exchange(places, checked, timeout_s)
        return RestoreReport(checked.at, rows, len(checked.films))


def undo_restore(places: Places, timeout_s: float) -> RestoreReport:
    """Change places with what a restore kept aside, so that an undo can be undone as well.

    Raises:
        NothingStoredError: nothing was kept aside.
        StoreError: it cannot be put in place; then nothing was changed.
    """
    if not places.aside.is_file():
        raise NothingStoredError(
            "No restore can be taken back.", "Only the newest restore keeps what was there before."
        )
    with (
        on_disk(places.database),
        TemporaryDirectory(prefix=STAGING, dir=places.database.parent) as folder,
    ):
        copied = Path(shutil.copyfile(places.aside, Path(folder) / places.database.name))
        rows = _exchange(places, Checked(current(copied), (), None), timeout_s)
        return RestoreReport(None, rows, 0)


def _exchange(places: Places, checked: Checked, timeout_s: float) -> Mapping[str, int]:
    """Keep the present aside, add the films, then change the database: the one moment that counts.

    Whoever is interrupted before it has what was there; films nobody speaks of do no harm.
    """
    with file_turn(Path(f"{places.database}.importing"), timeout_s):
        _add_films(places, checked)
        part = places.aside.with_name(f"{places.aside.name}.part")
        part.unlink(missing_ok=True)
        copy_database(places.database, part, timeout_s)
        part.chmod(0o600)
        part.replace(places.aside)
        _put_in_place(checked.database, places.database, timeout_s)
    with closing(connect(places.database, timeout_s)) as connection:
        return count_all(connection)


def _add_films(places: Places, checked: Checked) -> None:
    """Copy films into the folder; one whose name is taken by another film gets a new name."""
    if not checked.films:
        return
    places.films.mkdir(mode=0o700, parents=True, exist_ok=True)
    with closing(sqlite3.connect(checked.database)) as connection, connection:
        for film in checked.films:
            target = _name_for(film, places.films)
            if not target.exists():
                part = target.with_name(f"{target.name}.part")
                shutil.copyfile(film, part)
                part.replace(target)
            renamed = "UPDATE gait_clip SET video = ? WHERE video = ?"
            connection.execute(renamed, (target.name, film.name))


def _name_for(film: Path, folder: Path) -> Path:
    """Its own name, or another where that name is taken by a film with other content."""
    target = folder / film.name
    for copy in count(2):
        if not target.exists() or cmp(film, target, shallow=False):
            break
        target = folder / f"{film.stem}-{copy}{film.suffix}"
    return target


def _put_in_place(source: Path, live: Path, timeout_s: float) -> None:
    """Write one database over another in one transaction; programs that have it open go on."""
    with closing(sqlite3.connect(source)) as new, closing(connect(live, timeout_s)) as target:
        target.execute("PRAGMA secure_delete = ON")
        new.backup(target, progress=_no_longer_than(timeout_s, live))


def _no_longer_than(timeout_s: float, place: Path) -> Callable[[int, int, int], None]:
    """Stop waiting for another writer: SQLite would wait for ever."""
    deadline = time.monotonic() + timeout_s

    def told(status: int, remaining: int, total: int) -> None:
        del remaining, total
        if status in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED} and time.monotonic() > deadline:
            raise locked(str(place))

    return told
