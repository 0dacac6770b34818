"""Laws of the planner over many runners: safety first, and the same input gives the same plan."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from plan_inputs import AT, CALM, KNOWLEDGE, differential, disposition, load_of, plan, presentation
from stridewell.knowledge.records import Level
from stridewell.plan.inputs import PainToday, PlanInput
from stridewell.plan.items import ActivityKind
from stridewell.plan.planner import Plan, make_plan
from stridewell.plan.refusal import Refusal

law = settings(deadline=None)
PAINS = st.integers(0, 10)
CAUSES = st.dictionaries(
    st.sampled_from(sorted(KNOWLEDGE.conditions)), st.floats(0.01, 0.5), max_size=4
)
LOADS = st.lists(st.tuples(st.floats(0.1, 29.9), st.floats(0.5, 30.0)), max_size=12).map(load_of)


@st.composite
def plan_inputs(draw: st.DrawFn, levels: st.SearchStrategy[Level]) -> PlanInput:
    causes = draw(CAUSES)
    numbers = {
        "age": draw(st.floats(10, 80)),
        "pain_daily": draw(PAINS),
        "pain_running": draw(PAINS),
        "duration_weeks": draw(st.floats(0, 50)),
    }
    present = draw(st.sets(st.sampled_from(["pain_lat_hip", "limp", "night_pain_deep"])))
    checked_in = draw(st.none() | st.builds(PainToday, now=PAINS, worst_yesterday=PAINS))
    cleared = draw(st.sets(st.sampled_from(sorted(KNOWLEDGE.conditions)), max_size=3))
    return replace(
        CALM,
        presentation=presentation(tuple(present), numbers=numbers),
        disposition=disposition(draw(levels)),
        differential=differential(causes),
        load=draw(LOADS),
        pain_today=checked_in,
        cleared_by_clinician=frozenset(cleared),
    )


URGENT = st.sampled_from([Level.EMERGENCY_NOW, Level.SAME_DAY])
CALM_LEVELS = st.sampled_from([Level.SELF_MANAGE, Level.WITHIN_WEEKS])
ANY_LEVEL = st.sampled_from(list(Level))


@law
@given(plan_inputs(URGENT))
def test_an_urgent_level_never_gets_a_plan(inputs: PlanInput) -> None:
    assert isinstance(make_plan(inputs), Refusal)


@law
@given(plan_inputs(st.just(Level.WITHIN_DAYS)))
def test_within_days_sends_to_someone_without_any_run(inputs: PlanInput) -> None:
    made = plan(inputs)
    assert made.today.kind is ActivityKind.SEE_SOMEONE
    assert not made.week.runs
    assert all(each.exercise.gentle for each in made.exercises)


@law
@given(plan_inputs(ANY_LEVEL))
def test_no_run_where_a_limit_forbids_running(inputs: PlanInput) -> None:
    made = make_plan(inputs)
    if isinstance(made, Plan) and any(limit.forbids_running for limit in made.limits):
        assert not made.week.runs
        assert not any(day.main.kind.has_running for day in made.week.days)


@law
@given(plan_inputs(CALM_LEVELS))
def test_no_run_is_longer_than_110_percent_of_the_longest_before_it(inputs: PlanInput) -> None:
    for day in plan(inputs).week.days:
        evening = AT + (day.date - AT.date()) + timedelta(hours=14)
        longest = inputs.load.longest_in_window_m(evening, 30)
        for item in day.items:
            if item.run is not None and longest is not None:
                assert item.run.distance_m <= 1.1 * longest + 1e-6


@law
@given(plan_inputs(CALM_LEVELS))
def test_easy_runs_never_add_up_to_more_than_the_usual_week(inputs: PlanInput) -> None:
    made = plan(inputs)
    easy = [run.distance_m for run in made.week.runs if run.ladder is None]
    assert sum(easy) <= (inputs.load.usual_week_m or 0) + 1e-6


@law
@given(plan_inputs(CALM_LEVELS))
def test_pain_and_limp_stop_running(inputs: PlanInput) -> None:
    pain = inputs.pain_today
    facts = {each.id: each for each in inputs.presentation.findings}
    told = facts["pain_daily"].value or 0
    daily = told if pain is None else pain.daily
    running = facts["pain_running"].value or 0
    if daily > 5 or running >= 6 or facts["limp"].state == "present":
        assert not plan(inputs).week.runs


@law
@given(plan_inputs(CALM_LEVELS))
def test_runs_are_never_on_two_days_in_a_row_and_a_day_is_free(inputs: PlanInput) -> None:
    made = plan(inputs)
    days = [number for number, day in enumerate(made.week.days) if day.main.kind.has_running]
    assert all(later - earlier > 1 for earlier, later in pairwise(days))
    assert any(day.main.kind is ActivityKind.REST for day in made.week.days)


@law
@given(plan_inputs(CALM_LEVELS))
def test_no_prescribed_exercise_is_forbidden_by_a_likely_cause(inputs: PlanInput) -> None:
    likely = {each.id for each in inputs.differential.likely(0.08)}
    assert all(likely.isdisjoint(each.exercise.avoid_for) for each in plan(inputs).exercises)


@law
@given(plan_inputs(ANY_LEVEL))
def test_the_same_input_gives_the_same_plan(inputs: PlanInput) -> None:
    assert make_plan(inputs) == make_plan(replace(inputs))


@law
@given(plan_inputs(CALM_LEVELS))
def test_reasons_have_known_sources_and_claim_no_diagnosis(
    inputs: PlanInput,
) -> None:
    made = plan(inputs)
    left_out = tuple(entry.reason for entry in made.left_out)
    for reason in (*made.reasons, *made.today.reasons, *made.today.watch_for, *left_out):
        assert reason.sources
        assert set(reason.sources) <= set(KNOWLEDGE.sources)
        assert not re.search(r"you (have|suffer)|diagnos| mg\b", reason.text, re.IGNORECASE)


def test_a_plan_carries_its_safety_net_and_its_end() -> None:
    made = plan()
    assert made.safety_net == KNOWLEDGE.safety_net
    assert made.valid_until == AT + timedelta(days=3)
