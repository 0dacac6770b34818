"""A note: one shape for many kinds of entries; each of its lines can say what it rests on.

Ladders, tests, limits, warm-ups, cues and the like are all read up as notes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from stridewell.app.learn.judging import Beside, beside
from stridewell.app.learn.shelf import Kind, Link, Shelf, title_of
from stridewell.app.learn.standing import Standing, standing
from stridewell.app.learn.words import VERDICT_WORDS
from stridewell.knowledge.around import Figure
from stridewell.knowledge.library import Verdict
from stridewell.knowledge.warrant import Warrant


@dataclass(frozen=True, slots=True)
class NoteLine:
    """One line of a note: a text, where it leads, and what it rests on where that is its own."""

    text: str
    link: Link | None = None
    standing: Standing | None = None


@dataclass(frozen=True, slots=True)
class NotePart:
    """A part of a note; ``ordered`` says that the order of its lines counts."""

    heading: str
    lines: tuple[NoteLine, ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class NoteView:
    """An entry as a note; ``verdict`` is None where there is nothing to judge."""

    kind: Kind
    id: str
    title: str
    text: str
    parts: tuple[NotePart, ...]
    standing: Standing | None
    beside: Beside
    verdict: Verdict | None = None
    verdict_words: str = ""

    @property
    def anchor(self) -> str:
        """The name of its place on the page."""
        return f"{self.kind}-{self.id}"


def note(  # noqa: PLR0913  (a note is made of these)
    kind: Kind,
    entry_id: str,
    shelf: Shelf,
    text: str = "",
    parts: Iterable[NotePart] = (),
    *,
    warrant: Warrant | None = None,
    verdict: Verdict | None = None,
) -> NoteView:
    """A note of an entry that exists, without its empty parts.

    Raises:
        KeyError: there is no such entry.
    """
    title = title_of(kind, entry_id, shelf)
    if title is None:
        raise KeyError(entry_id)
    return NoteView(
        kind=kind,
        id=entry_id,
        title=title,
        text=text,
        parts=tuple(part for part in parts if part.lines),
        standing=None if warrant is None else standing(warrant, shelf),
        beside=beside(kind, entry_id, shelf),
        verdict=verdict,
        verdict_words="" if verdict is None else VERDICT_WORDS[verdict],
    )


def part(heading: str, texts: Iterable[str], *, ordered: bool = False) -> NotePart:
    """A part of plain lines."""
    return NotePart(heading, tuple(NoteLine(each) for each in texts if each), ordered)


def links_part(heading: str, links: Iterable[Link]) -> NotePart:
    """A part of links."""
    return NotePart(heading, tuple(NoteLine(each.title, each) for each in links))


def line(text: str, warrant: Warrant, shelf: Shelf, link: Link | None = None) -> NoteLine:
    """A line with what it rests on."""
    return NoteLine(text, link, standing(warrant, shelf))


def figures_part(figures: Iterable[Figure], shelf: Shelf) -> NotePart:
    """Figures of studies, each with its interval, its source, and whether it was seen."""
    return NotePart(
        "Figures of studies", tuple(line(each.sentence, each.warrant, shelf) for each in figures)
    )
