"""Sentences never say less than the number beside them."""

from __future__ import annotations

from datetime import date

import pytest

from stridewell.training_load.limits import SpikeLimits
from stridewell.training_load.wording import day_name, spike_reason


@pytest.mark.parametrize(
    ("distance_cm", "said"),
    [
        (1_000_000, "as long as"),
        (1_004_000, "barely longer than"),
        (999_999, "barely shorter than"),
        (1_100_000, "10 % longer than"),
        (1_100_001, "just over 10 % longer than"),
        (1_304_000, "just over 30 % longer than"),
        (1_460_000, "46 % longer than"),
        (500_000, "50 % shorter than"),
    ],
)
def test_how_a_run_compares(distance_cm: int, said: str, limits: SpikeLimits) -> None:
    text = spike_reason(date(2026, 5, 3), distance_cm, 1_000_000, limits).text
    assert f"was {said} the longest run" in text


def test_without_a_baseline_the_sentence_says_so(limits: SpikeLimits) -> None:
    text = spike_reason(date(2026, 5, 3), 1_000_000, 0, limits).text
    assert "Nothing is known to compare your run on 3 May with" in text


def test_days_are_written_as_people_write_them() -> None:
    assert day_name(date(2026, 12, 31)) == "31 December"
