"""The first message of a FIT file: what kind of file it is and when it was begun."""

from __future__ import annotations

import struct
from dataclasses import dataclass

ACTIVITY = 4
_EPOCH_S = 631_065_600
"""FIT counts seconds from the end of 1989; this is that moment in Unix time."""

_FILE_ID, _DEFINITION, _DEVELOPER = 0, 0x40, 0x20
_TYPE, _CREATED = 0, 4
_NO_TYPE, _NO_TIME = 0xFF, 0xFFFFFFFF
_TIME_BYTES = 4


@dataclass(frozen=True, slots=True)
class FitHead:
    """What a FIT file says of itself first; ``created_s`` is Unix time in seconds."""

    kind: int | None = None
    created_s: int | None = None


def read_fit_head(head: bytes) -> FitHead | None:
    """The file's word on itself, None where the bytes begin with no such message."""
    try:
        return _file_id(head)
    except (struct.error, IndexError):
        return None


def _file_id(head: bytes) -> FitHead | None:
    if head[8:12] != b".FIT":
        return None
    at = head[0]
    flags, order = head[at], ">" if head[at + 2] else "<"
    (message,) = struct.unpack_from(f"{order}H", head, at + 3)
    if not flags & _DEFINITION or message != _FILE_ID:
        return None
    count = head[at + 5]
    sizes = [(head[at + 6 + 3 * n], head[at + 7 + 3 * n]) for n in range(count)]
    at += 6 + 3 * count
    if flags & _DEVELOPER:
        at += 1 + 3 * head[at]
    if head[at] & _DEFINITION or head[at] & 0x0F != flags & 0x0F:
        return None
    kind = created = None
    at += 1
    for field, size in sizes:
        if field == _TYPE and head[at] != _NO_TYPE:
            kind = head[at]
        elif field == _CREATED and size == _TIME_BYTES:
            (seconds,) = struct.unpack_from(f"{order}I", head, at)
            created = None if seconds in {0, _NO_TIME} else seconds + _EPOCH_S
        at += size
    return FitHead(kind, created)
