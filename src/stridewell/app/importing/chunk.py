"""What some files brought, gathered in memory and written in one short transaction."""

from __future__ import annotations

from dataclasses import dataclass, field

from stridewell.activity.walking import WalkingDay
from stridewell.app.importing.known import HeldRun, HeldSource
from stridewell.app.importing.records import (
    ImportShelf,
    NewSource,
    RunNumbers,
    SeenFile,
    ToldIssues,
)
from stridewell.app.walking_shelf import WalkingShelf


@dataclass(frozen=True, slots=True)
class Arrival:
    """A recording that came in, the run it is of, and what was told of it."""

    run: HeldRun
    source: HeldSource
    recording: bytes | None
    told: ToldIssues | None


@dataclass(slots=True)
class Chunk:
    """Runs, recordings and verdicts that are not stored yet."""

    numbers: dict[HeldRun, RunNumbers] = field(default_factory=dict)
    """The numbers of each run that is new or shows another recording, in order of arrival."""
    arrivals: list[Arrival] = field(default_factory=list)
    stale: set[HeldRun] = field(default_factory=set)
    """Runs whose exposure must count what another source says of the ground."""
    seen: list[SeenFile] = field(default_factory=list)

    walking: list[WalkingDay] = field(default_factory=list)

    def __len__(self) -> int:
        """How much it holds."""
        return len(self.seen)

    def write(self, shelf: ImportShelf, walking: WalkingShelf, batch: int) -> None:
        """Store everything; the runs know their numbers afterwards."""
        walking.put(self.walking, batch)
        new = [run for run in self.numbers if run.id is None]
        ids = shelf.add_numbers([self.numbers[run] for run in new])
        numbers = dict(zip(new, ids, strict=True))
        for run, told in self.numbers.items():
            if run.id is not None:
                shelf.replace_numbers(run.id, told)
        shelf.add_sources([self._row(each, numbers, batch) for each in self.arrivals])
        shelf.put_seen(batch, self.seen)
        for run, number in numbers.items():
            run.id = number
        shelf.forget_exposures(sorted(run.id for run in self.stale if run.id is not None))

    def _row(self, arrival: Arrival, numbers: dict[HeldRun, int], batch: int) -> NewSource:
        run = arrival.run
        return NewSource(
            run_id=numbers[run] if run.id is None else run.id,
            origin=arrival.source.origin,
            batch=batch,
            notes=arrival.source.notes,
            mark=arrival.source.mark,
            recording=arrival.recording,
            chosen=run.chosen is arrival.source,
            told=arrival.told,
        )
