"""Numbers in figures and in words, and ranges of them."""

from __future__ import annotations

import pytest

from stories import passage
from stridewell.intake.understanding.amounts import amounts_in


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("7", 7.0),
        ("six or seven weeks", 6.5),
        ("10-15 min", 12.5),
        ("2 to 3", 2.5),
        ("four and a half months", 4.5),
        ("twenty five", 25.0),
        ("a couple of days", 2.0),
        ("half an hour", 0.5),
    ],
)
def test_amounts(text: str, value: float) -> None:
    assert [each.value for each in amounts_in(passage(text))] == [value]


def test_numbers_that_are_no_range_stay_apart() -> None:
    assert [each.value for each in amounts_in(passage("3 and 4 May"))] == [3.0, 4.0]
