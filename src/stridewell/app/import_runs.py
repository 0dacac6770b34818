"""Files → runs in the store: each file is imported, known, passed over or refused."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from stridewell.activity.clean import clean_activity
from stridewell.activity.identity import same_run
from stridewell.activity.strides import RunSummary, check_totals, summarise_run
from stridewell.activity.track import Activity
from stridewell.app.files import ActivityFiles, FoundFile, NotRun, ReadResult, Refused
from stridewell.app.ports import Store, StoredRun, Transaction
from stridewell.errors import FileRefusedError, NotAnActivityError
from stridewell.values.evidence import Issue, Severity

UNNAMED_SPORT = "unknown"
Progress = Callable[[str], None]
"""Called with the path of every file as it is taken up."""


@dataclass(frozen=True, slots=True)
class FileWarning:
    """Something worth knowing about a file that was read all the same."""

    path: str
    where: str
    text: str


@dataclass(slots=True)
class _Tally:
    """The report while it grows."""

    imported: int = 0
    duplicates: list[NotRun] = field(default_factory=list)
    not_runs: list[NotRun] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    warnings: list[FileWarning] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What became of every file."""

    imported: int
    duplicates: tuple[NotRun, ...]
    not_runs: tuple[NotRun, ...]
    refused: tuple[Refused, ...]
    warnings: tuple[FileWarning, ...]

    @property
    def saw_nothing(self) -> bool:
        """Whether there was no file at all."""
        return not (self.imported or self.duplicates or self.not_runs or self.refused)


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """How to import. ``unnamed_are_runs`` takes recordings that name no sport for runs."""

    unnamed_are_runs: bool = False
    progress: Progress = lambda _: None


def import_runs(
    paths: Sequence[Path],
    files: ActivityFiles,
    store: Store,
    options: ImportOptions = ImportOptions(),
) -> ImportReport:
    """Import every run at the paths in one transaction.

    A file that was imported before is recognised by its digest; the same run in another file
    is recognised by start, duration and distance, and the file is remembered as a further
    origin. One bad file never stops the others.

    Raises:
        StoreError: the database cannot be used; then nothing was imported.
    """
    tally = _Tally()
    with store.transaction() as transaction:
        known = _KnownRuns(list(transaction.runs()), set(transaction.known_digests()))
        for found in files.walk(paths):
            options.progress(found.path)
            match found:
                case Refused():
                    tally.refused.append(found)
                case NotRun():
                    tally.not_runs.append(found)
                case FoundFile():
                    _take(found, files, _Target(transaction, known, tally, options))
    return ImportReport(
        tally.imported,
        tuple(tally.duplicates),
        tuple(tally.not_runs),
        tuple(tally.refused),
        tuple(tally.warnings),
    )


@dataclass(slots=True)
class _KnownRuns:
    """Runs and digests in the store, those of this import included."""

    runs: list[StoredRun]
    digests: set[str]

    def twin_of(self, summary: RunSummary) -> StoredRun | None:
        return next((run for run in self.runs if same_run(run.summary, summary)), None)


@dataclass(frozen=True, slots=True)
class _Target:
    """Where an import writes to."""

    transaction: Transaction
    known: _KnownRuns
    tally: _Tally
    options: ImportOptions

    def takes(self, activity: Activity) -> bool:
        unnamed = activity.sport == UNNAMED_SPORT and self.options.unnamed_are_runs
        return activity.is_run or unnamed


def _take(found: FoundFile, files: ActivityFiles, target: _Target) -> None:
    if found.sha256 in target.known.digests:
        target.tally.duplicates.append(NotRun(found.path, "imported before"))
        return
    try:
        result = files.read(found)
    except NotAnActivityError as error:
        target.tally.not_runs.append(NotRun(found.path, str(error)))
        return
    except FileRefusedError as error:
        target.tally.refused.append(Refused(found.path, str(error)))
        return
    target.known.digests.add(found.sha256)
    _warn(found.path, result.issues, target.tally)
    _take_activities(found, result, target)


def _take_activities(found: FoundFile, result: ReadResult, target: _Target) -> None:
    for activity in result.activities:
        if target.takes(activity):
            _take_run(activity, target)
        else:
            reason = _why_not(activity)
            target.tally.not_runs.append(NotRun(found.path, reason))


def _why_not(activity: Activity) -> str:
    if activity.sport == UNNAMED_SPORT:
        return "it names no sport; import it with --unnamed-are-runs if it was a run"
    return f"its sport is {activity.sport.replace('_', ' ')}"


def _take_run(activity: Activity, target: _Target) -> None:
    cleaned, issues = clean_activity(activity)
    summary = summarise_run(cleaned)
    _warn(activity.origin.path, (*issues, *check_totals(cleaned, summary)), target.tally)
    twin = target.known.twin_of(summary)
    if twin is not None:
        target.transaction.add_origin(twin.id, activity.origin)
        told = f"the same run as {twin.origins[0].path}"
        target.tally.duplicates.append(NotRun(activity.origin.path, told))
        return
    run_id = target.transaction.add_run(cleaned, summary)
    target.known.runs.append(StoredRun(run_id, summary, (activity.origin,)))
    target.tally.imported += 1


def _warn(path: str, issues: Sequence[Issue], tally: _Tally) -> None:
    told = (each for each in issues if each.severity is not Severity.NOTE)
    tally.warnings.extend(
        FileWarning(path, each.where, f"{each.text} {each.remedy}".strip()) for each in told
    )
