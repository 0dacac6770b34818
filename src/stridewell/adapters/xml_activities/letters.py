"""A text as bytes and as words of eight bytes, and the plain numbers in it, many at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from stridewell.activity.track import Column
from stridewell.adapters.xml_activities.document import number_in

Rows: TypeAlias = NDArray[np.intp]
Flags: TypeAlias = NDArray[np.bool_]
Words: TypeAlias = NDArray[np.uint64]

WORD = 8
_WORD_TYPE = np.dtype("<u8")
_PADDING = 4 * WORD
"""So that words may be looked at behind the last letter."""
_MOST_DIGITS = 15
"""So many digits make a whole number that a float holds exactly."""
_ONES = np.uint64(0x0101_0101_0101_0101)
_TOPS = np.uint64(0x8080_8080_8080_8080)
_POINTS = np.uint64(0x2E2E_2E2E_2E2E_2E2E)
_HIGH = np.uint64(0xF0F0_F0F0_F0F0_F0F0)
_LOW = np.uint64(0x0F0F_0F0F_0F0F_0F0F)
_ZEROS = np.uint64(0x3030_3030_3030_3030)
_SIXES = np.uint64(0x0606_0606_0606_0606)
_ALL = np.uint64(0xFFFF_FFFF_FFFF_FFFF)
_PAIRS, _FOURS = np.uint64(0x00FF_00FF_00FF_00FF), np.uint64(0x0000_FFFF_0000_FFFF)
_TENS = 10.0 ** np.arange(WORD + 1)
_MANTISSA_BITS = 52
_EXPONENT_BIAS = 1023


@dataclass(frozen=True, slots=True, eq=False)
class Letters:
    """A text as bytes, and as words of eight bytes from every byte on; a bit longer than it is."""

    text: bytes
    bytes_: NDArray[np.uint8]
    words: Words

    @classmethod
    def of(cls, text: bytes) -> Letters:
        """The letters of a text."""
        bytes_ = np.frombuffer(text + bytes(_PADDING), np.uint8)
        words = np.ndarray((bytes_.size - WORD + 1,), _WORD_TYPE, bytes_.data, strides=(1,))
        return cls(text, bytes_, words)

    def pieces(self, begins: Rows, ends: Rows) -> list[bytes]:
        """What stands between these places."""
        text = self.text
        return [text[begin:end] for begin, end in zip(begins.tolist(), ends.tolist(), strict=True)]

    def numbers(self, begins: Rows, ends: Rows) -> Column:
        """The numbers that stand between these places; NaN for what is none or is not finite.

        Each is exactly what Python makes of the same letters.
        """
        values, is_plain = self._plain_numbers(begins, ends)
        others = (~is_plain).nonzero()[0]
        if others.size:
            values[others] = parsed(self.pieces(begins[others], ends[others]))
        return values

    def _plain_numbers(self, begins: Rows, ends: Rows) -> tuple[Column, Flags]:
        """Numbers like ``-12.5`` of up to eight digits before and behind the point."""
        minus = self.bytes_[begins] == ord("-")
        begins = begins + minus
        length = ends - begins
        words = self.words[begins]
        point = np.minimum(_first_point(words), length)
        decimals = np.maximum(length - point - 1, 0)
        is_plain = (point > 0) & (decimals <= WORD) & (point + decimals <= _MOST_DIGITS)
        is_plain &= (point == length) | (self.bytes_[begins + point] == ord("."))
        decimals = np.minimum(decimals, WORD)
        whole, is_whole = _digits(words, point)
        part, is_part = _digits(self.words[begins + point + 1], decimals)
        tens = _TENS[decimals]
        values: Column = (whole * tens + part) / tens
        return np.where(minus, -values, values), is_plain & is_whole & is_part


def parsed(texts: Sequence[bytes]) -> Column:
    """The numbers of texts, one by one; NaN for what is none or is not finite."""
    try:
        values = np.array(list(map(float, texts)), dtype=np.float64)
    except ValueError:
        values = np.array([number_in(text.decode()) for text in texts], dtype=np.float64)
    return np.where(np.isfinite(values), values, np.nan)


def _first_point(words: Words) -> Rows:
    """Which byte of each word is the first decimal point; eight where there is none."""
    odd = words ^ _POINTS
    marks = (odd - _ONES) & ~odd & _TOPS
    lowest = marks & (~marks + np.uint64(1))
    # a power of two, so that the exponent of the float is the number of the bit
    bit = (lowest.astype(np.float64).view(np.int64) >> _MANTISSA_BITS) - _EXPONENT_BIAS
    return np.where(marks == 0, WORD, bit >> 3)


def _digits(words: Words, count: Rows) -> tuple[Column, Flags]:
    """The numbers that the first ``count`` bytes (0 to 8) make, and whether all are digits."""
    shift = (8 * (WORD - count)).astype(np.uint64)
    # shifting by all 64 bits is undefined, so it is done in two halves
    half = shift >> np.uint64(1)
    used = (_ALL << half) << (shift - half)
    digits = ((words << half) << (shift - half)) & used
    expected = _ZEROS & used
    is_number = ((digits & _HIGH) == expected) & (((digits + (_SIXES & used)) & _HIGH) == expected)
    pairs = ((digits & _LOW) * np.uint64(2561)) >> np.uint64(8)
    fours = ((pairs & _PAIRS) * np.uint64(6_553_601)) >> np.uint64(16)
    eights = ((fours & _FOURS) * np.uint64(42_949_672_960_001)) >> np.uint64(32)
    return eights.astype(np.float64), is_number
