"""The part of the earth that runs lie in, so that only the ways around them are read of a map."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from stridewell.activity.mapped_ways import Places

CELL_DEG = 0.02
"""About 2 km. Straight parts of ways with no end this near to a run do not pass it."""
_PER_ROUND = round(360.0 / CELL_DEG)


class Area(Protocol):
    """A part of the earth."""

    def holds(self, latitude: float, longitude: float) -> bool:
        """Whether a place lies in it."""
        ...


@dataclass(frozen=True, slots=True)
class Cells:
    """Squares of 0.02 degrees, by number."""

    numbers: frozenset[int]

    def holds(self, latitude: float, longitude: float) -> bool:
        """Whether a place lies in one of them."""
        row = int((latitude + 90.0) / CELL_DEG)
        column = int((longitude + 180.0) / CELL_DEG) % _PER_ROUND
        return row * _PER_ROUND + column in self.numbers


def cells_around(runs: Iterable[Places]) -> Cells:
    """The squares that runs lie in, with those around each, over the date line too."""
    visited: set[int] = set()
    for places in runs:
        rows = ((places.latitude + 90.0) / CELL_DEG).astype(np.intp)
        columns = ((places.longitude + 180.0) / CELL_DEG).astype(np.intp) % _PER_ROUND
        visited.update(np.unique(rows * _PER_ROUND + columns).tolist())
    grown = {
        (row + up) * _PER_ROUND + (column + right) % _PER_ROUND
        for row, column in (divmod(each, _PER_ROUND) for each in visited)
        for up in (-1, 0, 1)
        for right in (-1, 0, 1)
    }
    return Cells(frozenset(grown))
