"""Results come in the order of the jobs, whatever becomes of the processes."""

from __future__ import annotations

import os
import signal
from collections.abc import Sequence

import pytest

from pool_work import (
    DEADLY,
    NeverUp,
    doubled,
    doubled_or_dead,
    ignores_interrupts,
    process_of,
    threads_of,
)
from stridewell.app.importing.pool import Crashed, in_order, processors


def results(found: Sequence[tuple[int, int | Crashed]]) -> list[int | None]:
    return [None if isinstance(result, Crashed) else result for _, result in found]


@pytest.mark.parametrize("processes", [1, 2])
def test_results_come_in_the_order_of_the_jobs(processes: int) -> None:
    found = list(in_order(doubled, range(200), processes))
    assert [job for job, _ in found] == list(range(200))
    assert results(found) == [2 * job for job in range(200)]


def test_the_work_is_done_elsewhere() -> None:
    assert os.getpid() not in results(list(in_order(process_of, range(20), 2)))


def test_a_job_its_process_dies_of_is_named_and_the_others_go_on() -> None:
    found = results(list(in_order(doubled_or_dead, range(30), 2)))
    assert found == [None if job == DEADLY else 2 * job for job in range(30)]


def test_without_a_process_that_comes_up_the_work_is_done_here() -> None:
    assert results(list(in_order(NeverUp(), range(5), 2))) == list(range(5))


def test_whoever_stops_listening_leaves_no_process_behind() -> None:
    found = in_order(doubled, range(1000), 2)
    assert next(found) == (0, 0)
    found.close()


def test_each_process_computes_in_one_thread_and_this_one_as_before(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("OPENBLAS_NUM_THREADS", "7")
    monkeypatch.delenv("MKL_NUM_THREADS", raising=False)
    assert [told for _, told in in_order(threads_of, range(4), 2)] == ["1"] * 4
    assert os.environ["OPENBLAS_NUM_THREADS"] == "7"
    assert "MKL_NUM_THREADS" not in os.environ


def test_workers_do_not_hear_an_interrupt_and_this_process_still_does() -> None:
    # a test run in the background of a shell begins deaf
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        assert [deaf for _, deaf in in_order(ignores_interrupts, range(4), 2)] == [True] * 4
        assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
    finally:
        signal.signal(signal.SIGINT, before)


def test_there_is_a_processor() -> None:
    assert processors() >= 1
