"""One exercise against one runner: why it may not be done."""

from __future__ import annotations

from dataclasses import replace

import pytest

from plan_inputs import KNOWLEDGE, situation, with_causes, with_findings
from stridewell.plan.harm import why_not

FIGURE_FOUR = KNOWLEDGE.exercises["figure_four_stretch"]
BACK = with_causes({"nonspecific_lbp": 0.5})


def test_nothing_speaks_against_an_exercise_without_conditions() -> None:
    free = replace(FIGURE_FOUR, avoid_for=(), avoid_when=None)
    assert why_not(free, situation(BACK)) is None


@pytest.mark.parametrize("cause", FIGURE_FOUR.avoid_for)
def test_each_cause_it_may_harm_forbids_it(cause: str) -> None:
    entry = why_not(FIGURE_FOUR, situation(with_causes({"nonspecific_lbp": 0.5, cause: 0.1})))
    assert entry is not None
    assert entry.because == (cause,)
    assert "10 %" in entry.reason.text


def test_a_finding_forbids_it_and_is_named() -> None:
    entry = why_not(FIGURE_FOUR, situation(with_findings(present=("cannot_flex_90",), inputs=BACK)))
    assert entry is not None
    assert "cannot bend the hip past a right angle" in entry.reason.text


def test_an_open_safety_question_forbids_it_until_answered() -> None:
    entry = why_not(FIGURE_FOUR, situation(with_findings(unknown=("cannot_flex_90",), inputs=BACK)))
    assert entry is not None
    assert entry.because == ("cannot_flex_90",)
    assert "until one thing is clear" in entry.reason.text
