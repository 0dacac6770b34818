from __future__ import annotations

import numpy as np
import pytest

from fit_bytes import BYTE, FLOAT32, SINT32, START, UINT8, UINT16, UINT32, Layout
from stridewell.adapters.fit.columns import Table, read_table
from stridewell.adapters.fit.scan import scan_messages


def table(content: bytes, types: dict[tuple[int, int], int] | None = None) -> Table:
    return read_table(scan_messages(content, 0, len(content)), 20, types)


def rows(layout: Layout, *values: tuple[float | bytes, ...]) -> bytes:
    return layout.definition() + b"".join(layout.data(*row) for row in values)


@pytest.mark.parametrize("big", [False, True])
def test_values_are_scaled_and_shifted_in_both_byte_orders(*, big: bool) -> None:
    layout = Layout(20, ((253, 4, UINT32), (2, 2, UINT16), (0, 4, SINT32)), big=big)
    read = table(rows(layout, (START, 2600, -5)))
    assert read.column("timestamp").tolist() == [START]
    assert read.column("altitude").tolist() == [20.0]
    assert read.column("position_lat").tolist() == [-5.0]


def test_what_was_not_measured_is_nan() -> None:
    layout = Layout(20, ((3, 1, UINT8), (41, 2, UINT16), (0, 4, SINT32)))
    read = table(rows(layout, (255, 0xFFFF, 0x7FFF_FFFF)))
    assert all(np.isnan(column).all() for column in read.columns.values())


def test_layouts_that_alternate_keep_the_order_of_the_file() -> None:
    plain = Layout(20, ((253, 4, UINT32), (3, 1, UINT8)))
    timed = Layout(20, ((253, 4, UINT32), (41, 2, UINT16)), local=1)
    content = plain.definition() + timed.definition()
    content += b"".join(
        (plain.data(START + n, 100 + n) if n % 2 else timed.data(START + n, 2500)) for n in range(6)
    )
    read = table(content)
    assert read.column("timestamp").tolist() == [START + n for n in range(6)]
    np.testing.assert_array_equal(read.column("heart_rate")[1::2], [101, 103, 105])
    assert np.isnan(read.column("heart_rate")[0::2]).all()
    np.testing.assert_array_equal(read.column("stance_time")[0::2], [250, 250, 250])


def test_an_array_gives_its_first_element() -> None:
    layout = Layout(20, ((7, 4, UINT16),))
    content = layout.definition() + b"\x00" + (250).to_bytes(2, "little") + b"\xff\xff"
    assert table(content).column("power").tolist() == [250.0]


def test_packed_bytes_become_one_little_endian_number() -> None:
    layout = Layout(20, ((8, 3, BYTE),))
    read = table(rows(layout, (b"\x01\x02\x03",), (b"\xff\xff\xff",)))
    np.testing.assert_array_equal(read.column("compressed_speed_distance"), [0x030201, np.nan])


def test_a_type_larger_than_its_field_is_read_as_plain_bytes() -> None:
    layout = Layout(20, ((3, 1, UINT32),))
    content = layout.definition() + b"\x00\x96"
    assert table(content).column("heart_rate").tolist() == [150.0]


def test_a_field_stated_twice_counts_once() -> None:
    layout = Layout(20, ((3, 1, UINT8), (3, 1, UINT8)))
    assert table(rows(layout, (140, 20))).column("heart_rate").tolist() == [140.0]


def test_developer_fields_take_the_type_of_their_description() -> None:
    layout = Layout(20, ((3, 1, UINT8),), developer=((4, 4, 0),), codes="f")
    read = table(rows(layout, (140, 6.5)), {(0, 4): FLOAT32})
    assert read.column((0, 4)).tolist() == [6.5]


def test_a_table_without_messages_is_empty() -> None:
    read = table(b"")
    assert len(read) == 0
    assert np.isnan(read.first("timestamp"))
