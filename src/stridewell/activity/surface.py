"""What was run on: who said so, and whose word counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from stridewell.activity.exposure import Surface, SurfaceSource
from stridewell.activity.notes import RunNotes

BY_SUB_SPORT: Mapping[str, Surface] = {
    "treadmill": Surface.TREADMILL,
    "indoor_running": Surface.TREADMILL,
    "indoor_walking": Surface.TREADMILL,
    "virtual_activity": Surface.TREADMILL,
    "track": Surface.TRACK,
    "street": Surface.PAVED,
    "trail": Surface.UNPAVED,
}
"""What a sub-sport stands for. "Indoor running" is taken for a treadmill, which it mostly is."""


ORDER = (SurfaceSource.RECORDING, SurfaceSource.EXPORT, SurfaceSource.MAP, SurfaceSource.SHOE)
"""Whose word counts first."""
LEAST_SHARE = 0.5
"""Whoever names less of a run than this leaves the word to the next who names enough."""


@dataclass(frozen=True, slots=True)
class SaidSurfaces:
    """Metres on each surface, and who said so; None where nobody did."""

    metres: Mapping[Surface, float]
    source: SurfaceSource | None

    @property
    def known_share(self) -> float:
        """The share of the metres whose ground was named, from 0 to 1."""
        total = sum(self.metres.values())
        return 1.0 - self.metres.get(Surface.UNKNOWN, 0.0) / total if total > 0 else 0.0

    def of_distance(self, distance_m: float) -> SaidSurfaces:
        """The same shares of another distance: a watch and its track measure a run differently."""
        total = sum(self.metres.values())
        if total <= 0 or distance_m <= 0:
            return self
        scale = distance_m / total
        return SaidSurfaces({k: v * scale for k, v in self.metres.items()}, self.source)


NOTHING_SAID = SaidSurfaces({}, None)


def surfaces(distance_m: float | None, sub_sport: str, notes: RunNotes) -> SaidSurfaces:
    """Metres by surface of a run as recording and export tell; the rest is UNKNOWN.

    The sub-sport comes before an export's count of unpaved metres, which leaves open what the
    rest was. Without a distance there are no metres to share out.
    """
    if not distance_m:
        return NOTHING_SAID
    named = BY_SUB_SPORT.get(sub_sport) or BY_SUB_SPORT.get(notes.sub_sport)
    if named is not None:
        return SaidSurfaces({named: distance_m}, SurfaceSource.RECORDING)
    if notes.unpaved_m is None:
        return SaidSurfaces({Surface.UNKNOWN: distance_m}, None)
    unpaved = min(max(notes.unpaved_m, 0.0), distance_m)
    shares = {Surface.UNPAVED: unpaved, Surface.UNKNOWN: distance_m - unpaved}
    return SaidSurfaces({k: v for k, v in shares.items() if v > 0}, SurfaceSource.EXPORT)


def guessed_surfaces(said: SaidSurfaces, guess: Surface) -> SaidSurfaces:
    """All metres of a run on the ground its shoes are worn on: a guess."""
    total = sum(said.metres.values())
    return SaidSurfaces({guess: total}, SurfaceSource.SHOE) if total > 0 else NOTHING_SAID


def settled_surfaces(said: Iterable[SaidSurfaces]) -> SaidSurfaces:
    """What counts of all that was said: the first in ``ORDER`` to name at least half of a run.

    Where nobody names half of it, whoever names most.
    """
    told = [each for each in said if each.metres]
    ranked = sorted(told, key=lambda each: _rank(each.source))
    enough = next((each for each in ranked if each.known_share >= LEAST_SHARE), None)
    return enough or max(ranked, key=lambda each: each.known_share, default=NOTHING_SAID)


def _rank(source: SurfaceSource | None) -> int:
    return len(ORDER) if source is None else ORDER.index(source)
