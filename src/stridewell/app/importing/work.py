"""One import at work: list, read what is new, store in order, remember what was seen."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from stridewell.app.files import ActivityFiles, Listed, ListedKind, NotRun, Refused, Sighting
from stridewell.app.importing.chunk import Chunk
from stridewell.app.importing.known import Known
from stridewell.app.importing.pool import Crashed, in_order, processors
from stridewell.app.importing.preparing import Prepared, Preparer, refused
from stridewell.app.importing.records import BatchState, ImportBatch, ImportShelf, SeenFile, Verdict
from stridewell.app.importing.renewing import renew_outdated
from stridewell.app.importing.report import ImportOptions, ImportReport
from stridewell.app.importing.seen import READING, fingerprint_of, holds_still, is_settled
from stridewell.app.importing.taking import Taker
from stridewell.app.ports import Store

CHUNK_FILES, CHUNK_S = 100, 1.0
"""How many files, and how much time, one transaction covers: pages must not wait for it long."""
FEW_FILES = 40
"""So few files are read here: other processes would take longer to start than to read them."""
DIED = "Reading it ended the program that read it, perhaps for want of memory. Leave it out."

Read = Iterator[tuple[Listed, Prepared | Crashed]]


@dataclass(slots=True)
class _Archives:
    """Zips on disk as they are gone through, with what was said of them as a whole."""

    opened: list[Listed] = field(default_factory=list)
    remarks: list[SeenFile] = field(default_factory=list)

    def holding(self, path: str) -> str | None:
        """The path of the zip that was opened last, if this path lies in it."""
        if not self.opened:
            return None
        outer = self.opened[-1].path
        return outer if path == outer or path.startswith(f"{outer}!") else None

    def rows(self) -> list[SeenFile]:
        """The verdicts that let these zips stay closed next time."""
        settled = [
            SeenFile(each.path, fingerprint_of(each), None, Verdict.ARCHIVE, "", None, READING)
            for each in self.opened
        ]
        return [*settled, *self.remarks]


class ImportWork:
    """One import; whoever runs it holds the turn."""

    def __init__(
        self,
        paths: Sequence[Path],
        files: ActivityFiles,
        store: Store,
        options: ImportOptions,
    ) -> None:
        """Import what lies at the paths."""
        self._paths = paths
        self._files = files
        self._store = store
        self._options = options
        self._places = options.told_as or tuple(str(path.absolute()) for path in paths)
        self._batch: int | None = None
        self._written_at = time.monotonic()

    def run(self, known: Known, batches: Sequence[ImportBatch]) -> ImportReport:
        """Do it all."""
        taker, archives = Taker(known), _Archives()
        self._batch = self._unfinished(batches)
        sightings = list(self._files.list(self._paths, lambda zipped: self._is_shut(zipped, known)))
        self._options.expect(_count(sightings, known, lambda zipped: self._is_shut(zipped, known)))
        read = self._read(sightings, known)
        for sighted in sightings:
            self._meet(sighted, taker, archives, read)
            self._write_when_due(taker)
        self._finish(taker, archives, batches)
        renew_outdated(self._store)
        updated = sum(1 for run in taker.updated if run.was_stored)
        return taker.tally.report(len(taker.runs), updated, self._batch)

    def _is_shut(self, zipped: Listed, known: Known) -> bool:
        """Whether a zip is unchanged and every verdict on its members still holds."""
        unnamed = self._options.unnamed_are_runs
        return is_settled(known.seen.get(zipped.path), zipped, unnamed_are_runs=unnamed) and all(
            holds_still(each, unnamed_are_runs=unnamed)
            for each in known.members.get(zipped.path, ())
        )

    def _is_settled(self, listed: Listed, known: Known) -> bool:
        unnamed = self._options.unnamed_are_runs
        return is_settled(known.seen.get(listed.path), listed, unnamed_are_runs=unnamed)

    def _read(self, sightings: Sequence[Sighting], known: Known) -> Read:
        """What is new or changed, read, in the order it was listed."""
        new = [
            each
            for each in sightings
            if isinstance(each, Listed)
            and each.kind is not ListedKind.ARCHIVE
            and not self._is_settled(each, known)
        ]
        prepare = Preparer(
            self._files,
            self._store.packer(),
            frozenset(known.by_digest),
            self._options.unnamed_are_runs,
            self._options.at,
        )
        wanted = self._options.processes or processors()
        return in_order(prepare, new, wanted if len(new) >= FEW_FILES else 1)

    def _meet(self, sighted: Sighting, taker: Taker, archives: _Archives, read: Read) -> None:
        """Take one thing that was listed."""
        match sighted:
            case Refused() | NotRun():
                self._remark(sighted, taker, archives)
            case Listed(kind=ListedKind.ARCHIVE):
                self._meet_archive(sighted, taker, archives)
            case Listed():
                self._options.progress(sighted.path)
                seen = taker.known.seen.get(sighted.path)
                if seen is not None and self._is_settled(sighted, taker.known):
                    taker.recall(seen)
                    return
                _, prepared = next(read)
                taker.take(sighted, _named(prepared))

    def _remark(self, sighted: Refused | NotRun, taker: Taker, archives: _Archives) -> None:
        """Something that listing itself could say all about."""
        taker.tell(sighted)
        archive = archives.holding(sighted.path)
        if archive is not None:
            archives.remarks.append(remark_row(sighted, archive))

    def _meet_archive(self, zipped: Listed, taker: Taker, archives: _Archives) -> None:
        if not self._is_shut(zipped, taker.known):
            archives.opened.append(zipped)
            return
        for each in taker.known.members.get(zipped.path, ()):
            if each.fingerprint:
                self._options.progress(each.path)
            taker.recall(each)

    def _write_when_due(self, taker: Taker) -> None:
        is_full = len(taker.chunk) >= CHUNK_FILES
        is_due = time.monotonic() - self._written_at >= CHUNK_S
        if is_full or (is_due and len(taker.chunk)):
            self._write(taker)

    def _write(self, taker: Taker) -> None:
        with self._store.transaction() as transaction:
            shelf = transaction.imports()
            batch = self._open(shelf)
            taker.chunk.write(shelf, transaction.walking(), batch)
        self._batch = batch
        taker.chunk = Chunk()
        self._written_at = time.monotonic()

    def _finish(self, taker: Taker, archives: _Archives, batches: Sequence[ImportBatch]) -> None:
        """Store what is left and say that the import is done."""
        taker.chunk.seen.extend(archives.rows())
        running = [each.id for each in batches if each.state is BatchState.RUNNING]
        if self._batch is None and not taker.chunk.seen and not running:
            return
        with self._store.transaction() as transaction:
            shelf = transaction.imports()
            for stale in running:
                if stale != self._batch:
                    shelf.close_batch(stale, BatchState.STOPPED)
            if self._batch is not None or taker.chunk.seen:
                self._batch = self._open(shelf)
                taker.chunk.write(shelf, transaction.walking(), self._batch)
                shelf.close_batch(self._batch, BatchState.DONE)

    def _open(self, shelf: ImportShelf) -> int:
        if self._batch is not None:
            return self._batch
        return shelf.open_batch(self._options.at, self._places)

    def _unfinished(self, batches: Sequence[ImportBatch]) -> int | None:
        """The import of the same places that was killed, to be taken up again."""
        same = (
            each.id
            for each in reversed(batches)
            if each.state is BatchState.RUNNING and each.paths == self._places
        )
        return next(same, None)


def remark_row(sighted: Refused | NotRun, archive: str) -> SeenFile:
    """What is said of a zip as a whole, to be told again while it stays shut."""
    verdict = Verdict.REFUSED if isinstance(sighted, Refused) else Verdict.NOT_RUN
    told = (sighted.path, "", None, verdict, sighted.reason, archive, READING, sighted.count)
    return SeenFile(*told)


def _named(prepared: Prepared | Crashed) -> Prepared:
    return refused(DIED) if isinstance(prepared, Crashed) else prepared


def _count(sightings: Sequence[Sighting], known: Known, is_shut: Callable[[Listed], bool]) -> int:
    """How many files will be told of as done: those listed, and those in zips that stay shut."""
    listed = [each for each in sightings if isinstance(each, Listed)]
    zips = [each for each in listed if each.kind is ListedKind.ARCHIVE]
    members = (known.members.get(each.path, ()) for each in zips if is_shut(each))
    shut_away = sum(1 for each in chain.from_iterable(members) if each.fingerprint)
    return len(listed) - len(zips) + shut_away
