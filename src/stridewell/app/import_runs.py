"""Files → runs in the store: each file is imported, known, passed over or refused."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from stridewell.app.files import ActivityFiles
from stridewell.app.importing.known import known_in
from stridewell.app.importing.preparing import FileWarning
from stridewell.app.importing.report import AS_USUAL, ImportOptions, ImportReport, Progress
from stridewell.app.importing.work import ImportWork
from stridewell.app.ports import Store

__all__ = ["FileWarning", "ImportOptions", "ImportReport", "Progress", "import_runs"]


def import_runs(
    paths: Sequence[Path],
    files: ActivityFiles,
    store: Store,
    options: ImportOptions = AS_USUAL,
) -> ImportReport:
    """Import every run at the paths; what is unchanged since the last import is not read.

    Files are read in several processes and stored in the order they are listed, a hundred or so
    in a transaction. A program that is killed meanwhile has stored whole files only, and the next
    import of the same places goes on where it was. A file that was imported before is recognised
    by its digest. The same run in another file is recognised by start, duration and distance;
    it shows the recording that measured most. One bad file never stops the others.

    Raises:
        StoreLockedError: another import is at work, or another program holds the database.
        StoreError: the database cannot be used; what was stored before stays.
    """
    with store.import_turn():
        with store.transaction() as transaction:
            shelf = transaction.imports()
            known, batches = known_in(shelf), shelf.batches()
        try:
            return ImportWork(paths, files, store, options).run(known, batches)
        finally:
            files.release()
