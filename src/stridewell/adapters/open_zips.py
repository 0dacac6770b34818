"""Zips kept open: their members by number, at any depth, without a zip in the memory."""

from __future__ import annotations

import os
import shutil
import struct
import zipfile
import zlib
from collections import OrderedDict
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO, cast

from stridewell.adapters.cut_zips import members_found
from stridewell.adapters.unpacking import (
    MAX_RATIO,
    RAW_DEFLATE,
    SMALL_BYTES,
    Unpacked,
    beginning,
    inflate,
    limit_for,
    too_large,
)
from stridewell.app.files import Place
from stridewell.errors import FileRefusedError

MAX_INNER_ZIP_BYTES = 8 * 2**30
"""Garmin packs the recordings of many years into inner zips of a few hundred megabytes."""

MAX_DIRECTORY_BYTES = 8 * 2**20
"""The table of contents of some 60,000 members; it is held in memory."""

_KEPT_OPEN = 4
_IN_MEMORY_BYTES = 8 * 2**20
_PIECE = 2**20
_HEADER = struct.Struct("<4s22xHH")
_HEADER_MARK = b"PK\x03\x04"
_LOCKED = 1


@dataclass(frozen=True, slots=True)
class OpenZip:
    """A zip that is open for reading, and its members in the order of its table of contents."""

    stream: IO[bytes]
    archive: zipfile.ZipFile | None
    """None where the table of contents is lost."""
    members: tuple[zipfile.ZipInfo, ...]
    fault: str = ""
    """What is wrong with the zip as a whole although members of it can be read."""

    def unpack(self, number: int) -> Unpacked:
        """A whole member, or as much of it as damage leaves.

        Raises:
            FileRefusedError: it is locked, or holds more than an activity file can.
        """
        info = self._unlocked(number)
        limit = limit_for(info.compress_size)
        if max(info.file_size, info.compress_size) > limit:
            raise too_large(limit)
        match info.compress_type:
            case zipfile.ZIP_STORED:
                return _checked(Unpacked(self._packed(info, info.compress_size)), info)
            case zipfile.ZIP_DEFLATED:
                packed = self._packed(info, info.compress_size)
                return _checked(inflate(packed, RAW_DEFLATE, limit), info)
            case _:
                with self.open(number) as stream:
                    return Unpacked(stream.read(limit))

    def head(self, number: int, size: int) -> bytes:
        """The first bytes of a member; only about as many are read from the disk."""
        info = self._unlocked(number)
        match info.compress_type:
            case zipfile.ZIP_STORED:
                return self._packed(info, min(size, info.compress_size))
            case zipfile.ZIP_DEFLATED:
                packed = self._packed(info, min(size + 1024, info.compress_size))
                return beginning(packed, RAW_DEFLATE, size)
            case _:
                with self.open(number) as stream:
                    return stream.read(size)

    def open(self, number: int) -> IO[bytes]:
        """A member as a stream, for those too large for the memory."""
        info = self._unlocked(number)
        if self.archive is None:
            raise FileRefusedError(
                "This can only be read from a whole zip, and the end of this one is missing.",
                "Copy or download the zip again.",
            )
        return self.archive.open(info)

    def close(self) -> None:
        """Close the zip and what it was read from."""
        if self.archive is not None:
            self.archive.close()
        self.stream.close()

    def _unlocked(self, number: int) -> zipfile.ZipInfo:
        info = self.members[number]
        if is_locked(info):
            raise FileRefusedError("This is locked with a password.", "Unpack it first.")
        return info

    def _packed(self, info: zipfile.ZipInfo, size: int) -> bytes:
        """The first ``size`` bytes of a member as they are stored."""
        self.stream.seek(info.header_offset)
        mark, name_bytes, extra_bytes = _HEADER.unpack(self.stream.read(_HEADER.size))
        if mark != _HEADER_MARK:
            raise zipfile.BadZipFile("a member is not where it should be")
        self.stream.seek(name_bytes + extra_bytes, os.SEEK_CUR)
        return self.stream.read(size)


def is_locked(info: zipfile.ZipInfo) -> bool:
    """Whether a member can only be unpacked with a password."""
    return bool(info.flag_bits & _LOCKED)


def _checked(unpacked: Unpacked, info: zipfile.ZipInfo) -> Unpacked:
    """The same with a word on what the zip's own checksum finds."""
    if unpacked.fault:
        return unpacked
    if len(unpacked.content) < info.file_size:
        return Unpacked(unpacked.content, "it is cut short")
    is_intact = zlib.crc32(unpacked.content) == info.CRC
    return unpacked if is_intact else Unpacked(unpacked.content, "its checksum is wrong")


class OpenZips:
    """The zips opened last, by where they are; older ones are closed.

    Zips within zips are unpacked to a temporary file. For use in one thread of one process.
    """

    def __init__(self) -> None:
        """Start with none."""
        self._open: OrderedDict[Place, tuple[tuple[int, int], OpenZip]] = OrderedDict()

    def at(self, place: Place) -> OpenZip:
        """The zip at the place, opened now or before.

        Raises:
            one of `stridewell.adapters.unpacking.FAULTS`: it is damaged or gone.
        """
        status = Path(place.file).stat()
        stamp = (status.st_size, status.st_mtime_ns)
        kept = self._open.pop(place, None)
        if kept is not None and kept[0] != stamp:
            kept[1].close()
            kept = None
        opened = self._opened(place) if kept is None else kept[1]
        self._open[place] = (stamp, opened)
        while len(self._open) > _KEPT_OPEN:
            _, (_, oldest) = self._open.popitem(last=False)
            oldest.close()
        return opened

    def close(self) -> None:
        """Close all."""
        while self._open:
            _, (_, opened) = self._open.popitem()
            opened.close()

    def _opened(self, place: Place) -> OpenZip:
        if not place.members:
            return _open_stream(Path(place.file).open("rb"))
        *outer, number = place.members
        return _open_stream(_spooled(self.at(Place(place.file, tuple(outer))), number))


def _open_stream(stream: IO[bytes]) -> OpenZip:
    with ExitStack() as on_failure:
        on_failure.callback(stream.close)
        opened = _whole_or_cut(stream)
        on_failure.pop_all()
    return opened


def _whole_or_cut(stream: IO[bytes]) -> OpenZip:
    try:
        archive = zipfile.ZipFile(cast("IO[bytes]", _SmallReads(stream)))
    except zipfile.BadZipFile:
        members = tuple(members_found(stream))
        if not members:
            raise
        files = "1 file" if len(members) == 1 else f"{len(members):,} files"
        told = f"The end of this zip is missing or damaged; {files} could be found in it. "
        return OpenZip(stream, None, members, told + "For the rest, copy or download it again.")
    return OpenZip(stream, archive, tuple(archive.infolist()))


class _SmallReads:
    """A stream that refuses to be read in one huge piece, as a forged table of contents asks."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self.seek, self.tell, self.seekable = stream.seek, stream.tell, stream.seekable

    def read(self, size: int = -1) -> bytes:
        if size > MAX_DIRECTORY_BYTES:
            raise FileRefusedError(
                "The table of contents of this zip is far too long.", "Unpack it first."
            )
        return self._stream.read(size)


def _spooled(outer: OpenZip, number: int) -> IO[bytes]:
    """A zip within a zip, on disk where it is large."""
    info = outer.members[number]
    limit = min(MAX_INNER_ZIP_BYTES, max(SMALL_BYTES, MAX_RATIO * info.compress_size))
    if info.file_size > limit:
        raise too_large(limit)
    spool = SpooledTemporaryFile(max_size=_IN_MEMORY_BYTES)  # noqa: SIM115
    with ExitStack() as on_failure:
        on_failure.callback(spool.close)
        with outer.open(number) as stream:
            shutil.copyfileobj(stream, spool, _PIECE)
        on_failure.pop_all()
    return spool
