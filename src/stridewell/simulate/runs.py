"""One run, second by second: speed, steps, ground contact and heart rate that fit together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum

import numpy as np

from stridewell.activity.track import Channel, Column, Samples
from stridewell.values.timeline import require_zone

REFERENCE_SPEED_M_S = 3.0
CONTACT_MS_PER_M_S = -160 / 3
"""Ground contact falls from about 300 ms at 2.5 m/s to about 220 ms at 4 m/s (design)."""
STEP_RATE_SPM_PER_M_S = 9.0
HEART_RATE_BPM_PER_M_S = 38.0
HEART_RATE_RISE_S = 60.0
HEART_RATE_DRIFT_PER_H = 0.05
SPEED_LOST_PER_GRADE = 3.0
HILL_LENGTH_M = 1500.0
WANDER_S = 40.0
LOOP_M = 1000.0
METRES_PER_DEGREE = 111_195.0


class SubSport(IntEnum):
    """Where a run took place, by its FIT number."""

    GENERIC = 0
    TREADMILL = 1
    STREET = 2
    TRAIL = 3
    TRACK = 4


@dataclass(frozen=True, slots=True)
class Body:
    """What is a runner's own; speed-bound values hold at 3 m/s on the level."""

    step_rate_spm: float = 170.0
    contact_time_ms: float = 273.0
    oscillation_mm: float = 82.0
    balance_left_pct: float = 49.6
    heart_rate_bpm: float = 158.0


@dataclass(frozen=True, slots=True)
class RunSpec:
    """What is known of a run before it is simulated.

    ``rpe`` is perceived exertion from 0 to 10. ``pause_s`` stops the watch once, halfway.
    ``balance_shift_pct`` moves the left share of ground contact away from the runner's own.
    ``dynamics`` says whether the device measures ground contact; ``positions`` draws a loop
    in the open sea at 0° N 0° E.

    Raises:
        ValueError: the start has no time zone, or distance or speed is not above 0.
    """

    start: datetime
    distance_m: int
    speed_m_s: float
    sub_sport: SubSport = SubSport.STREET
    climb_m: float = 0.0
    rpe: float | None = None
    pause_s: int = 0
    balance_shift_pct: float = 0.0
    dynamics: bool = True
    positions: bool = False

    def __post_init__(self) -> None:
        """Refuse runs that go nowhere."""
        require_zone(self.start)
        if self.distance_m <= 0 or self.speed_m_s <= 0:
            raise ValueError(f"a run covers ground: {self.distance_m} m at {self.speed_m_s} m/s")

    @property
    def timer_s(self) -> int:
        """Running time in whole seconds, pauses left out."""
        return max(round(self.distance_m / self.speed_m_s), 1)

    @property
    def end(self) -> datetime:
        """The moment the watch is stopped for good."""
        return self.start + timedelta(seconds=self.timer_s + self.pause_s)

    @property
    def halfway_s(self) -> int:
        """The running time at which the pause begins."""
        return self.timer_s // 2


def simulate_run(spec: RunSpec, body: Body, rng: np.random.Generator) -> Samples:
    """One sample a second, from the start (distance 0) to the end (the whole distance).

    Each sample after the first speaks for the second before it, so distance is the running
    sum of speed and speed is step rate / 60 x step length. All noise comes from ``rng``.
    """
    n = spec.timer_s + 1
    speed = _speed_m_s(spec, rng)
    distance = np.concatenate(([0.0], np.cumsum(speed[1:])))
    timer = np.arange(n, dtype=np.float64)
    channels = {
        Channel.DISTANCE: distance,
        Channel.SPEED: speed,
        Channel.HEART_RATE: _heart_rate_bpm(speed, body, rng),
        Channel.STEP_RATE: _step_rate_spm(speed, body, rng),
    }
    if spec.sub_sport is not SubSport.TREADMILL:
        channels[Channel.ALTITUDE] = 40.0 + _height_m(spec, distance / spec.distance_m)
    if spec.positions:
        channels |= _loop_deg(distance)
    if spec.dynamics:
        channels |= _dynamics(spec, body, channels, rng)
    return Samples(timer + np.where(timer > spec.halfway_s, spec.pause_s, 0), channels)


def _speed_m_s(spec: RunSpec, rng: np.random.Generator) -> Column:
    """Speed per second, scaled so that its sum over the running time is the distance."""
    progress = np.linspace(0.0, 1.0, spec.timer_s + 1)
    grade = np.gradient(_height_m(spec, progress), progress) / spec.distance_m
    relative = 1 - np.clip(SPEED_LOST_PER_GRADE * grade, -0.1, 0.3)
    relative += 0.025 * _wander(progress.size, rng) + 0.012 * rng.standard_normal(progress.size)
    relative = np.maximum(relative, 0.5)
    return relative * (spec.distance_m / float(relative[1:].sum()))


def _height_m(spec: RunSpec, progress: Column) -> Column:
    """Height above the start over hills of equal size that add up to the climb."""
    hills = max(round(spec.distance_m / HILL_LENGTH_M), 1)
    return spec.climb_m / hills * (1 - np.cos(2 * np.pi * hills * progress)) / 2


def _heart_rate_bpm(speed: Column, body: Body, rng: np.random.Generator) -> Column:
    second = np.arange(speed.size)
    faster_m_s = float(speed.mean()) - REFERENCE_SPEED_M_S
    steady = body.heart_rate_bpm + HEART_RATE_BPM_PER_M_S * faster_m_s
    drifting = steady * (1 + HEART_RATE_DRIFT_PER_H * second / 3600)
    risen = 1 - 0.35 * np.exp(-second / HEART_RATE_RISE_S)
    return np.clip(drifting * risen + 1.5 * _wander(speed.size, rng), 60.0, 210.0)


def _step_rate_spm(speed: Column, body: Body, rng: np.random.Generator) -> Column:
    today = body.step_rate_spm + 1.0 * rng.standard_normal()
    level = today + STEP_RATE_SPM_PER_M_S * (speed - REFERENCE_SPEED_M_S)
    return level + 0.8 * _wander(speed.size, rng) + 0.6 * rng.standard_normal(speed.size)


def _dynamics(
    spec: RunSpec, body: Body, run: Mapping[Channel, Column], rng: np.random.Generator
) -> dict[Channel, Column]:
    speed, n = run[Channel.SPEED], run[Channel.SPEED].size
    step_length = 60_000 * speed / run[Channel.STEP_RATE]
    contact = body.contact_time_ms + CONTACT_MS_PER_M_S * (speed - REFERENCE_SPEED_M_S)
    contact += 2.0 * rng.standard_normal() + 3.0 * _wander(n, rng) + 2.5 * rng.standard_normal(n)
    balance = body.balance_left_pct + spec.balance_shift_pct + 0.2 * rng.standard_normal()
    oscillation = body.oscillation_mm + 1.0 * _wander(n, rng) + 1.2 * rng.standard_normal(n)
    return {
        Channel.STEP_LENGTH: step_length,
        Channel.CONTACT_TIME: contact,
        Channel.CONTACT_BALANCE: balance + 0.35 * _wander(n, rng) + 0.5 * rng.standard_normal(n),
        Channel.VERTICAL_OSCILLATION: oscillation,
        Channel.VERTICAL_RATIO: 100 * oscillation / step_length,
    }


def _wander(n: int, rng: np.random.Generator) -> Column:
    """Slow change about 0 with a spread near 1: straight lines between random knots."""
    knots = rng.standard_normal(int(n / WANDER_S) + 2)
    return np.interp(np.arange(n) / WANDER_S, np.arange(knots.size), knots)


def _loop_deg(distance: Column) -> dict[Channel, Column]:
    """Positions on a circle of 1 km around a point in the sea."""
    radius = LOOP_M / (2 * np.pi) / METRES_PER_DEGREE
    angle = 2 * np.pi * distance / LOOP_M
    return {
        Channel.LATITUDE: radius * np.sin(angle),
        Channel.LONGITUDE: radius * np.cos(angle),
    }
