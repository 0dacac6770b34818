from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stridewell.adapters.fit.checksum import crc16


def bit_by_bit(content: bytes) -> int:
    crc = 0
    for byte in content:
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ (0xA001 if crc & 1 else 0)
    return crc


def test_the_known_check_value_of_crc_16_arc() -> None:
    assert crc16(b"123456789") == 0xBB3D


def test_nothing_has_checksum_zero() -> None:
    assert crc16(b"") == 0


@given(st.binary(max_size=300))
def test_halving_gives_the_same_as_going_bit_by_bit(content: bytes) -> None:
    assert crc16(content) == bit_by_bit(content)


@pytest.mark.parametrize("length", [32_766, 32_767, 32_768, 65_534, 70_001])
def test_folding_whole_blocks_gives_the_same_as_going_bit_by_bit(length: int) -> None:
    content = bytes(at * at % 251 for at in range(length))
    assert crc16(content) == bit_by_bit(content)


@given(st.binary(max_size=100))
def test_a_message_with_its_own_checksum_has_checksum_zero(content: bytes) -> None:
    assert crc16(content + crc16(content).to_bytes(2, "little")) == 0
