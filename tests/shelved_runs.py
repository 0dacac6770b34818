"""Activities put straight into a store, as an import would leave them."""

from __future__ import annotations

from dataclasses import replace

from stridewell.activity.notes import RunNotes
from stridewell.activity.run_exposure import run_exposure
from stridewell.activity.strides import RunSummary, summarise_run
from stridewell.activity.track import Activity, FileOrigin
from stridewell.adapters.recordings.recording_codec import pack_recording
from stridewell.app.desk import Desk
from stridewell.app.importing.marks import mark_of
from stridewell.app.importing.records import NewSource, RecordingMark, RunNumbers
from stridewell.app.ports import Transaction

NO_NOTES = RunNotes()


def put_run(transaction: Transaction, activity: Activity, summary: RunSummary | None = None) -> int:
    """A cleaned run with its recording and nothing worked out of it; returns its number."""
    told = summary or summarise_run(activity)
    mark, packed = mark_of(activity, told), pack_recording(replace(activity, start=told.start))
    shelf = transaction.imports()
    (run_id,) = shelf.add_numbers([RunNumbers(told, None)])
    shelf.add_sources(
        [NewSource(run_id, activity.origin, None, NO_NOTES, mark, packed, chosen=True)]
    )
    return run_id


def put_copy(transaction: Transaction, run_id: int, origin: FileOrigin) -> None:
    """A further file of a run, whose recording is not kept."""
    shelf = transaction.imports()
    mark = next(each.mark for each in shelf.sources() if each.run_id == run_id)
    shelf.add_sources([NewSource(run_id, origin, None, NO_NOTES, mark, None, chosen=False)])


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
