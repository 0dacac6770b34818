"""One thing that changed before the pain, as it is told: a sentence, its figures and its plot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from stridewell.knowledge.around import Figure
from stridewell.training_load.ledger import Ledger, LedgerRules
from stridewell.training_load.run_record import PainTold
from stridewell.values.evidence import Reason


class ChangeKind(StrEnum):
    """Kinds of change; the knowledge has a title and a caveat for each."""

    SPIKE = "spike"
    MORE_DISTANCE = "more_distance"
    DOWNHILL = "downhill"
    CLIMB = "climb"
    NEW_SHOES = "new_shoes"
    AFTER_BREAK = "after_break"
    STREAK = "streak"
    HEAVIER_RUN = "heavier_run"
    BALANCE = "balance"
    NOTHING = "nothing"
    NO_RUNS = "no_runs"


@dataclass(frozen=True, slots=True)
class ChangePlot:
    """What shows a change: a value by day (None unknown), the days it is about, what was usual."""

    title: str
    unit: str
    days: tuple[date, ...]
    values: tuple[float | None, ...]
    marked: tuple[date, ...]
    usual: float | None
    usual_label: str
    onset: date | None


@dataclass(frozen=True, slots=True)
class Change:
    """Something that changed, told in the order of time and never as a cause.

    ``value`` stands against ``compared_with``, both in ``unit``. ``days_before_pain`` counts from
    ``last``; None without a day on which the pain began. ``unusual`` says how often the like of it
    happened before, ``finding`` what it sets for the ranking once the runner confirms it.
    """

    kind: ChangeKind
    key: str
    """The name by which it can be answered; it stays while the recordings stay."""
    title: str
    text: str
    first: date
    last: date
    value: float | None
    compared_with: float | None
    unit: str
    days_before_pain: int | None
    unusual: str
    finding: str | None
    caveat: str
    figures: tuple[Figure, ...]
    reason: Reason
    runs: tuple[int, ...]
    plot: ChangePlot | None


@dataclass(frozen=True, slots=True)
class Measured:
    """The numbers and the words of a change before the knowledge is put to it."""

    kind: ChangeKind
    text: str
    first: date
    last: date
    value: float | None = None
    compared_with: float | None = None
    unit: str = ""
    unusual: str = ""
    runs: tuple[int, ...] = ()
    plot: ChangePlot | None = None
    figures: tuple[Figure, ...] = ()
    hour: str = ""
    """When the run of the day began that it is about; empty where the day says it."""


@dataclass(frozen=True, slots=True, eq=False)
class Before:
    """The days before the pain began (the day itself included), or before today without pain."""

    ledger: Ledger
    rules: LedgerRules
    pain: PainTold

    @property
    def onset(self) -> date | None:
        """The day the pain began."""
        return self.pain.onset

    @property
    def end(self) -> date:
        """The last day looked at."""
        today = self.ledger.today
        return today if self.onset is None else min(self.onset, today)

    @property
    def first(self) -> date:
        """The first day looked at; the single-run spike looks as far back."""
        return self.end - timedelta(days=self.rules.spike.recent_days - 1)

    @property
    def indices(self) -> range:
        """The numbers of these days in the calendar; those before its first day are left out."""
        calendar = self.ledger.calendar
        return range(max(0, calendar.index(self.first)), max(0, calendar.index(self.end) + 1))

    def holds(self, day: date) -> bool:
        """Whether a day is one of them."""
        return self.first <= day <= self.end

    def days_to_pain(self, day: date) -> int | None:
        """How many days a day lies before the pain; None without an onset."""
        return None if self.onset is None else (self.onset - day).days

    def then(self, day: date) -> str:
        """When the pain began after a day, as a sentence; empty without an onset."""
        return self.pain.began(day)

    def change(self, told: Measured) -> Change:
        """The change with its title, caveat, figures and sources."""
        load = self.rules.load
        spec = load.changes[told.kind.value]
        return Change(
            kind=told.kind,
            key=f"{told.kind.value}-{told.last.isoformat()}{told.hour}",
            title=spec.title,
            text=told.text,
            first=told.first,
            last=told.last,
            value=told.value,
            compared_with=told.compared_with,
            unit=told.unit,
            days_before_pain=self.days_to_pain(told.last),
            unusual=told.unusual,
            finding=spec.finding,
            caveat=spec.caveat,
            figures=(*told.figures, *load.figures_of(spec.id)),
            reason=Reason(
                text=told.text,
                sources=spec.warrant.sources,
                rule=f"load.changes.{spec.id}",
                grade=spec.warrant.grade,
            ),
            runs=told.runs,
            plot=told.plot,
        )

    def plot(
        self, named: tuple[str, str], values: Sequence[float], marked: Sequence[date]
    ) -> ChangePlot:
        """A plot of the compared days and those looked at; ``named`` is its title and unit."""
        return self.plot_against(named, values, marked, (None, ""))

    def plot_against(
        self,
        named: tuple[str, str],
        values: Sequence[float],
        marked: Sequence[date],
        usual: tuple[float | None, str],
    ) -> ChangePlot:
        """A plot with a line at what was usual, and its name."""
        calendar, days = self.ledger.calendar, self.rules.load.days("compare_days")
        start = max(0, calendar.index(self.first) - days)
        shown = range(start, max(start, calendar.index(self.end) + 1))
        return ChangePlot(
            title=named[0],
            unit=named[1],
            days=tuple(calendar.day(index) for index in shown),
            values=tuple(_known(values[index]) for index in shown),
            marked=tuple(marked),
            usual=usual[0],
            usual_label=usual[1],
            onset=self.onset,
        )


def _known(value: float) -> float | None:
    return None if value != value else float(value)  # noqa: PLR0124  (NaN differs from itself)
