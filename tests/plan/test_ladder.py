"""Where a ladder begins, and which of its steps fits under the longest run."""

from __future__ import annotations

import pytest

from plan_inputs import KNOWLEDGE, situation, with_findings
from stridewell.knowledge.training import EntryMeasure, Ladder, Phase
from stridewell.plan.ladder import (
    clamp_step,
    first_step,
    highest_fitting,
    ladder_for,
    ladder_now,
    running_m,
    whole_m,
)

SOFT = ladder_for(KNOWLEDGE, bone=False)
BONE = ladder_for(KNOWLEDGE, bone=True)


@pytest.mark.parametrize(
    ("weeks_off", "step"), [(0, 4), (1.9, 4), (2, 2), (3.9, 2), (4, 1), (50, 1), (None, 1)]
)
def test_the_longer_the_break_the_lower_the_start(weeks_off: float | None, step: int) -> None:
    assert first_step(SOFT, weeks_off, KNOWLEDGE) == step


def test_after_a_birth_it_begins_at_the_bottom() -> None:
    assert first_step(KNOWLEDGE.ladders["P"], 0, KNOWLEDGE) == 1


def test_bone_always_begins_at_the_bottom() -> None:
    assert first_step(BONE, 0, KNOWLEDGE) == 1


@pytest.mark.parametrize(("asked", "step"), [(-1, 1), (0, 1), (3, 3), (99, 12)])
def test_a_step_stays_on_the_ladder(asked: int, step: int) -> None:
    assert clamp_step(SOFT, asked) == step


def test_the_limit_decides_how_high_it_may_go() -> None:
    step = highest_fitting(SOFT, 8, 3.0, running_m(SOFT.steps[2], 3.0))
    assert step is not None
    assert step.number == 3


def test_nothing_fits_under_too_short_a_limit() -> None:
    assert highest_fitting(SOFT, 8, 3.0, 100) is None


def test_ladder_a_has_the_walk_runs_then_length_then_one_new_thing_at_a_time() -> None:
    phases = [step.phase for step in SOFT.steps]
    assert phases == [Phase.WALK_RUN] * 8 + [Phase.LENGTH] + [Phase.EXTRA] * 3
    assert [step.extra for step in SOFT.steps[9:]] == ["strides", "tempo", "hills"]
    assert SOFT.continuous == 8


def test_nothing_fast_is_on_the_ladder_for_bone() -> None:
    assert not any(step.extra for step in BONE.steps)


@pytest.mark.parametrize("ladder", KNOWLEDGE.ladders.values(), ids=lambda each: each.id)
def test_every_entry_condition_can_be_judged(ladder: Ladder) -> None:
    assert ladder.conditions
    assert set(ladder.gate) <= set(KNOWLEDGE.gates)
    assert {each.finding for each in ladder.conditions if each.finding} <= set(KNOWLEDGE.findings)
    assert set(ladder.first_when) <= set(KNOWLEDGE.findings)
    assert {each.condition for each in ladder.conditions} <= {"", *KNOWLEDGE.conditions}
    assert any(each.measure is EntryMeasure.GATE for each in ladder.conditions)
    assert {each.extra for each in ladder.steps} <= {"", *KNOWLEDGE.reintroduced}


def test_bone_asks_for_more_calm_days_than_anything_else() -> None:
    days = {
        ladder.id: max(each.at_least or 0 for each in ladder.conditions)
        for ladder in KNOWLEDGE.ladders.values()
    }
    assert days["B"] == max(days.values()) > days["A"]


def test_bone_comes_before_a_birth_and_a_birth_before_the_tissue() -> None:
    facts = situation(with_findings(present=("sex_female", "postpartum_3_to_12m"))).facts
    assert ladder_now(KNOWLEDGE, facts, bone=True).id == "B"
    assert ladder_now(KNOWLEDGE, facts, bone=False).id == "P"
    assert ladder_now(KNOWLEDGE, situation().facts, bone=False).id == "A"


def test_a_step_is_longer_with_its_walking() -> None:
    assert whole_m(SOFT.steps[0], KNOWLEDGE) > running_m(SOFT.steps[0], 3.0)
