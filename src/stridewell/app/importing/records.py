"""What an import keeps: batches, files that were seen, and the recordings behind each run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from stridewell.activity.exposure import RunExposure
from stridewell.activity.notes import RunNotes
from stridewell.activity.strides import RunSummary
from stridewell.activity.track import Activity, FileOrigin
from stridewell.values.evidence import Issue


class BatchState(StrEnum):
    """How far an import got."""

    RUNNING = "running"
    """At work, or killed: the next import of the same places takes it up again."""
    STOPPED = "stopped"
    """Killed, and never taken up again."""
    DONE = "done"
    UNDONE = "undone"


@dataclass(frozen=True, slots=True)
class BatchCounts:
    """What came of an import: runs that it brought, runs it made richer, and files by verdict."""

    imported: int = 0
    updated: int = 0
    duplicates: int = 0
    not_runs: int = 0
    refused: int = 0


@dataclass(frozen=True, slots=True)
class ImportBatch:
    """One import: its number, the places it looked at, and what came of it.

    ``at`` is None where the caller had no clock.
    """

    id: int
    at: datetime | None
    paths: tuple[str, ...]
    state: BatchState
    counts: BatchCounts = field(default_factory=BatchCounts)


class Verdict(StrEnum):
    """What became of a file."""

    RUN = "run"
    DUPLICATE = "duplicate"
    NOT_RUN = "not_run"
    UNNAMED = "unnamed"
    """A recording that names no sport; it is a run when the runner says so."""
    REFUSED = "refused"
    ARCHIVE = "archive"
    """A zip whose every member has a verdict of its own."""


@dataclass(frozen=True, slots=True)
class SeenFile:
    """A file, or ``count`` files of one kind, that need not be looked at again while unchanged.

    ``archive`` is the path of the zip it lies in. ``reading`` is the version of the readers that
    came to the verdict: what older ones refused is tried again.
    """

    path: str
    fingerprint: str
    sha256: str | None
    verdict: Verdict
    reason: str
    archive: str | None
    reading: int
    count: int = 1
    batch: int | None = None


@dataclass(frozen=True, slots=True)
class RecordingMark:
    """What tells one recording from another, and how much it measured.

    ``start_s`` is in seconds since 1970, UTC. ``heart`` and ``metres`` are heart rate and distance
    at each full minute from the start, for at most 16 minutes; ``places`` are latitude and
    longitude by turns, in 1/100,000 degrees, at these minutes. Each is empty where it
    was not measured. ``dynamics`` counts the running dynamics, ``body`` step rate and heart rate.
    ``elapsed_s`` is the time with pauses, None where only totals are known.
    """

    start_s: float
    duration_s: float
    distance_m: float | None
    format: str
    samples: int = 0
    dynamics: int = 0
    body: int = 0
    has_places: bool = False
    heart: tuple[int, ...] = ()
    metres: tuple[int, ...] = ()
    places: tuple[int, ...] = ()
    elapsed_s: float | None = None

    @property
    def span_s(self) -> float:
        """From start to end, in seconds; without pauses where those are not known."""
        return self.duration_s if self.elapsed_s is None else self.elapsed_s


@dataclass(frozen=True, slots=True)
class ToldIssues:
    """What was wrong with a recording when it came in, and what was repaired, warnings first.

    ``more`` counts what was not kept.
    """

    issues: tuple[Issue, ...] = ()
    more: int = 0


@dataclass(frozen=True, slots=True)
class ToldSource:
    """A recording of a run with what was told of it; None where nobody kept that.

    It was not kept by older versions, nor is it for a file that is equal to another one.
    """

    origin: FileOrigin
    chosen: bool
    told: ToldIssues | None


@dataclass(frozen=True, slots=True)
class KnownSource:
    """A recording in the store: the run it belongs to, and whether the run shows this one.

    ``recorded`` tells whether its samples are kept: of equal files they are kept once.
    """

    id: int
    run_id: int
    origin: FileOrigin
    batch: int | None
    chosen: bool
    recorded: bool
    mark: RecordingMark
    notes: RunNotes


@dataclass(frozen=True, slots=True)
class NewSource:
    """A recording on its way into the store; ``recording`` is packed, None for an equal file."""

    run_id: int
    origin: FileOrigin
    batch: int | None
    notes: RunNotes
    mark: RecordingMark
    recording: bytes | None
    chosen: bool
    told: ToldIssues | None = None


@dataclass(frozen=True, slots=True)
class RunNumbers:
    """What is stored of a run itself: worked out from the recording it shows."""

    summary: RunSummary
    exposure: RunExposure | None


@dataclass(frozen=True, slots=True)
class HiddenRun:
    """A run whose import was undone; it keeps its number, should it come back."""

    id: int
    start_s: float
    duration_s: float
    distance_m: float | None


class ImportShelf(Protocol):
    """What an import reads and writes within a transaction."""

    def batches(self) -> Sequence[ImportBatch]:
        """Every import, the oldest first."""
        ...

    def open_batch(self, at: datetime | None, paths: Sequence[str]) -> int:
        """Begin an import; returns its number."""
        ...

    def close_batch(self, batch: int, state: BatchState) -> BatchCounts:
        """Say how an import ended; what came of it is counted from what it left."""
        ...

    def seen(self) -> Sequence[SeenFile]:
        """Every file with a verdict, ordered by path."""
        ...

    def put_seen(self, batch: int, files: Sequence[SeenFile]) -> None:
        """Store verdicts; each path has one, the newest.

        What was said of a zip as a whole (without a fingerprint) goes when the zip comes anew.
        """
        ...

    def forget_seen(self, batch: int) -> None:
        """Drop the verdicts of an import, and those on the zips these files lie in."""
        ...

    def sources(self) -> Sequence[KnownSource]:
        """The recordings of every run, the first stored first."""
        ...

    def told_of(self, run_id: int) -> Sequence[ToldSource]:
        """What was told of each recording of a run, the first stored first."""
        ...

    def hidden_runs(self) -> Sequence[HiddenRun]:
        """Runs that were undone."""
        ...

    def add_numbers(self, runs: Sequence[RunNumbers]) -> Sequence[int]:
        """Store runs; returns their numbers. Their sources must follow in this transaction."""
        ...

    def replace_numbers(self, run_id: int, numbers: RunNumbers) -> None:
        """Store other numbers of a run; shown again if it was hidden, and no source chosen."""
        ...

    def add_sources(self, sources: Sequence[NewSource]) -> None:
        """Store recordings."""
        ...

    def choose(self, source_id: int) -> None:
        """Have its run show this recording."""
        ...

    def recording(self, source_id: int) -> tuple[Activity, RunNotes]:
        """A stored recording, and the notes of all sources of its run.

        Raises:
            NothingStoredError: there is none.
        """
        ...

    def move_recording(self, source_id: int, to_id: int) -> None:
        """Keep the samples of one source, and what was told of them, with an equal one."""
        ...

    def remove_sources(self, batch: int) -> None:
        """Forget the recordings an import brought; runs left without one are hidden."""
        ...

    def outdated(self, version: int) -> Sequence[int]:
        """The chosen sources whose run has no exposure, one of an older version, or no mark."""
        ...

    def forget_exposures(self, run_ids: Sequence[int]) -> None:
        """Have the exposures of runs worked out anew."""
        ...

    def renew(self, source_id: int, exposure: RunExposure, mark: RecordingMark) -> None:
        """Store what was worked out anew from a chosen source."""
        ...
