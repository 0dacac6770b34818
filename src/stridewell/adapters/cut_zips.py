"""Zips whose table of contents is lost, as after an aborted download: their members, one by one."""

from __future__ import annotations

import os
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from stridewell.adapters.unpacking import MAX_RATIO, RAW_DEFLATE, SMALL_BYTES

_HEADER = struct.Struct("<4s5H3I2H")
_MARK = b"PK\x03\x04"
_SIZE_FOLLOWS, _IS_UTF8 = 0x08, 0x800
_ZIP64_FIELD, _IN_ZIP64 = 1, 0xFFFFFFFF
_PIECE = 2**18
_FIRST_LOOK = 64
"""The next header nearly always follows at once, or behind 24 bytes of sizes."""

_MOST_MEMBERS = 60_000


def members_found(stream: IO[bytes]) -> Iterator[zipfile.ZipInfo]:
    """Every member whose own header is intact, in the order of the file.

    The last one may be cut short; then it is listed with what there is of it.
    """
    end = stream.seek(0, os.SEEK_END)
    at = _next_mark(stream, 0)
    for _ in range(_MOST_MEMBERS):
        if at is None:
            return
        info, begin = _member(stream, at)
        if info is None:
            at = _next_mark(stream, at + len(_MARK))
            continue
        if info.flag_bits & _SIZE_FOLLOWS and not info.compress_size:
            _measure(stream, begin, info)
        if info.compress_size or not info.flag_bits & _SIZE_FOLLOWS:
            yield info
        at = _next_mark(stream, min(begin + info.compress_size, end))


def _next_mark(stream: IO[bytes], at: int) -> int | None:
    """Where the next header begins, at this place or behind it."""
    stream.seek(at)
    held, size = b"", _FIRST_LOOK
    while piece := stream.read(size):
        size = _PIECE
        held += piece
        found = held.find(_MARK)
        if found >= 0:
            return at + found
        at += len(held) - len(_MARK) + 1
        held = held[1 - len(_MARK) :]
    return None


def _member(stream: IO[bytes], at: int) -> tuple[zipfile.ZipInfo | None, int]:
    """What the header at this place says, and where the packed bytes begin."""
    stream.seek(at)
    header = stream.read(_HEADER.size)
    if len(header) < _HEADER.size:
        return None, at
    _, _, flags, method, _, _, crc, packed, size, name_bytes, extra_bytes = _HEADER.unpack(header)
    raw, extra = stream.read(name_bytes), stream.read(extra_bytes)
    if len(raw) < name_bytes or not raw or method not in {0, zipfile.ZIP_DEFLATED}:
        return None, at
    info = zipfile.ZipInfo(raw.decode("utf-8" if flags & _IS_UTF8 else "cp437", "replace"))
    info.header_offset, info.flag_bits, info.compress_type = at, flags, method
    info.CRC, info.compress_size, info.file_size = crc, packed, size
    if _IN_ZIP64 in {packed, size}:
        _take_zip64_sizes(info, extra)
    return info, at + _HEADER.size + name_bytes + extra_bytes


def _take_zip64_sizes(info: zipfile.ZipInfo, extra: bytes) -> None:
    """Sizes above 4 GiB, and those of writers who did not know them, stand in an extra field."""
    field, length = struct.unpack_from("<2H", extra) if len(extra) >= 20 else (0, 0)  # noqa: PLR2004
    if field == _ZIP64_FIELD and length >= 16:  # noqa: PLR2004
        info.file_size, info.compress_size = struct.unpack_from("<2Q", extra, 4)


@dataclass(slots=True)
class _Measured:
    """Sizes in bytes while a member is unpacked to find its end."""

    packed: int = 0
    unpacked: int = 0
    checksum: int = 0


def _measure(stream: IO[bytes], begin: int, info: zipfile.ZipInfo) -> None:
    """Find the end of a member whose header does not tell it; leave size 0 where none is."""
    if info.compress_type != zipfile.ZIP_DEFLATED:
        return
    stream.seek(begin)
    machine, found = zlib.decompressobj(RAW_DEFLATE), _Measured()
    try:
        while not machine.eof and (piece := machine.unconsumed_tail or stream.read(_PIECE)):
            found.packed += 0 if machine.unconsumed_tail else len(piece)
            content = machine.decompress(piece, _PIECE)
            found.unpacked += len(content)
            found.checksum = zlib.crc32(content, found.checksum)
            if found.unpacked > max(SMALL_BYTES, MAX_RATIO * found.packed):
                return
    except zlib.error:
        return
    info.compress_size = found.packed - len(machine.unused_data)
    info.file_size, info.CRC = found.unpacked, found.checksum
