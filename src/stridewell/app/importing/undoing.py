"""Taking an import back: the runs it brought go, the others show what they showed before."""

from __future__ import annotations

from collections.abc import Sequence

from stridewell.activity.run_exposure import run_exposure
from stridewell.activity.strides import summarise_run
from stridewell.app.importing.marks import richest
from stridewell.app.importing.records import (
    BatchState,
    ImportBatch,
    ImportShelf,
    KnownSource,
    RunNumbers,
)
from stridewell.app.importing.renewing import renew_outdated
from stridewell.app.ports import Store
from stridewell.errors import NothingStoredError

_LIST = "List them with `stridewell imports`."


def list_imports(store: Store) -> Sequence[ImportBatch]:
    """Every import, the newest first."""
    with store.transaction() as transaction:
        return tuple(reversed(transaction.imports().batches()))


def undo_import(store: Store, batch: int | None = None) -> ImportBatch:
    """Take an import back, the last one unless told; returns what it was.

    A run that came in other imports too stays, under its number, and shows the richest recording
    that is left. The files are read again by the next import of their folder.

    Raises:
        NothingStoredError: there is no such import, or it was undone before.
        StoreLockedError: an import is at work.
    """
    with store.import_turn():
        with store.transaction() as transaction:
            shelf = transaction.imports()
            found = _found(shelf.batches(), batch)
            _take_back(shelf, found.id)
            transaction.walking().forget(found.id)
            shelf.close_batch(found.id, BatchState.UNDONE)
        renew_outdated(store)
    return found


def _found(batches: Sequence[ImportBatch], batch: int | None) -> ImportBatch:
    standing = [each for each in batches if each.state is not BatchState.UNDONE]
    if batch is None:
        if not standing:
            raise NothingStoredError("There is no import to undo.", _LIST)
        return standing[-1]
    known = next((each for each in batches if each.id == batch), None)
    if known is None:
        raise NothingStoredError(f"There is no import number {batch}.", _LIST)
    if known.state is BatchState.UNDONE:
        raise NothingStoredError(f"Import number {batch} was undone before.", _LIST)
    return known


def _take_back(shelf: ImportShelf, batch: int) -> None:
    by_run: dict[int, list[KnownSource]] = {}
    for source in shelf.sources():
        by_run.setdefault(source.run_id, []).append(source)
    changed = [own for own in by_run.values() if any(each.batch == batch for each in own)]
    shown: list[KnownSource] = []
    for sources in changed:
        left = [each for each in sources if each.batch != batch]
        _keep_samples(shelf, [each for each in sources if each.batch == batch], left)
        if left and not any(each.chosen for each in left):
            shown.append(richest([(each, each.mark) for each in left]))
        elif any(each.batch == batch and _is_told(each) for each in sources):
            shelf.forget_exposures([sources[0].run_id])
    shelf.remove_sources(batch)
    for source in shown:
        _show(shelf, source)
    shelf.forget_seen(batch)


def _is_told(source: KnownSource) -> bool:
    return bool(source.notes.sub_sport) or source.notes.unpaved_m is not None


def _keep_samples(
    shelf: ImportShelf, going: Sequence[KnownSource], left: Sequence[KnownSource]
) -> None:
    """Hand the samples of a file that goes to an equal file that stays."""
    for source in going:
        equal = [each for each in left if each.origin.sha256 == source.origin.sha256]
        if source.recorded and equal and not any(each.recorded for each in equal):
            shelf.move_recording(source.id, equal[0].id)


def _show(shelf: ImportShelf, source: KnownSource) -> None:
    """Have a run show a recording that it had before."""
    activity, notes = shelf.recording(source.id)
    numbers = RunNumbers(summarise_run(activity), run_exposure(activity, notes))
    shelf.replace_numbers(source.run_id, numbers)
    shelf.choose(source.id)
