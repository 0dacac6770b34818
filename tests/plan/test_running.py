"""What running a week holds: the strictest likely cause decides."""

from __future__ import annotations

from dataclasses import replace

import pytest

from plan_inputs import CALM, load_of, situation, with_causes, with_findings
from stridewell.knowledge.records import Running
from stridewell.plan.inputs import LadderProgress, LoadHistory, PainToday
from stridewell.plan.running import plan_runs, running_mode

STEADY = load_of([(day, 8.0) for day in range(1, 29, 2)])


@pytest.mark.parametrize(
    ("causes", "mode"),
    [
        ({"nonspecific_lbp": 0.4}, Running.AS_TOLERATED),
        ({"nonspecific_lbp": 0.4, "gtps": 0.08}, Running.REDUCED),
        ({"gtps": 0.4, "hamstring_strain": 0.08}, Running.WALK_RUN),
        ({"gtps": 0.4, "hamstring_strain": 0.07}, Running.REDUCED),
        ({}, Running.WALK_RUN),
    ],
)
def test_the_strictest_likely_cause_decides(causes: dict[str, float], mode: Running) -> None:
    assert running_mode(situation(with_causes(causes)))[0] is mode


def test_without_a_baseline_running_begins_on_the_ladder() -> None:
    week = plan_runs(situation(replace(CALM, load=LoadHistory())))
    assert week.mode is Running.WALK_RUN
    assert {run.step for run in week.runs} == {1, 2}


@pytest.mark.parametrize(("pain", "share"), [(1, 0.8), (4, 0.6)])
def test_reduced_running_is_a_share_of_the_usual_week(pain: int, share: float) -> None:
    inputs = with_findings(inputs=replace(CALM, load=STEADY), pain_running=pain)
    week = plan_runs(situation(inputs))
    assert len(week.runs) == 3
    assert sum(run.distance_m for run in week.runs) == pytest.approx(28_000 * share, abs=300)


def test_running_as_tolerated_goes_up_to_the_longest_run() -> None:
    inputs = with_causes({"nonspecific_lbp": 0.4}, replace(CALM, load=STEADY))
    week = plan_runs(situation(inputs))
    assert [run.distance_m for run in week.runs] == [8_800] * 3


def test_no_run_goes_beyond_the_longest_allowed() -> None:
    long_week = load_of([(4, 5.0), *[(day / 4, 5.0) for day in range(4, 28)]])
    inputs = with_causes({"nonspecific_lbp": 0.4}, replace(CALM, load=long_week))
    assert all(run.distance_m <= 5_500 for run in plan_runs(situation(inputs)).runs)


@pytest.mark.parametrize(
    ("days_off", "pain", "first"), [(3, 1, 4), (16, 1, 2), (22.9, 1, 2), (3, 4, 1)]
)
def test_ladder_a_begins_by_pain_and_time_off(days_off: float, pain: int, first: int) -> None:
    runs = [(days_off, 60.0)]
    inputs = with_causes({"hamstring_strain": 0.4}, replace(CALM, load=load_of(runs)))
    week = plan_runs(situation(with_findings(inputs=inputs, pain_running=pain)))
    assert week.runs[0].step == first
    assert week.runs[0].ladder == "A"


def test_a_small_usual_week_begins_lower_on_the_ladder() -> None:
    few = load_of([(10, 4.0), (3, 4.0)])
    inputs = with_causes({"hamstring_strain": 0.4}, replace(CALM, load=few))
    assert plan_runs(situation(inputs)).runs[0].step == 1


def test_progress_on_the_ladder_goes_on_where_it_stood() -> None:
    inputs = replace(with_causes({"hamstring_strain": 0.4}, CALM), ladder=LadderProgress("A", 5, 1))
    assert [run.step for run in plan_runs(situation(inputs)).runs] == [5, 6, 6]


def test_amber_pain_holds_the_step() -> None:
    inputs = with_findings(
        inputs=replace(with_causes({"hamstring_strain": 0.4}), ladder=LadderProgress("A", 5, 1)),
        pain_running=4,
    )
    assert [run.step for run in plan_runs(situation(inputs)).runs] == [5, 5, 5]


def test_cleared_bone_starts_at_the_first_step_of_its_own_ladder() -> None:
    inputs = replace(
        with_causes({"bsi_pelvis": 0.4}),
        cleared_by_clinician=frozenset({"bsi_pelvis"}),
        pain_today=PainToday(0, during_last_run=0),
    )
    week = plan_runs(situation(inputs))
    assert week.mode is Running.WALK_RUN
    assert {(run.ladder, run.step) for run in week.runs} == {("B", 1)}


def test_a_cause_that_stops_running_leaves_no_run() -> None:
    week = plan_runs(situation(with_causes({"septic_hip": 0.4})))
    assert (week.mode, week.runs) == (Running.STOP, ())


def test_the_last_step_is_one_run_without_a_break() -> None:
    load = load_of([(2, 12.0)])
    inputs = replace(with_causes({"hamstring_strain": 0.4}), load=load)
    runs = plan_runs(situation(replace(inputs, ladder=LadderProgress("A", 8, 0)))).runs
    assert runs[0].text.startswith("30 min easy running without a break")


def test_a_longest_run_shorter_than_the_first_step_leaves_no_run() -> None:
    inputs = with_causes({"hamstring_strain": 0.4}, replace(CALM, load=load_of([(2, 0.5)])))
    assert plan_runs(situation(inputs)).runs == ()


def test_a_usual_week_of_next_to_nothing_leaves_no_run() -> None:
    inputs = with_causes({"nonspecific_lbp": 0.4}, replace(CALM, load=load_of([(2, 0.02)])))
    assert plan_runs(situation(inputs)).runs == ()
