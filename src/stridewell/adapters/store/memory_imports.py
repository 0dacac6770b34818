"""What imports read and write, in memory."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from stridewell.activity.exposure import RunExposure
from stridewell.activity.notes import RunNotes
from stridewell.activity.track import Activity
from stridewell.adapters.recordings.recording_codec import unpack_recording
from stridewell.adapters.store.run_rows import each_once, no_such_run
from stridewell.app.importing.notes import merge_notes
from stridewell.app.importing.records import (
    BatchCounts,
    BatchState,
    HiddenRun,
    ImportBatch,
    KnownSource,
    NewSource,
    RecordingMark,
    RunNumbers,
    SeenFile,
    ToldSource,
    Verdict,
)
from stridewell.app.ports import StoredRun
from stridewell.values.timeline import in_utc, require_zone


@dataclass(slots=True)
class ImportShelfState:
    """Everything imports keep; the values are never changed, only exchanged."""

    numbers: dict[int, RunNumbers] = field(default_factory=dict)
    hidden: frozenset[int] = frozenset()
    sources: dict[int, NewSource] = field(default_factory=dict)
    seen: tuple[SeenFile, ...] = ()
    batches: dict[int, ImportBatch] = field(default_factory=dict)
    last_source: int = 0

    def copied(self) -> ImportShelfState:
        """The same for a transaction to change."""
        return replace(
            self,
            numbers=dict(self.numbers),
            sources=dict(self.sources),
            batches=dict(self.batches),
        )


class MemoryImports:
    """Import records over a state that may be changed."""

    def __init__(self, state: ImportShelfState) -> None:
        """Work on this state."""
        self._state = state

    def stored_runs(self) -> Sequence[StoredRun]:
        """Every run that is shown, the oldest first."""
        state = self._state
        shown = [each for each in state.numbers if each not in state.hidden]
        shown.sort(key=lambda run_id: (state.numbers[run_id].summary.start, run_id))
        by_run = self._by_run()
        return tuple(self._stored(run_id, by_run.get(run_id, [])) for run_id in shown)

    def batches(self) -> Sequence[ImportBatch]:
        """Every import, the oldest first."""
        return list(self._state.batches.values())

    def open_batch(self, at: datetime | None, paths: Sequence[str]) -> int:
        """Begin an import; returns its number."""
        number = len(self._state.batches) + 1
        moment = None if at is None else in_utc(require_zone(at))
        opened = ImportBatch(number, moment, tuple(paths), BatchState.RUNNING)
        self._state.batches[number] = opened
        return number

    def close_batch(self, batch: int, state: BatchState) -> BatchCounts:
        """Say how an import ended; what came of it is counted from what it left."""
        counts = self._counts(batch)
        closed = replace(self._state.batches[batch], state=state)
        kept = closed.counts if state is BatchState.UNDONE else counts
        self._state.batches[batch] = replace(closed, counts=kept)
        return counts

    def seen(self) -> Sequence[SeenFile]:
        """Every file with a verdict, ordered by path."""
        return sorted(self._state.seen, key=lambda each: each.path)

    def put_seen(self, batch: int, files: Sequence[SeenFile]) -> None:
        """Store verdicts; each path has one, the newest.

        What was said of a zip as a whole (without a fingerprint) goes when the zip comes anew.
        """
        anew = {each.path for each in files if each.fingerprint}
        zips = {each.path for each in files if each.verdict is Verdict.ARCHIVE}
        kept = [
            each
            for each in self._state.seen
            if (each.path not in anew if each.fingerprint else each.archive not in zips)
        ]
        self._state.seen = (*kept, *(replace(each, batch=batch) for each in files))

    def forget_seen(self, batch: int) -> None:
        """Drop the verdicts of an import, and those on the zips these files lie in."""
        of_batch = [each for each in self._state.seen if each.batch == batch]
        zips = {each.archive for each in of_batch if each.archive is not None}
        self._state.seen = tuple(
            each
            for each in self._state.seen
            if each.batch != batch
            and not (each.verdict is Verdict.ARCHIVE and each.path in zips)
            and (each.fingerprint or each.archive not in zips)
        )

    def sources(self) -> Sequence[KnownSource]:
        """The recordings of every run, the first stored first."""
        return [_known(number, each) for number, each in self._state.sources.items()]

    def sources_of(self, run_id: int) -> Sequence[KnownSource]:
        """The recordings of one run, the first stored first."""
        return [each for each in self.sources() if each.run_id == run_id]

    def told_of(self, run_id: int) -> Sequence[ToldSource]:
        """What was told of each recording of a run, the first stored first."""
        return [
            ToldSource(each.origin, each.chosen, each.told)
            for each in self._state.sources.values()
            if each.run_id == run_id
        ]

    def hidden_runs(self) -> Sequence[HiddenRun]:
        """Runs that were undone."""
        found = [(each, self._state.numbers[each].summary) for each in sorted(self._state.hidden)]
        return [
            HiddenRun(run_id, summary.start.timestamp(), summary.duration_s, summary.distance_m)
            for run_id, summary in found
        ]

    def add_numbers(self, runs: Sequence[RunNumbers]) -> Sequence[int]:
        """Store runs; returns their numbers. Their sources must follow in this transaction."""
        first = len(self._state.numbers) + 1
        numbers = range(first, first + len(runs))
        self._state.numbers.update(zip(numbers, map(_with_utc, runs), strict=True))
        return list(numbers)

    def replace_numbers(self, run_id: int, numbers: RunNumbers) -> None:
        """Store other numbers of a run; shown again if it was hidden, and no source chosen."""
        self._state.numbers[run_id] = _with_utc(numbers)
        self._state.hidden -= {run_id}
        for number, source in self._state.sources.items():
            if source.run_id == run_id:
                self._state.sources[number] = replace(source, chosen=False)

    def add_sources(self, sources: Sequence[NewSource]) -> None:
        """Store recordings."""
        for source in sources:
            self._state.last_source += 1
            self._state.sources[self._state.last_source] = source

    def choose(self, source_id: int) -> None:
        """Have its run show this recording."""
        self._change(source_id, chosen=True)

    def recording(self, source_id: int) -> tuple[Activity, RunNotes]:
        """A stored recording, and the notes of all sources of its run.

        Raises:
            NothingStoredError: there is none.
        """
        source = self._state.sources.get(source_id)
        if source is None or source.recording is None:
            raise no_such_run(source_id)
        told = [each.notes for each in self.sources_of(source.run_id)]
        return unpack_recording(source.recording, source.origin), merge_notes(told)

    def move_recording(self, source_id: int, to_id: int) -> None:
        """Keep the samples of one source, and what was told of them, with an equal one."""
        source = self._state.sources[source_id]
        self._change(to_id, chosen=source.chosen, recording=source.recording, told=source.told)
        self._change(source_id, chosen=False, recording=None, told=None)

    def remove_sources(self, batch: int) -> None:
        """Forget the recordings an import brought; runs left without one are hidden."""
        state = self._state
        state.sources = {n: each for n, each in state.sources.items() if each.batch != batch}
        held = {each.run_id for each in state.sources.values()}
        bare = state.numbers.keys() - held
        state.hidden = frozenset(bare)
        self.forget_exposures(sorted(bare))

    def outdated(self, version: int) -> Sequence[int]:
        """The chosen sources whose run has no exposure, or one of an older version."""
        return [
            number
            for number, each in self._state.sources.items()
            if each.chosen and _is_outdated(self._state.numbers[each.run_id], version)
        ]

    def forget_exposures(self, run_ids: Sequence[int]) -> None:
        """Have the exposures of runs worked out anew."""
        for run_id in run_ids:
            self._state.numbers[run_id] = replace(self._state.numbers[run_id], exposure=None)

    def renew(self, source_id: int, exposure: RunExposure, mark: RecordingMark) -> None:
        """Store what was worked out anew from a chosen source."""
        run_id = self._state.sources[source_id].run_id
        self._change(source_id, mark=mark)
        numbers = self._state.numbers[run_id]
        self._state.numbers[run_id] = replace(numbers, exposure=exposure)

    def _stored(self, run_id: int, sources: Sequence[KnownSource]) -> StoredRun:
        numbers = self._state.numbers[run_id]
        return StoredRun(
            id=run_id,
            summary=numbers.summary,
            origins=each_once(each.origin for each in sources),
            exposure=numbers.exposure,
            notes=merge_notes(each.notes for each in sources),
            batch=sources[0].batch if sources else None,
        )

    def _by_run(self) -> Mapping[int, Sequence[KnownSource]]:
        found: dict[int, list[KnownSource]] = {}
        for source in self.sources():
            found.setdefault(source.run_id, []).append(source)
        return found

    def _counts(self, batch: int) -> BatchCounts:
        firsts = {each[0].id for each in self._by_run().values()}
        own = [each for each in self.sources() if each.batch == batch]
        new = {each.run_id for each in own if each.id in firsts}
        files = dict.fromkeys(Verdict, 0)
        for seen in self._state.seen:
            files[seen.verdict] += seen.count if seen.batch == batch else 0
        return BatchCounts(
            imported=len(new),
            updated=len({each.run_id for each in own if each.chosen} - new),
            duplicates=files[Verdict.DUPLICATE],
            not_runs=files[Verdict.NOT_RUN] + files[Verdict.UNNAMED],
            refused=files[Verdict.REFUSED],
        )

    def _change(self, source_id: int, **changes: object) -> None:
        source = self._state.sources[source_id]
        self._state.sources[source_id] = replace(source, **changes)  # type: ignore[arg-type]


def _known(number: int, source: NewSource) -> KnownSource:
    return KnownSource(
        id=number,
        run_id=source.run_id,
        origin=source.origin,
        batch=source.batch,
        chosen=source.chosen,
        recorded=source.recording is not None,
        mark=source.mark,
        notes=source.notes,
    )


def _with_utc(numbers: RunNumbers) -> RunNumbers:
    start = in_utc(require_zone(numbers.summary.start))
    return replace(numbers, summary=replace(numbers.summary, start=start))


def _is_outdated(numbers: RunNumbers, version: int) -> bool:
    return numbers.exposure is None or numbers.exposure.version < version
