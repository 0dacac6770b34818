"""The files that a path stands for: itself, those of a folder, or those of a zip."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from stridewell.adapters.shown_names import member_name, shown
from stridewell.adapters.unpacking import MAX_RATIO, SMALL_BYTES
from stridewell.errors import FileRefusedError

MAX_FILES = 100_000
MAX_BYTES = 512 * 2**20
"""Half an hour of people in single files stays below this."""

SUFFIXES = frozenset({".trc", ".mot", ".sto", ".c3d", ".json"})

_FAULTS = (
    OSError,
    EOFError,
    RuntimeError,
    NotImplementedError,
    UnicodeDecodeError,
    struct.error,
    zipfile.BadZipFile,
    zlib.error,
)


@dataclass(frozen=True, slots=True)
class Source:
    """A file by its name within the path (with ``/``), and how to get at its bytes."""

    name: str
    path: Path
    archive: zipfile.ZipFile | None = None
    member: zipfile.ZipInfo | None = None

    @property
    def suffix(self) -> str:
        """``.trc`` of ``Run.TRC``."""
        return Path(self.name).suffix.lower()

    def read(self) -> bytes:
        """The content.

        Raises:
            OSError: it cannot be read, or a damaged zip (`zipfile.BadZipFile`).
        """
        if self.archive is not None and self.member is not None:
            return self.archive.read(self.member)
        return self.path.read_bytes()

    @contextmanager
    def on_disk(self) -> Iterator[Path]:
        """The file as one of its own, for libraries that open files themselves."""
        if self.archive is None:
            yield self.path
            return
        with TemporaryDirectory() as folder:
            place = Path(folder) / f"member{self.suffix}"
            place.write_bytes(self.read())
            yield place


@contextmanager
def opened(path: Path) -> Iterator[tuple[Source, ...]]:
    """The files of body points that a path stands for, in the order of their names.

    Raises:
        FileRefusedError: there is no such path, it cannot be read, or it unpacks to far too much.
    """
    try:
        if path.is_dir():
            yield _in_folder(path)
        elif zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                yield _in_zip(path, archive)
        elif path.stat().st_size > MAX_BYTES:
            raise _too_much()
        else:
            yield (Source(path.name, path),)
    except _FAULTS as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise FileRefusedError(f"It cannot be read: {reason}.", "Check the path.") from error


def _in_folder(folder: Path) -> tuple[Source, ...]:
    found = (each for each in folder.rglob("*") if each.suffix.lower() in SUFFIXES)
    kept: list[Source] = []
    size = 0
    for each in found:
        size += each.stat().st_size
        if len(kept) >= MAX_FILES or size > MAX_BYTES:
            raise _too_much()
        kept.append(Source(shown(each.relative_to(folder).as_posix()), each))
    return tuple(sorted(kept, key=lambda source: source.name))


def _in_zip(path: Path, archive: zipfile.ZipFile) -> tuple[Source, ...]:
    members = [
        each for each in archive.infolist() if Path(each.filename).suffix.lower() in SUFFIXES
    ]
    packed = sum(each.compress_size for each in members)
    size = sum(each.file_size for each in members)
    if len(members) > MAX_FILES or size > min(MAX_BYTES, max(SMALL_BYTES, MAX_RATIO * packed)):
        raise _too_much()
    kept = [
        Source(shown(name), path, archive, each)
        for each in members
        if not (name := member_name(each)).startswith("__MACOSX/")
    ]
    return tuple(sorted(kept, key=lambda source: source.name))


def _too_much() -> FileRefusedError:
    return FileRefusedError(
        f"It holds far more than one run (over {MAX_BYTES:,} bytes or {MAX_FILES:,} files).",
        "Give the files of one run.",
    )
