"""A self-test as runners read it: how it is done, when not, and what its result moves."""

from __future__ import annotations

from dataclasses import dataclass

from stridewell.app.learn.ratios import Mover, mover, strongest_first
from stridewell.app.learn.readings import ClaimLine, claim_lines, mentions
from stridewell.app.learn.shelf import Kind, Link, Shelf, link_to
from stridewell.app.learn.standing import NumberView, SourceLink, numbers_of, source_links
from stridewell.app.learn.words import ways
from stridewell.knowledge.records import Question
from stridewell.values.wording import sentence_case


@dataclass(frozen=True, slots=True)
class Result:
    """One result of a self-test, and the causes it speaks for and against, the strongest first."""

    finding: str
    text: str
    speaks_for: tuple[Mover, ...]
    speaks_against: tuple[Mover, ...]


@dataclass(frozen=True, slots=True)
class SelfTestView:
    """Everything there is to read about a self-test."""

    id: str
    name: str
    steps: tuple[str, ...]
    positive: str
    not_when: tuple[str, ...]
    impact: bool
    clinician_only: bool
    question: Link | None
    results: tuple[Result, ...]
    claims: tuple[ClaimLine, ...]
    numbers: tuple[NumberView, ...]
    mentions: tuple[Link, ...]
    sources: tuple[SourceLink, ...]


def self_test_view(test_id: str, shelf: Shelf) -> SelfTestView | None:
    """A self-test in full; None when there is no such test."""
    test = shelf.knowledge.self_tests.get(test_id)
    if test is None:
        return None
    question = question_of(test_id, shelf)
    return SelfTestView(
        id=test.id,
        name=test.name,
        steps=test.steps,
        positive=test.positive,
        not_when=() if test.blocked_when is None else ways(test.blocked_when, shelf.knowledge),
        impact=test.impact,
        clinician_only=test.clinician_only,
        question=None if question is None else link_to(Kind.QUESTION, question.id, shelf),
        results=_results(question, shelf),
        claims=claim_lines(Kind.SELF_TEST, test.id, shelf),
        numbers=numbers_of(Kind.SELF_TEST, test.id, shelf),
        mentions=mentions(Kind.SELF_TEST, test.id, shelf),
        sources=source_links(test.sources, shelf),
    )


def self_test_links(shelf: Shelf, *, for_clinicians: bool) -> tuple[Link, ...]:
    """The self-tests a runner does, or those that only a clinician does."""
    tests = shelf.knowledge.self_tests.values()
    found = (
        link_to(Kind.SELF_TEST, each.id, shelf)
        for each in tests
        if each.clinician_only is for_clinicians
    )
    return tuple(link for link in found if link is not None)


def question_of(test_id: str, shelf: Shelf) -> Question | None:
    """The question that asks for the result of a self-test."""
    questions = shelf.knowledge.questions.values()
    return next((each for each in questions if each.test == test_id), None)


def test_of(finding: str, shelf: Shelf) -> Link | None:
    """The self-test that shows a finding; None for findings of other kinds."""
    for question in shelf.knowledge.questions.values():
        if question.test is not None and finding in _shown_by(question):
            return link_to(Kind.SELF_TEST, question.test, shelf)
    return None


def _shown_by(question: Question) -> tuple[str, ...]:
    shown = (finding for option in question.options for finding in option.present)
    return tuple(dict.fromkeys(shown))


def _results(question: Question | None, shelf: Shelf) -> tuple[Result, ...]:
    if question is None:
        return ()
    return tuple(_result(finding, shelf) for finding in _shown_by(question))


def _result(finding: str, shelf: Shelf) -> Result:
    movers = strongest_first(
        mover(evidence, condition.name, link_to(Kind.CONDITION, condition.id, shelf), shelf)
        for condition in shelf.knowledge.conditions.values()
        for evidence in condition.evidence
        if evidence.finding == finding
    )
    return Result(
        finding,
        sentence_case(shelf.knowledge.findings[finding].plain),
        tuple(each for each in movers if each.present_bar.speaks_for),
        tuple(each for each in movers if not each.present_bar.speaks_for),
    )
