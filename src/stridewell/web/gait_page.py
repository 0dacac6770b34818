"""One filmed session: what stands out, freeze frames, a player, every metric, and its export."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fastapi import APIRouter, HTTPException
from fastapi.responses import FileResponse, JSONResponse, RedirectResponse, Response

from stridewell.app.desk import Desk
from stridewell.app.gait_lab import (
    delete_session,
    forget_videos,
    open_session,
    restore_session,
    saved_sessions,
    video_path,
)
from stridewell.app.gait_report import GaitReport
from stridewell.app.gait_shelf import StoredSession
from stridewell.app.gait_steps import steps_table
from stridewell.app.tables import TableFormat
from stridewell.errors import NothingStoredError
from stridewell.gait.keypoints import Stated
from stridewell.knowledge.records import Knowledge
from stridewell.web.errors_shown import PAGE as ERROR_PAGE
from stridewell.web.errors_shown import ErrorContext
from stridewell.web.gait_frames import FrameRow, frame_rows
from stridewell.web.gait_player import Player, frames_of, player
from stridewell.web.gait_poses import Plane, planes_of
from stridewell.web.gait_rows import (
    DifferenceRow,
    DriftRow,
    MissingRow,
    difference_rows,
    drift_rows,
    missing_rows,
)
from stridewell.web.gait_views import MetricGroup, Outstanding, metric_groups, outstanding
from stridewell.web.gait_words import SEEN_FROM, SIDE_NAMES, speed_words
from stridewell.web.guard import CONTENT_POLICY
from stridewell.web.rendering import Page, Site
from stridewell.web.why import Why, why_of
from stridewell.web.words import day_and_time

PAGE = Page("gait_session.html", "Running form", "/gait")
FILM_POLICY = f"{CONTENT_POLICY}; media-src 'self'"
"""For a page that plays a kept film of this machine."""
TYPES = {TableFormat.CSV: "text/csv; charset=utf-8", TableFormat.JSON: "application/json"}
ALWAYS = ("predicts_little",)
"""Advice that stands on the page where nothing stands out."""


@dataclass(frozen=True, slots=True)
class ClipView:
    """One clip: where it was seen from, and its moving figures."""

    number: int
    name: str
    seen: str
    seconds: str
    rate: str
    has_film: bool
    withheld: str
    players: tuple[Player, ...]
    """Where a film was kept, it lies under the figure of each."""


@dataclass(frozen=True, slots=True)
class SessionContext:
    """What the page of a session shows."""

    number: int
    """Its number."""
    when: str
    """Day and time of day."""
    is_deleted: bool
    """Whether it was deleted and can be put back."""
    is_again: bool
    """Whether the very same films were just read a second time."""
    before: int | None
    """The session before it, to be compared with; None where it is the first."""
    facts: tuple[tuple[str, str], ...]
    """Speed, height and the like: name and value."""
    versions: str
    """With what it was worked out."""
    outstanding: Outstanding
    """What stands out, the most important first."""
    advice: tuple[Why, ...]
    """What belongs to a session in which nothing stands out."""
    frames: tuple[FrameRow, ...]
    """Freeze frames by moment."""
    clips: tuple[ClipView, ...]
    """Every clip with its player."""
    groups: tuple[MetricGroup, ...]
    """Every metric."""
    differences: tuple[DifferenceRow, ...]
    """Left less right."""
    drifts: tuple[DriftRow, ...]
    """What changes over the clip."""
    missing: tuple[MissingRow, ...]
    """What was not measured, why, and what would help."""
    stated: tuple[Stated, ...]
    """What was worked out about the recording."""
    has_films: bool
    """Whether a film was kept."""


def routes(desk: Desk, site: Site) -> APIRouter:
    """The page of a session, its films, its export, and taking it off the list."""
    router = APIRouter(prefix="/gait/{number:int}", include_in_schema=False)

    @router.get("")
    def session(number: int, *, again: bool = False) -> Response:
        try:
            report = open_session(desk, number)
        except NothingStoredError as error:
            return site.show(ERROR_PAGE, no_such_session(error), 404)
        shown = site.show(PAGE, session_context(report, desk, is_again=again))
        shown.headers["Content-Security-Policy"] = FILM_POLICY
        return shown

    @router.post("/delete")
    def delete(number: int) -> Response:
        try:
            delete_session(desk, number)
        except NothingStoredError as error:
            return site.show(ERROR_PAGE, no_such_session(error), 404)
        return RedirectResponse(f"/gait?deleted={number}", 303)

    @router.post("/restore")
    def restore(number: int) -> Response:
        try:
            restore_session(desk, number)
        except NothingStoredError as error:
            return site.show(ERROR_PAGE, no_such_session(error), 404)
        return RedirectResponse(f"/gait/{number}", 303)

    @router.post("/forget-films")
    def forget(number: int) -> Response:
        try:
            forget_videos(desk, number)
        except NothingStoredError as error:
            return site.show(ERROR_PAGE, no_such_session(error), 404)
        return RedirectResponse(f"/gait/{number}", 303)

    router.include_router(_data_routes(desk))
    return router


def _data_routes(desk: Desk) -> APIRouter:
    """What programs and the player fetch of a session."""
    router = APIRouter()

    @router.get("/steps.{table_format}")
    def steps(number: int, table_format: TableFormat) -> Response:
        table = steps_table(_opened(desk, number))
        content = desk.exports.table(table, table_format)
        name = f"{table.name}.{table_format.value}"
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        kind = TYPES.get(table_format, "application/octet-stream")
        return Response(content, media_type=kind, headers=headers)

    @router.get("/clips/{clip:int}/{plane}.json")
    def frames(number: int, clip: int, plane: Plane) -> Response:
        clips = _opened(desk, number).session.clips
        found = frames_of(clips[clip], plane) if clip < len(clips) else None
        return JSONResponse(found, 404 if found is None else 200)

    @router.get("/films/{clip:int}")
    def kept(number: int, clip: int) -> Response:
        try:
            place = video_path(desk, number, clip)
        except NothingStoredError as error:
            raise HTTPException(404) from error
        if place is None:
            raise HTTPException(404)
        return FileResponse(place)

    return router


def _opened(desk: Desk, number: int) -> GaitReport:
    """A session for programs and the player; one that is not there is not found."""
    try:
        return open_session(desk, number)
    except NothingStoredError as error:
        raise HTTPException(404) from error


def no_such_session(error: NothingStoredError) -> ErrorContext:
    """The page of a session that is not there."""
    return ErrorContext(
        "There is no such session", error.text, error.next_step, "/gait", "To the gait lab"
    )


def session_context(report: GaitReport, desk: Desk, *, is_again: bool = False) -> SessionContext:
    """The page's context; times are told on the clock of now."""
    knowledge, number = desk.knowledge, report.number or 0
    zone = desk.clock.now().tzinfo
    return SessionContext(
        number=number,
        when=day_and_time(report.at.astimezone(zone)),
        is_deleted=report.deleted_at is not None,
        is_again=is_again,
        before=_before(report, saved_sessions(desk)),
        facts=tuple(_facts(report)),
        versions=(
            f"stridewell {report.versions.code}, knowledge {report.versions.knowledge}, "
            f"contacts {report.versions.contacts}"
        ),
        outstanding=outstanding(report, knowledge),
        advice=tuple(_advice(knowledge)),
        frames=frame_rows(report, knowledge),
        clips=tuple(_clip(report, desk, place) for place in range(len(report.session.clips))),
        groups=metric_groups(report, knowledge),
        differences=difference_rows(report, knowledge),
        drifts=drift_rows(report, knowledge),
        missing=missing_rows(report.session.refused, knowledge),
        stated=report.session.all_stated,
        has_films=any(each is not None for each in report.videos),
    )


def _before(report: GaitReport, sessions: Sequence[StoredSession]) -> int | None:
    """The newest of the sessions that were filmed before this one."""
    earlier = [each for each in sessions if (each.at, each.id) < (report.at, report.number or 0)]
    return max(earlier, key=lambda each: (each.at, each.id)).id if earlier else None


def _facts(report: GaitReport) -> Sequence[tuple[str, str]]:
    filmed, rate = report.filmed, report.session.value("step_rate_spm")
    places = {True: "treadmill", False: "past the phone", None: "not told"}
    steps = sum(len(each.contacts.contacts) for each in report.session.clips)
    return (
        ("Speed", speed_words(filmed.speed_mps) or "not told"),
        ("Step rate", "not measured" if rate is None else f"{rate.value:.0f} a minute"),
        ("Steps seen", str(steps)),
        ("Where", places[filmed.treadmill]),
        ("Height", "not told" if filmed.height_m is None else f"{100 * filmed.height_m:.0f} cm"),
    )


def _advice(knowledge: Knowledge) -> Iterator[Why]:
    for name in ALWAYS:
        told = knowledge.gait.advice.get(name)
        if told is not None:
            yield why_of(told.warrant, told.text, knowledge)


def _clip(report: GaitReport, desk: Desk, place: int) -> ClipView:
    clip, film = report.session.clips[place], report.videos[place]
    found = (player(clip, plane, f"stride-{place}-{plane.value}") for plane in planes_of(clip.view))
    return ClipView(
        number=place,
        name=report.names[place],
        seen=SEEN_FROM[clip.view],
        seconds=f"{clip.seen.duration_s:.1f} s",
        rate=f"{clip.seen.rate_hz:.0f} frames a second",
        has_film=film is not None and desk.gait.videos.place(film) is not None,
        withheld="" if clip.withheld is None else SIDE_NAMES[clip.withheld],
        players=tuple(each for each in found if each is not None),
    )
