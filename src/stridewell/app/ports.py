"""What the use cases ask of the outside world, as short protocols."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from stridewell.activity.exposure import RunExposure
from stridewell.activity.notes import RunNotes
from stridewell.activity.strides import RunSummary
from stridewell.activity.track import Activity, FileOrigin
from stridewell.app.gait_shelf import GaitShelf
from stridewell.app.importing.notes import NO_NOTES
from stridewell.app.importing.records import ImportShelf
from stridewell.app.map_shelf import MapShelf
from stridewell.app.walking_shelf import WalkingShelf
from stridewell.intake.reading import Answer
from stridewell.intake.runner import Runner


class Clock(Protocol):
    """Tells the time; the only place where now comes from."""

    def now(self) -> datetime:
        """This moment, with its time zone."""
        ...


@dataclass(frozen=True, slots=True)
class StoredAnswer:
    """One answer as it was given; later answers to the same question do not erase it."""

    question: str
    value: Answer
    at: datetime


@dataclass(frozen=True, slots=True)
class StoredRun:
    """A run in the store: its number, its summary, and every file it came in.

    ``exposure`` is None until it was worked out. ``notes`` are those of all its sources, the first
    that says something first. ``batch`` is the import that brought it, None without one.
    """

    id: int
    summary: RunSummary
    origins: tuple[FileOrigin, ...]
    exposure: RunExposure | None = None
    notes: RunNotes = NO_NOTES
    batch: int | None = None


@dataclass(frozen=True, slots=True)
class CheckIn:
    """What the runner told on one morning; pains and stress from 0 to 10, None where not told.

    ``side`` is left, right or both.
    """

    at: datetime
    pain_now: int | None
    pain_worst_yesterday: int | None
    pain_during_run: int | None = None
    settled_within_24_h: bool | None = None
    note: str = ""
    stiffness_min: int | None = None
    side: str | None = None
    sleep_h: float | None = None
    stress: int | None = None
    woke_at_night: bool | None = None
    limp: bool | None = None


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """One thing the runner wrote down; ``data`` is plain JSON whose shape ``kind`` names."""

    id: int
    kind: str
    at: datetime
    data: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class StoredResult:
    """A decision with the record that made it, so that it can be replayed and recomputed.

    ``record`` and ``outcome`` are JSON text; ``kind`` is intake (a whole new intake) or check_in;
    ``level`` is the urgency level that came out.
    """

    kind: str
    at: datetime
    level: str
    record: str
    outcome: str
    knowledge_version: str
    code_version: str


@dataclass(frozen=True, slots=True)
class ReachedLevel:
    """The urgency level that a decision came to, without its record."""

    at: datetime
    level: str


class Transaction(Protocol):
    """Reads and writes of one runner's data that take effect together or not at all."""

    def runner(self) -> Runner | None:
        """The runner, once they have said who they are."""
        ...

    def save_runner(self, runner: Runner) -> None:
        """Store or replace who the runner is."""
        ...

    def add_answers(self, answers: Mapping[str, Answer], at: datetime) -> None:
        """Store answers given at a moment."""
        ...

    def answers(self) -> Sequence[StoredAnswer]:
        """The newest answer to every question, in the order of the questions' ids."""
        ...

    def answer_history(self, question: str) -> Sequence[StoredAnswer]:
        """Every answer to one question, the oldest first."""
        ...

    def withdraw_answers(self, questions: Sequence[str], at: datetime) -> None:
        """Mark questions as open again; what was answered before stays in the history."""
        ...

    def runs(self) -> Sequence[StoredRun]:
        """Every run, the oldest first."""
        ...

    def samples_of(self, run_id: int) -> Activity:
        """The whole activity of a stored run.

        Raises:
            NothingStoredError: there is no such run.
        """
        ...

    def imports(self) -> ImportShelf:
        """What imports read and write."""
        ...

    def maps(self) -> MapShelf:
        """What maps said of the ground of runs."""
        ...

    def walking(self) -> WalkingShelf:
        """How the runner walked, day by day."""
        ...

    def gait(self) -> GaitShelf:
        """Sessions in which the runner's form was filmed."""
        ...

    def add_check_in(self, check_in: CheckIn) -> None:
        """Store a check-in."""
        ...

    def check_ins(self) -> Sequence[CheckIn]:
        """Every check-in, the oldest first."""
        ...

    def add_entry(self, kind: str, at: datetime, data: Mapping[str, object]) -> int:
        """Write into the journal; returns the entry's number."""
        ...

    def entries(
        self, kind: str | None = None, since: datetime | None = None
    ) -> Sequence[JournalEntry]:
        """The entries of a kind (or all) that were not taken back, the oldest first.

        With ``since`` only those from that moment on.
        """
        ...

    def oldest_entry(self, kind: str) -> JournalEntry | None:
        """The first of the entries of a kind; None without one."""
        ...

    def newest_entry(self, kind: str) -> JournalEntry | None:
        """The last of the entries of a kind; None without one."""
        ...

    def withdraw_entry(self, entry_id: int) -> None:
        """Take an entry back; it stays in the database, marked.

        Raises:
            NothingStoredError: there is no such entry, or it was taken back already.
        """
        ...

    def add_result(self, result: StoredResult) -> None:
        """Store a decision."""
        ...

    def results(self, kind: str) -> Sequence[StoredResult]:
        """Every decision of a kind, the oldest first."""
        ...

    def newest_result(self, kind: str, until: datetime | None = None) -> StoredResult | None:
        """The last decision of a kind, up to and with a moment if one is given; None without."""
        ...

    def levels(self, kind: str, since: datetime) -> Sequence[ReachedLevel]:
        """What the decisions of a kind came to from a moment on, the oldest first."""
        ...

    def newest_moment(self) -> datetime | None:
        """The latest moment under which anything was told or decided; None in an empty store.

        Entries that were taken back count too; when a run began does not.
        """
        ...


class Store(Protocol):
    """Keeps a runner's data."""

    def transaction(self) -> AbstractContextManager[Transaction]:
        """Open a transaction; it is committed at the end and undone by any error.

        Raises:
            StoreError: the database cannot be used; the subclass says why.
        """
        ...

    def import_turn(self) -> AbstractContextManager[None]:
        """Wait until no other import works on this runner, and keep others waiting.

        It ends with the program, however that ends.

        Raises:
            StoreLockedError: another import did not end in time.
        """
        ...

    def packer(self) -> Callable[[Activity], bytes]:
        """What packs a recording for this store; a plain function, for use in any process."""
        ...

    def close(self) -> None:
        """Let go of the database."""
        ...
