"""Ways of a map to columns, as far as they lie near the runs."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from itertools import pairwise

import numpy as np

from stridewell.activity.map_area import Area
from stridewell.activity.mapped_ways import SURFACES, MappedWays
from stridewell.adapters.osm.grounds import is_run_on, surface_of


class WayCollector:
    """Collects the straight parts of ways that touch an area."""

    def __init__(self, area: Area) -> None:
        """Begin with nothing."""
        self._area = area
        # 8 bytes a number: a big city has half a million parts of ways
        self._numbers = array("d")

    def add(self, tags: Mapping[str, str], places: Sequence[tuple[float, float] | None]) -> None:
        """Take one way; places the file does not hold are None and break it."""
        if not is_run_on(tags):
            return
        inside = [place is not None and self._area.holds(*place) for place in places]
        if not any(inside):
            return
        surface = float(SURFACES.index(surface_of(tags)))
        for at, (one, other) in enumerate(pairwise(places)):
            if one and other and (inside[at] or inside[at + 1]):
                self._numbers.extend((*one, *other, surface))

    def ways(self) -> MappedWays:
        """What was collected."""
        table = np.frombuffer(self._numbers, dtype=float).reshape(-1, 5)
        south, west, north, east, surfaces = table.T.copy()
        return MappedWays(south, west, north, east, surfaces.astype(np.intp))
