"""Which side of the road a runner keeps to, as they told it; written down and never scored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from stridewell.training_load.run_record import RoadSide

_CODE_LETTERS = 2


class RoadHabit(StrEnum):
    """How somebody mostly runs on roads."""

    FACING = "facing"
    """Facing the traffic."""
    WITH = "with"
    """With the traffic."""
    MIXED = "mixed"
    OFF = "off"
    """Not on roads."""


class TrafficSide(StrEnum):
    """The side of the road that cars drive on."""

    LEFT = "left"
    RIGHT = "right"


_LEFT_HAND = (
    "AU BD BN BT BW CY FJ GB GG HK ID IE IM IN JE JM JP KE LK LS MO MT MU MV MW MY MZ NA NP NZ "
    "PG PK SC SG SR SZ TH TL TT TZ UG ZA ZM ZW"
)
_COUNTRIES_ON_THE_LEFT = frozenset(_LEFT_HAND.split())


def usual_traffic(country: str) -> TrafficSide | None:
    """The side that cars drive on in a country, by its two letters; None for anything else."""
    if len(country) != _CODE_LETTERS:
        return None
    on_left = country.upper() in _COUNTRIES_ON_THE_LEFT
    return TrafficSide.LEFT if on_left else TrafficSide.RIGHT


@dataclass(frozen=True, slots=True)
class RoadTold:
    """What was told of the side of the road; ``since`` is its first day, None for always.

    Raises:
        ValueError: facing or with the traffic was told, but not where the traffic is.
    """

    habit: RoadHabit
    traffic: TrafficSide | None = None
    since: date | None = None

    def __post_init__(self) -> None:
        """Refuse a side that cannot be worked out."""
        if self.habit in {RoadHabit.FACING, RoadHabit.WITH} and self.traffic is None:
            raise ValueError("say on which side the traffic drives: left or right")

    @property
    def side(self) -> RoadSide | None:
        """The side of the road that is run on; None off the roads."""
        if self.habit is RoadHabit.OFF:
            return None
        if self.habit is RoadHabit.MIXED or self.traffic is None:
            return RoadSide.BOTH
        same_side = self.habit is RoadHabit.WITH
        on_left = (self.traffic is TrafficSide.LEFT) is same_side
        return RoadSide.LEFT if on_left else RoadSide.RIGHT


@dataclass(frozen=True, slots=True)
class RoadHistory:
    """Everything told of the side of the road, in the order it was told."""

    told: Sequence[RoadTold] = ()

    def on(self, day: date) -> RoadTold | None:
        """What counts on a day: what was told last of all that reaches back to it."""
        reaching = [each for each in self.told if each.since is None or each.since <= day]
        return reaching[-1] if reaching else None

    def side_on(self, day: date) -> RoadSide | None:
        """The side kept to on a day; None off the roads and where nothing was told."""
        told = self.on(day)
        return None if told is None else told.side
