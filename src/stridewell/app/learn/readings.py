"""What is only read up: claims, cards, words, questions and answers, mistakes, separations."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from stridewell.app.learn.shelf import Kind, Link, Shelf, condition_links, link_to, links_to
from stridewell.app.learn.standing import (
    NumberView,
    SourceLink,
    Standing,
    numbers_of,
    source_links,
    standing,
)
from stridewell.app.learn.words import VERDICT_WORDS
from stridewell.knowledge.library import (
    Card,
    Claim,
    FaqEntry,
    Mistake,
    Pointer,
    Ref,
    Separation,
    Term,
    Verdict,
)
from stridewell.values.wording import sentence_case


@dataclass(frozen=True, slots=True)
class ClaimView:
    """A popular claim with its verdict, what stridewell makes of it, and where."""

    id: str
    section: str
    claim: str
    verdict: Verdict
    verdict_words: str
    answer: str
    use: str
    homes: tuple[Link, ...]
    not_used: str
    numbers: tuple[NumberView, ...]
    standing: Standing


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """A claim in one line, with its verdict and where the whole of it is read."""

    claim: str
    verdict: Verdict
    verdict_words: str
    url: str


@dataclass(frozen=True, slots=True)
class CardView:
    """A card of advice with the claims and numbers that live in it."""

    id: str
    title: str
    area: str
    text: str
    do: tuple[str, ...]
    avoid: tuple[str, ...]
    claims: tuple[ClaimLine, ...]
    numbers: tuple[NumberView, ...]
    standing: Standing
    verdict: Verdict | None
    verdict_words: str
    """What the evidence says of a therapy or supplement; empty for other advice."""


@dataclass(frozen=True, slots=True)
class TermView:
    """A word explained."""

    id: str
    term: str
    meaning: str
    see: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class FaqView:
    """A question with its answer."""

    id: str
    question: str
    answer: str
    see: tuple[Link, ...]
    sources: tuple[SourceLink, ...]


@dataclass(frozen=True, slots=True)
class MistakeView:
    """A mistake, why it is one, and what to do instead."""

    id: str
    mistake: str
    why: str
    instead: str
    see: tuple[Link, ...]
    sources: tuple[SourceLink, ...]


@dataclass(frozen=True, slots=True)
class PointerView:
    """What favours one of several similar causes, and the findings that say so."""

    favours: Link | None
    text: str
    findings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SeparationView:
    """What tells similar causes apart."""

    id: str
    title: str
    between: tuple[Link, ...]
    pointers: tuple[PointerView, ...]
    standing: Standing


@dataclass(frozen=True, slots=True)
class ClaimChoice:
    """Which claims are wanted: one verdict, one section, or all."""

    verdict: Verdict | None = None
    section: str = ""

    def takes(self, claim: Claim) -> bool:
        """Whether a claim is wanted."""
        return self.verdict in {None, claim.verdict} and self.section in {"", claim.section}


def claims_by_section(shelf: Shelf, choice: ClaimChoice) -> Mapping[str, tuple[ClaimView, ...]]:
    """The claims that are wanted, by section, in the order of the files."""
    wanted = [each for each in shelf.library.claims.values() if choice.takes(each)]
    sections = dict.fromkeys(each.section for each in wanted)
    return {
        section: tuple(claim_view(each, shelf) for each in wanted if each.section == section)
        for section in sections
    }


def claim_view(claim: Claim, shelf: Shelf) -> ClaimView:
    """A claim as runners read it."""
    return ClaimView(
        id=claim.id,
        section=claim.section,
        claim=claim.claim,
        verdict=claim.verdict,
        verdict_words=VERDICT_WORDS[claim.verdict],
        answer=claim.answer,
        use=claim.use,
        homes=links_to(claim.homes, shelf),
        not_used=claim.not_used,
        numbers=numbers_of(Kind.CLAIM, claim.id, shelf),
        standing=standing(claim.warrant, shelf),
    )


def claim_lines(kind: Kind, entry_id: str, shelf: Shelf) -> tuple[ClaimLine, ...]:
    """The popular claims that live in one entry."""
    return tuple(
        ClaimLine(each.claim, each.verdict, VERDICT_WORDS[each.verdict], f"/learn/claims#{each.id}")
        for each in shelf.library.claims_at(kind, entry_id)
    )


def card_view(card: Card, shelf: Shelf) -> CardView:
    """A card as runners read it."""
    return CardView(
        id=card.id,
        title=card.title,
        area=card.area,
        text=card.text,
        do=card.do,
        avoid=card.avoid,
        claims=claim_lines(Kind.CARD, card.id, shelf),
        numbers=numbers_of(Kind.CARD, card.id, shelf),
        standing=standing(card.warrant, shelf),
        verdict=card.verdict,
        verdict_words=VERDICT_WORDS[card.verdict] if card.verdict is not None else "",
    )


def cards_by_area(shelf: Shelf) -> Mapping[str, tuple[CardView, ...]]:
    """Every card, by area, in the order of the files."""
    cards = shelf.library.cards.values()
    areas = dict.fromkeys(each.area for each in cards)
    return {
        area: tuple(card_view(each, shelf) for each in cards if each.area == area) for area in areas
    }


def term_view(term: Term, shelf: Shelf) -> TermView:
    """A word as runners read it."""
    return TermView(term.id, term.term, term.meaning, links_to(term.see, shelf))


def terms_in_order(shelf: Shelf) -> tuple[TermView, ...]:
    """Every word, by the alphabet."""
    terms = sorted(shelf.library.terms.values(), key=lambda each: each.term.casefold())
    return tuple(term_view(each, shelf) for each in terms)


def faq_view(entry: FaqEntry, shelf: Shelf) -> FaqView:
    """A question with its answer, as runners read it."""
    return FaqView(
        entry.id,
        entry.question,
        entry.answer,
        links_to(entry.see, shelf),
        source_links(entry.sources, shelf),
    )


def mistake_view(mistake: Mistake, shelf: Shelf) -> MistakeView:
    """A mistake as runners read it."""
    return MistakeView(
        id=mistake.id,
        mistake=mistake.mistake,
        why=mistake.why,
        instead=mistake.instead,
        see=links_to(mistake.see, shelf),
        sources=source_links(mistake.sources, shelf),
    )


def separation_view(separation: Separation, shelf: Shelf) -> SeparationView:
    """What tells causes apart, as runners read it."""
    return SeparationView(
        id=separation.id,
        title=separation.title,
        between=condition_links(separation.between, shelf),
        pointers=tuple(_pointer(each, shelf) for each in separation.pointers),
        standing=standing(separation.warrant, shelf),
    )


def _pointer(pointer: Pointer, shelf: Shelf) -> PointerView:
    findings = shelf.knowledge.findings
    return PointerView(
        favours=link_to(Kind.CONDITION, pointer.favours, shelf),
        text=pointer.text,
        findings=tuple(sentence_case(findings[f].plain) for f in pointer.findings if f in findings),
    )


def mentions(kind: Kind, entry_id: str, shelf: Shelf) -> tuple[Link, ...]:
    """Words, questions and mistakes that point to an entry."""
    wanted, library = Ref(kind, entry_id), shelf.library
    found = [
        *(Ref(Kind.TERM, each.id) for each in library.terms.values() if wanted in each.see),
        *(Ref(Kind.FAQ, each.id) for each in library.faq.values() if wanted in each.see),
        *(Ref(Kind.MISTAKE, each.id) for each in library.mistakes.values() if wanted in each.see),
    ]
    return links_to(found, shelf)
