"""The CRC-16 of FIT, computed by folding and halving instead of byte by byte."""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

Words = NDArray[np.uint16]

_POLYNOMIAL = 0xA001
_ORDER = 32_767
"""A bit moved past this many others leaves the same remainder, so blocks of as many bytes do."""


def crc16(content: bytes | memoryview) -> int:
    """The CRC-16/ARC of the bytes (start 0, reflected 0x8005), as FIT stores it.

    The checksum is linear over bits. Blocks of ``_ORDER`` bytes therefore add up (exclusive
    or) to one block of the same checksum. Inside it, neighbours are merged pairwise: the left
    one is pushed past the length of the right one by a table, and both are added. Zeros in
    front change nothing, which fills odd lengths.
    """
    block = _folded(np.frombuffer(content, dtype=np.uint8))
    words: Words = np.concatenate((np.zeros(block.size % 2, np.uint8), block)).view("<u2")
    level = 0
    while words.size > 1:
        if words.size % 2:
            words = np.concatenate((np.zeros(1, np.uint16), words))
        words = _push_past(level)[words[0::2]] ^ words[1::2]
        level += 1
    return int(_push_past(0)[words[0]]) if words.size else 0


def _folded(content: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """At most ``_ORDER`` bytes with the checksum of all of them."""
    head = content.size % _ORDER
    whole = content[head:].reshape(-1, _ORDER)
    if not whole.size:
        return content
    folded: NDArray[np.uint8] = np.bitwise_xor.reduce(whole, axis=0)
    if head:
        folded[_ORDER - head :] ^= content[:head]
    return folded


@cache
def _push_past(level: int) -> Words:
    """Table of every 16-bit state after ``2 ** level`` zero words."""
    if level:
        half = _push_past(level - 1)
        return half[half]
    states: Words = np.arange(65_536, dtype=np.uint16)
    for _ in range(16):
        states = (states >> np.uint16(1)) ^ np.where(states & 1, _POLYNOMIAL, 0).astype(np.uint16)
    return states
