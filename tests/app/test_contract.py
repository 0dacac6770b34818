"""What programs are promised stays as it was promised."""

from __future__ import annotations

import json

import pytest

from cases import KNOWLEDGE, case_of
from stridewell import __version__
from stridewell.app.assess import assess
from stridewell.app.contract import assessment_out, question_out
from stridewell.intake.reading import Answer


def out(answers: dict[str, Answer]) -> dict[str, object]:
    written = assessment_out(assess(case_of(answers), KNOWLEDGE), KNOWLEDGE)
    loaded: dict[str, object] = json.loads(written.model_dump_json())
    return loaded


def test_an_assessment_has_exactly_these_parts() -> None:
    told = out({"pain_regions": ["lat_hip"]})
    assert set(told) == {
        *("at", "disposition", "candidates", "next_questions", "safety_net"),
        *("interview", "contradictions", "knowledge_version", "version"),
    }
    assert told["version"] == __version__


def test_the_candidates_of_a_program_sum_to_one() -> None:
    written = assessment_out(assess(case_of({"pain_regions": ["groin"]}), KNOWLEDGE), KNOWLEDGE)
    assert sum(each.probability for each in written.candidates) == pytest.approx(1, abs=1e-4)
    assert all(c.interval[0] <= c.probability <= c.interval[1] for c in written.candidates)


def test_every_reason_has_a_source() -> None:
    case = case_of({"pain_regions": ["groin"], "weight_bearing": "limp"})
    written = assessment_out(assess(case, KNOWLEDGE), KNOWLEDGE)
    assert all(reason.source for reason in written.disposition.reasons)
    for candidate in written.candidates:
        assert all(r.sources for r in (*candidate.reasons_for, *candidate.reasons_against))


def test_an_open_item_names_the_question_that_settles_it() -> None:
    written = assessment_out(assess(case_of({"fever": "not_sure"}), KNOWLEDGE), KNOWLEDGE)
    (entry,) = written.disposition.ask_critical
    assert (entry.item, entry.ask) == ("fever", "fever_again")
    assert written.disposition.unanswered_critical == ["fever"]
    assert written.disposition.provisional
    assert written.next_questions[0].id == "fever_again"
    assert written.next_questions[0].turn == "critical"


@pytest.mark.parametrize(
    ("question", "kind", "options"),
    [("pain_side", "choice", 5), ("pain_regions", "regions", 26), ("pain_daily", "number", 0)],
)
def test_a_question_carries_all_it_takes_to_ask_it(question: str, kind: str, options: int) -> None:
    asked = question_out(KNOWLEDGE.questions[question], KNOWLEDGE)
    assert (asked.kind, len(asked.options)) == (kind, options)


def test_a_number_carries_its_unit_and_range_and_a_condition_is_written_out() -> None:
    weeks = question_out(KNOWLEDGE.questions["duration_weeks"], KNOWLEDGE)
    assert (weeks.unit, weeks.range) == ("week", (0, 3000))
    periods = question_out(KNOWLEDGE.questions["periods"], KNOWLEDGE)
    assert periods.asked_when == "(not sex_male and age >= 11)"


def test_a_candidate_says_why_and_what_would_change_it() -> None:
    told = out({"pain_regions": ["groin"], "weight_bearing": "limp"})
    candidates = told["candidates"]
    assert isinstance(candidates, list)
    first = candidates[0]
    assert set(first) == {
        *("condition", "name", "plain", "probability", "interval", "must_not_miss"),
        *("reasons_for", "reasons_against", "would_raise", "would_lower", "together"),
        *("exclude", "explanation"),
    }
    assert all(isinstance(each, str) for each in first["explanation"])
    move = (first["would_raise"] + first["would_lower"])[0]
    assert set(move) == {"finding", "present", "question", "probability", "text"}
    reason = first["reasons_for"][0]
    assert {"text", "sources", "grade", "strength", "clinical", "said"} == set(reason)


def test_what_to_ask_now_is_told_with_its_phase_and_why() -> None:
    told = out({"pain_regions": ["groin"]})["interview"]
    assert isinstance(told, dict)
    assert set(told) == {"question", "phase", "because"}
    assert told["question"] in KNOWLEDGE.questions


def test_contradictions_name_the_questions_to_ask_again() -> None:
    told = out({"rest_pain": "yes", "pain_daily": 0})["contradictions"]
    assert isinstance(told, list)
    assert told[0]["ask_again"] == ["rest_pain", "pain_daily"]


def test_an_open_question_says_how_long_it_takes() -> None:
    told = out({"pain_regions": ["groin"]})["next_questions"]
    assert isinstance(told, list)
    assert all(each["burden_s"] > 0 for each in told)
