"""Days of an archive: with a run, without one, or unknown; and loads added up by day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from stridewell.activity.track import Column
from stridewell.training_load.run_columns import Days

Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Calendar:
    """Every day from the first thing known to the day of the ledger; columns of shape (days,).

    ``ran`` says that a run is recorded. ``known`` days are those with a run, and days without
    one that count as rest. All other days are unknown: nobody can tell rest from a recording
    that is missing.
    """

    first: date
    ran: Flags
    known: Flags

    @property
    def size(self) -> int:
        """How many days there are."""
        return self.ran.size

    def index(self, day: date) -> int:
        """The number of a day, counted from the first one; it may lie outside."""
        return day.toordinal() - self.first.toordinal()

    def day(self, index: int) -> date:
        """The day of a number."""
        return date.fromordinal(self.first.toordinal() + index)


def calendar_of(
    run_days: Days, told_days: Sequence[date], today: date, unknown_after: int
) -> Calendar:
    """The days of an archive.

    Up to ``unknown_after`` days in a row without a run between two runs, or after the last one,
    are rest. A longer stretch is unknown as a whole, but for the days on which the runner told
    something (``told_days``): who tells of the pain and imports no run is taken to rest. A day
    without a run is unknown while it is not over (``today``), and before the first run.
    """
    told = np.array(sorted({each.toordinal() for each in told_days}), dtype=np.int64)
    last = today.toordinal()
    told, inside = told[told <= last], run_days[run_days <= last]
    first = min((int(each[0]) for each in (inside, told) if each.size), default=last)
    ran = np.zeros(last - first + 1, dtype=np.bool_)
    ran[inside - first] = True
    known = ran.copy()
    _mark_rest(known, np.flatnonzero(ran), unknown_after)
    known[told - first] = True
    known[-1] = ran[-1]
    return Calendar(date.fromordinal(first), ran, known)


def _mark_rest(known: Flags, run_indices: npt.NDArray[np.int64], unknown_after: int) -> None:
    """Mark the short stretches without a run as known; the last one ends with yesterday."""
    if not run_indices.size:
        return
    ends = np.append(run_indices[1:], known.size - 1)
    for start, end in zip(run_indices.tolist(), ends.tolist(), strict=True):
        if end - start - 1 <= unknown_after:
            known[start:end] = True


def by_day(calendar: Calendar, days: Days, values: Column) -> Column:
    """Values of runs added up by day, shape (days,).

    0 on a day of rest; NaN on unknown days, and where a run of the day has no value.
    """
    places = days - calendar.first.toordinal()
    inside = (places >= 0) & (places < calendar.size)
    sums = np.bincount(places[inside], weights=values[inside], minlength=calendar.size)
    return np.where(calendar.known, sums, np.nan)


def days_in_a_row(calendar: Calendar) -> npt.NDArray[np.int64]:
    """For each day how many days in a row up to it had a run; 0 on days without one."""
    places = np.arange(calendar.size)
    broken = np.where(calendar.ran, -1, places)
    return places - np.maximum.accumulate(broken)
