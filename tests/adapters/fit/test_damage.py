"""Damaged files: whatever was done to a valid one, it is read or refused, and told."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fit_bytes import (
    DESCRIPTION,
    DEVELOPER_ID,
    EVENT,
    RECORD,
    START,
    UINT8,
    UINT16,
    UINT32,
    Layout,
    file_id,
    fit_file,
    records,
    run_file,
    session,
)
from stridewell.activity.track import Channel, FileOrigin
from stridewell.adapters.fit import read_fit
from stridewell.adapters.fit.chain import read_chain
from stridewell.app.files import ReadResult
from stridewell.errors import FileRefusedError

ORIGIN = FileOrigin("run.fit", "", "fit")
POWERED = Layout(20, ((253, 4, UINT32), (3, 1, UINT8)), local=1, developer=((0, 2, 0),), codes="H")
SHORT = Layout(20, ((3, 1, UINT8), (4, 1, UINT8)), local=2)
CLOCK = Layout(21, ((253, 4, UINT32),), local=3)
CLOCK_2099 = 3_440_000_000
"""FIT time of a day in January 2099."""


def rich_file(start: int = START) -> bytes:
    """Two layouts of records and events in turn, an app's field, short times, a session."""
    declared = (
        DEVELOPER_ID.definition()
        + DEVELOPER_ID.data(bytes(range(16)), 0)
        + DESCRIPTION.definition()
        + DESCRIPTION.data(0, 0, UINT16, "Power", "watts", 7)
    )
    turns = b"".join(
        RECORD.data(start + second, 150, 85, 300 * second, 3000)
        + POWERED.data(start + second, 150, 250)
        + EVENT.data(start + second, 9, 3)
        for second in range(60)
    )
    short = b"".join(SHORT.data(150, 85, time_offset=(start + n) & 31) for n in range(60, 90))
    return fit_file(
        file_id(),
        declared,
        RECORD.definition() + POWERED.definition() + EVENT.definition(),
        turns,
        CLOCK.definition() + CLOCK.data(start + 59) + SHORT.definition(),
        short,
        session(90, start),
    )


SOUND = (run_file(80), rich_file(), rich_file() + run_file(40), rich_file(0), rich_file(CLOCK_2099))

Damage = Callable[[bytes, int, bytes], bytes]


def cut(content: bytes, at: int, _: bytes) -> bytes:
    return content[:at]


def flip(content: bytes, at: int, noise: bytes) -> bytes:
    changed = bytes(byte ^ by for byte, by in zip(content[at:], noise, strict=False))
    return content[:at] + changed + content[at + len(changed) :]


def zero(content: bytes, at: int, noise: bytes) -> bytes:
    length = min(8 * len(noise), len(content) - at)
    return content[:at] + bytes(length) + content[at + length :]


def insert(content: bytes, at: int, noise: bytes) -> bytes:
    return content[:at] + noise + content[at:]


def lose(content: bytes, at: int, noise: bytes) -> bytes:
    return content[:at] + content[at + len(noise) :]


@st.composite
def damaged_files(draw: st.DrawFn) -> bytes:
    content = draw(st.sampled_from(SOUND))
    for _ in range(draw(st.integers(1, 4))):
        damage: Damage = draw(st.sampled_from((cut, flip, zero, insert, lose)))
        at = draw(st.integers(0, len(content)))
        content = damage(content, at, draw(st.binary(min_size=1, max_size=60)))
    return content


def read(content: bytes) -> ReadResult | None:
    try:
        return read_fit(content, ORIGIN)
    except FileRefusedError:
        return None


def assert_can_be_used(result: ReadResult) -> None:
    assert result.activities
    for activity in result.activities:
        assert 1989 <= activity.start.year <= 2126
        assert np.isfinite(activity.samples.time_s).all()
        assert activity.elapsed_s >= 0


@given(damaged_files())
def test_a_damaged_file_is_read_or_refused_but_never_crashes(content: bytes) -> None:
    result = read(content)
    if result is not None:
        assert_can_be_used(result)


@given(st.binary(max_size=300))
def test_any_bytes_behind_a_header_are_read_or_refused(noise: bytes) -> None:
    result = read(fit_file(noise))
    if result is not None:
        assert_can_be_used(result)


@given(st.integers(0, len(SOUND[1]) - 80), st.integers(1, 60))
def test_a_hole_costs_only_what_it_hit_and_is_told(at: int, length: int) -> None:
    first = SOUND[1].index(EVENT.definition()) + 200
    content = zero(SOUND[1], first + at % 1200, bytes(length // 8 + 1))
    (part, *_), issues = read_chain(content)
    hit = 8 * (length // 8 + 1) // 12 + 1
    assert part.record_count >= 150 - 2 * hit - 8
    assert issues


@pytest.mark.parametrize(("start", "year"), [(0, 1989), (90_000, 1990), (CLOCK_2099, 2099)])
def test_strange_clocks_are_read(start: int, year: int) -> None:
    (run,) = read_fit(run_file_at(start), ORIGIN).activities
    assert (len(run.samples), run.start.year) == (50, year)
    assert run.samples.column(Channel.HEART_RATE).tolist() == [150.0] * 50


def run_file_at(start: int) -> bytes:
    return fit_file(file_id(), records(50, start), session(50, start))


def test_a_clock_that_is_set_on_the_way_costs_no_record() -> None:
    content = fit_file(file_id(), records(5, 100) + records(50), session(50))
    (part,), issues = read_chain(content)
    assert (part.record_count, issues) == (55, ())


def test_one_record_that_was_never_written_is_skipped_with_the_one_before() -> None:
    rows = [RECORD.data(START + second, 150, 85, 0, 0) for second in range(60)]
    rows[30] = RECORD.data(123, 150, 85, 0, 0)
    (part,), (issue,) = read_chain(fit_file(file_id(), RECORD.definition(), *rows, session(60)))
    assert part.record_count == 58
    assert "58 records" in issue.text


def test_a_new_definition_behind_damage_is_read_from() -> None:
    other = Layout(20, ((253, 4, UINT32), (7, 2, UINT16)), local=4)
    later = [other.data(START + second, 250) for second in range(50, 90)]
    content = fit_file(file_id(), records(40), bytes(40), b"\xff" * 40, other.definition(), *later)
    (part,), _ = read_chain(content)
    assert part.record_count >= 78


def test_a_tail_of_zeros_is_not_read_as_records() -> None:
    (part,), (issue,) = read_chain(fit_file(file_id(), records(40), bytes(5000)))
    assert (part.record_count, part.is_broken) == (39, True)
    assert "39 records" in issue.text


def test_a_wrong_length_in_the_header_costs_no_record() -> None:
    content = run_file(60)
    size = int.from_bytes(content[4:8], "little")
    shorter = content[:4] + (size - 501).to_bytes(4, "little") + content[8:]
    (part,), (issue, *_) = read_chain(shorter)
    assert part.record_count == 60
    assert "wrong length" in issue.text
    assert "60 records" in issue.text


def test_junk_behind_a_cut_file_is_not_read_as_its_end() -> None:
    content = run_file(60)[:-100]
    (part,), _ = read_chain(content + b"\x00\x01" * 300)
    assert part.record_count <= 60


@pytest.mark.parametrize(
    "content",
    [
        b"".join([fit_file(file_id(), records(2), size=0)[:-2]] * 400),
        fit_file(file_id(), *([records(8) + b"\xff" * 9] * 400)),
        fit_file(file_id(), records(8), b"\x09\xff" * 4000),
    ],
    ids=["headers", "holes", "junk"],
)
def test_endless_damage_ends(content: bytes) -> None:
    parts, issues = read_chain(content)
    assert len(parts) <= 200
    assert all(len(part.skipped) <= 200 for part in parts)
    assert issues
