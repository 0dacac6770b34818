"""One case in, one assessment out; triage always first, and always the same."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cases import KNOWLEDGE, case_of, finding
from stridewell.app.assess import assess
from stridewell.errors import CaseError
from stridewell.knowledge.records import Level


def test_everything_an_answer_rests_on_is_kept() -> None:
    case = case_of({"pain_regions": ["lat_hip"]})
    assessment = assess(case, KNOWLEDGE)
    assert assessment.case is case
    assert assessment.knowledge_version == KNOWLEDGE.version
    assert assessment.presentation.at == case.at


def test_the_urgency_does_not_depend_on_the_ranking() -> None:
    case = case_of({"saddle_numbness": "new", "pain_regions": ["lat_hip"], "night_pain": "on_side"})
    assessment = assess(case, KNOWLEDGE)
    assert assessment.disposition.level is Level.EMERGENCY_NOW


def test_findings_of_runs_count() -> None:
    case = case_of({"pain_regions": ["lat_hip"]})
    spiked = replace(case, findings=(finding("single_run_spike"),))
    before, after = (
        assess(each, KNOWLEDGE).differential.candidate("gtps") for each in (case, spiked)
    )
    assert before is not None
    assert after is not None
    assert after.probability > before.probability


def test_another_seed_moves_only_the_samples() -> None:
    case = case_of({"pain_regions": ["lat_hip"]})
    one, two = assess(case, KNOWLEDGE), assess(replace(case, seed=7), KNOWLEDGE)
    assert one.disposition == two.disposition
    assert one.differential != two.differential


def test_an_impossible_case_is_refused() -> None:
    with pytest.raises(CaseError, match="toe_colour"):
        assess(case_of({"toe_colour": "blue"}), KNOWLEDGE)
