from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from stridewell.app.desk import Desk
from stridewell.app.load_ledger import load_ledger
from stridewell.training_load.change import ChangePlot
from stridewell.web.changed_charts import small_plot
from stridewell.web.changed_page import ChangedContext, changed_context
from web_app import Browser, add_runs, browser_over, desk_of, tell


@pytest.fixture
def told_runs(tmp_path: Path) -> Iterator[Desk]:
    """Runs and answers of the lateral hip example; tests may answer."""
    with desk_of() as opened:
        add_runs(opened, tmp_path)
        tell(opened)
        yield opened


def context_of(desk: Desk) -> ChangedContext:
    return changed_context(load_ledger(desk), desk.knowledge)


def test_without_runs_the_page_leads_to_the_import(browser: Browser) -> None:
    page = browser.get("/changed").text
    assert "nobody can see what changed" in page
    assert 'href="/runs"' in page


def test_without_an_onset_it_is_said_and_asked_for(running: Desk) -> None:
    context = context_of(running)
    assert context.onset == ""
    assert "You have not told when the pain began" in browser_over(running).get("/changed").text


def test_the_jump_before_the_pain_is_told_shown_and_linked(trained: Desk) -> None:
    context = context_of(trained)
    jump = next(each for each in context.changes if each.key.startswith("spike-2026-05-03"))
    assert "45 % longer" in jump.text
    assert jump.number >= 1
    assert jump.plot is not None
    assert sum(bar.kind == "marked" for bar in jump.plot.bars) == 1
    assert jump.runs[0].day == "Sun 3 May"
    assert browser_over(trained).get(f"/runs/{jump.runs[0].id}").status_code == 200


def test_every_change_has_a_lane_of_its_number(trained: Desk) -> None:
    context = context_of(trained)
    figure = json.loads(context.figure)
    lanes = [each for each in figure["data"] if each.get("yaxis") == "y2"]
    assert [lane["y"][0] for lane in lanes] == [each.number for each in context.changes]
    assert figure["layout"]["yaxis2"]["tickvals"] == [each.number for each in context.changes]
    for lane, change in zip(lanes, context.changes, strict=True):
        assert change.text in lane["hovertext"]


def test_the_order_of_time_is_never_called_a_cause(trained: Desk) -> None:
    page = browser_over(trained).get("/changed").text
    assert "not proof" in page
    main = re.sub(r"(?s)<details.*?</details>", "", page.split("<main")[1])
    assert "because" not in main.lower()


def test_an_answer_is_kept_and_can_be_taken_back(told_runs: Desk) -> None:
    browser = browser_over(told_runs)
    key = context_of(told_runs).changes[0].key
    shown = browser.follow(browser.post(f"/changed/{key}", {"verdict": "declined"}))
    assert "You said: it was not so." in shown.text
    assert context_of(told_runs).changes[0].said == "declined"
    shown = browser.follow(browser.post(f"/changed/{key}", {"verdict": "confirmed"}))
    assert "You said: it was so." in shown.text
    browser.post(f"/changed/{key}", {"verdict": ""})
    assert context_of(told_runs).changes[0].said == ""


def test_answers_that_cannot_be_are_refused(trained: Desk) -> None:
    browser = browser_over(trained)
    key = context_of(trained).changes[0].key
    assert browser.post(f"/changed/{key}", {"verdict": "perhaps"}).status_code == 400
    assert browser.post("/changed/spike-1999-01-01", {"verdict": "declined"}).status_code == 409


def plot(
    values: tuple[float | None, ...], onset: date | None = None, usual: float | None = None
) -> ChangePlot:
    days = tuple(date(2026, 5, 1 + number) for number in range(len(values)))
    return ChangePlot("Longest run", "km", days, values, (days[1],), usual, "usual", onset)


def test_a_small_picture_has_bars_only_where_something_is_known() -> None:
    drawn = small_plot(plot((4.0, 10.0, None, 0.0), date(2026, 5, 3), 5.0))
    assert drawn is not None
    assert [bar.kind for bar in drawn.bars] == ["plain", "marked"]
    assert drawn.bars[1].height == drawn.height == 2 * (drawn.usual or 0)
    assert drawn.bars[0].height == pytest.approx(0.4 * drawn.height)
    assert drawn.onset == pytest.approx(drawn.width * 2.5 / 4)
    assert drawn.most == "10 km"


def test_values_that_are_alike_are_not_drawn_from_zero() -> None:
    drawn = small_plot(plot((49.0, 52.0, 49.5, 48.9)))
    assert drawn is not None
    assert drawn.bars[1].height == drawn.height
    assert max(bar.height for bar in drawn.bars if bar.kind == "plain") < 0.7 * drawn.height
    assert drawn.least != "0 km"


def test_days_of_nothing_but_zero_can_be_drawn() -> None:
    drawn = small_plot(ChangePlot("Climb", "m", (date(2026, 5, 1),), (0.0,), (), 0.0, "", None))
    assert drawn is not None
    assert drawn.bars == ()


def test_a_picture_of_nothing_known_is_left_out() -> None:
    assert small_plot(plot((None, None))) is None
