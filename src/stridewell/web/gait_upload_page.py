"""The gait lab: its sessions, how to film, the form that takes films, and their reading."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import JSONResponse, RedirectResponse, Response

from stridewell.app.desk import Desk
from stridewell.app.gait_lab import ClipFile, Keeping, film, saved_sessions
from stridewell.app.gait_shelf import StoredSession
from stridewell.app.gait_told import Told
from stridewell.errors import FileRefusedError, StridewellError, UsageError
from stridewell.gait.contacts import NotMeasured
from stridewell.gait.keypoints import View
from stridewell.values.wording import sentence_case
from stridewell.web.errors_shown import PAGE as ERROR_PAGE
from stridewell.web.errors_shown import ErrorContext
from stridewell.web.gait_forms import Sent, put_down, read_sent, read_told
from stridewell.web.gait_jobs import GaitJobs, JobState, JobStatus, Progress
from stridewell.web.gait_words import SEEN_FROM, listed, speed_words
from stridewell.web.rendering import Page, Site
from stridewell.web.words import day_and_time

PAGE = Page("gait.html", "Running form", "/gait")
JOB = Page("gait_job.html", "Reading your films", "/gait")
ONCE = "once"
"""The field that names a form, so that sending it twice reads it once."""
NAME_BYTES = 12
EACH = 1000
"""Parts of a file that progress over several files is told in."""
MOST_REASONS = 3
SHORT_S = 90.0
"""A time left is told in seconds below this."""
UNEXPECTED = StridewellError(
    "Something went wrong inside stridewell while your film was read.",
    "Try another clip; if it happens again, the terminal shows the details for a report.",
)


@dataclass(frozen=True, slots=True)
class SessionRow:
    """A stored session in the list."""

    number: int
    when: str
    views: str
    speed: str
    step_rate: str
    keeps_film: bool


@dataclass(frozen=True, slots=True)
class GaitContext:
    """What the page of the gait lab shows."""

    sessions: tuple[SessionRow, ...]
    """Every stored session, newest first."""
    sent: Mapping[str, str]
    """What was sent with a form that could not be used; empty else."""
    error: StridewellError | None
    """What is wrong with it."""
    once: str
    """The name of this form."""
    height: str
    """The body height that the runner told before; empty if they did not."""
    reads_video: bool
    """Whether this machine reads films, or only files of body points."""
    deleted: int | None
    """The session that was just deleted and can be put back."""


@dataclass(frozen=True, slots=True)
class JobContext:
    """What the page of a reading shows."""

    id: str
    """Its name."""
    names: tuple[str, ...]
    """The files that are read."""
    is_over: bool
    """Whether nothing more will happen."""
    is_stopped: bool
    """Whether the runner stopped it."""
    share: float | None
    """How much is done in per cent; None while nobody knows."""
    told: str
    """How far it is in words."""
    error: StridewellError | None
    """Why it failed."""


def routes(desk: Desk, site: Site) -> APIRouter:
    """The list, the form, and the reading in the background."""
    router = APIRouter(prefix="/gait", include_in_schema=False)
    jobs = GaitJobs()

    def lab(
        sent: Mapping[str, str] | None = None,
        error: StridewellError | None = None,
        deleted: int | None = None,
    ) -> Response:
        return site.show(PAGE, gait_context(desk, sent, error, deleted), 400 if error else 200)

    @router.get("")
    def show(deleted: int | None = None) -> Response:
        return lab(deleted=deleted)

    @router.post("")
    async def upload(request: Request) -> Response:
        try:
            sent = await read_sent(request)
        except (UsageError, FileRefusedError) as error:
            return await run_in_threadpool(lab, {}, error)
        try:
            name = await run_in_threadpool(begin, desk, jobs, sent)
        except UsageError as error:
            return await run_in_threadpool(lab, sent.texts, error)
        finally:
            for _, file in sent.files:
                await file.close()
        return RedirectResponse(f"/gait/jobs/{name}", 303)

    router.include_router(_job_routes(site, jobs))
    return router


def _job_routes(site: Site, jobs: GaitJobs) -> APIRouter:
    router = APIRouter(prefix="/jobs")

    @router.get("/{name}.json")
    def status_json(name: str) -> Response:
        status = jobs.status(name)
        if status is None:
            return JSONResponse({"over": True}, 404)
        shown = job_context(status)
        answer = {"over": shown.is_over, "share": shown.share, "told": shown.told}
        return JSONResponse(answer)

    @router.get("/{name}")
    def status(name: str) -> Response:
        found = jobs.status(name)
        if found is None:
            return site.show(ERROR_PAGE, _forgotten(), 404)
        if found.state is JobState.DONE:
            return RedirectResponse(found.place or "/gait", 303)
        return site.show(JOB, job_context(found))

    @router.post("/{name}/stop")
    def stop(name: str) -> Response:
        jobs.stop(name)
        return RedirectResponse(f"/gait/jobs/{name}", 303)

    return router


def _forgotten() -> ErrorContext:
    return ErrorContext(
        "This reading is not known",
        "stridewell was started anew since, or it is long over.",
        "If it had come to its end, its session is in the list.",
        "/gait",
        "To the gait lab",
    )


def begin(desk: Desk, jobs: GaitJobs, sent: Sent) -> str:
    """Put the files down and begin to read them; gives the name of the job.

    Raises:
        UsageError: no file was chosen, or a field holds what cannot be.
    """
    told = read_told(sent.texts)
    keeping = Keeping(video=sent.texts.get("keep") == "yes")
    name = _plain(sent.texts.get(ONCE, "")) or secrets.token_urlsafe(NAME_BYTES)
    with ExitStack() as undo:
        folder = TemporaryDirectory(prefix="stridewell-gait-")
        undo.callback(folder.cleanup)
        files = put_down(sent.files, Path(folder.name))

        def read(progress: Progress) -> str:
            return _read(desk, files, told, keeping, progress)

        if jobs.begin(name, tuple(each.shown for each in files), read, folder.cleanup):
            undo.pop_all()  # the reading clears the folder away
    return name


def _plain(name: str) -> str:
    """The name of a form, if it can be one."""
    return name if name.isascii() and name.replace("-", "").replace("_", "").isalnum() else ""


def _read(
    desk: Desk, files: Sequence[ClipFile], told: Told, keeping: Keeping, progress: Progress
) -> str:
    """Read, measure and store; gives the address of the session.

    Raises:
        FileRefusedError: a file cannot be read, or nothing could be measured in any.
        UsageError: something has to be told first.
    """
    begun: list[str] = []

    def tell(name: str, done: int, total: int | None) -> None:
        if not begun or begun[-1] != name:
            begun.append(name)
        progress(*overall(min(len(begun), len(files)) - 1, len(files), done, total))

    report = film(desk, files, told, keeping, tell)
    if report.number is None:
        raise _nothing_measured(report.session.refused)
    again = "?again=1" if report.saved_before else ""
    return f"/gait/{report.number}{again}"


def overall(place: int, many: int, done: int, total: int | None) -> tuple[int, int | None]:
    """Progress over several files, each taken to be as long as the others."""
    if many == 1:
        return done, total
    share = done / total if total else 0.0
    return round(EACH * (place + share)), EACH * many


def _nothing_measured(refused: Sequence[NotMeasured]) -> FileRefusedError:
    reasons = [*dict.fromkeys(each.because for each in refused if each.because)][:MOST_REASONS]
    remedies = [*dict.fromkeys(each.remedy for each in refused if each.remedy)][:MOST_REASONS]
    told = " ".join(_sentence(each) for each in reasons)
    return FileRefusedError(
        f"Nothing could be measured. {told}".strip(),
        " ".join(_sentence(each) for each in remedies) or "Film again as the pictures show.",
    )


def _sentence(text: str) -> str:
    told = sentence_case(text.strip())
    return told if told.endswith((".", "!", "?")) else f"{told}."


def gait_context(
    desk: Desk,
    sent: Mapping[str, str] | None = None,
    error: StridewellError | None = None,
    deleted: int | None = None,
) -> GaitContext:
    """The page's context."""
    with desk.store.transaction() as transaction:
        runner = transaction.runner()
    height = None if runner is None else runner.height_cm
    return GaitContext(
        sessions=tuple(_row(each, desk) for each in saved_sessions(desk)),
        sent=sent or {},
        error=error,
        once=secrets.token_urlsafe(NAME_BYTES),
        height="" if height is None else f"{height:g} cm",
        reads_video=desk.gait.reads_video,
        deleted=deleted,
    )


def _row(session: StoredSession, desk: Desk) -> SessionRow:
    rate = next((m for m in session.summary.measured if m.id == "step_rate_spm"), None)
    zone = desk.clock.now().tzinfo
    return SessionRow(
        number=session.id,
        when=day_and_time(session.at.astimezone(zone)),
        views=listed(SEEN_FROM[View(each.view)] for each in session.clips),
        speed=speed_words(session.filmed.speed_mps),
        step_rate="–" if rate is None else f"{rate.value:.0f}",
        keeps_film=any(each.video is not None for each in session.clips),
    )


def job_context(status: JobStatus) -> JobContext:
    """The page's context."""
    failed = status.state is JobState.FAILED
    return JobContext(
        id=status.id,
        names=status.names,
        is_over=status.state.is_over,
        is_stopped=status.state is JobState.STOPPED,
        share=None if status.share is None else round(100 * status.share, 1),
        told=_how_far(status),
        error=(status.error or UNEXPECTED) if failed else None,
    )


def _how_far(status: JobStatus) -> str:
    match status.state:
        case JobState.WAITING:
            return "Another film is being read; this one is next."
        case JobState.STOPPED:
            return "Reading was stopped. Nothing of it was kept."
        case JobState.FAILED:
            return "It could not be read."
        case JobState.DONE:
            return "Done."
    if status.left_s is None:
        return "Reading."
    return f"About {time_left(status.left_s)} left."


def time_left(seconds: float) -> str:
    """A time left, rounded up so that it is not longer than told: 40 s, 3 min."""
    if seconds < SHORT_S:
        return f"{max(5, 5 * -(-int(seconds) // 5))} s"
    return f"{-(-int(seconds) // 60)} min"
