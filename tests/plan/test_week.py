"""Seven days: runs apart, strength in between, one day free."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plan_inputs import AT, CALM, load_of, plan, with_causes, with_findings
from stridewell.plan.diary import Completion, Diary, SessionDone
from stridewell.plan.items import ActivityKind
from stridewell.plan.schedule.rules import breaches_of
from stridewell.plan.week import Week, planned_week, why_not_all
from stridewell.plan.wishes import Wishes

DAY = timedelta(days=1)


def kinds(week: Week) -> list[ActivityKind]:
    return [day.main.kind for day in week.days]


def test_the_week_begins_on_the_day_of_the_plan() -> None:
    days = [day.date for day in plan().week.days]
    assert days == [AT.date() + timedelta(days=day) for day in range(7)]


def days_of(week: Week, *kinds: ActivityKind) -> list[int]:
    return [n for n, day in enumerate(week.days) if any(i.kind in kinds for i in day.items)]


@given(st.lists(st.sampled_from([0, 20, 45, 90]), min_size=7, max_size=7).map(tuple))
def test_whatever_time_there_is_no_hard_limit_breaks(minutes: tuple[int, ...]) -> None:
    week = plan(replace(CALM, wishes=Wishes(minutes))).week
    runs, strength = days_of(week, ActivityKind.RUN), days_of(week, ActivityKind.STRENGTH)
    for days in (runs, strength):
        assert all(later - earlier > 1 for earlier, later in pairwise(days))
    assert breaches_of(week.problem, week.schedule_indexes) == ()
    for day in week.days:
        assert sum(i.minutes or 0 for i in day.items) <= minutes[day.date.weekday()]


def test_a_week_without_time_says_what_found_no_day_and_what_would_help() -> None:
    week = plan(replace(CALM, wishes=Wishes((0,) * 7))).week
    assert week.runs == ()
    assert {each.kind for each in week.unplaced} >= {ActivityKind.RUN, ActivityKind.STRENGTH}
    conflict = why_not_all(week)
    assert conflict is not None
    assert any("minutes" in change for change in conflict.changes)


def test_a_week_in_which_all_fits_has_no_conflict() -> None:
    assert why_not_all(plan().week) is None


def test_where_only_some_fit_the_fullest_strength_sessions_stay() -> None:
    week = plan(replace(CALM, wishes=Wishes((0, 0, 40, 0, 0, 60, 0)))).week
    strength = [i for day in week.days for i in day.items if i.kind is ActivityKind.STRENGTH]
    full = max(
        (i for day in plan().week.days for i in day.items if i.kind is ActivityKind.STRENGTH),
        key=lambda item: len(item.exercises),
    )
    assert strength[0].exercises == full.exercises


def test_a_run_has_precedence_where_only_one_day_has_time_for_it() -> None:
    week = plan(replace(CALM, wishes=Wishes((0, 0, 0, 0, 0, 60, 0)))).week
    assert days_of(week, ActivityKind.RUN) == [5]


def test_the_next_plan_keeps_the_days_of_the_one_before() -> None:
    before = planned_week(plan().week, None).sessions
    shifted = tuple(replace(s, day=s.day + 2 * DAY) for s in before if s.kind is ActivityKind.RUN)
    rest = tuple(s for s in before if s.kind is not ActivityKind.RUN)
    week = plan(replace(CALM, planned=(*shifted, *rest))).week
    runs = [s.day for s in planned_week(week, None).sessions if s.kind is ActivityKind.RUN]
    assert runs == [s.day for s in shifted]


def test_a_session_that_the_runner_moved_stays_where_they_put_it() -> None:
    run = next(s for s in planned_week(plan().week, None).sessions if s.kind is ActivityKind.RUN)
    moved = replace(run, day=AT.date() + 4 * DAY, is_pinned=True)
    week = plan(replace(CALM, planned=(moved,))).week
    (item,) = [i for i in week.days[4].items if i.kind is ActivityKind.RUN]
    assert item.is_pinned
    assert week.unpinned == ()


def test_a_moved_session_that_would_break_a_limit_is_let_go_and_named() -> None:
    run = next(s for s in planned_week(plan().week, None).sessions if s.kind is ActivityKind.RUN)
    moved = replace(run, day=AT.date(), is_pinned=True)
    load = load_of([(9, 8.0), (5, 8.0), (1.2, 7.0)])
    week = plan(replace(CALM, load=load, planned=(moved,))).week
    assert len(week.unpinned) == 1
    assert days_of(week, ActivityKind.RUN)[0] > 0


def test_what_was_done_today_is_not_planned_again() -> None:
    done = SessionDone(AT.date(), ActivityKind.STRENGTH, Completion.DONE)
    week = plan(replace(CALM, diary=Diary(sessions=(done,)))).week
    assert 0 not in days_of(week, ActivityKind.STRENGTH)
    assert (
        len(days_of(week, ActivityKind.STRENGTH))
        == len(days_of(plan().week, ActivityKind.STRENGTH)) - 1
    )


def test_a_skipped_run_is_not_made_up_for_on_the_same_day() -> None:
    skipped = SessionDone(AT.date(), ActivityKind.RUN, Completion.SKIPPED)
    week = plan(replace(CALM, diary=Diary(sessions=(skipped,)))).week
    assert 0 not in days_of(week, ActivityKind.RUN)


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
