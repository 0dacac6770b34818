"""A moved session keeps every rule, or the move is refused with the nearest day that works."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from stridewell.plan.schedule.moving import MoveRefused, move
from stridewell.plan.schedule.problem import WeekProblem
from stridewell.plan.schedule.rules import breaches_of
from stridewell.plan.schedule.schedule import Schedule
from stridewell.plan.schedule.solver import solve_week
from week_problems import day, fixed, heavy, light, optional, problems, race, run, week


def solved(problem: WeekProblem) -> Schedule:
    found = solve_week(problem)
    assert isinstance(found, Schedule)
    return found


def moved(problem: WeekProblem, session: str, to: int) -> Schedule:
    found = move(problem, solved(problem), session, day(to))
    assert isinstance(found, Schedule), found
    return found


def refused(problem: WeekProblem, session: str, to: int) -> MoveRefused:
    found = move(problem, solved(problem), session, day(to))
    assert isinstance(found, MoveRefused), found
    return found


@settings(max_examples=40)
@given(problems(most=4), st.data())
def test_a_move_keeps_every_rule_or_is_refused(problem: WeekProblem, data: st.DataObject) -> None:
    schedule = solve_week(problem)
    assume(isinstance(schedule, Schedule))
    assert isinstance(schedule, Schedule)
    before = deepcopy(schedule)
    session = data.draw(st.sampled_from(problem.sessions))
    to = data.draw(st.integers(-1, 7))
    after = move(problem, schedule, session.id, day(to))
    assert schedule == before
    if isinstance(after, MoveRefused):
        assert after.breaches
        assert after.nearest is None or isinstance(
            move(problem, schedule, session.id, after.nearest), Schedule
        )
    else:
        assert after.days[session.id] == day(to)
        free = tuple(replace(e, fixed_day=day(to)) if e is session else e for e in problem.sessions)
        numbers = {each: (on - problem.first_day).days for each, on in after.days.items()}
        assert breaches_of(replace(problem, sessions=free), numbers) == ()
        ids = {each.id for each in problem.sessions}
        changed = {each for each in ids if schedule.days.get(each) != after.days.get(each)}
        assert {each.session for each in after.shifted} == changed - {session.id}


def kept(problem: WeekProblem, **days: int) -> WeekProblem:
    """The problem with the days of a plan before."""
    return replace(problem, previous={each: day(on) for each, on in days.items()})


TWO_RUNS = kept(week(run("run_1"), run("run_2")), run_1=0, run_2=3)


def test_a_free_day_takes_the_session_and_nothing_else_moves() -> None:
    after = moved(TWO_RUNS, "run_2", 5)
    assert after.days == {"run_1": day(0), "run_2": day(5)}
    assert after.shifted == ()


def test_another_session_makes_way_where_it_can_and_is_told() -> None:
    after = moved(TWO_RUNS, "run_2", 1)
    assert after.days["run_2"] == day(1)
    (shift,) = after.shifted
    assert shift.session == "run_1"
    assert shift.text == f"The first run moves from 4 May to {after.days['run_1'].day} May."


def test_a_fixed_session_does_not_make_way() -> None:
    problem = week(fixed(run("run_1"), 2), run("run_2"))
    told = refused(problem, "run_2", 3)
    assert [each.rule for each in told.breaches] == ["runs_apart"]
    assert told.nearest == day(4)


def test_two_sessions_change_places_where_there_is_time_for_one_on_each_day() -> None:
    problem = replace(week(light(), run()), minutes=(40, 0, 50, 0, 0, 0, 0))
    after = moved(kept(problem, run_1=0, strength_1=2), "run_1", 2)
    assert after.days == {"run_1": day(2), "strength_1": day(0)}


def test_an_optional_session_is_left_out_where_nothing_else_helps() -> None:
    problem = replace(week(optional(light()), optional(run())), minutes=(0, 0, 50, 0, 0, 0, 0))
    (kept_one,) = solved(problem).days
    (other,) = {"run_1", "strength_1"} - {kept_one}
    after = moved(problem, other, 2)
    assert [each.session for each in after.left_out] == [kept_one]
    assert after.shifted[0].text.endswith("is left out.")


def test_a_day_without_time_is_refused() -> None:
    problem = replace(TWO_RUNS, minutes=(60, 60, 60, 60, 0, 60, 60))
    told = refused(problem, "run_2", 4)
    assert [each.rule for each in told.breaches] == ["day_off"]
    assert told.nearest == day(5)


@pytest.mark.parametrize("to", [-1, 7])
def test_a_day_outside_the_week_is_refused(to: int) -> None:
    assert "outside this week" in refused(TWO_RUNS, "run_2", to).breaches[0].text


def test_a_race_stays() -> None:
    told = refused(week(race(4), heavy()), "race", 3)
    assert told.breaches[0].text == "A race stays on its day."
    assert told.nearest is None


def test_a_session_without_any_other_day_has_no_nearest() -> None:
    problem = replace(week(run()), minutes=(60, 0, 0, 0, 0, 0, 0))
    assert refused(problem, "run_1", 3).nearest is None


def test_an_unknown_session_is_an_error() -> None:
    with pytest.raises(KeyError):
        move(TWO_RUNS, solved(TWO_RUNS), "toe_1", day(1))
