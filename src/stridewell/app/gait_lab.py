"""The gait lab: read clips, measure, judge, keep; an opened session is worked out anew."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TypeAlias

import numpy as np

from stridewell import __version__
from stridewell.app.current import held_levels, worst_level
from stridewell.app.desk import Desk
from stridewell.app.gait_facts import circumstances
from stridewell.app.gait_report import GaitReport, summary_of
from stridewell.app.gait_shelf import (
    FilmedClip,
    GaitVersions,
    NewSession,
    StoredSession,
)
from stridewell.app.gait_told import Told
from stridewell.app.gait_tools import HowFilmed
from stridewell.errors import UsageError
from stridewell.gait.clip import analyse_clip
from stridewell.gait.findings import judge
from stridewell.gait.keypoints import Filmed, Keypoints, View
from stridewell.gait.session import GaitSession, merge

CM_PER_M = 100
FilmProgress: TypeAlias = Callable[[str, int, int | None], None]
"""Told the name of a file, how many of its frames are done, and of how many (None: unknown)."""


@dataclass(frozen=True, slots=True)
class ClipFile:
    """A file to read, from where it was filmed (None: to be found out), and the name to show."""

    path: Path
    view: View | None = None
    name: str = ""

    @property
    def shown(self) -> str:
        """The name it is shown and kept under."""
        return self.name or self.path.name


@dataclass(frozen=True, slots=True)
class Keeping:
    """Whether the session is kept, its films too, and the moment of filming (None: now)."""

    session: bool = True
    video: bool = False
    at: datetime | None = None


def film(
    desk: Desk,
    files: Sequence[ClipFile],
    told: Told,
    keeping: Keeping = Keeping(),
    progress: FilmProgress = lambda *_: None,
) -> GaitReport:
    """Read the clips of one session, measure and judge; kept unless nothing could be measured.

    Raises:
        UsageError: no file was given, or something about one has to be told.
        FileRefusedError: a file cannot be read as one runner running.
    """
    if not files:
        raise UsageError("No clip was given.", "Name a video or a file of body points.")
    filmed = _filmed(desk, told)
    told = replace(told, height_m=filmed.height_m)
    clips = [FilmedClip(each.shown, _read(desk, each, told, progress)) for each in files]
    at = keeping.at or desk.clock.now()
    session = _worked_out(desk, clips, filmed)
    report = _report(desk, session, filmed, clips, at)
    if not keeping.session or not session.measured:
        return report
    return _kept(desk, report, clips, files if keeping.video else ())


def open_session(desk: Desk, number: int) -> GaitReport:
    """A kept session, measured and judged with the code and knowledge of now.

    Raises:
        NothingStoredError: there is no such session.
    """
    with desk.store.transaction() as transaction:
        stored = transaction.gait().session(number)
        clips = transaction.gait().clips(number)
    session = _worked_out(desk, clips, stored.filmed)
    report = _report(desk, session, stored.filmed, clips, stored.at, number)
    summary = summary_of(session)
    if (summary, report.versions) != (stored.summary, stored.versions):
        with desk.store.transaction() as transaction:
            transaction.gait().rework(number, summary, report.versions)
    return replace(report, deleted_at=stored.deleted_at)


def judged_anew(desk: Desk, report: GaitReport) -> GaitReport:
    """The same measurements beside what the runner tells now; nothing is measured again."""
    session, knowledge = report.session, desk.knowledge
    summary = summary_of(session)
    with desk.store.transaction() as transaction:
        held = worst_level(held_levels(transaction))
        seen = circumstances(transaction, summary, report.filmed, report.at, knowledge, held)
    found = judge(session.measured, session.differences, seen, knowledge.gait, knowledge.around)
    return replace(report, judged=found)


def saved_sessions(desk: Desk) -> tuple[StoredSession, ...]:
    """Every kept session, the newest first."""
    with desk.store.transaction() as transaction:
        return tuple(reversed(transaction.gait().sessions()))


def delete_session(desk: Desk, number: int) -> StoredSession:
    """Take a session off the list; ``restore_session`` undoes it.

    Raises:
        NothingStoredError: there is no such session, or it is deleted already.
    """
    with desk.store.transaction() as transaction:
        transaction.gait().delete(number, desk.clock.now())
        return transaction.gait().session(number)


def restore_session(desk: Desk, number: int) -> None:
    """Put a deleted session back on the list.

    Raises:
        NothingStoredError: there is no such session, or it is not deleted.
    """
    with desk.store.transaction() as transaction:
        transaction.gait().restore(number)


def forget_videos(desk: Desk, number: int) -> int:
    """Delete the kept films of a session for good; returns how many there were.

    Raises:
        NothingStoredError: there is no such session.
    """
    with desk.store.transaction() as transaction:
        names = transaction.gait().forget_videos(number)
    for name in names:
        desk.gait.videos.forget(name)
    return len(names)


def video_path(desk: Desk, number: int, clip: int) -> Path | None:
    """Where the kept film of a clip (from 0 on) lies; None where none is kept.

    Raises:
        NothingStoredError: there is no such session.
    """
    with desk.store.transaction() as transaction:
        lines = transaction.gait().session(number).clips
    name = lines[clip].video if 0 <= clip < len(lines) else None
    return None if name is None else desk.gait.videos.place(name)


def _read(desk: Desk, file: ClipFile, told: Told, progress: FilmProgress) -> Keypoints:
    def tell(done: int, total: int | None) -> None:
        progress(file.shown, done, total)

    how = HowFilmed(file.view, told.slow_motion, told.rate_hz, told.height_m, told.model)
    return _as_kept(desk.gait.read(file.path, how, tell))


def _as_kept(clip: Keypoints) -> Keypoints:
    """The points as the store keeps them, so that a reopened session measures the very same."""
    return replace(
        clip,
        position=clip.position.astype(np.float32).astype(np.float64),
        confidence=clip.confidence.astype(np.float32).astype(np.float64),
    )


def _filmed(desk: Desk, told: Told) -> Filmed:
    """What was told; the height of the runner where none was."""
    height = told.height_m
    if height is None:
        with desk.store.transaction() as transaction:
            runner = transaction.runner()
        if runner is not None and runner.height_cm is not None:
            height = runner.height_cm / CM_PER_M
    return Filmed(
        height_m=height,
        speed_mps=told.speed_mps,
        known_length_m=told.known_length_m,
        known_length_px=told.known_length_px,
        treadmill=told.treadmill,
    )


def _worked_out(desk: Desk, clips: Sequence[FilmedClip], filmed: Filmed) -> GaitSession:
    model, gait = desk.gait.contacts(), desk.knowledge.gait
    found = [analyse_clip(each.keypoints, filmed, model, gait.errors) for each in clips]
    return merge(found, gait.metrics)


def _report(
    desk: Desk,
    session: GaitSession,
    filmed: Filmed,
    clips: Sequence[FilmedClip],
    at: datetime,
    number: int | None = None,
) -> GaitReport:
    contacts = desk.gait.contacts().version
    unjudged = GaitReport(
        session=session,
        filmed=filmed,
        names=tuple(each.name for each in clips),
        videos=tuple(each.video for each in clips),
        judged=(),
        at=at,
        versions=GaitVersions(desk.knowledge.version, __version__, contacts),
        number=number,
    )
    return judged_anew(desk, unjudged)


def _kept(
    desk: Desk, report: GaitReport, clips: Sequence[FilmedClip], films: Sequence[ClipFile]
) -> GaitReport:
    """The report with the number it is stored under; the same session is stored once."""
    summary = summary_of(report.session)
    with desk.store.transaction() as transaction:
        for each in transaction.gait().sessions():
            names = tuple(clip.name for clip in each.clips)
            known = (each.filmed, each.summary, names)
            if known == (report.filmed, summary, report.names):
                videos = tuple(clip.video for clip in each.clips)
                return replace(report, number=each.id, videos=videos, saved_before=True)
    videos = _kept_films(desk, report.at, films) or tuple(None for _ in clips)
    stored = [replace(clip, video=video) for clip, video in zip(clips, videos, strict=True)]
    new = NewSession(report.at, report.filmed, tuple(stored), summary, report.versions)
    with desk.store.transaction() as transaction:
        number = transaction.gait().add(new)
    return replace(report, number=number, videos=videos)


def _kept_films(desk: Desk, at: datetime, films: Sequence[ClipFile]) -> tuple[str | None, ...]:
    """The names under which films are kept; None for files of body points."""
    shelf = desk.gait.videos
    return tuple(
        shelf.keep(each.path, f"{at:%Y%m%dT%H%M%S}-{place}{each.path.suffix.lower()}")
        if desk.gait.is_video(each.path)
        else None
        for place, each in enumerate(films, start=1)
    )
