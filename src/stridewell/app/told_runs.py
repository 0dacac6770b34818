"""Runs with what was told of them beside the recording: the pair, the ground, the road."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import tzinfo

from stridewell.activity.exposure import RunExposure, Surface, SurfaceSource
from stridewell.activity.surface import SaidSurfaces, guessed_surfaces, settled_surfaces
from stridewell.app.map_shelf import MapGround
from stridewell.app.ports import StoredRun, Transaction
from stridewell.app.road import read_road
from stridewell.app.shoe_log import shoes_of
from stridewell.plan.shoes import Shoe, ShoeLog
from stridewell.training_load.road import RoadHistory


@dataclass(frozen=True, slots=True)
class ToldRuns:
    """Runs whose exposure has the ground that counts, the pairs, and the sides of the road."""

    runs: tuple[StoredRun, ...]
    shoes: ShoeLog
    road: RoadHistory


def told_runs(transaction: Transaction, runs: Sequence[StoredRun], zone: tzinfo) -> ToldRuns:
    """Runs as they were read, with what maps and runner say of them."""
    shoes, grounds = shoes_of(transaction, runs, zone), transaction.maps().grounds()
    pairs = {each.id: each for each in shoes.shoes}
    settled = (
        settled_run(run, grounds.get(run.id), pairs.get(shoes.worn.get(run.id, ""))) for run in runs
    )
    return ToldRuns(tuple(settled), shoes, read_road(transaction))


def settled_run(run: StoredRun, mapped: MapGround | None, shoe: Shoe | None) -> StoredRun:
    """The run with the ground that counts of what recording, app, map and shoe say."""
    exposure = run.exposure
    guess = None if exposure is None or shoe is None else guess_of(shoe, exposure)
    if exposure is None or (mapped is None and guess is None):
        return run
    own = SaidSurfaces(exposure.surfaces_m, exposure.surface_source)
    said = [own]
    if mapped is not None:
        on_map = SaidSurfaces(mapped.metres, SurfaceSource.MAP)
        said.append(on_map.of_distance(sum(own.metres.values())))
    if guess is not None:
        said.append(guessed_surfaces(own, guess))
    counts = settled_surfaces(said)
    if counts is own:
        return run
    changed = replace(exposure, surfaces_m=counts.metres, surface_source=counts.source)
    return replace(run, exposure=changed)


def guess_of(shoe: Shoe, exposure: RunExposure) -> Surface | None:
    """The ground a pair lets guess; a run with a track was on no treadmill."""
    if shoe.worn_on is None:
        return None
    surface = shoe.worn_on.surface
    return None if surface is Surface.TREADMILL and exposure.turns is not None else surface
