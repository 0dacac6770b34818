"""Which kind of file something is: by its name, and by what stands at its beginning."""

from __future__ import annotations

import re
from enum import StrEnum

SNIFFED_BYTES = 2048
"""Enough for the XML declaration, a comment and the root element with its namespaces."""

_FIT_MARK = slice(8, 12)
_ROOTS = re.compile(rb"<(?:[\w.-]+:)?(?P<name>gpx|TrainingCenterDatabase)[\s>]")
_HEALTH = re.compile(rb"<(?:!DOCTYPE\s+)?HealthData[\s>\[]")
_PICTURES = "png jpg jpeg gif heic heif webp tif tiff bmp svg mp4 mov avi mkv m4v webm mp3 m4a wav"
_PAPERS = (
    "csv json html htm txt pdf md doc docx xls xlsx ods odt ppt pptx eml vcf ics css js db kmz"
)
_OTHER_SUFFIXES = frozenset(f"{_PICTURES} {_PAPERS}".split())
_FOREIGN_ARCHIVES = (".7z", ".rar", ".tar", ".tgz", ".tar.gz", ".bz2", ".xz", ".zst")


class FileKind(StrEnum):
    """The activity formats stridewell reads."""

    FIT = "fit"
    TCX = "tcx"
    GPX = "gpx"


class NameKind(StrEnum):
    """What a name promises."""

    ACTIVITY = "activity"
    ARCHIVE = "archive"
    FOREIGN_ARCHIVE = "foreign_archive"
    SIDE_FILE = "side_file"
    """What macOS puts beside real files."""
    OTHER = "other"
    UNCLEAR = "unclear"


def kind_of(content: bytes, path: str) -> FileKind | None:
    """The kind of the file, or None when it is no activity file.

    What stands in the file counts before what it is called: exports misname files. An empty
    or damaged file is taken by its name, so that its reader can say what is wrong with it.
    """
    return kind_by_content(content[:SNIFFED_BYTES]) or kind_by_name(path)


def kind_by_content(head: bytes) -> FileKind | None:
    """The kind the first bytes give away, or None."""
    if head[_FIT_MARK] == b".FIT":
        return FileKind.FIT
    # UTF-16 writes a zero beside every letter; GPX files may name the TCX schema
    root = _ROOTS.search(head.replace(b"\0", b""))
    if root is None:
        return None
    return FileKind.GPX if root["name"] == b"gpx" else FileKind.TCX


def kind_by_name(path: str) -> FileKind | None:
    """The kind the name promises (``run.fit``, ``run.FIT.gz``), or None."""
    suffix = _suffix(path.lower().removesuffix(".gz"))
    return FileKind(suffix) if suffix in set(FileKind) else None


def is_apple_health(head: bytes) -> bool:
    """Whether the first bytes are those of an Apple Health export, in whatever language."""
    return _HEALTH.search(head) is not None


def name_kind(path: str) -> NameKind:
    """What the path of one file, with ``/`` between folders, promises."""
    lowered = path.lower()
    if _is_side_file(path):
        return NameKind.SIDE_FILE
    if kind_by_name(path) is not None:
        return NameKind.ACTIVITY
    if lowered.endswith(".zip"):
        return NameKind.ARCHIVE
    if lowered.endswith(_FOREIGN_ARCHIVES):
        return NameKind.FOREIGN_ARCHIVE
    other = _suffix(lowered.removesuffix(".gz")) in _OTHER_SUFFIXES
    return NameKind.OTHER if other else NameKind.UNCLEAR


def _suffix(lowered: str) -> str:
    _, dot, suffix = lowered.rpartition("/")[2].rpartition(".")
    return suffix if dot else ""


def _is_side_file(path: str) -> bool:
    *folders, name = path.split("/")
    return name.startswith("._") or name == ".DS_Store" or "__MACOSX" in folders
