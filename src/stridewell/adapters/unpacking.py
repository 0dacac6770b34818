"""Packed bytes → unpacked bytes: bounded against bombs, and as much as damage leaves."""

from __future__ import annotations

import errno
import lzma
import struct
import zipfile
import zlib
from dataclasses import dataclass

from stridewell.errors import FileRefusedError

MAX_FILE_BYTES = 256 * 2**20
"""The longest real recordings (multi-day, every second) stay below 30 MiB; ten times that still
fits into the memory of a small computer."""

MAX_RATIO = 200
"""Activity files shrink 3 to 40 times when packed; deflate's limit, which bombs use, is 1,032."""

SMALL_BYTES = 2**20
"""Below this size a high ratio harms nobody (a file of blanks), so it is let through."""

RAW_DEFLATE, GZIP = -15, 31
"""How zlib is told which wrapping to expect: none (in zips), or that of gzip."""

_GZIP_MARK = b"\x1f\x8b"
_SALVAGE_STEPS = 2**20

FAULTS = (
    OSError,
    EOFError,
    ValueError,
    IndexError,
    RuntimeError,
    struct.error,
    zlib.error,
    lzma.LZMAError,
    zipfile.BadZipFile,
    FileRefusedError,
)
"""All that the standard library raises on damaged, locked or vanished files and archives."""


_KNOWN_FAULTS: tuple[tuple[type[Exception], str], ...] = (
    (FileNotFoundError, "There is no such file or folder. Check the name."),
    (PermissionError, "Reading this is not permitted. Copy it to a folder of your own."),
    (EOFError, "This packed file is cut short. Copy it or download it again."),
    (NotImplementedError, "This is packed in a way stridewell cannot unpack. Unpack it first."),
    (IndexError, "This archive changed while it was read. Import it again."),
)


@dataclass(frozen=True, slots=True)
class Unpacked:
    """What came out; ``fault`` says why it is not everything, "" when it is."""

    content: bytes
    fault: str = ""


def limit_for(packed_bytes: int) -> int:
    """How many bytes may come out of so many packed ones."""
    return min(MAX_FILE_BYTES, max(SMALL_BYTES, MAX_RATIO * packed_bytes))


def too_large(limit: int) -> FileRefusedError:
    """The error for something that holds more than the limit, in bytes."""
    return FileRefusedError(
        f"This unpacks to far more than an activity file can hold (over {limit:,} bytes).",
        "If it really is a recording, unpack it first.",
    )


def inflate(packed: bytes, wrapping: int, limit: int) -> Unpacked:
    """Everything deflated in the bytes; where they are damaged, everything before the damage.

    Several gzip streams one behind the other are one file. Bytes behind the end are ignored.

    Raises:
        FileRefusedError: more than ``limit`` bytes would come out.
    """
    pieces: list[bytes] = []
    left, rest = limit, packed
    while True:
        piece, fault, rest = _one_stream(rest, wrapping, left)
        pieces.append(piece)
        left -= len(piece)
        if left < 0:
            raise too_large(limit)
        if fault or wrapping != GZIP or not rest.startswith(_GZIP_MARK):
            return Unpacked(b"".join(pieces), fault)


def _one_stream(packed: bytes, wrapping: int, limit: int) -> tuple[bytes, str, bytes]:
    """One stream unpacked, what was wrong with it, and the bytes behind it."""
    machine = zlib.decompressobj(wrapping)
    try:
        content = machine.decompress(packed, limit + 1)
    except zlib.error as error:
        return _before_damage(packed, wrapping, limit), str(error), b""
    is_cut = not machine.eof and len(content) <= limit
    return content, "it is cut short" if is_cut else "", machine.unused_data


def _before_damage(packed: bytes, wrapping: int, limit: int) -> bytes:
    """What zlib gives out before it meets the damage: fed in small steps, it keeps it."""
    machine = zlib.decompressobj(wrapping)
    pieces: list[bytes] = []
    left, step = limit + 1, max(1, len(packed) // _SALVAGE_STEPS)
    try:
        for begin in range(0, len(packed), step):
            pieces.append(machine.decompress(packed[begin : begin + step], left))
            left -= len(pieces[-1])
            if left <= 0:
                break
    except zlib.error:
        pass  # this is the damage; the pieces before it are what was asked for
    return b"".join(pieces)


def beginning(packed: bytes, wrapping: int, size: int) -> bytes:
    """The first ``size`` bytes that come out, fewer where damage or the end comes earlier."""
    try:
        return zlib.decompressobj(wrapping).decompress(packed, size)
    except zlib.error:
        return _before_damage(packed, wrapping, size)[:size]


def is_gzip(content: bytes) -> bool:
    """Whether the bytes begin as gzip does."""
    return content.startswith(_GZIP_MARK)


def why(error: Exception) -> str:
    """Why something could not be read, and what to do, in plain words."""
    if isinstance(error, FileRefusedError):
        return str(error)
    if isinstance(error, OSError) and error.errno == errno.ENOSPC:
        return "There is no room on the disk to unpack this. Make room, or unpack it elsewhere."
    known = (text for kind, text in _KNOWN_FAULTS if isinstance(error, kind))
    damaged = f"This is damaged and cannot be unpacked ({error}). Export or copy it again."
    return next(known, damaged)
