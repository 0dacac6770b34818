"""A film with what was found drawn into it, written beside the session it was measured in."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from stridewell.app.desk import Desk
from stridewell.app.gait_lab import ClipFile, FilmProgress
from stridewell.app.gait_report import GaitReport
from stridewell.errors import UsageError

ENDING = ".mp4"


def check_annotated(desk: Desk, files: Sequence[ClipFile], out: Path) -> None:
    """Refuse what could not be drawn or written, before anything is read.

    Raises:
        UsageError: it is not one video, or the file to write is there already or is no mp4.
    """
    if len(files) != 1 or not desk.gait.is_video(files[0].path):
        raise UsageError(
            "Only one video at a time can be drawn on.", "Give one video, without other files."
        )
    if out.suffix.lower() != ENDING:
        raise UsageError(f"{out} does not end in {ENDING}.", f"Name it {out.stem}{ENDING}.")
    if out.exists():
        raise UsageError(f"{out} is there already.", "Name another file, or move that one away.")
    if not out.parent.is_dir():
        raise UsageError(f"There is no folder {out.parent}.", "Make it, or name another one.")


def annotate(
    desk: Desk, file: ClipFile, report: GaitReport, out: Path, progress: FilmProgress
) -> None:
    """Write the one film of a session with its figure, contacts, time and step rate.

    Raises:
        SettingsError: the file is there already or cannot be written.
        FileRefusedError: the film cannot be read any more.
    """

    def tell(done: int, total: int | None) -> None:
        progress(out.name, done, total)

    desk.gait.annotate(file.path, report.session.clips[0], out, tell)
