"""The knowledge as arrays, made once for each version: what every finding says of every cause."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from stridewell.knowledge.criteria import Criterion
from stridewell.knowledge.records import Condition, Evidence, Knowledge, Modifier
from stridewell.values.anatomy import Region
from stridewell.values.evidence import Grade

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]
Indices = NDArray[np.intp]
KEPT_VERSIONS = 8


@dataclass(frozen=True, slots=True, eq=False)
class Tables:
    """Arrays over conditions (rows; C of them) and findings (columns; F, ordered by group).

    ``present`` and ``absent`` (C × F) are natural-log likelihood ratios after the caps, 0 where
    a finding says nothing; ``sd`` (C × F) is their uncertainty by grade. ``group`` (F) numbers
    the dependence group of each column. ``log_prior`` and ``log_modifier`` are natural logs;
    the modifiers are (C × M) over the M different circumstances of ``circumstances``.
    ``core`` and ``also`` (C × R) mark the regions of the body map.
    """

    conditions: tuple[Condition, ...]
    findings: tuple[str, ...]
    column: Mapping[str, int]
    group: Indices
    present: Array
    absent: Array
    sd: Array
    evidence: Mapping[tuple[int, int], Evidence]
    log_prior: Array
    log_else: float
    circumstances: tuple[Criterion, ...]
    log_modifier: Array
    modifier_sd: Array
    modifiers: Mapping[tuple[int, int], Modifier]
    core: Flags
    also: Flags

    def row(self, condition_id: str) -> int:
        """The row of a condition."""
        return next(i for i, each in enumerate(self.conditions) if each.id == condition_id)


@lru_cache(maxsize=KEPT_VERSIONS)
def tables_of(knowledge: Knowledge) -> Tables:
    """The arrays of one version of the knowledge."""
    conditions = tuple(knowledge.conditions.values())
    findings = _ordered_findings(knowledge, conditions)
    column = {finding: index for index, finding in enumerate(findings)}
    groups = {name: i for i, name in enumerate(sorted({_group(f, knowledge) for f in findings}))}
    evidence = {
        (row, column[entry.finding]): entry
        for row, condition in enumerate(conditions)
        for entry in condition.evidence
    }
    circumstances, modifiers = _circumstances(conditions)
    shape = (len(conditions), len(findings))
    return Tables(
        conditions=conditions,
        findings=findings,
        column=column,
        group=np.array([groups[_group(f, knowledge)] for f in findings], dtype=np.intp),
        present=_filled(shape, {k: log_capped(e.present, knowledge) for k, e in evidence.items()}),
        absent=_filled(shape, {k: log_capped(e.absent, knowledge) for k, e in evidence.items()}),
        sd=_filled(shape, {k: grade_sd(e.warrant.grade, knowledge) for k, e in evidence.items()}),
        evidence=evidence,
        log_prior=np.log([each.prior_percent.value / 100 for each in conditions]),
        log_else=math.log(knowledge.number("something_else_percent") / 100),
        circumstances=circumstances,
        log_modifier=_filled(
            (len(conditions), len(circumstances)),
            {key: math.log(each.factor) for key, each in modifiers.items()},
        ),
        modifier_sd=_filled(
            (len(conditions), len(circumstances)),
            {key: grade_sd(each.warrant.grade, knowledge) for key, each in modifiers.items()},
        ),
        modifiers=modifiers,
        core=_regions(each.core_regions for each in conditions),
        also=_regions(each.other_regions for each in conditions),
    )


def _ordered_findings(knowledge: Knowledge, conditions: tuple[Condition, ...]) -> tuple[str, ...]:
    named = {entry.finding for condition in conditions for entry in condition.evidence}
    return tuple(sorted(named, key=lambda finding: (_group(finding, knowledge), finding)))


def _group(finding: str, knowledge: Knowledge) -> str:
    return knowledge.findings[finding].group


def _circumstances(
    conditions: tuple[Condition, ...],
) -> tuple[tuple[Criterion, ...], Mapping[tuple[int, int], Modifier]]:
    """Each different circumstance once; a condition's two modifiers with one circumstance apart."""
    numbered: dict[tuple[Criterion, int], int] = {}
    modifiers: dict[tuple[int, int], Modifier] = {}
    for row, condition in enumerate(conditions):
        seen: dict[Criterion, int] = {}
        for modifier in condition.modifiers:
            copy = seen.get(modifier.when, 0)
            seen[modifier.when] = copy + 1
            place = numbered.setdefault((modifier.when, copy), len(numbered))
            modifiers[row, place] = modifier
    return tuple(criterion for criterion, _ in numbered), modifiers


def _filled(shape: tuple[int, int], entries: Mapping[tuple[int, int], float]) -> Array:
    table = np.zeros(shape)
    for key, value in entries.items():
        table[key] = value
    return table


def _regions(marked: Iterable[Sequence[str]]) -> Flags:
    rows = [[region in set(each) for region in Region] for each in marked]
    return np.array(rows, dtype=np.bool_)


def log_capped(ratio: float, knowledge: Knowledge) -> float:
    """The natural log of a ratio, no further than the caps allow a single finding to count."""
    low, high = knowledge.number("lr_cap_low"), knowledge.number("lr_cap_high")
    return math.log(min(high, max(low, ratio)))


def grade_sd(grade: Grade, knowledge: Knowledge) -> float:
    """How uncertain a log ratio of that grade is."""
    return knowledge.number(f"sd_{grade}")
