"""The archive of runs with what belongs to each, and the runs that fit a filter, added up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, tzinfo
from pathlib import PurePosixPath

from stridewell.activity.exposure import Surface
from stridewell.app.desk import Desk
from stridewell.app.load_history import TrainingLoad, training_load
from stridewell.app.ports import StoredRun, Transaction
from stridewell.app.told_runs import told_runs
from stridewell.plan.shoes import Shoe, ShoeLog
from stridewell.training_load.rolling import Totals, totals
from stridewell.training_load.session import session_load
from stridewell.training_load.spike import SpikeResult

NO_SHOE = "none"
"""Stands for "no pair was named" where a pair can be asked for."""


@dataclass(frozen=True, slots=True)
class ArchivedRun:
    """A run with the jump it was, if it was one, and the pair it was run in, if one was named."""

    run: StoredRun
    jump: SpikeResult | None
    shoe: Shoe | None

    @property
    def ground(self) -> Surface:
        """What most of it was run on; UNKNOWN where nobody said."""
        metres = self.run.exposure.surfaces_m if self.run.exposure is not None else {}
        known = {each: far for each, far in metres.items() if each is not Surface.UNKNOWN}
        return max(known, key=lambda each: known[each], default=Surface.UNKNOWN)

    def year(self, zone: tzinfo) -> int:
        """The year it was run in, on the runner's clock."""
        return self.run.summary.start.astimezone(zone).year

    @property
    def names(self) -> str:
        """Every word it can be found by: its title, its gear, the names of its files."""
        notes = self.run.notes
        files = (PurePosixPath(each.path).name for each in self.run.origins)
        return " ".join((notes.title, notes.gear, *files)).casefold()


@dataclass(frozen=True, slots=True)
class Archive:
    """Every run, the oldest first, the pairs of shoes, and what the runs come to as load."""

    runs: tuple[ArchivedRun, ...]
    shoes: ShoeLog
    load: TrainingLoad
    zone: tzinfo

    @property
    def years(self) -> tuple[int, ...]:
        """The years with a run, the newest first."""
        return tuple(sorted({each.year(self.zone) for each in self.runs}, reverse=True))


@dataclass(frozen=True, slots=True)
class RunFilter:
    """Which runs are wanted; None, empty or False asks for nothing.

    ``shoe`` is a pair's id or ``NO_SHOE``. A run without a distance fits no limit of distance.
    Every one of ``words`` must be found in title, gear or file name.
    """

    year: int | None = None
    ground: Surface | None = None
    shoe: str = ""
    least_km: float | None = None
    most_km: float | None = None
    words: str = ""
    jumps_only: bool = False

    def fits(self, each: ArchivedRun, zone: tzinfo) -> bool:
        """Whether a run is wanted."""
        return (
            (self.year is None or each.year(zone) == self.year)
            and (self.ground is None or each.ground is self.ground)
            and (not self.shoe or self.shoe == (each.shoe.id if each.shoe else NO_SHOE))
            and self._is_as_long(each.run.summary.distance_m)
            and (not self.jumps_only or each.jump is not None)
            and all(word in each.names for word in self.words.casefold().split())
        )

    def _is_as_long(self, distance_m: float | None) -> bool:
        if self.least_km is None and self.most_km is None:
            return True
        if distance_m is None:
            return False
        km = distance_m / 1000
        return (self.least_km or 0.0) <= km and (self.most_km is None or km <= self.most_km)


@dataclass(frozen=True, slots=True)
class RunsFound:
    """The runs that fit, the newest first, and what they add up to."""

    runs: tuple[ArchivedRun, ...]
    totals: Totals
    jumps: int


def read_archive(desk: Desk) -> Archive:
    """Every stored run with its jump and its pair."""
    zone = desk.clock.now().tzinfo or UTC
    with desk.store.transaction() as transaction:
        return archive_in(transaction, desk, zone)


def archive_in(transaction: Transaction, desk: Desk, zone: tzinfo) -> Archive:
    """Every stored run with its jump and its pair, within a transaction."""
    told = told_runs(transaction, transaction.runs(), zone)
    runs, shoes = told.runs, told.shoes
    load = training_load(runs, desk.knowledge, zone)
    jumps = {each.start: each for each in load.spikes if each.spike_class.is_spike}
    pairs = {each.id: each for each in shoes.shoes}
    archived = tuple(_archived(run, jumps.get(run.summary.start), shoes, pairs) for run in runs)
    return Archive(archived, shoes, load, zone)


def _archived(
    run: StoredRun, jump: SpikeResult | None, shoes: ShoeLog, pairs: Mapping[str, Shoe]
) -> ArchivedRun:
    return ArchivedRun(run, jump, pairs.get(shoes.worn.get(run.id, "")))


def find_runs(archive: Archive, wanted: RunFilter) -> RunsFound:
    """The runs that fit a filter, the newest first."""
    found = tuple(each for each in reversed(archive.runs) if wanted.fits(each, archive.zone))
    return RunsFound(
        runs=found,
        totals=totals([session_load(each.run.summary) for each in found]),
        jumps=sum(each.jump is not None for each in found),
    )
