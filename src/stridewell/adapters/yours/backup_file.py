"""A backup: one zip with the database, the kept films, and a manifest with their SHA-256."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from stridewell import __version__
from stridewell.adapters.store.schema import CURRENT
from stridewell.adapters.yours.deleting import connect
from stridewell.adapters.yours.places import STAGING, Places, new_file, on_disk
from stridewell.app.yours_ports import BackupReport, Told

FORMAT = "stridewell-backup"
LAYOUT = 1
MANIFEST = "manifest.json"
DATABASE = "stridewell.db"
FILMS = "videos/"
BLOCK_BYTES = 1 << 20


def write_backup(
    places: Places, target: Path, at: datetime, told: Told, timeout_s: float
) -> BackupReport:
    """Write everything into one file; the app may go on meanwhile.

    Raises:
        SettingsError: the target is there already or cannot be written.
        StoreError: the database cannot be read.
    """
    with (
        on_disk(places.database),
        TemporaryDirectory(prefix=STAGING, dir=places.database.parent) as folder,
    ):
        copy = Path(folder) / DATABASE
        copy_database(places.database, copy, timeout_s)
        films = _films_of(copy, places)
        with new_file(target) as part:
            _write(part, copy, films, at, told)
        return BackupReport(target.stat().st_size, len(films), CURRENT.head)


def copy_database(source: Path, target: Path, timeout_s: float) -> None:
    """Copy a database that others may be using, as it is at one moment, into a file of its own."""
    with (
        closing(connect(source, timeout_s)) as live,
        closing(sqlite3.connect(target)) as copy,
    ):
        live.backup(copy)
        # a single file, without a log beside it
        copy.execute("PRAGMA journal_mode = DELETE")


def film_names(database: Path) -> tuple[str, ...]:
    """The films that a database speaks of."""
    with closing(sqlite3.connect(database)) as connection:
        found = connection.execute(
            "SELECT DISTINCT video FROM gait_clip WHERE video IS NOT NULL ORDER BY video"
        )
        return tuple(str(name) for (name,) in found)


def _films_of(copy: Path, places: Places) -> tuple[Path, ...]:
    """The films that the copy speaks of and that are there."""
    named = (places.films / Path(name).name for name in film_names(copy))
    return tuple(each for each in named if each.is_file())


def _write(part: Path, copy: Path, films: Iterable[Path], at: datetime, told: Told) -> None:
    with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as archive:
        # a film is compressed already
        content = [_add(archive, DATABASE, copy, zipfile.ZIP_DEFLATED)]
        told(DATABASE)
        for film in films:
            content.append(_add(archive, FILMS + film.name, film, zipfile.ZIP_STORED))
            told(film.name)
        manifest = {
            "format": FORMAT,
            "layout": LAYOUT,
            "schema": CURRENT.head,
            "stridewell": __version__,
            "at": at.isoformat(),
            "files": content,
        }
        archive.writestr(MANIFEST, json.dumps(manifest, indent=1))


def _add(archive: zipfile.ZipFile, name: str, path: Path, how: int) -> dict[str, object]:
    entry = zipfile.ZipInfo(name)
    entry.compress_type = how
    return add_file(archive, entry, blocks_of(path))


def add_file(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo, content: Iterable[bytes]
) -> dict[str, object]:
    """Put a file into a zip piece by piece; returns its line of the manifest."""
    digest, size = hashlib.sha256(), 0
    with archive.open(entry, "w", force_zip64=True) as target:
        for block in content:
            target.write(block)
            digest.update(block)
            size += len(block)
    return {"name": entry.filename, "bytes": size, "sha256": digest.hexdigest()}


def blocks_of(path: Path) -> Iterator[bytes]:
    """The content of a file in pieces."""
    with path.open("rb") as file:
        while block := file.read(BLOCK_BYTES):
            yield block
