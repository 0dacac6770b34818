"""What runners can read up: claims with verdicts, looked-up numbers, cards, courses, terms."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from stridewell.knowledge.warrant import Warrant
from stridewell.values.quantities import Interval


class Verdict(StrEnum):
    """What the evidence says of a popular claim."""

    SUPPORTED = "supported"
    MIXED = "mixed"
    UNSUPPORTED = "unsupported"
    CONTRADICTED = "contradicted"
    NOT_APPLICABLE = "not_applicable"


class CheckResult(StrEnum):
    """What looking a number up came to."""

    CONFIRMED = "confirmed"
    DIFFERS = "differs"
    UNCONFIRMED = "unconfirmed"


@dataclass(frozen=True, slots=True)
class Ref:
    """A reference such as ``condition:gtps``: what kind of thing, and which."""

    kind: str
    id: str

    def __str__(self) -> str:
        """The reference as the files write it."""
        return f"{self.kind}:{self.id}"


@dataclass(frozen=True, slots=True)
class Claim:
    """What popular articles say, in our words, with what the evidence says of it.

    ``homes`` are the places of stridewell that use it; ``not_used`` says why none does.
    """

    id: str
    section: str
    claim: str
    verdict: Verdict
    answer: str
    use: str
    homes: tuple[Ref, ...]
    not_used: str
    warrant: Warrant


@dataclass(frozen=True, slots=True)
class NumberCheck:
    """A number that was remembered and then looked up.

    ``states`` is the sentence with the number as the source has it; ``found`` says what was
    read, or what was tried; ``seen_in`` and ``seen_on`` (ISO date) say where and when.
    """

    id: str
    states: str
    value: str
    unit: str
    source: str
    result: CheckResult
    found: str
    belongs_to: tuple[Ref, ...]
    memory: str = ""
    seen_in: str = ""
    seen_on: str = ""

    @property
    def is_fact(self) -> bool:
        """Whether it may be shown as a fact: it was read in its source."""
        return self.result is not CheckResult.UNCONFIRMED


@dataclass(frozen=True, slots=True)
class Card:
    """A short piece of advice around the run.

    ``verdict`` says what the evidence says of a therapy or a supplement; None for other advice.
    """

    id: str
    title: str
    area: str
    text: str
    do: tuple[str, ...]
    avoid: tuple[str, ...]
    warrant: Warrant
    verdict: Verdict | None = None


@dataclass(frozen=True, slots=True)
class Term:
    """A word explained."""

    id: str
    term: str
    meaning: str
    see: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class FaqEntry:
    """A question runners ask, answered."""

    id: str
    question: str
    answer: str
    see: tuple[Ref, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mistake:
    """A common mistake, why it is one, and what to do instead."""

    id: str
    mistake: str
    why: str
    instead: str
    see: tuple[Ref, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of a condition's course; ``weeks`` counts from the start of care."""

    name: str
    weeks: Interval | None
    aim: str
    next_when: str


@dataclass(frozen=True, slots=True)
class Course:
    """How a condition runs: onset, night, stages, and what a clinician does to confirm it."""

    condition: str
    course: str
    weeks: Interval | None
    onset: str
    night: str
    stages: tuple[Stage, ...]
    not_as_expected: str
    confirmed_by: str
    warrant: Warrant


@dataclass(frozen=True, slots=True)
class Pointer:
    """Findings that, taken together, favour one of several similar causes."""

    favours: str
    findings: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Separation:
    """What tells similar causes apart."""

    id: str
    title: str
    between: tuple[str, ...]
    pointers: tuple[Pointer, ...]
    warrant: Warrant


@dataclass(frozen=True, slots=True)
class Library:
    """Everything that is read rather than reckoned with, by id."""

    claims: Mapping[str, Claim]
    checks: Mapping[str, NumberCheck]
    cards: Mapping[str, Card]
    terms: Mapping[str, Term]
    faq: Mapping[str, FaqEntry]
    mistakes: Mapping[str, Mistake]
    courses: Mapping[str, Course]
    separations: Mapping[str, Separation]
    pages: Mapping[str, str]
    """Pages of the app that a claim can live on, with their addresses."""

    def checks_of(self, kind: str, entry_id: str) -> tuple[NumberCheck, ...]:
        """The looked-up numbers that belong to one entry, those read in a source first."""
        wanted = Ref(kind, entry_id)
        found = [check for check in self.checks.values() if wanted in check.belongs_to]
        return tuple(sorted(found, key=lambda check: not check.is_fact))

    def claims_at(self, kind: str, entry_id: str) -> tuple[Claim, ...]:
        """The popular claims that live in one entry."""
        wanted = Ref(kind, entry_id)
        return tuple(claim for claim in self.claims.values() if wanted in claim.homes)

    def separations_of(self, condition: str) -> tuple[Separation, ...]:
        """What tells a condition from those it is taken for."""
        return tuple(s for s in self.separations.values() if condition in s.between)

    def refs(self) -> Iterator[tuple[str, Ref]]:
        """Every reference of the library with where it stands."""
        for claim in self.claims.values():
            yield from ((f"claims.{claim.id}.homes", ref) for ref in claim.homes)
        for check in self.checks.values():
            yield from ((f"checks.{check.id}.for", ref) for ref in check.belongs_to)
        for term in self.terms.values():
            yield from ((f"terms.{term.id}.see", ref) for ref in term.see)
        for entry in self.faq.values():
            yield from ((f"faq.{entry.id}.see", ref) for ref in entry.see)
        for mistake in self.mistakes.values():
            yield from ((f"mistakes.{mistake.id}.see", ref) for ref in mistake.see)
