"""The store without a database: for trying things out, and gone when the program ends."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from threading import Lock

from stridewell.activity.track import Activity
from stridewell.adapters.recordings.recording_codec import pack_recording
from stridewell.adapters.store.answers_codec import plain_answer
from stridewell.adapters.store.import_turns import another_import
from stridewell.adapters.store.journal_rows import no_such_entry, plain_data
from stridewell.adapters.store.memory_gait import GaitState, MemoryGait
from stridewell.adapters.store.memory_imports import ImportShelfState, MemoryImports
from stridewell.adapters.store.memory_maps import MapShelfState, MemoryMaps
from stridewell.adapters.store.memory_walking import MemoryWalking, WalkingState
from stridewell.adapters.store.newest import GivenAnswer, newest_answers
from stridewell.adapters.store.run_rows import no_such_run
from stridewell.app.ports import (
    CheckIn,
    JournalEntry,
    ReachedLevel,
    StoredAnswer,
    StoredResult,
    StoredRun,
    Transaction,
)
from stridewell.errors import StoreLockedError
from stridewell.intake.reading import Answer
from stridewell.intake.runner import Runner
from stridewell.values.timeline import in_utc, require_zone


@dataclass(frozen=True, slots=True)
class _Kept:
    """Everything one runner has stored; a transaction exchanges it as a whole."""

    runner: Runner | None = None
    given: tuple[GivenAnswer, ...] = ()
    imports: ImportShelfState = field(default_factory=ImportShelfState)
    maps: MapShelfState = field(default_factory=MapShelfState)
    walking: WalkingState = field(default_factory=WalkingState)
    gait: GaitState = field(default_factory=GaitState)
    check_ins: tuple[CheckIn, ...] = ()
    results: tuple[StoredResult, ...] = ()
    journal: tuple[JournalEntry, ...] = ()
    withdrawn: frozenset[int] = frozenset()


class MemoryStore:
    """Keeps one runner's data in memory; one transaction at a time, the next waits."""

    def __init__(self, timeout_s: float = 5.0) -> None:
        """Start empty."""
        self._kept = _Kept()
        self._turn = Lock()
        self._import_turn = Lock()
        self._timeout_s = timeout_s

    @contextmanager
    def transaction(self) -> Iterator[Transaction]:
        """Open a transaction; it is kept at the end and forgotten after any error.

        Raises:
            StoreLockedError: another transaction did not end in time.
        """
        if not self._turn.acquire(timeout=self._timeout_s):
            raise StoreLockedError(
                "Another part of the program is writing to the store.", "Try again in a moment."
            )
        try:
            changed = _MemoryTransaction(self._kept)
            yield changed
            self._kept = changed.kept
        finally:
            self._turn.release()

    @contextmanager
    def import_turn(self) -> Iterator[None]:
        """Wait until no other import is at work, and keep others waiting.

        Raises:
            StoreLockedError: another import did not end in time.
        """
        if not self._import_turn.acquire(timeout=self._timeout_s):
            raise another_import()
        try:
            yield
        finally:
            self._import_turn.release()

    def packer(self) -> Callable[[Activity], bytes]:
        """What packs a recording for this store."""
        return pack_recording

    def close(self) -> None:
        """Nothing to let go of."""


class _MemoryTransaction:
    """Reads and writes on a copy."""

    def __init__(self, kept: _Kept) -> None:
        """Start from what is stored."""
        self.kept = replace(
            kept,
            imports=kept.imports.copied(),
            maps=kept.maps.copied(),
            walking=kept.walking.copied(),
            gait=kept.gait.copied(),
        )

    def runner(self) -> Runner | None:
        """The runner, once they have said who they are."""
        return self.kept.runner

    def save_runner(self, runner: Runner) -> None:
        """Store or replace who the runner is."""
        self.kept = replace(self.kept, runner=runner)

    def add_answers(self, answers: Mapping[str, Answer], at: datetime) -> None:
        """Store answers given at a moment."""
        for question, answer in answers.items():
            self._give(question, plain_answer(answer), at, withdrawn=False)

    def answers(self) -> Sequence[StoredAnswer]:
        """The newest answer to every question, in the order of the questions' ids."""
        return newest_answers(self._given())

    def answer_history(self, question: str) -> Sequence[StoredAnswer]:
        """Every answer to one question, the oldest first."""
        given = [entry.answer for entry in self._given() if not entry.withdrawn]
        return tuple(answer for answer in given if answer.question == question)

    def withdraw_answers(self, questions: Sequence[str], at: datetime) -> None:
        """Mark questions as open again; what was answered before stays in the history."""
        for question in questions:
            self._give(question, "", at, withdrawn=True)

    def runs(self) -> Sequence[StoredRun]:
        """Every run, the oldest first."""
        return self.imports().stored_runs()

    def samples_of(self, run_id: int) -> Activity:
        """The whole activity of a stored run, its start in UTC.

        Raises:
            NothingStoredError: there is no such run.
        """
        chosen = [each.id for each in self.imports().sources_of(run_id) if each.chosen]
        if not chosen:
            raise no_such_run(run_id)
        return self.imports().recording(chosen[0])[0]

    def imports(self) -> MemoryImports:
        """What imports read and write."""
        return MemoryImports(self.kept.imports)

    def maps(self) -> MemoryMaps:
        """What maps said of the ground of runs."""
        return MemoryMaps(self.kept.maps, self.kept.imports.numbers.keys())

    def walking(self) -> MemoryWalking:
        """How the runner walked, day by day."""
        return MemoryWalking(self.kept.walking)

    def gait(self) -> MemoryGait:
        """Sessions in which the runner's form was filmed."""
        return MemoryGait(self.kept.gait)

    def add_check_in(self, check_in: CheckIn) -> None:
        """Store a check-in."""
        stored = replace(check_in, at=in_utc(require_zone(check_in.at)))
        self.kept = replace(self.kept, check_ins=(*self.kept.check_ins, stored))

    def check_ins(self) -> Sequence[CheckIn]:
        """Every check-in, the oldest first."""
        return tuple(sorted(self.kept.check_ins, key=lambda check_in: check_in.at))

    def add_entry(self, kind: str, at: datetime, data: Mapping[str, object]) -> int:
        """Write into the journal; returns the entry's number."""
        number = len(self.kept.journal) + 1
        entry = JournalEntry(number, kind, in_utc(require_zone(at)), plain_data(data))
        self.kept = replace(self.kept, journal=(*self.kept.journal, entry))
        return number

    def entries(
        self, kind: str | None = None, since: datetime | None = None
    ) -> Sequence[JournalEntry]:
        """The entries of a kind (or all) that were not taken back, the oldest first.

        With ``since`` only those from that moment on.
        """
        kept = [each for each in self.kept.journal if each.id not in self.kept.withdrawn]
        wanted = (each for each in kept if kind in {None, each.kind})
        ordered = sorted(wanted, key=lambda entry: entry.at)
        return tuple(each for each in ordered if since is None or each.at >= since)

    def oldest_entry(self, kind: str) -> JournalEntry | None:
        """The first of the entries of a kind; None without one."""
        return next(iter(self.entries(kind)), None)

    def newest_entry(self, kind: str) -> JournalEntry | None:
        """The last of the entries of a kind; None without one."""
        return next(reversed(self.entries(kind)), None)

    def withdraw_entry(self, entry_id: int) -> None:
        """Take an entry back; it stays, marked.

        Raises:
            NothingStoredError: there is no such entry, or it was taken back already.
        """
        known = {each.id for each in self.kept.journal} - self.kept.withdrawn
        if entry_id not in known:
            raise no_such_entry(entry_id)
        self.kept = replace(self.kept, withdrawn=self.kept.withdrawn | {entry_id})

    def add_result(self, result: StoredResult) -> None:
        """Store a decision."""
        stored = replace(result, at=in_utc(require_zone(result.at)))
        self.kept = replace(self.kept, results=(*self.kept.results, stored))

    def results(self, kind: str) -> Sequence[StoredResult]:
        """Every decision of a kind, the oldest first."""
        found = (result for result in self.kept.results if result.kind == kind)
        return tuple(sorted(found, key=lambda result: result.at))

    def newest_result(self, kind: str, until: datetime | None = None) -> StoredResult | None:
        """The last decision of a kind, up to and with a moment if one is given; None without."""
        found = (each for each in self.results(kind) if until is None or each.at <= until)
        return next(reversed(tuple(found)), None)

    def levels(self, kind: str, since: datetime) -> Sequence[ReachedLevel]:
        """What the decisions of a kind came to from a moment on, the oldest first."""
        found = (each for each in self.results(kind) if each.at >= since)
        return tuple(ReachedLevel(each.at, each.level) for each in found)

    def newest_moment(self) -> datetime | None:
        """The latest moment under which anything was told or decided; None in an empty store."""
        kept = self.kept
        moments = [
            *(each.at for each in kept.check_ins),
            *(each.at for each in kept.results),
            *(each.at for each in kept.journal),
            *(each.answer.at for each in kept.given),
        ]
        return max(moments, default=None)

    def _give(self, question: str, answer: Answer, at: datetime, *, withdrawn: bool) -> None:
        stored = StoredAnswer(question, answer, in_utc(require_zone(at)))
        entry = GivenAnswer(stored, withdrawn=withdrawn)
        self.kept = replace(self.kept, given=(*self.kept.given, entry))

    def _given(self) -> Sequence[GivenAnswer]:
        """What was given, the oldest first."""
        return sorted(self.kept.given, key=lambda entry: entry.answer.at)
