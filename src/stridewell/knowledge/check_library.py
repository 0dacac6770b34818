"""Finds faults of the library: claims without a home, figures in prose, dead references."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from stridewell.knowledge.check import fault, warrants
from stridewell.knowledge.library import CheckResult, Claim, Library, NumberCheck, Separation
from stridewell.knowledge.records import Knowledge
from stridewell.knowledge.warrant import Warrant
from stridewell.values.evidence import Grade, Issue, Verification

STUDY_FIGURE = re.compile(
    r"\d\s*%|\b(?:RR|OR|HR|HRR|SHR|LR|CI)\b\s*[+−-]?\s*\d|\bp\s*[<=]\s*0|\bn\s*=\s*\d|MVIC"
)
"""What only a looked-up number may say; prose names no study figure."""


def check_library(library: Library, knowledge: Knowledge) -> tuple[Issue, ...]:
    """List every fault of the library beside the knowledge it belongs to."""
    checks = (_references, _claims, _numbers, _courses, _separations, _sources)
    return tuple(issue for check in checks for issue in check(library, knowledge))


def known_ids(library: Library, knowledge: Knowledge) -> Mapping[str, frozenset[str]]:
    """Everything a reference may name, by kind."""
    kinds: Mapping[str, Mapping[str, object]] = {
        "condition": knowledge.conditions,
        "exercise": knowledge.exercises,
        "programme": knowledge.programmes,
        "rule": knowledge.rules,
        "question": knowledge.questions,
        "self_test": knowledge.self_tests,
        "reasoning": knowledge.reasoning,
        "ladder": knowledge.ladders,
        "finding": knowledge.findings,
        "card": library.cards,
        "faq": library.faq,
        "mistake": library.mistakes,
        "term": library.terms,
        "claim": library.claims,
        "page": library.pages,
    }
    return {kind: frozenset(entries) for kind, entries in kinds.items()} | {
        "spike": frozenset({"spike"}),
        "load": knowledge.load.ids,
        "gait": knowledge.gait.ids,
    }


def _references(library: Library, knowledge: Knowledge) -> Iterator[Issue]:
    known = known_ids(library, knowledge)
    for where, ref in library.refs():
        if ref.kind not in known:
            yield fault(where, f"names the unknown kind {ref.kind!r}", "Correct it.")
        elif ref.id not in known[ref.kind]:
            yield fault(where, f"names {str(ref)!r}, which does not exist", "Correct it.")


def _claims(library: Library, knowledge: Knowledge) -> Iterator[Issue]:
    for claim in library.claims.values():
        yield from _claim(claim)
        yield from _warrant(f"claims.{claim.id}", claim.warrant, knowledge)
    for card in library.cards.values():
        yield from _warrant(f"cards.{card.id}", card.warrant, knowledge)
        for text in (card.text, *card.do, *card.avoid):
            yield from _prose(f"cards.{card.id}", text)


def _claim(claim: Claim) -> Iterator[Issue]:
    where = f"claims.{claim.id}"
    if claim.homes and claim.not_used:
        yield fault(where, "has a home and says that it has none", "Keep one of the two.")
    if not claim.homes and not claim.not_used:
        yield fault(where, "has no home", "Name the place that uses it, or say why none does.")
    if claim.not_used and not claim.not_used.startswith("because "):
        yield fault(where, "does not say why it is not used", "Begin with “because”.")
    for text in (claim.claim, claim.answer, claim.use):
        yield from _prose(where, text)


def _prose(where: str, text: str) -> Iterator[Issue]:
    found = STUDY_FIGURE.search(text)
    if found:
        yield fault(where, f"has the study figure {found.group()!r} in its prose", "Make a check.")


def _warrant(where: str, warrant: Warrant, knowledge: Knowledge) -> Iterator[Issue]:
    if not warrant.sources:
        yield fault(where, "has no source", "Name a source.")
    for source in warrant.sources:
        if source not in knowledge.sources:
            yield fault(where, f"names the unknown source {source!r}", "Define it.")
    own = {"stridewell_design", "stridewell_estimate"}
    if set(warrant.sources) <= own and warrant.grade in {Grade.STRONG, Grade.MODERATE}:
        yield fault(where, f"grades our own choice as {warrant.grade}", "Use expert.")


def _numbers(library: Library, knowledge: Knowledge) -> Iterator[Issue]:
    for check in library.checks.values():
        yield from _number(check, knowledge)


def _number(check: NumberCheck, knowledge: Knowledge) -> Iterator[Issue]:
    where = f"checks.{check.id}"
    if check.source not in knowledge.sources:
        yield fault(where, f"names the unknown source {check.source!r}", "Define it.")
    if not check.belongs_to:
        yield fault(where, "belongs to nothing", "Say what it is for.")
    if check.result is CheckResult.DIFFERS and not check.memory:
        yield fault(where, "differs from a memory it does not give", "Say what was remembered.")
    if check.seen_in and not check.seen_on:
        yield fault(where, "was seen on no day", "Give the date.")
    if check.result is CheckResult.UNCONFIRMED and check.seen_in:
        yield fault(where, "is unconfirmed and yet was seen", "Decide.")


def _courses(library: Library, knowledge: Knowledge) -> Iterator[Issue]:
    for condition in knowledge.conditions:
        if condition not in library.courses:
            yield fault(f"courses.{condition}", "is missing", "Write how this condition runs.")
    for course in library.courses.values():
        where = f"courses.{course.condition}"
        if course.condition not in knowledge.conditions:
            yield fault(where, "belongs to no known condition", "Correct the id.")
        if not course.stages:
            yield fault(where, "has no stages", "Give at least one.")
        yield from _warrant(where, course.warrant, knowledge)


def _separations(library: Library, knowledge: Knowledge) -> Iterator[Issue]:
    for separation in library.separations.values():
        yield from _separation(separation, knowledge)
        yield from _warrant(f"separations.{separation.id}", separation.warrant, knowledge)


def _separation(separation: Separation, knowledge: Knowledge) -> Iterator[Issue]:
    where = f"separations.{separation.id}"
    for condition in separation.between:
        if condition not in knowledge.conditions:
            yield fault(where, f"names the unknown condition {condition!r}", "Correct it.")
    for pointer in separation.pointers:
        if pointer.favours not in separation.between:
            yield fault(where, f"favours {pointer.favours!r}, which it does not tell apart", "Fix.")
        for finding in pointer.findings:
            if finding not in knowledge.findings:
                yield fault(where, f"names the unknown finding {finding!r}", "Correct it.")


def _sources(library: Library, knowledge: Knowledge) -> Iterator[Issue]:
    """Every source is used by something; entries of one kind share no id with those of another."""
    used = {source for _, warrant in warrants(knowledge) for source in warrant.sources}
    used |= {s for c in knowledge.conditions.values() for s in c.sources}
    used |= {s for t in knowledge.self_tests.values() for s in t.sources}
    used |= {check.source for check in library.checks.values()}
    used |= {s for entry in library.faq.values() for s in entry.sources}
    used |= {s for entry in library.mistakes.values() for s in entry.sources}
    for entries in (library.claims, library.cards, library.courses, library.separations):
        used |= {source for entry in entries.values() for source in entry.warrant.sources}
    for source in knowledge.sources.keys() - used:
        yield fault(f"sources.{source}", "is used nowhere", "Remove it.")


def unconfirmed(knowledge: Knowledge) -> Mapping[Verification, int]:
    """How many entries of the knowledge have which verification."""
    counted = dict.fromkeys(Verification, 0)
    for _, warrant in warrants(knowledge):
        counted[warrant.verification] += 1
    return counted
