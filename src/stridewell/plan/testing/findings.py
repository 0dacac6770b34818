"""Results as findings that the comparison of causes knows; nothing is invented for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from stridewell.knowledge.records import Knowledge
from stridewell.knowledge.strength_tests import FindingRule, StrengthTest
from stridewell.plan.diary import TestDone
from stridewell.plan.testing.history import LEGS, Histories, histories
from stridewell.values.anatomy import Side
from stridewell.values.evidence import Finding, Origin, State


def findings_from_tests(
    done: Sequence[TestDone], at: datetime, sore: Side | None, knowledge: Knowledge
) -> tuple[Finding, ...]:
    """What the newest results show at a moment, each with how firmly.

    ``sore`` is the side of the pain: a side that does less is a finding only where it is the
    sore one. A finding that no result speaks to stays out, and so unknown.
    """
    return tuple(
        finding
        for test in knowledge.strength_tests.values()
        if test.findings
        for finding in _of(test, histories(test, done, at.date()), at, sore)
    )


def _of(test: StrengthTest, read: Histories, at: datetime, sore: Side | None) -> Iterator[Finding]:
    for rule in test.findings:
        if rule.at_least is not None and None in read:
            newest = read[None][-1]
            side = newest.side if newest.value > 0 else None
            shown = newest.value >= rule.at_least
            yield _finding(test, rule, newest.value, at, side, shown=shown)
        elif rule.side_less_by is not None and sore in LEGS and set(LEGS) <= read.keys():
            less = read[sore.opposite][-1].value - read[sore][-1].value
            yield _finding(test, rule, less, at, sore, shown=less >= rule.side_less_by)


def _finding(
    test: StrengthTest,
    rule: FindingRule,
    value: float,
    at: datetime,
    side: Side | None,
    *,
    shown: bool,
) -> Finding:
    return Finding(
        id=rule.finding,
        state=State.PRESENT if shown else State.ABSENT,
        at=at,
        origin=Origin.TEST,
        side=side,
        certainty=rule.certainty,
        said=f"{test.name}: {value:g} {test.unit}",
    )
