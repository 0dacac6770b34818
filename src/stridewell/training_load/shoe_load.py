"""What each pair of shoes has carried."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from stridewell.training_load.equivalent import EquivalentKm
from stridewell.training_load.ledger_rows import LedgerRun

NO_PAIR = ""


@dataclass(frozen=True, slots=True)
class ShoePair:
    """A pair as the ledger reads it; ``start_km`` is what it had run before it was logged."""

    id: str
    name: str
    start_km: float = 0.0


@dataclass(frozen=True, slots=True)
class ShoeLoad:
    """What one pair has carried; ``shoe`` is empty for all runs without a pair.

    ``km`` is measured distance, ``lately_km`` that of the last days (28). Equivalent km add up
    the ``equivalent_runs`` that have them, and are None where none has; so does the effort load.
    """

    shoe: str
    name: str
    runs: int
    km: float
    start_km: float
    minutes: float
    steps: int
    downhill_m: float
    effort_load: float
    effort_runs: int
    equivalent_low: float | None
    equivalent_middle: float | None
    equivalent_high: float | None
    equivalent_runs: int
    lately_km: float
    first: date | None
    last: date | None

    @property
    def total_km(self) -> float:
        """With what it had run before it was logged."""
        return self.start_km + self.km


def shoe_loads(
    runs: Sequence[LedgerRun], pairs: Iterable[ShoePair], today: date, lately_days: int
) -> tuple[ShoeLoad, ...]:
    """Every pair and the runs without one; worn most lately first, then by all distance."""
    known = {pair.id: pair for pair in pairs}
    worn: defaultdict[str, list[LedgerRun]] = defaultdict(list)
    for run in runs:
        worn[run.shoe if run.shoe in known else NO_PAIR].append(run)
    since = today - timedelta(days=lately_days - 1)
    loads = [_shoe_load(pair, worn[pair.id], since) for pair in known.values()]
    if worn[NO_PAIR]:
        loads.append(_shoe_load(ShoePair(NO_PAIR, "No pair told"), worn[NO_PAIR], since))
    return tuple(sorted(loads, key=lambda load: (-load.lately_km, -load.total_km, load.shoe)))


def _shoe_load(pair: ShoePair, runs: Sequence[LedgerRun], since: date) -> ShoeLoad:
    weighed = [run.equivalent for run in runs if isinstance(run.equivalent, EquivalentKm)]
    efforts = [run.effort_load for run in runs if run.effort_load is not None]
    sums: Mapping[str, float | None] = {
        name: sum(getattr(each, name) for each in weighed) if weighed else None
        for name in ("low", "middle", "high")
    }
    days = [run.day for run in runs]
    return ShoeLoad(
        shoe=pair.id,
        name=pair.name,
        runs=len(runs),
        km=sum(run.km or 0.0 for run in runs),
        start_km=pair.start_km,
        minutes=sum(run.minutes for run in runs),
        steps=sum(run.steps or 0 for run in runs),
        downhill_m=sum(run.downhill_m or 0.0 for run in runs),
        effort_load=sum(efforts),
        effort_runs=len(efforts),
        equivalent_low=sums["low"],
        equivalent_middle=sums["middle"],
        equivalent_high=sums["high"],
        equivalent_runs=len(weighed),
        lately_km=sum(run.km or 0.0 for run in runs if run.day >= since),
        first=min(days, default=None),
        last=max(days, default=None),
    )
