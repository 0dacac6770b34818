"""The week leaves as a calendar, as workouts for a watch, and on one page."""

from __future__ import annotations

import io
import zipfile

import fitdecode
import pytest
from icalendar import Calendar

from stridewell.app.check_in import Told, check_in
from stridewell.app.desk import Desk
from web_app import Browser, browser_over


def test_the_calendar_holds_every_session_of_the_kept_week(told: Desk) -> None:
    answer = browser_over(told).get("/plan/calendar.ics")
    assert answer.headers["content-type"].startswith("text/calendar")
    assert "stridewell.ics" in answer.headers["content-disposition"]
    events = Calendar.from_ical(answer.content).walk("VEVENT")
    days = {event.decoded("dtstart").isoformat() for event in events}
    assert days
    assert min(days) >= "2026-05-11"


def runs_of(desk: Desk) -> dict[str, bytes]:
    answer = browser_over(desk).get("/plan/workouts.zip")
    assert answer.status_code == 200
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_every_run_is_a_workout_that_a_watch_reads(trained: Desk) -> None:
    for content in runs_of(trained).values():
        with fitdecode.FitReader(io.BytesIO(content)) as reader:
            names = [f.name for f in reader if isinstance(f, fitdecode.FitDataMessage)]
        assert names[0] == "file_id"
        assert "workout_step" in names


def test_one_run_is_fetched_by_its_day(trained: Desk) -> None:
    name, content = next(iter(runs_of(trained).items()))
    day = name.removeprefix("stridewell-").removesuffix(".fit")
    assert browser_over(trained).get(f"/plan/workout/{day}.fit").content == content


def test_a_day_without_a_run_is_said(trained: Desk) -> None:
    answer = browser_over(trained).get("/plan/workout/2031-01-01.fit")
    assert answer.status_code == 409
    assert "no run on" in answer.text


def test_the_week_on_paper_has_its_days_exercises_limits_and_signs(trained: Desk) -> None:
    page = browser_over(trained).get("/plan/print").text
    assert page.count('<th scope="row">') == 7
    assert "When to get help" in page
    assert "print.css" in page


@pytest.mark.parametrize(
    "path", ["/plan/calendar.ics", "/plan/workouts.zip", "/plan/print", "/plan/ready", "/plan"]
)
def test_before_the_first_check_in_the_way_to_it_is_said(browser: Browser, path: str) -> None:
    assert browser.get(path).status_code == 409


def test_where_planning_is_refused_nothing_goes_on_paper(urgent: Desk) -> None:
    assert browser_over(urgent).get("/plan/print").status_code == 409


def test_after_an_alarm_no_week_of_before_leaves_the_app(told: Desk) -> None:
    browser = browser_over(told)
    assert browser.get("/plan/calendar.ics").status_code == 200
    alarm = Told(answers={"saddle_numbness": "new"})
    check_in(told.store, told.clock.now(), alarm, told.knowledge, told.writers)
    for path in ("/plan/calendar.ics", "/plan/workouts.zip", "/plan/print"):
        assert browser.get(path).status_code == 409
