"""What must not change a measurement does not, and what must does."""

from __future__ import annotations

from dataclasses import replace

import pytest

from runners_measured import (
    by_key,
    measured,
    mirrored,
    other_sides,
    runner,
    series,
    told_scale,
)
from stridewell.gait.camera import rotated
from stridewell.gait.keypoints import Filmed, Keypoints, View
from stridewell.gait.metrics import MethodErrors, measure
from stridewell.simulate.gait import Camera


def larger(clip: Keypoints, factor: float) -> Keypoints:
    return replace(clip.moved(clip.position * factor), size_px=None)


@pytest.mark.parametrize("view", list(View))
def test_a_mirrored_clip_swaps_the_sides(view: View) -> None:
    clip = runner(view, duration_s=8)
    told = told_scale(clip.camera)
    there = by_key(measured(clip))
    contacts = series(other_sides(clip.contacts))
    back = by_key(measure(mirrored(clip.clean), contacts, told, MethodErrors()))
    for (metric, side), each in there.items():
        other = back[metric, side.opposite if side else None]
        value = 100 - other.value if metric == "contact_balance_left_pct" else other.value
        assert each.value == pytest.approx(value, abs=1e-6), metric
        assert each.high - each.low == pytest.approx(other.high - other.low, rel=0.01, abs=1e-3), (
            metric
        )


@pytest.mark.parametrize("view", [View.LEFT, View.RIGHT, View.REAR])
@pytest.mark.parametrize("roll", [-5.0, 5.0])
def test_turning_the_picture_changes_nothing_since_the_roll_is_taken_out(
    view: View, roll: float
) -> None:
    clip = runner(view, duration_s=8)
    turned = replace(clip.clean.moved(rotated(clip.clean.position, roll)), size_px=None)
    plain, found = by_key(measured(clip)), by_key(measured(clip, points=turned))
    assert set(plain) == set(found)
    for key, each in plain.items():
        assert found[key].value == pytest.approx(each.value, rel=0.02, abs=0.5), key


@pytest.mark.parametrize("view", [View.LEFT, View.REAR])
def test_the_size_of_the_picture_changes_nothing_with_a_body_height(view: View) -> None:
    clip = runner(view, duration_s=8)
    told = Filmed(height_m=1.75)
    plain = by_key(measured(clip, told))
    found = by_key(measured(clip, told, points=larger(clip.clean, 2.5)))
    for key, each in plain.items():
        assert found[key].value == pytest.approx(each.value, rel=1e-6, abs=1e-6), key
        assert found[key].high == pytest.approx(each.high, rel=1e-6, abs=1e-6), key


def test_a_wrong_scale_changes_lengths_and_no_angle() -> None:
    clip = runner(View.LEFT, duration_s=8)
    plain = by_key(measured(clip, told_scale(clip.camera)))
    told = replace(told_scale(clip.camera), known_length_m=2.0)
    found = by_key(measured(clip, told))
    for (metric, side), each in plain.items():
        factor = 2 if metric.endswith("_mm") else 1
        assert found[metric, side].value == pytest.approx(factor * each.value, rel=1e-9), metric


def test_half_the_frames_give_nearly_the_same() -> None:
    fast, slow = (
        by_key(measured(runner(View.LEFT, rate_hz=rate, camera=Camera()))) for rate in (240, 60)
    )
    for key, each in fast.items():
        if key[0].endswith("_deg") and key[0] != "hip_extension_peak_deg":
            assert slow[key].value == pytest.approx(each.value, abs=1.0), key
