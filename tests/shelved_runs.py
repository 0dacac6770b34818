"""Activities put straight into a store, as an import would leave them."""

from __future__ import annotations

from stridewell.activity.notes import RunNotes
from stridewell.activity.run_exposure import run_exposure
from stridewell.activity.strides import summarise_run
from stridewell.activity.track import Activity
from stridewell.app.desk import Desk
from stridewell.app.importing.records import NewSource, RecordingMark, RunNumbers

NO_NOTES = RunNotes()


def shelve(
    desk: Desk, activity: Activity, notes: RunNotes = NO_NOTES, *, is_worked_out: bool = True
) -> int:
    """A cleaned run into the store; returns its number.

    Without ``is_worked_out`` nothing is known beyond its totals, as in stores of older versions.
    """
    summary = summarise_run(activity)
    exposure = run_exposure(activity, notes) if is_worked_out else None
    mark = RecordingMark(summary.start.timestamp(), summary.duration_s, summary.distance_m, "fit")
    packed = desk.store.packer()(activity)
    with desk.store.transaction() as transaction:
        shelf = transaction.imports()
        batch = shelf.open_batch(None, ["here"])
        (run_id,) = shelf.add_numbers([RunNumbers(summary, exposure)])
        shelf.add_sources(
            [NewSource(run_id, activity.origin, batch, notes, mark, packed, chosen=True)]
        )
    return run_id
