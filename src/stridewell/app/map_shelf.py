"""What the store keeps of maps: the ground of each run, and which map said so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from stridewell.activity.exposure import Surface


@dataclass(frozen=True, slots=True)
class MapGround:
    """Metres of a run on each surface as a map tells it; ``map`` is the name of its file."""

    metres: Mapping[Surface, float]
    map: str
    at: datetime


class MapShelf(Protocol):
    """Reads and writes what maps said, within a transaction."""

    def grounds(self) -> Mapping[int, MapGround]:
        """What a map said of each run, by the run's number."""
        ...

    def put(self, grounds: Mapping[int, MapGround]) -> None:
        """Store what a map says of runs, in the place of what was said before.

        Raises:
            NothingStoredError: there is no such run.
        """
        ...

    def drop(self, name: str | None = None) -> int:
        """Forget what a map said, or what every map said; returns of how many runs."""
        ...
