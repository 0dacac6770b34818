from __future__ import annotations

from datetime import UTC, datetime

import pytest

from stridewell.knowledge.training import Dose
from stridewell.web import words

MAY = datetime(2026, 5, 1, 7, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("probability", "said"),
    [(0.0, "under 1 %"), (0.004, "under 1 %"), (0.314, "31 %"), (0.999, "over 99 %")],
)
def test_a_chance_is_never_said_to_be_none_or_certain(probability: float, said: str) -> None:
    assert words.percent(probability) == said


def test_what_nobody_measured_is_a_dash_and_not_zero() -> None:
    assert words.kilometres(None) == "–"
    assert words.number(None) == "–"
    assert words.kilometres(0.0) == "0.0 km"


def test_days_and_times() -> None:
    assert words.day(MAY) == "Fri 1 May"
    assert words.day_and_time(MAY) == "Fri 1 May 2026, 07:05"


@pytest.mark.parametrize(("seconds", "said"), [(1277, "21 min"), (3900, "1 h 05 min")])
def test_running_times(seconds: float, said: str) -> None:
    assert words.duration(seconds) == said


def test_doses() -> None:
    assert Dose(3, 12, None, 3, "easy").text == "3 × 12, 3 days a week, easy"
    assert Dose(5, None, 30, 7, "easy").text == "5 × hold 30 s, 7 days a week, easy"
