"""The page around the run: warm-up, other training, ground, and the trial of a cue."""

from __future__ import annotations

from pathlib import Path

import pytest

from stridewell.app.around_run import around_today, end_cue, start_cue
from stridewell.app.desk import Desk
from stridewell.app.shoe_log import add_shoe, shoe_shelf, wear
from stridewell.errors import CaseError, NothingStoredError
from stridewell.plan.cue_trial import CueStep, TrialState
from stridewell.plan.shoes import Shoe
from stridewell.web.around_page import AroundView, around_context
from web_app import Browser, add_runs, browser_over, tell


@pytest.fixture
def runner(desk: Desk, tmp_path: Path) -> Desk:
    """A desk with runs and answers that a test may change."""
    add_runs(desk, tmp_path)
    tell(desk)
    return desk


def view(desk: Desk) -> AroundView:
    found = around_context(around_today(desk), desk.knowledge).around
    assert found is not None
    return found


def test_before_the_first_check_in_the_page_says_how_to_begin(browser: Browser) -> None:
    page = browser.get("/around")
    assert page.status_code == 409
    assert "check-in" in page.text


def test_the_page_shows_every_part(told: Desk) -> None:
    page = browser_over(told).get("/around")
    assert page.status_code == 200
    for heading in ("Before and after", "Instead of running", "Ground and side", "One cue"):
        assert heading in page.text
    assert "Seeing the cars counts for more" in page.text


def test_every_number_can_be_asked_why(told: Desk) -> None:
    shown = view(told)
    whys = [
        *(each.why for each in shown.warm_ups),
        *(each.why for each in shown.options),
        *(each.why for each in shown.tips),
        *(each.why for each in shown.offered),
    ]
    assert whys
    assert all(whys)
    assert all(why.standing for each in whys for why in each)


def test_where_planning_is_refused_there_is_no_training(urgent: Desk) -> None:
    context = around_context(around_today(urgent), urgent.knowledge)
    assert context.around is None
    assert context.refusal is not None
    assert context.refusal.text in browser_over(urgent).get("/around").text


def test_a_trial_begins_and_ends_on_the_page(runner: Desk) -> None:
    browser = browser_over(runner)
    startable = [each.id for each in view(runner).offered if each.can_start]
    assert startable
    browser.follow(browser.post("/around/cue", {"cue": startable[0]}))
    trial = view(runner).trial
    assert trial is not None
    assert (trial.id, trial.state) == (startable[0], TrialState.RUNNING)
    assert trial.week.startswith("Week 1")
    assert not any(each.can_start for each in view(runner).offered)
    browser.follow(browser.post("/around/cue/end", {"step": "stop"}))
    assert view(runner).trial is None


def test_a_second_cue_is_refused(runner: Desk) -> None:
    first, second, *_ = [each.id for each in view(runner).offered]
    start_cue(runner, first)
    assert browser_over(runner).post("/around/cue", {"cue": second}).status_code == 400


def test_a_cue_that_nothing_calls_for_is_refused(told: Desk) -> None:
    uncalled = next(each.id for each in view(told).others)
    with pytest.raises(CaseError):
        start_cue(told, uncalled)


def test_an_unknown_cue_and_no_trial_are_said(told: Desk) -> None:
    with pytest.raises(NothingStoredError, match="no cue"):
        start_cue(told, "moonwalk")
    with pytest.raises(NothingStoredError, match="No cue is being tried"):
        end_cue(told, CueStep.STOP)
    assert browser_over(told).post("/around/cue/end", {"step": "dance"}).status_code == 400


def test_a_new_pair_under_way_blocks_a_cue(runner: Desk) -> None:
    for name in ("Old pair", "New pair"):
        add_shoe(runner, Shoe("x", name))
    log = shoe_shelf(runner).log
    wear(runner, "old-pair", [each.run_id for each in log.runs[:-1]])
    wear(runner, "new-pair", [log.runs[-1].run_id])
    assert not any(each.can_start for each in view(runner).offered)
    assert all("New pair" in each.text for each in view(runner).offered)
