"""Every hard limit of a plan fires where it should, and is silent on a calm day."""

from __future__ import annotations

from dataclasses import replace

import pytest

from plan_diary import (
    diary_of,
    gates,
    morning,
    mornings,
    on_the_ladder,
    told,
    walk_run,
)
from plan_inputs import (
    CALM,
    CALM_NUMBERS,
    GTPS,
    disposition,
    load_of,
    plan,
    presentation,
    situation,
    with_causes,
    with_findings,
)
from stridewell.knowledge.records import Level
from stridewell.plan.constraints import (
    CHECKS,
    Limit,
    after_silence,
    bone_pain,
    bone_uncleared,
    cause_forbids_running,
    child_hip,
    daily_pain,
    decisive,
    gate_open,
    growing_bone,
    limits_of,
    limp,
    longest_run,
    no_hop_tests,
    open_safety,
    red_zone,
    run_too_long,
    running_pain,
    unknown_pain,
    urgent_level,
    within_days,
    worsening,
)
from stridewell.plan.inputs import LoadHistory, PainToday, PlanInput
from stridewell.plan.items import ActivityKind

UNDER_BONE_WATCH = {"gtps": 0.5, "bsi_pelvis": 0.049}
BONE_WATCH = {"gtps": 0.5, "bsi_pelvis": 0.05}


STRANGER = replace(on_the_ladder(), load=LoadHistory())
FAR = replace(CALM, load=load_of([(20, 5.0), (15, 5.0), (10, 5.0), (3, 20.0)]))
WORSE = told(mornings=[*mornings(range(7, 14), 1), *mornings(range(7), 2)], inputs=CALM)
RED_DAYS = replace(
    told(mornings=mornings(range(3), 6), inputs=CALM), pain_today=PainToday(1, during_last_run=0)
)


def with_level(level: Level) -> PlanInput:
    return replace(CALM, disposition=disposition(level))


def without_pains() -> PlanInput:
    return replace(CALM, presentation=presentation(numbers={"age": 40.0}))


def fires(limit: Limit | None, instead: ActivityKind) -> bool:
    return limit is not None and limit.instead is instead


def test_a_calm_day_is_limited_only_in_distance() -> None:
    assert [limit.id for limit in limits_of(situation())] == ["longest_run"]


@pytest.mark.parametrize("level", [Level.EMERGENCY_NOW, Level.SAME_DAY])
def test_no_run_at_an_urgent_level(level: Level) -> None:
    assert fires(urgent_level(situation(with_level(level))), ActivityKind.SEE_SOMEONE)


def test_no_run_within_days() -> None:
    assert fires(within_days(situation(with_level(Level.WITHIN_DAYS))), ActivityKind.SEE_SOMEONE)


def test_no_run_with_a_limp() -> None:
    inputs = with_findings(present=("pain_lat_hip", "limp"))
    assert fires(limp(situation(inputs)), ActivityKind.REST)


def test_a_limp_told_today_counts_against_the_answers() -> None:
    inputs = replace(CALM, pain_today=PainToday(0, limp=True))
    assert fires(limp(situation(inputs)), ActivityKind.REST)


@pytest.mark.parametrize(("pain", "stops"), [(5, False), (6, True), (10, True)])
def test_no_run_at_running_pain_of_six(pain: int, *, stops: bool) -> None:
    limit = running_pain(situation(with_findings(pain_running=pain)))
    assert (limit is not None) == stops


@pytest.mark.parametrize(("pain", "stops"), [(5, False), (6, True)])
def test_no_run_above_daily_pain_of_five(pain: int, *, stops: bool) -> None:
    limit = daily_pain(situation(with_findings(pain_daily=pain)))
    assert (limit is not None) == stops


def test_the_worst_pain_of_yesterday_counts_as_daily_pain() -> None:
    inputs = replace(CALM, pain_today=PainToday(1, worst_yesterday=7))
    assert daily_pain(situation(inputs)) is not None


def test_no_run_while_pain_is_unknown() -> None:
    assert unknown_pain(situation(without_pains())) is not None
    assert not plan(without_pains()).week.runs


def test_no_run_on_a_red_day() -> None:
    inputs = replace(CALM, pain_today=PainToday(1, rise_next_morning=2))
    assert fires(red_zone(situation(inputs)), ActivityKind.CROSS_TRAIN)


@pytest.mark.parametrize(
    ("causes", "fired"),
    [(BONE_WATCH, True), (UNDER_BONE_WATCH, False), ({"bsi_sacrum": 0.02}, True), (GTPS, False)],
)
def test_no_impact_with_a_bone_cause_that_nobody_cleared(
    causes: dict[str, float], *, fired: bool
) -> None:
    limit = bone_uncleared(situation(with_causes(causes)))
    assert fires(limit, ActivityKind.SEE_SOMEONE) == fired


def test_clearance_lifts_the_bone_limit() -> None:
    inputs = replace(with_causes(BONE_WATCH), cleared_by_clinician=frozenset({"bsi_pelvis"}))
    assert bone_uncleared(situation(inputs)) is None


def test_cleared_bone_still_runs_only_without_any_pain() -> None:
    inputs = replace(with_causes(BONE_WATCH), cleared_by_clinician=frozenset({"bsi_pelvis"}))
    assert fires(bone_pain(situation(inputs)), ActivityKind.REST)
    painless = replace(inputs, pain_today=PainToday(0, during_last_run=0))
    assert bone_pain(situation(painless)) is None


def test_a_likely_cause_that_allows_no_running_forbids_it() -> None:
    inputs = with_causes({"gtps": 0.5, "septic_hip": 0.09})
    assert fires(cause_forbids_running(situation(inputs)), ActivityKind.SEE_SOMEONE)


def test_nobody_under_sixteen_runs_on_a_plan_with_hip_pain() -> None:
    assert child_hip(situation(with_findings(age=15))) is not None
    assert child_hip(situation(with_findings(age=16))) is None
    assert child_hip(situation(with_findings(present=("pain_lbp_mid",), age=15))) is None


def test_an_unknown_age_with_hip_pain_is_treated_like_a_child() -> None:
    numbers = {name: value for name, value in CALM_NUMBERS.items() if name != "age"}
    limit = child_hip(situation(replace(CALM, presentation=presentation(numbers=numbers))))
    assert limit is not None
    assert "age" in limit.text


def test_the_longest_run_is_110_percent_of_the_longest_before() -> None:
    limit = longest_run(situation(replace(CALM, load=load_of([(5, 10.0), (2, 6.0)]))))
    assert limit is not None
    assert "11.00 km" in limit.text
    assert limit.warrant.sources == ("frandsen_2025",)
    assert not limit.forbids_running


def test_hop_tests_are_advised_against_unless_known_to_be_safe() -> None:
    assert no_hop_tests(situation()) is None
    assert no_hop_tests(situation(with_findings(unknown=("trauma_pop",)))) is not None
    assert no_hop_tests(situation(with_causes(BONE_WATCH))) is not None


def test_no_run_before_the_tests_are_passed() -> None:
    limit = gate_open(situation(STRANGER))
    assert fires(limit, ActivityKind.CROSS_TRAIN)
    assert limit is not None
    assert "Walk for 30 minutes" in limit.text
    passed = replace(STRANGER, diary=diary_of(gates=gates("A")))
    assert gate_open(situation(passed)) is None


def test_nothing_is_added_while_it_is_getting_worse() -> None:
    limit = worsening(situation(WORSE))
    assert limit is not None
    assert not limit.forbids_running


def test_three_red_days_in_a_row_stop_running_whatever_today_says() -> None:
    assert fires(worsening(situation(RED_DAYS)), ActivityKind.CROSS_TRAIN)
    two = told(mornings=mornings(range(2), 6), inputs=CALM)
    assert worsening(situation(two)) is None


def test_a_run_three_times_too_long_stops_running_until_a_calm_morning() -> None:
    assert fires(run_too_long(situation(FAR)), ActivityKind.CROSS_TRAIN)
    calm = told(mornings=[morning(3), morning(2)], inputs=FAR)
    assert run_too_long(situation(calm)) is None


def test_nothing_is_added_after_a_silence() -> None:
    limit = after_silence(situation(told(mornings=[morning(9), morning(0)], inputs=CALM)))
    assert limit is not None
    assert not limit.forbids_running
    assert after_silence(situation(told(mornings=mornings(range(9)), inputs=CALM))) is None


@pytest.mark.parametrize(("age", "stricter"), [(16, True), (17, True), (18, False)])
def test_below_18_the_rules_are_stricter(age: int, *, stricter: bool) -> None:
    assert (growing_bone(situation(with_findings(age=age))) is not None) is stricter


def test_a_short_night_alone_does_not_stop_a_cleared_bone() -> None:
    inputs = replace(
        with_causes(BONE_WATCH),
        cleared_by_clinician=frozenset({"bsi_pelvis"}),
        pain_today=PainToday(0, during_last_run=0),
        diary=diary_of(mornings=[morning(0, sleep_h=4)]),
    )
    assert bone_pain(situation(inputs)) is None


def test_hops_are_no_longer_advised_against_once_a_clinician_cleared_the_cause() -> None:
    unsure = with_findings(unknown=("trauma_pop",))
    cleared = replace(unsure, cleared_by_clinician=frozenset({"gtps"}))
    assert no_hop_tests(situation(unsure)) is not None
    assert no_hop_tests(situation(cleared)) is None


def test_a_runner_on_the_ladder_is_not_held_by_the_tests() -> None:
    assert gate_open(situation(told([walk_run(3, 1)], inputs=STRANGER))) is None


IN_FORCE = {
    "within_days": with_level(Level.WITHIN_DAYS),
    "child_hip": with_findings(age=15),
    "bone_uncleared": with_causes(BONE_WATCH),
    "cause_forbids_running": with_causes({"gtps": 0.5, "septic_hip": 0.09}),
    "bone_pain": with_causes(BONE_WATCH),
    "limp": with_findings(present=("limp",)),
    "daily_pain": with_findings(pain_daily=6),
    "running_pain": with_findings(pain_running=6),
    "unknown_pain": without_pains(),
    "red_zone": replace(CALM, pain_today=PainToday(1, rise_next_morning=2)),
    "gate_open": STRANGER,
    "worsening": RED_DAYS,
    "run_too_long": FAR,
}


@pytest.mark.parametrize("limit_id", IN_FORCE)
def test_every_limit_on_running_is_in_force_in_the_plan(limit_id: str) -> None:
    made = plan(IN_FORCE[limit_id])
    assert limit_id in {limit.id for limit in made.limits}
    assert not made.week.runs
    assert not made.today.kind.has_running


def test_an_urgent_level_is_among_the_limits_too() -> None:
    limits = limits_of(situation(with_level(Level.SAME_DAY)))
    assert limits[0].id == "urgent_level"


def test_advice_against_hops_is_in_the_plan() -> None:
    made = plan(with_findings(unknown=("trauma_pop",)))
    assert "no_hop_tests" in {limit.id for limit in made.limits}


def test_the_most_careful_limit_decides() -> None:
    inputs = with_findings(inputs=with_causes(BONE_WATCH), pain_running=8, pain_daily=8)
    limit = decisive(limits_of(situation(inputs)))
    assert limit is not None
    assert limit.id == "bone_uncleared"


def test_every_limit_is_checked_once_and_can_be_sourced() -> None:
    assert len(set(CHECKS)) == len(CHECKS)
    limit = limp(situation(with_findings(present=("limp",))))
    assert limit is not None
    assert limit.reason.sources
    assert limit.reason.grade is not None


def test_no_run_while_a_safety_question_was_never_answered() -> None:
    told = replace(CALM.presentation, answered=CALM.presentation.answered - {"leg_strength"})
    limit = open_safety(situation(replace(CALM, presentation=told)))
    assert limit is not None
    assert limit.forbids_running
    assert "1 are open" in limit.text


def test_a_safety_question_that_does_not_apply_stops_no_run() -> None:
    of_a_man = presentation(("pain_lat_hip", "sex_male"))
    told = replace(of_a_man, answered=of_a_man.answered - {"pregnancy"})
    assert open_safety(situation(replace(CALM, presentation=told))) is None
