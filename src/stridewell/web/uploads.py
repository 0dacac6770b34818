"""Uploaded files → a folder of their own → the import, under the names the runner knows."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path, PurePosixPath, PureWindowsPath
from tempfile import TemporaryDirectory

from fastapi import UploadFile

from stridewell.app.desk import Desk
from stridewell.app.files import (
    ActivityFiles,
    Found,
    FoundFile,
    Listed,
    ReadResult,
    Sighting,
    Unchanged,
    never,
)
from stridewell.app.import_runs import ImportOptions, ImportReport, import_runs
from stridewell.errors import FileRefusedError, StoreMissingError

LONGEST_NAME = 120


class UploadedFiles:
    """Activity files below a folder, told by their names in it rather than by where it is."""

    def __init__(self, files: ActivityFiles, folder: Path) -> None:
        """Read files as the other reader does."""
        self._files = files
        self._folder = folder

    def list(self, paths: Sequence[Path], unchanged: Unchanged = never) -> Iterator[Sighting]:
        """Every file at the paths, archives opened."""
        for sighted in self._files.list(paths, unchanged):
            yield self._renamed(sighted)

    def load(self, listed: Listed) -> Found:
        """Read and unpack one file."""
        return self._files.load(listed)

    def walk(self, paths: Sequence[Path]) -> Iterator[Found]:
        """Every file at the paths, archives opened, loaded one after the other."""
        for found in self._files.walk(paths):
            yield replace(found, path=self._told(found.path))

    def release(self) -> None:
        """Close the zips that loading keeps open."""
        self._files.release()

    def read(self, found: FoundFile) -> ReadResult:
        """The activities of one file."""
        return self._files.read(found)

    def _renamed(self, sighted: Sighting) -> Sighting:
        told = replace(sighted, path=self._told(sighted.path))
        if isinstance(told, Listed) and told.archive is not None:
            return replace(told, archive=self._told(told.archive))
        return told

    def _told(self, path: str) -> str:
        """The path without the folder and without the number that keeps names apart."""
        inside = path.removeprefix(str(self._folder)).lstrip("/\\")
        return inside.partition("/")[2] or inside


def import_uploads(desk: Desk, uploads: Sequence[UploadFile]) -> ImportReport:
    """Import what was uploaded; nothing is left behind outside the store.

    Raises:
        FileRefusedError: no file was chosen.
        StoreError: the database cannot be used; then nothing was imported.
    """
    chosen = [upload for upload in uploads if upload.filename]
    if not chosen:
        raise FileRefusedError(
            "No file was chosen.", "Choose one or several FIT, TCX, GPX, GZ or ZIP files."
        )
    with TemporaryDirectory(prefix="stridewell-upload-") as name:
        folder = Path(name)
        for number, upload in enumerate(chosen):
            _write(upload, folder / str(number))
        names = tuple(safe_name(upload.filename or "") for upload in chosen)
        options = ImportOptions(at=desk.clock.now(), told_as=names)
        return import_runs([folder], UploadedFiles(desk.files, folder), desk.store, options)


@contextmanager
def put_down(upload: UploadFile) -> Iterator[Path]:
    """One uploaded file as a file in a folder of its own, which is gone afterwards.

    Raises:
        FileRefusedError: no file was chosen.
        StoreMissingError: the disk has no room for it.
    """
    if not upload.filename:
        raise FileRefusedError("No file was chosen.", "Choose a file first.")
    with TemporaryDirectory(prefix="stridewell-upload-") as name:
        place = Path(name) / "0"
        try:
            _write(upload, place)
        except OSError as error:
            raise StoreMissingError(
                f"The file cannot be put down: {error.strerror}.", "Make room on the disk."
            ) from error
        yield place / safe_name(upload.filename)


def _write(upload: UploadFile, place: Path) -> None:
    """Write a file into a folder of its own, so that equal names do not meet."""
    place.mkdir()
    with (place / safe_name(upload.filename or "")).open("wb") as target:
        shutil.copyfileobj(upload.file, target)


def safe_name(told: str) -> str:
    """The last part of a told name, without anything a path could be built from."""
    last = PurePosixPath(PureWindowsPath(told).as_posix()).name
    kept = "".join(c for c in last if c.isprintable() and c not in '/\\:*?"<>|')
    return kept.strip(". ")[-LONGEST_NAME:] or "file"
