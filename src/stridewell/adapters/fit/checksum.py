"""The CRC-16 of FIT, computed by folding and halving instead of byte by byte."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Bytes = NDArray[np.uint8]

_POLYNOMIAL = 0xA001
_FACTOR = 0xC001
"""x^15 + x + 1, which times x + 1 is the polynomial; the highest power is the lowest bit."""
_ORDER = 32_767
"""A bit moved past this many others leaves the same remainder, so blocks of as many bytes do."""
_SHORT = 64
"""So many bytes are quicker gone through one by one."""


def crc16(content: bytes | memoryview) -> int:
    """The CRC-16/ARC of the bytes (start 0, reflected 0x8005), as FIT stores it.

    The checksum is a remainder of polynomials, so bytes may be moved and added (exclusive or)
    wherever that leaves the remainder. Blocks of ``_ORDER`` bytes add up to one block. Halving
    that leaves the remainder by ``_FACTOR`` alone; the one by the other factor, x + 1, is
    whether the number of ones is odd, and where the halves tell otherwise, ``_FACTOR`` is added.
    """
    block = _folded(np.frombuffer(content, dtype=np.uint8))
    short = _halved(block.copy())
    crc = _byte_by_byte(short.tobytes())
    return crc if _is_odd(short) == _is_odd(block) else crc ^ _FACTOR


def _folded(content: Bytes) -> Bytes:
    """At most ``_ORDER`` bytes with the checksum of all of them."""
    head = content.size % _ORDER
    whole = content[head:].reshape(-1, _ORDER)
    if not whole.size:
        return content
    folded: Bytes = np.bitwise_xor.reduce(whole, axis=0)
    if head:
        folded[_ORDER - head :] ^= content[:head]
    return folded


def _halved(block: Bytes) -> Bytes:
    """At most ``_SHORT`` bytes with the same remainder by ``_FACTOR``; the block is used up.

    x^15 leaves the same as x + 1, and so do their squares, x^30 and x^2 + 1, and all squares
    of squares: the first bytes may go 15 n bytes on and, once more, 14 n bytes on (n = 2^k).
    """
    step = 1 << (block.size // 15).bit_length()
    while block.size > _SHORT:
        while block.size > 15 * step:
            moved = min(block.size - 15 * step, 14 * step)
            first, block = block[:moved], block[moved:]
            for behind in (14 * step, 15 * step):
                block[behind - moved : behind] ^= first
        step //= 2
    return block


def _is_odd(block: Bytes) -> bool:
    """Whether the number of ones is odd."""
    return int(np.bitwise_xor.reduce(block)).bit_count() % 2 == 1


def _byte_by_byte(content: bytes) -> int:
    """The checksum of a few bytes."""
    crc = 0
    for byte in content:
        crc = crc >> 8 ^ _TABLE[(crc ^ byte) & 0xFF]
    return crc


def _table_entry(byte: int) -> int:
    """The checksum of one byte."""
    for _ in range(8):
        byte = byte >> 1 ^ (_POLYNOMIAL if byte & 1 else 0)
    return byte


_TABLE = tuple(map(_table_entry, range(256)))
