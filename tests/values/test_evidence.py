"""Findings: present, absent, or unknown, which is neither."""

from __future__ import annotations

import pytest

from cases import AT
from stridewell.values.evidence import FactTable, Finding, Origin, State


def test_unknown_stays_unknown_when_negated() -> None:
    assert [state.negated() for state in State] == [State.ABSENT, State.PRESENT, State.UNKNOWN]


@pytest.mark.parametrize("certainty", [-0.1, 1.1, float("nan")])
def test_a_certainty_lies_between_0_and_1(certainty: float) -> None:
    with pytest.raises(ValueError, match="certainty of limp"):
        Finding("limp", State.PRESENT, AT, Origin.ANSWER, certainty=certainty)


def test_what_was_not_asked_is_unknown() -> None:
    nothing = FactTable({}, {})
    assert nothing.state("fever") is State.UNKNOWN
    assert nothing.number("age") is None
