"""An import of Apple Health brings runs and days of walking; undone, it takes both back."""

from __future__ import annotations

from pathlib import Path

from health_export import END, HEAD, PHONE, record, workout
from packed import lay_out, zipped
from stridewell.adapters.activity_files import LocalActivityFiles
from stridewell.adapters.store import MemoryStore
from stridewell.app.import_runs import import_runs
from stridewell.app.importing.undoing import undo_import

STEPS = record("WalkingStepLength", 72.5, "cm", -3600, -3540, PHONE)


def export(*parts: str) -> dict[str, bytes]:
    return {"apple_health_export/export.xml": (HEAD + "".join(parts) + END).encode()}


def lengths(store: MemoryStore) -> list[float | None]:
    with store.transaction() as tx:
        return [each.step_length_mm for each in tx.walking().days()]


def test_runs_and_walking_are_stored_and_undone(tmp_path: Path) -> None:
    store = MemoryStore()
    folder = lay_out(tmp_path, {"export.zip": zipped(export(STEPS, workout(), workout(at=9000)))})
    report = import_runs([folder], LocalActivityFiles(), store)
    assert (report.imported, report.refused) == (2, ())
    assert lengths(store) == [725]
    undo_import(store)
    assert lengths(store) == []
    assert import_runs([folder], LocalActivityFiles(), store).imported == 2
    assert lengths(store) == [725]


def test_an_export_without_runs_still_brings_the_walking(tmp_path: Path) -> None:
    store = MemoryStore()
    report = import_runs([lay_out(tmp_path, export(STEPS))], LocalActivityFiles(), store)
    assert [each.reason for each in report.not_runs] == ["holds how you walked, and no run"]
    assert lengths(store) == [725]
