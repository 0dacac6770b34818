"""Small activities for tests: an even run, changed where a test needs it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime

import numpy as np

from stridewell.activity.track import Activity, Channel, Column, FileOrigin, Samples

NOON = datetime(2026, 5, 1, 12, 0, tzinfo=UTC)


def even_run(seconds: int = 600, *, step_rate: float = 170.0) -> Activity:
    """A run at 3 m/s with a sample each second and nothing but what a plain watch measures."""
    time = np.arange(seconds + 1, dtype=float)
    channels: dict[Channel, Column] = {
        Channel.DISTANCE: 3.0 * time,
        Channel.SPEED: np.full(time.shape, 3.0),
        Channel.STEP_RATE: np.full(time.shape, step_rate),
    }
    return Activity(
        start=NOON,
        sport="running",
        sub_sport="generic",
        elapsed_s=float(seconds),
        timer_s=None,
        distance_m=None,
        samples=Samples(time, channels),
        origin=FileOrigin("run.fit", "0" * 64, "fit"),
    )


def with_channels(
    activity: Activity, changed: Mapping[Channel, Column], time: Column | None = None
) -> Activity:
    """The activity with columns added or exchanged, on another clock where one is given."""
    if time is not None:
        return replace(activity, samples=Samples(time, changed))
    samples = activity.samples
    return replace(activity, samples=Samples(samples.time_s, {**samples.channels, **changed}))
