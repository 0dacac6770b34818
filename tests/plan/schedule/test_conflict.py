"""Where no week is possible, the smallest set of demands is named, with changes that help."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import assume, given, settings

from stridewell.plan.items import ActivityKind
from stridewell.plan.schedule.conflict import smallest_conflict
from stridewell.plan.schedule.model import Part, PartKind
from stridewell.plan.schedule.problem import WeekProblem
from stridewell.plan.schedule.rules import DEMANDS, RULES
from stridewell.plan.schedule.schedule import Schedule
from stridewell.plan.schedule.solver import Conflict, conflict_of, solve_week
from stridewell.plan.schedule.timeline import Days
from week_problems import (
    cross,
    done,
    fixed,
    heavy,
    layouts,
    light,
    limited,
    problems,
    race,
    run,
    step,
    week,
)


def broken_parts(problem: WeekProblem, days: Days) -> Iterator[Part]:
    """The demands that a layout does not meet, by the plain rules."""
    for rule in RULES:
        if rule.id not in DEMANDS and rule.breaches(problem, days):
            yield Part(PartKind.RULE, rule.id)
    for each in problem.sessions:
        if each.must and each.id not in days:
            yield Part(PartKind.NEEDED, each.id)
        if (on := problem.fixed_index(each)) is not None and days.get(each.id) != on:
            yield Part(PartKind.FIXED, each.id)


@settings(max_examples=60)
@given(problems(most=2))
def test_the_set_is_impossible_and_none_is_smaller(problem: WeekProblem) -> None:
    every_layout = {frozenset(broken_parts(problem, days)) for days in layouts(problem)}
    assume(frozenset() not in every_layout)
    found = smallest_conflict(problem)
    assert all(found & broken for broken in every_layout)
    parts = sorted(frozenset().union(*every_layout))
    for smaller in combinations(parts, len(found) - 1):
        assert any(not broken & set(smaller) for broken in every_layout)


@settings(max_examples=30)
@given(problems(most=3))
def test_a_possible_week_has_no_conflict(problem: WeekProblem) -> None:
    possible = isinstance(solve_week(problem), Schedule)
    assert possible == (smallest_conflict(problem) == frozenset())


@settings(max_examples=40)
@given(problems(most=4))
def test_every_change_is_enough_by_itself(problem: WeekProblem) -> None:
    found = solve_week(problem)
    assume(isinstance(found, Conflict))
    assert isinstance(found, Conflict)
    assert found.changes
    for change in found.changes:
        assert isinstance(solve_week(changed(problem, change)), Schedule), change


def changed(problem: WeekProblem, change: str) -> WeekProblem:
    """The problem after a change that was proposed in words."""
    minutes = list(problem.minutes)
    for name, more in re.findall(r"(\w+day) (\d+) more minutes", change):
        number = next(on for on in range(7) if problem.day_name(on) == name)
        minutes[number] += int(more)
    lowered, kept = change.lower(), []
    for each in problem.sessions:
        left_out = re.search(rf"leave out [^.]*\b{each.name}\b", lowered)
        freed = left_out or re.search(rf"let {each.name} move away", lowered)
        if each.kind is ActivityKind.RACE:
            kept += [] if left_out else [each]
        else:
            on = None if freed else each.fixed_day
            kept.append(replace(each, fixed_day=on, must=each.must and not left_out))
    return replace(problem, sessions=tuple(kept), minutes=tuple(minutes))


def conflict(problem: WeekProblem) -> Conflict:
    found = solve_week(problem)
    assert isinstance(found, Conflict), found
    return found


def named(found: Conflict) -> set[str]:
    return {each.id for each in found.parts}


def test_too_little_time_on_a_fixed_day_tells_how_much_is_missing() -> None:
    problem = replace(week(fixed(run(), 1)), minutes=(60, 20, 60, 60, 60, 60, 60))
    found = conflict(problem)
    assert named(found) == {"minutes", "run_1"}
    assert found.changes == (
        "Give Tuesday 20 more minutes.",
        "Let the first run move away from Tuesday.",
    )
    assert "The first run is fixed to Tuesday." in [each.text for each in found.parts]


def test_no_time_at_all_names_the_days_off() -> None:
    found = conflict(replace(week(run()), minutes=(0,) * 7))
    assert named(found) == {"day_off", "run_1"}
    assert found.changes == ("Give Monday 40 more minutes.", "Leave out the first run.")


def test_runs_fixed_to_days_in_a_row_name_both_runs_and_the_spacing() -> None:
    found = conflict(week(fixed(run("run_1"), 2), fixed(run("run_2"), 3), fixed(light(), 5)))
    assert named(found) == {"run_1", "run_2", "runs_apart"}
    assert found.changes == (
        "Let the first run move away from Wednesday.",
        "Let the second run move away from Thursday.",
    )


def test_the_same_problem_names_the_past_where_it_stands_in_the_way() -> None:
    problem = week(fixed(run(), 0), past=(done(run(), 1),))
    assert named(conflict(problem)) == {"run_1", "runs_apart"}


def test_too_many_sessions_tell_how_many_to_leave_out() -> None:
    found = conflict(limited(week(run("run_1"), run("run_2"), run("run_3")), runs_7_days_max=2))
    assert "runs_in_7" in named(found)
    assert found.changes == ("Leave out the third run.",)


def test_a_race_beyond_the_allowed_length_can_only_be_left_out() -> None:
    found = conflict(limited(week(race(3), run()), longest_run_max_m=8000))
    assert named(found) == {"longest_run", "race"}
    assert found.changes == ("Leave out the race.",)
    assert "The race is on Thursday." in [each.text for each in found.parts]


def test_heavy_legs_fixed_before_a_run_are_named() -> None:
    found = conflict(week(fixed(heavy(), 2), fixed(run(), 3)))
    assert named(found) == {"strength_1", "run_1", "heavy_before_run"}


def test_walk_runs_fixed_out_of_order_are_named() -> None:
    found = conflict(week(fixed(step(1), 4), fixed(step(2), 2)))
    assert named(found) == {"order", "walk_run_1", "walk_run_2"}


def test_two_conflicts_at_once_take_two_changes() -> None:
    problem = week(
        fixed(run("run_1"), 0), fixed(run("run_2"), 1), fixed(light(), 3), fixed(heavy("s_2"), 4)
    )
    (change,) = conflict(problem).changes
    assert change.count("move away from") == 2
    assert isinstance(solve_week(changed(problem, change)), Schedule)


def test_the_whole_week_may_lack_time_on_several_days() -> None:
    problem = replace(week(run("run_1"), run("run_2"), cross()), minutes=(30, 0, 0, 30, 0, 0, 30))
    assert any(re.match(r"Give .* and ", each) for each in conflict(problem).changes)


def test_no_run_this_week_names_the_earliest_day() -> None:
    found = conflict(replace(week(run()), earliest_run_day=7))
    assert named(found) == {"earliest_run", "run_1"}
    assert "No run this week." in [each.text for each in found.parts]


def test_a_possible_week_tells_no_conflict_and_no_change() -> None:
    assert conflict_of(week(run())) == Conflict((), ())


def test_the_search_for_a_smaller_set_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("stridewell.plan.schedule.conflict.SEARCH_EFFORT", 0.0)
    found = conflict(week(fixed(run("run_1"), 2), fixed(run("run_2"), 3), fixed(light(), 5)))
    assert named(found) == {"run_1", "run_2", "runs_apart"}
