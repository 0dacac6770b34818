"""Results of tests: norms, sides, courses, refusals, who waits, and what they say of causes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plan_inputs import AT, CALM, KNOWLEDGE, disposition, situation, with_causes, with_findings
from stridewell.intake.runner import Runner, Sex
from stridewell.knowledge.records import Level
from stridewell.knowledge.strength_tests import Sides
from stridewell.plan.diary import TestDone
from stridewell.plan.inputs import PainToday, PlanInput
from stridewell.plan.testing.allowed import why_blocked
from stridewell.plan.testing.findings import findings_from_tests
from stridewell.plan.testing.norms import Comparison, NoNorm, Place, compare
from stridewell.plan.testing.refusals import impossible
from stridewell.plan.testing.results import Result, result_of, results_of
from stridewell.plan.testing.sides import side_balance
from stridewell.plan.testing.trend import trend
from stridewell.values.anatomy import Side
from stridewell.values.evidence import Origin, State

TODAY = AT.date()
TESTS = KNOWLEDGE.strength_tests
WOMAN, MAN = Runner(40, Sex.FEMALE), Runner(40, Sex.MALE)
HEEL, PLANK, LENGTH = "heel_raise_reps", "side_plank_hold", "leg_length_difference_mm"
LEFT, RIGHT = Side.LEFT, Side.RIGHT
EACH = sorted(t.id for t in TESTS.values() if t.sides is Sides.EACH)


def done(
    value: float,
    side: Side | None = LEFT,
    days_ago: int = 0,
    test: str = HEEL,
    pain: int | None = None,
) -> TestDone:
    return TestDone(test, TODAY - timedelta(days=days_ago), value, side, pain)


def result(told: Sequence[TestDone], test: str = HEEL, runner: Runner = WOMAN) -> Result:
    return result_of(TESTS[test], told, runner, TODAY, KNOWLEDGE)


def compared(test: str, value: float, runner: Runner = WOMAN) -> Comparison:
    found = compare(TESTS[test], value, runner)
    assert isinstance(found, Comparison)
    return found


# Norms


def test_the_mean_of_ones_age_and_sex_is_the_fiftieth_percentile() -> None:
    assert compared("hip_abduction_nm_per_kg", 1.400).percentile == 50
    assert compared("hip_abduction_nm_per_kg", 1.615, MAN).percentile == 50


def test_far_below_is_told_in_words_with_the_population() -> None:
    weak = compared("hip_abduction_nm_per_kg", 0.6)
    assert weak.place is Place.FAR_BELOW
    assert "begun to run" in weak.reason.text


def test_a_mean_without_a_spread_gives_no_percentile() -> None:
    assert compared(HEEL, 30).percentile is None
    assert compared(HEEL, 30).place is Place.ABOVE


def test_a_figure_not_found_in_its_source_says_so() -> None:
    assert "not confirmed" in compared(HEEL, 30).reason.text
    assert "not confirmed" not in compared("hip_abduction_nm_per_kg", 1.4).reason.text


@pytest.mark.parametrize(
    ("test", "runner", "words"),
    [
        ("front_plank_hold", WOMAN, "your age"),
        ("hop_distance_cm", WOMAN, "your sex"),
        (HEEL, Runner(40), "differ by sex"),
        ("pelvic_level", WOMAN, "no norm for this test"),
    ],
    ids=["age", "sex", "sex not told", "none at all"],
)
def test_without_a_norm_nothing_is_made_up(test: str, runner: Runner, words: str) -> None:
    refused = compare(TESTS[test], 1, runner)
    assert isinstance(refused, NoNorm)
    assert words in refused.reason.text


@pytest.mark.parametrize(
    ("test", "value", "place", "words"),
    [
        ("single_leg_bridge_reps", 20, Place.USUAL, "Reached"),
        ("single_leg_bridge_reps", 19, Place.BELOW, "Not reached"),
        ("step_down_quality", 1, Place.USUAL, "Good control"),
        ("step_down_quality", 6, Place.ABOVE, "Poor control"),
        ("adductor_squeeze_nm_per_kg", 3.5, Place.USUAL, "Within"),
        ("adductor_squeeze_nm_per_kg", 2.0, Place.BELOW, "Below"),
    ],
)
def test_marks_classes_and_ranges(test: str, value: float, place: Place, words: str) -> None:
    found = compared(test, value)
    assert found.place is place
    assert found.reason.text.startswith(words)


@given(
    value=st.floats(0.2, 4.9),
    more=st.floats(0.01, 1),
    age=st.integers(18, 65),
    sex=st.sampled_from([Sex.FEMALE, Sex.MALE]),
)
def test_more_strength_is_never_a_lower_percentile(
    value: float, more: float, age: int, sex: Sex
) -> None:
    runner = Runner(age, sex)
    lower = compared("hip_abduction_nm_per_kg", value, runner).percentile
    higher = compared("hip_abduction_nm_per_kg", value + more, runner).percentile
    assert lower is not None
    assert higher is not None
    assert 1 <= lower <= higher <= 99


# Sides

VALUES = st.floats(0.5, 100)


@given(test=st.sampled_from(EACH), left=VALUES, right=VALUES)
def test_swapping_left_and_right_mirrors_the_sides(test: str, left: float, right: float) -> None:
    one, other = side_balance(TESTS[test], left, right), side_balance(TESTS[test], right, left)
    assert (one.percent, one.difference, one.is_alike) == (
        other.percent,
        other.difference,
        other.is_alike,
    )
    assert one.reason == other.reason
    assert one.lesser is (other.lesser.opposite if other.lesser else None)


@given(left=VALUES, right=VALUES, scale=st.sampled_from([0.25, 0.5, 2.0, 8.0]))
def test_the_index_lies_above_0_up_to_100_and_does_not_know_the_unit(
    left: float, right: float, scale: float
) -> None:
    plain = side_balance(TESTS[HEEL], left, right)
    scaled = side_balance(TESTS[HEEL], scale * left, scale * right)
    assert plain.percent is not None
    assert 0 < plain.percent <= 100
    assert scaled.percent == plain.percent
    assert scaled.is_alike is plain.is_alike


@pytest.mark.parametrize(("right", "alike"), [(18, True), (17, False), (20, True)])
def test_nine_tenths_is_the_mark(right: float, *, alike: bool) -> None:
    assert side_balance(TESTS[HEEL], 20, right).is_alike is alike


def test_a_side_that_cannot_has_no_index_and_is_not_alike() -> None:
    balance = side_balance(TESTS[HEEL], 0, 20)
    assert balance.percent is None
    assert balance.is_alike is False
    assert balance.lesser is LEFT


def test_range_is_compared_by_degrees() -> None:
    assert side_balance(TESTS["hip_internal_rotation_deg"], 40, 26).is_alike is True
    assert side_balance(TESTS["hip_internal_rotation_deg"], 40, 25).is_alike is False


def test_the_statement_about_sides_is_honest() -> None:
    assert "not been shown" in side_balance(TESTS[HEEL], 20, 20).reason.text


def test_one_side_alone_leaves_symmetry_unknown() -> None:
    alone = result([done(20)])
    assert alone.balance is None
    assert "right one was not measured" in alone.balance_unknown


def test_sides_measured_months_apart_are_not_compared() -> None:
    assert result([done(20, LEFT, 60), done(18, RIGHT, 0)]).balance is None
    assert result([done(20, LEFT, 1), done(18, RIGHT, 0)]).balance is not None


@given(
    told=st.lists(
        st.tuples(st.integers(0, 40), st.sampled_from([LEFT, RIGHT]), st.integers(0, 400)),
        max_size=12,
    )
)
def test_a_mirrored_diary_gives_a_mirrored_result(told: list[tuple[int, Side, int]]) -> None:
    own = result([done(value, side, days) for value, side, days in told])
    mirrored = result([done(value, side.opposite, days) for value, side, days in told])
    assert {e.side: e.readings[-1].value for e in own.sides} == {
        e.side.opposite: e.readings[-1].value for e in mirrored.sides if e.side is not None
    }
    assert (own.balance is None) is (mirrored.balance is None)
    if own.balance is not None and mirrored.balance is not None:
        assert own.balance.percent == mirrored.balance.percent


# Courses


def slope(values: Sequence[tuple[int, float]], test: str = HEEL) -> float:
    told = [done(value, LEFT, days, test) for days, value in values]
    course = trend(TESTS[test], result(told, test).sides[0].readings)
    assert course is not None
    return course.per_week


@given(
    value=st.floats(0, 200),
    days=st.lists(st.integers(0, 500), min_size=2, max_size=10, unique=True),
)
def test_a_constant_has_no_slope(value: float, days: list[int]) -> None:
    assert slope([(day, value) for day in days]) == 0


@given(step=st.integers(-3, 3), weeks=st.integers(2, 12))
def test_a_straight_line_has_its_own_slope(step: int, weeks: int) -> None:
    values = [(7 * week, 50 - step * week) for week in range(weeks)]
    assert slope(values) == pytest.approx(step)


def test_once_is_no_course() -> None:
    assert result([done(20)]).sides[0].trend is None


@pytest.mark.parametrize(("last", "believed"), [(26, False), (27, True), (13, True)])
def test_only_a_change_beyond_the_error_is_believed(last: float, *, believed: bool) -> None:
    course = result([done(20, LEFT, 28), done(last)]).sides[0].trend
    assert course is not None
    assert course.is_believable is believed


def test_an_unknown_error_is_said() -> None:
    told = [done(10, LEFT, 28, "copenhagen_hold"), done(40, LEFT, 0, "copenhagen_hold")]
    course = result(told, "copenhagen_hold").sides[0].trend
    assert course is not None
    assert course.is_believable is None
    assert "not known" in course.reason.text


def test_less_is_better_where_points_are_faults() -> None:
    told = [done(4, LEFT, 28, "step_down_quality"), done(1, LEFT, 0, "step_down_quality")]
    course = result(told, "step_down_quality").sides[0].trend
    assert course is not None
    assert "good direction" in course.reason.text


# The diary


def test_what_was_never_done_is_neither_due_nor_known() -> None:
    every = results_of((), WOMAN, TODAY, KNOWLEDGE)
    assert every.keys() == TESTS.keys()
    assert not any(each.is_done or each.is_due for each in every.values())


@pytest.mark.parametrize(("days_ago", "due"), [(27, False), (28, True), (300, True)])
def test_a_test_is_due_when_its_weeks_are_over(days_ago: int, *, due: bool) -> None:
    assert result([done(20, LEFT, days_ago), done(20, RIGHT, days_ago)]).is_due is due


def test_the_worse_of_two_tries_of_a_day_counts_as_the_programmes_count() -> None:
    assert result([done(25), done(19)]).sides[0].newest.value == 19
    steps = [done(1, LEFT, 0, "step_down_quality"), done(3, LEFT, 0, "step_down_quality")]
    assert result(steps, "step_down_quality").sides[0].newest.value == 3


def test_a_day_to_come_does_not_count() -> None:
    assert not result([done(20, LEFT, -1)]).is_done


def test_pain_is_noted_and_above_the_limit_the_test_ends() -> None:
    noted = result([done(20, pain=2)]).notes
    assert len(noted) == 1
    assert "ends" not in noted[0].text
    assert "ends" in result([done(20, pain=4)]).notes[0].text
    assert result([done(20, pain=0)]).notes == ()


@pytest.mark.parametrize(
    ("value", "new", "count"), [(19, None, 0), (20, None, 1), (8, True, 1), (25, True, 2)]
)
def test_a_leg_is_referred_when_it_is_clearly_or_newly_shorter(
    value: float, count: int, *, new: bool | None
) -> None:
    told = [TestDone(LENGTH, TODAY, value, LEFT, is_new=new)]
    assert len(result(told, LENGTH).refer) == count


def test_equal_legs_are_never_referred() -> None:
    assert result([TestDone(LENGTH, TODAY, 0, is_new=True)], LENGTH).refer == ()


def test_a_clearly_lower_side_of_the_pelvis_leads_to_the_boards() -> None:
    told = [TestDone("pelvic_level", TODAY, 2, LEFT)]
    assert "boards" in result(told, "pelvic_level").refer[0].text


# What cannot be


@pytest.mark.parametrize(
    ("told", "age", "words"),
    [
        (done(-1), 40, "cannot be"),
        (done(500), 40, "cannot be"),
        (done(float("nan")), 40, "cannot be"),
        (done(20.5), 40, "whole number"),
        (done(20, LEFT, -1), 40, "still to come"),
        (done(20, pain=11), 40, "Pain"),
        (done(20, None), 40, "each side"),
        (done(20, Side.BOTH), 40, "each side"),
        (done(20), 15, "under 16"),
        (done(60, LEFT, test="front_plank_hold"), 40, "no sides"),
        (done(12, None, test=LENGTH), 40, "which side"),
        (done(1, test="toe_lift"), 40, "no test called"),
    ],
)
def test_an_impossible_result_is_refused_by_name(told: TestDone, age: float, words: str) -> None:
    refused = impossible([told], TODAY, age, KNOWLEDGE)
    assert refused is not None
    assert words in refused.text
    assert refused.next_step


def test_nothing_told_is_refused() -> None:
    assert impossible((), TODAY, 40, KNOWLEDGE) is not None


@pytest.mark.parametrize(
    ("told", "age"),
    [
        (done(20), 40),
        (done(0), 40),
        (done(0, None, test=LENGTH), 40),
        (done(12, test="ankle_lunge_cm"), 14),
    ],
    ids=["one side", "none done", "equal legs", "no load for the young"],
)
def test_what_can_be_is_let_through(told: TestDone, age: float) -> None:
    assert impossible([told], TODAY, age, KNOWLEDGE) is None


# Who waits

LOADING = sorted(t.id for t in TESTS.values() if t.loads)


def blocked(inputs: PlanInput) -> set[str]:
    now = situation(inputs)
    return {t.id for t in TESTS.values() if why_blocked(t, now) is not None}


def test_a_calm_runner_may_do_all_but_the_jump_of_an_amber_day() -> None:
    assert blocked(CALM) <= {"hop_distance_cm"}


@pytest.mark.parametrize("finding", ["limp", "trauma_fall", "unable_to_bear_weight"])
def test_a_danger_keeps_every_load_away(finding: str) -> None:
    assert set(LOADING) <= blocked(with_findings(("pain_lat_hip", finding)))


def test_what_is_not_known_keeps_it_away_too_and_says_what_to_answer() -> None:
    now = situation(with_findings(unknown=("trauma_fall",)))
    reason = why_blocked(TESTS[HEEL], now)
    assert reason is not None
    assert "trauma_fall" in reason.findings
    assert "“" in reason.text


def test_an_uncleared_bone_keeps_every_load_away_until_it_is_cleared() -> None:
    bone = with_causes({"bsi_femoral_neck": 0.3, "gtps": 0.3})
    assert set(LOADING) <= blocked(bone)
    cleared = replace(bone, cleared_by_clinician=frozenset({"bsi_femoral_neck"}))
    assert HEEL not in blocked(cleared)


def test_nobody_under_16_is_asked_to_load() -> None:
    young = blocked(with_findings(age=15.0))
    assert set(LOADING) <= young
    assert "ankle_lunge_cm" not in young


@pytest.mark.parametrize("level", [Level.EMERGENCY_NOW, Level.SAME_DAY])
def test_in_danger_nothing_is_tested(level: Level) -> None:
    assert blocked(replace(CALM, disposition=disposition(level))) == TESTS.keys()


def test_who_is_to_be_seen_within_days_loads_nothing() -> None:
    waiting = blocked(replace(CALM, disposition=disposition(Level.WITHIN_DAYS)))
    assert set(LOADING) <= waiting
    assert LENGTH not in waiting


def test_a_red_day_keeps_loads_away() -> None:
    red = replace(CALM, pain_today=PainToday(7))
    assert set(LOADING) <= blocked(red)


# What results say of causes


def shown(told: Sequence[TestDone], sore: Side | None = LEFT) -> dict[str, State]:
    found = findings_from_tests(told, AT, sore, KNOWLEDGE)
    assert all(each.origin is Origin.TEST and each.said for each in found)
    assert all(each.id in KNOWLEDGE.findings for each in found)
    return {each.id: each.state for each in found}


def test_no_test_says_nothing() -> None:
    assert shown([]) == {}


@pytest.mark.parametrize(("value", "state"), [(20, State.PRESENT), (19, State.ABSENT)])
def test_two_centimetres_are_the_known_finding(value: float, state: State) -> None:
    assert shown([done(value, LEFT, 0, LENGTH)]) == {"leg_length_20mm": state}


def rotation(left: float, right: float) -> list[TestDone]:
    test = "hip_internal_rotation_deg"
    return [done(left, LEFT, 0, test), done(right, RIGHT, 0, test)]


def test_only_a_sore_hip_that_turns_less_is_a_finding() -> None:
    assert shown(rotation(20, 35)) == {"test_ir_loss": State.PRESENT}
    assert shown(rotation(35, 20)) == {"test_ir_loss": State.ABSENT}
    assert shown(rotation(20, 35), sore=None) == {}
    assert shown(rotation(20, 35), sore=Side.BOTH) == {}
    assert shown(rotation(20, 35)[:1]) == {}


def test_a_test_at_home_is_less_than_certain() -> None:
    (finding,) = findings_from_tests([done(25, LEFT, 0, LENGTH)], AT, None, KNOWLEDGE)
    assert 0 < finding.certainty < 1
    assert finding.side is LEFT
