"""Metrics of when the feet touch and leave the ground; n values, one of each step."""

from __future__ import annotations

import numpy as np

from stridewell.gait.keypoints import Floats
from stridewell.gait.metrics.steps import Steps


def contact_time_ms(steps: Steps) -> Floats:
    """From first touch to toe-off."""
    return np.asarray(1000 * (steps.moments.off_s - steps.moments.on_s))


def flight_time_ms(steps: Steps) -> Floats:
    """From toe-off to the first touch of the other foot."""
    return np.asarray(1000 * (steps.moments.next_on_s - steps.moments.off_s))


def duty_factor_pct(steps: Steps) -> Floats:
    """Contact as a share of the time from this first touch to the next of the same foot."""
    contact = steps.moments.off_s - steps.moments.on_s
    return np.asarray(100 * contact / steps.moments.stride_s)


def step_rate_spm(steps: Steps) -> Floats:
    """60 over the seconds from this first touch to that of the other foot."""
    return np.asarray(60 / (steps.moments.next_on_s - steps.moments.on_s))
