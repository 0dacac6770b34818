"""The rule language by example; its laws are in tests/properties."""

from __future__ import annotations

import pytest

from cases import facts
from stridewell.knowledge.criteria import (
    All,
    AtLeast,
    Compare,
    Criterion,
    Not,
    Present,
    evaluate,
    findings_in,
    in_words,
    is_monotone,
    parts_of,
)
from stridewell.values.evidence import State

LIMP, FEVER, REST = Present("limp"), Present("fever"), Present("rest_pain")
OLD = Compare("age", ">=", 60)


def test_any_is_true_as_soon_as_one_part_is() -> None:
    verdict = evaluate(AtLeast(1, (LIMP, FEVER)), facts("fever"))
    assert (verdict.state, verdict.because) == (State.PRESENT, ("fever",))


def test_all_stays_open_while_a_part_is_unknown() -> None:
    assert evaluate(All((LIMP, FEVER)), facts("limp")).state is State.UNKNOWN


def test_all_is_false_as_soon_as_one_part_is() -> None:
    assert evaluate(All((LIMP, FEVER)), facts(absent=("fever",))).state is State.ABSENT


@pytest.mark.parametrize(
    ("present", "absent", "expected"),
    [
        (("limp", "fever"), ("rest_pain",), State.PRESENT),
        (("limp",), ("rest_pain",), State.UNKNOWN),
        (("limp",), ("rest_pain", "fever"), State.ABSENT),
    ],
)
def test_two_of_three(present: tuple[str, ...], absent: tuple[str, ...], expected: State) -> None:
    two = AtLeast(2, (LIMP, FEVER, REST))
    assert evaluate(two, facts(*present, absent=absent)).state is expected


@pytest.mark.parametrize(
    ("relation", "expected"),
    [("<", State.ABSENT), ("<=", State.PRESENT), ("==", State.PRESENT), (">", State.ABSENT)],
)
def test_a_number_at_its_limit(relation: str, expected: State) -> None:
    assert evaluate(Compare("age", relation, 60), facts(age=60)).state is expected


def test_a_number_that_was_not_told_stays_open() -> None:
    assert evaluate(OLD, facts()).state is State.UNKNOWN
    assert evaluate(Not(OLD), facts()).state is State.UNKNOWN


NESTED: Criterion = All((LIMP, Not(AtLeast(1, (FEVER, OLD)))))


def test_every_finding_inside_is_found() -> None:
    assert findings_in(NESTED) == {"limp", "fever", "age"}
    assert len(list(parts_of(NESTED))) == 6


def test_a_not_anywhere_makes_it_silenceable() -> None:
    assert not is_monotone(NESTED)
    assert is_monotone(All((LIMP, OLD)))


def test_it_is_written_out_for_people() -> None:
    assert in_words(NESTED) == "(limp and not (fever or age >= 60))"
    assert in_words(AtLeast(2, (LIMP, FEVER))) == "at least 2 of (limp, fever)"
