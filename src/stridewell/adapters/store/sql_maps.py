"""What maps said of the ground of runs, in a database."""

from __future__ import annotations

from collections.abc import Mapping

import sqlalchemy as sa

from stridewell.activity.exposure import Surface
from stridewell.adapters.store import tables
from stridewell.adapters.store.run_rows import no_such_run
from stridewell.app.map_shelf import MapGround
from stridewell.values.timeline import require_zone

_GROUNDS, _RUNS = tables.map_ground, tables.activity


class SqlMaps:
    """What maps said of one runner's runs, through the connection of a transaction."""

    def __init__(self, connection: sa.Connection, runner_id: str) -> None:
        """Work on one runner's rows."""
        self._connection = connection
        self._runner_id = runner_id

    def grounds(self) -> Mapping[int, MapGround]:
        """What a map said of each run, by the run's number."""
        query = sa.select(_GROUNDS).where(_GROUNDS.c.runner_id == self._runner_id)
        rows = self._connection.execute(query.order_by(_GROUNDS.c.activity_id)).mappings()
        return {row["activity_id"]: _ground(row) for row in rows}

    def put(self, grounds: Mapping[int, MapGround]) -> None:
        """Store what a map says of runs, in the place of what was said before.

        Raises:
            NothingStoredError: there is no such run.
        """
        known = self._known()
        for run_id in grounds:
            if run_id not in known:
                raise no_such_run(run_id)
        gone = sa.delete(_GROUNDS).where(_GROUNDS.c.activity_id == sa.bindparam("run"))
        if grounds:
            self._connection.execute(gone, [{"run": run_id} for run_id in grounds])
            rows = [self._row(run_id, ground) for run_id, ground in grounds.items()]
            self._connection.execute(sa.insert(_GROUNDS), rows)

    def drop(self, name: str | None = None) -> int:
        """Forget what a map said, or what every map said; returns of how many runs."""
        gone = sa.delete(_GROUNDS).where(_GROUNDS.c.runner_id == self._runner_id)
        if name is not None:
            gone = gone.where(_GROUNDS.c.map == name)
        return self._connection.execute(gone).rowcount

    def _known(self) -> frozenset[int]:
        query = sa.select(_RUNS.c.id).where(_RUNS.c.runner_id == self._runner_id)
        return frozenset(self._connection.execute(query).scalars())

    def _row(self, run_id: int, ground: MapGround) -> Mapping[str, object]:
        return {
            "runner_id": self._runner_id,
            "activity_id": run_id,
            "map": ground.map,
            "at": require_zone(ground.at),
            "metres": {surface.value: metres for surface, metres in ground.metres.items()},
        }


def _ground(row: sa.RowMapping) -> MapGround:
    metres = {Surface(name): float(far) for name, far in row["metres"].items()}
    return MapGround(metres, row["map"], row["at"])
