"""Files on their way in: found, refused, of another kind; and what a reader makes of one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeAlias

from stridewell.activity.track import Activity
from stridewell.values.evidence import Issue


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file that may hold activities; the path reads ``outer.zip!inner.fit``.

    Content and SHA-256 are those of the unpacked file, so a run is the same run packed or not.
    """

    path: str
    content: bytes
    sha256: str


@dataclass(frozen=True, slots=True)
class Refused:
    """Something that could not be read, and why."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class NotRun:
    """A file of another kind, or an activity that is no run, passed over."""

    path: str
    reason: str


Found: TypeAlias = FoundFile | Refused | NotRun


@dataclass(frozen=True, slots=True)
class ReadResult:
    """All activities of one file, in file order, and what was wrong with the file."""

    activities: tuple[Activity, ...]
    issues: tuple[Issue, ...]


class ActivityFiles(Protocol):
    """Walks paths and reads what it finds."""

    def walk(self, paths: Sequence[Path]) -> Iterator[Found]:
        """Every file at the paths, folders and archives opened, in a fixed order."""
        ...

    def read(self, found: FoundFile) -> ReadResult:
        """The activities of one file.

        Raises:
            FileRefusedError: the file is not what it claims to be.
            NotAnActivityError: the file holds no activity.
        """
        ...
