"""What stands around the points of a file, and the points apart from it, as plain markup.

Almost all of an activity file are its points, which stand in containers (``<Track>`` in TCX,
``<trkseg>`` in GPX). The containers are cut out of the text as bytes and read column by column
(`stridewell.adapters.xml_activities.tags`); only the short rest goes through an XML parser. A file
that does not allow this is parsed whole and its points are written anew, plainly.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element, ParseError, fromstring
from xml.sax.saxutils import escape, quoteattr

from stridewell.adapters.xml_activities.chunks import Dialect
from stridewell.adapters.xml_activities.document import declared_encoding, trimmed, walk
from stridewell.errors import FileRefusedError

NUMBER = "stridewell-number"
"""Attribute of a container in the outline: its number among the containers."""

_MOST_ELEMENTS = 200_000
"""A file with a lap for every minute of a fortnight stays below this."""
_MOST_REPAIRS = 20
_USED_PREFIX = re.compile(rb"</?([\w.-]+):")
_DECLARATION = b"xmlns:"
_NAME = re.compile(rb"[\w.-]+")
_SAMPLED = 2**14
_PLACE = ("lat", "lon")
_PLAIN_ENCODINGS = {"utf-8", "utf8", "us-ascii", "ascii"}


@dataclass(frozen=True, slots=True)
class Outline:
    """The elements around the points, and the text of each container of points.

    ``prefixes`` are those of namespaces that may stand before names in it. ``fault`` is what was
    wrong with the XML where not all of it could be read.
    """

    root: Element | None
    containers: Sequence[bytes]
    prefixes: frozenset[bytes] = frozenset()
    fault: str = ""


def outlines(content: bytes, where: str, dialect: Dialect) -> Iterator[Outline]:
    """The outline and the points, got the fast way where that may do, then the careful way.

    The careful way also reads damaged files: what stands before and behind the damage.

    Raises:
        FileRefusedError: the file declares entities or is built like no recording.
    """
    plain = trimmed(content)
    cut = _by_cutting(plain, dialect)
    if cut is not None:
        yield cut
    yield _by_parsing(plain, where, dialect)


def _by_cutting(content: bytes, dialect: Dialect) -> Outline | None:
    """The fast way; None where the file is not surely well-formed and plain."""
    if declared_encoding(content) not in _PLAIN_ENCODINGS or content[:1] != b"<":
        return None
    cut = _cut(content, dialect)
    if cut is None:
        return None
    rest, containers = cut
    root = None if dialect.point.encode() in rest else _plain_root(rest)
    return None if root is None else Outline(root, containers, _prefixes(content, containers))


def _plain_root(rest: bytes) -> Element | None:
    """The elements of a short text that declares nothing, so that nothing can hide in it."""
    if b"<!DOCTYPE" in rest or rest.count(b"<") > _MOST_ELEMENTS:
        return None
    try:
        root = fromstring(rest)  # noqa: S314  without a document type there are no entities
    except (ParseError, ValueError, LookupError):
        return None
    for element in root.iter():
        element.tag = element.tag.rpartition("}")[2]
    return root


def _cut(content: bytes, dialect: Dialect) -> tuple[bytes, list[bytes]] | None:
    """The file with every container emptied and numbered, and the containers one by one."""
    opening, closing = (f"<{mark}{dialect.container}>".encode() for mark in ("", "/"))
    rest: list[bytes] = []
    containers: list[bytes] = []
    at = 0
    while (begin := content.find(opening, at)) >= 0:
        end = content.find(closing, begin) + len(closing)
        if end < len(closing):
            return None
        numbered = f'<{dialect.container} {NUMBER}="{len(containers)}"/>'
        rest += [content[at:begin], numbered.encode()]
        containers.append(content[begin:end])
        at = end
    if any(b"&" in each or not _is_utf8(each) for each in containers):
        return None
    return b"".join([*rest, content[at:]]), containers


def _prefixes(content: bytes, containers: Sequence[bytes]) -> frozenset[bytes]:
    """The prefixes of namespaces that are declared, or used without that among the first points."""
    found = set(_USED_PREFIX.findall(b"".join(each[:_SAMPLED] for each in containers[:1])))
    at = content.find(_DECLARATION)
    while at >= 0:
        begin = at + len(_DECLARATION)
        name = _NAME.match(content, begin)
        found.add(name[0] if name else b"")
        at = content.find(_DECLARATION, begin)
    return frozenset(found - {b"", b"xsi", b"xml"})


def _is_utf8(text: bytes) -> bool:
    try:
        return text.isascii() or bool(text.decode())
    except UnicodeDecodeError:
        return False


def _by_parsing(content: bytes, where: str, dialect: Dialect) -> Outline:
    """The careful way: parsed whole; damaged places are cut out as long as that helps."""
    best, fault = _parsed(content, where, dialect)
    told = "" if fault is None else fault[0]
    for _ in range(_MOST_REPAIRS):
        if fault is None:
            break
        begin, end = _damaged_point(content, fault[1], dialect)
        if not 0 < begin < end:
            break
        content = content[:begin] + content[end:]
        repaired, again = _parsed(content, where, dialect)
        if again is not None and again[1] <= begin:
            break
        best, fault = repaired, again
    containers = ["".join(each).encode() for each in best.points]
    return Outline(best.root, containers, fault=told)


def _parsed(
    content: bytes, where: str, dialect: Dialect
) -> tuple[_Collector, tuple[str, int] | None]:
    collector = _Collector(where, dialect)
    fault = walk(content, where, collector.start, collector.end, collector.text)
    collector.close()
    return collector, fault


def _damaged_point(content: bytes, at: int, dialect: Dialect) -> tuple[int, int]:
    """Where the point around a byte begins and the next one begins; below 0 for nowhere."""
    mark = f"<{dialect.point}".encode()
    return content.rfind(mark, 0, at), content.find(mark, at)


class _Collector:
    """Builds the outline from the parser's calls and writes the points plainly."""

    def __init__(self, where: str, dialect: Dialect) -> None:
        self.root: Element | None = None
        self.points: list[list[str]] = []
        self._where = where
        self._dialect = dialect
        self._open: list[Element] = []
        self._texts: list[str] = []
        self._left = _MOST_ELEMENTS
        self._passed_over = 0
        self._inside: list[str] = []
        self._point: list[str] = []
        self._point_level = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        if self._passed_over:
            self._passed_over += 1
        elif self._inside:
            self._start_inside(name, attributes)
        elif name in self._dialect.unread:
            self._passed_over = 1
        elif name == self._dialect.container:
            self._start_container(attributes)
        else:
            self._add(name, attributes)

    def end(self, name: str) -> None:
        """An element ends."""
        if self._passed_over:
            self._passed_over -= 1
        elif len(self._inside) == 1:
            self._inside.clear()
            self.points[-1].append(f"</{name}>")
            self._open.pop()
        elif self._inside:
            self._end_inside(name)
        else:
            self._open.pop().text = "".join(self._texts)
            self._texts.clear()

    def text(self, text: str) -> None:
        """Characters between tags."""
        if self._passed_over:
            return
        if self._point:
            self._point.append(escape(text))
        elif not self._inside:
            self._texts.append(text)

    def close(self) -> None:
        """End a container that the file cuts short; a point that was not whole is left out."""
        if self._inside:
            self.points[-1].append(f"</{self._dialect.container}>")
            self._inside.clear()

    def _add(self, name: str, attributes: dict[str, str]) -> None:
        self._left -= 1
        if self._left < 0:
            raise FileRefusedError(
                f"{self._where} holds far more parts than a recording has.",
                "Export the activity again from the watch or the app.",
            )
        element = Element(name, attributes)
        if self._open:
            self._open[-1].append(element)
        elif self.root is None:
            self.root = element
        self._open.append(element)
        self._texts.clear()

    def _start_container(self, attributes: dict[str, str]) -> None:
        cut_before = attributes.get(NUMBER)
        self._add(self._dialect.container, {NUMBER: cut_before or str(len(self.points))})
        self._inside.append(self._dialect.container)
        self.points.append([f"<{self._dialect.container}>"])

    def _start_inside(self, name: str, attributes: dict[str, str]) -> None:
        self._inside.append(name)
        if self._point:
            # a point within a point is none
            self._point.append(f"<{name}>" if name != self._dialect.point else "<nested>")
        elif name == self._dialect.point:
            placed = {key: attributes[key] for key in _PLACE if key in attributes}
            written = "".join(f" {key}={quoteattr(value)}" for key, value in placed.items())
            self._point.append(f"<{name}{written}>")
            self._point_level = len(self._inside)

    def _end_inside(self, name: str) -> None:
        is_whole = len(self._inside) == self._point_level
        self._inside.pop()
        if not self._point:
            return
        nested = name == self._dialect.point and not is_whole
        self._point.append("</nested>" if nested else f"</{name}>")
        if is_whole:
            self.points[-1].append("".join(self._point))
            self._point.clear()


def numbers_of(containers: Sequence[Element]) -> Iterator[int]:
    """The numbers under which the points of containers are found in the tags."""
    return (int(each.get(NUMBER, "-1")) for each in containers)
