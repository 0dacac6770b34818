"""The route files of a workout → positions in as few bytes as they need."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import IO, TypeAlias

import numpy as np
from numpy.typing import NDArray

from stridewell.activity.track import Channel, Column
from stridewell.adapters.unpacking import FAULTS, MAX_FILE_BYTES
from stridewell.adapters.xml_activities import read_route
from stridewell.adapters.xml_activities.moments import NO_MOMENT, as_microseconds
from stridewell.adapters.xml_activities.points import Points
from stridewell.errors import FileRefusedError

OpenRoute: TypeAlias = Callable[[str], IO[bytes] | None]

_PER_DEGREE = 1e7
_PER_SECOND = 1e6
_NOWHERE = np.iinfo(np.int32).min


@dataclass(frozen=True, slots=True, eq=False)
class Track:
    """Points of a workout on its clock; positions are in 1e-7 degrees (about a centimetre)."""

    time_s: Column
    latitude: NDArray[np.int32]
    longitude: NDArray[np.int32]
    altitude_m: NDArray[np.float32]
    speed_m_s: NDArray[np.float32]
    number: NDArray[np.uint8]
    """Which of its route files each point comes from."""

    def channels(self) -> dict[Channel, Column]:
        """The positions as channels of a run."""
        return {
            Channel.LATITUDE: _degrees(self.latitude),
            Channel.LONGITUDE: _degrees(self.longitude),
            Channel.ALTITUDE: self.altitude_m.astype(np.float64),
            Channel.SPEED: self.speed_m_s.astype(np.float64),
        }


def read_track(
    paths: Sequence[str], start: datetime, open_route: OpenRoute
) -> tuple[Track | None, list[str]]:
    """All routes of a workout one after the other, and what was wrong with them."""
    tracks: list[Track] = []
    faults: list[str] = []
    for path in paths:
        try:
            points, issues = read_route(_content(path, open_route), path)
            tracks.append(_track(points, start, len(tracks)))
            faults += [issue.text for issue in issues]
        except FileRefusedError as error:
            faults.append(str(error))
        except FAULTS as error:
            faults.append(f"{path} cannot be read: {error}.")
    if not tracks:
        return None, faults
    columns = (
        np.concatenate([getattr(track, name) for track in tracks]) for name in Track.__slots__
    )
    return Track(*columns), faults


def _content(path: str, open_route: OpenRoute) -> bytes:
    stream = open_route(path)
    if stream is None:
        raise FileRefusedError(f"{path} is not in the export.")
    with stream:
        content = stream.read(MAX_FILE_BYTES + 1)
    if len(content) > MAX_FILE_BYTES:
        raise FileRefusedError(f"{path} is far larger than a route can be.")
    return content


def _track(points: Points, start: datetime, number: int) -> Track:
    timed = points.moments != NO_MOMENT
    column = {channel: values[timed] for channel, values in points.columns.items()}
    return Track(
        time_s=(points.moments[timed] - as_microseconds(start)) / _PER_SECOND,
        latitude=_packed(column[Channel.LATITUDE], 90.0),
        longitude=_packed(column[Channel.LONGITUDE], 180.0),
        altitude_m=column[Channel.ALTITUDE].astype(np.float32),
        speed_m_s=column[Channel.SPEED].astype(np.float32),
        number=np.full(int(timed.sum()), min(number, 255), np.uint8),
    )


def _packed(degrees: Column, limit: float) -> NDArray[np.int32]:
    known = np.abs(degrees) <= limit
    rounded = np.round(np.where(known, degrees, 0.0) * _PER_DEGREE).astype(np.int32)
    return np.where(known, rounded, np.int32(_NOWHERE))


def _degrees(packed: NDArray[np.int32]) -> Column:
    return np.where(packed == _NOWHERE, np.nan, packed / _PER_DEGREE)
