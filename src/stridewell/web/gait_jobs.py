"""Reading films in the background: one at a time, with progress, a time left, and a way to stop."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from threading import Lock, Thread
from typing import TypeAlias

from stridewell.errors import StridewellError

KEPT = 20
"""So many finished jobs are remembered, so that their pages can still be opened."""
SURE_AFTER_S, SURE_SHARE = 3.0, 0.02
"""A time left is told from then on; before, it would jump."""

Progress: TypeAlias = Callable[[int, int | None], None]
Work: TypeAlias = Callable[[Progress], str]
"""Reads films and returns the address of the session; tells its progress meanwhile."""
Clean: TypeAlias = Callable[[], None]


class JobState(StrEnum):
    """How far a job is."""

    WAITING = "waiting"
    WORKING = "working"
    DONE = "done"
    FAILED = "failed"
    STOPPED = "stopped"

    @property
    def is_over(self) -> bool:
        """Whether nothing more will happen."""
        return self not in {JobState.WAITING, JobState.WORKING}


class StoppedError(StridewellError):
    """The runner stopped a job; nothing of it is kept."""


@dataclass(frozen=True, slots=True)
class JobStatus:
    """What is known of a job at a moment; ``place`` is the address of the session it became.

    ``left_s`` is the time that is left in seconds, None while it cannot be told.
    """

    id: str
    names: tuple[str, ...]
    state: JobState
    done: int
    total: int | None
    left_s: float | None
    place: str | None
    error: StridewellError | None

    @property
    def share(self) -> float | None:
        """How much is done, from 0 to 1; None while nobody knows how much there is."""
        return min(1.0, self.done / self.total) if self.total else None


@dataclass(slots=True)
class _Job:
    """A job while it runs; only the lock of the jobs guards it."""

    id: str
    names: tuple[str, ...]
    state: JobState = JobState.WAITING
    done: int = 0
    total: int | None = None
    began: float | None = None
    wanted: bool = True
    place: str | None = None
    error: StridewellError | None = field(default=None)


class GaitJobs:
    """Every job of this app since it was started; a restart forgets them and what they read."""

    def __init__(self) -> None:
        """Nothing to do yet."""
        self._jobs: dict[str, _Job] = {}
        self._lock = Lock()
        self._turn = Lock()

    def begin(self, id_: str, names: tuple[str, ...], work: Work, clean: Clean) -> bool:
        """Begin a job unless it began before; whether it is new.

        ``clean`` is called when it is over in any way, and not at all where it is not new.
        """
        with self._lock:
            if id_ in self._jobs:
                return False
            self._forget_old()
            job = self._jobs[id_] = _Job(id_, names)
        Thread(target=self._run, args=(job, work, clean), daemon=True).start()
        return True

    def status(self, id_: str) -> JobStatus | None:
        """How far a job is; None where it is not known."""
        with self._lock:
            job = self._jobs.get(id_)
            return None if job is None else _status(job, time.monotonic())

    def stop(self, id_: str) -> None:
        """Stop a job that is not over; it ends at its next sign of progress."""
        with self._lock:
            job = self._jobs.get(id_)
            if job is not None:
                job.wanted = False

    def _run(self, job: _Job, work: Work, clean: Clean) -> None:
        try:
            with self._turn:
                self._work(job, work)
        finally:
            clean()
            with self._lock:
                if not job.state.is_over:  # something unexpected flew by; the terminal tells it
                    job.state = JobState.FAILED

    def _work(self, job: _Job, work: Work) -> None:
        def progress(done: int, total: int | None) -> None:
            with self._lock:
                job.done, job.total = done, total
                if not job.wanted:
                    raise StoppedError("Reading was stopped.", "Nothing of it was kept.")

        try:
            progress(0, None)
            with self._lock:
                job.state, job.began = JobState.WORKING, time.monotonic()
            place = work(progress)
        except StoppedError:
            self._end(job, JobState.STOPPED)
        except StridewellError as error:
            self._end(job, JobState.FAILED, error=error)
        else:
            self._end(job, JobState.DONE, place=place)

    def _end(
        self,
        job: _Job,
        state: JobState,
        *,
        place: str | None = None,
        error: StridewellError | None = None,
    ) -> None:
        with self._lock:
            job.state, job.place, job.error = state, place, error

    def _forget_old(self) -> None:
        over = [name for name, job in self._jobs.items() if job.state.is_over]
        for name in over[: max(0, len(over) - KEPT)]:
            del self._jobs[name]


def _status(job: _Job, now: float) -> JobStatus:
    return JobStatus(
        id=job.id,
        names=job.names,
        state=job.state,
        done=job.done,
        total=job.total,
        left_s=_left_s(job, now),
        place=job.place,
        error=job.error,
    )


def _left_s(job: _Job, now: float) -> float | None:
    if job.state is not JobState.WORKING or job.began is None or not job.total:
        return None
    took, share = now - job.began, job.done / job.total
    if took < SURE_AFTER_S or share < SURE_SHARE:
        return None
    return took * (1 - share) / share
