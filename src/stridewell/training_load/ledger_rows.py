"""One run and one day of the ledger as plain values, for tables and files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from stridewell.training_load.equivalent import EquivalentKm
from stridewell.training_load.limits import SpikeClass
from stridewell.training_load.series import LoadKind
from stridewell.training_load.spike import SpikeResult
from stridewell.training_load.unknown import WhyUnknown
from stridewell.values.anatomy import Side


@dataclass(frozen=True, slots=True)
class LedgerRun:
    """One run; None where nobody measured or told it, never 0.

    ``start`` is on the runner's clock. ``effort`` is from 0 to 10 for the whole run,
    ``effort_load`` that times minutes. ``days_in_a_row`` counts the running days up to this one,
    ``rest_days_before`` the days without a recorded run just before it (None for the first run).
    """

    id: int
    start: datetime
    day: date
    minutes: float
    km: float | None
    steps: int | None
    effort: float | None
    effort_load: float | None
    equivalent: EquivalentKm | WhyUnknown
    downhill_m: float | None
    ascent_m: float | None
    spike: SpikeResult | None
    days_in_a_row: int
    rest_days_before: int | None
    shoe: str


class DayState(StrEnum):
    """What is known of a day: a run, rest, or neither."""

    RAN = "ran"
    REST = "rest"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Fading:
    """Means that fade with time, per day, over 7 and 28 days.

    ``ewma`` is told only where enough days in a row are known; ``redi`` leaves unknown days out.
    """

    ewma_short: float | None
    ewma_long: float | None
    redi_short: float | None
    redi_long: float | None


@dataclass(frozen=True, slots=True)
class LedgerDay:
    """One day; loads are 0 on a day of rest and None where unknown.

    ``equivalent_low`` and ``equivalent_high`` are the ends of the range of the equivalent km.
    Monotony and strain (in km) are those of the week of distance that ends with the day.
    ``spike`` is the class of the day's greatest jump, None without a run of known distance.
    """

    day: date
    state: DayState
    runs: tuple[int, ...]
    loads: Mapping[LoadKind, float | None]
    equivalent_low: float | None
    equivalent_high: float | None
    fading: Mapping[LoadKind, Fading]
    monotony: float | None
    strain: float | None
    pain: float | None
    pain_side: Side | None
    spike: SpikeClass | None
    days_in_a_row: int
