from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from around import AROUND, TODAY, ago, mornings, sessions
from plan_inputs import KNOWLEDGE, situation, with_causes, with_findings
from stridewell.plan.cue_trial import (
    CueEvent,
    CueStep,
    CueTrial,
    TrialFacts,
    TrialState,
    cue_trial,
    cued_runs,
    open_trial,
)
from stridewell.plan.cues import Support, cue_options
from stridewell.plan.inputs import PlanInput
from stridewell.plan.step_rate import StepRate, step_rate_of, step_target

CUE = AROUND.cues["step_rate"]
KNEE = with_causes({"patellofemoral_pain": 0.5})


def options(inputs: PlanInput, *signs: str) -> dict[str, Support]:
    found = cue_options(situation(inputs), frozenset(signs))
    return {each.cue.id: each.support for each in found if each.is_offered}


def trial(
    facts: TrialFacts, *events: CueEvent, inputs: PlanInput = KNEE, cue: str = "step_rate"
) -> CueTrial:
    return cue_trial(AROUND.cues[cue], events, facts, situation(inputs))


def started(days_ago: int, cue: str = "step_rate") -> CueEvent:
    return CueEvent(cue, ago(days_ago), CueStep.START)


def facts(
    before: int = 4, after: int = 2, spm: tuple[float, float] = (160, 170), began: int = 29
) -> TrialFacts:
    """Pain and step rate before a trial that began so many days ago, and since then."""
    return TrialFacts(
        TODAY,
        (*mornings(began + 12, began + 1, before), *mornings(began - 1, 0, after)),
        (*sessions(began + 12, began + 1, spm[0]), *sessions(began - 1, 0, spm[1])),
    )


def test_a_gait_sign_calls_for_its_cue() -> None:
    outer_hip = with_causes({"gtps": 0.5})
    assert "level_hips" not in options(outer_hip)
    assert options(outer_hip, "pelvic_drop")["level_hips"] is Support.PLAUSIBLE


def test_what_a_film_showed_calls_for_its_cue_where_the_complaint_fits() -> None:
    assert "level_hips" in options(with_findings(("pain_lat_hip", "gait_pelvic_drop_high")))
    assert "level_hips" not in options(with_findings(("pain_calf", "gait_pelvic_drop_high")))


def test_an_answer_calls_for_its_cue() -> None:
    inputs = with_findings(("pain_lat_hip", "agg_long_stride"))
    assert "step_rate" in options(inputs)


def test_what_was_studied_for_the_likely_cause_is_offered() -> None:
    assert options(KNEE)["step_rate"] is Support.TESTED


def test_without_a_call_no_cue_is_offered() -> None:
    assert options(with_causes({"doms": 0.6})) == {}


@given(
    st.sampled_from(sorted(each for each in AROUND.groups["bone_stress"].conditions)),
    st.sets(st.sampled_from(sorted(AROUND.signs))),
)
def test_no_cue_is_ever_offered_with_bone(bone: str, signs: set[str]) -> None:
    inputs = with_causes({"patellofemoral_pain": 0.5, bone: 0.2})
    assert options(inputs, *signs) == {}
    assert trial(TrialFacts(TODAY), inputs=inputs).state is TrialState.BLOCKED


def test_a_sore_heel_cord_keeps_quick_steps_away() -> None:
    inputs = with_causes({"achilles_tendinopathy": 0.5})
    assert "step_rate" not in options(inputs, "overstride")


def test_the_own_step_rate_is_the_middle_of_the_measured_runs() -> None:
    own = step_rate_of(sessions(20, 1, 164), AROUND)
    assert own is not None
    assert own.spm == pytest.approx(164)
    assert step_rate_of(sessions(2, 1, 164), AROUND) is None
    unmeasured = tuple(replace(each, steps=None) for each in sessions(20, 1, 164))
    assert step_rate_of(unmeasured, AROUND) is None


@given(st.floats(120, 220))
def test_the_beat_is_a_share_above_the_own_and_never_a_fixed_number(spm: float) -> None:
    target = step_target(StepRate(spm, 5), CUE)
    assert target is not None
    assert CUE.percent is not None
    assert spm < target.first_spm < target.highest_spm
    assert target.highest_spm <= spm * (1 + CUE.percent.high / 100) + 0.5


def test_a_cue_of_form_has_no_beat() -> None:
    assert step_target(StepRate(160, 5), AROUND.cues["wider_steps"]) is None


def test_before_it_begins_a_cue_is_proposed_with_its_beat() -> None:
    found = trial(TrialFacts(TODAY, sessions=sessions(20, 1, 160)))
    assert found.state is TrialState.PROPOSED
    assert found.target is not None
    assert (found.target.first_spm, found.target.highest_spm) == (168, 176)


def test_one_cue_at_a_time() -> None:
    found = trial(TrialFacts(TODAY), started(3, "wider_steps"))
    assert found.state is TrialState.BLOCKED
    assert "One cue at a time" in found.reason.text


def test_one_change_at_a_time() -> None:
    found = trial(TrialFacts(TODAY, other_changes=("a new pair comes in",)))
    assert found.state is TrialState.BLOCKED
    assert "a new pair comes in" in found.reason.text


@pytest.mark.parametrize(
    "inputs",
    [
        with_causes({"patellofemoral_pain": 0.5}, with_findings(pain_running=8)),
        with_causes({"patellofemoral_pain": 0.5}, with_findings(("limp",))),
    ],
    ids=["red", "limp"],
)
def test_nothing_begins_on_a_bad_day(inputs: PlanInput) -> None:
    assert trial(TrialFacts(TODAY), inputs=inputs).state is TrialState.BLOCKED


@pytest.mark.parametrize(("days", "week"), [(0, 1), (6, 1), (7, 2), (20, 3), (27, 4)])
def test_the_weeks_go_by(days: int, week: int) -> None:
    found = trial(TrialFacts(TODAY), started(days))
    assert found.state is TrialState.RUNNING
    assert found.week is not None
    assert found.week.number == week


def test_the_cue_is_taken_away_towards_the_end() -> None:
    weeks = AROUND.trial_weeks
    assert weeks[-1].cued_percent < weeks[1].cued_percent
    three_a_week = TrialFacts(TODAY, sessions=sessions(27, 0, 160, every=2))
    counts = [cued_runs(week, three_a_week, AROUND) for week in weeks]
    assert counts == sorted(counts)
    assert counts[0] >= 1


def test_less_pain_and_a_quicker_step_is_worth_keeping() -> None:
    found = trial(facts(before=4, after=2), started(29))
    assert found.state is TrialState.KEEP
    assert "time alone" in found.reason.text


def test_a_step_that_did_not_change_has_not_helped() -> None:
    assert trial(facts(spm=(160, 160)), started(29)).state is TrialState.STOP


def test_pain_as_before_ends_the_cue() -> None:
    assert trial(facts(before=3, after=3), started(29)).state is TrialState.STOP


def test_more_pain_ends_it_at_once() -> None:
    found = trial(facts(before=1, after=4, began=12), started(12))
    assert found.state is TrialState.STOP
    assert "up by 3 points" in found.reason.text


def test_too_few_check_ins_decide_nothing() -> None:
    assert trial(TrialFacts(TODAY), started(29)).state is TrialState.UNDECIDED


def test_a_cue_of_form_is_judged_by_pain_alone() -> None:
    told = replace(facts(before=4, after=2), sessions=())
    found = trial(told, started(29, "level_hips"), cue="level_hips")
    assert found.state is TrialState.KEEP


def test_a_red_day_ends_a_trial() -> None:
    red = with_causes({"patellofemoral_pain": 0.5}, with_findings(pain_running=8))
    assert trial(facts(), started(10), inputs=red).state is TrialState.STOP


def test_after_keep_or_stop_no_trial_is_going_on() -> None:
    for step in (CueStep.KEEP, CueStep.STOP):
        events = (started(29), CueEvent("step_rate", TODAY, step))
        assert open_trial(events) is None
        assert trial(TrialFacts(TODAY), *events).state is TrialState.PROPOSED


@given(st.integers(0, 400), st.integers(0, 10), st.integers(0, 10))
def test_every_day_of_a_trial_has_an_answer(days: int, before: int, after: int) -> None:
    found = trial(facts(before, after, began=max(1, days)), started(days))
    running = found.state is TrialState.RUNNING
    assert running == (found.week is not None)
    assert found.until == ago(days) + timedelta(days=27)
    assert not (running and found.until < TODAY)
    assert KNOWLEDGE.around.number("trial_weeks") == 4
