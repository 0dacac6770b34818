"""Writes the kept week as a calendar file (ICS), one entry a session, the same ones every time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from stridewell.plan.calendar import CalendarEntry

DAY = timedelta(days=1)


def calendar_file(entries: Sequence[CalendarEntry], made_at: datetime) -> bytes:
    """The bytes of a calendar with whole-day entries.

    An entry keeps its UID from one export to the next, so that calendars change it in place
    instead of adding a second one.
    """
    # imported late: only exports need it
    from icalendar import Calendar, Event  # noqa: PLC0415

    calendar = Calendar()
    calendar.add("prodid", "-//stridewell//week//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", "stridewell")
    for each in entries:
        event = Event()
        event.add("uid", f"{each.id}@stridewell.local")
        event.add("dtstamp", made_at.astimezone(UTC))
        event.add("sequence", round(made_at.timestamp()))
        event.add("dtstart", each.day)
        event.add("dtend", each.day + DAY)
        event.add("summary", each.title)
        event.add("description", each.text)
        event.add("categories", ["stridewell"])
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    content: bytes = calendar.to_ical()
    return content
