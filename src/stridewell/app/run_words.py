"""What runners call the numbers of a run, and the units they are told in."""

from __future__ import annotations

from collections.abc import Mapping

from stridewell.activity.exposure import GradeClass, TrackDirection
from stridewell.activity.track import Channel

NOT_MEASURED = "not measured"
M_PER_KM, SECONDS_PER_MINUTE = 1000, 60

NAMES: Mapping[str, str] = {
    Channel.DISTANCE: "Distance",
    Channel.SPEED: "Pace",
    Channel.ALTITUDE: "Height",
    Channel.HEART_RATE: "Heart rate",
    Channel.STEP_RATE: "Steps per minute",
    Channel.CONTACT_TIME: "Ground contact",
    Channel.CONTACT_BALANCE: "Left share of contact",
    Channel.VERTICAL_OSCILLATION: "Bounce",
    Channel.VERTICAL_RATIO: "Bounce to step length",
    Channel.STEP_LENGTH: "Step length",
    Channel.POWER: "Power",
    "steps": "Steps",
}
"""Channels and sums in words."""
UNITS: Mapping[Channel, str] = {
    Channel.SPEED: "min/km",
    Channel.ALTITUDE: "m",
    Channel.HEART_RATE: "bpm",
    Channel.STEP_RATE: "steps/min",
    Channel.CONTACT_TIME: "ms",
    Channel.CONTACT_BALANCE: "%",
    Channel.VERTICAL_OSCILLATION: "mm",
    Channel.VERTICAL_RATIO: "%",
    Channel.STEP_LENGTH: "mm",
    Channel.POWER: "W",
}
DIGITS: Mapping[Channel, int] = {Channel.CONTACT_BALANCE: 1, Channel.VERTICAL_RATIO: 1}
"""Decimals that can be believed; none where nothing is said."""

GRADES: Mapping[GradeClass, str] = {
    GradeClass.STEEP_DOWN: "steep down (over 9 %)",
    GradeClass.DOWN: "down (4 to 9 %)",
    GradeClass.GENTLE_DOWN: "gently down (1 to 4 %)",
    GradeClass.FLAT: "flat (within 1 %)",
    GradeClass.GENTLE_UP: "gently up (1 to 4 %)",
    GradeClass.UP: "up (4 to 9 %)",
    GradeClass.STEEP_UP: "steep up (over 9 %)",
}
DIRECTIONS: Mapping[TrackDirection, str] = {
    TrackDirection.ANTICLOCKWISE: "anticlockwise",
    TrackDirection.CLOCKWISE: "clockwise",
    TrackDirection.BOTH: "both ways round",
}


def pace(seconds_per_km: float | None) -> str:
    """A pace as 5:32 min/km; in words where nobody measured it."""
    if seconds_per_km is None:
        return NOT_MEASURED
    return f"{clock(seconds_per_km)} min/km"


def clock(seconds: float) -> str:
    """Seconds as 5:32 or 1:02:07."""
    minutes, rest = divmod(round(seconds), SECONDS_PER_MINUTE)
    hours, minutes = divmod(minutes, SECONDS_PER_MINUTE)
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"


def told(value: float | None, unit: str, digits: int = 0) -> str:
    """A number with its unit; in words where nobody measured it."""
    return NOT_MEASURED if value is None else f"{value:,.{digits}f} {unit}"
