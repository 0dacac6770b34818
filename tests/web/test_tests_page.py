"""The pages of the tests: list, guided recording, result, and what is refused."""

from __future__ import annotations

from datetime import UTC
from pathlib import Path

import pytest

from stridewell.app.desk import Desk
from stridewell.app.diary import read_diary
from stridewell.plan.diary import TestDone
from stridewell.values.anatomy import Side
from stridewell.web import tests_page
from web_app import Browser, browser_over

HEEL, LENGTH, HOP = "heel_raise_reps", "leg_length_difference_mm", "hop_distance_cm"


def stored(desk: Desk) -> tuple[TestDone, ...]:
    with desk.store.transaction() as transaction:
        return read_diary(transaction, UTC).tests


@pytest.fixture
def reader(told: Desk) -> Browser:
    return browser_over(told)


def test_before_the_first_check_in_the_page_says_how_to_begin(browser: Browser) -> None:
    assert "/check-in" in browser.get("/tests").text


def test_an_empty_list_says_what_to_do_and_has_every_test(reader: Browser, told: Desk) -> None:
    page = reader.get("/tests").text
    assert "Nothing was recorded yet" in page
    assert [t for t in told.knowledge.strength_tests if f'href="/tests/{t}"' not in page] == []


def test_a_test_that_waits_says_why_and_cannot_be_begun(reader: Browser) -> None:
    page = reader.get(f"/tests/{HOP}").text
    assert "Not now" in page
    assert f"/tests/{HOP}/record" not in page
    assert reader.get(f"/tests/{HOP}/record").headers["location"] == f"/tests/{HOP}"


def test_nothing_is_tested_in_an_emergency(emergency: Desk) -> None:
    page = browser_over(emergency).get("/tests").text
    assert page.index("How urgent") < page.index("somebody should see you first")


def test_the_guided_page_works_without_its_script(reader: Browser) -> None:
    page = reader.get(f"/tests/{HEEL}/record").text
    assert 'name="left"' in page
    assert 'name="right"' in page
    assert 'name="pain_left"' in page
    assert (
        '<div class="clock" data-clock="counter" data-seconds="0" data-field="left" hidden>' in page
    )


def test_both_sides_are_stored_with_their_pain_and_shown(reader: Browser, told: Desk) -> None:
    sent = {"left": "24", "right": "18", "pain_right": "4", "day": "2026-05-10"}
    assert reader.post(f"/tests/{HEEL}/record", sent).status_code == 303
    assert [(e.side, e.value, e.pain) for e in stored(told)] == [
        (Side.LEFT, 24.0, None),
        (Side.RIGHT, 18.0, 4),
    ]
    page = reader.get(f"/tests/{HEEL}").text
    assert "75 % of the other" in page
    assert "below the mark of 90 %" in page
    assert "Above 3 a test ends" in page
    assert "not confirmed" in page
    assert page.count('class="value"') == 2


def test_one_side_alone_leaves_the_other_unknown(reader: Browser) -> None:
    assert reader.post(f"/tests/{HEEL}/record", {"left": "24", "right": ""}).status_code == 303
    assert "right one was not measured" in reader.get(f"/tests/{HEEL}").text


def test_two_days_are_drawn_as_a_course(reader: Browser) -> None:
    reader.post(f"/tests/{HEEL}/record", {"left": "20", "right": "20", "day": "2026-04-13"})
    reader.post(f"/tests/{HEEL}/record", {"left": "28", "right": "21"})
    page = reader.get(f"/tests/{HEEL}").text
    assert page.count("<polyline") == 2
    assert "+2 repetitions a week" in page
    assert "can be chance" in page


@pytest.mark.parametrize(
    ("test", "sent", "words"),
    [
        (HEEL, {"left": "-3"}, "cannot be"),
        (HEEL, {"left": "many"}, "not a number"),
        (HEEL, {"left": "20", "pain_left": "12"}, "Pain goes from 0"),
        (HEEL, {"left": "20", "day": "2027-01-01"}, "still to come"),
        (HEEL, {"left": "20", "day": "soon"}, "no day"),
        (HEEL, {}, "No value"),
        (HEEL, {"value": "20"}, "each side"),
        (LENGTH, {"value": "12"}, "which side"),
        (LENGTH, {"left": "12"}, "one value"),
        (LENGTH, {"value": "12", "side": "up"}, "no side"),
        (HOP, {"left": "120", "right": "120"}, "Not now"),
    ],
)
def test_what_cannot_be_is_refused_and_not_stored(
    reader: Browser, told: Desk, test: str, sent: dict[str, str], words: str
) -> None:
    answer = reader.post(f"/tests/{test}/record", sent)
    assert answer.status_code == 400
    assert 'role="alert"' in answer.text
    assert words in answer.text
    assert stored(told) == ()


def test_what_was_written_stays_when_it_is_refused(reader: Browser) -> None:
    sent = {"left": "24", "right": "-1"}
    assert 'value="24"' in reader.post(f"/tests/{HEEL}/record", sent).text


def test_a_newly_shorter_leg_is_referred(reader: Browser) -> None:
    sent = {"value": "22", "side": "left", "new": "yes"}
    assert reader.post(f"/tests/{LENGTH}/record", sent).status_code == 303
    page = reader.get(f"/tests/{LENGTH}").text
    assert "Have somebody look at it" in page
    assert "left side lower" in page
    assert "seldom the cause" in page


def test_a_chosen_word_needs_no_number(reader: Browser) -> None:
    assert "One side clearly lower" in reader.get("/tests/pelvic_level/record").text
    reader.post("/tests/pelvic_level/record", {"value": "0", "side": ""})
    assert "Level or not clear" in reader.get("/tests/pelvic_level").text


def test_a_mistake_is_taken_back(reader: Browser, told: Desk) -> None:
    reader.post(f"/tests/{HEEL}/record", {"left": "99"})
    with told.store.transaction() as transaction:
        (entry,) = transaction.entries("test")
    assert reader.post(f"/tests/{HEEL}/undo/{entry.id}").status_code == 303
    assert stored(told) == ()
    assert reader.post(f"/tests/{HEEL}/undo/{entry.id}").status_code != 303


def test_there_is_no_such_test(reader: Browser) -> None:
    for path in ("/tests/toe_lift", "/tests/toe_lift/record"):
        assert reader.get(path).status_code == 404


def test_a_test_long_ago_is_due(reader: Browser) -> None:
    reader.post(f"/tests/{HEEL}/record", {"left": "20", "right": "20", "day": "2026-01-05"})
    page = reader.get("/tests").text
    assert "To do again" in page
    assert "due, last done on 5 January 2026" in page


def test_the_script_is_our_own_and_fetches_nothing() -> None:
    script = (Path(tests_page.__file__).parent / "static" / "timer.js").read_text("utf-8")
    assert "import " not in script
    assert "fetch(" not in script
