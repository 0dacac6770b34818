"""The side of the road: told by the runner, read back day by day."""

from __future__ import annotations

from stridewell.app.desk import Desk
from stridewell.app.journal import EntryKind, read, write
from stridewell.app.ports import Transaction
from stridewell.training_load.road import RoadHistory, RoadTold


def tell_road(desk: Desk, told: RoadTold) -> None:
    """Say how the runner keeps to roads; without a first day it replaces all that was told."""
    with desk.store.transaction() as transaction:
        write(transaction, EntryKind.ROAD_SIDE, told, desk.clock.now())


def read_road(transaction: Transaction) -> RoadHistory:
    """Everything told of the side of the road."""
    entries = read(transaction, EntryKind.ROAD_SIDE, RoadTold)
    return RoadHistory(tuple(each.record for each in entries))
