"""The ranking may raise an urgency that the rules found, never lower it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from plan_inputs import KNOWLEDGE, differential, disposition
from stridewell.app.floor import raised_by_ranking
from stridewell.knowledge.records import Level
from stridewell.values.evidence import Reason


def level(shares: Mapping[str, float], found: Level = Level.SELF_MANAGE) -> Level:
    return raised_by_ranking(disposition(found), differential(shares), KNOWLEDGE).level


@pytest.mark.parametrize(
    ("shares", "expected"),
    [
        ({"gtps": 0.9, "bsi_femoral_neck": 0.05}, Level.SELF_MANAGE),
        ({"gtps": 0.6, "bsi_femoral_neck": 0.2, "bsi_pelvis": 0.15}, Level.WITHIN_DAYS),
        ({"fai_syndrome": 0.5, "labral_tear": 0.2, "gtps": 0.3}, Level.WITHIN_WEEKS),
        ({"fai_syndrome": 0.4, "gtps": 0.6}, Level.SELF_MANAGE),
        ({"cauda_equina": 0.9}, Level.WITHIN_WEEKS),
    ],
)
def test_what_leads_sets_the_least_urgency(shares: Mapping[str, float], expected: Level) -> None:
    assert level(shares) is expected


@pytest.mark.parametrize("found", list(Level))
@pytest.mark.parametrize("shares", [{"gtps": 0.9}, {"bsi_pelvis": 0.9}, {"fai_syndrome": 0.9}])
def test_no_ranking_lowers_an_urgency(found: Level, shares: Mapping[str, float]) -> None:
    assert level(shares, found).urgency >= found.urgency


def test_a_raised_urgency_says_why_and_could_be_no_less() -> None:
    raised = raised_by_ranking(disposition(), differential({"bsi_pelvis": 0.5}), KNOWLEDGE)
    assert "50 in 100" in raised.reasons[0].text
    assert raised.spec.level is raised.level is raised.could_be is Level.WITHIN_DAYS


def test_what_counts_as_yes_for_safety_stays_among_the_reasons() -> None:
    item = next(iter(KNOWLEDGE.critical.values()))
    unsure = Reason("You could not say, twice.", ("stridewell_design",), (item.assume,))
    calm = Reason("None of the red flags fits.", ("stridewell_design",))
    found = replace(disposition(), reasons=(unsure, calm), assumed=(item,))
    raised = raised_by_ranking(found, differential({"bsi_pelvis": 0.5}), KNOWLEDGE)
    assert raised.reasons[1:] == (unsure,)
