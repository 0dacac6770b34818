"""Reading in the background: once, one at a time, with progress, stopped on request."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest

from stridewell.errors import FileRefusedError
from stridewell.web.gait_jobs import KEPT, GaitJobs, JobState, JobStatus, Progress, _Job, _left_s

PATIENCE_S = 20.0


class Begun:
    """A job that waits at every step until the test lets it go on."""

    def __init__(self, jobs: GaitJobs, name: str = "one") -> None:
        self.jobs, self.name = jobs, name
        self.working, self.go_on, self.cleaned = (threading.Event() for _ in range(3))

    def begin(self) -> bool:
        return self.jobs.begin(self.name, ("left.mp4",), self._work, self.cleaned.set)

    def _work(self, progress: Progress) -> str:
        progress(1, 4)
        self.working.set()
        assert self.go_on.wait(PATIENCE_S)
        progress(2, 4)
        return "/gait/7"

    def status(self) -> JobStatus:
        found = self.jobs.status(self.name)
        assert found is not None
        return found

    def end(self) -> JobStatus:
        self.go_on.set()
        assert self.cleaned.wait(PATIENCE_S)
        return over(self.jobs, self.name)


def over(jobs: GaitJobs, name: str) -> JobStatus:
    """The status once the job is over."""
    pause = threading.Event()
    for _ in range(2000):
        found = jobs.status(name)
        assert found is not None
        if found.state.is_over:
            return found
        pause.wait(0.01)
    raise AssertionError("it never ended")


def finished(work: Callable[[Progress], str]) -> tuple[JobStatus, bool]:
    jobs, cleaned = GaitJobs(), threading.Event()
    jobs.begin("one", (), work, cleaned.set)
    assert cleaned.wait(PATIENCE_S)
    return over(jobs, "one"), cleaned.is_set()


def test_a_job_tells_how_far_it_is_and_what_it_became() -> None:
    job = Begun(GaitJobs())
    assert job.begin()
    assert job.working.wait(PATIENCE_S)
    now = job.status()
    assert (now.state, now.done, now.total, now.share) == (JobState.WORKING, 1, 4, 0.25)
    assert now.place is None
    done = job.end()
    assert (done.state, done.place) == (JobState.DONE, "/gait/7")


def test_the_same_form_sent_twice_is_read_once() -> None:
    job = Begun(GaitJobs())
    assert job.begin()
    assert not job.begin()
    job.end()
    assert not job.begin()


def test_a_second_film_waits_for_the_first() -> None:
    jobs = GaitJobs()
    first, second = Begun(jobs, "first"), Begun(jobs, "second")
    first.begin()
    assert first.working.wait(PATIENCE_S)
    second.begin()
    second.go_on.set()
    assert second.status().state is JobState.WAITING
    first.end()
    assert second.end().state is JobState.DONE


def test_a_stopped_job_ends_at_its_next_sign_of_life_and_clears_up() -> None:
    job = Begun(GaitJobs())
    job.begin()
    assert job.working.wait(PATIENCE_S)
    job.jobs.stop("one")
    stopped = job.end()
    assert (stopped.state, stopped.place) == (JobState.STOPPED, None)


def test_a_job_stopped_while_it_waits_never_begins() -> None:
    jobs = GaitJobs()
    first, second = Begun(jobs, "first"), Begun(jobs, "second")
    first.begin()
    assert first.working.wait(PATIENCE_S)
    second.begin()
    jobs.stop("second")
    first.end()
    assert second.end().state is JobState.STOPPED
    assert not second.working.is_set()


def test_a_refused_film_keeps_its_reason() -> None:
    def refuse(_: Progress) -> str:
        raise FileRefusedError("Two people.", "Film one.")

    found, cleaned = finished(refuse)
    assert found.state is JobState.FAILED
    assert isinstance(found.error, FileRefusedError)
    assert cleaned


def test_the_unexpected_ends_a_job_too_and_reaches_the_terminal(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told = threading.Event()
    monkeypatch.setattr(threading, "excepthook", lambda _: told.set())

    def break_down(_: Progress) -> str:
        raise ZeroDivisionError

    found, cleaned = finished(break_down)
    assert (found.state, found.error) == (JobState.FAILED, None)
    assert cleaned
    assert told.wait(PATIENCE_S)


def test_nobody_knows_a_job_that_never_was() -> None:
    jobs = GaitJobs()
    jobs.stop("nothing")
    assert jobs.status("nothing") is None


def test_old_jobs_are_forgotten_but_not_those_that_run() -> None:
    jobs = GaitJobs()
    running = Begun(jobs, "running")
    running.begin()
    assert running.working.wait(PATIENCE_S)
    for number in range(KEPT + 5):
        jobs.begin(str(number), (), lambda _: "/gait/1", lambda: None)
        jobs.stop(str(number))
    running.end()
    for number in range(KEPT + 5):
        if jobs.status(str(number)) is not None:
            over(jobs, str(number))
    jobs.begin("last", (), lambda _: "/gait/1", lambda: None)
    assert jobs.status("0") is None
    assert jobs.status(str(KEPT + 4)) is not None


@pytest.mark.parametrize(
    ("done", "now", "left"),
    [(0, 100.0, None), (25, 102.0, None), (1, 110.0, None), (25, 110.0, 30.0), (100, 110.0, 0.0)],
)
def test_the_time_left_is_told_once_it_can_be(done: int, now: float, left: float | None) -> None:
    job = _Job("one", (), JobState.WORKING, done, 100, began=100.0)
    assert _left_s(job, now) == left
