"""A metre in the picture comes from a length or from body height, and from nothing else."""

from __future__ import annotations

import pytest

from runners_measured import runner, without
from stridewell.gait.keypoints import Filmed, View
from stridewell.gait.scale import METRES, find_scale, leg_length, typical_leg
from stridewell.simulate.gait import Camera
from stridewell.values.anatomy import Side

CAMERA = Camera(px_per_m=400)


def test_positions_in_metres_need_no_scale() -> None:
    clip = runner(View.SPACE, duration_s=3)
    assert find_scale(clip.clean, clip.contacts, Filmed()) is METRES


def test_a_length_measured_in_the_picture_is_the_scale() -> None:
    clip = runner(View.LEFT, camera=CAMERA)
    told = Filmed(height_m=1.75, known_length_m=2.0, known_length_px=800)
    found = find_scale(clip.clean, clip.contacts, told)
    assert found is not None
    assert found.metres == pytest.approx(1 / 400)
    assert "you measured" in found.stated[0].because


@pytest.mark.parametrize("view", [View.LEFT, View.RIGHT, View.REAR])
def test_body_height_gives_the_scale_within_its_error(view: View) -> None:
    clip = runner(view, camera=CAMERA)
    found = find_scale(clip.clean, clip.contacts, Filmed(height_m=clip.truth.height_m))
    assert found is not None
    assert found.metres * 400 == pytest.approx(1, abs=2 * found.relative_sd)
    assert 0.03 < found.relative_sd < 0.06
    assert "body height" in found.stated[0].because


def test_twice_the_height_is_twice_the_scale() -> None:
    clip = runner(View.LEFT, camera=CAMERA)
    small, tall = (
        find_scale(clip.clean, clip.contacts, Filmed(height_m=height)) for height in (1.0, 2.0)
    )
    assert small is not None
    assert tall is not None
    assert tall.metres == pytest.approx(2 * small.metres)


def test_nothing_told_or_no_leg_seen_is_no_scale() -> None:
    clip = runner(View.LEFT, camera=CAMERA)
    assert find_scale(clip.clean, clip.contacts, Filmed()) is None
    legless = without(clip.clean, "knee")
    assert find_scale(legless, clip.contacts, Filmed(height_m=1.75)) is None
    assert find_scale(clip.clean, clip.contacts[:4], Filmed(height_m=1.75)) is None


def test_a_leg_keeps_its_length_in_space() -> None:
    clip = runner(View.SPACE, duration_s=3).clean
    length = leg_length(clip, Side.LEFT)
    assert length.min() == pytest.approx(length.max(), rel=0.02)
    assert typical_leg(clip) == pytest.approx(float(length.mean()), rel=0.02)
