"""The centre of mass comes from what is seen, and says nothing without legs."""

from __future__ import annotations

import numpy as np
import pytest

from runners_measured import runner, without
from stridewell.gait.body_mass import (
    FOOT,
    FOREARM_AND_HAND,
    HEAD,
    SHANK,
    THIGH,
    TRUNK,
    UPPER_ARM,
    centre_of_mass,
)
from stridewell.gait.keypoints import Floats, Keypoints, View
from stridewell.gait.landmarks import Landmark


def centre(clip: Keypoints) -> Floats | None:
    return centre_of_mass(lambda point: clip.at(point) if clip.has(point) else None)


def test_the_parts_make_up_the_whole_body() -> None:
    limbs = UPPER_ARM + FOREARM_AND_HAND + THIGH + SHANK + FOOT
    assert HEAD + TRUNK + 2 * limbs == pytest.approx(1, abs=0.005)


def test_the_centre_lies_between_hips_and_shoulders() -> None:
    clip = runner(View.SPACE, duration_s=3).clean
    found = centre(clip)
    assert found is not None
    hips = clip.mid(Landmark.LEFT_HIP, Landmark.RIGHT_HIP)[:, 1]
    shoulders = clip.mid(Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER)[:, 1]
    share = (found[:, 1] - hips) / (shoulders - hips)
    assert (share > 0).all()
    assert (share < 0.5).all()


@pytest.mark.parametrize(
    "missing",
    [("elbow", "wrist"), ("head",), ("heel", "toe"), ("shoulder", "elbow", "wrist", "head")],
)
def test_parts_that_are_not_seen_change_the_bounce_little(missing: tuple[str, ...]) -> None:
    clip = runner(View.SPACE, duration_s=3).clean
    whole, part = centre(clip), centre(without(clip, *missing))
    assert whole is not None
    assert part is not None
    bounces = np.ptp(whole[:, 1]), np.ptp(part[:, 1])
    assert bounces[0] == pytest.approx(bounces[1], abs=0.012)


@pytest.mark.parametrize("missing", ["hip", "knee", "ankle"])
def test_without_legs_there_is_no_centre(missing: str) -> None:
    assert centre(without(runner(View.SPACE, duration_s=3).clean, missing)) is None
