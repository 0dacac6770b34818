"""The load ledger as rows of words: jumps, weeks, pairs of shoes, sides, and the days after."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

import numpy as np

from stridewell.activity.track import Column
from stridewell.app.load_sums import LoadSum, load_sum
from stridewell.app.run_facts import Fact
from stridewell.app.run_words import clock, told
from stridewell.knowledge.records import Knowledge
from stridewell.training_load.ledger import Ledger
from stridewell.training_load.ledger_rows import LedgerDay, LedgerRun
from stridewell.training_load.limits import SpikeClass
from stridewell.training_load.series import DaySeries, LoadKind
from stridewell.training_load.shoe_load import ShoeLoad
from stridewell.training_load.side_told import SideComparison
from stridewell.web.why import Why, why_figure, why_reason
from stridewell.web.words import day, day_and_year, kilometres

SHOWN_JUMPS, SHOWN_SHIFTS, SHOWN_WEEKS, WEEK = 12, 5, 60, 7
M_PER_KM = 1000
CLASSES = {
    SpikeClass.SMALL: "small jump",
    SpikeClass.MODERATE: "moderate jump",
    SpikeClass.LARGE: "large jump",
}
DIGITS = {LoadKind.DISTANCE: 1, LoadKind.EQUIVALENT: 1}


@dataclass(frozen=True, slots=True)
class JumpRow:
    """A run that jumped: its number, its sentence, its class, and what stands behind it."""

    run: int
    day: str
    text: str
    size: str
    hazard: str
    why: Why


@dataclass(frozen=True, slots=True)
class WeekRow:
    """A week in the table below the figure."""

    week: str
    runs: int
    load: str
    time: str
    jumps: int
    pain: str
    unknown: int


@dataclass(frozen=True, slots=True)
class PairRow:
    """What a pair has carried."""

    name: str
    runs: int
    km: str
    lately: str
    time: str
    equivalent: str
    effort: str
    last: str


@dataclass(frozen=True, slots=True)
class LagRow:
    """Load of a day beside the pain so many days later."""

    days: str
    correlation: str
    interval: str
    pairs: int


def jump_rows(ledger: Ledger, first: date, knowledge: Knowledge) -> tuple[JumpRow, ...]:
    """The newest jumps from a day on, the newest first."""
    found = [
        _jump(each, knowledge)
        for each in reversed(ledger.runs)
        if each.day >= first and each.spike is not None and each.spike.spike_class.is_spike
    ]
    return tuple(found[:SHOWN_JUMPS])


def _jump(run: LedgerRun, knowledge: Knowledge) -> JumpRow:
    spike = run.spike
    assert spike is not None, "only runs that jumped come here"
    hazard = ""
    if spike.hazard is not None:
        band = spike.hazard.interval
        hazard = (
            f"Injury followed {spike.hazard.value:g} times as often as after runs without a jump "
            f"(95 % interval {band.low:g} to {band.high:g}), in a study of many runners."
        )
    return JumpRow(
        run=run.id,
        day=day_and_year(run.day),
        text=spike.reason.text,
        size=CLASSES[spike.spike_class],
        hazard=hazard,
        why=why_reason(spike.reason, knowledge),
    )


def newest_facts(ledger: Ledger, kind: LoadKind) -> tuple[Fact, ...]:
    """The load as it stands today."""
    series = ledger.loads.series[kind]
    digits, unit = DIGITS.get(kind, 0), kind.unit
    week = load_sum(ledger.days(ledger.today - timedelta(days=WEEK - 1)), kind)
    note = f"{week.unknown_days} of these days not known" if week.unknown_days else ""
    lines = [Fact("Last 7 days", _summed(week, kind), note)]
    for days, column in series.redi.items():
        mean = _newest(column)
        lines.append(Fact(f"Fading mean, {days} days", told(mean, f"{unit} a day", digits + 1)))
    alike = _newest(series.monotony)
    lines.append(
        Fact("Monotony", "not known" if alike is None else f"{alike:.1f}", _alike(ledger, alike))
    )
    return tuple(lines)


def _newest(column: Column) -> float | None:
    known = column[-1:][np.isfinite(column[-1:])]
    return float(known[0]) if known.size else None


def _alike(ledger: Ledger, monotony: float | None) -> str:
    if monotony is None:
        return "needs a week of known days"
    if monotony >= ledger.loads.monotony_high:
        return "the days are very much alike"
    if monotony >= ledger.loads.monotony_warn:
        return "the days are much alike"
    return "hard and easy days differ"


def missing_text(series: DaySeries, runs: int) -> str:
    """Of how many runs a load is not known; empty where it is of all."""
    if not series.runs_without:
        return ""
    which = "All" if series.runs_without == runs else f"{series.runs_without:,} of"
    return (
        f"{which} {runs:,} runs have no “{series.kind.label.lower()}”. "
        "Their days are left out, not counted as 0."
    )


def week_rows(ledger: Ledger, kind: LoadKind, first: date) -> tuple[WeekRow, ...]:
    """The newest weeks from a day on, the newest first."""
    oldest = max(first, ledger.today - timedelta(days=WEEK * SHOWN_WEEKS))
    days = ledger.days(oldest)
    weeks = [tuple(each) for _, each in groupby(days, key=lambda each: _monday(each.day))]
    return tuple(_week(each, kind) for each in reversed(weeks))


def _monday(moment: date) -> date:
    return moment - timedelta(days=moment.weekday())


def _week(days: Sequence[LedgerDay], kind: LoadKind) -> WeekRow:
    minutes = [each.loads[LoadKind.MINUTES] for each in days]
    pains = [each.pain for each in days if each.pain is not None]
    return WeekRow(
        week=day_and_year(_monday(days[0].day)),
        runs=sum(len(each.runs) for each in days),
        load=_summed(load_sum(days, kind), kind),
        time=clock(60.0 * sum(each for each in minutes if each is not None)),
        jumps=sum(each.spike is not None and each.spike.is_spike for each in days),
        pain=f"{max(pains):g}" if pains else "not told",
        unknown=load_sum(days, kind).unknown_days,
    )


def _summed(found: LoadSum, kind: LoadKind) -> str:
    least = "at least " if found.is_part else ""
    return f"{least}{told(found.value, kind.unit, DIGITS.get(kind, 0))}"


def pair_rows(ledger: Ledger) -> tuple[PairRow, ...]:
    """Every pair with distance and load, worn most lately first."""
    return tuple(_pair(each) for each in ledger.shoes if each.runs or each.start_km)


def _pair(load: ShoeLoad) -> PairRow:
    equivalent = "not known"
    if load.equivalent_middle is not None:
        equivalent = (
            f"{load.equivalent_middle:.0f} km ({load.equivalent_low:.0f} to "
            f"{load.equivalent_high:.0f}), {load.equivalent_runs} of {load.runs} runs"
        )
    effort = "not told"
    if load.effort_runs:
        effort = f"{load.effort_load:,.0f} in {load.effort_runs} of {load.runs} runs"
    return PairRow(
        name=load.name,
        runs=load.runs,
        km=kilometres(load.total_km * M_PER_KM, 0),
        lately=kilometres(load.lately_km * M_PER_KM, 0),
        time=clock(60.0 * load.minutes),
        equivalent=equivalent,
        effort=effort,
        last="–" if load.last is None else day_and_year(load.last),
    )


def shift_texts(side: SideComparison, first: date) -> tuple[str, ...]:
    """The newest shifts of the left share that lasted until a day or beyond."""
    found = [each.text for each in side.shifts if each.shift.last >= first]
    return tuple(found[-SHOWN_SHIFTS:])


def side_facts(side: SideComparison) -> tuple[Fact, ...]:
    """What each side met in the last weeks: written down, not scored."""
    found = side.exposure
    span = f"{day(found.first)} to {day(found.last)}"
    lines = []
    if found.runs_measured:
        note = f"{span}, {found.runs_measured} of {found.runs} runs have a track"
        lines += [
            Fact("Turned left", f"{found.left_deg:,.0f}°", note),
            Fact("Turned right", f"{found.right_deg:,.0f}°"),
            Fact(
                "Tight curves",
                f"{found.tight_left_m:,.0f} m left, {found.tight_right_m:,.0f} m right",
            ),
        ]
    ovals = found.anticlockwise_m + found.clockwise_m
    if ovals:
        lines.append(
            Fact(
                "Round a track",
                f"{found.anticlockwise_m / M_PER_KM:.1f} km anticlockwise, "
                f"{found.clockwise_m / M_PER_KM:.1f} km clockwise",
            )
        )
    roads = found.road_left_m + found.road_right_m
    if roads:
        lines.append(
            Fact(
                "Side of the road",
                f"{found.road_left_m / M_PER_KM:.1f} km left, "
                f"{found.road_right_m / M_PER_KM:.1f} km right",
            )
        )
    for each in side.by_pain:
        when = "without pain" if each.side is None else f"with pain on the {each.side.value}"
        way = "left" if each.shift_pct > 0 else "right"
        lines.append(
            Fact(
                f"Runs on days {when}",
                f"{abs(each.shift_pct):.1f} points to the {way}",
                f"against your usual share, {each.runs} runs",
            )
        )
    return tuple(lines)


def lag_rows(ledger: Ledger) -> tuple[LagRow, ...]:
    """Load of a day beside the pain of the days after; empty where too few days have both."""
    if ledger.lags is None:
        return ()
    return tuple(
        LagRow(
            days="same day" if not row.days_later else f"{row.days_later} days later",
            correlation=f"{row.correlation:+.2f}",
            interval=f"{row.interval.low:+.2f} to {row.interval.high:+.2f}",
            pairs=row.pairs,
        )
        for row in ledger.lags.rows
    )


def ratio_text(ledger: Ledger) -> str:
    """The ratio of today in words; empty where it is not known."""
    value = _newest(ledger.loads.ratio.values)
    return "" if value is None else f"Today it is {value:.2f}."


def ratio_whys(ledger: Ledger, knowledge: Knowledge) -> tuple[Why, ...]:
    """What is wrong with the ratio."""
    ratio = ledger.loads.ratio
    return (
        why_reason(ratio.critique, knowledge),
        *(why_figure(each, knowledge) for each in ratio.figures),
    )
