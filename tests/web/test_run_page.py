from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from markupsafe import escape

from activities import even_run, with_channels
from command_line import damage, write_run
from running_routes import circle, on_earth
from shelved_runs import shelve
from stridewell.activity.notes import RunNotes
from stridewell.activity.strides import check_totals, summarise_run
from stridewell.activity.track import Channel, Column
from stridewell.app.desk import Desk
from stridewell.app.import_runs import import_runs
from stridewell.app.importing.records import NewSource, RecordingMark, RunNumbers, ToldIssues
from stridewell.app.importing.undoing import undo_import
from stridewell.app.run_archive import read_archive
from stridewell.app.run_streams import MOST_POINTS
from stridewell.app.run_view import run_view
from stridewell.values.evidence import Issue
from stridewell.web.path_drawing import Colouring
from stridewell.web.run_charts import Over
from stridewell.web.run_page import RunContext, run_context
from web_app import Browser, browser_over, desk_of

DATA = Path(
    os.environ.get(
        "STRIDEWELL_MEASURED_DATA", Path(__file__).resolve().parents[3] / "shared" / "data"
    )
)
RUNS = DATA / "fit-runs" / "runs"
PLACE = re.compile(r"5\d\.\d{3,}|8\.\d{4,}")


@pytest.fixture
def own() -> Iterator[Desk]:
    with desk_of() as opened:
        yield opened


def context_of(
    desk: Desk, run_id: int, over: Over = Over.TIME, colour: Colouring = Colouring.PACE
) -> RunContext:
    return run_context(run_view(desk, run_id), desk.knowledge, over, colour)


def newest(desk: Desk) -> int:
    with desk.store.transaction() as transaction:
        return transaction.runs()[-1].id


def facts(context: RunContext) -> dict[str, str]:
    parts = (context.facts, context.dynamics, context.gaits, context.ground, context.turns)
    return {each.name: each.value for part in parts for each in part}


def test_a_simulated_run_shows_everything_it_measured(running: Desk) -> None:
    context = context_of(running, newest(running))
    told = facts(context)
    assert told["Distance"] == "3.00 km"
    assert told["Ground contact"].endswith(" ms")
    assert told["Bounce"].endswith(" mm")
    assert "% left" in context.balance[0].value
    names = {trace["name"] for trace in json.loads(context.figure)["data"]}
    assert {"Pace", "Heart rate", "Ground contact", "Left share of contact"} <= names
    assert len(context.splits) == 3


def test_the_jump_is_told_with_its_source(running: Desk) -> None:
    with running.store.transaction() as transaction:
        jumped = next(
            each.id for each in transaction.runs() if f"{each.summary.start:%m-%d}" == "05-03"
        )
    context = context_of(running, jumped)
    assert "45 % longer" in context.jump
    assert context.jump_why[0].sources


def test_what_was_not_measured_says_so_and_is_not_0(own: Desk) -> None:
    run_id = shelve(own, even_run())
    told = facts(context_of(own, run_id))
    assert told["Heart rate"] == "not measured"
    assert told["Ground contact"] == "not measured"
    assert told["In the air"] == "not measured"
    assert told["Up"] == "not measured"
    assert told["Downhill"] == "not measured"
    page = browser_over(own).get(f"/runs/{run_id}").text
    assert "no way to draw" in page
    assert "It takes a chest strap or a pod" in page
    assert ">0 ms" not in page


def test_no_place_is_in_the_page_in_any_form(own: Desk) -> None:
    run_id = shelve(own, on_earth(circle(150.0, 4.0), 51.23456, 8.98765))
    browser = browser_over(own)
    for query in ("", "?over=distance", "?colour=grade"):
        page = browser.get(f"/runs/{run_id}{query}").text
        assert '<svg class="way' in page
        assert not PLACE.search(re.sub(r'\?v=[^"]*', "", page))


def test_a_long_run_is_drawn_with_few_points(own: Desk) -> None:
    run_id = shelve(own, with_channels(even_run(30_000), {}))
    figure = json.loads(context_of(own, run_id).figure)
    assert max(len(trace["x"]) for trace in figure["data"]) <= MOST_POINTS
    assert "the mean of about 20 samples" in context_of(own, run_id).figure_caption


def test_lines_over_time_and_over_distance_have_their_own_axis(running: Desk) -> None:
    run_id = newest(running)
    by_time = json.loads(context_of(running, run_id, Over.TIME).figure)
    by_distance = json.loads(context_of(running, run_id, Over.DISTANCE).figure)
    assert by_time["layout"]["xaxis"]["title"]["text"] == "minutes"
    assert by_distance["layout"]["xaxis"]["title"]["text"] == "km"
    assert max(by_distance["data"][0]["x"]) == pytest.approx(3.0, abs=0.02)


def test_a_run_of_many_hours_is_drawn_in_hours(own: Desk) -> None:
    run_id = shelve(own, even_run(5 * 3600))
    figure = json.loads(context_of(own, run_id).figure)
    assert figure["layout"]["xaxis"]["title"]["text"] == "hours"
    assert max(figure["data"][0]["x"]) == pytest.approx(5.0, abs=0.01)


def test_without_distance_lines_are_drawn_over_time_whatever_was_asked(own: Desk) -> None:
    run = even_run()
    alone = {Channel.HEART_RATE: np.full(601, 140.0)}
    run_id = shelve(own, with_channels(run, alone, run.samples.time_s))
    context = context_of(own, run_id, Over.DISTANCE)
    assert (context.over, context.has_distance) == ("time", False)
    assert facts(context)["Distance"] == "not measured"


def test_slopes_that_are_not_known_are_no_choice_of_colour(own: Desk) -> None:
    run_id = shelve(own, on_earth(circle(150.0, 4.0)))
    context = context_of(own, run_id, colour=Colouring.GRADE)
    assert (context.colour, context.has_grades, context.grades) == ("pace", False, ())
    assert "Colour by slope" not in browser_over(own).get(f"/runs/{run_id}").text


def test_turns_are_told_by_side(own: Desk) -> None:
    run_id = shelve(own, on_earth(circle(150.0, 4.0)))
    told = facts(context_of(own, run_id))
    assert told["Turned right"] == "0°"
    assert "to the left" in told["On balance"]


def test_title_gear_and_effort_of_an_app_are_shown_as_text(own: Desk) -> None:
    notes = RunNotes(title="<b>Long</b> & slow", gear="Blue pair", perceived_exertion=4.0)
    run_id = shelve(own, even_run(), notes)
    page = browser_over(own).get(f"/runs/{run_id}").text
    assert "&lt;b&gt;Long&lt;/b&gt; &amp; slow" in page
    assert "4 of 10" in page


def doubts(desk: Desk) -> list[str]:
    """What the page of the newest run says under "Take with care"."""
    page = browser_over(desk).get(f"/runs/{newest(desk)}").text
    return re.findall(r"<li>(.*?)</li>", page.split('id="doubts"')[1].split("</section>")[0])


def test_what_was_told_at_the_import_stays_on_the_page(own: Desk, tmp_path: Path) -> None:
    import_runs([damage(write_run(tmp_path / "a<b>.fit"))], own.files, own.store)
    alone = [each for each in doubts(own) if "64 damaged bytes in one place were skipped" in each]
    assert len(alone) == 1
    assert alone[0].startswith("64 damaged bytes")
    import_runs([write_run(tmp_path / "whole.fit")], own.files, own.store)
    (of_file,) = (each for each in doubts(own) if "64 damaged bytes" in each)
    assert of_file == f"a&lt;b&gt;.fit: {alone[0]}"
    undo_import(own.store, 1)
    assert "damaged bytes" not in browser_over(own).get(f"/runs/{newest(own)}").text


def test_a_clock_that_was_never_set_is_told_once(own: Desk, tmp_path: Path) -> None:
    path = write_run(tmp_path / "old.fit", datetime(1990, 1, 3, 8, tzinfo=UTC))
    import_runs([path], own.files, own.store)
    (line,) = (each for each in doubts(own) if "clock" in each)
    assert line.endswith("import that file.")
    shelve(own, replace(even_run(), start=datetime(1990, 1, 4, 8, tzinfo=UTC)))
    (line,) = (each for each in doubts(own) if "clock" in each)
    assert line.endswith("date and time of day are wrong.")


def test_totals_that_differ_are_told_once_whoever_stored_the_run(own: Desk) -> None:
    odd = replace(even_run(), distance_m=9000.0)
    told = check_totals(odd, summarise_run(odd))[0]
    shelve(own, odd)
    assert doubts(own) == [escaped(told)]
    with own.store.transaction() as transaction:
        transaction.imports().remove_sources(1)
        shelf = transaction.imports()
        run_id = shelf.hidden_runs()[0].id
        mark = RecordingMark(0.0, 600.0, None, "fit")
        shelf.replace_numbers(run_id, RunNumbers(summarise_run(odd), None))
        packed = own.store.packer()(odd)
        row = NewSource(run_id, odd.origin, 2, RunNotes(), mark, packed, chosen=True)
        shelf.add_sources([replace(row, told=ToldIssues((told,), more=1))])
    assert doubts(own) == [escaped(told), "1 more like these was not kept."]


def escaped(issue: Issue) -> str:
    return str(escape(f"{issue.text} {issue.remedy}"))


def test_a_shoe_is_put_on_and_taken_off(own: Desk) -> None:
    run_id = shelve(own, even_run())
    browser = browser_over(own)
    assert "Add the first pair" in browser.get(f"/runs/{run_id}").text
    browser.post("/shoes", {"name": "Blue pair"})
    shown = browser.follow(browser.post(f"/runs/{run_id}/shoe", {"shoe": "blue-pair"}))
    assert '<option value="blue-pair" selected>' in shown.text
    shown = browser.follow(browser.post(f"/runs/{run_id}/shoe", {"shoe": ""}))
    assert "selected" not in shown.text.split('id="worn"')[1].split("</select>")[0]


def test_neighbours_are_those_in_time(own: Desk) -> None:
    first = shelve(own, even_run())
    earlier = replace(even_run(), start=even_run().start.replace(day=30, month=4))
    second = shelve(own, earlier)
    assert context_of(own, first).before == second
    assert context_of(own, second).after == first
    assert context_of(own, second).before is None


@pytest.mark.parametrize("path", ["/runs/999999", "/runs/0"])
def test_a_run_that_is_not_there_is_404_with_a_way_back(browser: Browser, path: str) -> None:
    answer = browser.get(path)
    assert answer.status_code == 404
    assert "There is no such run" in answer.text
    assert 'href="/runs"' in answer.text


@pytest.mark.parametrize("query", ["over=height", "colour=red"])
def test_a_choice_that_cannot_be_is_refused(running: Desk, query: str) -> None:
    assert browser_over(running).get(f"/runs/{newest(running)}?{query}").status_code == 400


def test_scripts_come_from_here_alone(running: Desk) -> None:
    answer = browser_over(running).get(f"/runs/{newest(running)}")
    policy = answer.headers["content-security-policy"]
    assert "script-src 'self';" in policy
    assert not re.findall(r'(?:src|href)="https?://(?!doi)[^"]*"', answer.text.split("<main")[0])


def test_the_figures_data_cannot_end_its_element(running: Desk) -> None:
    page = browser_over(running).get(f"/runs/{newest(running)}").text
    data = page.split('id="figure-data">')[1].split("</script>")[0]
    assert "<" not in data
    assert "NaN" not in data
    json.loads(data)


SECONDS = np.arange(601.0)
NOTHING = np.full(601, np.nan)
ODD: Mapping[str, tuple[Column, Mapping[Channel, Column]]] = {
    "no sample at all": (np.zeros(0), {}),
    "a distance that stands still": (SECONDS, {Channel.DISTANCE: np.zeros(601)}),
    "nothing but gaps": (SECONDS, {Channel.DISTANCE: NOTHING, Channel.HEART_RATE: NOTHING}),
    "one place alone": (
        SECONDS,
        {
            Channel.LATITUDE: np.where(SECONDS == 300, 50.0, np.nan),
            Channel.LONGITUDE: np.where(SECONDS == 300, 8.0, np.nan),
        },
    ),
    "two places": (
        SECONDS,
        {
            Channel.LATITUDE: np.where(SECONDS < 2, 50.0 + SECONDS / 1e5, np.nan),
            Channel.LONGITUDE: np.where(SECONDS < 2, 8.0, np.nan),
        },
    ),
    "a gap after every sample": (40.0 * SECONDS, {Channel.SPEED: np.full(601, 3.0)}),
}


@pytest.mark.parametrize("what", ODD)
@pytest.mark.parametrize("query", ["", "?over=distance&colour=grade"])
def test_odd_recordings_are_shown_all_the_same(own: Desk, what: str, query: str) -> None:
    time, channels = ODD[what]
    run_id = shelve(own, with_channels(even_run(), channels, time))
    browser = browser_over(own)
    answer = browser.get(f"/runs/{run_id}{query}")
    assert answer.status_code == 200
    assert not re.search(r"\bnan\b", answer.text, re.IGNORECASE)
    assert browser.get(f"/api/runs/{run_id}").status_code == 200


@pytest.mark.measured
@pytest.mark.skipif(not RUNS.is_dir(), reason="no recordings of other people at hand")
def test_every_real_run_can_be_shown(own: Desk) -> None:
    report = import_runs([RUNS], own.files, own.store)
    assert report.imported > 10
    browser = browser_over(own)
    for each in read_archive(own).runs:
        for query in ("", "?over=distance&colour=grade"):
            answer = browser.get(f"/runs/{each.run.id}{query}")
            assert answer.status_code == 200, each.run.origins
            assert "NaN" not in answer.text, each.run.origins
            for trace in json.loads(figure_of(answer.text) or '{"data": []}')["data"]:
                assert len(trace["x"]) == len(trace["y"]) <= MOST_POINTS


def figure_of(page: str) -> str:
    found = re.search(r'id="figure-data">(.*?)</script>', page, re.DOTALL)
    return found.group(1) if found else ""
