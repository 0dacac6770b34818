"""What every store promises about the ground that maps tell."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from activities import NOON, even_run
from shelved_runs import put_run
from stridewell.activity.exposure import Surface
from stridewell.adapters.store import open_store
from stridewell.app.map_shelf import MapGround
from stridewell.app.ports import Store
from stridewell.errors import NothingStoredError

TOWN = MapGround({Surface.PAVED: 1500.5, Surface.UNKNOWN: 299.5}, "town.osm.pbf", NOON)
HILLS = MapGround({Surface.UNPAVED: 1800.0}, "hills.osm.pbf", NOON)


def add_runs(store: Store, count: int) -> list[int]:
    numbers = []
    with store.transaction() as tx:
        for day in range(count):
            run = replace(even_run(), start=NOON + timedelta(days=day))
            numbers.append(put_run(tx, run))
    return numbers


def test_what_a_map_said_is_kept(store: Store) -> None:
    one, two = add_runs(store, 2)
    with store.transaction() as tx:
        tx.maps().put({two: HILLS, one: TOWN})
    with store.transaction() as tx:
        assert tx.maps().grounds() == {one: TOWN, two: HILLS}


def test_a_store_without_maps_has_none(store: Store) -> None:
    with store.transaction() as tx:
        tx.maps().put({})
        assert tx.maps().grounds() == {}
        assert tx.maps().drop() == 0


def test_the_newest_word_replaces_the_one_before(store: Store) -> None:
    (run,) = add_runs(store, 1)
    with store.transaction() as tx:
        tx.maps().put({run: TOWN})
        tx.maps().put({run: HILLS})
        assert tx.maps().grounds() == {run: HILLS}


def test_a_map_is_taken_back_alone_or_with_all_others(store: Store) -> None:
    one, two = add_runs(store, 2)
    with store.transaction() as tx:
        tx.maps().put({one: TOWN, two: HILLS})
        assert tx.maps().drop("elsewhere.osm") == 0
        assert tx.maps().drop("town.osm.pbf") == 1
        assert tx.maps().grounds() == {two: HILLS}
        assert tx.maps().drop() == 1
        assert tx.maps().grounds() == {}


def test_no_map_speaks_of_a_run_that_is_not_there(store: Store) -> None:
    with pytest.raises(NothingStoredError, match="no run"), store.transaction() as tx:
        tx.maps().put({4711: TOWN})


def test_an_error_undoes_what_a_map_said(store: Store) -> None:
    (run,) = add_runs(store, 1)

    def fail_half_way() -> None:
        with store.transaction() as tx:
            tx.maps().put({run: TOWN})
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail_half_way()
    with store.transaction() as tx:
        assert tx.maps().grounds() == {}


def test_maps_outlive_the_program_and_belong_to_one_runner(database: str, runner_id: str) -> None:
    first = open_store(database, runner_id)
    (run,) = add_runs(first, 1)
    with first.transaction() as tx:
        tx.maps().put({run: TOWN})
    first.close()
    again, other = open_store(database, runner_id), open_store(database, "somebody else")
    with again.transaction() as tx:
        assert tx.maps().grounds() == {run: TOWN}
    with other.transaction() as tx:
        assert tx.maps().drop() == 0
        with pytest.raises(NothingStoredError):
            tx.maps().put({run: HILLS})
    again.close()
    other.close()
