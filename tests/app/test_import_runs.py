"""Every file is imported, known, passed over or refused; one bad file never stops the others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest

from activities import even_run
from stridewell.activity.track import Activity, FileOrigin
from stridewell.adapters.store.memory_store import MemoryStore
from stridewell.app.files import Found, FoundFile, NotRun, ReadResult, Refused
from stridewell.app.import_runs import ImportOptions, ImportReport, import_runs
from stridewell.errors import FileRefusedError, NotAnActivityError
from stridewell.values.evidence import Issue, Severity

Content = Activity | Exception | Refused | NotRun
NOTE = Issue(Severity.NOTE, "record 3", "A note.")
WARNING = Issue(Severity.WARNING, "record 7", "The clock jumps.", "Nothing to do.")


@dataclass(frozen=True, slots=True)
class Files:
    """Files by name, held in memory."""

    content: Mapping[str, Content]

    def walk(self, paths: Sequence[Path]) -> Iterator[Found]:
        assert paths
        for name, each in self.content.items():
            yield each if isinstance(each, Refused | NotRun) else FoundFile(name, b"", name)

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
    store: MemoryStore, content: Mapping[str, Content], options: ImportOptions | None = None
) -> ImportReport:
    return import_runs([Path()], Files(content), store, options or ImportOptions())


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
    assert report.not_runs[0].reason == "its sport is open water swimming"
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


def test_progress_names_every_file(store: MemoryStore) -> None:
    seen: list[str] = []
    files = {"a.fit": run("a.fit"), "b.fit": run("b.fit", days=1)}
    imported(store, files, ImportOptions(progress=seen.append))
    assert seen == ["a.fit", "b.fit"]


def test_an_empty_place_is_seen_as_such(store: MemoryStore) -> None:
    assert imported(store, {}).saw_nothing
    assert not imported(store, {"x": NotRun("x", "no activity")}).saw_nothing


def test_an_unexpected_failure_imports_nothing_at_all(store: MemoryStore) -> None:
    with pytest.raises(ZeroDivisionError):
        imported(store, {"a.fit": run("a.fit"), "b.fit": ZeroDivisionError()})
    assert runs_in(store) == 0
