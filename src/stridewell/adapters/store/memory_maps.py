"""What maps said of the ground of runs, in memory."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace

from stridewell.adapters.store.run_rows import no_such_run
from stridewell.app.map_shelf import MapGround
from stridewell.values.timeline import in_utc, require_zone


@dataclass(slots=True)
class MapShelfState:
    """Everything maps said; the values are never changed, only exchanged."""

    grounds: dict[int, MapGround] = field(default_factory=dict)

    def copied(self) -> MapShelfState:
        """The same for a transaction to change."""
        return MapShelfState(dict(self.grounds))


class MemoryMaps:
    """What maps said, over a state that may be changed."""

    def __init__(self, state: MapShelfState, known: AbstractSet[int]) -> None:
        """Work on this state; ``known`` are the numbers of all runs."""
        self._state = state
        self._known = known

    def grounds(self) -> Mapping[int, MapGround]:
        """What a map said of each run, by the run's number."""
        return dict(sorted(self._state.grounds.items()))

    def put(self, grounds: Mapping[int, MapGround]) -> None:
        """Store what a map says of runs, in the place of what was said before.

        Raises:
            NothingStoredError: there is no such run.
        """
        for run_id, ground in grounds.items():
            if run_id not in self._known:
                raise no_such_run(run_id)
            stored = replace(ground, at=in_utc(require_zone(ground.at)))
            self._state.grounds[run_id] = stored

    def drop(self, name: str | None = None) -> int:
        """Forget what a map said, or what every map said; returns of how many runs."""
        gone = [n for n, each in self._state.grounds.items() if name in {None, each.map}]
        for run_id in gone:
            del self._state.grounds[run_id]
        return len(gone)
