from __future__ import annotations

import pytest

from fit_bytes import RECORD, START, Layout
from stridewell.adapters.fit.layouts import Layouts, is_definition

DEFINITION = RECORD.definition()


def test_a_definition_gives_plain_and_short_time_headers_their_size() -> None:
    layouts = Layouts()
    assert layouts.define(DEFINITION, 0, len(DEFINITION)) == len(DEFINITION)
    size = len(RECORD.data(START, 0, 0, 0, 0))
    assert layouts.sizes[0x00] == layouts.sizes[0x80] == layouts.sizes[0x9F] == size
    assert layouts.sizes[0x01] == layouts.sizes[0xA0] == 0


@pytest.mark.parametrize(("place", "value"), [(0, 0x00), (0, 0xC0), (1, 7), (2, 2)])
def test_what_cannot_be_a_definition_is_not_taken_for_one(place: int, value: int) -> None:
    altered = bytearray(DEFINITION)
    altered[place] = value
    assert not is_definition(bytes(altered), 0, len(altered))


@pytest.mark.parametrize("length", range(1, len(DEFINITION)))
def test_a_definition_that_lacks_its_end_is_cut(length: int) -> None:
    layouts = Layouts()
    assert layouts.define(DEFINITION, 0, length) == 0
    assert layouts.is_cut(DEFINITION, 0, length)


def test_a_developer_definition_that_lacks_its_end_is_cut() -> None:
    whole = Layout(20, ((253, 4, 0x86),), developer=((3, 2, 0),), codes="H").definition()
    assert all(Layouts().is_cut(whole, 0, length) for length in range(1, len(whole)))
    assert Layouts().define(whole, 0, len(whole)) == len(whole)


def test_the_time_slot_is_where_the_full_time_lies() -> None:
    layouts = Layouts()
    layouts.define(DEFINITION, 0, len(DEFINITION))
    slot = layouts.owners[0].definition.time_slot
    assert slot is not None
    assert (slot.number, slot.at, slot.size) == (253, 0, 4)
