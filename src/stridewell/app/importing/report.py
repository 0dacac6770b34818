"""What an import came to, for people and programs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from stridewell.app.files import NotRun, Refused
from stridewell.app.importing.preparing import FileWarning

Progress = Callable[[str], None]
"""Called with the path of every file as it is done."""


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What became of every file.

    ``imported`` counts new runs, ``runs`` all that the files hold, ``updated`` those stored
    before that now show a richer recording, ``unchanged`` files that were known and not read.
    ``passed_over`` counts the files and activities that are no runs. ``batch`` is the number to
    undo the import by; None when nothing was new.
    """

    imported: int
    duplicates: tuple[NotRun, ...]
    not_runs: tuple[NotRun, ...]
    refused: tuple[Refused, ...]
    warnings: tuple[FileWarning, ...]
    runs: int = 0
    updated: int = 0
    unchanged: int = 0
    batch: int | None = None

    @property
    def passed_over(self) -> int:
        """How many files and activities are no runs."""
        return sum(each.count for each in self.not_runs)

    @property
    def saw_nothing(self) -> bool:
        """Whether there was no file at all."""
        return not (self.imported or self.duplicates or self.not_runs or self.refused)


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """How to import.

    ``unnamed_are_runs`` takes recordings that name no sport for runs. ``expect`` is told how
    many files will be looked at, ``progress`` each of them. ``at`` is now; ``told_as`` names the
    places where the paths themselves would tell nobody anything. ``processes`` is how many to
    work in, None for as many as there are processors.
    """

    unnamed_are_runs: bool = False
    progress: Progress = lambda _: None
    expect: Callable[[int], None] = lambda _: None
    at: datetime | None = None
    told_as: tuple[str, ...] | None = None
    processes: int | None = None


AS_USUAL = ImportOptions()


@dataclass(slots=True)
class Tally:
    """The report while it grows."""

    imported: int = 0
    unchanged: int = 0
    duplicates: list[NotRun] = field(default_factory=list)
    not_runs: list[NotRun] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    warnings: list[FileWarning] = field(default_factory=list)

    def report(self, runs: int, updated: int, batch: int | None) -> ImportReport:
        """What it came to."""
        return ImportReport(
            imported=self.imported,
            duplicates=tuple(self.duplicates),
            not_runs=tuple(self.not_runs),
            refused=tuple(self.refused),
            warnings=tuple(self.warnings),
            runs=runs,
            updated=updated,
            unchanged=self.unchanged,
            batch=batch,
        )
