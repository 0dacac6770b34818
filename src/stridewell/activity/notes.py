"""What an export says of a run beside the recording itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class RunNotes:
    """Notes of an app about one activity; empty or None where it says nothing.

    ``perceived_exertion`` is 0 to 10. ``feel`` is 0 (very weak) to 100 (very strong), as watches
    ask it. ``ids`` are the numbers apps gave the run, by app ("strava", "garmin").
    ``unpaved_m`` is the app's own count of metres off paved roads. ``sport`` and ``sub_sport``
    are in the names FIT files use; they count where the recording itself names none.
    """

    title: str = ""
    gear: str = ""
    perceived_exertion: float | None = None
    sub_sport: str = ""
    unpaved_m: float | None = None
    ids: Mapping[str, str] = field(default_factory=dict)
    sport: str = ""
    feel: float | None = None
