"""Single positions no one can have been at: a run does not leap to the equator and back."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from stridewell.activity.limits import FASTEST_RUN_M_S
from stridewell.activity.plane import EARTH_RADIUS_M
from stridewell.activity.track import Channel, Column, Samples
from stridewell.values.evidence import Issue, Severity

_LEAP_M = 20.0
"""A fix may be off by so much without anybody having been carried there."""
_DEGREE_M = math.radians(1.0) * EARTH_RADIUS_M
_PLACE = (Channel.LATITUDE, Channel.LONGITUDE)

Rows = NDArray[np.intp]


def drop_leaping_fixes(samples: Samples) -> tuple[Samples, tuple[Issue, ...]]:
    """The samples without single positions that nobody can have reached and come back from.

    The clock rises. Where the distance took part in such a leap, as one measured over the
    positions does, the way straight past it counts instead. A ride in a car is left as it is:
    its positions follow each other.
    """
    if not samples.channels.keys() >= set(_PLACE):
        return samples, ()
    latitude, longitude = (samples.channels[channel] for channel in _PLACE)
    rows = np.flatnonzero(np.isfinite(latitude) & np.isfinite(longitude))
    track = _Track(samples.time_s[rows], latitude[rows], longitude[rows])
    lone = track.lone()
    if not lone.size:
        return samples, ()
    changed = {channel: samples.channels[channel].copy() for channel in _PLACE}
    for column in changed.values():
        column[rows[lone]] = np.nan
    distance = samples.channels.get(Channel.DISTANCE)
    if distance is not None:
        changed[Channel.DISTANCE] = _straight_past(distance, rows, lone, track)
    text = f"{lone.size} positions far off the way were taken as not measured."
    issue = Issue(Severity.NOTE, "position", text)
    return Samples(samples.time_s, {**samples.channels, **changed}), (issue,)


@dataclass(frozen=True, slots=True, eq=False)
class _Track:
    """Known positions one behind the other: their times in s and places in degrees, shape (k,)."""

    time_s: Column
    latitude_deg: Column
    longitude_deg: Column

    def way_m(self, step: int) -> Column:
        """Metres from each position to the one so many behind it, shape (k - step,).

        Good to a part in a thousand below 100 km, and certainly enough to tell a leap.
        """
        latitude = np.radians(self.latitude_deg)
        east = np.abs(self.longitude_deg[step:] - self.longitude_deg[:-step])
        east = np.radians(np.minimum(east, 360.0 - east))
        middle = np.cos((latitude[step:] + latitude[:-step]) / 2.0)
        way: Column = EARTH_RADIUS_M * np.hypot(latitude[step:] - latitude[:-step], east * middle)
        return way

    def is_leap(self, step: int) -> NDArray[np.bool_]:
        """Whether nobody can run from each position to the one so many behind it."""
        seconds = self.time_s[step:] - self.time_s[:-step]
        return self.way_m(step) > FASTEST_RUN_M_S * seconds + _LEAP_M

    def may_leap(self) -> bool:
        """Whether any step could be a leap, by degrees alone: each is 111 km at most."""
        degrees = np.abs(np.diff(self.latitude_deg)) + np.abs(np.diff(self.longitude_deg))
        reach = FASTEST_RUN_M_S * np.diff(self.time_s) + _LEAP_M
        return bool((degrees * _DEGREE_M > reach).any())

    def lone(self) -> Rows:
        """Positions out of reach from both neighbours, which lie in reach of each other."""
        if self.time_s.size < 3:  # noqa: PLR2004 - one between two others
            return np.empty(0, dtype=np.intp)
        if not self.may_leap() or not (leaps := self.is_leap(1)).any():
            return np.empty(0, dtype=np.intp)
        return np.flatnonzero(leaps[:-1] & leaps[1:] & ~self.is_leap(2)) + 1


def _straight_past(distance: Column, rows: Rows, lone: Rows, track: _Track) -> Column:
    """The distance with the leaps there and back taken out, where it took part in them."""
    past = distance.copy()
    straight = track.way_m(2)
    for number in lone:
        before, at, behind = rows[number - 1 : number + 2]
        gained = past[behind] - past[before]
        if gained > straight[number - 1] + 2 * _LEAP_M:
            past[at] = np.nan
            past[behind:] -= gained - straight[number - 1]
    return past
