"""Runs in a store with what an export says of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from activities import NOON, even_run
from stridewell.activity.notes import RunNotes
from stridewell.activity.run_exposure import run_exposure
from stridewell.activity.strides import summarise_run
from stridewell.activity.track import Activity
from stridewell.app.importing.marks import mark_of
from stridewell.app.importing.records import NewSource, RunNumbers
from stridewell.app.ports import Store

NO_NOTES = RunNotes()


def add_noted(
    store: Store, run: Activity, notes: RunNotes = NO_NOTES, batch: int | None = None
) -> int:
    """Store a run as an import does; returns its number."""
    summary = summarise_run(run)
    with store.transaction() as tx:
        (number,) = tx.imports().add_numbers([RunNumbers(summary, run_exposure(run, notes))])
        packed = store.packer()(run)
        told = (number, run.origin, batch, notes, mark_of(run, summary), packed)
        tx.imports().add_sources([NewSource(*told, chosen=True)])
    return number


def on_day(day: int, run: Activity | None = None) -> Activity:
    """A run so many days after 1 May 2026."""
    return replace(run or even_run(), start=NOON + timedelta(days=day))
