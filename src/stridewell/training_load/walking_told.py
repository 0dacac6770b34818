"""How somebody walked lately beside what was usual before, by phone; told and never scored."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from statistics import median

from stridewell.activity.walking import WalkingDay
from stridewell.knowledge.load import LoadKnowledge


class WalkingMeasure(StrEnum):
    """What a phone measures of walking."""

    ASYMMETRY = "asymmetry"
    DOUBLE_SUPPORT = "double_support"
    STEP_LENGTH = "step_length"
    STEADINESS = "steadiness"

    @property
    def label(self) -> str:
        """What it is called."""
        return self.value.replace("_", " ").capitalize()

    @property
    def unit(self) -> str:
        """The unit its values are in."""
        return "mm" if self is WalkingMeasure.STEP_LENGTH else "%"

    @property
    def least(self) -> Least:
        """How many days of it are needed before a median is told."""
        return LEAST_SCORES if self is WalkingMeasure.STEADINESS else LEAST_DAYS

    def of(self, day: WalkingDay) -> float | None:
        """Its value on a day, in its unit; None where it was not measured."""
        return {
            WalkingMeasure.ASYMMETRY: day.asymmetry_pct,
            WalkingMeasure.DOUBLE_SUPPORT: day.double_support_pct,
            WalkingMeasure.STEP_LENGTH: day.step_length_mm,
            WalkingMeasure.STEADINESS: day.steadiness_pct,
        }[self]


@dataclass(frozen=True, slots=True)
class Least:
    """With fewer days than these no median is told."""

    lately: int
    before: int


LEAST_DAYS = Least(lately=7, before=14)
LEAST_SCORES = Least(lately=2, before=4)
"""Each score of steadiness stands for about a week of walking, so fewer of them are enough."""


@dataclass(frozen=True, slots=True)
class WalkingMedian:
    """The median over the days that have a value; None where they are too few."""

    value: float | None
    days: int


@dataclass(frozen=True, slots=True)
class WalkingPoint:
    """The value of one day."""

    day: date
    value: float


@dataclass(frozen=True, slots=True)
class WalkingCompared:
    """One measure of one phone, lately and before, with the days behind it, the oldest first."""

    source: str
    measure: WalkingMeasure
    lately: WalkingMedian
    before: WalkingMedian
    points: tuple[WalkingPoint, ...]


@dataclass(frozen=True, slots=True)
class WalkingTold:
    """Every measure that has a day in the two windows; the phone that measured last comes first.

    The later window ends today, the earlier one on the day before the later begins.
    """

    today: date
    lately_days: int
    before_days: int
    rows: tuple[WalkingCompared, ...]

    @property
    def lately_first(self) -> date:
        """The first day of the later window."""
        return self.today - timedelta(days=self.lately_days - 1)

    @property
    def before_first(self) -> date:
        """The first day of the earlier window."""
        return self.lately_first - timedelta(days=self.before_days)


def walking_told(days: Sequence[WalkingDay], today: date, load: LoadKnowledge) -> WalkingTold:
    """The days of walking as one row for each phone and measure; one phone at a time.

    The windows are those of the comparison of sides and of what is usual for a runner.
    """
    empty = WalkingTold(today, load.days("sides_days"), load.days("baseline_days"), ())
    shown = [each for each in days if empty.before_first <= each.day <= today]
    newest: Mapping[str, date] = {
        each.source: each.day for each in sorted(shown, key=lambda day: day.day)
    }
    sources = sorted(newest, key=lambda source: (-newest[source].toordinal(), source))
    rows = (
        row
        for source in sources
        for row in _rows([each for each in shown if each.source == source], empty.lately_first)
    )
    return WalkingTold(today, empty.lately_days, empty.before_days, tuple(rows))


def _rows(days: Sequence[WalkingDay], lately_first: date) -> Iterator[WalkingCompared]:
    for measure in WalkingMeasure:
        points = [
            WalkingPoint(each.day, value)
            for each in sorted(days, key=lambda day: day.day)
            for value in (measure.of(each),)
            if value is not None
        ]
        if points:
            lately = [each.value for each in points if each.day >= lately_first]
            before = [each.value for each in points if each.day < lately_first]
            yield WalkingCompared(
                source=days[0].source,
                measure=measure,
                lately=_median(lately, measure.least.lately),
                before=_median(before, measure.least.before),
                points=tuple(points),
            )


def _median(values: Sequence[float], least: int) -> WalkingMedian:
    return WalkingMedian(median(values) if len(values) >= least else None, len(values))
