"""Healthy runners are held against other runners only, and seldom told that they stand out."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from evaluation.gait.specificity import (
    Healthy,
    healthy,
    judged_by_others,
    norms_of,
    red_share,
)

from cases import KNOWLEDGE
from stridewell.gait.measured import Measured
from stridewell.values.anatomy import Side

ROOT = Path(__file__).resolve().parents[2]
DATA = Path(os.environ.get("STRIDEWELL_MEASURED_DATA", ROOT.parent / "shared" / "data"))
DROP = "pelvic_drop_peak_deg"
MOST_RED = 0.05


def trial(runner: int, drop: float, give: float = 0.1) -> Healthy:
    legs = tuple(
        Measured(DROP, drop, "deg", side, drop - give, drop + give, 12)
        for side in (Side.LEFT, Side.RIGHT)
    )
    return Healthy(f"runner {runner}", 2.5, legs)


ALIKE = tuple(trial(number, 6 + 0.1 * (number % 5)) for number in range(12))


def test_a_range_is_made_of_legs_and_tells_how_many_runners() -> None:
    (norm,) = norms_of(ALIKE, KNOWLEDGE.gait)
    assert (norm.metric, norm.speed_mps, norm.n) == (DROP, 2.5, 12)
    assert norm.band.low < norm.mean < norm.band.high


def test_nobody_is_compared_with_himself() -> None:
    odd = trial(99, 20)
    drops = judged_by_others((*ALIKE, odd))[f"`{DROP}`"]
    found = [each.finding for each in drops if each.value == 20]
    assert found == ["gait_pelvic_drop_high"] * 2
    assert red_share(drops) == 2 / len(drops)


def test_with_himself_in_the_range_the_odd_one_would_pass_unseen() -> None:
    odd = trial(99, 8.5)
    (norm,) = norms_of((*ALIKE, odd, odd, odd), KNOWLEDGE.gait)
    (other,) = norms_of(ALIKE, KNOWLEDGE.gait)
    assert norm.band.high > other.band.high


@pytest.mark.measured
@pytest.mark.skipif(
    not (DATA / "rbds-running").is_dir(), reason="no recordings of other people at hand"
)
def test_healthy_runners_are_told_red_in_at_most_one_of_twenty_values() -> None:
    shares = {
        metric: red_share(values) for metric, values in judged_by_others(healthy(DATA)).items()
    }
    assert shares
    assert {metric: share for metric, share in shares.items() if share > MOST_RED} == {}
