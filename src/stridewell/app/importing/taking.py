"""Files into the chunk and the report: imported, known, passed over or refused."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from stridewell.app.files import Listed, NotRun, Refused
from stridewell.app.importing.chunk import Arrival, Chunk
from stridewell.app.importing.known import HeldRun, HeldSource, Known
from stridewell.app.importing.notes import NO_NOTES
from stridewell.app.importing.preparing import FileWarning, Prepared, PreparedRun
from stridewell.app.importing.records import SeenFile, Verdict
from stridewell.app.importing.report import Tally
from stridewell.app.importing.seen import READING, fingerprint_of
from stridewell.app.importing.twins import Likeness

BEFORE = "imported before"


@dataclass(slots=True)
class Taker:
    """Takes files in the order they were listed; what the runs come to is decided here alone."""

    known: Known
    tally: Tally = field(default_factory=Tally)
    chunk: Chunk = field(default_factory=Chunk)
    runs: set[HeldRun] = field(default_factory=set)
    """Every run that the files hold."""
    updated: set[HeldRun] = field(default_factory=set)

    def recall(self, seen: SeenFile) -> None:
        """A file that is unchanged since it was given its verdict."""
        self.tally.unchanged += seen.count
        self.runs.update(self.known.by_path.get(seen.path, ()))
        match seen.verdict:
            case Verdict.RUN | Verdict.DUPLICATE:
                self.tally.duplicates.append(NotRun(seen.path, BEFORE))
            case Verdict.UNNAMED | Verdict.NOT_RUN:
                self.tell(NotRun(seen.path, seen.reason, seen.count))
            case Verdict.REFUSED:
                self.tell(Refused(seen.path, seen.reason, seen.count))
            case Verdict.ARCHIVE:
                pass

    def tell(self, sighted: Refused | NotRun) -> None:
        """Something that is no run, and why."""
        if isinstance(sighted, Refused):
            self.tally.refused.append(sighted)
        else:
            self.tally.not_runs.append(sighted)

    def take(self, listed: Listed, prepared: Prepared) -> None:
        """A file that was read."""
        self._tell_of(listed.path, prepared)
        self.tally.warnings.extend(prepared.warnings)
        verdict = prepared.verdict
        if prepared.known:
            self._take_equal(listed, prepared)
        elif prepared.sha256 is not None and prepared.sha256 in self.known.by_digest:
            # an equal file came earlier in this import
            self._take_equal(listed, prepared)
            verdict = Verdict.DUPLICATE
        else:
            self.chunk.walking.extend(prepared.walking)
            new = [self._take_run(each, prepared) for each in prepared.runs]
            if prepared.runs and not any(new) and verdict is Verdict.RUN:
                verdict = Verdict.DUPLICATE
        self._see(listed, prepared, verdict)

    def _tell_of(self, path: str, prepared: Prepared) -> None:
        if prepared.verdict is Verdict.REFUSED:
            self.tally.refused.extend(Refused(path, reason) for reason in prepared.reasons)
        else:
            self.tally.not_runs.extend(NotRun(path, reason) for reason in prepared.reasons)

    def _see(self, listed: Listed, prepared: Prepared, verdict: Verdict) -> None:
        self.chunk.seen.append(
            SeenFile(
                path=listed.path,
                fingerprint=fingerprint_of(listed),
                sha256=prepared.sha256,
                verdict=verdict,
                reason=next(iter(prepared.reasons), ""),
                archive=listed.archive,
                reading=READING,
            )
        )

    def _take_equal(self, listed: Listed, prepared: Prepared) -> None:
        """An equal file: its runs are known, its name and its notes may be new."""
        assert prepared.sha256 is not None
        self.tally.duplicates.append(NotRun(listed.path, BEFORE))
        for run in self.known.by_digest.get(prepared.sha256, ()):
            self.runs.add(run)
            equal = next(each for each in run.sources if each.origin.sha256 == prepared.sha256)
            origin = replace(equal.origin, path=listed.path)
            if not run.holds(origin):
                source = HeldSource(origin, equal.mark, prepared.notes or NO_NOTES)
                self._arrive(run, source, None)

    def _take_run(self, prepared: PreparedRun, file: Prepared) -> bool:
        """One recording; whether it is a new run."""
        origin = prepared.origin
        likeness, twin = self.known.twin(prepared.mark, origin.sha256)
        if likeness is Likeness.UNSURE and twin is not None:
            self._warn_of(twin, origin.path)
        is_new = likeness is not Likeness.SAME or twin is None or not twin.sources
        run = twin if likeness is Likeness.SAME and twin is not None else HeldRun(None)
        told = "" if is_new else f"the same run as {_shown(run)}"
        source = HeldSource(origin, prepared.mark, file.notes or NO_NOTES)
        if self._arrive(run, source, prepared):
            run.chosen = source
            self.chunk.numbers[run] = prepared.numbers
            if not is_new:
                told += "; what it shows now comes from this file, which measured more"
                self.updated.add(run)
        if is_new:
            self.tally.imported += 1
        else:
            self.tally.duplicates.append(NotRun(origin.path, told))
        return is_new

    def _arrive(self, run: HeldRun, source: HeldSource, prepared: PreparedRun | None) -> bool:
        """Add a recording to a run; whether the run shows it from now on."""
        self.known.add(run, source)
        self.runs.add(run)
        recording = None if prepared is None else prepared.recording
        told = None if prepared is None else prepared.told
        self.chunk.arrivals.append(Arrival(run, source, recording, told))
        is_chosen = prepared is not None and run.richest() is source
        others = [each for each in run.sources if each is not source and each.tells_ground]
        if (is_chosen and others) or (not is_chosen and source.tells_ground):
            self.chunk.stale.add(run)
        return is_chosen

    def _warn_of(self, twin: HeldRun, path: str) -> None:
        text = (
            f"This may be the same run as {_shown(twin)}: as long and as far, at another hour. "
            "Both were kept, since nothing in them can tell. Check the clock of your watch; if it "
            "is one run, undo the import and leave one of the files out."
        )
        self.tally.warnings.append(FileWarning(path, "start", text))


def _shown(run: HeldRun) -> str:
    """The file a run came in first."""
    return run.sources[0].origin.path if run.sources else "a run before"
