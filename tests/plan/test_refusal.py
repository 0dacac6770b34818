"""The planner refuses by name and says what to do instead."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from plan_inputs import AT, CALM, disposition
from stridewell.knowledge.records import Level
from stridewell.plan.planner import make_plan
from stridewell.plan.refusal import Refusal, RefusalKind, refuse


@pytest.mark.parametrize("level", [Level.EMERGENCY_NOW, Level.SAME_DAY])
def test_no_plan_at_an_urgent_level(level: Level) -> None:
    refusal = make_plan(replace(CALM, disposition=disposition(level)))
    assert isinstance(refusal, Refusal)
    assert refusal.kind is RefusalKind.URGENT_DISPOSITION
    assert refusal.next_step == CALM.knowledge.levels[level].action


def test_no_plan_while_a_critical_item_is_open() -> None:
    refusal = refuse(replace(CALM, disposition=disposition(open_items=True)))
    assert refusal is not None
    assert refusal.kind is RefusalKind.CRITICAL_UNANSWERED
    assert "numbness where you sit" in refusal.text


@pytest.mark.parametrize("age", [timedelta(days=3, seconds=1), timedelta(hours=-1)])
def test_no_plan_on_stale_answers_or_answers_from_the_future(age: timedelta) -> None:
    refusal = refuse(replace(CALM, answers_at=AT - age))
    assert refusal is not None
    assert refusal.kind is RefusalKind.STALE_ANSWERS
    assert refusal.next_step


def test_answers_of_three_days_are_still_fresh() -> None:
    assert refuse(replace(CALM, answers_at=AT - timedelta(days=3))) is None


def test_the_most_urgent_refusal_is_told() -> None:
    inputs = replace(
        CALM,
        disposition=disposition(Level.SAME_DAY, open_items=True),
        answers_at=AT - timedelta(days=30),
    )
    refusal = refuse(inputs)
    assert refusal is not None
    assert refusal.kind is RefusalKind.URGENT_DISPOSITION
