from __future__ import annotations

from dataclasses import replace

import pytest

from plan_inputs import CALM, situation, with_causes, with_findings
from stridewell.knowledge.criteria import Present
from stridewell.plan.blocks import cool_down_for, prepare, warm_up_for
from stridewell.plan.items import ActivityKind

SOUND = situation(with_causes({"doms": 0.6}))


@pytest.mark.parametrize(
    ("kind", "extra", "block"),
    [
        (ActivityKind.RUN, None, "easy_run"),
        (ActivityKind.WALK_RUN, None, "easy_run"),
        (ActivityKind.RUN, "strides", "fast_run"),
        (ActivityKind.RUN, "surface", "easy_run"),
        (ActivityKind.RACE, None, "fast_run"),
        (ActivityKind.STRENGTH, None, "strength"),
    ],
)
def test_each_session_has_its_warm_up(kind: ActivityKind, extra: str | None, block: str) -> None:
    prepared = warm_up_for(kind, extra, SOUND)
    assert prepared is not None
    assert prepared.block.id == block


@pytest.mark.parametrize("kind", [ActivityKind.REST, ActivityKind.SEE_SOMEONE])
def test_a_day_without_training_needs_no_warm_up(kind: ActivityKind) -> None:
    assert warm_up_for(kind, None, SOUND) is None
    assert cool_down_for(kind, None, SOUND) is None


def test_a_warm_up_takes_the_minutes_that_are_sensible() -> None:
    around = CALM.knowledge.around
    low, high = around.number("warm_up_min_minutes"), around.number("warm_up_max_minutes")
    for block in around.blocks.values():
        if block.before:
            assert low <= prepare(block, SOUND).minutes <= high


def test_a_step_that_could_harm_is_replaced_and_says_because_of_which_cause() -> None:
    prepared = warm_up_for(ActivityKind.RUN, None, situation(with_causes({"fai_syndrome": 0.6})))
    assert prepared is not None
    assert "leg_swings" not in [step.exercise for step in prepared.steps]
    changed = [step.changed.text for step in prepared.steps if step.changed is not None]
    assert any("pinches when it is bent deeply (60 %)" in text for text in changed)


def test_a_finding_against_the_exercise_counts_too() -> None:
    bridge = replace(CALM.knowledge.exercises["bridge"], avoid_when=Present("trauma_major"))
    knowledge = replace(CALM.knowledge, exercises={"bridge": bridge})
    inputs = with_findings(("pain_lat_hip", "trauma_fall"), inputs=with_causes({"doms": 0.6}))
    prepared = warm_up_for(
        ActivityKind.STRENGTH, None, situation(replace(inputs, knowledge=knowledge))
    )
    assert prepared is not None
    assert "bridge" not in [step.exercise for step in prepared.steps]


def test_bone_gets_no_jogging_and_no_swings() -> None:
    prepared = warm_up_for(ActivityKind.RUN, "strides", situation(with_causes({"bsi_pelvis": 0.5})))
    assert prepared is not None
    assert all(step.exercise is None for step in prepared.steps)
    assert not any("faster" in step.text for step in prepared.steps)


def test_the_cool_down_is_optional_and_promises_nothing() -> None:
    prepared = cool_down_for(ActivityKind.RUN, None, SOUND)
    assert prepared is not None
    assert prepared.block.optional
    assert "does not speed recovery" in prepared.reason.text


def test_no_warm_up_holds_a_static_stretch() -> None:
    for block in CALM.knowledge.around.blocks.values():
        assert not any("stretch" in step.text.lower() for step in block.steps)
