"""Kleene's three-valued logic holds in the rule language."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from drawn import CRITERIA, FACTS, NAMES, NUMBERS
from stridewell.knowledge.criteria import (
    All,
    AtLeast,
    Criterion,
    Not,
    evaluate,
    findings_in,
    is_monotone,
)
from stridewell.values.evidence import FactTable, State

PARTS = st.lists(CRITERIA, min_size=1, max_size=3).map(tuple)
Parts = tuple[Criterion, ...]


def judged(criterion: Criterion, facts: FactTable) -> State:
    return evaluate(criterion, facts).state


@given(PARTS, FACTS)
def test_not_all_is_any_not(parts: Parts, facts: FactTable) -> None:
    any_not = AtLeast(1, tuple(Not(part) for part in parts))
    assert judged(Not(All(parts)), facts) is judged(any_not, facts)


@given(PARTS, FACTS)
def test_not_any_is_all_not(parts: Parts, facts: FactTable) -> None:
    all_not = All(tuple(Not(part) for part in parts))
    assert judged(Not(AtLeast(1, parts)), facts) is judged(all_not, facts)


@given(CRITERIA, FACTS)
def test_not_not_is_the_thing_itself(criterion: Criterion, facts: FactTable) -> None:
    assert judged(Not(Not(criterion)), facts) is judged(criterion, facts)


def settled(facts: FactTable, name: str, state: State) -> FactTable:
    if facts.state(name) is not State.UNKNOWN:
        return facts
    return FactTable({**facts.states, name: state}, facts.numbers)


@given(CRITERIA, FACTS, st.sampled_from(NAMES), st.sampled_from([State.PRESENT, State.ABSENT]))
def test_learning_more_never_overturns_what_was_decided(
    criterion: Criterion, facts: FactTable, name: str, state: State
) -> None:
    before = judged(criterion, facts)
    after = judged(criterion, settled(facts, name, state))
    assert before in {State.UNKNOWN, after}


@given(CRITERIA, FACTS, st.sampled_from(NUMBERS), st.integers(0, 5))
def test_learning_a_number_never_overturns_what_was_decided(
    criterion: Criterion, facts: FactTable, name: str, value: int
) -> None:
    before = judged(criterion, facts)
    more = FactTable(facts.states, {name: float(value), **facts.numbers})
    assert before in {State.UNKNOWN, judged(criterion, more)}


@given(CRITERIA.filter(is_monotone), FACTS, st.sampled_from(NAMES))
def test_without_not_a_further_finding_never_silences(
    criterion: Criterion, facts: FactTable, name: str
) -> None:
    more = FactTable({**facts.states, name: State.PRESENT}, facts.numbers)
    if judged(criterion, facts) is State.PRESENT:
        assert judged(criterion, more) is State.PRESENT


@given(CRITERIA, FACTS)
def test_the_findings_that_decided_are_part_of_the_rule_and_known(
    criterion: Criterion, facts: FactTable
) -> None:
    because = evaluate(criterion, facts).because
    assert set(because) <= findings_in(criterion)
    assert all(
        facts.state(name) is State.PRESENT or facts.number(name) is not None for name in because
    )
