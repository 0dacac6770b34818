"""Writes FIT files: message descriptions and columns of numbers in, the bytes of a file out."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache

import numpy as np
from numpy.typing import NDArray

from stridewell.simulate.fit_profile import MESSAGES, STRING, Field, Message

Column = NDArray[np.float64]
Value = float | str | Column

FIT_EPOCH = datetime(1989, 12, 31, tzinfo=UTC)
HEADER_SIZE = 14
PROTOCOL_2_0 = 0x20
PROFILE_VERSION = 21158
DEFINITION = 0x40
LITTLE_ENDIAN = 0
REFLECTED_POLYNOMIAL = 0xA001
WORDS_PER_PIECE = 256


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """Messages of one kind that follow one another in the file.

    ``values`` maps field names to a number, a text, or a column with one number a message;
    NaN is written as "not measured", and a field left out is not written at all.
    """

    message: Message
    values: Mapping[str, Value]


def fit_time(moment: datetime) -> int:
    """Whole seconds since the FIT epoch, 1989-12-31 00:00 UTC."""
    return int((moment - FIT_EPOCH).total_seconds())


def fit_bytes(blocks: Iterable[Block]) -> bytes:
    """The bytes of a FIT file: header, definitions and messages, checksum.

    Raises:
        ValueError: a field is unknown to its message, or a number does not fit into it.
    """
    body = b"".join(_messages(blocks))
    head = struct.pack("<BBHI4s", HEADER_SIZE, PROTOCOL_2_0, PROFILE_VERSION, len(body), b".FIT")
    content = head + struct.pack("<H", checksum(head)) + body
    return content + struct.pack("<H", checksum(content))


def checksum(content: bytes) -> int:
    """The 16 bit cyclic redundancy check of FIT (polynomial 0x8005, reflected, from 0).

    Equal pieces of the content are checked side by side, then joined: the check is linear,
    so a piece's check can be added after the register has been moved past the piece.
    """
    # Zero bytes in front leave a register that starts at 0 as it is.
    padded = bytes(-len(content) % (2 * WORDS_PER_PIECE)) + content
    pieces = np.frombuffer(padded, "<u2").reshape(-1, WORDS_PER_PIECE)
    past_word = _past_word()
    checks = np.zeros(len(pieces), dtype=np.uint16)
    for words in pieces.T:
        checks = past_word[checks ^ words]
    past_piece, register = _past_piece(), 0
    for check in checks.tolist():
        register = past_piece[register] ^ check
    return register


@cache
def _past_word() -> NDArray[np.uint16]:
    """What becomes of each register when two zero bytes pass."""
    register = np.arange(2**16)
    for _ in range(16):
        register = (register >> 1) ^ (REFLECTED_POLYNOMIAL * (register & 1))
    return register.astype(np.uint16)


@cache
def _past_piece() -> tuple[int, ...]:
    """What becomes of each register when a piece of zero bytes passes."""
    past_word = _past_word()
    register = past_word
    for _ in range(WORDS_PER_PIECE - 1):
        register = past_word[register]
    return tuple(register.tolist())


def _messages(blocks: Iterable[Block]) -> Iterable[bytes]:
    in_force: dict[int, bytes] = {}
    for block in blocks:
        local = MESSAGES.index(block.message)
        rows = _rows(block, local)
        definition = _definition(block, local, rows)
        if in_force.get(local) != definition:
            in_force[local] = definition
            yield definition
        yield rows.tobytes()


def _definition(block: Block, local: int, rows: NDArray[np.void]) -> bytes:
    fields = _fields(block)
    head = struct.pack(
        "<BBBHB", DEFINITION | local, 0, LITTLE_ENDIAN, block.message.number, len(fields)
    )
    sizes = (rows.dtype[field.name].itemsize for field in fields)
    return head + bytes(
        byte
        for field, size in zip(fields, sizes, strict=True)
        for byte in (field.number, size, field.base.code)
    )


def _rows(block: Block, local: int) -> NDArray[np.void]:
    stored = {field.name: _stored(block, field) for field in _fields(block)}
    length = max(column.size for column in stored.values())
    layout = [("header", "u1"), *((name, column.dtype.str) for name, column in stored.items())]
    rows = np.empty(length, dtype=layout)
    rows["header"] = local
    for name, column in stored.items():
        rows[name] = column
    return rows


def _fields(block: Block) -> tuple[Field, ...]:
    known = {field.name for field in block.message.fields}
    if unknown := sorted(set(block.values) - known):
        raise ValueError(f"{block.message.name} has no field {', '.join(unknown)}")
    return tuple(field for field in block.message.fields if field.name in block.values)


def _stored(block: Block, field: Field) -> NDArray[np.generic]:
    value = block.values[field.name]
    where = f"{block.message.name}.{field.name}"
    if isinstance(value, str) != (field.base is STRING):
        raise ValueError(f"{where} cannot hold {value!r}")
    if isinstance(value, str):
        return np.array([value.encode() + b"\0"], dtype=f"S{len(value.encode()) + 1}")
    return _stored_numbers(where, field, np.atleast_1d(np.asarray(value, dtype=np.float64)))


def _stored_numbers(where: str, field: Field, column: Column) -> NDArray[np.generic]:
    raw = np.rint((column + field.offset) * field.scale)
    misfit = (raw < field.base.lowest) | (raw > field.base.highest)
    if misfit.any():
        raise ValueError(f"{where} cannot hold {column[misfit][0]:g} {field.unit}")
    return np.where(np.isnan(raw), field.base.invalid, raw).astype(field.base.dtype)
