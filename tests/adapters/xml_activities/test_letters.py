"""Numbers, many at once, are exactly what they are one by one."""

from __future__ import annotations

import math
import struct

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stridewell.adapters.xml_activities.document import number_in
from stridewell.adapters.xml_activities.letters import Letters


def read(*texts: str) -> list[float]:
    pieces = [text.encode() for text in texts]
    lengths = np.array([len(piece) for piece in pieces], dtype=np.intp)
    begins = np.cumsum(lengths + 1) - lengths - 1
    return list(map(float, Letters.of(b"<".join(pieces)).numbers(begins, begins + lengths)))


def are_same(found: float, expected: float) -> bool:
    return struct.pack("d", found) == struct.pack("d", expected) or (
        math.isnan(found) and math.isnan(expected)
    )


@pytest.mark.parametrize(
    "text",
    [
        *("0", "7", "150", "-1", "-0", "0.0", "-0.5", "49.4383641", "-122.396397", "12345678.5"),
        *("123456789", "1.123456789", "12345678.12345678", "99999999.9999999", "1.", ".5", "-.5"),
        *("", "-", ".", "--1", "1-2", "1.2.3", "1,5", "+5", "1e3", " 5 ", "1_0", "nan", "inf"),
        *("0x10", "12a", "a12", "1/2", "1:2", "\uff15", "251.1999969482421875", "00012.50"),
    ],
)
def test_every_way_to_write_a_number_is_read_as_python_does(text: str) -> None:
    first, found, last = read("1.5", text, "22")
    assert (first, last) == (1.5, 22)
    assert are_same(found, number_in(text))


@given(st.lists(st.from_regex(r"-?[0-9]{1,9}(\.[0-9]{0,9})?", fullmatch=True), max_size=20))
def test_plain_numbers_are_read_exactly(texts: list[str]) -> None:
    assert all(map(are_same, read(*texts), map(number_in, texts)))


@given(st.lists(st.text("0123456789.-+e ", max_size=20), max_size=20))
def test_anything_like_a_number_is_read_as_python_does(texts: list[str]) -> None:
    assert all(map(are_same, read(*texts), map(number_in, texts)))
