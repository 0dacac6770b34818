from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from fit_bytes import file_id, fit_file, records, run_file, session
from stridewell.activity.track import FileOrigin
from stridewell.adapters.fit import read_fit
from stridewell.errors import FileRefusedError, NotAnActivityError

ORIGIN = FileOrigin("run.fit", "0" * 64, "fit")


def test_a_run_is_read() -> None:
    result = read_fit(run_file(60), ORIGIN)
    assert [len(activity.samples) for activity in result.activities] == [60]
    assert result.issues == ()


def test_chained_files_give_an_activity_each() -> None:
    assert len(read_fit(run_file(5) + run_file(6), ORIGIN).activities) == 2


@pytest.mark.parametrize(("kind", "word"), [(2, "settings"), (6, "course"), (32, "monitoring")])
def test_other_kinds_of_fit_files_are_named(kind: int, word: str) -> None:
    with pytest.raises(NotAnActivityError, match=word):
        read_fit(fit_file(file_id(kind), records(3)), ORIGIN)


def test_an_activity_file_without_content_is_no_activity() -> None:
    with pytest.raises(NotAnActivityError, match="neither a session nor records"):
        read_fit(fit_file(file_id()), ORIGIN)


def test_a_header_with_nothing_readable_behind_it_is_refused() -> None:
    with pytest.raises(FileRefusedError, match="no message in it can be read"):
        read_fit(fit_file(b"\x07" * 40), ORIGIN)


@given(st.integers(0, len(run_file(20))))
def test_every_cut_is_survived_and_never_invents_records(length: int) -> None:
    try:
        result = read_fit(run_file(20)[:length], ORIGIN)
    except FileRefusedError:
        return
    assert sum(len(activity.samples) for activity in result.activities) <= 20


@settings(max_examples=300)
@given(st.integers(0, len(run_file(20)) - 1), st.integers(0, 255))
@example(place=52, value=114)
def test_every_altered_byte_is_survived(place: int, value: int) -> None:
    content = bytearray(run_file(20))
    content[place] = value
    try:
        result = read_fit(bytes(content), ORIGIN)
    except FileRefusedError:
        return
    assert result.activities


@given(st.binary(max_size=200))
def test_any_bytes_behind_a_header_are_survived(junk: bytes) -> None:
    with suppress(FileRefusedError):
        assert read_fit(fit_file(file_id(), junk, session(1)), ORIGIN).activities
