"""Before the first run: home tests and clearances are told, and nothing untold counts."""

from __future__ import annotations

import pytest

from stridewell.app.daily import kept_week
from stridewell.app.desk import Desk
from stridewell.app.diary import read_diary
from stridewell.app.journal import EntryKind
from stridewell.plan.diary import Diary
from web_app import KNOWLEDGE, browser_over

TODAY = "2026-05-11"


def diary(desk: Desk) -> Diary:
    zone = desk.clock.now().tzinfo
    assert zone is not None
    with desk.store.transaction() as transaction:
        assert kept_week(transaction).sessions
        return read_diary(transaction, zone)


def test_every_home_test_is_shown_with_what_passes(told: Desk) -> None:
    page = browser_over(told).get("/plan/ready").text
    assert page.count("Passed when:") >= 5


def test_tests_that_were_told_are_kept_and_the_others_stay_open(told: Desk) -> None:
    one, other, *_ = KNOWLEDGE.gates
    form = {f"g.{one}": "yes", f"p.{one}": "1", f"g.{other}": "no"}
    assert browser_over(told).post("/plan/ready", form).is_redirect
    kept = {gate.gate: (gate.passed, gate.pain) for gate in diary(told).gates}
    assert kept == {one: (True, 1), other: (False, None)}


@pytest.mark.parametrize("form", [{}, {"g.walk_30": "yes", "p.walk_30": "11"}])
def test_nothing_told_or_an_impossible_pain_is_refused(told: Desk, form: dict[str, str]) -> None:
    answer = browser_over(told).post("/plan/ready", form)
    assert answer.status_code == 400
    assert 'role="alert"' in answer.text


def test_a_clearance_is_kept_with_who_gave_it(told: Desk) -> None:
    browser = browser_over(told)
    form = {"condition": "bsi_sacrum", "by": "Dr Adams", "day": TODAY, "note": "scan is fine"}
    assert browser.post("/plan/clearance", form).is_redirect
    (kept,) = diary(told).clearances
    assert (kept.condition, kept.by, kept.note) == ("bsi_sacrum", "Dr Adams", "scan is fine")
    assert "cleared by Dr Adams" in browser.get("/plan/ready").text


@pytest.mark.parametrize(
    "wrong", [{"condition": "sadness"}, {"by": ""}, {"day": "2031-01-01"}, {"day": "soon"}]
)
def test_a_clearance_that_cannot_be_is_refused(told: Desk, wrong: dict[str, str]) -> None:
    form = {"condition": "bsi_sacrum", "by": "Dr Adams", "day": TODAY, **wrong}
    assert browser_over(told).post("/plan/clearance", form).status_code == 400
    with told.store.transaction() as transaction:
        assert transaction.entries(EntryKind.CLEARANCE) == ()


def test_while_planning_is_refused_a_clearance_can_still_be_told(urgent: Desk) -> None:
    page = browser_over(urgent).get("/plan/ready").text
    assert "Cleared by a clinician" in page
