"""The FIT writer against an independent decoder, and against numbers it cannot hold."""

from __future__ import annotations

import io
import struct
from datetime import UTC, datetime
from typing import Any

import fitdecode
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stridewell.simulate.fit_file import Block, checksum, fit_bytes, fit_time
from stridewell.simulate.fit_profile import (
    DEVICE_INFO,
    FILE_ID,
    MESSAGES,
    RECORD,
    STRING,
    Field,
    Message,
)

CLOCKS = ("timestamp", "start_time", "time_created")


def decoded(content: bytes) -> list[Any]:
    """Every message of a file, read strictly: a wrong checksum is an error."""
    with fitdecode.FitReader(
        io.BytesIO(content),
        check_crc=fitdecode.CrcCheck.RAISE,
        error_handling=fitdecode.ErrorHandling.RAISE,
    ) as reader:
        return [frame for frame in reader if isinstance(frame, fitdecode.FitDataMessage)]


def numbers_in(field: Field) -> st.SearchStrategy[float]:
    """Numbers a field can hold exactly, and "not measured"."""
    raw = st.integers(field.base.lowest, field.base.highest)
    exact = raw.map(lambda stored: stored / field.scale - field.offset)
    return st.one_of(exact, st.just(float("nan")))


def columns_of(message: Message) -> st.SearchStrategy[dict[str, list[float]]]:
    measured = [field for field in message.fields if field.name != "timestamp"]

    def of_length(n: int) -> st.SearchStrategy[dict[str, list[float]]]:
        columns = {
            field.name: st.lists(numbers_in(field), min_size=n, max_size=n) for field in measured
        }
        return st.fixed_dictionaries({}, optional=columns)

    return st.integers(1, 6).flatmap(of_length)


@settings(deadline=None)
@given(columns=columns_of(RECORD))
def test_what_is_written_is_what_an_independent_decoder_reads(
    columns: dict[str, list[float]],
) -> None:
    n = max((len(column) for column in columns.values()), default=1)
    values = {name: np.array(column) for name, column in columns.items()}
    clock = np.arange(n, dtype=np.float64) + 1_000_000_000
    messages = decoded(fit_bytes([Block(RECORD, values | {"timestamp": clock})]))
    assert len(messages) == n
    for name, column in columns.items():
        read = [message.get_value(name, fallback=None) for message in messages]
        assert [np.nan if value is None else value for value in read] == pytest.approx(
            column, rel=1e-12, abs=1e-9, nan_ok=True
        )


def test_a_text_is_written_whole() -> None:
    (message,) = decoded(fit_bytes([Block(FILE_ID, {"type": 4, "product_name": "Uhr für Läufe"})]))
    assert message.get_value("product_name") == "Uhr für Läufe"
    assert message.get_value("type") == "activity"


def test_a_field_left_out_is_absent_not_zero() -> None:
    (message,) = decoded(fit_bytes([Block(RECORD, {"timestamp": 10**9, "distance": 1.5})]))
    assert [field.name for field in message.fields] == ["timestamp", "distance"]


def test_messages_of_one_kind_may_change_their_fields() -> None:
    first = Block(RECORD, {"timestamp": 10**9, "heart_rate": 140})
    second = Block(RECORD, {"timestamp": 10**9 + 1, "distance": 3.0})
    messages = decoded(fit_bytes([first, second, first]))
    assert [m.get_value("heart_rate", fallback=None) for m in messages] == [140, None, 140]
    assert [m.get_value("distance", fallback=None) for m in messages] == [None, 3.0, None]


@pytest.mark.parametrize(
    ("name", "value"), [("heart_rate", 255.0), ("heart_rate", -1.0), ("step_length", 6553.5)]
)
def test_a_number_that_does_not_fit_is_refused_by_name(name: str, value: float) -> None:
    with pytest.raises(ValueError, match=rf"record\.{name} cannot hold"):
        fit_bytes([Block(RECORD, {"timestamp": 10**9, name: value})])


def test_an_unknown_field_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="record has no field shoe_size"):
        fit_bytes([Block(RECORD, {"timestamp": 10**9, "shoe_size": 42.0})])


def test_text_and_numbers_do_not_change_places() -> None:
    with pytest.raises(ValueError, match=r"device_info\.product_name cannot hold 1"):
        fit_bytes([Block(DEVICE_INFO, {"product_name": 1.0})])
    with pytest.raises(ValueError, match=r"record\.heart_rate cannot hold 'fast'"):
        fit_bytes([Block(RECORD, {"heart_rate": "fast"})])


def test_the_checksum_is_the_published_check_value() -> None:
    assert checksum(b"123456789") == 0xBB3D


@settings(deadline=None)
@given(seed=st.binary(min_size=1, max_size=9), length=st.integers(0, 3_000))
def test_the_checksum_is_that_of_bit_by_bit_division(seed: bytes, length: int) -> None:
    content = (seed * length)[:length]
    register = 0
    for byte in content:
        register ^= byte
        for _ in range(8):
            register = (register >> 1) ^ (0xA001 if register & 1 else 0)
    assert checksum(content) == register


@given(content=st.binary(max_size=200))
def test_a_file_followed_by_its_checksum_checks_to_zero(content: bytes) -> None:
    assert checksum(content + struct.pack("<H", checksum(content))) == 0


@given(content=st.binary(min_size=1, max_size=50), bit=st.integers(0, 399))
def test_any_flipped_bit_changes_the_checksum(content: bytes, bit: int) -> None:
    at = bit % (8 * len(content))
    flipped = bytearray(content)
    flipped[at // 8] ^= 1 << at % 8
    assert checksum(bytes(flipped)) != checksum(content)


def test_a_damaged_file_is_noticed() -> None:
    content = bytearray(fit_bytes([Block(RECORD, {"timestamp": 10**9, "distance": 1.5})]))
    content[-4] ^= 1
    with pytest.raises(fitdecode.FitCRCError):
        decoded(bytes(content))


def test_the_header_says_how_long_the_file_is() -> None:
    content = fit_bytes([Block(RECORD, {"timestamp": 10**9, "distance": 1.5})])
    size, _, _, body, mark = struct.unpack_from("<BBHI4s", content)
    assert (size, mark) == (14, b".FIT")
    assert len(content) == size + body + 2


def test_fit_time_counts_from_the_last_day_of_1989() -> None:
    assert fit_time(datetime(1989, 12, 31, 0, 1, tzinfo=UTC)) == 60


@pytest.mark.parametrize("message", MESSAGES, ids=lambda message: message.name)
def test_the_decoder_knows_every_described_field_with_its_scale(message: Message) -> None:
    fields = [field for field in message.fields if field.name not in CLOCKS]
    values = {field.name: "x" if field.base is STRING else 1.0 for field in fields}
    (read,) = decoded(fit_bytes([Block(message, values)]))
    assert read.name == message.name
    for field in fields:
        stored = "x" if field.base is STRING else (1 + field.offset) * field.scale
        assert read.get_field(field.name).raw_value == stored
        assert (read.get_field(field.name).field.scale or 1) == field.scale
