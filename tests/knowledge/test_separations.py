"""What is said to tell similar causes apart does so in the ranking too."""

from __future__ import annotations

import numpy as np
import pytest

from cases import AT, KNOWLEDGE, finding
from stridewell.adapters.knowledge_files import packaged_library
from stridewell.differential.ranking import rank_candidates
from stridewell.intake.presentation import Presentation
from stridewell.intake.runner import Runner, Sex, runner_findings
from stridewell.knowledge.library import Pointer, Separation

SEPARATIONS = packaged_library().separations
POINTERS = [
    pytest.param(separation, pointer, id=f"{separation.id}-{pointer.favours}")
    for separation in SEPARATIONS.values()
    for pointer in separation.pointers
]
FITTING = {
    "scfe": Runner(13, Sex.MALE),
    "perthes": Runner(6, Sex.MALE),
    "transient_synovitis": Runner(6, Sex.MALE),
    "apophysitis": Runner(14, Sex.MALE),
    "apophyseal_avulsion": Runner(15, Sex.MALE),
    "osteosarcoma_ewing": Runner(16, Sex.MALE),
    "spondylolysis": Runner(16, Sex.MALE),
    "hip_oa": Runner(58, Sex.FEMALE),
    "lumbar_stenosis": Runner(68, Sex.MALE),
    "vertebral_fracture": Runner(70, Sex.FEMALE),
    "inflammatory_other": Runner(66, Sex.FEMALE),
    "aaa_iliac_aneurysm": Runner(70, Sex.MALE),
    "inguinal_related": Runner(28, Sex.MALE),
    "inguinal_hernia": Runner(45, Sex.MALE),
    "uro_referred": Runner(30, Sex.MALE),
    "iliac_artery_endofibrosis": Runner(35, Sex.MALE),
}
USUAL = Runner(34, Sex.FEMALE)


@pytest.mark.parametrize(("separation", "pointer"), POINTERS)
def test_a_pointer_puts_its_cause_before_the_others(
    separation: Separation, pointer: Pointer
) -> None:
    runner = FITTING.get(pointer.favours, USUAL)
    told = [*runner_findings(runner, AT), *(finding(each) for each in pointer.findings)]
    ranking = rank_candidates(Presentation(AT, tuple(told)), KNOWLEDGE, np.random.default_rng(1))
    order = [each.id for each in ranking.candidates if each.id in separation.between]
    assert order[0] == pointer.favours


def test_the_separations_of_the_evidence_are_all_there() -> None:
    """The nine groups of causes that are most often taken for one another."""
    groups = (
        {"gtps", "bsi_femoral_neck", "hip_oa"},
        {"proximal_hamstring_tendinopathy", "deep_gluteal_syndrome", "lumbar_radiculopathy"},
        {"adductor_related", "pubic_related", "inguinal_related", "iliopsoas_related"},
        {"pubic_related", "septic_hip"},
        {"sij_pain", "bsi_sacrum", "axial_spa"},
        {"lumbar_radiculopathy", "iliac_artery_endofibrosis", "dvt_iliac", "lumbar_stenosis"},
        {"labral_tear", "fai_syndrome", "iliopsoas_related"},
        {"doms", "rhabdo_compartment"},
    )
    told_apart = [set(each.between) for each in SEPARATIONS.values()]
    assert [g for g in groups if not any(g <= each for each in told_apart)] == []
