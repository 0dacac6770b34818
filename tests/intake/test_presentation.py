"""All findings about one runner, and the facts rules ask for."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from cases import AT, KNOWLEDGE, finding, presented
from stridewell.intake.presentation import Presentation, facts_of
from stridewell.values.anatomy import Side
from stridewell.values.evidence import Finding, State

LIMP, NO_LIMP = finding("limp"), finding("limp", State.ABSENT)


def counted(*findings: Finding) -> Finding:
    return Presentation(AT, findings).by_id()["limp"]


def test_the_surest_finding_counts() -> None:
    weak = replace(NO_LIMP, certainty=0.5)
    assert counted(LIMP, weak) == counted(weak, LIMP) == LIMP


def test_of_equally_sure_findings_the_newest_counts() -> None:
    older = replace(LIMP, at=AT - timedelta(days=1))
    assert counted(NO_LIMP, older) == counted(older, NO_LIMP) == NO_LIMP


def test_what_is_known_counts_before_what_is_not() -> None:
    unknown = replace(LIMP, state=State.UNKNOWN)
    weak = replace(NO_LIMP, certainty=0.1)
    assert counted(unknown, weak) == weak


def test_composites_are_worked_out() -> None:
    facts = facts_of(presented({"pain_regions": ["groin"]}), KNOWLEDGE)
    assert facts.state("groin_or_front_hip_pain") is State.PRESENT
    assert facts.state("low_back_pain") is State.ABSENT
    assert facts.state("bone_risk_item") is State.UNKNOWN
    assert facts.state("child") is State.ABSENT
    assert facts.number("age") == 34


def test_an_observed_composite_keeps_the_observation() -> None:
    told = presented({"pain_regions": ["heel"]}).with_findings([finding("low_back_pain")])
    assert facts_of(told, KNOWLEDGE).state("low_back_pain") is State.PRESENT


def test_the_side_is_that_of_the_first_finding_with_one() -> None:
    sided = replace(LIMP, side=Side.LEFT)
    assert Presentation(AT, (finding("fever"), sided)).side is Side.LEFT
    assert Presentation(AT, (finding("fever"),)).side is None
