from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest

from activities import even_run, with_channels
from shelved_runs import shelve
from stridewell.activity.track import Channel
from stridewell.app.desk import Desk
from stridewell.app.load_ledger import load_ledger
from stridewell.app.ports import CheckIn
from stridewell.training_load.series import LoadKind
from stridewell.web.load_page import LoadContext, Span, load_context
from web_app import Browser, browser_over


def context_of(
    desk: Desk, kind: LoadKind = LoadKind.DISTANCE, span: Span = Span.HALF
) -> LoadContext:
    return load_context(load_ledger(desk), desk.knowledge, kind, span)


def trace(context: LoadContext, name: str) -> dict[str, list[object]]:
    found: dict[str, list[object]] = next(
        each for each in json.loads(context.figure)["data"] if each["name"] == name
    )
    return found


def test_without_runs_the_page_leads_to_the_import(browser: Browser) -> None:
    page = browser.get("/load").text
    assert "There are no runs yet" in page
    assert 'href="/runs"' in page
    assert "plotly" not in page


def test_jumps_are_marked_and_listed_with_their_hazard(running: Desk) -> None:
    context = context_of(running)
    assert "2026-05-03" in trace(context, "Jump of a single run")["x"]
    newest = context.jumps[0]
    assert newest.day == "Sun 3 May 2026"
    assert "45 % longer" in newest.text
    assert "95 % interval" in newest.hazard
    assert newest.why.sources


def test_pain_stands_on_the_same_axis(desk: Desk, running: Desk) -> None:
    del running
    now = desk.clock.now()
    with desk.store.transaction() as transaction:
        transaction.add_check_in(CheckIn(now - timedelta(days=1), 4, 6, side="right"))
    assert browser_over(desk).get("/load").status_code == 200
    ledger = load_ledger(desk).ledger
    assert {each.pain for each in ledger.pains} == {4, 6}


def test_load_and_pain_share_one_figure(trained: Desk) -> None:
    layout = json.loads(context_of(trained).figure)["layout"]
    assert layout["xaxis"]["anchor"] == "y2"
    assert layout["yaxis"]["domain"][0] > layout["yaxis2"]["domain"][1]
    assert any(each["type"] == "line" for each in layout["shapes"])


def test_weeks_are_drawn_by_day(running: Desk) -> None:
    context = context_of(running, span=Span.QUARTER)
    assert len(trace(context, "Load")["x"]) == 84
    assert not context.is_weekly
    assert len(trace(context, "Fading mean, 7 days")["x"]) == 84


def test_years_are_drawn_by_week_and_add_up(desk: Desk) -> None:
    run = replace(even_run(), start=desk.clock.now() - timedelta(days=800))
    shelve(desk, run)
    for days in (5, 4, 3):
        shelve(desk, replace(even_run(), start=desk.clock.now() - timedelta(days=days)))
    context = context_of(desk, span=Span.ALL)
    bars = trace(context, "Load")
    assert context.is_weekly
    assert 114 <= len(bars["x"]) <= 116
    assert all(date.fromisoformat(str(each)).weekday() == 0 for each in bars["x"])
    known = [float(str(each)) for each in bars["y"] if each is not None]
    assert sum(known) == pytest.approx(4 * 1.8)
    names = {each["name"] for each in json.loads(context.figure)["data"]}
    assert "Fading mean, 7 days" not in names


def test_a_week_of_runs_that_nobody_measured_has_no_bar(desk: Desk) -> None:
    bare = even_run()
    alone = with_channels(bare, {Channel.HEART_RATE: np.full(601, 140.0)}, bare.samples.time_s)
    shelve(desk, replace(even_run(), start=desk.clock.now() - timedelta(days=800)))
    shelve(desk, replace(alone, start=desk.clock.now() - timedelta(days=8)))
    bars = trace(context_of(desk, span=Span.ALL), "Load")
    week = (desk.clock.now() - timedelta(days=8)).date()
    monday = week - timedelta(days=week.weekday())
    heights = dict(zip(bars["x"], bars["y"], strict=True))
    assert heights[monday.isoformat()] is None


@pytest.mark.parametrize("kind", list(LoadKind))
@pytest.mark.parametrize("span", [Span.QUARTER, Span.ALL])
def test_every_way_of_counting_can_be_shown(running: Desk, kind: LoadKind, span: Span) -> None:
    answer = browser_over(running).get(f"/load?kind={kind.value}&span={span.value}")
    assert answer.status_code == 200
    assert "NaN" not in answer.text
    assert kind.label in answer.text


def test_effort_nobody_told_is_said_and_not_zero(running: Desk) -> None:
    context = context_of(running, LoadKind.EFFORT)
    assert "have no" in context.missing
    assert "not counted as 0" in context.missing
    weeks = [row for row in context.weeks if row.runs]
    assert {row.load for row in weeks} == {"not measured"}


def test_the_weeks_add_up_to_the_runs(running: Desk) -> None:
    ledger = load_ledger(running).ledger
    context = context_of(running, span=Span.QUARTER)
    first = ledger.today - timedelta(days=83)
    assert sum(row.runs for row in context.weeks) == sum(r.day >= first for r in ledger.runs)


def test_the_ratio_is_never_shown_without_what_is_wrong_with_it(running: Desk) -> None:
    context = context_of(running)
    assert context.ratio_whys[0].sources
    page = browser_over(running).get("/load").text
    if context.ratio:
        assert context.ratio_whys[0].text.split(".")[0] in page


def test_a_pair_has_its_distance_and_its_load(desk: Desk) -> None:
    browser = browser_over(desk)
    browser.post("/shoes", {"name": "Blue pair", "start_km": "100"})
    pairs = context_of(desk).pairs
    assert [(each.name, each.km, each.equivalent) for each in pairs] == [
        ("Blue pair", "100 km", "not known")
    ]


@pytest.mark.parametrize(
    ("days_ago", "label"),
    [(10, "26 weeks"), (200, "1 year"), (700, "5 years"), (4000, "everything")],
)
def test_without_a_choice_the_newest_run_is_in_sight(desk: Desk, days_ago: int, label: str) -> None:
    start = desk.clock.now() - timedelta(days=days_ago)
    shelve(desk, replace(even_run(), start=start))
    context = load_context(load_ledger(desk), desk.knowledge)
    assert [each.text for each in context.spans if each.chosen] == [label]


@pytest.mark.parametrize("query", ["kind=mood", "span=ever"])
def test_a_choice_that_cannot_be_is_refused(browser: Browser, query: str) -> None:
    assert browser.get(f"/load?{query}").status_code == 400


def test_words_never_call_load_a_cause(trained: Desk) -> None:
    page = browser_over(trained).get("/load").text.lower()
    assert "because" not in page
    assert "caused" not in page
