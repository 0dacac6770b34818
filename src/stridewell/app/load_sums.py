"""Loads of several days added up without counting what is unknown as rest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from stridewell.training_load.ledger_rows import DayState, LedgerDay
from stridewell.training_load.series import LoadKind


@dataclass(frozen=True, slots=True)
class LoadSum:
    """What days add up to; ``value`` is None where no day, or no day with a run, has a load.

    ``is_part`` says that a day with a run is missing, so that the load was at least this.
    ``unknown_days`` counts the days of which nothing is known.
    """

    value: float | None
    is_part: bool
    unknown_days: int


def load_sum(days: Sequence[LedgerDay], kind: LoadKind) -> LoadSum:
    """The load of days in one way of counting."""
    known = [each.loads[kind] for each in days if each.loads[kind] is not None]
    ran = [each.loads[kind] for each in days if each.state is DayState.RAN]
    missing = sum(each is None for each in ran)
    is_told = bool(known) and not (ran and missing == len(ran))
    return LoadSum(
        value=sum(each for each in known if each is not None) if is_told else None,
        is_part=is_told and missing > 0,
        unknown_days=sum(each.state is DayState.UNKNOWN for each in days),
    )
