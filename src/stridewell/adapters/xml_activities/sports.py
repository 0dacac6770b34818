"""The words and numbers files use for a sport, in the names FIT uses for them."""

from __future__ import annotations

from dataclasses import dataclass

_GENERIC = "generic"


@dataclass(frozen=True, slots=True)
class Sport:
    """A sport and its variety, named as in FIT files."""

    name: str
    variety: str = _GENERIC

    @property
    def is_on_foot(self) -> bool:
        """Whether steps are what its cadence counts; taken to be so where the sport is unknown."""
        return self.name in {"running", "walking", "hiking", "unknown"}


UNKNOWN = Sport("unknown")
_RUN = Sport("running")
_WALK = Sport("walking")
_HIKE = Sport("hiking")
_RIDE = Sport("cycling")
_SWIM = Sport("swimming")
_TREADMILL = Sport("running", "treadmill")

_BY_WORD = {
    "running": _RUN,
    "run": _RUN,
    "jogging": _RUN,
    "street_running": Sport("running", "street"),
    "road_running": Sport("running", "street"),
    "trail_running": Sport("running", "trail"),
    "trail_run": Sport("running", "trail"),
    "track_running": Sport("running", "track"),
    "treadmill_running": _TREADMILL,
    "treadmill": _TREADMILL,
    "indoor_running": Sport("running", "indoor_running"),
    "virtual_run": Sport("running", "virtual_activity"),
    "virtual_running": Sport("running", "virtual_activity"),
    "ultra_run": Sport("running", "ultra"),
    "obstacle_run": Sport("running", "obstacle"),
    "walking": _WALK,
    "walk": _WALK,
    "hiking": _HIKE,
    "hike": _HIKE,
    "biking": _RIDE,
    "cycling": _RIDE,
    "ride": _RIDE,
    "road_biking": _RIDE,
    "mountain_biking": _RIDE,
    "swimming": _SWIM,
    "swim": _SWIM,
    # Strava's older exports number the sports
    "1": _RIDE,
    "4": _HIKE,
    "9": _RUN,
    "10": _WALK,
    "16": _SWIM,
}


def sport_named(word: str | None) -> Sport | None:
    """The sport a file's word stands for, or None when the word says nothing of use."""
    plain = (word or "").strip().casefold().replace(" ", "_").replace("-", "_")
    return _BY_WORD.get(plain)
