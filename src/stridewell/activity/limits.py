"""What a body on foot cannot do: the bounds beyond which a reading is an error."""

from __future__ import annotations

from dataclasses import dataclass

from stridewell.activity.track import Channel
from stridewell.values.quantities import Interval


@dataclass(frozen=True, slots=True)
class Limit:
    """The possible range of a channel, with the reason for its ends."""

    channel: Channel
    possible: Interval
    reason: str
    on_foot_only: bool = True


ON_FOOT = frozenset({"running", "walking", "hiking"})
"""Sports in which a stride is two steps of a runner or walker."""

FASTEST_RUN_M_S = 12.5
"""The fastest sprinters peak at about 12.4 m/s."""

STEP_RATE_MOVING = Interval(60.0, 300.0)
"""Slower is standing or a lost signal, faster than any sprint; 0 means standing and stays."""

LONGEST_ACTIVITY_S = 7 * 86_400.0
"""A sample more than a week away from the start comes from a clock that was wrong."""

LIMITS = (
    Limit(Channel.SPEED, Interval(0.0, FASTEST_RUN_M_S), "no one runs faster"),
    Limit(
        Channel.HEART_RATE,
        Interval(25.0, 250.0),
        "lower or higher is a bad contact of the strap",
        on_foot_only=False,
    ),
    Limit(
        Channel.CONTACT_TIME,
        Interval(80.0, 1500.0),
        "sprinters touch the ground for 80 ms or more, slow walkers for less than 1.5 s",
    ),
    Limit(
        Channel.CONTACT_BALANCE,
        Interval(30.0, 70.0),
        "even a marked limp stays within 30 to 70 %",
    ),
    Limit(
        Channel.VERTICAL_OSCILLATION,
        Interval(10.0, 250.0),
        "no running stride bobs by less than 10 or more than 250 mm",
    ),
    Limit(
        Channel.VERTICAL_RATIO,
        Interval(1.0, 40.0),
        "follows from the bounds of oscillation and step length",
    ),
    Limit(
        Channel.STEP_LENGTH,
        Interval(100.0, 3000.0),
        "the longest sprint steps stay below 3 m",
    ),
    Limit(Channel.POWER, Interval(0.0, 2500.0), "sprinters stay below 2,500 W"),
    Limit(
        Channel.ALTITUDE,
        Interval(-450.0, 9000.0),
        "no dry land lies lower than 440 m below or higher than 9,000 m above the sea; some "
        "devices write -500 m for nothing",
        on_foot_only=False,
    ),
    Limit(Channel.LATITUDE, Interval(-90.0, 90.0), "the poles", on_foot_only=False),
    Limit(Channel.LONGITUDE, Interval(-180.0, 180.0), "the date line", on_foot_only=False),
)
