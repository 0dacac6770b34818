"""Work in several processes, its results in the order of the jobs; a process may die of a job.

Each worker has a pipe of its own: when either side dies the other one sees the pipe end, so no
worker outlives the program and no job is waited for in vain. Workers are started anew (spawn),
which works on every system and within a program that has threads.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from typing import Any, Generic, TypeVar

AHEAD = 64
"""How many jobs may be begun beyond the first unfinished one; bounds what waits in memory."""
QUEUED = 3
"""Jobs a worker holds: the one at hand, and some so that it need not wait for the next."""

READY = "ready"
THREAD_SETTINGS = (
    "OPENBLAS_NUM_THREADS",
    "OMP_NUM_THREADS",
    "MKL_NUM_THREADS",
    "VECLIB_MAXIMUM_THREADS",
)
"""What NumPy's libraries are told by, once, how many threads to use."""

JobT = TypeVar("JobT")
ResultT = TypeVar("ResultT")


class Crashed:
    """Stands for the result of a job whose process died of it."""


CRASHED = Crashed()


def processors() -> int:
    """How many processors this program may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def in_order(
    work: Callable[[JobT], ResultT], jobs: Sequence[JobT], processes: int
) -> Generator[tuple[JobT, ResultT | Crashed], None, None]:
    """Every job with its result, in the order of the jobs; work that dies gives ``CRASHED``.

    With one process or fewer the work is done here, and nothing protects against its death.
    """
    if processes <= 1:
        for job in jobs:
            yield job, work(job)
        return
    pool = _Pool(work, jobs, processes)
    try:
        yield from pool.results()
    finally:
        pool.close()


@dataclass(slots=True, eq=False)
class _Worker:
    process: SpawnProcess
    connection: Connection
    held: deque[int] = field(default_factory=deque)
    """Numbers of the jobs it was given, the one at hand first."""
    is_up: bool = False
    """Whether it has said that it is ready."""


class _Pool(Generic[JobT, ResultT]):
    """Workers, the jobs they hold, and results that wait for their turn."""

    def __init__(
        self, work: Callable[[JobT], ResultT], jobs: Sequence[JobT], processes: int
    ) -> None:
        self._work = work
        self._jobs = jobs
        self._waiting = deque(range(len(jobs)))
        self._done: dict[int, ResultT | Crashed] = {}
        self._told = 0
        self._workers = [self._start() for _ in range(processes)]

    def results(self) -> Generator[tuple[JobT, ResultT | Crashed], None, None]:
        while self._told < len(self._jobs):
            self._hand_out()
            if not self._workers:
                self._done[self._told] = self._work(self._jobs[self._waiting.popleft()])
            elif self._told not in self._done:
                self._collect()
            while self._told in self._done:
                number = self._told
                self._told += 1
                yield self._jobs[number], self._done.pop(number)

    def close(self) -> None:
        """End every worker, whatever it is doing."""
        for worker in self._workers:
            worker.connection.close()
            worker.process.terminate()
        for worker in self._workers:
            worker.process.join()
            worker.process.close()

    def _start(self) -> _Worker:
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=_serve, args=(theirs, self._work), daemon=True)
        with _single_threaded(), _uninterrupted():
            process.start()
        theirs.close()
        return _Worker(process, ours)

    def _hand_out(self) -> None:
        """Give jobs to those who hold fewest."""
        for rank in range(QUEUED):
            for worker in self._workers:
                if len(worker.held) <= rank and self._waiting:
                    if self._waiting[0] >= self._told + AHEAD:
                        return
                    self._give(worker)

    def _give(self, worker: _Worker) -> None:
        number = self._waiting.popleft()
        worker.held.append(number)
        # a worker that just died is noticed when its results are collected
        with suppress(OSError):
            worker.connection.send(self._jobs[number])

    def _collect(self) -> None:
        """Take the results that are there; wait for one."""
        ready = wait([worker.connection for worker in self._workers])
        for worker in [each for each in self._workers if each.connection in ready]:
            try:
                result = worker.connection.recv()
            except (EOFError, OSError):
                self._bury(worker)
                continue
            if worker.is_up:
                self._done[worker.held.popleft()] = result
            worker.is_up = True

    def _bury(self, worker: _Worker) -> None:
        """The job at hand is what it died of; the others go to a new worker.

        One that never came up died of no job: it is not replaced, and without any worker the
        work is done here.
        """
        worker.connection.close()
        worker.process.join()
        self._workers.remove(worker)
        if worker.is_up and worker.held:
            self._done[worker.held.popleft()] = CRASHED
        self._waiting = deque(sorted((*worker.held, *self._waiting)))
        if worker.is_up:
            self._workers.append(self._start())


@contextmanager
def _single_threaded() -> Iterator[None]:
    """Have processes that start now compute in one thread: there is one of them per processor.

    Linear algebra would wake threads for every product, and wait for those of the other workers.
    """
    before = {name: os.environ.get(name) for name in THREAD_SETTINGS}
    os.environ.update(dict.fromkeys(THREAD_SETTINGS, "1"))
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Have processes that start now ignore Ctrl-C, which reaches every process of a terminal.

    The program itself decides what then becomes of them.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _serve(connection: Connection, work: Callable[[Any], object]) -> None:
    """Work on jobs until the other side is gone."""
    # where processes do not inherit that they ignore it
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(EOFError, OSError):
        connection.send(READY)
        while True:
            connection.send(work(connection.recv()))
