"""Working out anew what an older version stored of a run, from its stored samples."""

from __future__ import annotations

import time

from stridewell.activity.exposure import EXPOSURE_VERSION
from stridewell.activity.run_exposure import run_exposure
from stridewell.activity.strides import summarise_run
from stridewell.app.importing.marks import mark_of
from stridewell.app.importing.records import ImportShelf
from stridewell.app.ports import Store, Transaction

TURN_S = 0.3
"""How long one transaction may take; others work in between."""


def renew_outdated(store: Store) -> int:
    """Work out the exposure of every run that has none, or an older one; returns how many.

    Raises:
        StoreError: the database cannot be used; what was worked out before stays.
    """
    with store.transaction() as transaction:
        waiting = list(transaction.imports().outdated(EXPOSURE_VERSION))
    count = len(waiting)
    while waiting:
        with store.transaction() as transaction:
            _renew_some(transaction, waiting)
    return count


def _renew_some(transaction: Transaction, waiting: list[int]) -> None:
    shelf: ImportShelf = transaction.imports()
    deadline = time.monotonic() + TURN_S
    while waiting and time.monotonic() < deadline:
        source_id = waiting.pop()
        activity, notes = shelf.recording(source_id)
        mark = mark_of(activity, summarise_run(activity))
        shelf.renew(source_id, run_exposure(activity, notes), mark)
