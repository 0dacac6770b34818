from __future__ import annotations

import json
from collections.abc import Mapping

import pytest

from stridewell.app.desk import Desk
from stridewell.app.run_archive import read_archive
from stridewell.web.runs_page import PER_PAGE, RunsContext, runs_context
from web_app import Browser, browser_over


def context_of(desk: Desk, page: int = 1, sent: Mapping[str, str] | None = None) -> RunsContext:
    return runs_context(read_archive(desk), desk.clock.now(), page, sent)


def test_without_runs_the_page_says_how_to_import(browser: Browser) -> None:
    page = browser.get("/runs").text
    assert "There are no runs yet" in page
    assert 'type="file"' in page
    assert "plotly" not in page


def test_the_newest_run_comes_first(running: Desk) -> None:
    first = context_of(running).rows[0]
    assert (first.day, first.time) == ("Sat 9 May 2026", "09:05")
    assert first.distance == "3.00 km"
    assert browser_over(running).get(f"/runs/{first.id}").status_code == 200


def test_the_table_is_cut_into_pages(running: Desk) -> None:
    context = context_of(running, 4)
    assert context.pages == 4
    assert len(context.rows) == 163 - 3 * PER_PAGE
    assert context_of(running, 99).page == 4


def test_the_jump_is_marked_in_table_and_figure(running: Desk) -> None:
    context = context_of(running)
    assert [row.day for row in context.rows if row.jump == "+45 %"] == ["Sun 3 May 2026"]
    assert "45 % longer" in context.jump
    labels = json.loads(context.figure)["layout"]["annotations"]
    assert "+45 %" in {label["text"] for label in labels}


def test_a_filter_counts_and_adds_up_what_fits(running: Desk) -> None:
    whole, longer = context_of(running), context_of(running, sent={"from": "9,5", "to": "12"})
    assert 0 < longer.sums.runs < whole.sums.runs == whole.total == 163
    assert all(9.5 <= float(row.distance.split()[0]) <= 12 for row in longer.rows)
    assert longer.sums.runs == len(longer.rows)
    total = sum(float(row.distance.split()[0]) for row in longer.rows)
    assert float(longer.sums.distance.split()[0]) == pytest.approx(total, abs=0.1)


def test_jumps_alone_can_be_asked_for(running: Desk) -> None:
    context = context_of(running, sent={"jumps": "1"})
    assert all(row.jump for row in context.rows)
    assert context.sums.runs == context.sums.jumps == context_of(running).sums.jumps


def test_the_filter_stays_while_pages_are_turned(running: Desk) -> None:
    page = browser_over(running).get("/runs?year=2026&from=1").text
    assert 'href="/runs?year=2026&amp;from=1&amp;page=2#all"' in page
    assert 'value="2026" selected' in page


def test_a_filter_that_nothing_fits_says_what_to_do(running: Desk) -> None:
    page = browser_over(running).get("/runs?words=moon&from=100").text
    assert "No run fits" in page
    assert "0 of 163 runs fit" in page
    assert 'value="moon"' in page


@pytest.mark.parametrize(
    "query", ["from=far", "year=last", "ground=lava", "to=-3", "from=nan", "year=1e99", "page=0"]
)
def test_a_filter_that_cannot_be_is_refused_in_words(running: Desk, query: str) -> None:
    answer = browser_over(running).get(f"/runs?{query}")
    assert answer.status_code == 400
    assert "Go back" in answer.text or "There are:" in answer.text


@pytest.mark.parametrize(
    "query", ["words=%3Cscript%3Ealert(1)%3C/script%3E", "shoe=nobody", "year=2026.0", "other=1"]
)
def test_whatever_is_asked_for_is_only_shown_as_text(running: Desk, query: str) -> None:
    answer = browser_over(running).get(f"/runs?{query}")
    assert answer.status_code == 200
    assert "<script>alert" not in answer.text


def test_the_page_is_useful_without_scripts(running: Desk) -> None:
    page = browser_over(running).get("/runs").text
    assert "The same numbers as a table" in page
    assert "Mon 27 Apr 2026" in page


def test_the_figures_data_cannot_end_its_element(running: Desk) -> None:
    page = browser_over(running).get("/runs").text
    data = page.split('id="figure-data">')[1].split("</script>")[0]
    assert "<" not in data
    assert json.loads(data) == json.loads(context_of(running).figure)
