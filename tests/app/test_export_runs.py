"""The tables of the export: what nobody measured or said is None in each of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
import pytest

from activities import even_run, with_channels
from running_routes import circle, on_earth
from shelved_runs import shelve
from stridewell.activity.notes import RunNotes
from stridewell.activity.track import Channel
from stridewell.app.desk import Desk
from stridewell.app.export_runs import export_tables, samples_table
from stridewell.app.tables import Cell, Table
from walked_days import PHONE, walked
from web_app import desk_of, tell


@pytest.fixture
def desk() -> Iterator[Desk]:
    with desk_of() as opened:
        yield opened


def tables(desk: Desk, *, samples: bool = False) -> Mapping[str, Table]:
    return {each.name: each for each in export_tables(desk, samples=samples)}


def row(table: Table, number: int = 0) -> Mapping[str, Cell]:
    return {each.name: each.cells[number] for each in table.columns}


def test_a_run_that_was_not_worked_out_has_no_zeros(desk: Desk) -> None:
    shelve(desk, even_run(), RunNotes(title="Home loop"), is_worked_out=False)
    told = row(tables(desk)["runs"])
    assert told["title"] == "Home loop"
    beyond = ("running_s", "walk_breaks", "downhill_m", "ground_paved_m", "turn_left_deg")
    assert {told[name] for name in beyond} == {None}
    assert told["heart_rate_bpm"] is None


def test_a_ground_nobody_named_is_unknown_and_not_zero_metres_of_road(desk: Desk) -> None:
    shelve(desk, on_earth(circle(100.0, 3.0)))
    told = row(tables(desk)["runs"])
    assert told["ground_paved_m"] is None
    assert told["ground_unknown_m"] == pytest.approx(1885, abs=10)
    assert told["turn_left_deg"] == pytest.approx(1080, rel=0.1)
    assert told["turn_right_deg"] == pytest.approx(0, abs=20)


def test_every_sample_of_a_run_is_there_and_gaps_are_none() -> None:
    heart = np.full(601, 150.0)
    heart[5] = np.nan
    nothing = np.full(601, np.nan)
    run = with_channels(even_run(), {Channel.HEART_RATE: heart, Channel.POWER: nothing})
    table = samples_table(4, run)
    assert table.name == "samples/run-4"
    assert table.size == 601
    assert row(table, 5) == {
        "time_s": 5.0,
        "distance_m": 15.0,
        "speed_m_s": 3.0,
        "step_rate_spm": 170.0,
        "heart_rate_bpm": None,
    }


def test_samples_come_only_when_they_are_asked_for(desk: Desk) -> None:
    run_id = shelve(desk, even_run())
    assert f"samples/run-{run_id}" not in tables(desk)
    assert f"samples/run-{run_id}" in tables(desk, samples=True)


def test_pain_stands_beside_the_load_of_its_day(desk: Desk) -> None:
    tell(desk)
    days = tables(desk)["days"]
    names = {each.name for each in days.columns}
    assert {"day", "state", "load_distance", "distance_redi_long", "pain", "jump_class"} <= names


def test_every_day_of_walking_is_a_row_and_gaps_are_none(desk: Desk) -> None:
    today = desk.clock.now().date()
    with desk.store.transaction() as transaction:
        transaction.walking().put(walked(today, [0, 900], 2.25), 1)
    table = tables(desk)["walking"]
    assert table.size == 2
    assert row(table, 1) == {
        "day": today,
        "source": PHONE,
        "asymmetry_pct": 2.25,
        "double_support_pct": None,
        "step_length_mm": 700.0,
        "steadiness_pct": None,
        "measurements": 5,
    }


def test_an_empty_desk_gives_empty_tables(desk: Desk) -> None:
    assert {name: each.size for name, each in tables(desk).items()} == {
        "runs": 0,
        "run_loads": 0,
        "days": 0,
        "check_ins": 0,
        "shoes": 0,
        "walking": 0,
    }
