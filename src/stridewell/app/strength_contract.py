"""What programs get of `stridewell test`: tests, results, norms, sides and courses."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from stridewell import __version__
from stridewell.app.strength_tests import TestsAnswer
from stridewell.knowledge.warrant import Warrant
from stridewell.plan.testing.norms import Comparison
from stridewell.plan.testing.results import Result, SideResult
from stridewell.plan.testing.sides import SideBalance
from stridewell.plan.testing.trend import Trend
from stridewell.values.quantities import Interval


class _Out(BaseModel):
    model_config = ConfigDict(frozen=True)


class StandingOut(_Out):
    """What something rests on."""

    grade: str
    verification: str
    sources: tuple[str, ...]


class NormOut(_Out):
    """A value beside its norm; null where the norm has no such figure."""

    place: str | None
    percentile: int | None
    band: tuple[float, float] | None
    mark: float | None
    population: str | None
    text: str
    standing: StandingOut | None


class TrendOut(_Out):
    """The course of one side."""

    per_week: float
    change: float
    since: str
    is_believable: bool | None
    text: str


class ReadingOut(_Out):
    """One reading."""

    day: str
    value: float
    pain: int | None
    side: str | None
    is_new: bool | None


class SideOut(_Out):
    """One leg (left, right), or null for the whole."""

    side: str | None
    newest: ReadingOut
    norm: NormOut
    trend: TrendOut | None
    readings: tuple[ReadingOut, ...]


class BalanceOut(_Out):
    """How alike the sides are; per cent of the greater one."""

    lesser: str | None
    percent: float | None
    difference: float
    is_alike: bool | None
    text: str


class ResultOut(_Out):
    """One test with its results."""

    id: str
    name: str
    kind: str
    unit: str
    sides: str
    range: tuple[float, float]
    blocked: str | None
    last_day: str | None
    due: str | None
    is_due: bool
    results: tuple[SideOut, ...]
    balance: BalanceOut | None
    balance_unknown: str | None
    notes: tuple[str, ...]
    refer: tuple[str, ...]
    standing: StandingOut


class ResultsOut(_Out):
    """Every test, or the one asked for."""

    at: str
    tests: tuple[ResultOut, ...]
    version: str


def results_out(answer: TestsAnswer, only: str | None = None) -> ResultsOut:
    """The answer in the promised shape; ``only`` names one test."""
    results = [each for each in answer.results.values() if only in (None, each.test.id)]
    return ResultsOut(
        at=answer.at.isoformat(),
        tests=tuple(_result(each, answer) for each in results),
        version=__version__,
    )


def _result(result: Result, answer: TestsAnswer) -> ResultOut:
    test = result.test
    blocked = answer.blocked.get(test.id)
    return ResultOut(
        id=test.id,
        name=test.name,
        kind=test.quality.value,
        unit=test.unit,
        sides=test.sides.value,
        range=_ends(test.range),
        blocked=blocked.text if blocked is not None else None,
        last_day=result.last_day.isoformat() if result.last_day is not None else None,
        due=result.due.isoformat() if result.due is not None else None,
        is_due=result.is_due,
        results=tuple(map(_side, result.sides)),
        balance=_balance(result.balance) if result.balance is not None else None,
        balance_unknown=result.balance_unknown or None,
        notes=tuple(each.text for each in result.notes),
        refer=tuple(each.text for each in result.refer),
        standing=_standing(test.warrant),
    )


def _side(each: SideResult) -> SideOut:
    readings = tuple(
        ReadingOut(
            day=reading.day.isoformat(),
            value=reading.value,
            pain=reading.pain,
            side=reading.side.value if reading.side is not None else None,
            is_new=reading.is_new,
        )
        for reading in each.readings
    )
    return SideOut(
        side=each.side.value if each.side is not None else None,
        newest=readings[-1],
        norm=_norm(each),
        trend=_trend(each.trend) if each.trend is not None else None,
        readings=readings,
    )


def _norm(each: SideResult) -> NormOut:
    compared = each.comparison
    if not isinstance(compared, Comparison):
        return NormOut(
            place=None,
            percentile=None,
            band=None,
            mark=None,
            population=None,
            text=compared.reason.text,
            standing=None,
        )
    return NormOut(
        place=compared.place.value,
        percentile=compared.percentile,
        band=_ends(compared.band) if compared.band is not None else None,
        mark=compared.mark,
        population=compared.norm.population,
        text=compared.reason.text,
        standing=_standing(compared.norm.warrant),
    )


def _trend(trend: Trend) -> TrendOut:
    return TrendOut(
        per_week=round(trend.per_week, 4),
        change=trend.change,
        since=trend.first_day.isoformat(),
        is_believable=trend.is_believable,
        text=trend.reason.text,
    )


def _balance(balance: SideBalance) -> BalanceOut:
    return BalanceOut(
        lesser=balance.lesser.value if balance.lesser is not None else None,
        percent=round(balance.percent, 1) if balance.percent is not None else None,
        difference=balance.difference,
        is_alike=balance.is_alike,
        text=balance.reason.text,
    )


def _standing(warrant: Warrant) -> StandingOut:
    return StandingOut(
        grade=warrant.grade.value,
        verification=warrant.verification.value,
        sources=warrant.sources,
    )


def _ends(interval: Interval) -> tuple[float, float]:
    return (round(interval.low, 3), round(interval.high, 3))
