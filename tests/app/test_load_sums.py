"""Sums of days: a run nobody measured is no rest."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from stridewell.app.load_sums import load_sum
from stridewell.training_load.ledger_rows import DayState, LedgerDay
from stridewell.training_load.series import LoadKind

RAN, REST, UNKNOWN = DayState.RAN, DayState.REST, DayState.UNKNOWN


def days(*told: tuple[DayState, float | None]) -> list[LedgerDay]:
    return [
        LedgerDay(
            day=date(2026, 5, 4) + timedelta(days=number),
            state=state,
            runs=(),
            loads={LoadKind.EFFORT: load},
            equivalent_low=None,
            equivalent_high=None,
            fading={},
            monotony=None,
            strain=None,
            pain=None,
            pain_side=None,
            spike=None,
            days_in_a_row=0,
        )
        for number, (state, load) in enumerate(told)
    ]


@pytest.mark.parametrize(
    ("told", "value", "is_part", "unknown"),
    [
        ([(RAN, 100.0), (REST, 0.0), (RAN, 50.0)], 150.0, False, 0),
        ([(REST, 0.0), (REST, 0.0)], 0.0, False, 0),
        ([(RAN, None), (REST, 0.0)], None, False, 0),
        ([(RAN, None), (REST, 0.0), (RAN, 50.0)], 50.0, True, 0),
        ([(UNKNOWN, None), (REST, 0.0)], 0.0, False, 1),
        ([(UNKNOWN, None), (UNKNOWN, None)], None, False, 2),
        ([], None, False, 0),
    ],
)
def test_what_is_unknown_is_never_added_as_zero(
    told: list[tuple[DayState, float | None]], value: float | None, unknown: int, *, is_part: bool
) -> None:
    found = load_sum(days(*told), LoadKind.EFFORT)
    assert (found.value, found.is_part, found.unknown_days) == (value, is_part, unknown)
