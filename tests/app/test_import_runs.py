"""Every file is imported, known, passed over or refused; one bad file never stops the others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest

from activities import even_run
from stridewell.activity.notes import RunNotes
from stridewell.activity.run_exposure import run_exposure
from stridewell.activity.track import Activity, Channel, FileOrigin, Samples
from stridewell.adapters.store.memory_store import MemoryStore
from stridewell.app.files import (
    Found,
    FoundFile,
    Listed,
    ListedKind,
    NotRun,
    Place,
    ReadResult,
    Refused,
    Sighting,
    Unchanged,
    never,
)
from stridewell.app.import_runs import ImportOptions, ImportReport, import_runs
from stridewell.app.importing import work
from stridewell.app.importing.records import BatchState
from stridewell.app.importing.undoing import list_imports, undo_import
from stridewell.errors import FileRefusedError, NotAnActivityError, NothingStoredError
from stridewell.values.evidence import Issue, Severity

Content = Activity | Exception | Refused | NotRun
NOTE = Issue(Severity.NOTE, "record 3", "A note.")
WARNING = Issue(Severity.WARNING, "record 7", "The clock jumps.", "Nothing to do.")


@dataclass(frozen=True, slots=True)
class Files:
    """Files by name, held in memory."""

    content: Mapping[str, Content]
    notes: RunNotes | None = None
    digest: str = ""

    def list(self, paths: Sequence[Path], unchanged: Unchanged = never) -> Iterator[Sighting]:
        assert paths
        assert unchanged is not never
        for name, each in self.content.items():
            if isinstance(each, Refused | NotRun):
                yield each
            else:
                told = (name, ListedKind.ACTIVITY, 0, name, Place(name))
                yield Listed(*told, notes=self.notes)

    def load(self, listed: Listed) -> Found:
        return FoundFile(listed.path, b"", self.digest or listed.path, listed.notes)

    def release(self) -> None:
        """Nothing is kept open."""

    def walk(self, paths: Sequence[Path]) -> Iterator[Found]:
        raise NotImplementedError

    def read(self, found: FoundFile) -> ReadResult:
        content = self.content[found.path]
        if isinstance(content, Exception):
            raise content
        assert isinstance(content, Activity)
        return ReadResult((content,), (NOTE, WARNING) if found.path == "odd.fit" else ())


def run(name: str, days: int = 0, sport: str = "running") -> Activity:
    even = even_run()
    start = even.start + timedelta(days=days)
    return replace(even, start=start, sport=sport, origin=FileOrigin(name, name, "fit"))


def imported(
    store: MemoryStore,
    content: Mapping[str, Content],
    options: ImportOptions | None = None,
    *,
    notes: RunNotes | None = None,
    same_digest_as: str = "",
) -> ImportReport:
    files = Files(content, notes, same_digest_as)
    return import_runs([Path()], files, store, options or ImportOptions())


def runs_in(store: MemoryStore) -> int:
    with store.transaction() as transaction:
        return len(transaction.runs())


def test_the_same_file_twice_is_known_by_its_digest(store: MemoryStore) -> None:
    files = {"a.fit": run("a.fit")}
    assert imported(store, files).imported == 1
    again = imported(store, files)
    assert (again.imported, again.duplicates[0].reason) == (0, "imported before")
    assert runs_in(store) == 1


def test_the_same_run_in_another_file_becomes_a_further_origin(store: MemoryStore) -> None:
    report = imported(store, {"a.fit": run("a.fit"), "b.gpx": run("b.gpx")})
    assert (report.imported, report.duplicates[0].reason) == (1, "the same run as a.fit")
    with store.transaction() as transaction:
        assert [origin.path for origin in transaction.runs()[0].origins] == ["a.fit", "b.gpx"]


def test_a_run_on_another_day_is_another_run(store: MemoryStore) -> None:
    assert imported(store, {"a.fit": run("a.fit"), "b.fit": run("b.fit", days=1)}).imported == 2


def test_one_bad_file_never_stops_the_others(store: MemoryStore) -> None:
    report = imported(
        store,
        {
            "bad.fit": FileRefusedError("bad.fit is cut short."),
            "photo.png": NotRun("photo.png", "no activity"),
            "locked.zip": Refused("locked.zip", "a password"),
            "empty.gpx": NotAnActivityError("empty.gpx holds no track."),
            "a.fit": run("a.fit"),
        },
    )
    assert report.imported == 1
    assert [each.path for each in report.refused] == ["bad.fit", "locked.zip"]
    assert [each.path for each in report.not_runs] == ["photo.png", "empty.gpx"]


def test_another_sport_is_passed_over_by_name(store: MemoryStore) -> None:
    report = imported(store, {"a.fit": run("a.fit", sport="open_water_swimming")})
    assert report.not_runs[0].reason == "open water swimming, not running"
    assert runs_in(store) == 0


@pytest.mark.parametrize(("told", "imported_runs"), [(False, 0), (True, 1)])
def test_a_recording_without_a_sport_is_a_run_only_when_told_so(
    store: MemoryStore,
    told: bool,  # noqa: FBT001
    imported_runs: int,
) -> None:
    files = {"a.fit": run("a.fit", sport="unknown")}
    assert imported(store, files, ImportOptions(unnamed_are_runs=told)).imported == imported_runs


def test_warnings_are_told_and_notes_are_not(store: MemoryStore) -> None:
    warnings = imported(store, {"odd.fit": run("odd.fit")}).warnings
    assert [(w.path, w.where, w.text) for w in warnings] == [
        ("odd.fit", "record 7", "The clock jumps. Nothing to do.")
    ]


@pytest.mark.parametrize(("days", "told"), [(0, 0), (1, 1)])
def test_a_run_that_is_still_to_come_is_kept_and_told(
    store: MemoryStore, days: int, told: int
) -> None:
    now = even_run().start - timedelta(hours=23)
    report = imported(store, {"a.fit": run("a.fit", days)}, ImportOptions(at=now))
    warned = [each for each in report.warnings if "still to come" in each.text]
    assert (report.imported, len(warned)) == (1, told)


def test_a_reason_does_not_repeat_the_name_so_that_equal_ones_are_alike(
    store: MemoryStore,
) -> None:
    files: dict[str, Content] = {
        name: FileRefusedError(f"{name} is cut short.") for name in ("a.gpx", "b.gpx")
    }
    reasons = {each.reason for each in imported(store, files).refused}
    assert reasons == {"The file is cut short."}


def test_progress_names_every_file(store: MemoryStore) -> None:
    seen: list[str] = []
    files = {"a.fit": run("a.fit"), "b.fit": run("b.fit", days=1)}
    imported(store, files, ImportOptions(progress=seen.append))
    assert seen == ["a.fit", "b.fit"]


def test_an_empty_place_is_seen_as_such(store: MemoryStore) -> None:
    assert imported(store, {}).saw_nothing
    assert not imported(store, {"x": NotRun("x", "no activity")}).saw_nothing


def test_a_file_that_makes_a_reader_fail_is_refused_by_name(store: MemoryStore) -> None:
    report = imported(store, {"a.fit": ZeroDivisionError("x"), "b.fit": run("b.fit")})
    assert (report.imported, report.refused[0].path) == (1, "a.fit")
    assert "ZeroDivisionError" in report.refused[0].reason


def changed(name: str, channels: Mapping[Channel, float]) -> Activity:
    """A run of another file with more measured."""
    base = run(name)
    time = base.samples.time_s
    columns = {channel: np.full(time.shape, value) for channel, value in channels.items()}
    samples = Samples(time, {**base.samples.channels, **columns})
    suffix = name.rpartition(".")[2]
    return replace(base, samples=samples, origin=FileOrigin(name, name, suffix))


DYNAMICS = {Channel.CONTACT_TIME: 250.0, Channel.HEART_RATE: 150.0}


def shown(store: MemoryStore) -> list[tuple[str, tuple[str, ...], float | None]]:
    """Of every run: the file it shows, all its files, and its contact time."""
    with store.transaction() as transaction:
        return [
            (
                transaction.samples_of(each.id).origin.path,
                tuple(origin.path for origin in each.origins),
                each.summary.contact_time_ms,
            )
            for each in transaction.runs()
        ]


@pytest.mark.parametrize("order", [("rich.fit", "poor.gpx"), ("poor.gpx", "rich.fit")])
def test_a_run_shows_the_recording_that_measured_most(
    store: MemoryStore, order: tuple[str, str]
) -> None:
    rich, poor = changed("rich.fit", DYNAMICS), changed("poor.gpx", {})
    files = {"rich.fit": rich, "poor.gpx": poor}
    imported(store, {order[0]: files[order[0]]})
    report = imported(store, {order[1]: files[order[1]]})
    assert shown(store) == [("rich.fit", order, 250.0)]
    assert (report.imported, report.runs, report.updated) == (0, 1, int(order[1] == "rich.fit"))


def test_fit_goes_before_tcx_before_gpx_where_all_measured_the_same(store: MemoryStore) -> None:
    names = ("a.gpx", "b.fit", "c.tcx")
    report = imported(store, {name: changed(name, {}) for name in names})
    assert (report.imported, report.updated, len(report.duplicates)) == (1, 0, 2)
    assert shown(store) == [("b.fit", names, None)]


def test_a_run_an_hour_off_with_nothing_to_tell_it_by_is_kept_and_told(store: MemoryStore) -> None:
    later = run("b.fit")
    later = replace(later, start=later.start + timedelta(hours=1))
    report = imported(store, {"a.fit": run("a.fit"), "b.fit": later})
    assert report.imported == 2
    assert "may be the same run as a.fit" in report.warnings[0].text


def test_an_unchanged_file_is_not_read_again(store: MemoryStore) -> None:
    imported(store, {"a.fit": run("a.fit"), "b.fit": FileRefusedError("b.fit is cut short.")})
    unreadable = {name: AssertionError("it was read") for name in ("a.fit", "b.fit")}
    report = imported(store, unreadable)
    assert (report.unchanged, report.runs, report.batch) == (2, 1, None)
    assert report.duplicates == (NotRun("a.fit", "imported before"),)
    assert report.refused == (Refused("b.fit", "The file is cut short."),)


def test_a_recording_without_a_sport_is_looked_at_again_when_told_so(store: MemoryStore) -> None:
    files = {"a.fit": run("a.fit", sport="unknown")}
    imported(store, files)
    assert imported(store, files, ImportOptions(unnamed_are_runs=True)).imported == 1


def test_an_import_that_was_killed_goes_on_under_its_number(
    store: MemoryStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(work, "CHUNK_FILES", 2)
    files = {f"{day}.fit": run(f"{day}.fit", days=day) for day in range(5)}
    clean = MemoryStore()
    imported(clean, files)

    def stop_at(path: str) -> None:
        if path == "3.fit":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        imported(store, files, ImportOptions(progress=stop_at))
    assert runs_in(store) == 2
    report = imported(store, files)
    assert (report.imported, report.runs, report.batch) == (3, 5, 1)
    assert shown(store) == shown(clean)
    for each in (store, clean):
        (batch,) = list_imports(each)
        assert (batch.state, batch.counts.imported) == (BatchState.DONE, 5)


def test_an_import_that_was_never_finished_is_said_to_be_stopped(store: MemoryStore) -> None:
    with store.transaction() as transaction:
        transaction.imports().open_batch(None, ["elsewhere"])
    imported(store, {"a.fit": run("a.fit")})
    assert [each.state for each in list_imports(store)] == [BatchState.DONE, BatchState.STOPPED]


def test_an_import_is_undone_as_a_whole(store: MemoryStore) -> None:
    imported(store, {"poor.gpx": changed("poor.gpx", {})})
    before = shown(store)
    imported(store, {"rich.fit": changed("rich.fit", DYNAMICS), "b.fit": run("b.fit", days=1)})
    assert len(shown(store)) == 2
    undone = undo_import(store)
    assert (undone.id, undone.counts.imported, undone.counts.updated) == (2, 1, 1)
    assert shown(store) == before
    report = imported(store, {"rich.fit": changed("rich.fit", DYNAMICS)})
    assert (report.unchanged, report.updated) == (0, 1)


def test_a_run_that_returns_has_the_number_it_had(store: MemoryStore) -> None:
    imported(store, {"a.fit": run("a.fit", days=3)})
    imported(store, {"b.fit": run("b.fit")})
    with store.transaction() as transaction:
        first = transaction.runs()[0].id
    undo_import(store)
    imported(store, {"c.fit": run("c.fit", days=8), "b.fit": run("b.fit")})
    with store.transaction() as transaction:
        assert transaction.runs()[0].id == first
        assert len({each.id for each in transaction.runs()}) == 3


def test_an_equal_file_of_another_import_keeps_the_run(store: MemoryStore) -> None:
    imported(store, {"a.fit": run("a.fit")})
    equal = replace(run("a.fit"), origin=FileOrigin("a.fit", "a.fit", "fit"))
    imported(store, {"copy.fit": equal}, same_digest_as="a.fit")
    undo_import(store, 1)
    assert [files for _, files, _ in shown(store)] == [("copy.fit",)]
    undo_import(store, 2)
    assert shown(store) == []


@pytest.mark.parametrize(("number", "words"), [(7, "no import number 7"), (1, "undone before")])
def test_what_cannot_be_undone_is_named(store: MemoryStore, number: int, words: str) -> None:
    imported(store, {"a.fit": run("a.fit")})
    undo_import(store)
    with pytest.raises(NothingStoredError, match=words):
        undo_import(store, number)
    with pytest.raises(NothingStoredError, match="no import to undo"):
        undo_import(store)


def test_what_exports_say_is_kept_with_the_run(store: MemoryStore) -> None:
    trail = RunNotes(title="Woods", gear="red ones", sub_sport="trail", ids={"strava": "5"})
    imported(store, {"a.fit": run("a.fit")})
    imported(store, {"b.fit": run("b.fit")}, notes=trail)
    with store.transaction() as transaction:
        (stored,) = transaction.runs()
    assert stored.notes == trail
    exposure = stored.exposure
    assert exposure is not None
    assert exposure == run_exposure(run("a.fit"), trail)


def test_a_sport_that_only_the_export_names_counts(store: MemoryStore) -> None:
    files = {"a.fit": run("a.fit", sport="unknown")}
    assert imported(store, files, notes=RunNotes(sport="running")).imported == 1
