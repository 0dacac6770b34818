"""Knowledge and library side by side, and where each of their entries can be read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from stridewell.knowledge.library import Library, Ref
from stridewell.knowledge.records import Knowledge


class Kind(StrEnum):
    """Kinds of entries; the first ones come first among equally good search results."""

    CONDITION = "condition"
    SELF_TEST = "self_test"
    RULE = "rule"
    TERM = "term"
    FAQ = "faq"
    CARD = "card"
    CLAIM = "claim"
    MISTAKE = "mistake"
    EXERCISE = "exercise"
    SEPARATION = "separation"
    QUESTION = "question"
    NUMBER = "number"
    SOURCE = "source"
    REASONING = "reasoning"
    LADDER = "ladder"
    SPIKE = "spike"
    PAGE = "page"
    FINDING = "finding"

    @property
    def word(self) -> str:
        """What runners call it."""
        return KIND_WORDS[self]

    @property
    def rank(self) -> int:
        """Its place among the kinds."""
        return list(Kind).index(self)


KIND_WORDS: Mapping[Kind, str] = {
    Kind.CONDITION: "Cause",
    Kind.SELF_TEST: "Self-test",
    Kind.RULE: "Red flag",
    Kind.TERM: "Word",
    Kind.FAQ: "Question and answer",
    Kind.CARD: "Advice",
    Kind.CLAIM: "What you may have read",
    Kind.MISTAKE: "Common mistake",
    Kind.EXERCISE: "Exercise",
    Kind.SEPARATION: "Telling causes apart",
    Kind.QUESTION: "Check-in question",
    Kind.NUMBER: "Looked-up number",
    Kind.SOURCE: "Source",
    Kind.REASONING: "Number of the reasoning",
    Kind.LADDER: "Walk-run ladder",
    Kind.SPIKE: "Rule for single runs",
    Kind.PAGE: "Page of the app",
    Kind.FINDING: "Finding",
}
ROOMS: Mapping[Kind, str] = {
    Kind.CONDITION: "/learn/conditions/{id}",
    Kind.SELF_TEST: "/learn/self-tests/{id}",
    Kind.RULE: "/learn/red-flags#{id}",
    Kind.TERM: "/learn/glossary#{id}",
    Kind.FAQ: "/learn/faq#{id}",
    Kind.CLAIM: "/learn/claims#{id}",
    Kind.MISTAKE: "/learn/mistakes#{id}",
    Kind.EXERCISE: "/learn/exercises#{id}",
    Kind.SEPARATION: "/learn/separations#{id}",
    Kind.QUESTION: "/learn/questions#{id}",
    Kind.NUMBER: "/learn/numbers#{id}",
    Kind.SOURCE: "/learn/sources#{id}",
    Kind.REASONING: "/learn/reasoning#{id}",
    Kind.LADDER: "/learn/reasoning#ladder-{id}",
    Kind.SPIKE: "/learn/reasoning#spike",
}
"""Where entries of a kind are read; cards and pages have addresses of their own."""
NAMES: Mapping[str, str] = {
    "about": "Limits",
    "check_in": "Check-in",
    "learn": "Learn",
    "questions": "Every question of the check-in",
}
"""Pages that are called something else than their id."""
SPIKE_TITLE = "How far one run may go beyond the longest of the month"


@dataclass(frozen=True, slots=True, eq=False)
class Shelf:
    """What decisions rest on and what is only read up; equal only to itself."""

    knowledge: Knowledge
    library: Library


@dataclass(frozen=True, slots=True)
class Link:
    """An entry by its title, with its address; None where it has no page."""

    kind: Kind
    id: str
    title: str
    url: str | None

    @property
    def word(self) -> str:
        """What runners call its kind."""
        return self.kind.word


def link_to(kind: Kind, entry_id: str, shelf: Shelf) -> Link | None:
    """The link to an entry; None when there is no such entry."""
    title = title_of(kind, entry_id, shelf)
    return None if title is None else Link(kind, entry_id, title, address(kind, entry_id, shelf))


def links_to(refs: Iterable[Ref], shelf: Shelf) -> tuple[Link, ...]:
    """Links to what references name; what does not exist is left out."""
    known = (ref for ref in refs if ref.kind in set(Kind))
    found = (link_to(Kind(ref.kind), ref.id, shelf) for ref in known)
    return tuple(link for link in found if link is not None)


def condition_links(ids: Iterable[str], shelf: Shelf) -> tuple[Link, ...]:
    """Links to causes by their ids, in that order."""
    return links_to((Ref(Kind.CONDITION, each) for each in ids), shelf)


def address(kind: Kind, entry_id: str, shelf: Shelf) -> str | None:
    """Where an entry that exists is read."""
    if kind is Kind.CARD:
        return f"/learn/cards/{shelf.library.cards[entry_id].area}#{entry_id}"
    if kind is Kind.PAGE:
        return shelf.library.pages[entry_id]
    return ROOMS[kind].format(id=entry_id) if kind in ROOMS else None


def title_of(kind: Kind, entry_id: str, shelf: Shelf) -> str | None:
    """What an entry is called; None when there is no such entry."""
    try:
        return TITLES[kind](shelf, entry_id)
    except KeyError:
        return None


def _plainly(entries: Mapping[str, object], name: str) -> str:
    if name not in entries:
        raise KeyError(name)
    return NAMES.get(name) or name.replace("_", " ").capitalize()


TITLES: Mapping[Kind, Callable[[Shelf, str], str]] = {
    Kind.CONDITION: lambda shelf, name: shelf.knowledge.conditions[name].name,
    Kind.SELF_TEST: lambda shelf, name: shelf.knowledge.self_tests[name].name,
    Kind.RULE: lambda shelf, name: f"{name}: {shelf.knowledge.rules[name].suspected}",
    Kind.EXERCISE: lambda shelf, name: shelf.knowledge.exercises[name].name,
    Kind.QUESTION: lambda shelf, name: shelf.knowledge.questions[name].text,
    Kind.FINDING: lambda shelf, name: shelf.knowledge.findings[name].plain,
    Kind.SOURCE: lambda shelf, name: shelf.knowledge.sources[name].short,
    Kind.REASONING: lambda shelf, name: _plainly(shelf.knowledge.reasoning, name),
    Kind.LADDER: lambda shelf, name: shelf.knowledge.ladders[name].name,
    Kind.SPIKE: lambda _, name: {Kind.SPIKE.value: SPIKE_TITLE}[name],
    Kind.CLAIM: lambda shelf, name: shelf.library.claims[name].claim,
    Kind.CARD: lambda shelf, name: shelf.library.cards[name].title,
    Kind.TERM: lambda shelf, name: shelf.library.terms[name].term,
    Kind.FAQ: lambda shelf, name: shelf.library.faq[name].question,
    Kind.MISTAKE: lambda shelf, name: shelf.library.mistakes[name].mistake,
    Kind.SEPARATION: lambda shelf, name: shelf.library.separations[name].title,
    Kind.NUMBER: lambda shelf, name: shelf.library.checks[name].states,
    Kind.PAGE: lambda shelf, name: _plainly(shelf.library.pages, name),
}
"""What an entry of a kind is called; an id that does not exist raises KeyError."""
