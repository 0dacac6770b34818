"""The best week, checked by trying every week; wishes, notes and what is left out."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stridewell.plan.schedule import solving
from stridewell.plan.schedule.model import CONSTRAINTS, Part, PartKind, build_model
from stridewell.plan.schedule.preferences import cost_of
from stridewell.plan.schedule.problem import WeekProblem
from stridewell.plan.schedule.rules import RULES, breaches_of
from stridewell.plan.schedule.schedule import Schedule
from stridewell.plan.schedule.solver import BrokenRuleError, Conflict, checked, solve_week
from stridewell.plan.schedule.solving import UnsolvedWeekError, solve
from week_problems import (
    cross,
    day,
    done,
    fixed,
    hard_run,
    heavy,
    layouts,
    light,
    mobility,
    optional,
    problems,
    race,
    run,
    step,
    week,
)


def solved(problem: WeekProblem) -> Schedule:
    found = solve_week(problem)
    assert isinstance(found, Schedule), found
    return found


def numbers(problem: WeekProblem, schedule: Schedule) -> dict[str, int]:
    return {each: (on - problem.first_day).days for each, on in schedule.days.items()}


def note(schedule: Schedule, session: str) -> str:
    (told,) = (each.reason.text for each in schedule.notes if each.session == session)
    return told


@settings(max_examples=60)
@given(problems(most=2))
def test_no_week_is_better_than_the_one_found(problem: WeekProblem) -> None:
    costs = [cost_of(problem, days) for days in layouts(problem) if not breaches_of(problem, days)]
    found = solve_week(problem)
    if isinstance(found, Conflict):
        assert costs == []
    else:
        assert found.cost == min(costs)


@settings(max_examples=40)
@given(problems(most=8))
def test_a_week_that_is_found_breaks_no_rule(problem: WeekProblem) -> None:
    found = solve_week(problem)
    if isinstance(found, Schedule):
        assert breaches_of(problem, numbers(problem, found)) == ()
        assert {each.session for each in found.notes} == set(found.days)
        left_out = {each.session for each in found.left_out}
        assert left_out | set(found.days) == {each.id for each in problem.sessions}


@settings(max_examples=40)
@given(problems(most=4), st.data())
def test_the_solver_and_the_plain_rules_say_the_same(
    problem: WeekProblem, data: st.DataObject
) -> None:
    days = {
        each.id: on
        for each in problem.sessions
        if (on := data.draw(st.integers(0, problem.days))) < problem.days
    }
    every = frozenset(build_model(problem, guarded=True).switches)
    for rule in (rule for rule in RULES if rule.id in CONSTRAINTS):
        lone = build_model(problem, dropped=every - {Part(PartKind.RULE, rule.id)})
        for (session, on), cell in lone.at.items():
            lone.model.add(cell == int(days.get(session) == on))
        assert solve(lone).possible == (not rule.breaches(problem, days)), rule.id


@settings(max_examples=25)
@given(problems(most=6), st.randoms(use_true_random=False))
def test_neither_the_order_of_the_list_nor_asking_again_changes_the_week(
    problem: WeekProblem, random: object
) -> None:
    shuffled = list(problem.sessions)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    first, again = solve_week(problem), solve_week(replace(problem, sessions=tuple(shuffled)))
    assert first == again


def test_a_week_without_sessions_is_empty() -> None:
    assert solved(week()) == Schedule({}, (), (), 0)


def test_a_usual_week_finds_its_days() -> None:
    problem = week(run("run_1"), run("run_2"), run("run_3"), light("strength_1"), mobility())
    found = solved(problem)
    assert found.left_out == ()
    on = numbers(problem, found)
    assert not {on["run_1"], on["run_2"], on["run_3"]} & {on["strength_1"]}


def test_a_run_comes_first_on_its_day_and_heavy_legs_after_it() -> None:
    problem = week(fixed(heavy(), 2), fixed(mobility(), 2), fixed(hard_run(), 2))
    found = solved(replace(problem, limits=problem.limits))
    assert found.on(day(2)) == ("run_1", "strength_1", "mobility_1")
    assert "one hard day leaves the next ones easy" in note(found, "strength_1")


def test_what_has_a_day_keeps_it() -> None:
    problem = week(run("run_1"), run("run_2"), light())
    first = solved(problem)
    tomorrow = replace(problem, previous={"run_1": day(1), "run_2": day(5), "strength_1": day(3)})
    found = solved(tomorrow)
    assert found.days == tomorrow.previous != first.days
    assert note(found, "run_1") == "Kept where it was."


def test_preferred_days_are_taken_where_the_rules_allow() -> None:
    liked = replace(week(run("run_1"), run("run_2")), run_days=frozenset({2, 5, 6}))
    found = solved(liked)
    assert set(numbers(liked, found).values()) <= {2, 5, 6}
    assert "like to run" in note(found, "run_1")
    rested = replace(week(cross(), light(), run()), rest_days=frozenset({0, 1, 2, 3}))
    assert min(numbers(rested, solved(rested)).values()) > 3


def test_the_longer_run_takes_the_day_with_more_time() -> None:
    problem = week(run("run_1", metres=9000), run("run_2"))
    roomy = replace(problem, minutes=(40, 40, 40, 40, 40, 120, 40))
    found = solved(roomy)
    assert found.days["run_1"] == day(5)
    assert "the most time" in note(found, "run_1")


def test_strength_is_spread_over_the_week_and_away_from_the_last_one() -> None:
    problem = week(light("strength_1"), light("strength_2"), past=(done(light(), 1),))
    first, second = sorted(numbers(problem, solved(problem)).values())
    assert first >= 2
    assert second - first >= 3


def test_a_hard_run_and_heavy_legs_rather_share_a_day_than_follow_one_another() -> None:
    problem = week(hard_run(), heavy())
    tight = replace(problem, minutes=(0, 90, 90, 0, 0, 0, 0))
    found = numbers(tight, solved(tight))
    assert found["run_1"] == found["strength_1"]


def test_an_optional_session_is_left_out_with_its_reason() -> None:
    problem = replace(week(run(), optional(cross())), minutes=(60, 0, 0, 0, 0, 0, 0))
    found = solved(problem)
    (out,) = found.left_out
    assert out.session == "cross_1"
    assert out.reason.text.startswith("No day is left for the first cross-training session.")
    assert "days without time" in out.reason.text


def test_what_is_worth_less_is_left_out_first() -> None:
    valued = replace(optional(run()), worth=2)
    one_place = replace(week(optional(cross()), valued), minutes=(45, 0, 0, 0, 0, 0, 0))
    assert set(solved(one_place).days) == {"run_1"}


def test_a_later_walk_run_is_left_out_before_an_earlier_one() -> None:
    steps = tuple(optional(step(number)) for number in (1, 2, 3))
    found = solved(replace(week(*steps), minutes=(30, 0, 30, 0, 0, 0, 0)))
    assert [each.session for each in found.left_out] == ["walk_run_3"]


def test_a_race_tomorrow_keeps_its_day_and_clears_today() -> None:
    problem = week(race(1), heavy(), optional(run()))
    found = numbers(problem, solved(problem))
    assert found["race"] == 1
    assert found["strength_1"] > 1
    assert abs(found["run_1"] - 1) >= 2


def test_a_week_that_breaks_a_rule_is_never_handed_out() -> None:
    with pytest.raises(BrokenRuleError, match="at least 2 are needed"):
        checked(week(run("run_1"), run("run_2")), {"run_1": 0, "run_2": 1})


def test_a_solver_that_gives_up_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(solving, "EFFORT", 0.0)
    with pytest.raises(UnsolvedWeekError):
        solve_week(week(run("run_1"), run("run_2"), light(), cross()))
