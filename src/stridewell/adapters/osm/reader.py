"""Ways of an OpenStreetMap extract around a run: .osm by itself, .osm.pbf with osmium."""

from __future__ import annotations

import importlib
import math
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeAlias

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, iterparse

from stridewell.activity.map_area import Area
from stridewell.activity.mapped_ways import MappedWays
from stridewell.adapters.osm.collect import WayCollector
from stridewell.adapters.osm.grounds import is_run_on
from stridewell.errors import FileRefusedError, UsageError

LARGEST_BYTES = 1_000_000_000
"""Of larger extracts the places of all nodes would not fit into memory; 16 bytes each."""

TOLD_EVERY = 5_000
"""Ways read between two words of progress."""

Place: TypeAlias = tuple[float, float]
Way: TypeAlias = tuple[Mapping[str, str], list[Place | None]]
_CUT = "Cut a smaller region around where you run, for example with the osmium tool."


def read_ways(
    path: Path, area: Area, progress: Callable[[int], None] = lambda _: None
) -> MappedWays:
    """The ways people run on in an area of a map extract (.osm or .osm.pbf).

    ``progress`` is told every so often how many ways were read.

    Raises:
        FileRefusedError: the file cannot be read, is too large, or is no map extract.
        UsageError: reading .osm.pbf needs the extra ``stridewell[map]``, which is missing.
    """
    try:
        size = path.stat().st_size
    except OSError as error:
        raise FileRefusedError(f"{path} cannot be read: {error.strerror}.") from error
    if size > LARGEST_BYTES:
        raise FileRefusedError(f"{path} is larger than {LARGEST_BYTES // 10**9} GB.", _CUT)
    ways = _pbf_ways(path) if path.name.endswith(".pbf") else _xml_ways(path, area)
    collector = WayCollector(area)
    for count, (tags, places) in enumerate(ways, start=1):
        collector.add(tags, places)
        if not count % TOLD_EVERY:
            progress(count)
    return collector.ways()


def _pbf_ways(path: Path) -> Iterator[Way]:
    """The ways of a .osm.pbf file, by osmium."""
    try:
        osmium: Any = importlib.import_module("osmium")
    except ModuleNotFoundError as error:
        raise UsageError(
            "Reading .osm.pbf maps needs a part that is not installed.",
            "Install it with `pip install 'stridewell[map]'`, or use an .osm file.",
        ) from error
    is_way = osmium.filter.EntityFilter(osmium.osm.WAY)
    wanted = osmium.filter.KeyFilter("highway", "leisure")
    try:
        found = osmium.FileProcessor(str(path)).with_locations()
        for each in found.with_filter(is_way).with_filter(wanted):
            places = [
                (node.lat, node.lon) if node.location.valid() else None for node in each.nodes
            ]
            yield dict(each.tags), places
    except (RuntimeError, ValueError) as error:
        raise FileRefusedError(
            f"{path} is no map extract: {error}.", "Download it again."
        ) from error


def _xml_ways(path: Path, area: Area) -> Iterator[Way]:
    """The ways of an .osm file; nodes come before the ways that use them."""
    nodes: dict[str, Place] = {}
    root = ""
    try:
        for _, element in iterparse(str(path), forbid_dtd=True):
            if element.tag == "node":
                place = (_degrees(element.get("lat")), _degrees(element.get("lon")))
                # only those near runs are kept, so that a large file does not fill the memory
                if all(map(math.isfinite, place)) and area.holds(*place):
                    nodes[element.get("id", "")] = place
            elif element.tag == "way":
                tags = {tag.get("k", ""): tag.get("v", "") for tag in element.iter("tag")}
                if is_run_on(tags):
                    yield tags, [nodes.get(ref.get("ref", "")) for ref in element.iter("nd")]
            if element.tag in {"node", "way", "relation"}:
                element.clear()
            # the root ends last
            root = element.tag
    except DefusedXmlException as error:
        raise FileRefusedError(f"{path} declares XML entities.", "Download it again.") from error
    except (ParseError, OSError, ValueError) as error:
        raise FileRefusedError(
            f"{path} is no map extract: {error}.", "Download it again."
        ) from error
    if root != "osm":
        raise FileRefusedError(
            f"{path} is no map extract.", "Give one that ends in .osm.pbf or .osm."
        )


def _degrees(text: str | None) -> float:
    """A coordinate; NaN where it is none."""
    try:
        return float(text or "nan")
    except ValueError:
        return math.nan
