"""Stores that share one database: turns, runners apart, and a program that dies."""

from __future__ import annotations

import subprocess
import sys
from threading import Event, Thread

import pytest

from activities import NOON, even_run
from shelved_runs import put_run
from stridewell.adapters.store import open_store
from stridewell.app.ports import CheckIn
from stridewell.errors import NothingStoredError, StoreLockedError

DIES_HALF_WAY = """
import sys, time
from datetime import UTC, datetime
from stridewell.adapters.store import open_store
from stridewell.app.ports import CheckIn
store = open_store(sys.argv[1], sys.argv[2])
with store.transaction() as tx:
    for number in range(5000):
        tx.add_check_in(CheckIn(datetime(2026, 5, 1, tzinfo=UTC), 5, 5, note="x" * 1000))
    print("half-way", flush=True)
    time.sleep(60)
"""


def test_a_second_writer_is_told_who_it_waits_for(database: str, runner_id: str) -> None:
    first = open_store(database, runner_id)
    second = open_store(database, runner_id, timeout_s=0.05)
    with first.transaction() as tx:
        tx.add_check_in(CheckIn(NOON, 1, 1))
        with pytest.raises(StoreLockedError, match="Another program is writing") as raised:
            second.transaction().__enter__()
    assert "try again" in raised.value.next_step
    with second.transaction() as tx:
        assert len(tx.check_ins()) == 1
    first.close()
    second.close()


def test_a_second_writer_waits_for_its_turn(database: str, runner_id: str) -> None:
    first, second = (open_store(database, runner_id, timeout_s=10) for _ in range(2))
    asked = Event()

    def check_in_too() -> None:
        asked.set()
        with second.transaction() as tx:
            tx.add_check_in(CheckIn(NOON, len(tx.check_ins()), None))

    waiting = Thread(target=check_in_too)
    with first.transaction() as tx:
        waiting.start()
        asked.wait()
        tx.add_check_in(CheckIn(NOON, 0, None))
    waiting.join()
    with first.transaction() as tx:
        assert [check_in.pain_now for check_in in tx.check_ins()] == [0, 1]
    first.close()
    second.close()


def test_runners_of_one_database_do_not_see_each_other(database: str, runner_id: str) -> None:
    one, other = open_store(database, runner_id), open_store(database, f"{runner_id}-2")
    with one.transaction() as tx:
        tx.add_answers({"fever": "yes"}, NOON)
        run_id = put_run(tx, even_run())
    with other.transaction() as tx:
        assert not any(
            [tx.answers(), tx.answer_history("fever"), tx.runs(), tx.imports().sources()]
        )
        with pytest.raises(NothingStoredError, match="no run number"):
            tx.samples_of(run_id)
    one.close()
    other.close()


def test_a_program_killed_half_way_leaves_nothing_behind(database: str, runner_id: str) -> None:
    before = open_store(database, runner_id)
    with before.transaction() as tx:
        tx.add_check_in(CheckIn(NOON, 1, 1))
    before.close()
    command = [sys.executable, "-c", DIES_HALF_WAY, database, runner_id]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == b"half-way\n"
        child.kill()
    after = open_store(database, runner_id)
    with after.transaction() as tx:
        assert tx.check_ins() == (CheckIn(NOON, 1, 1),)
        tx.add_check_in(CheckIn(NOON, 2, 2))
    after.close()
