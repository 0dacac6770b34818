"""When the pain began, as far as it was told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

from stridewell.app.diary import day_of
from stridewell.app.ports import StoredAnswer
from stridewell.intake.reading import Answer

_MOST_WEEKS = 3000
"""The question takes no more."""


@dataclass(frozen=True, slots=True)
class Onset:
    """The day the pain began; rough where only the weeks since then were told."""

    day: date
    is_rough: bool


def pain_onset(answers: Sequence[StoredAnswer], zone: tzinfo) -> Onset | None:
    """The day of the onset: as it was told, else so many weeks before they were told."""
    told = {each.question: each for each in answers}
    day = onset_of({name: each.value for name, each in told.items()})
    if day is not None:
        return Onset(day, is_rough=False)
    weeks = told.get("duration_weeks")
    if weeks is None or not isinstance(weeks.value, int | float):
        return None
    ago = timedelta(weeks=min(max(float(weeks.value), 0.0), _MOST_WEEKS))
    return Onset(day_of(weeks.at, zone) - ago, is_rough=True)


def onset_of(answers: Mapping[str, Answer]) -> date | None:
    """The day the pain began, where it was told."""
    told = answers.get("pain_since")
    if isinstance(told, datetime):
        return told.date()
    if isinstance(told, date):
        return told
    return _date(told) if isinstance(told, str) else None


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
