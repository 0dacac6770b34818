"""Whether a spoilt clip ever gives a value of one leg to the other.

A synthetic runner whose legs differ plainly is filmed, the legs are swapped or drawn on one
another in a part of the frames, and the whole way from body points to metrics is gone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from evaluation.gait.spoilt import KINDS, spoil

from stridewell.adapters.gait_model import load_contact_model
from stridewell.adapters.knowledge_files import packaged_knowledge
from stridewell.gait.clip import analyse_clip
from stridewell.gait.keypoints import Filmed, View
from stridewell.simulate.gait import (
    Camera,
    GaitTruth,
    Noise,
    Sided,
    SyntheticClip,
    synthetic_runner,
)
from stridewell.values.anatomy import Side

UNLIKE = GaitTruth(
    contact_time_ms=Sided(225.0, 260.0),
    foot_strike_angle_deg=Sided(-2.0, 16.0),
    foot_ahead_of_hip_mm=Sided(140.0, 190.0),
    knee_flexion_at_contact_deg=Sided(10.0, 20.0),
    knee_flexion_peak_deg=Sided(37.0, 47.0),
    pelvic_drop_peak_deg=Sided(5.0, 12.0),
    pelvic_drop_contact_deg=Sided(3.0, 4.0),
)
"""A runner whose legs differ by more than anything is measured wrong."""
TOLD_APART: Mapping[str, float] = {
    "contact_time_ms": 20.0,
    "foot_ahead_of_hip_mm": 25.0,
    "foot_ahead_of_com_mm": 25.0,
    "foot_strike_angle_deg": 8.0,
    "knee_flexion_at_contact_deg": 5.0,
    "knee_flexion_peak_deg": 5.0,
    "pelvic_drop_peak_deg": 3.0,
    "pelvic_drop_midstance_deg": 3.0,
    "pelvic_drop_excursion_deg": 3.0,
    "hip_adduction_peak_deg": 3.0,
}
"""Metrics in which this runner's legs differ at least so much; others tell nothing here."""
SHARES = (0.0, 0.1, 0.2)
SEEDS = 3
CAMERA = Camera(distance_m=4.0, px_per_m=400.0)


@dataclass(slots=True)
class Count:
    """Values of single legs: how many, how many nearer to the other leg's, refused clips."""

    given: int = 0
    of_the_other: int = 0
    withheld: int = 0
    clips: int = 0


def value_lines() -> Iterator[str]:
    """A Markdown table of values that were given, and of those nearer to the other leg's truth."""
    yield (
        "A runner whose legs differ plainly, from spoilt body points to metrics (values of one leg "
        "in which the legs differ by more than they are measured wrong):"
    )
    yield ""
    yield "| frames spoilt | clips | with a leg withheld | values given | nearer to the other leg |"
    yield "|---|---|---|---|---|"
    for share in SHARES:
        count = _counted(share)
        yield (
            f"| {100 * share:.0f} % | {count.clips} | {count.withheld} | {count.given} "
            f"| {count.of_the_other} |"
        )


def _counted(share: float) -> Count:
    model, gait = load_contact_model(), packaged_knowledge().gait
    told = Filmed(height_m=UNLIKE.height_m, speed_mps=UNLIKE.speed_mps, treadmill=True)
    count = Count()
    for view in (View.LEFT, View.RIGHT, View.REAR):
        for seed in range(SEEDS):
            made = synthetic_runner(
                UNLIKE, view=view, rate_hz=60, seed=seed, noise=Noise(sd=2.0), camera=CAMERA
            )
            dice = np.random.default_rng(seed)
            spoilt = spoil(made.keypoints, share, KINDS, dice).clip
            found = analyse_clip(spoilt, told, model, gait.errors)
            count.clips += 1
            count.withheld += found.withheld is not None
            for each in found.measured:
                if each.side is not None and _differs(made, each.id):
                    count.given += 1
                    own, other = (made.value(each.id, s) for s in (each.side, each.side.opposite))
                    count.of_the_other += abs(each.value - other) < abs(each.value - own)
    return count


def _differs(made: SyntheticClip, metric: str) -> bool:
    if metric not in TOLD_APART:
        return False
    left, right = (made.value(metric, side) for side in (Side.LEFT, Side.RIGHT))
    return abs(left - right) >= TOLD_APART[metric]
