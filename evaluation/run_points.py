"""Every point of TCX and GPX recordings, beside a count of the tags that reads nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.parsers.expat import ExpatError, ParserCreate

from stridewell.adapters.activity_files import LocalActivityFiles
from stridewell.adapters.file_kinds import FileKind, kind_of
from stridewell.app.files import FoundFile
from stridewell.errors import FileRefusedError

POINTS, TIMES, RECORDED_IN = {"Trackpoint", "trkpt"}, {"Time", "time"}, {"Activity", "trk"}
TOLD_BY = ("time", "clock")
"""A sentence with one of these says why points cannot be placed."""


@dataclass(slots=True)
class TagCount:
    """Points of recordings (not of planned courses) in a text, and how many hold a time."""

    points: int = 0
    timed: int = 0
    is_whole: bool = True
    _depth: int = 0
    _open: list[str] = field(default_factory=list)
    _text: list[str] = field(default_factory=list)
    _has_time: bool = False

    def start(self, tag: str, _: object) -> None:
        """A tag opens."""
        name = tag.rpartition(":")[2]
        self._open.append(name)
        self._depth += name in RECORDED_IN
        self._text.clear()
        if name in POINTS:
            self._has_time = False

    def end(self, tag: str) -> None:
        """A tag closes; a point counts where it closes inside a recording."""
        name = tag.rpartition(":")[2]
        self._open.pop()
        parent = self._open[-1] if self._open else ""
        if name in TIMES and parent in POINTS and "".join(self._text).strip():
            self._has_time = True
        if name in POINTS and self._depth:
            self.points += 1
            self.timed += self._has_time
        self._depth -= name in RECORDED_IN

    def text(self, text: str) -> None:
        """Text between tags."""
        self._text.append(text)


def count_tags(content: bytes) -> TagCount:
    """The points in a text, up to where it stops being XML."""
    count = TagCount()
    parser = ParserCreate()
    parser.StartElementHandler = count.start
    parser.EndElementHandler = count.end
    parser.CharacterDataHandler = count.text
    try:
        parser.Parse(content.removeprefix(b"\xef\xbb\xbf").lstrip(), True)  # noqa: FBT003
    except ExpatError:
        count.is_whole = False
    return count


@dataclass(frozen=True, slots=True)
class FilePoints:
    """One file: points counted, those with a time, those we hold, and whether we say what is not.

    ``said`` is what stridewell says of the file, empty when it says nothing.
    """

    name: str
    kind: str
    points: int
    timed: int
    kept: int
    said: str

    @property
    def told_of(self) -> int:
        """Points that are left out, where stridewell says so."""
        is_said = any(word in self.said for word in TOLD_BY)
        return max(self.points - self.kept, 0) if is_said else 0

    @property
    def lost(self) -> int:
        """Points left out without a word, or points that are not in the file."""
        return abs(self.points - self.kept) - self.told_of


def compare_points(folders: list[Path]) -> Iterator[FilePoints]:
    """Every TCX and GPX file in the folders, zips opened, each content once."""
    files = LocalActivityFiles()
    seen: set[str] = set()
    for found in files.walk(folders):
        if not isinstance(found, FoundFile) or found.sha256 in seen:
            continue
        seen.add(found.sha256)
        kind = kind_of(found.content, found.path)
        if kind in {FileKind.TCX, FileKind.GPX}:
            yield _compare(found, kind, files)


def _compare(found: FoundFile, kind: FileKind, files: LocalActivityFiles) -> FilePoints:
    count = count_tags(found.content)
    try:
        result = files.read(found)
        kept = sum(len(activity.samples) for activity in result.activities)
        said = " ".join(issue.text for issue in result.issues)
    except FileRefusedError as error:
        kept, said = 0, str(error)
    name = found.path.rpartition("/")[2]
    return FilePoints(name, str(kind), count.points, count.timed, kept, said)
