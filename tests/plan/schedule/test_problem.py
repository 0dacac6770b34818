"""What is asked of a week is refused where it cannot be meant."""

from __future__ import annotations

from dataclasses import replace

import pytest

from stridewell.plan.items import ActivityKind
from stridewell.plan.schedule.problem import Session
from week_problems import day, done, fixed, heavy, light, mobility, run, step, week


def test_two_sessions_need_two_names() -> None:
    with pytest.raises(ValueError, match="same id"):
        week(run(), run())


def test_rest_is_not_a_session() -> None:
    with pytest.raises(ValueError, match="not put on a day"):
        Session("rest_1", ActivityKind.REST, 30)


@pytest.mark.parametrize(
    ("session", "name"),
    [
        (run("run_2"), "the second run"),
        (step(1), "the first walk-run"),
        (light("strength_1"), "the first strength session"),
        (run("run_8"), "run 8"),
        (run("long"), "the run"),
        (Session("race_1", ActivityKind.RACE, 60, fixed_day=day(2)), "the race"),
    ],
)
def test_a_session_is_named_as_a_runner_would(session: Session, name: str) -> None:
    assert session.name == name


def test_a_race_has_its_day() -> None:
    with pytest.raises(ValueError, match="has its day"):
        Session("race", ActivityKind.RACE, 60)


@pytest.mark.parametrize("broken", [{"minutes": -1}, {"run_m": -5.0}])
def test_nothing_is_shorter_than_nothing(broken: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="not below 0"):
        replace(run(), **broken)  # type: ignore[arg-type]


@pytest.mark.parametrize("minutes", [(60,) * 6, (60,) * 6 + (-1,)])
def test_every_day_has_its_minutes(minutes: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="as many minutes"):
        replace(week(), minutes=minutes)


def test_a_session_is_not_fixed_outside_the_week() -> None:
    with pytest.raises(ValueError, match="outside the week"):
        week(fixed(run(), 7))


def test_a_preferred_day_lies_in_the_week() -> None:
    with pytest.raises(ValueError, match="outside the week"):
        replace(week(), run_days=frozenset({7}))


def test_what_was_done_does_not_lie_ahead() -> None:
    with pytest.raises(ValueError, match="after the first day"):
        week(past=(done(run(), -1),))


def test_older_sessions_are_not_looked_at() -> None:
    assert [ago for ago, _ in week(past=(done(run(), 14), done(run(), 15))).lately] == [-14]


def test_the_order_of_the_list_does_not_matter() -> None:
    chosen = (step(2), mobility(), heavy(), step(1))
    assert week(*chosen).ordered == week(*reversed(chosen)).ordered


def test_days_are_counted_from_the_first() -> None:
    problem = week(run())
    assert problem.index_of(day(6)) == 6
    assert problem.index_of(day(7)) is problem.index_of(day(-1)) is None
    assert problem.day_name(0) == "Monday"
    with pytest.raises(KeyError):
        problem.session("toe_1")
