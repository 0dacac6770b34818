"""Leaps over alternating messages find what following them one by one finds."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from fit_bytes import BYTE, RECORD, START, UINT8, UINT32, Layout, records
from stridewell.adapters.fit.scan import scan_messages

SMALL = Layout(160, ((253, 4, UINT32), (0, 3, BYTE)), local=1)
UNTIMED = Layout(233, ((2, 2, BYTE),), local=2)
TWIN = Layout(234, ((5, 2, BYTE),), local=2)
OTHER = Layout(20, ((253, 4, UINT32), (3, 1, UINT8), (9, 9, BYTE)), local=3)
BIG = Layout(20, ((253, 4, UINT32), (3, 1, UINT8)), local=0, big=True)
MOVED = Layout(20, ((3, 1, UINT8), (253, 4, UINT32)), local=0)
LAYOUTS = (RECORD, SMALL, UNTIMED, TWIN, OTHER, BIG, MOVED)


def message(layout: Layout, second: int, noise: bytes) -> bytes:
    time = START + second
    if layout in (UNTIMED, TWIN):
        return layout.data(noise[:2], time_offset=time & 31 if noise[0] % 2 else None)
    if layout is MOVED:
        return layout.data(noise[0], time)
    rest: dict[Layout, tuple[int | bytes, ...]] = {
        RECORD: (noise[0], noise[1], 300 * second, 3000),
        SMALL: (noise[:3],),
        OTHER: (noise[0], noise[:9]),
        BIG: (noise[0],),
    }
    return layout.data(time, *rest[layout])


@st.composite
def streams(draw: st.DrawFn) -> bytes:
    """Stretches of repeated patterns; before each, a few layouts are defined anew."""
    content = [layout.definition() for layout in (RECORD, SMALL, UNTIMED, OTHER)]
    in_force = {layout.local: layout for layout in (RECORD, SMALL, UNTIMED, OTHER)}
    second = draw(st.sampled_from((0, 65_536 - START % 65_536 - 60)))
    for _ in range(draw(st.integers(1, 4))):
        for layout in draw(st.lists(st.sampled_from(LAYOUTS), max_size=2)):
            content.append(layout.definition())
            in_force[layout.local] = layout
        pattern = draw(st.lists(st.sampled_from((0, 0, 1, 2, 3)), min_size=1, max_size=12))
        noise = draw(st.binary(min_size=9, max_size=9))
        for _ in range(draw(st.integers(1, 60))):
            content += [message(in_force[local], second, noise) for local in pattern]
            second += 1
    return b"".join(content)


def one_by_one(content: bytes) -> Iterator[tuple[bytes, int]]:
    """Each message's definition and payload offset."""
    sizes: dict[int, tuple[int, bytes]] = {}
    at = 0
    while at < len(content):
        header = content[at]
        if header & 0xC0 == 0x40:
            length = 6 + 3 * content[at + 5]
            layout = b"\0" + content[at + 1 : at + length]
            sizes[header & 0x0F] = (sum(content[at + 7 : at + length : 3]), layout)
        else:
            size, layout = sizes[header >> 5 & 3 if header & 0x80 else header]
            length = 1 + size
            yield layout, at + 1
        at += length


@given(streams())
def test_every_message_of_every_layout_is_found_in_its_place(content: bytes) -> None:
    expected: dict[bytes, list[int]] = {}
    for layout, at in one_by_one(content):
        expected.setdefault(layout, []).append(at)
    part = scan_messages(content, 0, len(content))
    found = {block.definition.layout: block.offsets.tolist() for block in part.blocks}
    assert found == expected
    assert part.stopped_at == len(content)


def test_a_message_inside_a_payload_is_not_taken_for_one() -> None:
    inside = Layout(20, ((253, 4, UINT32), (9, 5, BYTE)), local=1)
    hidden = bytes((inside.local,)) + START.to_bytes(4, "little")
    rows = [
        inside.data(START + second, hidden) + UNTIMED.data(b"\x01\x02") for second in range(400)
    ]
    content = inside.definition() + UNTIMED.definition() + b"".join(rows)
    part = scan_messages(content, 0, len(content))
    assert [len(block) for block in part.blocks] == [400, 400]
    (records_found, _) = part.blocks
    assert np.all(np.diff(records_found.offsets) == len(rows[0]))


def test_a_stretch_cut_inside_a_message_ends_before_it() -> None:
    rows = [
        RECORD.data(START + second, 150, 85, 0, 0) + UNTIMED.data(b"\x01\x02")
        for second in range(300)
    ]
    content = records(1) + UNTIMED.definition() + b"".join(rows)
    part = scan_messages(content, 0, len(content) - 1)
    assert [len(block) for block in part.blocks] == [301, 299]
    assert not part.is_broken
