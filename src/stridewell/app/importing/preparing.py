"""One listed file to everything the store needs of it; runs in any process."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from stridewell.activity.clean import clean_activity
from stridewell.activity.notes import RunNotes
from stridewell.activity.run_exposure import run_exposure
from stridewell.activity.strides import RunSummary, check_totals, summarise_run
from stridewell.activity.track import Activity, FileOrigin
from stridewell.activity.walking import WalkingDay
from stridewell.app.files import ActivityFiles, FoundFile, Listed, ListedKind, NotRun, Refused
from stridewell.app.importing.marks import mark_of
from stridewell.app.importing.notes import NO_NOTES
from stridewell.app.importing.records import RecordingMark, RunNumbers, ToldIssues, Verdict
from stridewell.errors import FileRefusedError, NotAnActivityError
from stridewell.values.evidence import Issue, Severity

UNNAMED_SPORT = "unknown"
MOST_ISSUES = 50
"""So many are kept of a recording; a broken file could have any number."""
Pack = Callable[[Activity], bytes]
_SET_CLOCK = "Set the clock of the watch, correct the date in its app and export the run again."
_FAULTS_OF_OURS = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    BufferError,
    EOFError,
    LookupError,
    OSError,
    RuntimeError,
    TypeError,
    ValueError,
)
"""What a reader with a mistake in it raises: one file must never stop the others."""


@dataclass(frozen=True, slots=True)
class FileWarning:
    """Something worth knowing about a file that was read all the same."""

    path: str
    where: str
    text: str


@dataclass(frozen=True, slots=True)
class PreparedRun:
    """A recording of a run, ready to be stored, with what is to be told of it."""

    numbers: RunNumbers
    origin: FileOrigin
    mark: RecordingMark
    recording: bytes
    told: ToldIssues


@dataclass(frozen=True, slots=True)
class Prepared:
    """What a file holds: runs, and why what else it holds is none.

    ``verdict`` says what it comes to. ``known`` means that an equal file was imported before, so
    that nothing of it was read.
    """

    verdict: Verdict
    reasons: tuple[str, ...] = ()
    sha256: str | None = None
    notes: RunNotes | None = None
    runs: tuple[PreparedRun, ...] = ()
    warnings: tuple[FileWarning, ...] = ()
    known: bool = False
    walking: tuple[WalkingDay, ...] = ()
    """How somebody walked, day by day, as a phone measured it."""


@dataclass(frozen=True, slots=True)
class Preparer:
    """Reads listed files; plain data, so that it can be sent to another process.

    ``known`` are the digests of files whose runs are stored. A run that starts after ``now`` is
    told of.
    """

    files: ActivityFiles
    pack: Pack
    known: frozenset[str]
    unnamed_are_runs: bool
    now: datetime | None = None

    def __call__(self, listed: Listed) -> Prepared:
        """Everything the store needs of one file; whatever is wrong with it is a verdict."""
        try:
            return self._prepare(listed)
        except NotAnActivityError as error:
            return Prepared(Verdict.NOT_RUN, (nameless(str(error), listed.path),))
        except FileRefusedError as error:
            return refused(nameless(str(error), listed.path))
        except MemoryError:
            return refused("It needs more memory than there is. Import it alone.")
        except _FAULTS_OF_OURS as error:
            return refused(
                f"stridewell failed at it ({type(error).__name__}: {error}). Please report it."
            )

    def _prepare(self, listed: Listed) -> Prepared:
        found = self.files.load(listed)
        match found:
            case NotRun():
                return Prepared(Verdict.NOT_RUN, (found.reason,))
            case Refused():
                return refused(found.reason)
            case FoundFile() if found.sha256 in self.known:
                return Prepared(
                    Verdict.DUPLICATE, sha256=found.sha256, notes=found.notes, known=True
                )
            case FoundFile():
                return self._read(found)

    def _read(self, found: FoundFile) -> Prepared:
        try:
            result = self.files.read(found)
        except NotAnActivityError as error:
            return Prepared(Verdict.NOT_RUN, (nameless(str(error), found.path),), found.sha256)
        except FileRefusedError as error:
            return refused(nameless(str(error), found.path), found.sha256)
        notes = found.notes or NO_NOTES
        warnings = list(_told(found.path, result.issues))
        runs: list[PreparedRun] = []
        others: dict[str, None] = {}
        # one activity after the other: an export makes each when it is asked for
        for activity in (_with_sport(each, notes) for each in result.activities):
            if self._takes(activity):
                run, issues = self._run(activity, notes, _about(activity, found, result.issues))
                runs.append(run)
                warnings.extend(_told(found.path, issues))
            else:
                others[activity.sport] = None
        return Prepared(
            verdict=_verdict(runs, others),
            reasons=_reasons(runs, others, warnings, result.walking),
            sha256=found.sha256,
            notes=found.notes,
            runs=tuple(runs),
            # of a file without a run only the reason is worth a line
            warnings=tuple(warnings) if runs else (),
            walking=result.walking,
        )

    def _takes(self, activity: Activity) -> bool:
        unnamed = activity.sport == UNNAMED_SPORT and self.unnamed_are_runs
        return activity.is_run or unnamed

    def _run(
        self, activity: Activity, notes: RunNotes, of_file: Sequence[Issue]
    ) -> tuple[PreparedRun, Sequence[Issue]]:
        """The run, and the issues that are not of its file but its own."""
        cleaned, issues = clean_activity(activity)
        summary = summarise_run(cleaned)
        numbers = RunNumbers(summary, run_exposure(cleaned, notes))
        mark = mark_of(cleaned, summary)
        own = (*issues, *check_totals(cleaned, summary), *self._is_to_come(summary))
        told = _kept((*of_file, *own), activity.origin.path)
        return PreparedRun(numbers, activity.origin, mark, self.pack(cleaned), told), own

    def _is_to_come(self, summary: RunSummary) -> Sequence[Issue]:
        if self.now is None or summary.start < self.now + timedelta(days=1):
            return ()
        text = f"The run is dated {summary.start:%Y-%m-%d}, which is still to come."
        return (Issue(Severity.WARNING, "start", text, _SET_CLOCK),)


def _with_sport(activity: Activity, notes: RunNotes) -> Activity:
    """The activity; where it names no sport, with the one its export names."""
    if activity.sport != UNNAMED_SPORT or not notes.sport:
        return activity
    return replace(activity, sport=notes.sport)


def nameless(reason: str, path: str) -> str:
    """The reason without the file's name, which stands beside it: so equal ones are one line."""
    return f"The file {reason.removeprefix(path).lstrip()}" if reason.startswith(path) else reason


def refused(reason: str, sha256: str | None = None) -> Prepared:
    """A file that could not be read."""
    return Prepared(Verdict.REFUSED, (reason,), sha256)


def why_not(sport: str) -> str:
    """Why an activity is no run."""
    if sport == UNNAMED_SPORT:
        return "names no sport; with --unnamed-are-runs it counts as a run"
    return f"{sport.replace('_', ' ')}, not running"


def _reasons(
    runs: Sequence[PreparedRun],
    others: Collection[str],
    warnings: Sequence[FileWarning],
    walking: Sequence[WalkingDay],
) -> tuple[str, ...]:
    """Why what a file holds is no run; nothing of a file with runs only."""
    if runs or others:
        return tuple(why_not(each) for each in others)
    if walking:
        return ("holds how you walked, and no run",)
    return tuple(dict.fromkeys(each.text for each in warnings)) or ("There is no activity in it.",)


def _verdict(runs: Sequence[PreparedRun], others: Collection[str]) -> Verdict:
    if UNNAMED_SPORT in others:
        return Verdict.UNNAMED
    return Verdict.RUN if runs else Verdict.NOT_RUN


def _about(activity: Activity, found: FoundFile, issues: Sequence[Issue]) -> Sequence[Issue]:
    """The issues of a file that are worth telling of one activity in it.

    Of an export that holds every run there ever was, only those that name this one.
    """
    if found.listed is None or found.listed.kind is not ListedKind.APPLE_HEALTH:
        return issues
    named = f"run of {activity.start.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
    return [each for each in issues if each.where.endswith(named)]


def _kept(issues: Sequence[Issue], path: str) -> ToldIssues:
    """What is stored of the issues: each once, warnings first, and not too many."""
    told = dict.fromkeys(
        replace(each, where=str(each.where), text=nameless(each.text, path)) for each in issues
    )
    ordered = sorted(told, key=lambda each: each.severity is Severity.NOTE)
    return ToldIssues(tuple(ordered[:MOST_ISSUES]), max(0, len(ordered) - MOST_ISSUES))


def _told(path: str, issues: Sequence[Issue]) -> Sequence[FileWarning]:
    """The issues that are worth knowing; notes are for the curious."""
    return [
        FileWarning(path, each.where, nameless(f"{each.text} {each.remedy}".strip(), path))
        for each in issues
        if each.severity is not Severity.NOTE
    ]
