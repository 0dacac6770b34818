from __future__ import annotations

from fit_bytes import LAP, RECORD, START, Layout, records
from stridewell.adapters.fit.scan import Part, scan_messages


def scan(content: bytes) -> Part:
    return scan_messages(content, 0, len(content))


def test_every_record_is_found_once() -> None:
    assert scan(records(5)).record_count == 5


def test_offsets_point_at_payloads() -> None:
    content = records(2)
    (block,) = scan(content).of(20)
    first = int(block.offsets[0])
    assert content[first : first + 4] == START.to_bytes(4, "little")


def test_equal_definitions_share_one_block() -> None:
    assert len(scan(records(3) + records(3)).of(20)) == 1


def test_a_local_type_given_to_another_message_changes_meaning() -> None:
    lap = Layout(LAP.message, LAP.fields, local=RECORD.local)
    part = scan(records(2) + lap.definition() + lap.data(START, START, 1, 1, 1))
    assert (part.record_count, len(part.of(19))) == (2, 1)


def test_a_message_that_reaches_past_the_end_is_left_out() -> None:
    content = records(3)
    part = scan_messages(content, 0, len(content) - 1)
    assert part.record_count == 2
    assert not part.is_broken


def test_a_hole_costs_only_the_records_it_hit() -> None:
    content = bytearray(records(100))
    middle = len(content) // 2
    content[middle : middle + 40] = b"\xff" * 40
    part = scan(bytes(content))
    assert 90 <= part.record_count <= 98
    assert part.stopped_at == len(content)
    ((begin, end),) = part.skipped
    assert middle - 2 * 13 <= begin < end <= middle + 40 + 13  # the record before may be hit


def test_a_lost_byte_costs_only_the_records_around_it() -> None:
    content = records(100)
    middle = len(content) // 2
    part = scan(content[:middle] + content[middle + 1 :])
    assert part.record_count >= 96
    assert part.stopped_at == len(content) - 1


def test_an_undefined_message_stops_the_walk_and_is_called_broken() -> None:
    part = scan(records(2) + b"\x07" + bytes(40))
    assert part.record_count == 2
    assert part.is_broken
    assert part.stopped_at == len(records(2))


def test_a_definition_with_an_impossible_byte_order_is_broken() -> None:
    assert scan(b"\x40\x00\x07\x14\x00\x01\x03\x01\x02" + bytes(20)).is_broken


def test_a_definition_cut_in_the_middle_is_not_broken() -> None:
    part = scan(records(1) + RECORD.definition()[:8])
    assert part.record_count == 1
    assert not part.is_broken


def test_developer_fields_stand_behind_the_native_ones() -> None:
    layout = Layout(20, ((253, 4, 0x86),), developer=((3, 2, 0),), codes="H")
    part = scan(layout.definition() + layout.data(START, 250))
    (block,) = part.blocks
    native, added = block.definition.slots
    assert (native.developer, added.developer, added.at, block.definition.size) == (None, 0, 4, 6)


def test_payloads_come_in_file_order_across_layouts() -> None:
    other = Layout(20, ((253, 4, 0x86),), local=1)
    content = records(1) + other.definition() + other.data(START) + RECORD.data(START, 1, 1, 1, 1)
    offsets = [at for _, at in scan(content).payloads(20)]
    assert offsets == sorted(offsets)
    assert len(offsets) == 3
