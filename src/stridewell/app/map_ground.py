"""The ground of the stored runs from a map extract that the runner supplies, without a network."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from pathlib import Path

from stridewell.activity.exposure import Surface
from stridewell.activity.map_area import cells_around
from stridewell.activity.mapped_ways import Places, mapped_surfaces, places_along
from stridewell.activity.surface import SaidSurfaces
from stridewell.app.desk import Desk
from stridewell.app.ground_told import added_up
from stridewell.app.map_shelf import MapGround
from stridewell.app.ports import Store, StoredRun
from stridewell.errors import NothingStoredError


class MapStep(StrEnum):
    """What is being done."""

    RUNS = "reading your runs"
    MAP = "reading the map"
    GROUND = "looking up the ground"


Progress = Callable[[MapStep, int, int | None], None]
"""Told the step, how much of it is done, and of how much; None where nobody knows."""


@dataclass(frozen=True, slots=True)
class MapReport:
    """What a map said. Of ``runs`` with a track it told ``told``; ``metres`` are those of them.

    ``kept`` were left alone because another map knows more of them. ``elsewhere`` lie beside the
    map, or only on ways whose surface nobody wrote down.
    """

    map: str
    runs: int
    told: int
    kept: int
    elsewhere: int
    metres: Mapping[Surface, float]


def ground_from_map(desk: Desk, path: Path, progress: Progress = lambda *_: None) -> MapReport:
    """Look up the ground of every stored run with a track in a map extract, and store it.

    What the same map said before is replaced; what another map said stays where it knows more.

    Raises:
        NothingStoredError: no stored run has a track.
        FileRefusedError: the map cannot be read.
        UsageError: a part that reads it is missing.
    """
    with desk.store.transaction() as transaction:
        waiting = [run.id for run in transaction.runs() if has_track(run)]
    places = _places(desk.store, waiting, progress)
    if not places:
        raise NothingStoredError(
            "No stored run has a track that could be looked up.",
            "Import runs with positions: `stridewell import FOLDER`.",
        )
    ways = desk.maps(path, cells_around(places.values()), partial(_told_map, progress))
    said: dict[int, SaidSurfaces] = {}
    for run_id in tuple(places):
        said[run_id] = mapped_surfaces(places.pop(run_id), ways)
        progress(MapStep.GROUND, len(said), len(said) + len(places))
    return _store(desk, path.name, said)


def take_maps_back(desk: Desk, name: str | None = None) -> int:
    """Forget what a map said, or what all maps said; returns of how many runs.

    Raises:
        NothingStoredError: no map of that name said anything.
    """
    with desk.store.transaction() as transaction:
        count = transaction.maps().drop(name)
        known = sorted({each.map for each in transaction.maps().grounds().values()})
    if not count:
        which = "No map" if name is None else f"No map called {name}"
        there = f"There is {', '.join(known)}." if known else "There is nothing to take back."
        raise NothingStoredError(f"{which} was read.", there)
    return count


def has_track(run: StoredRun) -> bool:
    """Whether a run may have positions; one that was not worked out yet may."""
    return run.exposure is None or run.exposure.turns is not None


def _told_map(progress: Progress, ways: int) -> None:
    progress(MapStep.MAP, ways, None)


def _places(store: Store, waiting: Sequence[int], progress: Progress) -> dict[int, Places]:
    """Positions of every run, each read in a transaction of its own: pages must not wait."""
    found: dict[int, Places] = {}
    for done, run_id in enumerate(waiting, start=1):
        try:
            with store.transaction() as transaction:
                activity = transaction.samples_of(run_id)
        except NothingStoredError:
            # its import was undone meanwhile
            continue
        places = places_along(activity)
        if places is not None:
            found[run_id] = places
        progress(MapStep.RUNS, done, len(waiting))
    return found


def _store(desk: Desk, name: str, said: Mapping[int, SaidSurfaces]) -> MapReport:
    """Keep what the map knows, where no other map knows more."""
    now = desk.clock.now()
    with desk.store.transaction() as transaction:
        held, shown = transaction.maps().grounds(), {run.id for run in transaction.runs()}
        known = {n: each for n, each in said.items() if each.known_share > 0 and n in shown}
        kept = {n for n, each in known.items() if _knows_more(held.get(n), name, each)}
        told = {n: MapGround(s.metres, name, now) for n, s in known.items() if n not in kept}
        transaction.maps().put(told)
    return MapReport(
        map=name,
        runs=len(said),
        told=len(told),
        kept=len(kept),
        elsewhere=len(said) - len(known),
        metres=added_up(each.metres for each in told.values()),
    )


def _knows_more(held: MapGround | None, name: str, said: SaidSurfaces) -> bool:
    """Whether another map said more of a run."""
    if held is None or held.map == name:
        return False
    return SaidSurfaces(held.metres, said.source).known_share > said.known_share
