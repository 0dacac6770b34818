"""Seven days: runs apart, strength in between, one day free."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest

from plan_inputs import AT, CALM, load_of, plan, situation, with_causes, with_findings
from stridewell.plan.items import ActivityKind
from stridewell.plan.week import Week, run_days, strength_days


def kinds(week: Week) -> list[ActivityKind]:
    return [day.main.kind for day in week.days]


def test_the_week_begins_on_the_day_of_the_plan() -> None:
    days = [day.date for day in plan().week.days]
    assert days == [AT.date() + timedelta(days=day) for day in range(7)]


@pytest.mark.parametrize(
    ("count", "first", "days"),
    [(4, 0, (0, 2, 4, 6)), (4, 1, (1, 3, 5)), (3, 0, (0, 2, 4)), (2, 1, (1, 4)), (0, 0, ())],
)
def test_runs_never_fall_on_two_days_in_a_row(
    count: int, first: int, days: tuple[int, ...]
) -> None:
    assert run_days(count, first) == days


@pytest.mark.parametrize("taken", [(), (0, 2, 4), (0, 2, 4, 6), (1, 3, 5), (0, 3)])
def test_strength_is_not_consecutive_and_leaves_a_free_day(taken: tuple[int, ...]) -> None:
    days = strength_days(taken, situation())
    assert 2 <= len(days) <= 3
    assert all(later - earlier > 1 for earlier, later in pairwise(days))
    assert len({*days, *taken}) < 7


@pytest.mark.parametrize("ago", [0.0, 0.2, 0.9])
def test_no_run_today_when_the_last_one_was_just_now(ago: float) -> None:
    load = load_of([(9, 8.0), (5, 8.0), (ago, 7.0)])
    assert kinds(plan(replace(CALM, load=load)).week)[0] is ActivityKind.REST


def test_the_week_states_its_sum_and_its_longest_run() -> None:
    week = plan().week
    assert week.running_m == pytest.approx(sum(run.distance_m for run in week.runs))
    assert week.longest_m == max(run.distance_m for run in week.runs)
    assert week.running_min > 0


def test_a_week_without_running_trains_without_impact() -> None:
    week = plan(with_findings(pain_running=7)).week
    assert week.runs == ()
    assert week.longest_m == 0
    assert kinds(week).count(ActivityKind.CROSS_TRAIN) == 3
    assert "2 out of 10" in week.days[0].main.text


def test_strength_work_stays_on_its_days_and_daily_work_does_not() -> None:
    week = plan(with_causes({"pelvic_floor_dysfunction": 0.5})).week
    done = [each for day in week.days for item in day.items for each in item.exercises]
    assert (done.count("pelvic_floor_contraction"), done.count("bridge")) == (7, 3)
