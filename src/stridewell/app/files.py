"""Files on their way in: listed, loaded, refused or passed over; and what a reader makes of one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Protocol, TypeAlias

from stridewell.activity.notes import RunNotes
from stridewell.activity.track import Activity
from stridewell.activity.walking import WalkingDay
from stridewell.values.evidence import Issue


class ListedKind(StrEnum):
    """What a listed file is, as far as its name and its surroundings tell."""

    ARCHIVE = "archive"
    """A zip on disk. Its members are listed after it; it cannot be loaded itself."""
    ACTIVITY = "activity"
    PERHAPS = "perhaps"
    """The name tells nothing; loading it looks at its first bytes."""
    APPLE_HEALTH = "apple_health"
    """The ``export.xml`` of Apple Health: read as a stream, never loaded into memory."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a file really is: a file on disk, then the number of the member in each zip.

    ``file`` is the name as the operating system has it, which may hold bytes that are no text.
    """

    file: str
    members: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Listed:
    """A file that was seen but not read; plain data that may be sent to another process.

    ``path`` is for people and for the store (``outer.zip!inner/run.fit.gz``): always valid,
    printable text. ``size`` is in bytes as stored. The same path with the same ``fingerprint``
    has the same content: size and time of change on disk, checksum and sizes within a zip.
    """

    path: str
    kind: ListedKind
    size: int
    fingerprint: str
    place: Place
    archive: str | None = None
    """The path of the zip on disk it lies in, as that zip itself is listed."""
    notes: RunNotes | None = None
    """What the export it lies in says of it."""


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file that may hold activities; the path reads ``outer.zip!inner.fit``.

    Content and SHA-256 are those of the unpacked file, so a run is the same run packed or not.
    An Apple Health export has no content here: `ActivityFiles.read` streams it from ``listed``,
    and its digest is that of its beginning and its size.
    """

    path: str
    content: bytes
    sha256: str
    notes: RunNotes | None = None
    issues: tuple[Issue, ...] = ()
    """What was wrong with the packing; `ActivityFiles.read` tells it with the file's issues."""
    listed: Listed | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """Something that could not be read, why, and what to do; ``count`` files of a kind."""

    path: str
    reason: str
    count: int = 1


@dataclass(frozen=True, slots=True)
class NotRun:
    """Files of another kind, or an activity that is no run, passed over; ``count`` of them."""

    path: str
    reason: str
    count: int = 1


Found: TypeAlias = FoundFile | Refused | NotRun
Sighting: TypeAlias = Listed | Refused | NotRun
Unchanged: TypeAlias = Callable[[Listed], bool]
"""Asked of every zip on disk: is its content known, so that it need not be opened?"""


def never(_: Listed) -> bool:
    """No archive is known: open them all."""
    return False


@dataclass(frozen=True, slots=True)
class ReadResult:
    """All activities of one file, in file order, and what was wrong with the file.

    The activities may be made only when they are asked for: of a file that holds very many of
    them, let go of one before asking for the next.
    """

    activities: Sequence[Activity]
    issues: tuple[Issue, ...]
    walking: tuple[WalkingDay, ...] = ()


class ActivityFiles(Protocol):
    """Lists paths, loads what was listed, reads what was loaded."""

    def list(self, paths: Sequence[Path], unchanged: Unchanged = never) -> Iterator[Sighting]:
        """Every file at the paths, folders and archives opened, in a fixed order.

        File contents are not read, but for the tables of exports. A zip on disk is listed
        itself, before its members; of one that is ``unchanged`` nothing else is listed.
        """
        ...

    def load(self, listed: Listed) -> Found:
        """Read and unpack one file; works in any process. Says by a value what is wrong."""
        ...

    def walk(self, paths: Sequence[Path]) -> Iterator[Found]:
        """Everything at the paths, listed and loaded one after the other."""
        ...

    def release(self) -> None:
        """Close the zips that loading keeps open in this thread for the next file."""
        ...

    def read(self, found: FoundFile) -> ReadResult:
        """The activities of one file.

        Raises:
            FileRefusedError: the file is not what it claims to be.
            NotAnActivityError: the file holds no activity.
        """
        ...
