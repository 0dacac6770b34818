"""How long ago the last day without running was."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from stridewell.training_load.calendar_days import Calendar, days_in_a_row
from stridewell.training_load.wording import counted, day_name


@dataclass(frozen=True, slots=True)
class RestTold:
    """The last day that is known to have had no run, today left out as it is not over.

    ``days_in_a_row`` counts the running days up to today, or up to yesterday where nothing is
    recorded today. ``is_unknown_between`` says that days since then may have been rest too.
    """

    last_rest: date | None
    days_since: int | None
    days_in_a_row: int
    is_unknown_between: bool

    @property
    def text(self) -> str:
        """The same in a sentence."""
        if self.last_rest is None or self.days_since is None:
            return "No day without a run is known."
        if self.is_unknown_between:
            since = f"{day_name(self.last_rest)} {self.last_rest.year}"
            return (
                f"Your last day without a run is not known: days since {since} have no recording."
            )
        ago = "yesterday" if self.days_since == 1 else f"{self.days_since} days ago"
        told = f"Your last day without a run was {ago}, on {day_name(self.last_rest)}"
        if not self.days_in_a_row:
            return f"{told}."
        return f"{told}; {counted(self.days_in_a_row, 'running day')} in a row since."


def rest_told(calendar: Calendar) -> RestTold:
    """When the last day of rest was."""
    today = calendar.size - 1
    resting = np.flatnonzero(calendar.known[:today] & ~calendar.ran[:today])
    rows = days_in_a_row(calendar)
    in_a_row = int(rows[today]) or (int(rows[today - 1]) if today else 0)
    if not resting.size:
        return RestTold(None, None, in_a_row, not bool(calendar.known[:today].all()))
    last = int(resting[-1])
    unknown = bool((~calendar.known[last + 1 : today]).any())
    return RestTold(calendar.day(last), today - last, in_a_row, unknown)
