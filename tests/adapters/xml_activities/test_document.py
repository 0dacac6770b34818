"""Numbers and moments in the text of strangers."""

from __future__ import annotations

import math
from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stridewell.adapters.xml_activities.document import DEEPEST, moment_in, number_in, walk
from stridewell.errors import FileRefusedError


@pytest.mark.parametrize("text", [None, "", "x", "nan", "inf", "1e999", "12,5"])
def test_what_is_no_number_is_missing(text: str | None) -> None:
    assert math.isnan(number_in(text))


@pytest.mark.parametrize(
    "text",
    ["2024-05-03T06:00:00Z", " 2024-05-03T08:00:00.000+02:00\n", "2024-05-03T06:00:00"],
)
def test_moments_are_put_on_the_utc_clock(text: str) -> None:
    assert moment_in(text) == datetime(2024, 5, 3, 6, tzinfo=UTC)


@pytest.mark.parametrize("text", [None, "", "yesterday", "0001-01-01T00:00:00+14:00", "9999-12-31"])
def test_what_is_no_credible_moment_is_missing(text: str | None) -> None:
    assert moment_in(text) is None


def ignored(_: str) -> None:
    pass


def names_in(content: bytes) -> tuple[list[str], tuple[str, int] | None]:
    names: list[str] = []
    fault = walk(content, "x.gpx", lambda name, _: names.append(name), ignored, ignored)
    return names, fault


@given(st.binary(max_size=200))
def test_any_bytes_are_walked_or_refused(content: bytes) -> None:
    with suppress(FileRefusedError):
        names, fault = names_in(content)
        assert names or fault


def test_names_lose_their_prefix() -> None:
    assert names_in(b'<a:gpx xmlns:a="urn:a"><b:trk/></a:gpx>') == (["gpx", "trk"], None)


def test_what_is_before_damage_is_walked() -> None:
    names, fault = names_in(b"<gpx><trk></gpx>")
    assert names == ["gpx", "trk"]
    assert fault is not None
    assert fault[1] == 12


def test_text_in_an_old_encoding_is_read_all_the_same() -> None:
    texts: list[str] = []
    fault = walk(b"<gpx>Stra\xdfe</gpx>", "x.gpx", lambda *_: None, ignored, texts.append)
    assert (texts, fault) == (["Straße"], None)


def test_what_is_nested_without_end_is_refused() -> None:
    with pytest.raises(FileRefusedError, match="nested deeper"):
        names_in(b"<a>" * (DEEPEST + 1))
