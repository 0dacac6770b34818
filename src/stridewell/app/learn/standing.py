"""What stands behind an entry, as a runner reads it: sources, grade, and whether it was seen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from stridewell.app.learn.shelf import Kind, Link, Shelf, links_to
from stridewell.app.learn.words import CHECK_WORDS, GRADE_WORDS, VERIFICATION_WORDS
from stridewell.knowledge.library import CheckResult, NumberCheck
from stridewell.knowledge.warrant import Warrant
from stridewell.values.evidence import Grade, Verification

OWN_PREFIX = "stridewell_"
OWN_CHOICE = "stridewell_design"


@dataclass(frozen=True, slots=True)
class SourceLink:
    """A source by its short name; ``url`` leads to the study, ``page`` to where it is used."""

    id: str
    short: str
    citation: str
    url: str | None
    page: str

    @property
    def is_own(self) -> bool:
        """Whether it is our own estimate or choice."""
        return self.id.startswith(OWN_PREFIX)


@dataclass(frozen=True, slots=True)
class Standing:
    """How far an entry may be trusted.

    ``words`` says it in a few words: "weak evidence, seen in the source". ``sources`` leaves out
    our own estimates and choices, which the words name already.
    """

    grade: Grade
    verification: Verification
    words: str
    sources: tuple[SourceLink, ...]
    note: str

    @property
    def is_open(self) -> bool:
        """Whether its figures are from memory and were not found in the source yet."""
        return self.verification is Verification.UNCONFIRMED and bool(self.sources)


@dataclass(frozen=True, slots=True)
class NumberView:
    """A looked-up number: what it states, whether that was found, where and when."""

    id: str
    states: str
    value: str
    unit: str
    result: CheckResult
    label: str
    memory: str
    found: str
    seen_in: str
    seen_on: str
    source: SourceLink | None
    homes: tuple[Link, ...]

    @property
    def is_fact(self) -> bool:
        """Whether it may be shown as a fact."""
        return self.result is not CheckResult.UNCONFIRMED

    @property
    def amount(self) -> str:
        """The number with its unit; a bare ratio has none."""
        return self.value if self.unit in {"", "1"} else f"{self.value} {self.unit}"


def source_links(ids: Iterable[str], shelf: Shelf) -> tuple[SourceLink, ...]:
    """Sources by their ids; unknown ones are left out."""
    known = (shelf.knowledge.sources[each] for each in ids if each in shelf.knowledge.sources)
    return tuple(
        SourceLink(
            id=source.id,
            short=source.short,
            citation=source.citation,
            url=f"https://doi.org/{source.doi}" if source.doi else source.url,
            page=f"/learn/sources#{source.id}",
        )
        for source in known
    )


def standing(warrant: Warrant, shelf: Shelf) -> Standing:
    """A warrant as runners read it."""
    links = source_links(warrant.sources, shelf)
    return Standing(
        grade=warrant.grade,
        verification=warrant.verification,
        words=standing_words(warrant),
        sources=tuple(link for link in links if not link.is_own),
        note=warrant.note,
    )


def standing_words(warrant: Warrant) -> str:
    """Grade and verification in a few words; what rests on us alone is only called ours."""
    if all(source.startswith(OWN_PREFIX) for source in warrant.sources):
        chosen = OWN_CHOICE in warrant.sources
        return VERIFICATION_WORDS[Verification.DESIGN if chosen else Verification.ESTIMATE]
    both = (GRADE_WORDS[warrant.grade], VERIFICATION_WORDS[warrant.verification])
    return ", ".join(dict.fromkeys(both))


def number_view(check: NumberCheck, shelf: Shelf) -> NumberView:
    """A looked-up number as runners read it."""
    found = source_links([check.source], shelf)
    return NumberView(
        id=check.id,
        states=check.states,
        value=check.value,
        unit=check.unit,
        result=check.result,
        label=CHECK_WORDS[check.result],
        memory=check.memory,
        found=check.found,
        seen_in=check.seen_in,
        seen_on=check.seen_on,
        source=found[0] if found else None,
        homes=links_to(check.belongs_to, shelf),
    )


def numbers_of(kind: Kind, entry_id: str, shelf: Shelf) -> tuple[NumberView, ...]:
    """The looked-up numbers of one entry, those read in a source first."""
    return tuple(number_view(each, shelf) for each in shelf.library.checks_of(kind, entry_id))
