"""One found file to activities, by the reader its content asks for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from stridewell.activity.notes import RunNotes
from stridewell.activity.track import Activity, FileOrigin
from stridewell.adapters.apple_health import read_apple_health
from stridewell.adapters.archive import list_files, walk
from stridewell.adapters.exports.health import HealthReader, read_health
from stridewell.adapters.file_kinds import FileKind, kind_of
from stridewell.adapters.fit import read_fit
from stridewell.adapters.loading import close_own_loader, own_loader
from stridewell.adapters.xml_activities import read_gpx, read_tcx
from stridewell.app.files import (
    Found,
    FoundFile,
    Listed,
    ListedKind,
    ReadResult,
    Sighting,
    Unchanged,
    never,
)
from stridewell.errors import FileRefusedError, NotAnActivityError

_READERS: Mapping[FileKind, Callable[[bytes, FileOrigin], ReadResult]] = {
    FileKind.FIT: read_fit,
    FileKind.TCX: read_tcx,
    FileKind.GPX: read_gpx,
}


_READ_APPLE_HEALTH: HealthReader = read_apple_health
_NO_SPORT = "so it is not counted as a run."
"""How the issue of a file without a sport ends; an export that names it makes it pointless."""


def read_activity_file(found: FoundFile) -> ReadResult:
    """The activities of one file; its content decides which reader it gets.

    Raises:
        FileRefusedError: the file is not what it claims to be.
        NotAnActivityError: the file holds no activity.
    """
    if found.listed is not None and found.listed.kind is ListedKind.APPLE_HEALTH:
        return read_health(found, found.listed, own_loader(), _READ_APPLE_HEALTH)
    if not found.content:
        raise FileRefusedError("The file is empty.", "Export it from the watch or app again.")
    kind = kind_of(found.content, found.path)
    if kind is None:
        raise NotAnActivityError(
            f"{found.path} is neither a FIT, a TCX nor a GPX file.",
            "Import the files your watch or running app exports.",
        )
    result = _READERS[kind](found.content, FileOrigin(found.path, found.sha256, kind))
    issues = (*found.issues, *result.issues)
    return _with_sport(ReadResult(result.activities, issues), found.notes or RunNotes())


def _with_sport(result: ReadResult, notes: RunNotes) -> ReadResult:
    """The sport an export names, where the recording itself names none."""
    if not notes.sport:
        return result
    activities = tuple(_named(activity, notes) for activity in result.activities)
    issues = tuple(each for each in result.issues if not each.text.endswith(_NO_SPORT))
    return ReadResult(activities, issues)


def _named(activity: Activity, notes: RunNotes) -> Activity:
    if activity.sport == "unknown":
        return replace(activity, sport=notes.sport, sub_sport=notes.sub_sport or "generic")
    is_plain = activity.sport == notes.sport and activity.sub_sport in {"", "generic"}
    return (
        replace(activity, sub_sport=notes.sub_sport) if is_plain and notes.sub_sport else activity
    )


class LocalActivityFiles:
    """Activity files on this machine: the `ActivityFiles` port. Works in any process."""

    def list(self, paths: Sequence[Path], unchanged: Unchanged = never) -> Iterator[Sighting]:
        """Every file at the paths, folders and archives opened, in a fixed order."""
        return list_files(paths, unchanged)

    def load(self, listed: Listed) -> Found:
        """One file, read and unpacked; zips stay open for the next one of this thread."""
        return own_loader().load(listed)

    def walk(self, paths: Sequence[Path]) -> Iterator[Found]:
        """Everything at the paths, listed and loaded one after the other."""
        return walk(paths)

    def release(self) -> None:
        """Close the zips that loading keeps open in this thread."""
        close_own_loader()

    def read(self, found: FoundFile) -> ReadResult:
        """The activities of one file, by the reader its content asks for."""
        return read_activity_file(found)
