"""Map extracts of OpenStreetMap, read for the ground of ways; the runner supplies the file."""

from __future__ import annotations

from stridewell.adapters.osm.reader import read_ways

__all__ = ["read_ways"]
