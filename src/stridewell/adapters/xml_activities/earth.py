"""Distances over the ground from positions."""

from __future__ import annotations

import numpy as np

from stridewell.activity.track import Column

EARTH_RADIUS_M = 6_371_008.8
"""Mean radius of the WGS 84 ellipsoid, (2a + b) / 3."""


def distance_along_m(latitude_deg: Column, longitude_deg: Column, tracks: Column) -> Column:
    """Distance covered up to each point, in metres; all arrays have shape (n,).

    Great-circle steps (haversine) between successive positions; points without a position
    get NaN and are bridged. The way between two tracks is not counted: nobody recorded it.
    """
    placed = np.flatnonzero(np.isfinite(latitude_deg) & np.isfinite(longitude_deg))
    distance_m = np.full(latitude_deg.shape, np.nan)
    if placed.size:
        steps_m = haversine_m(latitude_deg[placed], longitude_deg[placed])
        steps_m[np.diff(tracks[placed]) != 0] = 0.0
        distance_m[placed] = np.concatenate(([0.0], np.cumsum(steps_m)))
    return distance_m


def haversine_m(latitude_deg: Column, longitude_deg: Column) -> Column:
    """Great-circle distances between neighbours, shape (n - 1,), in metres."""
    latitude, longitude = np.radians(latitude_deg), np.radians(longitude_deg)
    half_chord = (
        np.sin(np.diff(latitude) / 2) ** 2
        + np.cos(latitude[:-1]) * np.cos(latitude[1:]) * np.sin(np.diff(longitude) / 2) ** 2
    )
    distances: Column = 2 * EARTH_RADIUS_M * np.arcsin(np.sqrt(np.minimum(half_chord, 1.0)))
    return distances
