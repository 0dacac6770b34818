"""How somebody walked, day by day, in a database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, fields

import sqlalchemy as sa

from stridewell.activity.walking import WalkingDay
from stridewell.adapters.store import tables

_DAYS = tables.walking_day
_NAMES = tuple(each.name for each in fields(WalkingDay))


class SqlWalking:
    """One runner's days of walking, through the connection of a transaction."""

    def __init__(self, connection: sa.Connection, runner_id: str) -> None:
        """Work on one runner's rows."""
        self._connection = connection
        self._mine = _DAYS.c.runner_id == runner_id
        self._runner_id = runner_id

    def days(self) -> Sequence[WalkingDay]:
        """Every day, the oldest first, then by source; of each what the newest import said."""
        columns = [_DAYS.c[name] for name in _NAMES]
        ordered = sa.select(*columns).where(self._mine).order_by(_DAYS.c.batch)
        rows = self._connection.execute(ordered).mappings()
        newest = {(row["day"], row["source"]): row for row in rows}
        return tuple(WalkingDay(**newest[key]) for key in sorted(newest))

    def put(self, days: Sequence[WalkingDay], batch: int) -> None:
        """Store what an import brought; a day it brought before is replaced."""
        if not days:
            return
        gone = sa.delete(_DAYS).where(
            self._mine,
            _DAYS.c.batch == batch,
            _DAYS.c.day == sa.bindparam("its_day"),
            _DAYS.c.source == sa.bindparam("its_source"),
        )
        newest = {(each.day, each.source): each for each in days}
        self._connection.execute(
            gone, [{"its_day": day, "its_source": source} for day, source in newest]
        )
        own = {"runner_id": self._runner_id, "batch": batch}
        self._connection.execute(
            sa.insert(_DAYS), [{**asdict(each), **own} for each in newest.values()]
        )

    def forget(self, batch: int) -> None:
        """Forget what an import brought; what others said of the same days is shown again."""
        self._connection.execute(sa.delete(_DAYS).where(self._mine, _DAYS.c.batch == batch))
