"""The kept week as entries of a calendar: what, on which day, and how."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from stridewell.knowledge.records import Knowledge
from stridewell.plan.changes import NAMES
from stridewell.plan.planned import PlannedSession, PlannedWeek
from stridewell.values.wording import sentence_case


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """One session: ``id`` stays the same while its day and kind do."""

    id: str
    day: date
    title: str
    text: str


def calendar_entries(
    week: PlannedWeek, knowledge: Knowledge, today: date
) -> tuple[CalendarEntry, ...]:
    """The sessions from today on, each with its doses and the way to stop."""
    return tuple(
        CalendarEntry(
            id=f"{each.day.isoformat()}-{each.kind.value}",
            day=each.day,
            title=_title(each),
            text=_text(each, knowledge),
        )
        for each in week.sessions
        if each.day >= today
    )


def _title(session: PlannedSession) -> str:
    minutes = f", {session.minutes} min" if session.minutes else ""
    return f"{sentence_case(NAMES[session.kind])}{minutes}"


def _text(session: PlannedSession, knowledge: Knowledge) -> str:
    lines = [session.text]
    lines += [knowledge.exercises[e].name for e in session.exercises if e in knowledge.exercises]
    lines.append("Check in before you start: the plan may have changed.")
    return "\n".join(line for line in lines if line)
