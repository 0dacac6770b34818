"""What programs get of the load ledger and of what changed before it hurt."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from pydantic import BaseModel, ConfigDict

from stridewell.app.load_ledger import LoadLedger, OfferedChange
from stridewell.app.run_contract import DECIMALS
from stridewell.training_load.change import Change, ChangePlot
from stridewell.training_load.equivalent import EquivalentKm
from stridewell.training_load.ledger import Ledger
from stridewell.training_load.ledger_rows import LedgerDay, LedgerRun
from stridewell.training_load.series import UNITS
from stridewell.training_load.shoe_load import ShoeLoad
from stridewell.training_load.side_told import SideComparison
from stridewell.training_load.unknown import WhyUnknown
from stridewell.training_load.walking_told import WalkingCompared, WalkingTold
from stridewell.values.evidence import Reason

MOST_WEEKS = 5_000
"""Further back than anybody can have recorded."""
USUAL_WEEKS = 12
"""How far a look back reaches when nobody says."""


class _Out(BaseModel):
    model_config = ConfigDict(frozen=True)


class ReasonOut(_Out):
    """A sentence and what stands behind it."""

    text: str
    sources: list[str]
    grade: str | None


class LoadRunOut(_Out):
    """One run as load; null where nobody measured or told it, never 0."""

    id: int
    start: str
    minutes: float
    km: float | None
    steps: int | None
    effort: float | None
    effort_load: float | None
    equivalent_km: list[float] | None
    equivalent_unknown: str | None
    downhill_m: float | None
    jump_class: str | None
    jump_percent: float | None
    hazard_ratio: list[float] | None
    days_in_a_row: int
    rest_days_before: int | None
    shoe: str | None


class LoadDayOut(_Out):
    """One day: loads are 0 on a day of rest and null where unknown."""

    day: str
    state: str
    runs: list[int]
    loads: dict[str, float | None]
    fading: dict[str, dict[str, float | None]]
    monotony: float | None
    strain_km: float | None
    pain: float | None
    pain_side: str | None
    jump_class: str | None


class ShoeLoadOut(_Out):
    """What one pair has carried; ``shoe`` is null for the runs without a pair."""

    shoe: str | None
    name: str
    runs: int
    km: float
    total_km: float
    lately_km: float
    minutes: float
    equivalent_km: list[float] | None
    equivalent_runs: int
    effort_load: float | None
    effort_runs: int


class SideOut(_Out):
    """Left and right of the last weeks; degrees and metres, written down and not scored."""

    sore: str | None
    shifts: list[str]
    runs: int
    runs_measured: int
    left_deg: float | None
    right_deg: float | None
    tight_left_m: float | None
    tight_right_m: float | None
    anticlockwise_m: float | None
    clockwise_m: float | None


class WalkingOut(_Out):
    """One measure of walking by one phone: medians in ``unit``, null with too few days."""

    source: str
    measure: str
    unit: str
    lately: float | None
    lately_days: int
    before: float | None
    before_days: int


class LoadOut(_Out):
    """The ledger of some days; ``units`` names the unit of each way of counting load."""

    today: str
    pain_began: str | None
    rest: str
    units: dict[str, str]
    days: list[LoadDayOut]
    runs: list[LoadRunOut]
    shoes: list[ShoeLoadOut]
    sides: SideOut
    ratio: float | None
    ratio_critique: ReasonOut
    walking: list[WalkingOut]


class PlotOut(_Out):
    """The numbers behind a change, by day."""

    title: str
    unit: str
    days: list[str]
    values: list[float | None]
    marked: list[str]
    usual: float | None


class ChangeOut(_Out):
    """A change in the order of time, never a cause; ``said`` is what the runner answered."""

    key: str
    kind: str
    title: str
    text: str
    first: str
    last: str
    value: float | None
    compared_with: float | None
    unit: str
    days_before_pain: int | None
    unusual: str
    caveat: str
    can_answer: bool
    said: str | None
    runs: list[int]
    reason: ReasonOut
    plot: PlotOut | None


class ChangedOut(_Out):
    """Everything that changed before it hurt."""

    pain_began: str | None
    is_rough: bool
    order: ReasonOut
    changes: list[ChangeOut]


def first_of_weeks(today: date, weeks: int) -> date:
    """The Monday that so many weeks, this one included, begin with."""
    return today - timedelta(days=today.weekday() + 7 * (weeks - 1))


def weeks_with_runs(ledger: Ledger, least: int = USUAL_WEEKS) -> int:
    """How many weeks a look back needs to show the newest run; at least ``least``."""
    if not ledger.runs:
        return least
    monday = ledger.today - timedelta(days=ledger.today.weekday())
    newest = ledger.runs[-1].day
    return max(least, -((newest - monday).days // 7) + 1)


def load_out(told: LoadLedger, first: date, walking: WalkingTold) -> LoadOut:
    """The ledger from a day on in the shape that is promised to programs."""
    ledger = told.ledger
    ratio = ledger.loads.ratio
    newest = float(ratio.values[-1]) if ratio.values.size else float("nan")
    has_days = bool(ledger.runs or ledger.pains)
    return LoadOut(
        today=ledger.today.isoformat(),
        pain_began=None if told.onset is None else told.onset.day.isoformat(),
        rest=ledger.rest.text,
        units={kind.value: unit for kind, unit in UNITS.items()},
        days=[_day(each) for each in ledger.days(first)] if has_days else [],
        runs=[_run(each) for each in ledger.runs if each.day >= first],
        shoes=[_shoe(each) for each in ledger.shoes],
        sides=_sides(ledger.side),
        ratio=None if newest != newest else round(newest, DECIMALS),  # noqa: PLR0124 - NaN
        ratio_critique=_reason(ratio.critique),
        walking=[_walking(each) for each in walking.rows],
    )


def changed_out(told: LoadLedger) -> ChangedOut:
    """The changes in the shape that is promised to programs."""
    return ChangedOut(
        pain_began=None if told.onset is None else told.onset.day.isoformat(),
        is_rough=told.onset is not None and told.onset.is_rough,
        order=_reason(told.order_reason),
        changes=[_offered(each) for each in told.changes],
    )


def _offered(offered: OfferedChange) -> ChangeOut:
    change: Change = offered.change
    return ChangeOut(
        key=change.key,
        kind=change.kind.value,
        title=change.title,
        text=change.text,
        first=change.first.isoformat(),
        last=change.last.isoformat(),
        value=_rounded(change.value),
        compared_with=_rounded(change.compared_with),
        unit=change.unit,
        days_before_pain=change.days_before_pain,
        unusual=change.unusual,
        caveat=change.caveat,
        can_answer=offered.can_answer,
        said=None if offered.verdict is None else offered.verdict.value,
        runs=list(change.runs),
        reason=_reason(change.reason),
        plot=None if change.plot is None else _plot(change.plot),
    )


def _plot(plot: ChangePlot) -> PlotOut:
    return PlotOut(
        title=plot.title,
        unit=plot.unit,
        days=[each.isoformat() for each in plot.days],
        values=[_rounded(each) for each in plot.values],
        marked=[each.isoformat() for each in plot.marked],
        usual=_rounded(plot.usual),
    )


def _day(day: LedgerDay) -> LoadDayOut:
    return LoadDayOut(
        day=day.day.isoformat(),
        state=day.state.value,
        runs=list(day.runs),
        loads={kind.value: _rounded(value) for kind, value in day.loads.items()},
        fading={
            kind.value: {
                "ewma_short": _rounded(each.ewma_short),
                "ewma_long": _rounded(each.ewma_long),
                "redi_short": _rounded(each.redi_short),
                "redi_long": _rounded(each.redi_long),
            }
            for kind, each in day.fading.items()
        },
        monotony=_rounded(day.monotony),
        strain_km=_rounded(day.strain),
        pain=day.pain,
        pain_side=None if day.pain_side is None else day.pain_side.value,
        jump_class=None if day.spike is None else day.spike.value,
    )


def _run(run: LedgerRun) -> LoadRunOut:
    found, spike = run.equivalent, run.spike
    hazard = None if spike is None else spike.hazard
    return LoadRunOut(
        id=run.id,
        start=run.start.isoformat(),
        minutes=round(run.minutes, DECIMALS),
        km=_rounded(run.km),
        steps=run.steps,
        effort=run.effort,
        effort_load=_rounded(run.effort_load),
        equivalent_km=_band(found) if isinstance(found, EquivalentKm) else None,
        equivalent_unknown=found.value if isinstance(found, WhyUnknown) else None,
        downhill_m=_rounded(run.downhill_m),
        jump_class=None if spike is None else spike.spike_class.value,
        jump_percent=None if spike is None else _rounded(spike.increase_percent),
        hazard_ratio=None
        if hazard is None
        else [hazard.interval.low, hazard.value, hazard.interval.high],
        days_in_a_row=run.days_in_a_row,
        rest_days_before=run.rest_days_before,
        shoe=run.shoe or None,
    )


def _band(found: EquivalentKm) -> list[float]:
    return [round(each, DECIMALS) for each in (found.low, found.middle, found.high)]


def _shoe(load: ShoeLoad) -> ShoeLoadOut:
    ends = (load.equivalent_low, load.equivalent_middle, load.equivalent_high)
    return ShoeLoadOut(
        shoe=load.shoe or None,
        name=load.name,
        runs=load.runs,
        km=round(load.km, DECIMALS),
        total_km=round(load.total_km, DECIMALS),
        lately_km=round(load.lately_km, DECIMALS),
        minutes=round(load.minutes, DECIMALS),
        equivalent_km=[round(each, DECIMALS) for each in ends if each is not None] or None,
        equivalent_runs=load.equivalent_runs,
        effort_load=_rounded(load.effort_load) if load.effort_runs else None,
        effort_runs=load.effort_runs,
    )


def _sides(side: SideComparison) -> SideOut:
    found = side.exposure
    turned: Mapping[str, float | None] = {
        name: round(getattr(found, name), DECIMALS) if found.runs_measured else None
        for name in (
            *("left_deg", "right_deg", "tight_left_m", "tight_right_m"),
            *("anticlockwise_m", "clockwise_m"),
        )
    }
    return SideOut(
        sore=None if side.sore is None else side.sore.value,
        shifts=[each.text for each in side.shifts],
        runs=found.runs,
        runs_measured=found.runs_measured,
        **turned,
    )


def _walking(row: WalkingCompared) -> WalkingOut:
    return WalkingOut(
        source=row.source,
        measure=row.measure.value,
        unit=row.measure.unit,
        lately=_rounded(row.lately.value),
        lately_days=row.lately.days,
        before=_rounded(row.before.value),
        before_days=row.before.days,
    )


def _reason(reason: Reason) -> ReasonOut:
    grade = None if reason.grade is None else reason.grade.value
    return ReasonOut(text=reason.text, sources=list(reason.sources), grade=grade)


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, DECIMALS)
