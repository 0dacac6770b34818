"""Measures the readers against recordings and expected values of other programs.

    python -m benchmarks.evaluate DATA [--write]

DATA is a folder with ``fit-runs/`` (see its own README for the layout); nothing is copied.
Prints every table of docs/run_accuracy.md; ``--write`` puts them into that page.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from evaluation.run_report import faults, measure, report

from stridewell.adapters.activity_files import LocalActivityFiles
from stridewell.adapters.store.memory_store import MemoryStore
from stridewell.app.import_runs import ImportReport, import_runs

PAGE = Path(__file__).parent.parent / "docs" / "run_accuracy.md"
BEGIN, END = "<!-- tables: begin -->\n", "<!-- tables: end -->"
FOLDERS = ("runs", "odd", "runalyze")


def import_twice(folder: Path) -> tuple[ImportReport, ImportReport]:
    """Import a folder into an empty store, then once more."""
    store, files = MemoryStore(), LocalActivityFiles()
    return import_runs([folder], files, store), import_runs([folder], files, store)


def show_imports(folder: Path) -> None:
    """What importing each folder comes to."""
    for name in FOLDERS:
        first, second = import_twice(folder / name)
        print(
            f"{name}: {first.imported} runs imported, {len(first.duplicates)} doubles, "
            f"{first.passed_over} no runs, {len(first.refused)} refused; "
            f"a second import adds {second.imported}"
        )
        for refused in first.refused:
            print(f"  refused {Path(refused.path).name}: {refused.reason}")


def write(body: str) -> None:
    """Put the tables between the markers of the page."""
    head, rest = PAGE.read_text(encoding="utf-8").split(BEGIN, 1)
    _, tail = rest.split(END, 1)
    PAGE.write_text(f"{head}{BEGIN}\n{body}\n{END}{tail}", encoding="utf-8")


def main() -> None:
    """Print the report for the folder given on the command line.

    Raises:
        SystemExit: the folder holds no recordings, or something is wrong that has no reason.
    """
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    if not (arguments.data / "fit-runs").is_dir():
        raise SystemExit(f"{arguments.data} holds no fit-runs/")
    show_imports(arguments.data / "fit-runs")
    measured = measure(arguments.data)
    body = report(measured)
    print(f"\n{body}")
    if arguments.write:
        write(body)
    found = faults(measured)
    if found:
        raise SystemExit("\n".join(found))


if __name__ == "__main__":
    main()
