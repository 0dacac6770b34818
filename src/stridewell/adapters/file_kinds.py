"""Which kind of activity file some bytes are, by what stands in them and then by their name."""

from __future__ import annotations

import re
from enum import StrEnum

SNIFFED_BYTES = 2048
"""Enough for the XML declaration, a comment and the root element with its namespaces."""

_FIT_MARK = slice(8, 12)
_ROOTS = re.compile(rb"<(?:[\w.-]+:)?(?P<name>gpx|TrainingCenterDatabase)[\s>]")


class FileKind(StrEnum):
    """The activity formats stridewell reads."""

    FIT = "fit"
    TCX = "tcx"
    GPX = "gpx"


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
    _, dot, suffix = path.lower().removesuffix(".gz").rpartition(".")
    return FileKind(suffix) if dot and suffix in set(FileKind) else None
