"""What use cases ask of a reader of map extracts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from stridewell.activity.map_area import Area
from stridewell.activity.mapped_ways import MappedWays


class MapReader(Protocol):
    """Reads the ways people run on out of a map extract."""

    def __call__(self, path: Path, area: Area, progress: Callable[[int], None], /) -> MappedWays:
        """The ways in an area; ``progress`` is told how many were read.

        Raises:
            FileRefusedError: the file cannot be read or is no map.
            UsageError: reading this kind of map needs a part that is not installed.
        """
        ...
