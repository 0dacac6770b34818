"""What is said of a race, and that it is never a promise."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plan_diary import TODAY, cleared_bone, morning, on_the_ladder, told, walk_run
from plan_inputs import CALM, disposition, load_of, situation, with_causes, with_findings
from stridewell.knowledge.records import Level
from stridewell.plan.inputs import PlanInput
from stridewell.plan.race import RaceOutlook, Reach, race_outlook
from stridewell.plan.wishes import Race, Wishes

ON_LADDER = told(
    [walk_run(3, 1)],
    [morning(3), morning(2), morning(0)],
    replace(on_the_ladder(), load=load_of([(3, 2.0)])),
)


def outlook(km: float, days: int, inputs: PlanInput = CALM) -> RaceOutlook:
    return race_outlook(situation(inputs), Race(TODAY + timedelta(days=days), 1000 * km))


def test_a_distance_one_is_used_to_is_within_reach() -> None:
    answer = outlook(5, 30)
    assert answer.reach is Reach.REACHABLE
    assert "no promise" in answer.text


def test_a_long_way_takes_time_and_says_from_when_it_is_realistic() -> None:
    soon, late = outlook(21.1, 60), outlook(21.1, 200)
    assert soon.reach is Reach.SHORTER
    assert late.reach is Reach.REACHABLE
    assert soon.fastest is not None
    assert soon.earliest is not None
    assert soon.slowest is not None
    assert TODAY < soon.fastest < soon.earliest < soon.slowest


def test_a_race_that_is_nearly_reached_may_be_walked_in_part() -> None:
    assert outlook(10, 5).reach is Reach.WALK_RUN


def test_on_the_ladder_the_ladder_comes_first() -> None:
    answer = outlook(5, 20, ON_LADDER)
    assert answer.reach is Reach.NOT_REACHABLE
    assert answer.fastest is not None
    assert answer.fastest > TODAY + timedelta(days=30)
    assert any("on the ladder" in reason.text for reason in answer.reasons)


def test_the_step_of_the_week_of_the_race_may_cover_it_as_a_walk_run() -> None:
    assert outlook(4, 25, ON_LADDER).reach is Reach.WALK_RUN


def test_bone_takes_longer() -> None:
    painless = with_findings(inputs=cleared_bone(), pain_daily=0, pain_running=0)
    bone, soft = outlook(5, 30, painless), outlook(5, 30, ON_LADDER)
    assert bone.fastest is not None
    assert soft.fastest is not None
    assert bone.fastest > soft.fastest


@pytest.mark.parametrize(
    ("km", "days", "reach"),
    [
        (5, -1, Reach.PAST),
        (5, 0, Reach.TOO_SOON),
        (5, 1, Reach.TOO_SOON),
        (80, 300, Reach.TOO_LONG),
        (400, 1, Reach.TOO_LONG),
    ],
)
def test_named_answers(km: float, days: int, reach: Reach) -> None:
    assert outlook(km, days).reach is reach


def test_tomorrow_a_longer_race_is_to_be_left_out() -> None:
    assert "Leave it out" in outlook(42.2, 1).text
    assert "easy run" in outlook(5, 1).text


def test_two_races_on_one_day_are_one_too_many() -> None:
    day = TODAY + timedelta(days=40)
    wishes = Wishes(races=(Race(day, 5000.0, "A"), Race(day, 10_000.0, "B")))
    here = situation(replace(CALM, wishes=wishes))
    assert race_outlook(here, wishes.races[0]).reach is Reach.CLASH


@pytest.mark.parametrize("level", [Level.WITHIN_DAYS, Level.SAME_DAY, Level.EMERGENCY_NOW])
def test_nothing_is_judged_while_somebody_has_to_look(level: Level) -> None:
    answer = outlook(5, 100, replace(CALM, disposition=disposition(level)))
    assert answer.reach is Reach.NOT_JUDGED
    assert answer.earliest is None


def test_nothing_is_judged_while_bone_is_not_cleared() -> None:
    assert outlook(5, 100, with_causes({"bsi_pelvis": 0.2})).reach is Reach.NOT_JUDGED


def test_pain_today_takes_a_week_longer() -> None:
    hurts, calm = outlook(21.1, 60, with_findings(pain_running=4)), outlook(21.1, 60)
    assert hurts.fastest is not None
    assert calm.fastest is not None
    assert hurts.fastest - calm.fastest == timedelta(days=7)


def test_what_lies_beyond_what_can_be_foreseen_is_said() -> None:
    tiny = replace(CALM, load=load_of([(3, 0.2)]))
    answer = outlook(59, 700, tiny)
    assert answer.earliest is None
    assert "foreseen" in answer.text


@settings(deadline=None, max_examples=60)
@given(
    st.floats(1, 60),
    st.integers(2, 400),
    st.sampled_from([CALM, ON_LADDER, with_findings(pain_running=4)]),
)
def test_within_reach_means_no_earlier_than_the_fastest_way(
    km: float, days: int, inputs: PlanInput
) -> None:
    answer = outlook(km, days, inputs)
    assert all(reason.sources for reason in answer.reasons)
    if answer.reach is Reach.REACHABLE:
        assert answer.fastest is not None
        assert answer.race.day >= answer.fastest - timedelta(days=1)
        assert answer.safe_m is not None
        assert answer.safe_m >= answer.race.distance_m - 100
