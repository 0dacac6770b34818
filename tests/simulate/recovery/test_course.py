"""Runners follow policies: the same seed gives the same days, and rules of thumb break limits."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from simulate.recovery.pages import KNOWLEDGE
from stridewell.differential.candidates import Differential
from stridewell.knowledge.records import Level
from stridewell.simulate.recovery.audit import audit, counts
from stridewell.simulate.recovery.course import Course, follow
from stridewell.simulate.recovery.judging import Memory
from stridewell.simulate.recovery.ours import OurPolicy
from stridewell.simulate.recovery.policies import FixedLadder, RestOnly, TenPercent
from stridewell.simulate.recovery.runners import (
    LOOKALIKES,
    Scenario,
    SyntheticRunner,
    draw_days,
    synthetic_runner,
)
from stridewell.simulate.recovery.tissue import TissueKind

BONE = list(LOOKALIKES).index("bsi_pelvis")
WEEKS = 6


def runner(index: int = 0, scenario: Scenario = Scenario.RIGHT) -> SyntheticRunner:
    return synthetic_runner(index, scenario, KNOWLEDGE, seed=7)


@cache
def laddered(index: int) -> Course:
    whom = runner(index)
    return follow(whom, FixedLadder(whom.usual, KNOWLEDGE.ladders["A"]), KNOWLEDGE, WEEKS)


def leading(differential: Differential) -> str:
    return differential.candidates[0].id


def test_the_same_seed_gives_the_same_course() -> None:
    one, other = (follow(runner(), OurPolicy(KNOWLEDGE), KNOWLEDGE, 2) for _ in range(2))
    assert np.array_equal(one.truth.damage, other.truth.damage)
    assert [r.told.sessions for r in one.records] == [r.told.sessions for r in other.records]


def test_a_scenario_changes_neither_body_nor_runs() -> None:
    bodies = [runner(3, scenario) for scenario in Scenario]
    assert len({(each.start, each.tissue.usual_capacity_km, each.history) for each in bodies}) == 1


def test_the_luck_of_the_days_does_not_depend_on_the_scenario() -> None:
    right, keen = (draw_days(runner(3, each), 28) for each in (Scenario.RIGHT, Scenario.KEEN))
    assert np.array_equal(right.uniform, keen.uniform)
    assert not right.silent[0]


@pytest.mark.parametrize("index", range(2 * len(LOOKALIKES)))
def test_the_story_leads_to_what_it_is_meant_to_look_like(index: int) -> None:
    for scenario in (Scenario.RIGHT, Scenario.WRONG):
        whom = runner(index, scenario)
        first = follow(whom, RestOnly(whom.usual), KNOWLEDGE, 1).records[0].seen.judgement
        # a torn labrum and hip impingement tell nearly the same story
        alike = {"fai_syndrome": "labral_tear"}.get(whom.apparent.id)
        assert leading(first.differential) in {whom.apparent.id, alike}
        assert not first.disposition.open_items


def test_ours_never_lets_an_uncleared_bone_run_where_the_story_says_bone() -> None:
    course = follow(runner(BONE), OurPolicy(KNOWLEDGE), KNOWLEDGE, 3)
    assert course.runner.tissue.kind is TissueKind.BONE
    assert course.records[0].seen.judgement.disposition.level.urgency >= Level.WITHIN_DAYS.urgency
    told = [each for r in course.records for each in r.told.sessions if each.kind.has_running]
    assert not told
    assert course.visits


def test_a_silent_morning_tells_nothing_new() -> None:
    whom = runner(1, Scenario.SILENT)
    course = follow(whom, OurPolicy(KNOWLEDGE), KNOWLEDGE, 8, Memory())
    silent = draw_days(whom, 56).silent
    assert silent.any()
    for record, keeps_silent in zip(course.records, silent, strict=True):
        assert (record.seen.morning is None) == keeps_silent
        assert record.seen.answers_at <= record.seen.at


def test_rest_only_rests_until_it_is_gone() -> None:
    whom = runner(0)
    course = follow(whom, RestOnly(whom.usual), KNOWLEDGE, WEEKS)
    assert not any(record.told.sessions for record in course.records[:6])


def test_a_fixed_ladder_breaks_limits_for_bone() -> None:
    broken = counts(audit(laddered(BONE), KNOWLEDGE))
    assert broken["bone_uncleared"]
    assert broken["bone_pain"]


def test_ten_percent_a_week_breaks_limits() -> None:
    whom = runner(BONE)
    found = audit(follow(whom, TenPercent(whom.usual), KNOWLEDGE, WEEKS), KNOWLEDGE)
    assert counts(found)["bone_uncleared"]


def test_a_bone_that_runs_on_heals_less_than_one_that_rests() -> None:
    whom = runner(BONE)
    rested = follow(whom, RestOnly(whom.usual), KNOWLEDGE, WEEKS)
    ran = follow(whom, TenPercent(whom.usual), KNOWLEDGE, WEEKS)
    assert ran.truth.damage[-1] > rested.truth.damage[-1]
