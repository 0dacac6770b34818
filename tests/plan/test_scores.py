"""The scores of the week: sums, changes worth believing, and what is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stridewell.adapters.knowledge_files import packaged_knowledge
from stridewell.plan.scores import (
    ActivityScore,
    ClinicianScore,
    Direction,
    WeeklyScore,
    is_due,
    problem_percent,
    refuse_unknown,
    score_lines,
)

KNOWLEDGE = packaged_knowledge()
MONDAY = date(2026, 5, 11)
WEEK = timedelta(days=7)
WORST = {question.id: question.worst for question in KNOWLEDGE.weekly.values()}
NONE = dict.fromkeys(WORST, 0)


def week(number: int, problem: dict[str, int] = NONE, ability: int = 5) -> WeeklyScore:
    return WeeklyScore(MONDAY + number * WEEK, problem, (ActivityScore("stairs", ability),))


def test_no_trouble_is_nought_and_the_worst_week_a_hundred() -> None:
    assert problem_percent(week(0, NONE), KNOWLEDGE) == 0
    assert problem_percent(week(0, WORST), KNOWLEDGE) == 100


def test_an_open_question_makes_no_score() -> None:
    half = dict(list(WORST.items())[:2])
    assert problem_percent(week(0, half), KNOWLEDGE) is None


@given(st.dictionaries(st.sampled_from(sorted(WORST)), st.integers(0, 3)))
def test_more_trouble_never_scores_lower(problem: dict[str, int]) -> None:
    told = NONE | problem
    less = {name: max(value - 1, 0) for name, value in told.items()}
    more, fewer = (problem_percent(week(0, each), KNOWLEDGE) for each in (told, less))
    assert more is not None
    assert fewer is not None
    assert fewer <= more


def test_the_first_week_says_nothing_of_where_it_goes() -> None:
    assert {line.direction for line in score_lines([week(0)], KNOWLEDGE)} == {Direction.UNKNOWN}


def test_a_small_change_is_told_as_possible_chance() -> None:
    lines = {line.name: line for line in score_lines([week(0), week(1, ability=6)], KNOWLEDGE)}
    assert lines["stairs"].direction is Direction.SAME
    assert "chance" in lines["stairs"].reason.text


def test_stairs_that_go_well_again_are_better_and_less_trouble_too() -> None:
    bad, good = week(0, WORST, 3), week(4, NONE, 8)
    away = score_lines([replace(good, day=bad.day), replace(bad, day=good.day)], KNOWLEDGE)
    assert {line.direction for line in score_lines([bad, good], KNOWLEDGE)} == {Direction.BETTER}
    assert {line.direction for line in away} == {Direction.WORSE}


def test_weeks_may_be_told_in_any_order() -> None:
    told = [week(0, WORST, 3), week(1, NONE, 6), week(2, NONE, 9)]
    assert score_lines(told, KNOWLEDGE) == score_lines(told[::-1], KNOWLEDGE)


@pytest.mark.parametrize("problem", [{"unheard_of": 1}, {"load_cut": 4}, {"load_cut": -1}])
def test_answers_that_do_not_exist_are_refused(problem: dict[str, int]) -> None:
    with pytest.raises(ValueError, match=next(iter(problem))):
        refuse_unknown(week(0, problem), KNOWLEDGE)


def test_impossible_scores_are_refused() -> None:
    with pytest.raises(ValueError, match="no name"):
        ActivityScore(" ", 5)
    with pytest.raises(ValueError, match="ability"):
        ActivityScore("stairs", 11)
    with pytest.raises(ValueError, match="outside"):
        ClinicianScore(MONDAY, "HAGOS", 101)
    with pytest.raises(ValueError, match="no name"):
        ClinicianScore(MONDAY, "", 50)
    with pytest.raises(ValueError, match="confidence"):
        WeeklyScore(MONDAY, NONE, confidence=-1)
    with pytest.raises(ValueError, match="activities"):
        WeeklyScore(MONDAY, NONE, (ActivityScore("stairs", 5),) * 4)


def test_the_score_is_due_once_a_week() -> None:
    assert is_due([], MONDAY)
    assert not is_due([week(0)], MONDAY + timedelta(days=6))
    assert is_due([week(0)], MONDAY + WEEK)
