"""Time: half-open spans, whole-day distances, and the age of a fact."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open stretch of time ``[start, end)``; both ends know their time zone.

    Raises:
        ValueError: an end has no time zone, or the span ends before it starts.
    """

    start: datetime
    end: datetime

    def __post_init__(self) -> None:
        """Refuse naive times and negative spans."""
        for moment in (self.start, self.end):
            require_zone(moment)
        if self.end < self.start:
            raise ValueError(f"a span cannot end ({self.end}) before it starts ({self.start})")

    @property
    def duration_s(self) -> float:
        """Length in seconds."""
        return (self.end - self.start).total_seconds()

    def contains(self, moment: datetime) -> bool:
        """Whether the moment lies in the span; the end itself does not."""
        return self.start <= moment < self.end


def days_before(moment: datetime, days: int) -> Span:
    """The span of so many days that ends at the moment (the moment itself left out)."""
    return Span(moment - timedelta(days=days), moment)


def age_in_days(since: datetime, at: datetime) -> float:
    """How many days lie between two moments; negative when ``since`` is still to come."""
    return (at - since).total_seconds() / 86_400


def require_zone(moment: datetime) -> datetime:
    """The moment itself.

    Raises:
        ValueError: the moment has no time zone.
    """
    if moment.tzinfo is None or moment.utcoffset() is None:
        raise ValueError(f"the time {moment} has no time zone")
    return moment


def in_utc(moment: datetime) -> datetime:
    """The same moment on the UTC clock; a time without a zone is taken as UTC."""
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
