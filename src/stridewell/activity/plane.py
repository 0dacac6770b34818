"""Positions on a flat plane that touches the earth where the run began."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from stridewell.activity.track import Channel, Column, Samples

EARTH_RADIUS_M = 6_371_008.8
"""Mean radius of the WGS 84 ellipsoid."""


@dataclass(frozen=True, slots=True, eq=False)
class Plane:
    """Metres east and north of the first known position, shape (n,), NaN where unknown."""

    east_m: Column
    north_m: Column
    is_known: NDArray[np.bool_]


def plane_of(samples: Samples) -> Plane | None:
    """The positions of a recording on a plane; None where fewer than two are known.

    An orthographic view from above the first position: the date line and the poles are places
    like any other, and the error is below 1 part in 10,000 at 80 km from the start.
    """
    latitude = samples.channels.get(Channel.LATITUDE)
    longitude = samples.channels.get(Channel.LONGITUDE)
    if latitude is None or longitude is None:
        return None
    is_known = np.isfinite(latitude) & np.isfinite(longitude)
    if np.count_nonzero(is_known) < 2:  # noqa: PLR2004 - one place is no way
        return None
    first = int(np.argmax(is_known))
    north, east = np.radians(latitude), np.radians(longitude - longitude[first])
    sine, cosine = np.sin(north), np.cos(north)
    return Plane(
        EARTH_RADIUS_M * cosine * np.sin(east),
        EARTH_RADIUS_M * (cosine[first] * sine - sine[first] * cosine * np.cos(east)),
        is_known,
    )
