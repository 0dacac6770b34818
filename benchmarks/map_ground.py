"""What looking runs up in a map costs: `python -m benchmarks.map_ground [BLOCKS]`.

The map is made here: a town of so many square blocks of 60 m, packed as .osm.pbf. There is no peer:
nobody else tells the ground of an archive of runs from a map file. Needs the extra ``map``.
"""

from __future__ import annotations

import importlib
import resource
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from stridewell.activity.map_area import cells_around
from stridewell.activity.mapped_ways import Places, mapped_surfaces
from stridewell.adapters.osm import read_ways

osmium: Any = importlib.import_module("osmium")

BLOCK_DEG = 60.0 / 111_195.0
SOUTH, WEST, STRETCH = 50.0, 8.0, 1.55
WAY_BLOCKS = 8
KINDS = (
    {"highway": "residential", "surface": "asphalt"},
    {"highway": "track", "tracktype": "grade3"},
    {"highway": "footway"},
    {"highway": "path", "surface": "gravel"},
)
RUNS, RUN_PLACES = 1000, 1000


def write_town(path: Path, blocks: int) -> int:
    """A town of so many blocks a side; returns how many ways it has."""
    count = 0
    with osmium.SimpleWriter(str(path)) as writer:
        node, way = osmium.osm.mutable.Node, osmium.osm.mutable.Way
        for row in range(blocks):
            for column in range(blocks):
                place = WEST + column * BLOCK_DEG * STRETCH, SOUTH + row * BLOCK_DEG
                writer.add_node(node(id=row * blocks + column + 1, location=place))
        for row in range(blocks):
            for first in range(0, blocks - WAY_BLOCKS, WAY_BLOCKS):
                along = [row * blocks + first + n + 1 for n in range(WAY_BLOCKS + 1)]
                across = [(first + n) * blocks + row + 1 for n in range(WAY_BLOCKS + 1)]
                for nodes in (along, across):
                    count += 1
                    writer.add_way(way(id=count, nodes=nodes, tags=KINDS[count % len(KINDS)]))
    return count


def runs_in_town(blocks: int) -> Sequence[Places]:
    """Runs of 10 km that wander through the middle of the town."""
    rng = np.random.default_rng(0)
    size = blocks * BLOCK_DEG
    runs = []
    for _ in range(RUNS):
        start = np.array([SOUTH, WEST]) + size * rng.uniform(0.3, 0.6, 2) * [1.0, STRETCH]
        drift = np.array([3e-5, 4e-5]) * rng.choice([-1, 1], 2)
        way = start + np.cumsum(rng.normal(0, 6e-5, (RUN_PLACES, 2)) + drift, axis=0)
        runs.append(Places(way[:, 0], way[:, 1], 10.0))
    return runs


def main(arguments: Sequence[str]) -> None:
    """Print size, times and memory."""
    blocks = int(arguments[0]) if arguments else 1200
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "town.osm.pbf"
        ways = write_town(path, blocks)
        runs = runs_in_town(blocks)
        before = time.perf_counter()
        mapped = read_ways(path, cells_around(runs))
        read_s = time.perf_counter() - before
    before = time.perf_counter()
    for run in runs:
        mapped_surfaces(run, mapped)
    look_s = time.perf_counter() - before
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.write(
        f"map of {ways:,} ways read in {read_s:.1f} s ({ways / read_s:,.0f} ways/s), "
        f"{mapped.surface.size:,} parts near the runs\n"
        f"{RUNS:,} runs of 10 km looked up in {look_s:.1f} s ({1000 * look_s / RUNS:.1f} ms each)\n"
        f"peak memory {peak_mb:.0f} MB\n"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
