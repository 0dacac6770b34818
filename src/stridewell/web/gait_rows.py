"""Left and right, drift, and what was not measured: the lists below the numbers of a session."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from stridewell.app.gait_report import GaitReport
from stridewell.gait.contacts import NotMeasured
from stridewell.gait.judged import Judged
from stridewell.knowledge.records import Knowledge
from stridewell.values.wording import lower_first, sentence_case
from stridewell.web.gait_words import (
    SIDE_NAMES,
    amount_words,
    decimals_of,
    name_of,
    range_words,
    sentence,
)


@dataclass(frozen=True, slots=True)
class DifferenceRow:
    """Left less right of one metric."""

    name: str
    value: str
    interval: str
    text: str
    is_outside: bool


@dataclass(frozen=True, slots=True)
class DriftRow:
    """How a metric changes over the clip; ``is_sure`` where its interval leaves out no change."""

    name: str
    side: str
    value: str
    interval: str
    is_sure: bool


@dataclass(frozen=True, slots=True)
class MissingRow:
    """Metrics that were not measured for one reason, with what would help."""

    names: str
    because: str
    remedy: str


def difference_rows(report: GaitReport, knowledge: Knowledge) -> tuple[DifferenceRow, ...]:
    """Left less right of every metric that both sides gave, what stands out first."""
    found = [each for each in report.judged if each.is_difference]
    found.sort(key=lambda each: not each.standing.is_outside)
    return tuple(_difference(each, decimals_of(each.metric, knowledge)) for each in found)


def _difference(judged: Judged, decimals: int) -> DifferenceRow:
    more = "left" if judged.value > 0 else "right"
    size = amount_words(abs(judged.value), judged.unit, decimals)
    nothing = amount_words(0.0, judged.unit, decimals)
    return DifferenceRow(
        name=judged.name,
        value=f"{size} more {more}" if size != nothing else "none",
        interval=range_words(judged.low, judged.high, judged.unit, decimals),
        text=judged.text,
        is_outside=judged.standing.is_outside,
    )


def drift_rows(report: GaitReport, knowledge: Knowledge) -> tuple[DriftRow, ...]:
    """How metrics change over the clip, what surely changes first."""
    rows = [
        DriftRow(
            name=name_of(each.id, knowledge),
            side=SIDE_NAMES[each.side],
            value=f"{amount_words(each.per_minute, each.unit, 1)} a minute",
            interval=range_words(each.low, each.high, each.unit, 1),
            is_sure=each.low > 0 or each.high < 0,
        )
        for each in report.session.drifts
    ]
    return tuple(sorted(rows, key=lambda each: not each.is_sure))


def missing_rows(refused: Sequence[NotMeasured], knowledge: Knowledge) -> tuple[MissingRow, ...]:
    """What was not measured, everything with one reason together."""
    names: dict[tuple[str, str], list[str]] = {}
    for each in refused:
        names.setdefault((each.because, each.remedy), []).append(_missing_name(each, knowledge))
    return tuple(
        MissingRow(
            sentence_case(", ".join(dict.fromkeys(each))),
            sentence(because),
            sentence(remedy),
        )
        for (because, remedy), each in names.items()
    )


def _missing_name(refused: NotMeasured, knowledge: Knowledge) -> str:
    every = refused.metric == "all"
    name = "everything" if every else lower_first(name_of(refused.metric, knowledge))
    side = SIDE_NAMES[refused.side]
    return f"{name} ({side})" if side else name
