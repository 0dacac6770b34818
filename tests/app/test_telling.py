"""What is told on a clock that went back comes after what was told before, and keeps its time."""

from __future__ import annotations

from datetime import timedelta

from cases import AT
from stridewell.adapters.store import MemoryStore
from stridewell.app.telling import shown_clocks, told_at

DAY = timedelta(days=1)


def test_on_a_clock_that_goes_on_the_moment_is_that_of_the_clock(store: MemoryStore) -> None:
    with store.transaction() as tx:
        assert told_at(tx, AT) == AT
        tx.add_answers({"fever": "no"}, AT)
        assert told_at(tx, AT) == AT
        assert told_at(tx, AT + DAY) == AT + DAY
        assert shown_clocks(tx) == {}


def test_on_a_clock_that_went_back_what_is_told_comes_last(store: MemoryStore) -> None:
    with store.transaction() as tx:
        tx.add_answers({"fever": "no"}, AT)
        first = told_at(tx, AT - DAY)
        tx.add_answers({"fever": "yes"}, first)
        second = told_at(tx, AT - DAY / 2)
        assert AT < first < second
        assert [answer.value for answer in tx.answers()] == ["yes"]
        assert shown_clocks(tx) == {first: AT - DAY, second: AT - DAY / 2}
