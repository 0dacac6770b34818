"""A TCX or GPX file taken apart: the elements around the points, and the points."""

from __future__ import annotations

from dataclasses import dataclass
from xml.etree.ElementTree import Element

from stridewell.adapters.xml_activities.chunks import Dialect, chunks_of
from stridewell.adapters.xml_activities.outline import Outline, outlines
from stridewell.adapters.xml_activities.points import Fields, Points, read_points
from stridewell.errors import FileRefusedError
from stridewell.values.evidence import Issue, Severity


@dataclass(frozen=True, slots=True)
class XmlFile:
    """What a file holds. ``fault`` is what was wrong with its XML, "" where nothing was."""

    root: Element
    points: Points
    fault: str

    def refuse_if_damaged(self, path: str) -> None:
        """Say that the file is damaged, where it is.

        Raises:
            FileRefusedError: its XML has a fault.
        """
        if self.fault:
            raise _damaged(path, self.fault)

    def refuse_if_unset(self, path: str) -> None:
        """Say that the clock was never set, where that is why no point has a moment.

        Raises:
            FileRefusedError: all points carry a year in which nobody wore a watch.
        """
        if self.points.unset_year:
            raise FileRefusedError(
                f"{path} holds a recording of the year {self.points.unset_year}: the clock of the "
                "watch was never set, so nobody can tell when it was.",
                "Correct the date in the app it comes from and export it again.",
            )

    def issues(self, path: str) -> tuple[Issue, ...]:
        """What was wrong with the XML, and what of it could be read."""
        if not self.fault:
            return ()
        text = (
            f"The file is damaged or cut short ({self.fault}); {self.points.moments.size:,} points "
            "of it could be read."
        )
        remedy = "Export or download it again to have them all."
        return (Issue(Severity.WARNING, path, text, remedy),)


def read_file(content: bytes, path: str, dialect: Dialect, fields: Fields) -> XmlFile:
    """The file, by the fast way where that is safe.

    Raises:
        FileRefusedError: the bytes are no XML, declare entities, or are built like no recording.
    """
    for outline in outlines(content, path, dialect):
        chunks = chunks_of(outline.containers, dialect)
        points = read_points(chunks, outline.prefixes, fields)
        if points is not None:
            return _file(outline, points, path)
    raise AssertionError("points that were written anew lie in their containers")


def _file(outline: Outline, points: Points, path: str) -> XmlFile:
    if outline.root is None:
        raise _damaged(path, outline.fault)
    return XmlFile(outline.root, points, outline.fault)


def _damaged(path: str, fault: str) -> FileRefusedError:
    return FileRefusedError(
        f"{path} is not well-formed XML: {fault}.",
        "The file may be cut short; export or download it again.",
    )
