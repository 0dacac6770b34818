"""A number that nobody has seen in its source yet says so wherever the plan shows it."""

from __future__ import annotations

from dataclasses import replace

from plan_inputs import CALM, plan
from stridewell.knowledge.warrant import Warrant
from stridewell.plan.planner import Plan
from stridewell.plan.wishes import Wishes
from stridewell.values.evidence import Grade, Verification


def test_only_an_unconfirmed_number_carries_a_caveat() -> None:
    seen = Warrant(Grade.WEAK, ("a",), Verification.SEEN)
    recalled = Warrant(Grade.WEAK, ("a",), Verification.UNCONFIRMED)
    assert seen.caveat("It is") == ""
    assert recalled.caveat("It is") == " It is not confirmed in the source yet."


def test_the_pain_limits_and_doses_say_that_they_are_not_confirmed() -> None:
    made = plan(replace(CALM, wishes=Wishes((60, *[0] * 6))))
    assert isinstance(made, Plan)
    assert any("limits are not confirmed" in reason.text for reason in made.today.watch_for)
    for entry in made.exercises:
        unconfirmed = entry.exercise.warrant.verification is Verification.UNCONFIRMED
        assert ("dose is not confirmed" in entry.reasons[0].text) is unconfirmed
