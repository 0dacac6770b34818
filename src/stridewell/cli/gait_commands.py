"""The command of the gait lab: measure running form, and what was measured before."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from stridewell.cli.gait_options import (
    AnnotatedFilm,
    Compare,
    Csv,
    Day,
    Delete,
    Export,
    Files,
    ForgetVideo,
    Fps,
    Height,
    Json,
    KeepVideo,
    KnownLength,
    Model,
    Restore,
    Save,
    Show,
    SlowMotion,
    Speed,
    Treadmill,
    Views,
)
from stridewell.errors import UsageError

if TYPE_CHECKING:
    from rich.progress import TaskID

    from stridewell.app.desk import Desk
    from stridewell.app.gait_lab import ClipFile, FilmProgress, Keeping
    from stridewell.app.gait_told import Told
    from stridewell.cli.doors import Doors
    from stridewell.gait.keypoints import View

NOON = 12
EXAMPLE = 'stridewell gait left.mp4 --view left --height 178 --speed "10 km/h"'


def register(app: typer.Typer) -> None:
    """Add the command of this room."""
    app.command("gait", epilog=f"Example: {EXAMPLE}")(gait)


@dataclass(frozen=True, slots=True)
class _Typed:
    """What was typed about the clips, as it was typed."""

    views: tuple[str, ...]
    height: str | None
    speed: str | None
    known_length: str | None
    treadmill: bool | None
    slow_motion: float | None
    fps: float | None
    model: Path | None
    day: str | None

    @property
    def is_empty(self) -> bool:
        """Whether nothing was typed."""
        told = (self.height, self.speed, self.known_length, self.treadmill, self.slow_motion)
        return not self.views and {*told, self.fps, self.model, self.day} == {None}


@dataclass(frozen=True, slots=True)
class _Kept:
    """What is to remain: the session, the film, and the film with the figure in it."""

    session: bool
    video: bool
    annotated: Path | None


@dataclass(frozen=True, slots=True)
class KeptAction:
    """What to do with kept sessions instead of reading files."""

    show: int | None
    compare: tuple[int, int] | None
    delete: int | None
    restore: int | None
    forget_video: int | None
    export: int | None

    @property
    def named(self) -> tuple[str, ...]:
        """The options that were given."""
        names = ("show", "compare", "delete", "restore", "forget_video", "export")
        given = (name for name in names if getattr(self, name) is not None)
        return tuple(f"--{name.replace('_', '-')}" for name in given)


def gait(
    context: typer.Context,
    files: Files = None,
    view: Views = None,
    height: Height = None,
    speed: Speed = None,
    known_length: KnownLength = None,
    treadmill: Treadmill = None,
    slow_motion: SlowMotion = None,
    fps: Fps = None,
    model: Model = None,
    day: Day = None,
    save: Save = True,
    keep_video: KeepVideo = False,
    annotated: AnnotatedFilm = None,
    show: Show = None,
    compare: Compare = None,
    delete: Delete = None,
    restore: Restore = None,
    forget_video: ForgetVideo = None,
    export: Export = None,
    as_csv: Csv = False,
    as_json: Json = False,
) -> None:
    """Measure running form from videos or body points; without a file, list what was kept.

    Everything is worked out on this machine. Several files are one session: the same run from
    the left, from the right, from behind.
    """
    doors: Doors = context.obj
    typed = _Typed(
        tuple(view or ()), height, speed, known_length, treadmill, slow_motion, fps, model, day
    )
    action = KeptAction(show, compare, delete, restore, forget_video, export)
    _require_one(files or [], typed, action, as_csv=as_csv)
    if files:
        kept = _Kept(save, keep_video, annotated)
        _measure(doors, files, typed, kept, as_json=as_json)
        return
    if annotated is not None:
        raise UsageError("There is no video to draw on.", f"Example: {EXAMPLE}")
    from stridewell.cli.gait_kept import act_on_kept

    act_on_kept(doors, action, as_csv=as_csv, as_json=as_json)


def _require_one(files: list[Path], typed: _Typed, action: KeptAction, *, as_csv: bool) -> None:
    """Refuse what does not go together."""
    if len(action.named) > 1 or (files and action.named):
        raise UsageError(
            f"{' and '.join(action.named)} cannot go with each other or with files.",
            "Do one thing at a time.",
        )
    if not files and not typed.is_empty:
        raise UsageError("There is no file to read.", f"Example: {EXAMPLE}")
    if files and typed.views and len(typed.views) != len(files):
        raise UsageError(
            f"--view was given {len(typed.views)} times for {len(files)} files.",
            "Give it once for each file, in their order.",
        )
    if as_csv and action.export is None:
        raise UsageError("--csv goes with --export.", "Say, for example: --export 1 --csv")


def _measure(
    doors: Doors,
    files: list[Path],
    typed: _Typed,
    kept: _Kept,
    *,
    as_json: bool,
) -> None:
    from stridewell.app.gait_annotate import annotate, check_annotated
    from stridewell.app.gait_lab import film
    from stridewell.cli.gait_kept import tell_report

    told, clips = _told(typed), _clips(files, typed)
    with doors.desk() as desk:
        keeping = _keeping(desk, typed, kept)
        if kept.annotated is not None:
            check_annotated(desk, clips, kept.annotated)
        with _watching() as progress:
            report = film(desk, clips, told, keeping, progress)
        tell_report(report, desk.knowledge, as_json=as_json)
        if kept.annotated is not None:
            with _watching() as progress:
                annotate(desk, clips[0], report, kept.annotated, progress)
            typer.echo(f"Written: {kept.annotated}", err=True)


def _told(typed: _Typed) -> Told:
    from stridewell.app.gait_told import Told, height_in_words, length_in_words, speed_in_words

    length = (None, None) if typed.known_length is None else length_in_words(typed.known_length)
    return Told(
        height_m=None if typed.height is None else height_in_words(typed.height),
        speed_mps=None if typed.speed is None else speed_in_words(typed.speed),
        known_length_m=length[0],
        known_length_px=length[1],
        treadmill=typed.treadmill,
        slow_motion=typed.slow_motion,
        rate_hz=typed.fps,
        model=typed.model,
    )


def _clips(files: list[Path], typed: _Typed) -> list[ClipFile]:
    from stridewell.app.gait_lab import ClipFile

    if not typed.views:
        return [ClipFile(path) for path in files]
    pairs = zip(files, typed.views, strict=True)
    return [ClipFile(path, _view(word)) for path, word in pairs]


def _view(word: str) -> View:
    from stridewell.gait.keypoints import View

    try:
        return View(word.strip().lower())
    except ValueError as error:
        raise UsageError(
            f"There is no view {word!r}.", "Say left, right or rear: what the camera saw of you."
        ) from error


def _keeping(desk: Desk, typed: _Typed, kept: _Kept) -> Keeping:
    from datetime import datetime, time

    from stridewell.app.gait_lab import Keeping
    from stridewell.cli.typed_days import read_day

    if typed.day is None:
        return Keeping(kept.session, kept.video)
    now = desk.clock.now()
    day = read_day(typed.day, now.date())
    if day > now.date():
        raise UsageError(f"{day.isoformat()} is still to come.", "Name the day of filming.")
    at = now if day == now.date() else datetime.combine(day, time(NOON), now.tzinfo)
    return Keeping(kept.session, kept.video, at)


@contextmanager
def _watching() -> Iterator[FilmProgress]:
    """A bar with the time left for each file on a terminal; silent when nobody watches."""
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    console = Console(stderr=True)
    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(bar_width=20),
        MofNCompleteColumn(),
        TextColumn("frames"),
        TimeRemainingColumn(compact=True),
    )
    watched = console.is_terminal
    with Progress(*columns, console=console, transient=True, disable=not watched) as shown:
        tasks: dict[str, TaskID] = {}

        def tell(name: str, done: int, total: int | None) -> None:
            if name not in tasks:
                tasks[name] = shown.add_task(name, total=total)
            shown.update(tasks[name], completed=done, total=total)

        yield tell
