"""XML text of strangers: parsed without entities, bounded in depth, read without namespaces."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from datetime import datetime
from xml.parsers import expat

from stridewell.errors import FileRefusedError
from stridewell.values.timeline import in_utc

DEEPEST = 64
"""Levels of elements; activity files have ten."""

_UTF8_MARK = b"\xef\xbb\xbf"
_CREDIBLE_YEARS = range(1970, 2101)
_DECLARED = re.compile(rb"""<\?xml[^>]*?encoding\s*=\s*["']([\w.-]+)""")

Start = Callable[[str, dict[str, str]], None]
End = Callable[[str], None]
Text = Callable[[str], None]


def trimmed(content: bytes) -> bytes:
    """The document without a byte-order mark and white space before its first tag."""
    return content.removeprefix(_UTF8_MARK).lstrip()


def declared_encoding(content: bytes) -> str:
    """The encoding the document names, in lower case; UTF-8 where it names none."""
    found = _DECLARED.match(content[:200])
    return found[1].decode().lower() if found else "utf-8"


def walk(content: bytes, where: str, start: Start, end: End, text: Text) -> tuple[str, int] | None:
    """Call the functions for each element; names have lost their prefix (devices disagree on it).

    What is no well-formed XML ends the walk: what was wrong and at which byte, else None.

    Raises:
        FileRefusedError: the text declares entities, which no activity file needs and which can
            blow up memory or read other files; or it is nested deeper than any recording.
    """
    depth = 0

    def deeper(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise FileRefusedError(
                f"{where} is nested deeper than any recording.",
                "Export the activity again from the watch or the app.",
            )
        start(name.rpartition(":")[2], attributes)

    def back(name: str) -> None:
        nonlocal depth
        depth -= 1
        end(name.rpartition(":")[2])

    def refuse(*_: object) -> None:
        raise FileRefusedError(
            f"{where} declares XML entities, which could exhaust the memory.",
            "Export the activity again from the watch or the app.",
        )

    parser = expat.ParserCreate(_real_encoding(content))
    parser.buffer_text = True
    parser.StartElementHandler = deeper
    parser.EndElementHandler = back
    parser.CharacterDataHandler = text
    parser.EntityDeclHandler = refuse
    parser.UnparsedEntityDeclHandler = refuse
    parser.ExternalEntityRefHandler = refuse  # type: ignore[assignment]
    try:
        parser.Parse(content, True)  # noqa: FBT003
    except expat.ExpatError as error:
        return str(error), parser.ErrorByteIndex
    except (LookupError, ValueError) as error:
        return str(error), 0
    return None


def _real_encoding(content: bytes) -> str | None:
    """None where the document can be taken at its word; Latin-1 for what is no UTF-8."""
    if declared_encoding(content) != "utf-8" or content[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return None
    try:
        content.decode()
    except UnicodeDecodeError:
        return "iso-8859-1"
    return None


def number_in(text: str | None) -> float:
    """The number a text holds; NaN where there is none, or none that is finite."""
    try:
        value = float(text or "nan")
    except ValueError:
        return math.nan
    return value if math.isfinite(value) else math.nan


def moment_in(text: str | None) -> datetime | None:
    """The moment an ISO 8601 text names, in UTC (also where it names no zone).

    None for any other text, and for years in which nobody wore a running watch.
    """
    try:
        moment = in_utc(datetime.fromisoformat((text or "").strip()))
    except (ValueError, OverflowError):
        return None
    return moment if moment.year in _CREDIBLE_YEARS else None
