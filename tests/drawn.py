"""What Hypothesis draws: runners, answers, facts and criteria."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from hypothesis import assume
from hypothesis import strategies as st

from cases import AT, KNOWLEDGE
from stridewell.app.case import Case
from stridewell.errors import CaseError
from stridewell.intake.answers import presentation_of
from stridewell.intake.presentation import Presentation
from stridewell.intake.reading import Answer
from stridewell.intake.runner import Runner, Sex
from stridewell.knowledge.criteria import (
    COMPARISONS,
    All,
    AtLeast,
    Compare,
    Criterion,
    Not,
    Present,
)
from stridewell.knowledge.records import Question
from stridewell.triage.disposition import Disposition, triage
from stridewell.values.anatomy import Region, Side
from stridewell.values.evidence import FactTable, Finding, Origin, State

NAMES = ("limp", "fever", "rest_pain", "night_pain_deep")
NUMBERS = ("age", "pain_daily")


def _options(question: Question) -> st.SearchStrategy[Answer]:
    return st.sampled_from([option.id for option in question.options])


def _ticked(question: Question) -> st.SearchStrategy[Answer]:
    none = [option.id for option in question.options if option.none]
    others = [option.id for option in question.options if not option.none]
    some = st.lists(st.sampled_from(others), min_size=1, max_size=3, unique=True)
    return st.one_of(some, st.just(none)) if none else some


def _number(question: Question) -> st.SearchStrategy[Answer]:
    limits = KNOWLEDGE.findings[question.number or ""].range
    assert limits is not None
    return st.integers(int(limits.low), int(limits.high))


def answers_to(question: Question) -> st.SearchStrategy[Answer]:
    """Every answer the question accepts."""
    match question.kind:
        case "choice" | "side":
            return _options(question)
        case "multi":
            return _ticked(question)
        case "number":
            return _number(question)
        case "regions":
            return st.lists(st.sampled_from([*Region]), min_size=1, max_size=3, unique=True)
        case "date":
            days = st.dates(date(2020, 1, 1), AT.date())
            return days.map(date.isoformat)
        case _:
            return st.text(max_size=20)


RUNNERS = st.builds(Runner, st.integers(4, 90).map(float), st.sampled_from(Sex))
ANSWERS: st.SearchStrategy[dict[str, Answer]] = st.fixed_dictionaries(
    {}, optional={question.id: answers_to(question) for question in KNOWLEDGE.questions.values()}
)
SECOND_ASKINGS = frozenset(q.id for q in KNOWLEDGE.questions.values() if q.asks_again is not None)
SAFETY = [f.id for f in KNOWLEDGE.findings.values() if f.safety and f.when is None]
FOUND = st.builds(
    Finding,
    st.sampled_from(SAFETY),
    st.sampled_from(State),
    st.just(AT),
    st.sampled_from(Origin),
    st.none() | st.sampled_from(Side),
    certainty=st.floats(0, 1),
    said=st.none() | st.text(max_size=10),
)
CASES = st.builds(
    Case, st.just(AT), RUNNERS, ANSWERS, st.lists(FOUND, max_size=3).map(tuple), st.integers(0, 99)
)


def told(runner: Runner, answers: dict[str, Answer]) -> Presentation:
    """The presentation; answers that contradict each other are drawn anew."""
    try:
        return presentation_of(runner, answers, AT, KNOWLEDGE)
    except CaseError:
        assume(condition=False)
        raise


def level_of(runner: Runner, answers: dict[str, Answer]) -> Disposition:
    """How urgent it is."""
    return triage(told(runner, answers), KNOWLEDGE)


def without(answers: dict[str, Answer], left_out: Iterable[str]) -> dict[str, Answer]:
    """The answers but for those to some questions."""
    return {name: answer for name, answer in answers.items() if name not in set(left_out)}


FACTS = st.builds(
    FactTable,
    st.dictionaries(st.sampled_from(NAMES), st.sampled_from(State)),
    st.dictionaries(st.sampled_from(NUMBERS), st.integers(0, 5).map(float)),
)
LEAVES: st.SearchStrategy[Criterion] = st.one_of(
    st.builds(Present, st.sampled_from(NAMES)),
    st.builds(
        Compare, st.sampled_from(NUMBERS), st.sampled_from([*COMPARISONS]), st.integers(0, 5)
    ),
)


def _compound(inner: st.SearchStrategy[Criterion]) -> st.SearchStrategy[Criterion]:
    parts = st.lists(inner, min_size=1, max_size=3).map(tuple)
    return st.one_of(
        st.builds(All, parts), st.builds(AtLeast, st.integers(1, 3), parts), st.builds(Not, inner)
    )


CRITERIA = st.recursive(LEAVES, _compound, max_leaves=8)
