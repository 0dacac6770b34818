"""The kinds of measurements that are read out of an export of Apple Health."""

from __future__ import annotations

from dataclasses import dataclass

from stridewell.activity.track import Channel
from stridewell.adapters.apple_health.units import Quantity

PREFIX = "HKQuantityTypeIdentifier"


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind: its name in the export, what it measures, and the channel of a run it fills.

    ``held_s`` is how long a reading counts where it was taken at a moment instead of over a
    stretch of time.
    """

    name: str
    quantity: Quantity
    channel: Channel | None = None
    held_s: float = 1.0


HEART_RATE = Kind("HeartRate", Quantity.PER_MINUTE, Channel.HEART_RATE, held_s=10.0)
"""Watches write it every five seconds or so during a workout."""
STEPS = Kind("StepCount", Quantity.COUNT, Channel.STEP_RATE)
RUNNING = (
    HEART_RATE,
    STEPS,
    Kind("RunningGroundContactTime", Quantity.DURATION_MS, Channel.CONTACT_TIME),
    Kind("RunningStrideLength", Quantity.LENGTH_MM, Channel.STEP_LENGTH),
    Kind("RunningVerticalOscillation", Quantity.LENGTH_MM, Channel.VERTICAL_OSCILLATION),
    Kind("RunningSpeed", Quantity.SPEED_M_S, Channel.SPEED),
    Kind("RunningPower", Quantity.POWER_W, Channel.POWER),
)
"""What Apple calls stride length is the way from one foot to the other: a step."""

ASYMMETRY = Kind("WalkingAsymmetryPercentage", Quantity.SHARE_PCT)
DOUBLE_SUPPORT = Kind("WalkingDoubleSupportPercentage", Quantity.SHARE_PCT)
STEP_LENGTH = Kind("WalkingStepLength", Quantity.LENGTH_MM)
STEADINESS = Kind("AppleWalkingSteadiness", Quantity.SHARE_PCT)
WALKING = (ASYMMETRY, DOUBLE_SUPPORT, STEP_LENGTH, STEADINESS)

KINDS = {kind.name: kind for kind in (*RUNNING, *WALKING)}
