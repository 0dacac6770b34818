"""What is told of a file at its import stays with its recording, until an undo takes both away."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from command_line import damage, write_run
from health_export import END, HEAD, workout
from packed import lay_out
from stridewell.activity.track import Activity
from stridewell.adapters.activity_files import LocalActivityFiles
from stridewell.adapters.store import MemoryStore
from stridewell.app.files import FoundFile, ReadResult
from stridewell.app.import_runs import import_runs
from stridewell.app.importing.preparing import MOST_ISSUES
from stridewell.app.importing.records import ToldIssues, ToldSource
from stridewell.app.importing.undoing import undo_import
from stridewell.app.run_remarks import issue_line, told_lines
from stridewell.values.evidence import Issue, Severity


class Troubled(LocalActivityFiles):
    """Finds the same problems in every file."""

    def __init__(self, *issues: Issue) -> None:
        """These problems."""
        self._issues = issues

    def read(self, found: FoundFile) -> ReadResult:
        """The activities of one file, and the problems."""
        return replace(super().read(found), issues=self._issues)


def told(store: MemoryStore) -> list[list[ToldSource]]:
    with store.transaction() as tx:
        return [list(tx.imports().told_of(run.id)) for run in tx.runs()]


def kept(store: MemoryStore) -> ToldIssues:
    ((source,),) = told(store)
    assert source.told is not None
    return source.told


def test_everything_told_is_kept_once_warnings_first(tmp_path: Path) -> None:
    path = str(write_run(tmp_path / "a.fit"))
    note = Issue(Severity.NOTE, "time", "3 samples repeat the time of another.")
    warning = Issue(Severity.WARNING, "byte 7", f"{path} ends early.", "Copy it again.")
    store = MemoryStore()
    import_runs([Path(path)], Troubled(note, note, warning), store)
    named = replace(warning, text="The file ends early.")
    assert kept(store).issues == (named, note)
    assert kept(store).more == 0


@pytest.mark.parametrize(("count", "more"), [(MOST_ISSUES, 0), (MOST_ISSUES + 1, 1), (3000, 2950)])
def test_only_so_many_are_kept_and_the_rest_is_counted(
    tmp_path: Path, count: int, more: int
) -> None:
    issues = [Issue(Severity.WARNING, f"point {each}", f"Fault {each}.") for each in range(count)]
    store = MemoryStore()
    import_runs([write_run(tmp_path / "a.fit")], Troubled(*issues), store)
    assert kept(store) == ToldIssues(tuple(issues[:MOST_ISSUES]), more)


def test_undo_takes_it_away_and_an_equal_file_keeps_it(tmp_path: Path) -> None:
    store, files = MemoryStore(), LocalActivityFiles()
    first, second = damage(write_run(tmp_path / "a.fit")), tmp_path / "b.fit"
    second.write_bytes(first.read_bytes())
    import_runs([first], files, store)
    before = kept(store)
    assert "64 damaged bytes" in before.issues[0].text
    import_runs([second], files, store)
    undo_import(store, 1)
    ((left,),) = told(store)
    assert (left.origin.path, left.chosen, left.told) == (str(second), True, before)
    undo_import(store)
    assert told(store) == []


def test_a_run_of_a_large_export_has_only_what_was_told_of_itself(tmp_path: Path) -> None:
    store = MemoryStore()
    content = (HEAD + workout() + workout(at=9000) + END).encode()
    folder = lay_out(tmp_path, {"apple_health_export/export.xml": content})
    seen: list[Activity] = []

    class Export(LocalActivityFiles):
        """Finds a problem of the whole and one of the second run."""

        def read(self, found: FoundFile) -> ReadResult:
            """The runs, and the problems."""
            result = super().read(found)
            seen.extend(result.activities)
            of_second = f"{found.path}, run of {seen[1].start:%Y-%m-%d %H:%M} UTC"
            issues = (
                Issue(Severity.WARNING, found.path, "The export is cut short."),
                Issue(Severity.WARNING, of_second, "Not all of its route could be read."),
            )
            return replace(result, issues=issues)

    import_runs([folder], Export(), store)
    lines = [list(told_lines(each)) for each in told(store)]
    assert [len(each) for each in lines] == [0, 1]
    assert lines[1] == ["Not all of its route could be read."]


def test_a_count_of_readings_names_what_was_read() -> None:
    counted = Issue(Severity.NOTE, "heart_rate_bpm", "3 readings were dropped.", "Look.")
    assert issue_line(counted) == "Heart rate: 3 readings were dropped. Look."
    told_already = replace(counted, text="Heart rate: 150 from the readings.", remedy="")
    assert issue_line(told_already) == "Heart rate: 150 from the readings."
    assert issue_line(replace(counted, where="byte 9")) == "3 readings were dropped. Look."
