"""Times of points, many at once, as one by one."""

from __future__ import annotations

from datetime import UTC, datetime

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stridewell.adapters.xml_activities.document import moment_in
from stridewell.adapters.xml_activities.letters import Letters
from stridewell.adapters.xml_activities.moments import NO_MOMENT, as_datetime, read_moments


def read(*texts: str) -> list[datetime | None]:
    pieces = [text.encode() for text in texts]
    lengths = np.array([len(piece) for piece in pieces], dtype=np.intp)
    ends = np.cumsum(lengths)
    begins = ends - lengths
    moments = read_moments(Letters.of(b"".join(pieces)), begins, ends).tolist()
    return [None if moment == NO_MOMENT else as_datetime(moment) for moment in moments]


@pytest.mark.parametrize(
    "text",
    [
        "2024-05-03T06:00:00Z",
        "2024-05-03T06:00:00.000Z",
        "2024-05-03T06:00:00",
        "2024-05-03T06:00:00.25Z",
        "2024-05-03T08:00:00+02:00",
        " 2024-05-03T06:00:00Z\n",
        "2024-02-29T23:59:59Z",
        "2023-02-29T23:59:59Z",
        "2024-05-03T24:00:00Z",
        "2024-05-03T06:60:00Z",
        "2024-00-03T06:00:00Z",
        "1969-12-31T23:59:59Z",
        "2100-12-31T23:59:59Z",
        "2101-01-01T00:00:00Z",
        "2024/05/03T06:00:00Z",
        "2024-05-03 06:00:00Z",
        "20x4-05-03T06:00:00Z",
        "",
        "yesterday",
    ],
)
def test_each_form_is_read_as_it_is_alone(text: str) -> None:
    assert read("2001-01-01T00:00:00Z", text, "") == [
        datetime(2001, 1, 1, tzinfo=UTC),
        moment_in(text),
        None,
    ]


@given(
    st.lists(
        st.datetimes(datetime(1970, 1, 1), datetime(2100, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001
    )
)
def test_every_moment_comes_back(moments: list[datetime]) -> None:
    texts = [f"{each:%Y-%m-%dT%H:%M:%S.%fZ}" for each in moments]
    assert read(*texts) == moments


def test_nothing_is_read_from_nothing() -> None:
    assert read() == []
