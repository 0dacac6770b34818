"""Days, weekdays and lists as a person types them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stridewell.cli.typed_days import (
    SHORT,
    WEEKDAYS,
    read_day,
    read_list,
    read_weekday,
    said_day,
)
from stridewell.errors import CaseError

MONDAY = date(2026, 5, 11)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-05-03", date(2026, 5, 3)),
        ("today", MONDAY),
        ("Yesterday", date(2026, 5, 10)),
        ("tomorrow", date(2026, 5, 12)),
        ("mon", MONDAY),
        ("tues", date(2026, 5, 5)),
    ],
)
def test_a_day_can_be_typed_in_many_ways(text: str, day: date) -> None:
    assert read_day(text, MONDAY) == day


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.sampled_from(WEEKDAYS))
def test_a_weekday_is_within_the_last_or_the_next_seven_days(today: date, name: str) -> None:
    before, after = read_day(name, today), read_day(name, today, ahead=True)
    assert before <= today <= after
    assert after - before in {timedelta(0), timedelta(days=7)}
    assert WEEKDAYS[before.weekday()] == WEEKDAYS[after.weekday()] == name


@pytest.mark.parametrize("text", ["", "mo", "someday", "2026-02-30", "11.5.2026", "-1"])
def test_what_is_no_day_is_named(text: str) -> None:
    with pytest.raises(CaseError, match="is no day"):
        read_day(text, MONDAY)


def test_weekdays_count_from_monday() -> None:
    assert [read_weekday(each) for each in SHORT] == list(range(7))
    assert read_weekday("Wednesday") == 2
    with pytest.raises(CaseError, match="mon, tue"):
        read_weekday("yesterday")


def test_a_list_is_separated_by_commas_and_none_empties_it() -> None:
    assert read_list("band, step,") == ("band", "step")
    assert read_list("none") == read_list("") == ()


def test_a_day_is_said_with_its_weekday() -> None:
    assert said_day(MONDAY) == "Monday 11 May"
