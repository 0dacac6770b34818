"""The most urgent rule wins, unknown is never no, and every level gives its reasons."""

from __future__ import annotations

import pytest

from cases import CRITICAL, KNOWLEDGE, MAN, WOMAN, facts, judged, presented, well
from stridewell.knowledge.records import Level
from stridewell.triage.disposition import assume, triage
from stridewell.values.evidence import State


def test_a_runner_who_is_well_may_care_for_it_at_home() -> None:
    disposition = judged(well())
    assert disposition.level is disposition.could_be is Level.SELF_MANAGE
    assert not disposition.is_provisional
    assert not disposition.forbids_running
    assert "None of the red flags fits" in disposition.reasons[0].text


def test_the_most_urgent_rule_decides_and_all_that_fired_are_kept() -> None:
    disposition = judged(well() | {"saddle_numbness": "new", "leg_strength": ["one"]})
    assert disposition.level is Level.EMERGENCY_NOW
    assert [reason.rule for reason in disposition.reasons] == ["E1", "S8"]


def test_one_open_item_says_what_it_could_be() -> None:
    answers = well() | {"pain_regions": ["groin"]}
    del answers["saddle_numbness"]
    disposition = judged(answers)
    assert (disposition.level, disposition.could_be) == (Level.SELF_MANAGE, Level.EMERGENCY_NOW)
    assert [entry.item.id for entry in disposition.open_items] == ["saddle_numbness"]


@pytest.mark.parametrize("question", [q for q in CRITICAL if q not in {"pregnancy", "trauma"}])
def test_not_sure_twice_is_at_least_same_day(question: str) -> None:
    unsure = {question: "not_sure", f"{question}_again": "not_sure", "pain_regions": ["groin"]}
    runner = MAN if question == "testicular_pain" else WOMAN
    disposition = judged(well(runner) | unsure, runner)
    assert disposition.level.urgency >= Level.SAME_DAY.urgency
    assert [item.question for item in disposition.assumed] == [question]
    assert any("twice" in reason.text for reason in disposition.reasons)
    assert not disposition.open_items


def test_an_assumed_yes_reaches_the_composites() -> None:
    table = assume(facts(absent=("limp",)), (KNOWLEDGE.critical["trauma"],), KNOWLEDGE)
    assert table.state("trauma_major") is State.PRESENT
    assert table.state("limp") is State.ABSENT


def test_an_event_that_stays_unsure_counts_as_a_pop_too() -> None:
    unsure = {"trauma": ["not_sure"], "trauma_again": "not_sure"}
    torn = {"pain_regions": ["sit_bone"], "muscle_signs": ["bruise"]}
    assert [each.rule.id for each in judged(well() | unsure | torn).fired] == ["S6"]


def test_a_possible_pregnancy_that_stays_unsure_counts_with_belly_pain() -> None:
    unsure = {"pregnancy": "not_sure", "pregnancy_again": "not_sure"}
    belly = {"belly_signs": ["one_sided"], "pain_regions": ["lower_abd"]}
    assert judged(well() | unsure | belly).fired[0].rule.id == "E8"


@pytest.mark.parametrize(("level", "forbids"), [(each, each.urgency >= 2) for each in Level])
def test_no_run_from_within_days_on(level: Level, forbids: bool) -> None:  # noqa: FBT001
    answers = {
        Level.EMERGENCY_NOW: {"saddle_numbness": "new"},
        Level.SAME_DAY: {"weight_bearing": "cannot"},
        Level.WITHIN_DAYS: {"fever": "ill"},
        Level.WITHIN_WEEKS: {"bladder_bowel": "old"},
        Level.SELF_MANAGE: {},
    }[level]
    disposition = judged(well() | answers)
    assert (disposition.level, disposition.forbids_running) == (level, forbids)
    assert disposition.spec is KNOWLEDGE.levels[level]


def test_a_level_that_is_held_is_not_lowered_by_better_answers() -> None:
    held = triage(presented(well()), KNOWLEDGE, Level.SAME_DAY)
    assert (held.level, held.could_be) == (Level.SAME_DAY, Level.SAME_DAY)
    assert "does not lower" in held.reasons[0].text


def test_a_level_that_is_held_is_raised_by_worse_answers() -> None:
    worse = presented(well() | {"saddle_numbness": "new"})
    raised = triage(worse, KNOWLEDGE, Level.WITHIN_DAYS)
    assert raised.level is Level.EMERGENCY_NOW
    assert raised.reasons[0].rule == "E1"
