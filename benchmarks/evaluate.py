"""Measures the readers against recordings and expected values of other programs.

    python -m benchmarks.evaluate DATA

DATA is a folder with ``fit-runs/`` (see its own README for the layout); nothing is copied.
Prints what was read, refused and passed over, and every expected value that differs.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from stridewell.activity.clean import clean_activity
from stridewell.activity.strides import RunSummary, summarise_run
from stridewell.adapters.activity_files import LocalActivityFiles
from stridewell.adapters.store.memory_store import MemoryStore
from stridewell.app.files import FoundFile
from stridewell.app.import_runs import ImportReport, import_runs
from stridewell.errors import FileRefusedError

KM, TOLERANCE_KM, TOLERANCE_S = 1000.0, 0.01, 1.0
FIELDS = {
    "ActivityData.Duration": ("duration_s", 1.0, TOLERANCE_S),
    "ActivityData.ElapsedTime": ("elapsed_s", 1.0, TOLERANCE_S),
    "ActivityData.Distance": ("distance_m", KM, TOLERANCE_KM),
}


@dataclass(frozen=True, slots=True)
class Compared:
    """One expected value beside ours, in the unit of the expectation."""

    file: str
    field: str
    expected: float
    ours: float | None
    agrees: bool


def import_twice(folder: Path) -> tuple[ImportReport, ImportReport]:
    """Import a folder into an empty store, then once more."""
    store, files = MemoryStore(), LocalActivityFiles()
    return import_runs([folder], files, store), import_runs([folder], files, store)


def compare(data: Path) -> Iterator[Compared]:
    """Every expected number that we measure too, beside ours."""
    table = data / "fit-runs" / "expected" / "runalyze_expected.csv"
    with table.open(encoding="utf-8") as rows:
        for row in csv.DictReader(rows):
            expectation = FIELDS.get(row["field"])
            number = _number(row["expected"])
            if expectation is None or number is None:
                continue
            name, divisor, tolerance = expectation
            path = data / "fit-runs" / "runalyze" / row["file_under_runalyze"]
            summary = first_summary(path)
            if summary is None:
                continue
            measured = getattr(summary, name)
            ours = None if measured is None else measured / divisor
            agrees = ours is not None and abs(ours - number) <= tolerance
            yield Compared(row["file_under_runalyze"], row["field"], number, ours, agrees)


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def first_summary(path: Path) -> RunSummary | None:
    """The first activity of a file in numbers; None where the file is no activity of ours."""
    files = LocalActivityFiles()
    for found in files.walk([path]):
        if isinstance(found, FoundFile):
            try:
                activities = files.read(found).activities
            except FileRefusedError:
                return None
            return summarise_run(clean_activity(activities[0])[0]) if activities else None
    return None


def main() -> None:
    """Print the report for the folder given on the command line."""
    if len(sys.argv) != 2 or not Path(sys.argv[1], "fit-runs").is_dir():
        raise SystemExit("usage: python -m benchmarks.evaluate DATA   (a folder with fit-runs/)")
    data = Path(sys.argv[1])
    for name in ("runs", "odd", "runalyze"):
        first, second = import_twice(data / "fit-runs" / name)
        print(
            f"{name}: {first.imported} runs imported, {len(first.duplicates)} doubles, "
            f"{len(first.not_runs)} no runs, {len(first.refused)} refused; "
            f"a second import adds {second.imported}"
        )
        for refused in first.refused:
            print(f"  refused {Path(refused.path).name}: {refused.reason}")
    compared = list(compare(data))
    print(f"expected values: {sum(each.agrees for each in compared)} of {len(compared)} agree")
    for each in compared:
        if not each.agrees:
            print(f"  {each.file} {each.field}: expected {each.expected}, ours {each.ours}")


if __name__ == "__main__":
    main()
