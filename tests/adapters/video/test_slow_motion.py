"""Steps tell how much a film is slowed down, if the phone did not note it."""

from __future__ import annotations

import numpy as np
import pytest

from stridewell.adapters.video.slow_motion import partly_slowed, step_times


def test_steps_are_counted_whichever_foot_is_which() -> None:
    time_s = np.arange(300) / 30
    apart = np.abs(np.sin(np.pi * time_s / 0.36)) + 0.03 * np.sin(40 * time_s)
    assert np.median(np.diff(step_times(time_s, apart))) == pytest.approx(0.36, abs=0.04)


def test_legs_that_flicker_are_no_steps() -> None:
    time_s = np.arange(300) / 30
    apart = np.abs(np.sin(np.pi * time_s / 0.36))
    apart[[66, 98, 130, 133, 137]] = 0.0
    lasts = np.diff(step_times(time_s, apart))
    assert lasts.min() > 0.22
    assert np.median(lasts) == pytest.approx(0.36, abs=0.04)
    assert not partly_slowed(lasts)


def test_frames_without_feet_are_passed_over() -> None:
    time_s = np.arange(300) / 30
    apart = np.abs(np.sin(np.pi * time_s / 0.36))
    apart[50:60] = np.nan
    assert np.median(np.diff(step_times(time_s, apart))) == pytest.approx(0.36, abs=0.04)
    assert step_times(time_s, np.full(300, np.nan)).size == 0


@pytest.mark.parametrize(
    ("lasts", "partly"),
    [
        ([0.36] * 20, False),
        ([0.36] * 10 + [2.8] * 3, True),
        ([2.8] * 10 + [0.36] * 3, True),
        ([0.36] * 6 + [1.4, 1.5] + [0.36] * 6, True),
        ([0.36] * 6 + [2.8] + [0.36] * 6, False),
        ([0.36, 0.72] * 8, False),
        ([0.36, 2.8, 2.8], False),
    ],
    ids=["even", "slow end", "fast end", "slow middle", "one missed", "every other", "too few"],
)
def test_a_part_that_plays_slower(lasts: list[float], partly: bool) -> None:  # noqa: FBT001
    assert partly_slowed(np.array(lasts)) is partly
