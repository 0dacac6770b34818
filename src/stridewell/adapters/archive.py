"""Walk folders, zips and gz files and hand out the activity files in them, one at a time."""

from __future__ import annotations

import gzip
import hashlib
import io
import lzma
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO, Protocol

from stridewell.adapters.file_kinds import SNIFFED_BYTES, kind_by_content, kind_by_name
from stridewell.app.files import Found, FoundFile, NotRun, Refused
from stridewell.errors import FileRefusedError

MAX_FILE_BYTES = 256 * 2**20
"""The longest real recordings (multi-day, every second) stay below 30 MiB; ten times that still
fits into the memory of a small computer."""

MAX_RATIO = 200
"""Activity files shrink 3 to 40 times when packed; deflate's limit, which bombs use, is 1,032."""

SMALL_BYTES = 2**20
"""Below this size a high ratio harms nobody (a file of blanks), so it is let through."""

_FAULTS = (
    OSError,
    EOFError,
    ValueError,
    RuntimeError,
    struct.error,
    zlib.error,
    lzma.LZMAError,
    zipfile.BadZipFile,
    FileRefusedError,
)
"""All that the standard library raises on damaged or locked archives."""


class _Readable(Protocol):
    def read(self, size: int, /) -> bytes:
        """Up to so many bytes."""
        ...


@dataclass(frozen=True, slots=True)
class _Stored:
    """A file on disk or in a zip; ``limit`` bounds how many bytes may come out of it."""

    path: str
    limit: int
    open: Callable[[], IO[bytes]]
    depth: int = 0


def walk(paths: Sequence[Path]) -> Iterator[Found]:
    """Everything under the paths, in sorted order; what cannot be read never stops the walk.

    Folders are searched to the bottom, zips to a zip within a zip. A path that holds nothing
    yields nothing.
    """
    for path in paths:
        yield from _at(path)


def _at(path: Path) -> Iterator[Found]:
    try:
        status = path.stat()
        entries = sorted(path.iterdir()) if stat.S_ISDIR(status.st_mode) else []
    except OSError as error:
        yield Refused(str(path), _why(error))
        return
    if stat.S_ISREG(status.st_mode):
        yield from _unpacked(_Stored(str(path), MAX_FILE_BYTES, lambda: path.open("rb")))
    elif not stat.S_ISDIR(status.st_mode):
        yield Refused(str(path), "This is not a regular file.")
    for entry in entries:
        if entry.is_symlink() and entry.is_dir():
            yield Refused(str(entry), "This is a link to a folder; name that folder instead.")
        else:
            yield from _at(entry)


def _unpacked(stored: _Stored) -> Iterator[Found]:
    """What one stored file holds: itself, its unpacked self, or its members."""
    if _is_side_file(stored.path):
        yield NotRun(stored.path, "This is a side file of macOS, not a recording.")
    elif stored.path.lower().endswith(".zip"):
        yield from _members(stored)
    else:
        yield _single(stored)


def _is_side_file(path: str) -> bool:
    *folders, name = path.replace("!", "/").replace("\\", "/").split("/")
    return name.startswith("._") or name == ".DS_Store" or "__MACOSX" in folders


def _single(stored: _Stored) -> Found:
    try:
        with stored.open() as stream:
            content = _activity_bytes(stored, stream)
    except _FAULTS as error:
        return Refused(stored.path, _why(error))
    if content is None:
        return NotRun(stored.path, "This is neither a FIT, a TCX nor a GPX file.")
    return FoundFile(stored.path, content, hashlib.sha256(content).hexdigest())


def _activity_bytes(stored: _Stored, stream: _Readable) -> bytes | None:
    """The whole unpacked file, or None when its start and its name say it is something else."""
    limit = stored.limit
    if stored.path.lower().endswith(".gz"):
        packed = _bounded(stream, limit)
        stream, limit = gzip.GzipFile(fileobj=io.BytesIO(packed)), _limit_for(len(packed))
    head = stream.read(min(SNIFFED_BYTES, limit))
    if kind_by_content(head) is None and kind_by_name(stored.path) is None:
        return None
    return head + _bounded(stream, limit - len(head))


def _members(stored: _Stored) -> Iterator[Found]:
    try:
        with stored.open() as stream, zipfile.ZipFile(_seekable(stored, stream)) as archive:
            for info in archive.infolist():
                if not info.is_dir():
                    yield from _member(stored, archive, info)
    except _FAULTS as error:
        yield Refused(stored.path, _why(error))


def _seekable(stored: _Stored, stream: IO[bytes]) -> IO[bytes]:
    """A zip on disk as it is; a zip within a zip from memory."""
    return stream if stored.depth == 0 else io.BytesIO(_bounded(stream, stored.limit))


def _member(outer: _Stored, archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Iterator[Found]:
    path = f"{outer.path}!{info.filename}"
    if info.flag_bits & 1:
        yield Refused(path, "This is locked with a password; unpack it first.")
    elif outer.depth == 1 and path.lower().endswith(".zip"):
        yield Refused(path, "This is a zip in a zip in a zip; unpack the outer one first.")
    else:
        limit = _limit_for(info.compress_size)
        yield from _unpacked(_Stored(path, limit, partial(archive.open, info), outer.depth + 1))


def _limit_for(packed_bytes: int) -> int:
    return min(MAX_FILE_BYTES, max(SMALL_BYTES, MAX_RATIO * packed_bytes))


def _bounded(stream: _Readable, limit: int) -> bytes:
    content = stream.read(limit + 1)
    if len(content) > limit:
        raise FileRefusedError(
            f"This unpacks to far more than an activity file can hold (over {limit:,} bytes)."
        )
    return content


def _why(error: Exception) -> str:
    """Why something could not be read, in a sentence."""
    match error:
        case FileRefusedError():
            return error.text
        case FileNotFoundError():
            return "There is no such file or folder."
        case PermissionError():
            return "Reading this is not permitted."
        case EOFError():
            return "This packed file is cut short."
        case NotImplementedError():
            return "This is packed in a way stridewell cannot unpack; unpack it first."
        case _:
            return f"This is damaged and cannot be unpacked: {error}."
