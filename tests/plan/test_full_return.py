"""Before the last limits are lifted: what is told counts, what is not told never does."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diaries import both_sides
from plan_diary import BONE, TODAY, ago, easy_run, walk_run
from plan_inputs import CALM, KNOWLEDGE, disposition, with_causes, with_findings
from stridewell.knowledge.records import Level
from stridewell.plan.diary import Completion, Diary, Morning, SessionDone, TestDone
from stridewell.plan.full_return import (
    Wanted,
    comes_first,
    full_return,
    in_short,
    wanted_words,
)
from stridewell.plan.inputs import PlanInput
from stridewell.plan.planner import make_plan
from stridewell.plan.scores import ActivityScore, WeeklyScore
from stridewell.plan.situation import assess
from stridewell.plan.stage_criteria import Met
from stridewell.values.anatomy import Side

TWO_WEEKS = range(14)
NO_TROUBLE = dict.fromkeys(KNOWLEDGE.weekly, 0)
AS_BEFORE = (ActivityScore("stairs", 10),)
WEEKS = tuple(WeeklyScore(TODAY - ago(days), NO_TROUBLE, AS_BEFORE) for days in (8, 1))
TESTS = tuple(
    done
    for test in ("side_plank_hold", "single_leg_bridge_reps", "heel_raise_reps", "copenhagen_hold")
    for done in both_sides(test, 20, 20)
)


def calm(days_ago: int, pain: int = 0, **more: object) -> Morning:
    told = Morning(TODAY - ago(days_ago), pain, pain, woke_at_night=False)
    return replace(told, **more)  # type: ignore[arg-type]


RECOVERED = Diary(
    sessions=tuple(easy_run(days, minutes=35) for days in (9, 6, 3)),
    mornings=tuple(calm(days) for days in reversed(TWO_WEEKS)),
    tests=TESTS,
)


def seen(
    diary: Diary = RECOVERED,
    scores: tuple[WeeklyScore, ...] = WEEKS,
    inputs: PlanInput = CALM,
) -> dict[Wanted, Met]:
    """How each criterion stands for a runner without a known recorded run."""
    runner = replace(inputs, diary=diary, load=replace(inputs.load, sessions=()))
    return {each.id: each.met for each in full_return(assess(runner), scores)}


def with_morning(changed: Morning) -> Diary:
    kept = (each for each in RECOVERED.mornings if each.day != changed.day)
    return replace(RECOVERED, mornings=tuple(sorted((*kept, changed), key=lambda m: m.day)))


def with_runs(*sessions: SessionDone) -> Diary:
    return replace(RECOVERED, sessions=sessions)


def with_tests(*tests: TestDone) -> Diary:
    changed = {each.test for each in tests}
    return replace(RECOVERED, tests=(*(t for t in TESTS if t.test not in changed), *tests))


def test_who_is_back_meets_all_of_it() -> None:
    assert set(seen().values()) == {Met.MET}


def test_of_nothing_told_nothing_is_met() -> None:
    untold = with_findings(unknown=("rest_pain",))
    assert set(seen(Diary(), (), untold).values()) == {Met.UNKNOWN}


@given(st.data())
def test_what_is_left_out_is_never_met_by_it(data: st.DataObject) -> None:
    def is_told(_: object) -> bool:
        return data.draw(st.booleans())

    less = replace(
        RECOVERED,
        mornings=tuple(filter(is_told, RECOVERED.mornings)),
        tests=tuple(filter(is_told, RECOVERED.tests)),
    )
    found = seen(less)
    days = {each.day for each in less.mornings}
    assert (found[Wanted.DAILY_PAIN] is Met.MET) == (len(days) >= 12)
    assert Met.NOT_MET not in found.values()
    measured = {(each.test, each.side) for each in less.tests}
    trunk = {(name, side) for name, side in measured if name.startswith(("side", "single"))}
    assert (found[Wanted.TRUNK] is Met.MET) == (len(trunk) == 4)


@pytest.mark.parametrize(
    ("changed", "wanted"),
    [
        (calm(5, woke_at_night=True), Wanted.CALM_NIGHTS),
        (calm(5, worst_yesterday=3), Wanted.DAILY_PAIN),
        (calm(2, pain_now=1), Wanted.SETTLING),
    ],
)
def test_one_bad_day_is_enough(changed: Morning, wanted: Wanted) -> None:
    assert [each for each, met in seen(with_morning(changed)).items() if met is not Met.MET] == [
        wanted
    ]


def test_pain_at_rest_that_was_told_stands_until_it_is_told_anew() -> None:
    found = seen(inputs=with_findings(("pain_lat_hip", "rest_pain")))
    assert found[Wanted.CALM_NIGHTS] is Met.NOT_MET
    unknown = seen(inputs=with_findings(unknown=("rest_pain",)))
    assert unknown[Wanted.CALM_NIGHTS] is Met.UNKNOWN


@pytest.mark.parametrize(
    "stricter", [with_causes(BONE), with_findings(age=16), with_findings(unknown=("age",), age=17)]
)
def test_with_bone_and_when_young_no_pain_at_all_is_wanted(stricter: PlanInput) -> None:
    hurt = with_morning(calm(5, pain_now=1, worst_yesterday=1))
    assert seen(hurt)[Wanted.DAILY_PAIN] is Met.MET
    assert seen(hurt, inputs=stricter)[Wanted.DAILY_PAIN] is Met.NOT_MET


@pytest.mark.parametrize(
    ("tests", "met"),
    [
        (both_sides("heel_raise_reps", 18, 20), Met.MET),
        (both_sides("heel_raise_reps", 17, 20), Met.NOT_MET),
        (both_sides("heel_raise_reps", 20, 20)[:1], Met.UNKNOWN),
        (both_sides("heel_raise_reps", 0, 0), Met.UNKNOWN),
        (both_sides("heel_raise_reps", 20, 20, TODAY - ago(60)), Met.UNKNOWN),
        (
            (
                TestDone("heel_raise_reps", TODAY, 20, Side.LEFT),
                TestDone("heel_raise_reps", TODAY - ago(40), 20, Side.RIGHT),
            ),
            Met.UNKNOWN,
        ),
        (
            tuple(replace(each, pain=6) for each in both_sides("heel_raise_reps", 20, 20)),
            Met.UNKNOWN,
        ),
    ],
    ids=["alike", "weaker", "one side", "none could", "old", "far apart", "sore"],
)
def test_only_sides_that_can_be_compared_count(tests: tuple[TestDone, ...], met: Met) -> None:
    assert seen(with_tests(*tests))[Wanted.STRENGTH] is met


def test_the_weaker_side_is_told_no_better_than_it_is() -> None:
    runner = replace(CALM, diary=with_tests(*both_sides("side_plank_hold", 89.9, 100)))
    trunk = next(e for e in full_return(assess(runner), WEEKS) if e.id is Wanted.TRUNK)
    assert trunk.met is Met.NOT_MET
    assert "89 %" in trunk.seen


WHOLE, SHORTER, LONG_AGO = (
    easy_run(4, minutes=30),
    easy_run(6, minutes=29),
    easy_run(28, minutes=40),
)
STEP = KNOWLEDGE.ladders["A"].continuous


@pytest.mark.parametrize(
    ("third", "met"),
    [
        (WHOLE, Met.MET),
        (SHORTER, Met.NOT_MET),
        (LONG_AGO, Met.NOT_MET),
        (easy_run(4), Met.UNKNOWN),
        (walk_run(4, STEP), Met.MET),
        (walk_run(4, STEP, minutes=20), Met.NOT_MET),
        (walk_run(4, STEP - 1, minutes=31), Met.NOT_MET),
        (replace(WHOLE, completion=Completion.PARTLY), Met.NOT_MET),
        (replace(WHOLE, completion=Completion.SKIPPED), Met.NOT_MET),
    ],
)
def test_runs_count_that_were_long_enough_without_a_break(third: SessionDone, met: Met) -> None:
    runs = with_runs(easy_run(9, minutes=35), easy_run(7, minutes=35), third)
    assert seen(runs)[Wanted.WHOLE_RUNS] is met


def test_a_recorded_run_nobody_told_of_leaves_it_open() -> None:
    told = with_runs(easy_run(9, minutes=35), easy_run(7, minutes=35))
    runner = replace(CALM, diary=told)
    found = {each.id: each for each in full_return(assess(runner), WEEKS)}[Wanted.WHOLE_RUNS]
    assert found.met is Met.UNKNOWN
    assert "1 more such run." in found.missing


def test_a_run_of_today_has_a_day_to_settle_yet() -> None:
    today = with_runs(*RECOVERED.sessions, easy_run(0, pain=4, minutes=30))
    assert seen(today)[Wanted.SETTLING] is Met.MET
    untold = replace(RECOVERED, mornings=tuple(m for m in RECOVERED.mornings if m.day != TODAY))
    yesterday = replace(untold, sessions=(*RECOVERED.sessions, easy_run(1, minutes=30)))
    assert seen(yesterday)[Wanted.SETTLING] is Met.UNKNOWN


@pytest.mark.parametrize(
    ("scores", "met"),
    [
        (WEEKS[1:], Met.UNKNOWN),
        ((replace(WEEKS[1], day=TODAY), WEEKS[1]), Met.UNKNOWN),
        ((*WEEKS, WeeklyScore(TODAY, dict(NO_TROUBLE, load_cut=1))), Met.MET),
        ((*WEEKS, WeeklyScore(TODAY, dict(NO_TROUBLE, load_cut=2))), Met.NOT_MET),
        ((WEEKS[0], replace(WEEKS[1], problem={"load_cut": 0})), Met.UNKNOWN),
    ],
    ids=["one week", "days apart", "next to nothing", "in the way", "half answered"],
)
def test_two_weeks_without_trouble_are_wanted(scores: tuple[WeeklyScore, ...], met: Met) -> None:
    assert seen(scores=scores)[Wanted.PROBLEM] is met


def test_activities_have_to_go_as_before() -> None:
    nearly = replace(WEEKS[1], activities=(*AS_BEFORE, ActivityScore("lifting", 9)))
    assert seen(scores=(WEEKS[0], nearly))[Wanted.FUNCTION] is Met.NOT_MET
    old = tuple(replace(each, day=each.day - timedelta(days=14)) for each in WEEKS)
    assert seen(scores=old)[Wanted.FUNCTION] is Met.UNKNOWN


def test_what_is_not_met_says_what_is_missing_and_what_to_do() -> None:
    for each in full_return(assess(replace(CALM, diary=RECOVERED)), ()):
        assert bool(each.missing) == bool(each.to_do) == (not each.is_met)
        assert each.seen
        assert each.reason.sources == ("stridewell_design",)
        assert each.first_day <= each.last_day == TODAY


def test_being_seen_comes_before_the_list() -> None:
    assert comes_first(assess(CALM)) is None
    urgent = replace(CALM, disposition=disposition(Level.WITHIN_DAYS))
    for runner in (urgent, with_causes(BONE)):
        first = comes_first(assess(runner))
        assert first is not None
        assert first.text.startswith("First")
    cleared = replace(with_causes(BONE), cleared_by_clinician=frozenset(BONE))
    assert comes_first(assess(cleared)) is None


def test_the_count_adds_up() -> None:
    text = in_short(full_return(assess(replace(CALM, diary=RECOVERED)), ()))
    assert text == "6 of 8 are met, 0 are not, and 2 are not known yet."


@pytest.mark.parametrize(
    ("number", "wanted"),
    [
        ("full_return_days", Wanted.CALM_NIGHTS),
        ("full_return_daily_pain_max", Wanted.DAILY_PAIN),
        ("full_return_strength_percent", Wanted.STRENGTH),
        ("full_return_trunk_difference_percent", Wanted.TRUNK),
        ("full_return_run_minutes", Wanted.WHOLE_RUNS),
        ("full_return_runs", Wanted.SETTLING),
    ],
)
def test_the_words_follow_the_numbers(number: str, wanted: Wanted) -> None:
    value = KNOWLEDGE.reasoning[number]
    other = {**KNOWLEDGE.reasoning, number: replace(value, value=value.value + 1)}
    changed = replace(KNOWLEDGE, reasoning=other)
    assert wanted_words(wanted, changed) != wanted_words(wanted, KNOWLEDGE)


def test_the_plan_is_the_same_whatever_its_numbers_are() -> None:
    other = {
        name: replace(value, value=value.value + 1)
        for name, value in KNOWLEDGE.reasoning.items()
        if name.startswith("full_return")
    }
    changed = replace(KNOWLEDGE, reasoning={**KNOWLEDGE.reasoning, **other})
    runner = replace(CALM, diary=RECOVERED)
    assert repr(make_plan(runner)) == repr(make_plan(replace(runner, knowledge=changed)))
