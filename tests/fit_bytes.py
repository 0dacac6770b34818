"""A tiny builder of FIT bytes: definitions, data messages, headers and checksums."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass

from stridewell.adapters.fit.checksum import crc16

ENUM, UINT8, STRING, SINT16, UINT16, SINT32, UINT32, FLOAT32, BYTE = (
    0x00,
    0x02,
    0x07,
    0x83,
    0x84,
    0x85,
    0x86,
    0x88,
    0x0D,
)
_CODES = {ENUM: "B", UINT8: "B", SINT16: "h", UINT16: "H", SINT32: "i", UINT32: "I", FLOAT32: "f"}

NATIVE = Sequence[tuple[int, int, int]]
"""Fields as (number, size in bytes, base type)."""
START = 1_000_000_000
"""A moment in FIT time: 2021-09-08 01:46:40 UTC."""


@dataclass(frozen=True)
class Layout:
    """A definition message, and the data messages that follow it."""

    message: int
    fields: NATIVE
    local: int = 0
    big: bool = False
    developer: Sequence[tuple[int, int, int]] = ()
    """Developer fields as (number, size, index of the app); values are packed by ``codes``."""
    codes: str = ""

    def definition(self) -> bytes:
        header = 0x40 | self.local | (0x20 if self.developer else 0)
        number = self.message.to_bytes(2, "big" if self.big else "little")
        fixed = bytes((header, 0, int(self.big))) + number + bytes((len(self.fields),))
        native = b"".join(bytes(field) for field in self.fields)
        if not self.developer:
            return fixed + native
        added = b"".join(bytes(field) for field in self.developer)
        return fixed + native + bytes((len(self.developer),)) + added

    def data(self, *values: float | str | bytes, time_offset: int | None = None) -> bytes:
        header = self.local if time_offset is None else 0x80 | self.local << 5 | time_offset
        packed = [self._pack(number, value) for number, value in enumerate(values)]
        return bytes((header,)) + b"".join(packed)

    def _pack(self, number: int, value: float | str | bytes) -> bytes:
        order = ">" if self.big else "<"
        if number >= len(self.fields):
            code = self.codes[number - len(self.fields)]
            return struct.pack(order + code, value)
        _, size, base_type = self.fields[number]
        if isinstance(value, str | bytes):
            raw = value.encode() if isinstance(value, str) else value
            return raw.ljust(size, b"\0")
        return struct.pack(order + _CODES[base_type], value)


FILE_ID = Layout(0, ((0, 1, ENUM), (1, 2, UINT16), (2, 2, UINT16), (4, 4, UINT32)), local=15)
RECORD = Layout(
    20,
    ((253, 4, UINT32), (3, 1, UINT8), (4, 1, UINT8), (5, 4, UINT32), (6, 2, UINT16)),
)
SESSION = Layout(
    18,
    (
        (253, 4, UINT32),
        (2, 4, UINT32),
        (7, 4, UINT32),
        (8, 4, UINT32),
        (9, 4, UINT32),
        (10, 4, UINT32),
        (5, 1, ENUM),
        (6, 1, ENUM),
    ),
    local=14,
)
EVENT = Layout(21, ((253, 4, UINT32), (0, 1, ENUM), (1, 1, ENUM)), local=13)
LAP = Layout(
    19, ((253, 4, UINT32), (2, 4, UINT32), (7, 4, UINT32), (8, 4, UINT32), (9, 4, UINT32)), local=12
)
DEVELOPER_ID = Layout(207, ((1, 16, BYTE), (3, 1, UINT8)), local=11)
DESCRIPTION = Layout(
    206,
    ((0, 1, UINT8), (1, 1, UINT8), (2, 1, UINT8), (3, 24, STRING), (8, 16, STRING), (15, 1, UINT8)),
    local=10,
)


def fit_file(*messages: bytes, header_size: int = 14, size: int | None = None) -> bytes:
    """The messages as one FIT file with right checksums; ``size`` lies about the length."""
    content = b"".join(messages)
    length = len(content) if size is None else size
    head = struct.pack("<BBHI4s", header_size, 0x20, 2132, length, b".FIT")
    if header_size > len(head):
        head += struct.pack("<H", crc16(head))
    return head + content + struct.pack("<H", crc16(head + content))


def file_id(kind: int = 4) -> bytes:
    """A file_id message; kind 4 is an activity."""
    return FILE_ID.definition() + FILE_ID.data(kind, 1, 3291, START)


def records(count: int, first: int = START, cadence: int = 85) -> bytes:
    """One record a second at 3 m/s, heart rate 150 bpm."""
    rows = [
        RECORD.data(first + second, 150, cadence, 300 * second, 3000) for second in range(count)
    ]
    return RECORD.definition() + b"".join(rows)


def session(
    elapsed: int, first: int = START, *, strides: int = 0xFFFF_FFFF, sport: tuple[int, int] = (1, 0)
) -> bytes:
    """A session of so many seconds at 3 m/s."""
    return SESSION.definition() + SESSION.data(
        first + elapsed,
        first,
        1000 * elapsed,
        1000 * elapsed,
        300 * elapsed,
        strides,
        *sport,
    )


def run_file(count: int = 60) -> bytes:
    """A whole small run: file_id, records, session."""
    return fit_file(file_id(), records(count), session(count))
