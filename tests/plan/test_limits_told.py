"""What is read up of the hard limits is what the plan does: the same limits on the same grounds."""

from __future__ import annotations

import pytest

from plan_inputs import CALM, KNOWLEDGE, situation, with_causes, with_findings
from stridewell.plan.constraints import CHECKS, limits_of
from stridewell.plan.inputs import PlanInput
from stridewell.plan.limits_told import ToldLimit, day_limits, rules_of_a_week
from stridewell.plan.schedule.rules import RULES

TOLD = {each.id: each for each in day_limits(KNOWLEDGE)}
EVERY = (*day_limits(KNOWLEDGE), *rules_of_a_week(KNOWLEDGE))


def test_every_limit_and_every_rule_can_be_read_up() -> None:
    assert list(TOLD) == [check.__name__ for check in CHECKS]
    assert [each.id for each in rules_of_a_week(KNOWLEDGE)] == [rule.id for rule in RULES]


@pytest.mark.parametrize("limit", EVERY, ids=lambda each: each.id)
def test_a_limit_says_itself_for_everybody_and_names_numbers_that_exist(limit: ToldLimit) -> None:
    assert limit.says.endswith(".")
    assert "Monday" not in limit.says
    assert set(limit.numbers) <= set(KNOWLEDGE.reasoning)
    assert set(limit.warrant.sources) <= set(KNOWLEDGE.sources)


@pytest.mark.parametrize(
    "inputs",
    [
        with_findings(inputs=CALM, pain_daily=8, pain_running=8, present=("limp",)),
        with_causes({"bsi_femoral_neck": 0.4}),
        with_findings(inputs=CALM, age=14),
        CALM,
    ],
    ids=["much pain", "bone", "young", "calm"],
)
def test_a_limit_that_applies_rests_on_what_is_told_of_it(inputs: PlanInput) -> None:
    applied = limits_of(situation(inputs))
    assert applied
    for limit in applied:
        if limit.id not in {"red_zone", "gate_open"}:  # these go by the sign, and by the ladder
            assert limit.warrant.sources == TOLD[limit.id].warrant.sources
