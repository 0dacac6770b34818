"""What the store knows when an import begins, and what the import adds to it."""

from __future__ import annotations

from dataclasses import dataclass, field

from stridewell.activity.notes import RunNotes
from stridewell.activity.track import FileOrigin
from stridewell.app.importing.marks import richest
from stridewell.app.importing.records import ImportShelf, RecordingMark, SeenFile
from stridewell.app.importing.twins import Likeness, TwinIndex


@dataclass(slots=True, eq=False)
class HeldSource:
    """A recording of a run: the file it came in, its mark, and what an export says of it."""

    origin: FileOrigin
    mark: RecordingMark
    notes: RunNotes

    @property
    def tells_ground(self) -> bool:
        """Whether its notes say what was run on, which the exposure of the run counts."""
        return bool(self.notes.sub_sport) or self.notes.unpaved_m is not None


@dataclass(slots=True, eq=False)
class HeldRun:
    """A run with its recordings; ``id`` is None until it is stored, ``chosen`` what it shows.

    ``was_stored`` says that it was there before this import. A hidden run has no recordings.
    """

    id: int | None
    was_stored: bool = False
    sources: list[HeldSource] = field(default_factory=list)
    chosen: HeldSource | None = None

    def richest(self) -> HeldSource:
        """The recording that measured most; of equals the one that came first."""
        return richest([(source, source.mark) for source in self.sources])

    def holds(self, origin: FileOrigin) -> bool:
        """Whether this file is remembered already."""
        key = (origin.sha256, origin.path)
        return any((each.origin.sha256, each.origin.path) == key for each in self.sources)


@dataclass(slots=True)
class Known:
    """Runs by their files and by their times, and the verdict on each file seen."""

    seen: dict[str, SeenFile] = field(default_factory=dict)
    members: dict[str, list[SeenFile]] = field(default_factory=dict)
    """What was seen in each zip, and what was said of it as a whole."""
    by_digest: dict[str, list[HeldRun]] = field(default_factory=dict)
    by_path: dict[str, list[HeldRun]] = field(default_factory=dict)
    index: TwinIndex[HeldRun] = field(default_factory=TwinIndex)

    def add(self, run: HeldRun, source: HeldSource) -> None:
        """Remember a recording of a run."""
        run.sources.append(source)
        self.by_digest.setdefault(source.origin.sha256, [])
        if run not in self.by_digest[source.origin.sha256]:
            self.by_digest[source.origin.sha256].append(run)
        self.by_path.setdefault(source.origin.path, []).append(run)
        self.index.add(source.mark, run, source.origin.sha256)

    def twin(self, mark: RecordingMark, sha256: str) -> tuple[Likeness, HeldRun | None]:
        """The run this recording is of, as far as it is known."""
        return self.index.find(mark, sha256)


def known_in(shelf: ImportShelf) -> Known:
    """What the store knows."""
    known = Known()
    for seen in shelf.seen():
        if seen.fingerprint:
            known.seen[seen.path] = seen
        if seen.archive is not None:
            known.members.setdefault(seen.archive, []).append(seen)
    held: dict[int, HeldRun] = {}
    for source in shelf.sources():
        run = held.setdefault(source.run_id, HeldRun(source.run_id, was_stored=True))
        ours = HeldSource(source.origin, source.mark, source.notes)
        known.add(run, ours)
        if source.chosen:
            run.chosen = ours
    for hidden in shelf.hidden_runs():
        mark = RecordingMark(hidden.start_s, hidden.duration_s, hidden.distance_m, "")
        known.index.add(mark, HeldRun(hidden.id), "")
    return known
