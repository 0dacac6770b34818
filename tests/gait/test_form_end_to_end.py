"""From body points to findings: what was put into a synthetic runner comes out, on its side."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cases import KNOWLEDGE
from stridewell.adapters.gait_model import load_contact_model
from stridewell.gait.clip import analyse_clip
from stridewell.gait.findings import judge
from stridewell.gait.judged import Circumstances, Judged, Standing
from stridewell.gait.keypoints import Filmed, View
from stridewell.gait.session import merge
from stridewell.simulate.gait import GaitTruth, Noise, Sided, synthetic_runner
from stridewell.values.anatomy import Side
from stridewell.values.evidence import FactTable, State

GAIT = KNOWLEDGE.gait
EVERY_PAIN = FactTable(
    {f"pain_{region}": State.PRESENT for region in KNOWLEDGE.regions} | {"limp": State.PRESENT}, {}
)
SEEN_BEFORE = frozenset((name, side) for name in GAIT.findings for side in (None, *Side))
DROP = "gait_pelvic_drop_high"
SPEED = 2.8


def red(truth: GaitTruth, convention: str, seed: int, sore: Side | None) -> tuple[Judged, ...]:
    """What is told red of a runner who hurts everywhere and whose findings were all seen before."""
    told = Filmed(height_m=1.70, speed_mps=truth.speed_mps)
    clips = []
    for view in (View.LEFT, View.RIGHT, View.REAR):
        clip = synthetic_runner(
            truth, view=view, rate_hz=60, duration_s=12, seed=seed, noise=Noise(sd=2.0)
        )
        points = replace(clip.keypoints, convention=convention)
        clips.append(analyse_clip(points, told, load_contact_model(), GAIT.errors))
    session = merge(clips, GAIT.metrics)
    seen = Circumstances(
        facts=EVERY_PAIN,
        speed_mps=truth.speed_mps,
        sore=sore,
        posed=convention != "markers",
        seen_before=SEEN_BEFORE,
    )
    found = judge(session.measured, session.differences, seen, GAIT, KNOWLEDGE.around)
    assert found
    return tuple(each for each in found if each.standing is Standing.RED)


@pytest.mark.parametrize("convention", ["markers", "mediapipe_33"])
@pytest.mark.parametrize("side", [Side.LEFT, Side.RIGHT])
def test_a_large_drop_is_found_over_its_leg_and_over_no_other(side: Side, convention: str) -> None:
    drops = Sided(14, 5) if side is Side.LEFT else Sided(5, 14)
    truth = GaitTruth(speed_mps=SPEED, pelvic_drop_peak_deg=drops)
    found = red(truth, convention, 1, None)
    assert [each.side for each in found if each.finding == DROP] == [side]
    assert {each.side for each in found} <= {side, None}
    other = red(truth, convention, 1, side.opposite)
    assert [each for each in other if each.side in {Side.LEFT, Side.RIGHT}] == []


@pytest.mark.parametrize("convention", ["markers", "mediapipe_33"])
@pytest.mark.parametrize("seed", [1, 2])
def test_an_ordinary_runner_is_told_nothing_red_wherever_it_hurts(
    seed: int, convention: str
) -> None:
    truth = GaitTruth(
        speed_mps=SPEED, step_rate_spm=167, pelvic_drop_peak_deg=Sided(4, 5), step_width_mm=40
    )
    assert [(each.finding, each.value) for each in red(truth, convention, seed, None)] == []


def test_slow_long_steps_are_found() -> None:
    truth = GaitTruth(speed_mps=SPEED, step_rate_spm=138)
    names = {each.finding for each in red(truth, "mediapipe_33", 1, None)}
    assert "gait_step_rate_low" in names
