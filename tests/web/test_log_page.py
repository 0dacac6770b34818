"""How sessions went is told in the log, and can be taken back."""

from __future__ import annotations

import re

import pytest

from stridewell.app.desk import Desk
from stridewell.app.journal import Entry, EntryKind, read
from stridewell.plan.diary import Completion, SessionDone
from stridewell.plan.items import ActivityKind
from web_app import browser_over

TODAY = "2026-05-11"
STRENGTH = {
    "kind": "strength",
    "day": TODAY,
    "completion": "done",
    "pain": "2",
    "effort": "5",
    "ex.bridge.sets": "3",
    "ex.bridge.reps": "12",
    "ex.bridge.load_kg": "7,5",
    "ex.bridge.pain": "1",
    "ex.bridge.clean": "yes",
    "ex.dead_bug.sets": "",
}


def told_sessions(desk: Desk) -> list[Entry[SessionDone]]:
    with desk.store.transaction() as transaction:
        return list(read(transaction, EntryKind.SESSION, SessionDone))


def test_what_the_plan_holds_today_waits_to_be_told(told: Desk) -> None:
    page = browser_over(told).get("/log").text
    assert "How did it go?" in page
    assert "Mon 11 May" in page


def test_a_strength_session_is_kept_exercise_by_exercise(told: Desk) -> None:
    assert browser_over(told).post("/log", STRENGTH).headers["location"] == "/"
    (entry,) = told_sessions(told)
    (bridge,) = entry.record.exercises
    assert (bridge.sets, bridge.reps, bridge.load_kg, bridge.clean) == (3, 12, 7.5, True)
    assert (entry.record.kind, entry.record.completion) == (
        ActivityKind.STRENGTH,
        Completion.DONE,
    )


def test_a_run_of_the_watch_that_no_plan_held_waits_too(trained: Desk) -> None:
    page = browser_over(trained).get("/log").text
    assert "This run was not in the plan." in page
    assert "Your watch recorded" in page


def test_a_told_session_no_longer_waits_and_can_be_taken_back(told: Desk) -> None:
    browser = browser_over(told)
    browser.post("/log", STRENGTH)
    (entry,) = told_sessions(told)
    page = browser.get("/log").text
    assert "Told so far" in page
    assert "1 exercise." in page
    browser.post(f"/log/{entry.id}/undo")
    assert told_sessions(told) == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"completion": ""},
        {"completion": "almost"},
        {"day": "yesterday"},
        {"day": "2031-01-01"},
        {"kind": "nap"},
        {"kind": "rest"},
        {"pain": "11"},
        {"pain": "some"},
        {"ex.bridge.sets": "-1"},
        {"ex.bridge.load_kg": "heavy"},
        {"ex.bridge.load_kg": "5000"},
        {"ex.levitate.sets": "3"},
        {"minutes": "-5"},
        {"minutes": "1441"},
    ],
)
def test_what_cannot_be_is_refused_and_leaves_nothing(told: Desk, wrong: dict[str, str]) -> None:
    answer = browser_over(told).post("/log", {**STRENGTH, **wrong})
    assert answer.status_code == 400
    assert 'role="alert"' in answer.text
    assert told_sessions(told) == []


def test_an_empty_log_says_what_will_appear(browser: object, desk: Desk) -> None:
    assert "Nothing is waiting" in browser_over(desk).get("/log").text


def test_a_limp_in_a_run_shows_on_today_at_once(told: Desk) -> None:
    browser = browser_over(told)
    form = {"kind": "run", "day": TODAY, "completion": "partly", "pain": "5", "limped": "yes"}
    browser.post("/log", form)
    assert "limp" in browser.get("/").text


def form_of(page: str, kind: str) -> dict[str, str]:
    """What the form of a session would send as it stands, with how it went left open."""
    form = next(each for each in page.split("<form")[1:] if f'value="{kind}"' in each)
    fields = re.findall(r"<input[^>]*>", form.split("</form>")[0])
    told = [each for each in fields if 'type="radio"' not in each]
    names = [re.search(r'name="([^"]*)"', each) for each in told]
    values = [re.search(r'value="([^"]*)"', each) for each in told]
    return {n[1]: v[1] if v else "" for n, v in zip(names, values, strict=True) if n}


def test_a_planned_session_is_filled_in_and_kept_as_it_was_planned(told: Desk) -> None:
    browser = browser_over(told)
    form = form_of(browser.get("/log").text, "strength")
    sets = [name for name in form if name.startswith("ex.") and name.endswith(".sets")]
    assert sets
    assert all(form[name] for name in (*sets, "minutes"))
    browser.post("/log", {**form, "completion": "done", "pain": "1", sets[0]: ""})
    (entry,) = told_sessions(told)
    assert entry.record.minutes == float(form["minutes"])
    assert len(entry.record.exercises) == len(sets) - 1


@pytest.mark.parametrize("completion", ["skipped", "partly"])
def test_what_the_plan_filled_in_does_not_count_as_done(told: Desk, completion: str) -> None:
    browser = browser_over(told)
    form = form_of(browser.get("/log").text, "strength")
    browser.post("/log", {**form, "completion": completion})
    (entry,) = told_sessions(told)
    assert (entry.record.minutes, entry.record.exercises) == (None, ())


def test_of_a_session_done_in_part_what_was_corrected_counts(told: Desk) -> None:
    browser = browser_over(told)
    form = form_of(browser.get("/log").text, "strength")
    browser.post("/log", {**form, "completion": "partly", "minutes": "7"})
    (entry,) = told_sessions(told)
    assert entry.record.minutes == 7
    assert entry.record.exercises


def test_the_time_of_the_watch_is_not_overwritten_by_the_plan(trained: Desk) -> None:
    assert form_of(browser_over(trained).get("/log").text, "run")["minutes"] == ""


def test_the_session_that_holds_an_exercise_opens_and_one_that_none_holds_is_named(
    told: Desk,
) -> None:
    browser = browser_over(told)
    page = browser.get("/log").text
    opened = re.compile(r'<details class="card session" open>(.*?)</details>', re.DOTALL)
    held = re.search(r'name="ex\.(\w+)\.sets"', page)
    assert held is not None
    (session,) = opened.findall(browser.get(f"/log?exercise={held[1]}").text)
    assert f'name="ex.{held[1]}.sets"' in session
    assert "is in no session that waits" in browser.get("/log?exercise=swimming").text
    assert "is in no session that waits" not in browser.get("/log?exercise=nothing").text
