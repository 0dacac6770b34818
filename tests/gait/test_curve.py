"""The curve passes through the frames and between them as a spline does."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.interpolate import CubicSpline

from stridewell.gait.curve import curve_through


@pytest.mark.parametrize("uneven", [0.0, 0.4])
def test_it_is_the_spline_of_scipy(uneven: float) -> None:
    dice = np.random.default_rng(0)
    time_s = np.arange(60) / 30 + uneven * dice.uniform(0, 1 / 30, 60)
    way = np.stack([np.sin(9 * time_s), np.cos(5 * time_s)], axis=1)
    asked = np.linspace(time_s[4], time_s[-5], 400).reshape(20, 20)
    found, known = curve_through(time_s, way)(asked), CubicSpline(time_s, way)(asked)
    assert found.shape == (20, 20, 2)
    assert np.abs(found - known).max() < 5e-4


def test_it_passes_through_every_frame() -> None:
    time_s = np.array([0.0, 0.1, 0.15, 0.4, 0.5])
    way = np.array([[1.0], [3.0], [-2.0], [5.0], [0.0]])
    assert curve_through(time_s, way)(time_s) == pytest.approx(way)


def test_three_frames_make_no_curve() -> None:
    with pytest.raises(ValueError, match="four frames"):
        curve_through(np.arange(3.0), np.zeros((3, 1)))
