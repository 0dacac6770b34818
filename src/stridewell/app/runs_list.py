"""The stored runs for people and programs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from stridewell.app.desk import Desk
from stridewell.app.load_changes import changes_of_now
from stridewell.app.load_history import TrainingLoad, training_load
from stridewell.app.ports import StoredRun


@dataclass(frozen=True, slots=True)
class RunsList:
    """Every stored run, the oldest first, and what they come to as load."""

    runs: tuple[StoredRun, ...]
    load: TrainingLoad


def list_runs(desk: Desk) -> RunsList:
    """Every stored run with its load."""
    now = desk.clock.now()
    zone = now.tzinfo
    assert zone is not None, "a clock tells the time with its zone"
    with desk.store.transaction() as transaction:
        runs: Sequence[StoredRun] = transaction.runs()
        told = changes_of_now(transaction, now, desk.knowledge)
    return RunsList(tuple(runs), training_load(runs, desk.knowledge, zone, told))
