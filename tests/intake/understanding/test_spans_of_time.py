"""Stretches of time, reckoned from the moment the story is told (a Monday, 11 May 2026)."""

from __future__ import annotations

import pytest

from cases import AT
from stories import passage
from stridewell.intake.understanding.spans_of_time import time_spans


@pytest.mark.parametrize(
    ("text", "weeks"),
    [
        ("three weeks", 3.0),
        ("six or seven weeks", 6.5),
        ("a fortnight", 2.0),
        ("a couple of weeks", 2.0),
        ("about 2 months", 8.69),
        ("a year and a half", 78.27),
        ("a week or two", 1.5),
        ("yesterday", 0.14),
        ("day before yesterday", 0.29),
        ("since Tuesday", 0.86),
        ("since 3 May", 1.14),
        ("since May 3rd", 1.14),
        ("since 2021", 253.57),
        ("since Christmas", 21.0),
        ("for ages", 26.0),
        ("an hour ago", 0.01),
    ],
)
def test_weeks(text: str, weeks: float) -> None:
    (span,) = time_spans(passage(text), AT)
    assert span.weeks == pytest.approx(weeks, abs=0.3 if weeks > 20 else 0.02)


def test_the_day_a_text_calls_today_is_today() -> None:
    spans = list(time_spans(passage("It started on Monday and it is Thursday today"), AT))
    assert spans[0].weeks == pytest.approx(3 / 7)


@pytest.mark.parametrize("text", ["it may hurt", "a march with a pack", "I sat down", "in 2031"])
def test_words_that_only_look_like_dates(text: str) -> None:
    assert not list(time_spans(passage(text), AT))


def test_a_day_that_the_month_does_not_have_is_its_last() -> None:
    (span,) = time_spans(passage("since 31 February"), AT)
    assert span.weeks == pytest.approx(72 / 7, abs=0.2)
