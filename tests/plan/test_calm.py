"""Days in a row without pain above a limit."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from plan_diary import easy_run, morning, mornings, told
from plan_inputs import AT, CALM, presentation, situation
from stridewell.plan.calm import calm_days
from stridewell.plan.inputs import PainToday, PlanInput

UNTOLD = replace(CALM, presentation=presentation(numbers={"age": 40.0}))


def days(inputs: PlanInput, limit: float = 0) -> int:
    return calm_days(inputs, situation(inputs).facts, limit)


def test_nothing_told_is_no_calm_day() -> None:
    assert days(UNTOLD) == 0


def test_a_check_in_tells_of_its_day_and_of_the_day_before() -> None:
    assert days(replace(UNTOLD, pain_today=PainToday(0))) == 1
    assert days(replace(UNTOLD, pain_today=PainToday(0, worst_yesterday=0))) == 2


def test_the_answers_of_the_intake_tell_of_two_days() -> None:
    assert days(CALM, limit=2) == 2
    assert days(CALM, limit=0) == 0


def test_mornings_on_end_are_counted() -> None:
    assert days(told(mornings=mornings(range(14)), inputs=UNTOLD)) == 14


def test_pain_ends_the_count() -> None:
    entries = [*mornings(range(5)), morning(5, 3), *mornings(range(6, 14))]
    assert days(told(mornings=entries, inputs=UNTOLD)) == 5


def test_pain_in_training_ends_the_count() -> None:
    inputs = told([easy_run(3, 1)], mornings(range(14)), UNTOLD)
    assert days(inputs) == 3


def test_small_gaps_are_bridged_and_longer_ones_are_not() -> None:
    assert days(told(mornings=mornings([0, 3, 6, 9]), inputs=UNTOLD)) == 10
    assert days(told(mornings=mornings([0, 3, 7, 9]), inputs=UNTOLD)) == 4


def test_days_that_lie_too_far_back_or_are_still_to_come_do_not_count() -> None:
    assert days(told(mornings=mornings([5, 6, 7]), inputs=UNTOLD)) == 0
    assert days(told(mornings=mornings([-1]), inputs=UNTOLD)) == 0


def test_old_answers_count_for_their_own_day() -> None:
    assert days(replace(CALM, answers_at=AT - timedelta(days=10)), limit=2) == 0
