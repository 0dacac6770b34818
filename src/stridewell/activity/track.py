"""One neutral shape for a recorded activity, whatever file it came from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from stridewell.values.timeline import Span

Column = NDArray[np.float64]


class Channel(StrEnum):
    """What a device can measure along the way; the unit is part of the name.

    A missing measurement is NaN, never 0. ``step_rate_spm`` counts steps of both feet per
    minute (files count one leg). ``contact_balance_left_pct`` is the left foot's share of
    ground contact time.
    """

    DISTANCE = "distance_m"
    SPEED = "speed_m_s"
    ALTITUDE = "altitude_m"
    LATITUDE = "latitude_deg"
    LONGITUDE = "longitude_deg"
    HEART_RATE = "heart_rate_bpm"
    STEP_RATE = "step_rate_spm"
    CONTACT_TIME = "contact_time_ms"
    CONTACT_BALANCE = "contact_balance_left_pct"
    VERTICAL_OSCILLATION = "vertical_oscillation_mm"
    VERTICAL_RATIO = "vertical_ratio_pct"
    STEP_LENGTH = "step_length_mm"
    POWER = "power_w"


RUNNING_DYNAMICS = (
    Channel.CONTACT_TIME,
    Channel.CONTACT_BALANCE,
    Channel.VERTICAL_OSCILLATION,
    Channel.VERTICAL_RATIO,
    Channel.STEP_LENGTH,
)


@dataclass(frozen=True, slots=True, eq=False)
class Samples:
    """Columns of one activity on one clock.

    ``time_s`` has shape (n,): seconds since the activity's start, in file order. Every
    channel has the same shape; NaN where nothing was measured.
    """

    time_s: Column
    channels: Mapping[Channel, Column]

    def __post_init__(self) -> None:
        """Refuse columns of different length."""
        for channel, column in self.channels.items():
            if column.shape != self.time_s.shape:
                raise ValueError(f"{channel} has {column.shape}, the clock {self.time_s.shape}")

    def __len__(self) -> int:
        """Number of samples."""
        return int(self.time_s.size)

    def column(self, channel: Channel) -> Column:
        """A channel, all NaN where the device did not measure it."""
        found = self.channels.get(channel)
        return np.full(self.time_s.shape, np.nan) if found is None else found


@dataclass(frozen=True, slots=True)
class Lap:
    """One lap: when it ran, how far, and how long by the watch's timer."""

    span: Span
    distance_m: float | None
    timer_s: float | None


@dataclass(frozen=True, slots=True)
class Device:
    """A watch, pod or strap that contributed to the recording."""

    manufacturer: str
    product: str


@dataclass(frozen=True, slots=True)
class FileOrigin:
    """The file an activity came from; the digest is the SHA-256 of its bytes."""

    path: str
    sha256: str
    format: str


@dataclass(frozen=True, slots=True, eq=False)
class Activity:
    """One session of one sport.

    ``timer_s`` leaves pauses out, ``elapsed_s`` counts them. Totals are the device's own
    where it gave them and None where it did not.
    """

    start: datetime
    sport: str
    sub_sport: str
    elapsed_s: float
    timer_s: float | None
    distance_m: float | None
    samples: Samples
    origin: FileOrigin
    laps: tuple[Lap, ...] = ()
    pauses: tuple[Span, ...] = ()
    devices: tuple[Device, ...] = ()
    strides: int | None = None
    """The device's own count of strides (two steps each), where it gave one."""
    totals: Mapping[str, float] = field(default_factory=dict)
    """Other session totals of the device by stridewell's own unit-bearing names."""
    channel_sources: Mapping[Channel, str] = field(default_factory=dict)
    """The one source of each channel: "device", or the pod or app by its name ("Stryd")."""

    @property
    def is_run(self) -> bool:
        """Whether the device called it running, in any of its varieties."""
        return self.sport == "running"
