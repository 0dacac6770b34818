"""What the import says of every odd file, one by one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from stridewell.adapters.activity_files import LocalActivityFiles
from stridewell.adapters.store.memory_store import MemoryStore
from stridewell.app.import_runs import ImportOptions, ImportReport, import_runs

FOLDERS = ("fit-runs/odd", "activity-exports-misc")
FAILED = "stridewell failed at it"
"""How the import begins where a reader of ours has a mistake; that counts as a crash."""


@dataclass(frozen=True, slots=True)
class OddFile:
    """One file on disk: what became of it and what we say, a line for each thing inside."""

    name: str
    outcome: str
    lines: tuple[str, ...]

    @property
    def is_told(self) -> bool:
        """Whether it was read or refused with words, and never with a failure of ours."""
        return bool(self.lines) and not any(FAILED in line for line in self.lines)


def odd_files(data: Path) -> Iterator[OddFile]:
    """Every file of the folders, each imported into an empty store of its own."""
    for folder in FOLDERS:
        for path in sorted((data / folder).rglob("*")):
            if path.is_file():
                yield _import(path)


def _import(path: Path) -> OddFile:
    report = import_runs([path], LocalActivityFiles(), MemoryStore(), ImportOptions(processes=1))
    return OddFile(path.name, _outcome(report), tuple(dict.fromkeys(_lines(path, report))))


def _outcome(report: ImportReport) -> str:
    if report.imported:
        return "1 run" if report.imported == 1 else f"{report.imported} runs"
    return "refused" if report.refused and not report.not_runs else "no run"


def _lines(path: Path, report: ImportReport) -> Iterator[str]:
    if report.imported:
        yield "imported"
    told: Sequence[tuple[str, str]] = [
        *((each.path, each.text) for each in report.warnings),
        *((each.path, each.reason) for each in report.not_runs),
        *((each.path, each.reason) for each in report.refused),
    ]
    for place, text in told:
        inside = place.removeprefix(str(path)).removeprefix("!")
        plain = text.replace(place, "it").replace(f"{path.parent}/", "")
        yield f"{inside}: {plain}" if inside else plain
