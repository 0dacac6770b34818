"""What the search looks through: every entry with its title, other names and text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from stridewell.app.learn.note_kinds import every_note
from stridewell.app.learn.notes import NoteView
from stridewell.app.learn.self_tests import question_of
from stridewell.app.learn.shelf import Kind, Link, Shelf, link_to
from stridewell.app.learn.words import VERDICT_WORDS
from stridewell.knowledge.records import Condition
from stridewell.knowledge.training import Exercise
from stridewell.values.wording import sentence_case

SPEAKS_CLEARLY = 2.0
"""From this factor on a finding or circumstance is something a cause is looked for by."""


@dataclass(frozen=True, slots=True)
class Document:
    """One entry as the search sees it: its link, its other names, its text, and a note."""

    link: Link
    names: tuple[str, ...]
    text: str
    note: str = ""


def documents(shelf: Shelf) -> Iterator[Document]:
    """Every entry that can be found, kind by kind."""
    yield from _judging(shelf)
    yield from _reading(shelf)


def _judging(shelf: Shelf) -> Iterator[Document]:
    knowledge = shelf.knowledge
    for condition in knowledge.conditions.values():
        names = (condition.id, condition.plain, *condition.aliases)
        found = _document(Kind.CONDITION, condition.id, names, _about(condition, shelf), shelf)
        yield replace(found, note="must not be missed" if condition.must_not_miss else "")
    for test in knowledge.self_tests.values():
        text = " ".join((*test.steps, test.positive))
        yield _document(Kind.SELF_TEST, test.id, _test_names(test.id, shelf), text, shelf)
    for rule in knowledge.rules.values():
        found = _document(Kind.RULE, rule.id, (rule.id,), rule.text, shelf)
        yield replace(found, note=knowledge.levels[rule.level].label)
    for question in knowledge.questions.values():
        options = " ".join(option.label for option in question.options)
        text = f"{question.why} {options}"
        yield _document(Kind.QUESTION, question.id, (question.id,), text, shelf)
    for exercise in knowledge.exercises.values():
        names = (exercise.id, exercise.target)
        yield _document(Kind.EXERCISE, exercise.id, names, _exercise(exercise), shelf)
    for programme in knowledge.programmes.values():
        aims = " ".join(each.aim for each in programme.stages)
        text = f"{aims} {' '.join(programme.load)}"
        yield _document(Kind.PROGRAMME, programme.id, (programme.id,), text, shelf)


def _reading(shelf: Shelf) -> Iterator[Document]:
    library = shelf.library
    for term in library.terms.values():
        yield _document(Kind.TERM, term.id, (term.id,), term.meaning, shelf)
    for entry in library.faq.values():
        yield _document(Kind.FAQ, entry.id, (), entry.answer, shelf)
    for card in library.cards.values():
        text = " ".join((card.text, *card.do, *card.avoid))
        yield _document(Kind.CARD, card.id, (card.id, card.area), text, shelf)
    for claim in library.claims.values():
        text = f"{claim.answer} {claim.use}"
        found = _document(Kind.CLAIM, claim.id, (claim.id,), text, shelf)
        yield replace(found, note=VERDICT_WORDS[claim.verdict])
    for mistake in library.mistakes.values():
        text = f"{mistake.why} {mistake.instead}"
        yield _document(Kind.MISTAKE, mistake.id, (), text, shelf)
    for separation in library.separations.values():
        text = " ".join(pointer.text for pointer in separation.pointers)
        yield _document(Kind.SEPARATION, separation.id, (), text, shelf)
    for each in every_note(shelf):
        found = _document(each.kind, each.id, (each.id,), _note_text(each), shelf)
        yield replace(found, note=each.verdict_words)


def _note_text(note: NoteView) -> str:
    lines = (line.text for part in note.parts for line in part.lines if line.link is None)
    return " ".join((note.text, *lines))


def _document(
    kind: Kind, entry_id: str, names: tuple[str, ...], text: str, shelf: Shelf
) -> Document:
    link = link_to(kind, entry_id, shelf)
    assert link is not None
    return Document(link, names, text)


def _about(condition: Condition, shelf: Shelf) -> str:
    regions = (*condition.core_regions, *condition.other_regions)
    hurts = ", ".join(shelf.knowledge.regions[region].plain for region in regions)
    course = shelf.library.courses.get(condition.id)
    told = () if course is None else (course.onset, course.night, course.course)
    plain = f"{sentence_case(condition.plain)}."
    where = f"It hurts at the {hurts}." if hurts else ""
    findings = shelf.knowledge.findings
    fits = (
        f"{sentence_case(findings[each.finding].plain)}."
        for each in condition.evidence
        if each.present >= SPEAKS_CLEARLY
    )
    gets = (each.text for each in condition.modifiers if each.factor >= SPEAKS_CLEARLY)
    return " ".join((plain, where, *told, *fits, *gets, *condition.never, *condition.easing))


def _test_names(test_id: str, shelf: Shelf) -> tuple[str, ...]:
    question = question_of(test_id, shelf)
    options = question.options if question is not None else ()
    shown = dict.fromkeys(finding for option in options for finding in option.present)
    return (test_id, *(shelf.knowledge.findings[finding].label for finding in shown))


def _exercise(exercise: Exercise) -> str:
    return " ".join((f"For the {exercise.target}.", exercise.feel, *exercise.steps))
