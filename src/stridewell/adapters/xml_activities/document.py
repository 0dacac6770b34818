"""XML text of strangers: parsed without entities, read without namespaces."""

from __future__ import annotations

import math
from datetime import datetime
from xml.etree.ElementTree import Element

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from stridewell.errors import FileRefusedError
from stridewell.values.timeline import in_utc

_UTF8_MARK = b"\xef\xbb\xbf"
_CREDIBLE_YEARS = range(1970, 2101)


def parse_xml(content: bytes, where: str) -> Element:
    """The root element; tags have lost their namespace (devices disagree on prefixes).

    A byte-order mark and white space before the first tag are passed over.

    Raises:
        FileRefusedError: the text is not well-formed XML, or it declares entities, which no
            activity file needs and which can blow up memory or read other files.
    """
    try:
        root = fromstring(content.removeprefix(_UTF8_MARK).lstrip())
    except DefusedXmlException as error:
        raise FileRefusedError(
            f"{where} declares XML entities, which could exhaust the memory.",
            "Export the activity again from the watch or the app.",
        ) from error
    except (ParseError, ValueError, LookupError) as error:
        raise FileRefusedError(
            f"{where} is not well-formed XML: {error}.",
            "The file may be cut short; export or download it again.",
        ) from error
    for element in root.iter():
        element.tag = element.tag.rpartition("}")[2]
    return root


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
