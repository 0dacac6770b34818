"""The shoes: named by exports, renamed, tagged, merged and taken apart; runs put in by days."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date

import pytest

from noted_runs import add_noted, on_day
from stridewell.activity.notes import RunNotes
from stridewell.app.desk import Desk
from stridewell.app.shoe_changes import (
    NO_PAIR,
    change_shoe,
    merge_shoes,
    split_shoe,
    wear_again,
    wear_between,
)
from stridewell.app.shoe_log import add_shoe, read_shoes, retire_shoe, wear
from stridewell.errors import CaseError, NothingStoredError
from stridewell.plan.shoes import Shoe, ShoeLog, WornOn
from web_app import desk_of

MAY = [date(2026, 5, day) for day in range(1, 31)]


@pytest.fixture
def desk() -> Iterator[Desk]:
    """Six runs on six days: three in "Glide 21", one in "glide  21", one in "Peak", one untold."""
    gears = ("Glide 21", "Glide 21", "glide  21", "Peak", "", "Glide 21")
    with desk_of() as opened:
        for day, gear in enumerate(gears):
            add_noted(opened.store, on_day(day), RunNotes(gear=gear))
        yield opened


def log_of(desk: Desk) -> ShoeLog:
    with desk.store.transaction() as tx:
        return read_shoes(tx, UTC)


def names(log: ShoeLog) -> dict[int, str]:
    """The name of the pair of each run."""
    return {run: shoe.name for run, pair in log.worn.items() if (shoe := log.shoe(pair))}


def test_the_names_of_exports_are_pairs_with_their_runs(desk: Desk) -> None:
    log = log_of(desk)
    assert [each.name for each in log.shoes] == ["Glide 21", "Peak"]
    assert log.by_app == {each.id for each in log.shoes}
    assert names(log) == {1: "Glide 21", 2: "Glide 21", 3: "Glide 21", 4: "Peak", 6: "Glide 21"}
    assert [each.run_id for each in log.without_shoes] == [5]


def test_a_pair_of_that_name_takes_the_runs_and_is_not_doubled(desk: Desk) -> None:
    retire_shoe(desk, "Peak", MAY[20])
    add_shoe(desk, Shoe("new", "PEAK", drop_mm=4))
    log = log_of(desk)
    assert {each.name for each in log.active} == {"Glide 21", "PEAK"}
    assert names(log)[4] == "Peak"


def test_what_the_runner_says_of_a_run_counts_more_than_an_export(desk: Desk) -> None:
    wear(desk, "Peak", [1])
    wear(desk, "", [2])
    log = log_of(desk)
    assert names(log)[1] == "Peak"
    assert 2 not in log.worn


def test_a_renamed_pair_keeps_the_runs_of_its_old_name(desk: Desk) -> None:
    change_shoe(desk, "glide 21", {"name": " Old  blue "})
    add_noted(desk.store, on_day(9), RunNotes(gear="GLIDE 21"))
    log = log_of(desk)
    assert [each.name for each in log.shoes] == ["Old blue", "Peak"]
    assert names(log)[7] == "Old blue"
    assert len(log.runs_in(log.shoes[0].id)) == 5


def test_a_name_that_another_pair_has_is_refused(desk: Desk) -> None:
    with pytest.raises(CaseError, match="already"):
        change_shoe(desk, "Peak", {"name": "glide 21"})
    change_shoe(desk, "Peak", {"name": "peak"})
    assert log_of(desk).shoes[0].name == "peak"


def test_a_tag_is_told_and_taken_back(desk: Desk) -> None:
    assert change_shoe(desk, "Peak", {"worn_on": "trail"}).worn_on is WornOn.TRAIL
    assert change_shoe(desk, "Peak", {"drop_mm": 6}).worn_on is WornOn.TRAIL
    assert change_shoe(desk, "Peak", {"worn_on": None}).worn_on is None
    with pytest.raises(CaseError, match="worn_on"):
        change_shoe(desk, "Peak", {"worn_on": "moon"})


def test_a_retired_pair_is_worn_again(desk: Desk) -> None:
    retire_shoe(desk, "Peak", MAY[20])
    assert [each.name for each in log_of(desk).active] == ["Glide 21"]
    assert wear_again(desk, "Peak").is_active
    assert len(log_of(desk).active) == 2


def test_two_names_become_one_pair_with_all_runs_and_kilometres(desk: Desk) -> None:
    add_shoe(desk, Shoe("new", "Blue pair", start_km=100.0))
    change_shoe(desk, "Glide 21", {"start_km": 50.0})
    before = log_of(desk)
    both = sum(before.km_of(each) for each in before.shoes if each.name != "Peak")
    merge_shoes(desk, "Glide 21", "Blue pair")
    log = log_of(desk)
    assert {each.name for each in log.shoes} == {"Peak", "Blue pair"}
    blue = next(each for each in log.shoes if each.name == "Blue pair")
    assert log.km_of(blue) == pytest.approx(both)
    assert [each.name for each in log.merged_into(blue.id)] == ["Glide 21"]
    add_noted(desk.store, on_day(9), RunNotes(gear="Glide 21"))
    assert names(log_of(desk))[7] == "Blue pair"


def test_a_merged_pair_can_be_changed_without_counting_twice(desk: Desk) -> None:
    merge_shoes(desk, "Glide 21", "Peak")
    peak = log_of(desk).shoes[0]
    km = log_of(desk).km_of(peak)
    change_shoe(desk, "Peak", {"drop_mm": 6})
    retire_shoe(desk, "Peak", MAY[25])
    assert log_of(desk).km_of(log_of(desk).shoes[0]) == km


def test_a_merge_is_taken_back_whole(desk: Desk) -> None:
    before = names(log_of(desk))
    merge_shoes(desk, "Glide 21", "Peak")
    assert set(names(log_of(desk)).values()) == {"Peak"}
    split_shoe(desk, "glide 21")
    assert names(log_of(desk)) == before


def test_pairs_merged_in_a_row_end_in_the_last(desk: Desk) -> None:
    add_shoe(desk, Shoe("new", "Blue pair"))
    merge_shoes(desk, "Glide 21", "Peak")
    merge_shoes(desk, "Peak", "Blue pair")
    assert set(names(log_of(desk)).values()) == {"Blue pair"}


def test_what_cannot_be_merged_is_refused(desk: Desk) -> None:
    with pytest.raises(CaseError, match="one pair"):
        merge_shoes(desk, "Peak", "peak")
    with pytest.raises(NothingStoredError):
        merge_shoes(desk, "Peak", "Nobody")
    with pytest.raises(NothingStoredError, match="merged"):
        split_shoe(desk, "Peak")


def test_runs_of_some_days_go_into_a_pair_where_none_was_named(desk: Desk) -> None:
    add_shoe(desk, Shoe("new", "Blue pair"))
    assert wear_between(desk, "Blue pair", MAY[2], MAY[4], every_run=False) == 1
    assert names(log_of(desk))[5] == "Blue pair"
    assert names(log_of(desk))[4] == "Peak"


def test_all_runs_of_some_days_go_into_a_pair(desk: Desk) -> None:
    assert wear_between(desk, "Peak", MAY[1], MAY[2], every_run=True) == 2
    assert wear_between(desk, "Peak", MAY[4], None, every_run=True) == 2
    assert [run for run, name in names(log_of(desk)).items() if name == "Peak"] == [2, 3, 4, 5, 6]
    assert wear_between(desk, NO_PAIR, None, MAY[1], every_run=True) == 2
    assert log_of(desk).worn.keys() == {3, 4, 5, 6}


def test_days_the_wrong_way_round_are_refused(desk: Desk) -> None:
    with pytest.raises(CaseError, match="before"):
        wear_between(desk, "Peak", MAY[4], MAY[2], every_run=False)
    with pytest.raises(NothingStoredError):
        wear_between(desk, "Nobody", MAY[2], None, every_run=False)


def test_a_pair_that_was_used_outlives_the_export_that_named_it(desk: Desk) -> None:
    wear(desk, "Peak", [5])
    assert log_of(desk).by_app == {log_of(desk).shoes[1].id}
    assert "Peak" in {each.name for each in log_of(desk).shoes}
