"""Ways run at 3 m/s with a position each second, drawn on a plane and put on the earth."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from activities import even_run, with_channels
from stridewell.activity.exposure import TurnExposure
from stridewell.activity.run_exposure import run_exposure
from stridewell.activity.track import Activity, Channel, Column

METRES_PER_DEGREE = np.radians(1.0) * 6_371_008.8
Route = tuple[Column, Column]
"""Metres east and north, a point each second."""


def along(corners: list[tuple[float, float]], step_m: float = 3.0) -> Route:
    """From corner to corner in straight lines."""
    points = np.array(corners, dtype=float)
    lengths = np.concatenate(([0], np.cumsum(np.hypot(*np.diff(points, axis=0).T))))
    at = np.arange(0, lengths[-1], step_m)
    return np.interp(at, lengths, points[:, 0]), np.interp(at, lengths, points[:, 1])


def circle(radius_m: float, rounds: float, step_m: float = 3.0) -> Route:
    """Anticlockwise rounds."""
    angle = np.arange(0, 2 * np.pi * rounds, step_m / radius_m)
    return radius_m * np.cos(angle), radius_m * np.sin(angle)


def oval(laps: float, lap_m: float = 400.0, step_m: float = 3.0) -> Route:
    """Anticlockwise laps of a running track: two straights of 84.39 m for 400 m, two bends."""
    scale = lap_m / 400.0
    straight, bend = 84.39 * scale, 115.61 * scale
    radius = bend / np.pi
    at = np.arange(0, laps * lap_m, step_m) % lap_m
    half, into = np.divmod(at, lap_m / 2)
    sign = np.where(half < 1, 1.0, -1.0)
    angle = np.clip((into - straight) / radius, 0, np.pi)
    x = np.minimum(into, straight) - straight / 2 + radius * np.sin(angle)
    y = -radius * np.cos(angle)
    return sign * x, sign * y


def on_earth(
    route: Route, latitude: float = 50.0, longitude: float = 8.0, noise: Route | None = None
) -> Activity:
    """A run along the route with the distance of the true way."""
    east, north = route
    moved = np.concatenate(([0.0], np.cumsum(np.hypot(np.diff(east), np.diff(north)))))
    if noise is not None:
        east, north = east + noise[0], north + noise[1]
    per_degree = METRES_PER_DEGREE * np.cos(np.radians(latitude))
    around = longitude + east / per_degree
    channels = {
        Channel.DISTANCE: moved,
        Channel.SPEED: np.full(east.shape, 3.0),
        Channel.LATITUDE: latitude + north / METRES_PER_DEGREE,
        Channel.LONGITUDE: (around + 180.0) % 360.0 - 180.0,
    }
    run = replace(even_run(), elapsed_s=float(east.size))
    return with_channels(run, channels, np.arange(east.size, dtype=float))


def turns_of(activity: Activity) -> TurnExposure:
    found = run_exposure(activity).turns
    assert found is not None
    return found


def wander(seed: int, size: int, metres: float, lasting_s: float) -> Column:
    """Errors of satellites: they stay alike for some seconds."""
    rng = np.random.default_rng(seed)
    keep = float(np.exp(-1.0 / lasting_s))
    shocks = rng.normal(0, metres * np.sqrt(1 - keep**2), size)
    errors = np.empty(size)
    errors[0] = rng.normal(0, metres)
    for n in range(1, size):
        errors[n] = keep * errors[n - 1] + shocks[n]
    return errors
