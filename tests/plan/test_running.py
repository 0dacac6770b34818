"""What running a week holds: the strictest likely cause decides."""

from __future__ import annotations

from dataclasses import replace

import pytest

from plan_diary import cleared_bone, easy_run, morning, mornings, on_the_ladder, told, walk_run
from plan_inputs import CALM, load_of, situation, with_causes, with_findings
from stridewell.knowledge.records import Running
from stridewell.plan.inputs import LadderProgress, LoadHistory, PainToday, PlanInput
from stridewell.plan.running import RunWeek, plan_runs, running_mode
from stridewell.training_load.rolling import Habit

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


def test_a_longest_run_shorter_than_the_first_step_makes_the_step_shorter() -> None:
    inputs = with_causes({"hamstring_strain": 0.4}, replace(CALM, load=load_of([(2, 0.5)])))
    runs = plan_runs(situation(inputs)).runs
    assert runs[0].text.startswith("3 times 1 min")
    assert all(run.distance_m <= 550 for run in runs)


def test_a_longest_run_of_a_few_steps_leaves_no_run() -> None:
    inputs = with_causes({"hamstring_strain": 0.4}, replace(CALM, load=load_of([(2, 0.1)])))
    assert plan_runs(situation(inputs)).runs == ()


def test_a_usual_week_of_next_to_nothing_leaves_no_run() -> None:
    inputs = with_causes({"nonspecific_lbp": 0.4}, replace(CALM, load=load_of([(2, 0.02)])))
    assert plan_runs(situation(inputs)).runs == ()


EVERY_DAY = mornings(range(40))
TOLERATED = with_causes({"nonspecific_lbp": 0.4}, replace(CALM, load=STEADY))
GETTING_WORSE = [*mornings(range(7, 14), 1), *mornings(range(7), 2)]
SHORT = replace(on_the_ladder(), load=load_of([(day, 6.0) for day in range(1, 29, 3)]))


def week_of(inputs: PlanInput) -> RunWeek:
    return plan_runs(situation(inputs))


def metres(inputs: PlanInput) -> float:
    return sum(run.distance_m for run in week_of(inputs).runs)


def steps(inputs: PlanInput) -> list[int | None]:
    return [run.step for run in week_of(inputs).runs]


def test_the_diary_says_at_which_step_the_week_begins() -> None:
    assert steps(told([walk_run(6, 2), walk_run(4, 2), walk_run(2, 3)], EVERY_DAY)) == [3, 4, 4]


def back(week_m: float = 24_000.0) -> PlanInput:
    """A runner whose last weeks hold most of what they were used to."""
    return replace(TOLERATED, load=replace(TOLERATED.load, habit=Habit(week_m, 3.0)))


def easy_and_usual(inputs: PlanInput) -> tuple[float, float]:
    third, fourth = told(inputs=inputs, began=20), told(inputs=inputs, began=21)
    entries = {"mornings": mornings(range(21))}
    easy = metres(replace(fourth, diary=replace(fourth.diary, **entries)))  # type: ignore[arg-type]
    usual = metres(replace(third, diary=replace(third.diary, **entries)))  # type: ignore[arg-type]
    return easy, usual


def test_who_is_nearly_back_has_an_easier_week_every_fourth() -> None:
    easy, usual = easy_and_usual(back())
    assert easy < 0.85 * usual


def test_who_is_far_from_back_has_none() -> None:
    easy, usual = easy_and_usual(back(90_000.0))
    assert easy == usual


def test_on_the_ladder_there_is_no_easier_week() -> None:
    inputs = told([walk_run(4, 2), walk_run(2, 2)], EVERY_DAY, began=21)
    assert steps(inputs) == [3, 3, 4]


def test_a_week_comes_back_to_the_habit_and_does_not_shrink_with_the_last_weeks() -> None:
    low = replace(TOLERATED, load=replace(load_of([(d, 4.0) for d in (20, 13, 6, 2)])))
    known = replace(low, load=replace(low.load, habit=Habit(30_000.0, 4.0)))
    assert metres(low) < metres(known) <= 1.2 * 8_000


def test_pain_in_a_run_of_long_ago_does_not_forbid_running_for_ever() -> None:
    rested = replace(CALM, load=load_of([(20, 8.0), (25, 8.0)]))
    hurt = with_findings(pain_running=7, inputs=rested)
    assert situation(hurt).pain.running is None
    assert situation(with_findings(pain_running=7)).pain.running == 7


def test_it_goes_back_while_it_is_getting_worse() -> None:
    worse = told([walk_run(4, 3, 1), walk_run(2, 3, 1)], GETTING_WORSE)
    assert steps(worse) == [3, 3, 3]
    assert metres(told(mornings=GETTING_WORSE, inputs=TOLERATED)) < 0.75 * metres(TOLERATED)
    assert any("getting worse" in reason.text for reason in week_of(worse).reasons)


def test_after_a_silence_no_step_up_is_planned() -> None:
    inputs = told([walk_run(2, 2)], [morning(20), morning(0)])
    assert steps(inputs) == [2, 2, 2]
    assert any("added" in reason.text for reason in week_of(inputs).reasons)


def test_a_week_off_the_ladder_grows_after_good_runs_only() -> None:
    small = load_of([(day, 8.0) for day in range(1, 29, 4)])
    runner = replace(TOLERATED, load=small)
    runs = [easy_run(day) for day in (9, 7, 5, 3)]
    usual = small.usual_week_m or 0.0
    assert metres(told(runs[1:], EVERY_DAY, runner)) <= usual
    lately = max(usual, 1000 * (small.last_7_days_km or 0.0))
    assert usual < metres(told(runs, EVERY_DAY, runner)) <= 1.1 * lately
    assert metres(told([*runs[:3], easy_run(3, 4)], EVERY_DAY, runner)) <= usual


def test_who_is_on_the_ladder_stays_until_the_whole_run_is_done() -> None:
    early = told([walk_run(2, 2)], EVERY_DAY, TOLERATED)
    assert week_of(early).mode is Running.WALK_RUN
    done = replace(told([walk_run(2, 9)], EVERY_DAY, TOLERATED), ladder=LadderProgress("A", 9, 0))
    assert week_of(done).mode is Running.AS_TOLERATED


def test_after_a_break_one_begins_low() -> None:
    rested = replace(TOLERATED, load=load_of([(day, 8.0) for day in range(15, 29, 2)]))
    assert week_of(rested).mode is Running.WALK_RUN
    assert steps(rested)[0] == 2


def test_after_a_birth_its_own_ladder_is_taken() -> None:
    present = ("pain_lat_hip", "sex_female", "postpartum_3_to_12m")
    mother = with_findings(present=present, inputs=replace(CALM, load=LoadHistory()))
    assert {run.ladder for run in week_of(mother).runs} == {"P"}


def test_who_has_come_up_the_ladder_runs_easily_and_grows() -> None:
    at_length = replace(told([walk_run(2, 9)], EVERY_DAY, SHORT), ladder=LadderProgress("A", 9, 0))
    week = week_of(at_length)
    assert week.mode is Running.REDUCED
    assert {run.ladder for run in week.runs} == {None}
    assert any("come up the ladder" in reason.text for reason in week.reasons)


def test_a_week_grows_by_no_more_than_its_share() -> None:
    assert SHORT.load.usual_week_m is not None
    at_length = replace(told([walk_run(2, 9)], EVERY_DAY, SHORT), ladder=LadderProgress("A", 9, 0))
    week = max(SHORT.load.usual_week_m, 1000 * (SHORT.load.last_7_days_km or 0))
    easy = 3 * week_of(at_length).runs[0].distance_m
    assert metres(at_length) <= max(1.2 * week, easy)


def test_at_the_step_with_strides_one_run_ends_with_them() -> None:
    runs = [walk_run(day, 9) for day in (12, 10, 8, 6)]
    inputs = replace(told(runs, EVERY_DAY, SHORT), ladder=LadderProgress("A", 9, 0))
    planned = week_of(inputs).runs
    assert [run.extra for run in planned].count("strides") == 1
    assert any("20 s" in run.text for run in planned)


def test_cleared_bone_gets_nothing_fast() -> None:
    calm = with_findings(inputs=cleared_bone(), pain_daily=0, pain_running=0)
    runs = [walk_run(day, 10, ladder="B") for day in (12, 9, 6, 3)]
    assert all(run.extra is None for run in week_of(told(runs, EVERY_DAY, calm)).runs)


def test_a_run_much_longer_than_foreseen_holds_the_week_and_is_said() -> None:
    inputs = told([walk_run(6, 2), walk_run(4, 2), walk_run(2, 3, minutes=70)], EVERY_DAY)
    assert steps(inputs) == [3, 3, 3]
    assert any("nothing counts" in reason.text for reason in week_of(inputs).reasons)
