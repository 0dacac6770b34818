"""The calendar file is read back as the week that was kept."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from icalendar import Calendar

from stridewell.adapters.calendar_file import calendar_file
from stridewell.adapters.knowledge_files import packaged_knowledge
from stridewell.plan.calendar import calendar_entries
from stridewell.plan.items import ActivityKind
from stridewell.plan.planned import PlannedSession, PlannedWeek

KNOWLEDGE = packaged_knowledge()
NOON = datetime(2026, 5, 11, 12, tzinfo=UTC)
TODAY, DAY = date(2026, 5, 11), timedelta(days=1)
RUN = PlannedSession(ActivityKind.RUN, TODAY + DAY, "5 km easy; no hurry, please", minutes=40)
STRENGTH = PlannedSession(ActivityKind.STRENGTH, TODAY + 2 * DAY, exercises=("bridge",))
WEEK = PlannedWeek(TODAY, (RUN, STRENGTH))


def events(week: PlannedWeek, today: date = TODAY) -> list[dict[str, object]]:
    content = calendar_file(calendar_entries(week, KNOWLEDGE, today), NOON)
    parsed = Calendar.from_ical(content)
    return [
        {
            "uid": str(event["uid"]),
            "day": event.decoded("dtstart"),
            "end": event.decoded("dtend"),
            "title": str(event["summary"]),
            "text": str(event["description"]),
        }
        for event in parsed.walk("VEVENT")
    ]


def test_every_session_is_a_whole_day_with_its_text() -> None:
    run, strength = events(WEEK)
    assert (run["day"], run["end"]) == (TODAY + DAY, TODAY + 2 * DAY)
    assert run["title"] == "Run, 40 min"
    assert "5 km easy; no hurry, please" in str(run["text"])
    assert "Bridge" in str(strength["text"])


def test_an_entry_keeps_its_id_so_that_a_calendar_changes_it_in_place() -> None:
    assert [each["uid"] for each in events(WEEK)] == [each["uid"] for each in events(WEEK)]
    assert len({each["uid"] for each in events(WEEK)}) == 2


def test_what_lies_behind_is_left_out() -> None:
    assert [each["title"] for each in events(WEEK, TODAY + 2 * DAY)] == ["Strength session"]


def test_a_week_without_sessions_is_an_empty_calendar() -> None:
    assert events(PlannedWeek(TODAY)) == []
