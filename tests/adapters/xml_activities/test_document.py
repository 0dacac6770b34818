"""Numbers and moments in the text of strangers."""

from __future__ import annotations

import math
from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stridewell.adapters.xml_activities.document import moment_in, number_in, parse_xml
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


@given(st.binary(max_size=200))
def test_any_bytes_are_parsed_or_refused(content: bytes) -> None:
    with suppress(FileRefusedError):
        assert parse_xml(content, "x.gpx").tag
