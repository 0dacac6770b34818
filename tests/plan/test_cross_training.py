from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plan_inputs import CALM, KNOWLEDGE, load_of, situation, with_causes, with_findings
from stridewell.plan.cross_training import (
    GATE,
    CrossTraining,
    cross_training_for,
    usual_run_minutes,
)
from stridewell.plan.inputs import LoadHistory, PlanInput
from stridewell.plan.wishes import Wishes

EVERYTHING = frozenset({"bike", "pool", "elliptical", "rowing machine", "mat"})
ALL = Wishes(equipment=EVERYTHING)


def found(inputs: PlanInput, wishes: Wishes = ALL) -> CrossTraining:
    return cross_training_for(situation(inputs), wishes)


def offered(training: CrossTraining) -> list[str]:
    return [option.mode.id for option in training.options]


def left_out(training: CrossTraining) -> dict[str, tuple[str, ...]]:
    return {each.mode.id: each.because for each in training.left_out}


def test_no_breaststroke_with_a_sore_groin() -> None:
    training = found(with_causes({"adductor_related": 0.5}))
    swimming = next(each for each in training.options if each.mode.id == "swimming")
    assert any("No breaststroke" in text for text in swimming.changes)


def test_no_saddle_on_a_sore_sit_bone_and_the_cause_is_named() -> None:
    training = found(with_causes({"proximal_hamstring_tendinopathy": 0.5}))
    assert "easy_cycling" not in offered(training)
    assert left_out(training)["easy_cycling"] == ("proximal_hamstring_tendinopathy",)


def test_a_less_likely_cause_that_counts_forbids_too() -> None:
    training = found(with_causes({"gtps": 0.5, "iliac_artery_endofibrosis": 0.3}))
    assert left_out(training)["easy_cycling"] == ("iliac_artery_endofibrosis",)


def test_bone_waits_for_a_clinician() -> None:
    training = found(with_causes({"bsi_femoral_neck": 0.4}))
    assert training.options == ()
    assert training.limit is not None


def cleared_bone(pain: float) -> PlanInput:
    inputs = with_findings(pain_daily=pain, pain_running=pain)
    inputs = with_causes({"bsi_pelvis": 0.4}, inputs)
    return replace(inputs, cleared_by_clinician=frozenset({"bsi_pelvis"}))


def test_cleared_bone_trains_only_without_any_pain() -> None:
    calm = found(cleared_bone(0))
    assert "aqua_jog" in offered(calm)
    assert all(option.pain_limit == 0 for option in calm.options)
    assert offered(found(cleared_bone(1))) == []


def test_while_running_is_stopped_only_what_is_free_of_impact_is_kept() -> None:
    training = found(with_causes({"doms": 0.6}, with_findings(pain_daily=3, pain_running=7)))
    assert training.limit is not None
    assert offered(training)
    assert all(option.mode.impact_free for option in training.options)
    assert "brisk_walking" in left_out(training)


def test_tests_that_are_still_to_be_done_do_not_forbid_walking() -> None:
    training = found(replace(with_causes({"doms": 0.6}), load=LoadHistory()))
    assert training.limit is not None
    assert training.limit.id == GATE
    assert "brisk_walking" in offered(training)


def test_a_day_of_rest_has_no_training() -> None:
    assert offered(found(with_findings(("pain_lat_hip", "limp")))) == []


def test_a_cause_in_no_group_begins_small() -> None:
    inputs = with_causes({"doms": 0.6})
    around = replace(KNOWLEDGE.around, groups={})
    training = found(replace(inputs, knowledge=replace(KNOWLEDGE, around=around)))
    assert training.options
    assert all("a few minutes" in option.changes[0] for option in training.options)


def test_what_is_not_at_hand_is_left_out_unless_it_was_wished_for() -> None:
    inputs = with_causes({"doms": 0.6})
    assert "swimming" not in offered(found(inputs, Wishes()))
    wished = offered(found(inputs, Wishes(cross_training=("swimming",))))
    assert wished[0] == "swimming"


def test_minutes_come_from_the_usual_run() -> None:
    inputs = with_causes({"doms": 0.6})
    running = usual_run_minutes(situation(inputs))
    assert running == pytest.approx(48)  # runs of 8 km at 6 min/km
    walking = next(o for o in found(inputs).options if o.mode.id == "brisk_walking")
    assert walking.minutes == 45


def test_without_a_run_the_minutes_say_so() -> None:
    option = found(replace(with_causes({"doms": 0.6}), load=LoadHistory())).options[0]
    assert any("no run tells" in reason.text for reason in option.reasons)


def test_the_unconfirmed_pain_limit_says_so() -> None:
    option = found(with_causes({"doms": 0.6})).options[0]
    assert any("not confirmed" in reason.text for reason in option.reasons)


CONDITIONS = st.sampled_from(sorted(KNOWLEDGE.conditions))
SHARES = st.floats(0.05, 0.6)
LENGTHS = st.lists(st.tuples(st.integers(1, 29), st.floats(0.5, 60)), max_size=5)


@given(
    st.dictionaries(CONDITIONS, SHARES, min_size=1, max_size=4),
    st.integers(0, 10),
    LENGTHS,
    st.integers(0, 600),
)
def test_nothing_that_any_cause_forbids_is_ever_offered(
    causes: dict[str, float], pain: int, runs: list[tuple[int, float]], minutes: int
) -> None:
    inputs = with_causes(causes, with_findings(pain_daily=pain, pain_running=pain))
    inputs = replace(inputs, load=load_of(runs))
    at_hand = situation(inputs)
    wishes = replace(ALL, minutes=(minutes,) * 7)
    training = cross_training_for(at_hand, wishes)
    groups = {CALM.knowledge.around.group_of(each.id) for each in at_hand.causes}
    for option in training.options:
        assert all(group and option.mode.groups[group.id].fit != "avoid" for group in groups)
        assert 0 < option.minutes <= KNOWLEDGE.around.number("cross_most_minutes")
    every = [*offered(training), *left_out(training)]
    assert sorted(every) == sorted(KNOWLEDGE.around.modes)
