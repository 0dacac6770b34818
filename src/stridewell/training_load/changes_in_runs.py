"""Changes that single runs or days show: jumps, heavy runs, shoes, breaks, streaks, sides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

import numpy as np

from stridewell.activity.track import Column
from stridewell.knowledge.around import Figure
from stridewell.knowledge.warrant import Warrant
from stridewell.training_load.calendar_days import days_in_a_row
from stridewell.training_load.change import Before, ChangeKind, ChangePlot, Measured
from stridewell.training_load.equivalent import EquivalentKm
from stridewell.training_load.ledger_rows import LedgerRun
from stridewell.training_load.series import LoadKind
from stridewell.training_load.shoe_load import NO_PAIR
from stridewell.training_load.side_told import ShiftTold
from stridewell.training_load.spike import SpikeResult
from stridewell.training_load.wording import counted, day_name
from stridewell.values.evidence import Verification

MOST_SPIKES = 3
"""So many jumps are told, the greatest ones; a runner who comes back jumps every week."""


def spike_changes(before: Before) -> Iterator[Measured]:
    """The greatest jumps of one run beyond all runs of the weeks before it."""
    jumps = [
        (run, run.spike)
        for run in before.ledger.runs
        if run.spike is not None and run.spike.spike_class.is_spike
    ]
    inside = [(run, spike) for run, spike in jumps if before.holds(run.day)]
    inside.sort(key=lambda each: -(each[1].increase_percent or 0.0))
    for run, spike in inside[:MOST_SPIKES]:
        yield Measured(
            kind=ChangeKind.SPIKE,
            text=f"{spike.reason.text}{before.then(run.day)}",
            first=run.day,
            last=run.day,
            value=run.km,
            compared_with=(spike.longest_before_m or 0.0) / 1000.0,
            unit="km",
            unusual=_like_jumps(before, run, [each for _, each in jumps], spike),
            runs=(run.id,),
            plot=_spike_plot(before, run, spike),
            figures=_hazard(spike),
            hour=f"{run.start:-%H%M}",
        )


def _like_jumps(
    before: Before, run: LedgerRun, jumps: Sequence[SpikeResult], own: SpikeResult
) -> str:
    days = before.rules.load.days("usual_days")
    first = run.day - timedelta(days=days)
    like = [
        each
        for each in jumps
        if first <= each.start.date() < run.day
        and (each.increase_percent or 0.0) >= (own.increase_percent or 0.0)
    ]
    runs = sum(first <= each.day < run.day for each in before.ledger.runs)
    among = f"among the {counted(runs, 'run')} of the {days} days before it"
    return f"{_times(len(like))} as large {among}."


def _times(count: int) -> str:
    return "No jump was" if not count else f"{counted(count, 'jump')} {_were(count)} at least"


def _were(count: int) -> str:
    return "was" if count == 1 else "were"


def _spike_plot(before: Before, run: LedgerRun, spike: SpikeResult) -> ChangePlot:
    longest = (spike.longest_before_m or 0.0) / 1000.0
    label = f"longest of the {spike.limits.window_days} days before"
    km = _greatest(before, [(each.day, each.km) for each in before.ledger.runs])
    return before.plot_against(("Longest run of each day", "km"), km, [run.day], (longest, label))


def _hazard(spike: SpikeResult) -> tuple[Figure, ...]:
    """What the study saw after runs of this class."""
    if spike.hazard is None:
        return ()
    limits = spike.limits
    text = (
        f"In a study of runners injury came {spike.hazard.value:g} times as often after such a "
        f"jump as after runs at most {limits.edges_percent[0]} % longer than the longest before."
    )
    warrant = Warrant(limits.grade, (limits.source,), Verification.SEEN)
    name = f"spike_{spike.spike_class.value}"
    hazard = spike.hazard
    return (Figure(name, text, hazard.value, hazard.interval, "hazard ratio", warrant),)


def heavier_changes(before: Before) -> Iterator[Measured]:
    """The run with the most equivalent km, if even its low end lies above all runs before."""
    runs = [(r, r.equivalent) for r in before.ledger.runs if isinstance(r.equivalent, EquivalentKm)]
    inside = [(run, km) for run, km in runs if before.holds(run.day)]
    if not inside:
        return
    run, own = max(inside, key=lambda each: each[1].middle)
    days = before.rules.load.days("compare_days")
    since = run.day - timedelta(days=days)
    earlier = [km for each, km in runs if since <= each.day < run.day]
    heaviest = max((km.middle for km in earlier), default=0.0)
    if len(earlier) < before.rules.load.number("baseline_runs") or own.low <= heaviest:
        return
    jumped = run.spike is not None and run.spike.spike_class.is_spike
    if jumped:  # told as a jump in distance already
        return
    values = before.ledger.loads.series[LoadKind.EQUIVALENT].values
    yield Measured(
        kind=ChangeKind.HEAVIER_RUN,
        text=(
            f"Your run on {day_name(run.day)} came to {own.middle:.1f} equivalent easy flat km "
            f"({own.low:.1f} to {own.high:.1f}), more than any run of the {days} days before "
            f"it ({heaviest:.1f}).{before.then(run.day)}"
        ),
        first=run.day,
        last=run.day,
        value=own.middle,
        compared_with=heaviest,
        unit="equivalent km",
        runs=(run.id,),
        plot=before.plot_against(
            ("Equivalent km of each day", "equivalent km"),
            values.tolist(),
            [run.day],
            (heaviest, f"heaviest run of the {days} days before"),
        ),
    )


def shoe_changes(before: Before) -> Iterator[Measured]:
    """Pairs first worn in these days, where enough runs in other pairs were told before."""
    runs = before.ledger.runs
    for pair in before.ledger.shoes:
        if pair.shoe == NO_PAIR or pair.start_km or pair.first is None:
            continue
        first = pair.first
        others = sum(each.shoe not in {NO_PAIR, pair.shoe} and each.day < first for each in runs)
        if not before.holds(first) or others < before.rules.load.number("shoe_runs"):
            continue
        worn = [each for each in runs if each.shoe == pair.shoe and each.day <= before.end]
        km = sum(each.km or 0.0 for each in worn)
        yield Measured(
            kind=ChangeKind.NEW_SHOES,
            text=(
                f"You first ran in {pair.name} on {day_name(first)}, and {km:.1f} km in "
                f"{counted(len(worn), 'run')} until {_until(before)}.{before.then(first)}"
            ),
            first=first,
            last=first,
            value=km,
            unit="km",
            runs=tuple(each.id for each in worn),
            plot=before.plot(
                ("Distance of each day", "km"),
                before.ledger.loads.series[LoadKind.DISTANCE].values.tolist(),
                sorted({each.day for each in worn}),
            ),
        )


def _until(before: Before) -> str:
    return "today" if before.onset is None else "the pain"


def break_changes(before: Before) -> Iterator[Measured]:
    """The first run after a stretch of days without a recorded run."""
    least = before.rules.load.days("break_days")
    back = [
        (each, each.rest_days_before)
        for each in before.ledger.runs
        if before.holds(each.day) and (each.rest_days_before or 0) >= least
    ]
    for run, days in {each.day: (each, days) for each, days in back}.values():
        yield Measured(
            kind=ChangeKind.AFTER_BREAK,
            text=(
                f"You ran again on {day_name(run.day)}, after {days} days without a recorded run."
                f"{before.then(run.day)}"
            ),
            first=run.day,
            last=run.day,
            value=float(days or 0),
            unit="days",
            runs=(run.id,),
            plot=before.plot(
                ("Distance of each day", "km"),
                before.ledger.loads.series[LoadKind.DISTANCE].values.tolist(),
                [run.day],
            ),
        )


def streak_changes(before: Before) -> Iterator[Measured]:
    """More running days in a row than in the weeks before."""
    in_a_row = days_in_a_row(before.ledger.calendar).astype(np.float64)
    indices, load = before.indices, before.rules.load
    days = load.days("compare_days")
    inside = in_a_row[indices.start : indices.stop]
    end = indices.start + int(inside.argmax())
    length = int(in_a_row[end])
    start = end - length + 1
    earlier = in_a_row[max(0, start - days) : start]
    most = int(earlier.max(initial=0))
    if length < load.number("streak_days") or length <= most or start == 0:
        return
    calendar = before.ledger.calendar
    first, last = calendar.day(start), calendar.day(end)
    yield Measured(
        kind=ChangeKind.STREAK,
        text=(
            f"From {day_name(first)} to {day_name(last)} you ran on {length} days in a row; in the "
            f"{days} days before, the most was {most}.{before.then(last)}"
        ),
        first=first,
        last=last,
        value=float(length),
        compared_with=float(most),
        unit="days",
        runs=tuple(each.id for each in before.ledger.runs if first <= each.day <= last),
        plot=before.plot_against(
            ("Running days in a row", "days"),
            in_a_row.tolist(),
            [last],
            (float(most), f"most in the {days} days before"),
        ),
    )


def balance_changes(before: Before) -> Iterator[Measured]:
    """Shifts of balance that began before the pain and lasted into these days."""
    for told in before.ledger.side.shifts:
        shift = told.shift
        if shift.first <= before.end and shift.last >= before.first:
            yield Measured(
                kind=ChangeKind.BALANCE,
                text=told.text,
                first=shift.first,
                last=shift.first,
                value=shift.left_pct,
                compared_with=shift.usual_pct,
                unit="% left",
                plot=_balance_plot(before, told),
            )


def _balance_plot(before: Before, told: ShiftTold) -> ChangePlot:
    shift, points = told.shift, before.ledger.side.balances
    own = [each for each in points if each.source == shift.source]
    left = _greatest(before, [(each.day, each.left_pct) for each in own])
    marked = sorted({each.day for each in own if shift.first <= each.day <= shift.last})
    usual = (shift.usual_pct, "usual before the shift")
    return before.plot_against(("Left share of contact time", "%"), left, marked, usual)


def _greatest(before: Before, numbers: Sequence[tuple[date, float | None]]) -> list[float]:
    """The greatest number of each day of the calendar; NaN where there is none."""
    calendar = before.ledger.calendar
    column: Column = np.full(calendar.size, np.nan)
    for day, value in numbers:
        if value is not None:
            column[calendar.index(day)] = np.fmax(column[calendar.index(day)], value)
    return [float(each) for each in column]
