from __future__ import annotations

import json

from stridewell.app.desk import Desk
from stridewell.app.runs_list import list_runs
from stridewell.web.runs_page import PER_PAGE, RunsContext, runs_context
from web_app import Browser, browser_over


def context_of(desk: Desk, page: int = 1) -> RunsContext:
    return runs_context(list_runs(desk), desk.clock.now(), page)


def test_without_runs_the_page_says_how_to_import(browser: Browser) -> None:
    page = browser.get("/runs").text
    assert "There are no runs yet" in page
    assert 'type="file"' in page
    assert "plotly" not in page


def test_the_newest_run_comes_first(running: Desk) -> None:
    first = context_of(running).rows[0]
    assert (first.day, first.time) == ("Sat 9 May 2026", "09:05")
    assert first.distance == "3.00 km"


def test_the_table_is_cut_into_pages(running: Desk) -> None:
    context = context_of(running, 7)
    assert context.pages == 7
    assert len(context.rows) == 163 - 6 * PER_PAGE
    assert context_of(running, 99).page == 7


def test_the_jump_is_marked_in_table_and_figure(running: Desk) -> None:
    context = context_of(running)
    assert [row.day for row in context.rows if row.jump == "+45 %"] == ["Sun 3 May 2026"]
    assert "45 % longer" in context.jump
    labels = json.loads(context.figure)["layout"]["annotations"]
    assert "+45 %" in {label["text"] for label in labels}


def test_the_page_is_useful_without_scripts(running: Desk) -> None:
    page = browser_over(running).get("/runs").text
    assert "The same numbers as a table" in page
    assert "Mon 27 Apr 2026" in page


def test_the_figures_data_cannot_end_its_element(running: Desk) -> None:
    page = browser_over(running).get("/runs").text
    data = page.split('id="figure-data">')[1].split("</script>")[0]
    assert "<" not in data
    assert json.loads(data) == json.loads(context_of(running).figure)
