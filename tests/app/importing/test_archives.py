"""Zips and exports on disk: shut while unchanged, opened again when something changed."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Iterator, Sequence
from datetime import timedelta
from pathlib import Path

import pytest

from cases import AT
from command_line import write_run
from stridewell.adapters.activity_files import LocalActivityFiles
from stridewell.adapters.store.memory_store import MemoryStore
from stridewell.app.files import Found, Listed, Sighting, Unchanged, never
from stridewell.app.import_runs import ImportOptions, ImportReport, import_runs
from stridewell.app.importing.records import SeenFile
from stridewell.app.importing.undoing import undo_import


class Watched(LocalActivityFiles):
    """Files that remember what was loaded of them."""

    def __init__(self) -> None:
        self.loaded: list[str] = []
        self.listed: list[str] = []

    def list(self, paths: Sequence[Path], unchanged: Unchanged = never) -> Iterator[Sighting]:
        for each in super().list(paths, unchanged):
            self.listed.append(each.path.rpartition("!")[2])
            yield each

    def load(self, listed: Listed) -> Found:
        self.loaded.append(listed.path.rpartition("!")[2])
        return super().load(listed)


@pytest.fixture
def packed(tmp_path: Path) -> Path:
    """A zip with two runs and a picture."""
    place = tmp_path / "export.zip"
    pack(place, tmp_path, days=(0, 1))
    return place


def pack(place: Path, folder: Path, days: Sequence[int]) -> None:
    with zipfile.ZipFile(place, "w") as archive:
        archive.writestr("picture.png", b"none")
        for day in days:
            run = write_run(folder / f"{day}.fit", AT + timedelta(days=day))
            archive.writestr(f"{day}.fit", run.read_bytes())
            run.unlink()


def imported(store: MemoryStore, place: Path) -> tuple[ImportReport, Watched]:
    files = Watched()
    return import_runs([place], files, store), files


def seen(store: MemoryStore) -> Sequence[SeenFile]:
    with store.transaction() as transaction:
        return transaction.imports().seen()


def test_an_unchanged_zip_is_not_opened_and_tells_the_same(
    store: MemoryStore, packed: Path
) -> None:
    first, files = imported(store, packed)
    assert (first.imported, first.passed_over, len(files.loaded)) == (2, 1, 2)
    again, files = imported(store, packed)
    assert (files.listed, files.loaded) == ([str(packed)], [])
    assert (again.imported, again.runs, len(again.duplicates)) == (0, 2, 2)
    assert (again.not_runs, again.batch) == (first.not_runs, None)


def test_of_a_changed_zip_only_what_is_new_is_read(store: MemoryStore, packed: Path) -> None:
    imported(store, packed)
    pack(packed, packed.parent, days=(0, 1, 2))
    report, files = imported(store, packed)
    assert (report.imported, report.runs, report.passed_over) == (1, 3, 1)
    assert files.loaded == ["2.fit"]
    assert len(seen(store)) == 5


def test_after_an_undo_the_zip_is_opened_again(store: MemoryStore, packed: Path) -> None:
    imported(store, packed)
    undo_import(store)
    assert seen(store) == []
    report, files = imported(store, packed)
    assert (report.imported, len(files.loaded)) == (2, 2)


def test_a_touched_file_is_recognised_by_its_digest(store: MemoryStore, tmp_path: Path) -> None:
    run = write_run(tmp_path / "a.fit")
    imported(store, tmp_path)
    os.utime(run, (1, 1))
    report, files = imported(store, tmp_path)
    assert (report.imported, report.runs, files.loaded) == (0, 1, [str(run)])
    assert imported(store, tmp_path)[1].loaded == []


def test_a_moved_folder_adds_no_run(store: MemoryStore, tmp_path: Path) -> None:
    (tmp_path / "old").mkdir()
    write_run(tmp_path / "old" / "a.fit")
    imported(store, tmp_path / "old")
    (tmp_path / "old").rename(tmp_path / "new")
    report, _ = imported(store, tmp_path / "new")
    assert (report.imported, report.runs) == (0, 1)
    with store.transaction() as transaction:
        assert len(transaction.runs()[0].origins) == 1


def test_progress_counts_to_what_was_expected(store: MemoryStore, packed: Path) -> None:
    for _ in range(2):
        expected: list[int] = []
        done: list[str] = []
        options = ImportOptions(expect=expected.append, progress=done.append)
        import_runs([packed], LocalActivityFiles(), store, options)
        assert expected == [len(done)] == [2]


def test_more_files_than_a_few_are_read_by_other_processes(
    store: MemoryStore, tmp_path: Path
) -> None:
    for day in range(45):
        write_run(tmp_path / f"{day:02}.fit", AT + timedelta(days=day), 600 + day)
    (tmp_path / "bad.fit").write_bytes(b"none")
    report = import_runs([tmp_path], LocalActivityFiles(), store, ImportOptions(processes=2))
    assert (report.imported, len(report.refused)) == (45, 1)
    one = MemoryStore()
    import_runs([tmp_path], LocalActivityFiles(), one, ImportOptions(processes=1))
    with store.transaction() as ours, one.transaction() as theirs:
        assert ours.runs() == theirs.runs()
