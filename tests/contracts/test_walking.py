"""What every store promises about days of walking."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from stridewell.activity.walking import WalkingDay
from stridewell.adapters.store import open_store
from stridewell.app.ports import Store

MONDAY = WalkingDay(date(2024, 5, 6), "Anna’s iPhone", 2.5, 28.1, 725.0, None, 40)
SUNDAY = WalkingDay(date(2024, 5, 5), "Anna’s iPhone", None, None, None, 91.5, 1)
OLD_PHONE = replace(MONDAY, source="Old iPhone", asymmetry_pct=0.0)


def test_days_come_back_the_oldest_first(store: Store) -> None:
    with store.transaction() as tx:
        tx.walking().put([OLD_PHONE, MONDAY, SUNDAY], 1)
    with store.transaction() as tx:
        assert tuple(tx.walking().days()) == (SUNDAY, MONDAY, OLD_PHONE)


def test_a_store_without_walking_has_none(store: Store) -> None:
    with store.transaction() as tx:
        tx.walking().put([], 1)
        tx.walking().forget(1)
        assert tuple(tx.walking().days()) == ()


def test_the_newest_import_is_believed_and_can_be_taken_back(store: Store) -> None:
    whole = replace(MONDAY, measurements=60, asymmetry_pct=3.0)
    with store.transaction() as tx:
        tx.walking().put([whole], 2)
        tx.walking().put([MONDAY, SUNDAY], 1)
        assert tuple(tx.walking().days()) == (SUNDAY, whole)
        tx.walking().forget(2)
        assert tuple(tx.walking().days()) == (SUNDAY, MONDAY)


def test_what_an_import_brings_twice_is_kept_once(store: Store) -> None:
    again = replace(MONDAY, measurements=41)
    with store.transaction() as tx:
        tx.walking().put([MONDAY, SUNDAY], 1)
        tx.walking().put([MONDAY, again], 1)
        assert tuple(tx.walking().days()) == (SUNDAY, again)


def test_an_error_undoes_it(store: Store) -> None:
    with pytest.raises(AttributeError), store.transaction() as tx:
        tx.walking().put([MONDAY, None], 1)  # type: ignore[list-item]
    with store.transaction() as tx:
        assert tuple(tx.walking().days()) == ()


def test_walking_outlives_the_program_and_belongs_to_one_runner(
    database: str, runner_id: str
) -> None:
    first = open_store(database, runner_id)
    with first.transaction() as tx:
        tx.walking().put([MONDAY], 1)
    first.close()
    again, other = open_store(database, runner_id), open_store(database, "somebody else")
    with other.transaction() as tx:
        assert tuple(tx.walking().days()) == ()
        tx.walking().forget(1)
    with again.transaction() as tx:
        assert tuple(tx.walking().days()) == (MONDAY,)
    again.close()
    other.close()
