"""Flight, duty factor, balance and the consistency of vertical ratio while running."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from stridewell.activity.limits import STEP_RATE_MOVING
from stridewell.activity.moving import MovingTime
from stridewell.activity.track import Activity, Channel

DEVICE = "device"


@dataclass(frozen=True, slots=True)
class Flight:
    """Means over running: flight of a step in ms, contact as a share of a stride in percent."""

    flight_time_ms: float
    duty_factor_pct: float


def flight(activity: Activity, running: MovingTime) -> Flight | None:
    """Step time less contact time, and contact time over stride time, where both are measured.

    ``running`` marks the samples that were run. Without flight the first is negative: both
    feet were on the ground.
    """
    channels = activity.samples.channels
    contact, rate = channels.get(Channel.CONTACT_TIME), channels.get(Channel.STEP_RATE)
    if contact is None or rate is None:
        return None
    step_ms = np.full(rate.shape, np.nan)
    np.divide(60_000.0, rate, out=step_ms, where=rate >= STEP_RATE_MOVING.low)
    flown = running.mean(step_ms - contact)
    duty = running.mean(contact / step_ms)
    return None if flown is None or duty is None else Flight(flown, 50.0 * duty)


def balance_sources(activity: Activity, running: MovingTime) -> Mapping[str, float]:
    """The mean left share of contact while running, by the device that measured it."""
    column = activity.samples.channels.get(Channel.CONTACT_BALANCE)
    mean = None if column is None else running.mean(column)
    if mean is None:
        return {}
    return {activity.channel_sources.get(Channel.CONTACT_BALANCE, DEVICE): mean}


def vertical_ratio_gap_pct(activity: Activity, running: MovingTime) -> float | None:
    """How far vertical ratio lies from oscillation over step length, in percent of the latter.

    None unless one source measured all three: of two sources a gap is no fault.
    """
    names = (Channel.VERTICAL_RATIO, Channel.VERTICAL_OSCILLATION, Channel.STEP_LENGTH)
    sources = {activity.channel_sources.get(name, DEVICE) for name in names}
    columns = [activity.samples.channels.get(name) for name in names]
    if len(sources) > 1 or any(column is None for column in columns):
        return None
    ratio, bob, step = (running.mean(column) for column in columns if column is not None)
    if ratio is None or bob is None or not step:
        return None
    expected = 100.0 * bob / step
    return 100.0 * (ratio / expected - 1.0) if expected > 0 else None
