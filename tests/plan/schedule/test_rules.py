"""Every hard limit of a week fires where it is broken, and only there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import pytest

from stridewell.knowledge.warrant import Value, Warrant
from stridewell.plan.schedule.model import CONSTRAINTS
from stridewell.plan.schedule.problem import WeekProblem
from stridewell.plan.schedule.rules import DEMANDS, RULES, WeekRule, breaches_of
from stridewell.values.evidence import Grade, Verification
from week_problems import (
    LIMITS,
    cross,
    day,
    done,
    fixed,
    hard_run,
    heavy,
    light,
    limited,
    mobility,
    race,
    run,
    step,
    week,
)


@dataclass(frozen=True, slots=True)
class Example:
    """Days on which a rule fires, and days on which the same week keeps it."""

    problem: WeekProblem
    broken: Mapping[str, int]
    kept: Mapping[str, int]


TWO_RUNS = week(run("run_1"), run("run_2"))
DAILY = tuple(done(light(), ago) for ago in range(1, 7))
EXAMPLES: dict[str, Example] = {
    "runs_apart": Example(TWO_RUNS, {"run_1": 2, "run_2": 3}, {"run_1": 2, "run_2": 4}),
    "earliest_run": Example(replace(week(run()), earliest_run_day=3), {"run_1": 2}, {"run_1": 3}),
    "runs_in_7": Example(
        week(run(), past=tuple(done(run(), ago) for ago in (2, 3, 4, 5))),
        {"run_1": 1},
        {"run_1": 2},
    ),
    "distance_in_7": Example(
        limited(week(run(), past=(done(run(), 3),)), running_7_days_max_m=11_999),
        {"run_1": 3},
        {"run_1": 4},
    ),
    "longest_run": Example(limited(week(run()), longest_run_max_m=5999), {"run_1": 0}, {}),
    "strength_apart": Example(
        week(light(), past=(done(heavy(), 1),)), {"strength_1": 0}, {"strength_1": 1}
    ),
    "strength_in_7": Example(
        limited(week(light("strength_1"), light("strength_2")), strength_7_days_max=1),
        {"strength_1": 0, "strength_2": 6},
        {"strength_1": 0},
    ),
    "heavy_before_run": Example(
        week(run(), heavy()), {"strength_1": 1, "run_1": 2}, {"strength_1": 2, "run_1": 2}
    ),
    "heavy_same_day": Example(week(run(), past=(done(heavy(), 0),)), {"run_1": 0}, {"run_1": 1}),
    "rest_day": Example(week(cross(), past=DAILY), {"cross_1": 0}, {"cross_1": 1}),
    "minutes": Example(
        week(replace(cross(), minutes=71), light()),
        {"cross_1": 0, "strength_1": 0},
        {"cross_1": 0, "strength_1": 1},
    ),
    "day_off": Example(
        replace(week(mobility()), minutes=(0, 90, 90, 90, 90, 90, 90)),
        {"mobility_1": 0},
        {"mobility_1": 1},
    ),
    "sessions_a_day": Example(
        week(cross(), light(), run(minutes=20), mobility()),
        {"cross_1": 0, "strength_1": 0, "run_1": 0},
        {"cross_1": 0, "strength_1": 0, "mobility_1": 0},
    ),
    "hard_runs_apart": Example(
        week(hard_run("run_1"), hard_run("run_2")),
        {"run_1": 0, "run_2": 2},
        {"run_1": 0, "run_2": 3},
    ),
    "hard_runs_in_7": Example(
        limited(week(hard_run(), past=(done(hard_run(), 4),)), hard_runs_7_days_max=1),
        {"run_1": 2},
        {"run_1": 3},
    ),
    "race_easy": Example(week(race(4), heavy()), {"race": 4, "strength_1": 2}, {"strength_1": 1}),
    "order": Example(
        week(step(1), step(2)),
        {"walk_run_1": 4, "walk_run_2": 2},
        {"walk_run_1": 2, "walk_run_2": 4},
    ),
    "fixed": Example(week(fixed(run(), 3)), {"run_1": 4}, {"run_1": 3}),
    "needed": Example(week(run()), {}, {"run_1": 0}),
}
every_rule = pytest.mark.parametrize("rule", RULES, ids=[rule.id for rule in RULES])


def test_every_rule_has_an_example_in_which_it_fires() -> None:
    assert set(EXAMPLES) == {rule.id for rule in RULES}


def test_the_solver_knows_every_rule() -> None:
    assert set(CONSTRAINTS) | DEMANDS == {rule.id for rule in RULES}


@every_rule
def test_a_rule_fires_where_it_is_broken_and_names_the_session(rule: WeekRule) -> None:
    example = EXAMPLES[rule.id]
    found = rule.breaches(example.problem, example.broken)
    assert found
    assert all(each.rule == rule.id and each.text.endswith(".") for each in found)
    assert {name for each in found for name in each.sessions} <= {
        each.id for each in example.problem.sessions
    }


@every_rule
def test_a_rule_is_silent_where_it_is_kept(rule: WeekRule) -> None:
    example = EXAMPLES[rule.id]
    assert rule.breaches(example.problem, example.kept) == ()


@every_rule
def test_a_rule_says_what_it_asks_for(rule: WeekRule) -> None:
    told = rule.says(EXAMPLES[rule.id].problem)
    assert told.endswith(".")
    assert "None" not in told


def test_an_empty_week_breaks_nothing_whatever_was_done() -> None:
    past = tuple(done(make(), ago) for make in (hard_run, heavy) for ago in range(9))
    assert breaches_of(week(past=past), {}) == ()


def test_a_limit_that_the_past_alone_broke_only_forbids_adding_to_it() -> None:
    week_of_runs = week(run(), past=tuple(done(run(), ago) for ago in range(1, 8)))
    tired = [day for day in range(7) if breaches_of(week_of_runs, {"run_1": day})]
    assert tired == [0, 1, 2]


@pytest.mark.parametrize("gap", [1, 2])
def test_heavy_legs_keep_their_distance_to_the_next_run(gap: int) -> None:
    problem = limited(week(heavy(), run()), heavy_legs_before_run_gap_days=gap)
    on_days = [on for on in range(5) if breaches_of(problem, {"strength_1": on, "run_1": 4})]
    assert on_days == list(range(4 - gap, 4))


def test_a_race_after_the_week_clears_its_last_days() -> None:
    problem = replace(week(heavy()), races_after=(day(7),))
    assert [on for on in range(7) if breaches_of(problem, {"strength_1": on})] == [5, 6]


def test_an_easy_run_may_come_shortly_before_a_race_and_a_hard_one_may_not() -> None:
    easy, quick = week(race(6), run()), week(race(6), hard_run())
    assert breaches_of(easy, {"race": 6, "run_1": 4}) == ()
    assert breaches_of(quick, {"race": 6, "run_1": 4})


def test_a_walk_run_is_not_skipped() -> None:
    (found,) = week_rule("order").breaches(week(step(1), step(2)), {"walk_run_2": 3})
    assert found.text == "The second walk-run on Thursday would come without the first walk-run."


def week_rule(name: str) -> WeekRule:
    return next(rule for rule in RULES if rule.id == name)


def test_a_number_not_seen_in_its_source_says_so() -> None:
    unseen = Value(2, "day", Warrant(Grade.EXPERT, ("acsm_2011",), Verification.UNCONFIRMED))
    problem = replace(week(), limits=replace(LIMITS, strength_min_gap_days=unseen))
    assert "not confirmed in the source yet" in week_rule("strength_apart").says(problem)
    assert "not confirmed" not in week_rule("runs_apart").says(problem)


def test_a_limit_is_never_told_higher_than_it_is() -> None:
    problem = limited(week(run()), longest_run_max_m=5999)
    assert "5.9 km" in week_rule("longest_run").says(problem)
