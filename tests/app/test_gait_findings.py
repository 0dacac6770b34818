"""A film enters the comparison of causes: only the sore leg, a little, and never made up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest

from cases import AT, KNOWLEDGE, case_of, finding
from stridewell.app.assess import assess
from stridewell.app.gait_findings import findings_from_gait
from stridewell.differential.likelihood import scene_of, terms_of, weigh
from stridewell.gait.bands import band_for
from stridewell.gait.findings import judge
from stridewell.gait.judged import Circumstances, Judged
from stridewell.gait.measured import Measured
from stridewell.intake.presentation import Presentation
from stridewell.values.anatomy import Side
from stridewell.values.evidence import Finding, Origin, State

GAIT = KNOWLEDGE.gait
DROP, FINDING = "pelvic_drop_peak_deg", "gait_pelvic_drop_high"
FILMED = AT - timedelta(days=2)
BAND = band_for(DROP, 3.0, None, GAIT)
assert BAND is not None
HIGH, LIKE_OTHERS, NEARLY = BAND.high + 5, BAND.middle, BAND.high - 0.2
BOTH_BEFORE = frozenset({(FINDING, Side.LEFT), (FINDING, Side.RIGHT)})


def judged(left: float | None, right: float | None, *, twice: bool = True) -> tuple[Judged, ...]:
    legs = ((Side.LEFT, left), (Side.RIGHT, right))
    measured = [
        Measured(DROP, drop, "deg", side, drop - 1, drop + 1, 12)
        for side, drop in legs
        if drop is not None
    ]
    seen = Circumstances(speed_mps=3.0, seen_before=BOTH_BEFORE if twice else frozenset())
    return judge(measured, (), seen, GAIT, KNOWLEDGE.around)


def found(values: Sequence[Judged], sore: Side | None) -> Finding | None:
    every = {each.id: each for each in findings_from_gait(values, FILMED, sore, KNOWLEDGE)}
    assert set(every) <= {FINDING}
    return every.get(FINDING)


def test_a_large_drop_over_the_sore_leg_is_present() -> None:
    drop = found(judged(HIGH, LIKE_OTHERS), Side.LEFT)
    assert drop is not None
    assert (drop.state, drop.side, drop.origin) == (State.PRESENT, Side.LEFT, Origin.GAIT)
    assert (drop.at, drop.certainty) == (FILMED, 1.0)
    assert drop.said is not None
    assert drop.said.startswith("film: pelvic drop, left")


def test_a_large_drop_over_the_other_leg_is_absent_for_the_sore_one() -> None:
    drop = found(judged(HIGH, LIKE_OTHERS), Side.RIGHT)
    assert drop is not None
    assert (drop.state, drop.side) == (State.ABSENT, Side.RIGHT)


@pytest.mark.parametrize("sore", [None, Side.BOTH, Side.MIDLINE])
def test_where_no_one_leg_hurts_either_counts_and_makes_no_side(sore: Side | None) -> None:
    drop = found(judged(LIKE_OTHERS, HIGH), sore)
    assert drop is not None
    assert (drop.state, drop.side) == (State.PRESENT, None)


@pytest.mark.parametrize("sore", [None, Side.LEFT])
def test_a_leg_that_was_not_measured_stays_unknown(sore: Side | None) -> None:
    assert found(judged(None, LIKE_OTHERS), sore) is None
    assert found((), sore) is None


def test_one_film_of_the_drop_stays_unknown() -> None:
    assert found(judged(HIGH, LIKE_OTHERS, twice=False), Side.LEFT) is None


def test_what_is_neither_surely_inside_nor_outside_stays_unknown() -> None:
    assert found(judged(NEARLY, LIKE_OTHERS), Side.LEFT) is None


def test_another_finding_counts_for_half_after_one_film() -> None:
    band = band_for("tibia_angle_at_contact_deg", 3.0, None, GAIT)
    assert band is not None
    reach = band.high + 8
    measured = Measured(
        *("tibia_angle_at_contact_deg", reach, "deg", Side.LEFT, reach - 1, reach + 1, 12)
    )
    values = judge((measured,), (), Circumstances(speed_mps=3.0), GAIT, KNOWLEDGE.around)
    (long_reach,) = findings_from_gait(values, FILMED, Side.LEFT, KNOWLEDGE)
    assert (long_reach.id, long_reach.certainty) == ("gait_overstride", 0.5)


def probabilities(findings: tuple[Finding, ...]) -> dict[str, float]:
    answers = {"pain_regions": [{"region": "sij", "side": "left"}]}
    case = replace(case_of(answers), findings=findings)
    return {
        each.condition.id: each.probability
        for each in assess(case, KNOWLEDGE).differential.candidates
        if each.condition is not None
    }


def test_a_film_moves_the_ranking_a_little_and_in_the_right_direction() -> None:
    without = probabilities(())
    shown = probabilities(findings_from_gait(judged(HIGH, None), FILMED, Side.LEFT, KNOWLEDGE))
    assert 0 < shown["sij_pain"] - without["sij_pain"] < 0.08


def test_what_a_film_did_not_show_is_told_as_the_films() -> None:
    absent = replace(finding(FINDING, State.ABSENT), origin=Origin.GAIT)
    weighed = weigh(scene_of(Presentation(AT, (absent,)), KNOWLEDGE))
    row = [each.id for each in weighed.tables.conditions].index("sij_pain")
    (term,) = terms_of(row, weighed)
    assert term.text.startswith("Not found: “a large drop")
    assert term.contribution < 0
    assert np.isfinite(term.contribution)
