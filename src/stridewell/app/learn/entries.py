"""One entry in full, of whatever kind, by its id."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TypeAlias

from stridewell.app.learn.conditions import ConditionView, condition_view
from stridewell.app.learn.exercises import ExerciseView, exercise_view
from stridewell.app.learn.judging import (
    QuestionView,
    ReasoningView,
    RuleView,
    SpikeView,
    question_view,
    reasoning_view,
    rule_view,
    spike_view,
)
from stridewell.app.learn.note_kinds import NOTES, note_of
from stridewell.app.learn.notes import NoteView
from stridewell.app.learn.numbers import SourceView, source_views
from stridewell.app.learn.programmes import ProgrammeView, programme_view
from stridewell.app.learn.readings import (
    CardView,
    ClaimView,
    FaqView,
    MistakeView,
    SeparationView,
    TermView,
    card_view,
    claim_view,
    faq_view,
    mistake_view,
    separation_view,
    term_view,
)
from stridewell.app.learn.self_tests import SelfTestView, self_test_view
from stridewell.app.learn.shelf import Kind, Link, Shelf, link_to
from stridewell.app.learn.standing import NumberView, number_view

Judging: TypeAlias = (
    ConditionView
    | SelfTestView
    | RuleView
    | QuestionView
    | ExerciseView
    | ProgrammeView
    | ReasoningView
    | NoteView
    | SpikeView
)
Reading: TypeAlias = (
    ClaimView
    | CardView
    | TermView
    | FaqView
    | MistakeView
    | SeparationView
    | NumberView
    | SourceView
)
Entry: TypeAlias = Judging | Reading
"""An entry in full."""
BY_FULL_NAME = frozenset({Kind.LADDER, Kind.SPIKE})
"""Kinds whose ids are too short to be meant by themselves: ladder:A, spike:spike."""


def entries_called(name: str, shelf: Shelf) -> tuple[Link, ...]:
    """Every entry with exactly that id, such as gtps or S0-02; ``kind:id`` names one kind."""
    kind, _, entry_id = name.strip().rpartition(":")
    kinds = [each for each in VIEWS if kind == each or (not kind and each not in BY_FULL_NAME)]
    spellings = dict.fromkeys((entry_id, entry_id.upper(), entry_id.lower()))
    found = (link_to(each, spelling, shelf) for each in kinds for spelling in spellings)
    links = {(link.kind, link.id): link for link in found if link is not None}
    return tuple(links.values())


def entry_of(link: Link, shelf: Shelf) -> Entry | None:
    """What a link leads to, in full; None where it leads to a page or a bare finding."""
    view = VIEWS.get(link.kind)
    return None if view is None else view(link.id, shelf)


def _source(source: str, shelf: Shelf) -> SourceView:
    return next(each for each in source_views(shelf) if each.source.id == source)


VIEWS: Mapping[Kind, Callable[[str, Shelf], Entry | None]] = {
    Kind.CONDITION: condition_view,
    Kind.SELF_TEST: self_test_view,
    Kind.RULE: lambda name, shelf: rule_view(shelf.knowledge.rules[name], shelf),
    Kind.TERM: lambda name, shelf: term_view(shelf.library.terms[name], shelf),
    Kind.FAQ: lambda name, shelf: faq_view(shelf.library.faq[name], shelf),
    Kind.CARD: lambda name, shelf: card_view(shelf.library.cards[name], shelf),
    Kind.CLAIM: lambda name, shelf: claim_view(shelf.library.claims[name], shelf),
    Kind.MISTAKE: lambda name, shelf: mistake_view(shelf.library.mistakes[name], shelf),
    Kind.EXERCISE: lambda name, shelf: exercise_view(shelf.knowledge.exercises[name], shelf),
    Kind.PROGRAMME: lambda name, shelf: programme_view(shelf.knowledge.programmes[name], shelf),
    Kind.SEPARATION: lambda name, shelf: separation_view(shelf.library.separations[name], shelf),
    Kind.QUESTION: lambda name, shelf: question_view(shelf.knowledge.questions[name], shelf),
    Kind.NUMBER: lambda name, shelf: number_view(shelf.library.checks[name], shelf),
    Kind.SOURCE: _source,
    Kind.REASONING: reasoning_view,
    Kind.SPIKE: lambda _, shelf: spike_view(shelf),
    **{kind: partial(note_of, kind) for kind in NOTES},
}
"""Every kind that can be read in full, the ones most meant first."""
