from __future__ import annotations

from plan_inputs import CALM, situation, with_causes, with_findings
from stridewell.plan.inputs import PlanInput
from stridewell.plan.surfaces import SurfaceTip, surface_advice
from stridewell.values.evidence import Grade


def tips(inputs: PlanInput = CALM) -> dict[str, SurfaceTip]:
    return {tip.advice.id: tip for tip in surface_advice(situation(inputs))}


def test_traffic_comes_before_everything() -> None:
    assert next(iter(tips())) == "traffic_side"
    assert "facing the traffic" in tips()["traffic_side"].advice.text


def test_a_sore_kneecap_leaves_out_downhill_and_says_because_of_what() -> None:
    tip = tips(with_causes({"patellofemoral_pain": 0.5}))["no_downhill"]
    assert tip.because is not None
    assert "kneecap (50 %)" in tip.because.text


def test_an_answer_calls_for_advice_as_a_cause_does() -> None:
    tip = tips(with_findings(("pain_lat_hip", "agg_uphill")))["no_steep_uphill"]
    assert tip.because is not None
    assert tip.because.findings == ("agg_uphill",)


def test_without_cause_or_answer_there_is_only_the_general_advice() -> None:
    found = tips(with_causes({"doms": 0.6}))
    assert all(tip.because is None for tip in found.values())
    assert "no_downhill" not in found


def test_no_ground_is_offered_to_bone() -> None:
    assert "bone_no_ground" in tips(with_causes({"bsi_pelvis": 0.5}))


def test_only_what_was_measured_is_graded_above_weak() -> None:
    for advice in CALM.knowledge.around.surfaces.values():
        if advice.warrant.grade in {Grade.STRONG, Grade.MODERATE}:
            assert advice.figures
