"""The range of healthy runners that a value is held against, at the speed it was run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from stridewell.knowledge.gait import GaitKnowledge, MetricSpec, Norm
from stridewell.knowledge.warrant import Warrant

MINUTE_S, KM_M = 60, 1000


@dataclass(frozen=True, slots=True)
class Band:
    """Where nine of ten healthy runners lie, at one speed or at any; 19 of 20 for differences.

    ``speed`` says at which, in words; ``notes`` are ids of advice that belongs to the band, such
    as that the speed was not known.
    """

    low: float
    high: float
    middle: float
    speed: str
    population: str
    n: int | None
    mostly_men: bool
    warrant: Warrant
    notes: tuple[str, ...] = ()

    def contains(self, low: float, high: float) -> bool:
        """Whether a whole interval lies in the band."""
        return self.low <= low and high <= self.high

    def clears(self, low: float, high: float) -> bool:
        """Whether a whole interval lies beyond the band, on either side."""
        return low > self.high or high < self.low


def band_for(
    metric: str, speed_mps: float | None, sex: str | None, gait: GaitKnowledge
) -> Band | None:
    """The band of a metric; None where nobody knows one, or the speed is too far from any.

    Between two measured speeds it is interpolated; without a speed it is the widest over all.
    """
    norms = gait.norms_of(metric, sex)
    if not norms:
        return None
    if norms[0].speed_mps is None:
        return _of(norms[0], "at any speed", ())
    if speed_mps is None:
        return _widest(norms)
    return _at(norms, speed_mps, gait.number("gait_speed_margin_mps"))


def pace(speed_mps: float) -> str:
    """A speed as m/s and as minutes a kilometre."""
    seconds = round(KM_M / speed_mps)
    return f"{speed_mps:.3g} m/s, {seconds // MINUTE_S}:{seconds % MINUTE_S:02d} min/km"


def _at(norms: Sequence[Norm], speed: float, margin: float) -> Band | None:
    known = [(each.speed_mps or 0.0, each) for each in norms]
    (slowest, first), (fastest, last) = known[0], known[-1]
    if not slowest - margin <= speed <= fastest + margin:
        return None
    if speed <= slowest or speed >= fastest:
        end, at = (first, slowest) if speed <= slowest else (last, fastest)
        notes = () if speed == at else ("speed_outside",)
        return _of(end, f"at {pace(at)}", notes)
    below = max((each for each in known if each[0] <= speed), key=lambda each: each[0])
    above = min((each for each in known if each[0] > speed), key=lambda each: each[0])
    return _between(below, above, speed)


def _between(below: tuple[float, Norm], above: tuple[float, Norm], speed: float) -> Band:
    (slow, lower), (fast, upper) = below, above
    share = (speed - slow) / (fast - slow)

    def mixed(one: float, other: float) -> float:
        return one + share * (other - one)

    return replace(
        _of(lower, f"at {pace(speed)}", ()),
        low=mixed(lower.band.low, upper.band.low),
        high=mixed(lower.band.high, upper.band.high),
        middle=mixed(lower.mean, upper.mean),
        n=min(lower.n, upper.n),
    )


def between_sides(metric: MetricSpec) -> Band | None:
    """Up to where left and right differ in nearly all healthy runners; None where nobody knows."""
    uneven = metric.uneven
    if uneven is None:
        return None
    return Band(
        low=-uneven.value,
        high=uneven.value,
        middle=0.0,
        speed="at any speed",
        population="",
        n=None,
        mostly_men=False,
        warrant=uneven.warrant,
    )


def _widest(norms: Sequence[Norm]) -> Band:
    return replace(
        _of(norms[0], "over all measured speeds", ("speed_unknown",)),
        low=min(each.band.low for each in norms),
        high=max(each.band.high for each in norms),
        middle=sum(each.mean for each in norms) / len(norms),
        n=min(each.n for each in norms),
    )


def _of(norm: Norm, speed: str, notes: tuple[str, ...]) -> Band:
    men = ("mostly_men",) if norm.mostly_men else ()
    return Band(
        low=norm.band.low,
        high=norm.band.high,
        middle=norm.mean,
        speed=speed,
        population=norm.population,
        n=norm.n,
        mostly_men=norm.mostly_men,
        warrant=norm.warrant,
        notes=(*notes, *men),
    )
