"""Runs far beyond what was planned or allowed."""

from __future__ import annotations

from dataclasses import replace

from plan_diary import TODAY, ago, morning, told, walk_run
from plan_inputs import CALM, load_of
from stridewell.plan.inputs import PlanInput
from stridewell.plan.items import ActivityKind
from stridewell.plan.planned import PlannedSession
from stridewell.plan.too_long import too_long_run

STEADY = [(20, 5.0), (15, 5.0), (10, 5.0)]


def ran(*runs: tuple[float, float]) -> PlanInput:
    return replace(CALM, load=load_of([*STEADY, *runs]))


def test_runs_as_usual_hold_nothing() -> None:
    assert too_long_run(ran((3, 5.5)), recent=True) is None
    assert too_long_run(ran((3, 5.5)), recent=False) is None


def test_a_longer_run_holds_for_a_week() -> None:
    assert too_long_run(ran((3, 8.0)), recent=True) is not None
    assert too_long_run(ran((8, 8.0)), recent=True) is None


def test_three_times_the_allowed_length_stops_running() -> None:
    run = too_long_run(ran((3, 16.5)), recent=False)
    assert run is not None
    assert run.day == TODAY - ago(3)
    assert too_long_run(ran((3, 16.4)), recent=False) is None


def test_until_a_morning_without_a_rise_was_told() -> None:
    far = ran((3, 20.0))
    calm = told(mornings=[morning(3, 1), morning(1, 2)], inputs=far)
    risen = told(mornings=[morning(3, 1), morning(1, 3)], inputs=far)
    untold = told(mornings=[morning(1, 2)], inputs=far)
    assert too_long_run(calm, recent=False) is None
    assert too_long_run(risen, recent=False) is not None
    assert too_long_run(untold, recent=False) is not None


def test_a_run_instead_of_a_walk_run_is_held_against_its_step() -> None:
    inputs = told([walk_run(3, 1)], inputs=ran((3, 8.0)))
    run = too_long_run(inputs, recent=True)
    assert run is not None
    assert run.allowed_m < 5000
    assert "Nothing is added" in run.text


def test_an_easy_run_is_held_against_what_was_planned() -> None:
    plan = (PlannedSession(ActivityKind.RUN, TODAY - ago(3), run_m=3000.0),)
    assert too_long_run(ran((3, 5.0)), recent=True) is None
    assert too_long_run(replace(ran((3, 5.0)), planned=plan), recent=True) is not None


def test_the_first_run_known_has_nothing_to_be_compared_with() -> None:
    inputs = replace(CALM, load=load_of([(3, 20.0)]))
    assert too_long_run(inputs, recent=False) is None


def test_a_run_still_to_come_by_a_wrong_clock_is_not_read() -> None:
    assert too_long_run(ran((-2, 50.0)), recent=False) is None
