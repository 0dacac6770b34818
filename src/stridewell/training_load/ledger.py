"""The load ledger: every day and run of an archive, from stored summaries and exposures alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, tzinfo
from math import isnan

from stridewell.activity.track import Column
from stridewell.knowledge.load import LoadKnowledge
from stridewell.training_load.calendar_days import Calendar, calendar_of, days_in_a_row
from stridewell.training_load.equivalent import (
    EquivalentColumns,
    EquivalentKm,
    equivalent_columns,
)
from stridewell.training_load.lags import LagTable, lag_table
from stridewell.training_load.ledger_rows import DayState, Fading, LedgerDay, LedgerRun
from stridewell.training_load.limits import SpikeClass, SpikeLimits
from stridewell.training_load.rest import RestTold, rest_told
from stridewell.training_load.run_columns import RunColumns, run_columns
from stridewell.training_load.run_record import PainDay, PainTold, RunRecord
from stridewell.training_load.series import DaySeries, LoadKind, Loads, loads
from stridewell.training_load.session import session_load
from stridewell.training_load.shoe_load import ShoeLoad, ShoePair, shoe_loads
from stridewell.training_load.side_told import SideComparison, compare_sides
from stridewell.training_load.spike import SpikeResult, spike_of_each
from stridewell.training_load.unknown import WhyUnknown
from stridewell.values.anatomy import Side

_CLASSES = tuple(SpikeClass)


@dataclass(frozen=True, slots=True)
class LedgerRules:
    """What the ledger is worked out by."""

    load: LoadKnowledge
    spike: SpikeLimits


@dataclass(frozen=True, slots=True)
class Told:
    """What the runner told beside the runs: pain by day, pairs of shoes, the sore side, its onset.

    Of several pains of a day the worst counts.
    """

    pains: Sequence[PainDay] = ()
    pairs: Sequence[ShoePair] = ()
    sore: Side | None = None
    onset: date | None = None
    is_rough: bool = False
    """Whether only the weeks since the onset were told."""

    @property
    def pain(self) -> PainTold:
        """Where it hurts and since when."""
        return PainTold(self.sore, self.onset, self.is_rough)


@dataclass(frozen=True, slots=True, eq=False)
class Ledger:
    """Ten years at a glance: days as columns, runs as values, both the oldest first.

    Runs that are dated after ``today`` are left out. ``pains`` holds the worst of each day.
    """

    today: date
    calendar: Calendar
    runs: tuple[LedgerRun, ...]
    loads: Loads
    pains: tuple[PainDay, ...]
    rest: RestTold
    shoes: tuple[ShoeLoad, ...]
    side: SideComparison
    lags: LagTable | None

    def days(self, first: date | None = None, last: date | None = None) -> tuple[LedgerDay, ...]:
        """The days from one to another, both included; all without them."""
        start = 0 if first is None else max(0, self.calendar.index(first))
        end = self.calendar.size if last is None else self.calendar.index(last) + 1
        runs: defaultdict[date, list[LedgerRun]] = defaultdict(list)
        for run in self.runs:
            runs[run.day].append(run)
        pains = {each.day: each for each in self.pains}
        in_a_row = days_in_a_row(self.calendar)
        return tuple(
            self._day(index, runs, pains, int(in_a_row[index]))
            for index in range(start, min(end, self.calendar.size))
        )

    def _day(
        self,
        index: int,
        runs: Mapping[date, Sequence[LedgerRun]],
        pains: Mapping[date, PainDay],
        in_a_row: int,
    ) -> LedgerDay:
        day, series = self.calendar.day(index), self.loads.series
        pain, own = pains.get(day), runs.get(day, ())
        weighed, distance = series[LoadKind.EQUIVALENT], series[LoadKind.DISTANCE]
        return LedgerDay(
            day=day,
            state=_state(self.calendar, index),
            runs=tuple(run.id for run in own),
            loads={kind: _at(each.values, index) for kind, each in series.items()},
            equivalent_low=_at(weighed.low, index),
            equivalent_high=_at(weighed.high, index),
            fading={kind: _fading(each, index) for kind, each in series.items()},
            monotony=_at(distance.monotony, index),
            strain=_at(distance.strain, index),
            pain=None if pain is None else pain.pain,
            pain_side=None if pain is None else pain.side,
            spike=_worst_spike(own),
            days_in_a_row=in_a_row,
        )


def ledger(
    runs: Sequence[RunRecord], told: Told, today: date, zone: tzinfo, rules: LedgerRules
) -> Ledger:
    """The ledger of a day, on the runner's calendar; the order of the runs does not matter."""
    load = rules.load
    past = [each for each in runs if each.summary.start.astimezone(zone).date() <= today]
    columns = run_columns(past, zone, load.exponents)
    pains = _worst_a_day(told.pains, today)
    calendar = calendar_of(
        columns.day, [each.day for each in pains], today, load.days("unknown_after_days")
    )
    weighed = equivalent_columns(columns, load)
    series = loads(columns, weighed, calendar, load)
    rows = _run_rows(columns, weighed, calendar, zone, rules.spike)
    distance = series.series[LoadKind.DISTANCE].values
    return Ledger(
        today=today,
        calendar=calendar,
        runs=rows,
        loads=series,
        pains=pains,
        rest=rest_told(calendar),
        shoes=shoe_loads(rows, told.pairs, today, load.days("fade_long_days")),
        side=compare_sides(columns, pains, told.pain, today, load),
        lags=lag_table(distance, pains, calendar, load),
    )


def _worst_a_day(pains: Iterable[PainDay], today: date) -> tuple[PainDay, ...]:
    """The worst pain of each day; of equal ones that with a side."""
    worst: dict[date, PainDay] = {}
    for each in pains:
        known = worst.get(each.day)
        if each.day <= today and (known is None or _weight(each) > _weight(known)):
            worst[each.day] = each
    return tuple(worst[day] for day in sorted(worst))


def _weight(pain: PainDay) -> tuple[float, str]:
    return pain.pain, pain.side or ""


def _run_rows(
    runs: RunColumns,
    weighed: EquivalentColumns,
    calendar: Calendar,
    zone: tzinfo,
    limits: SpikeLimits,
) -> tuple[LedgerRun, ...]:
    sessions = [session_load(each.summary) for each in runs.records]
    jumps = spike_of_each(sessions, limits, zone)
    in_a_row = days_in_a_row(calendar)[runs.day - calendar.first.toordinal()].tolist()
    rest = _rest_before(runs.day.tolist())
    equivalents = _equivalents(runs, weighed)
    columns = zip(runs.records, jumps, in_a_row, rest, equivalents, strict=True)
    return tuple(_run_row(*each, zone) for each in columns)


def _run_row(
    record: RunRecord,
    jump: SpikeResult | None,
    in_a_row: int,
    rest: int | None,
    equivalent: EquivalentKm | WhyUnknown,
    zone: tzinfo,
) -> LedgerRun:
    summary, effort = record.summary, record.effort
    start, minutes = summary.start.astimezone(zone), summary.duration_s / 60.0
    return LedgerRun(
        id=record.id,
        start=start,
        day=start.date(),
        minutes=minutes,
        km=summary.distance_m / 1000.0 if summary.distance_m else None,
        steps=summary.steps,
        effort=effort,
        effort_load=None if effort is None else effort * minutes,
        equivalent=equivalent,
        downhill_m=None if record.exposure is None else record.exposure.downhill_m,
        ascent_m=summary.ascent_m,
        spike=jump,
        days_in_a_row=in_a_row,
        rest_days_before=rest,
        shoe=record.shoe,
    )


def _rest_before(days: Sequence[int]) -> list[int | None]:
    """Days without a run before the day of each run; runs of one day share theirs."""
    found: list[int | None] = []
    for place, day in enumerate(days):
        if place and days[place - 1] == day:
            found.append(found[-1])
        else:
            found.append(day - days[place - 1] - 1 if place else None)
    return found


def _equivalents(runs: RunColumns, weighed: EquivalentColumns) -> list[EquivalentKm | WhyUnknown]:
    columns = zip(
        *(weighed.low.tolist(), weighed.middle.tolist(), weighed.high.tolist()),
        *(weighed.by_class.tolist(), weighed.usual_runs.tolist()),
        *(runs.force.source, weighed.refused),
        strict=True,
    )
    return [
        EquivalentKm(low, middle, high, share, int(usual), source) if why is None else why
        for low, middle, high, share, usual, source, why in columns
    ]


def _state(calendar: Calendar, index: int) -> DayState:
    if calendar.ran[index]:
        return DayState.RAN
    return DayState.REST if calendar.known[index] else DayState.UNKNOWN


def _at(column: Column | None, index: int) -> float | None:
    value = float("nan") if column is None else float(column[index])
    return None if isnan(value) else value


def _fading(series: DaySeries, index: int) -> Fading:
    short, long = sorted(series.ewma)
    return Fading(
        _at(series.ewma[short], index),
        _at(series.ewma[long], index),
        _at(series.redi[short], index),
        _at(series.redi[long], index),
    )


def _worst_spike(runs: Sequence[LedgerRun]) -> SpikeClass | None:
    found = [run.spike.spike_class for run in runs if run.spike is not None]
    known = [each for each in found if each is not SpikeClass.NO_BASELINE]
    return max(known or found, key=_CLASSES.index, default=None)
