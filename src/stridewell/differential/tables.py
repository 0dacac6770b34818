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
    shape, circumstance_shape = (
        (len(conditions), len(findings)),
        (len(conditions), len(circumstances)),
    )
    sds = {grade: grade_sd(grade, knowledge) for grade in Grade}
    caps = knowledge.number("lr_cap_low"), knowledge.number("lr_cap_high")
    return Tables(
        conditions=conditions,
        findings=findings,
        column=column,
        group=np.array([groups[_group(f, knowledge)] for f in findings], dtype=np.intp),
        present=_log_capped(shape, {key: each.present for key, each in evidence.items()}, caps),
        absent=_log_capped(shape, {key: each.absent for key, each in evidence.items()}, caps),
        sd=_filled(shape, {key: sds[each.warrant.grade] for key, each in evidence.items()}, 0.0),
        evidence=evidence,
        log_prior=np.log([each.prior_percent.value / 100 for each in conditions]),
        log_else=math.log(knowledge.number("something_else_percent") / 100),
        circumstances=circumstances,
        log_modifier=np.log(
            _filled(circumstance_shape, {key: m.factor for key, m in modifiers.items()}, 1.0)
        ),
        modifier_sd=_filled(
            circumstance_shape, {key: sds[m.warrant.grade] for key, m in modifiers.items()}, 0.0
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


def _filled(shape: tuple[int, int], entries: Mapping[tuple[int, int], float], rest: float) -> Array:
    table = np.full(shape, rest)
    if entries:
        rows, columns = np.array(list(entries)).T
        table[rows, columns] = list(entries.values())
    return table


def _log_capped(
    shape: tuple[int, int],
    ratios: Mapping[tuple[int, int], float],
    caps: tuple[float, float],
) -> Array:
    """Natural logs, no further than the caps allow a single finding to count."""
    logs: Array = np.log(np.clip(_filled(shape, ratios, 1.0), *caps))
    return logs


def _regions(marked: Iterable[Sequence[str]]) -> Flags:
    rows = [[region in set(each) for region in Region] for each in marked]
    return np.array(rows, dtype=np.bool_)


def grade_sd(grade: Grade, knowledge: Knowledge) -> float:
    """How uncertain a log ratio of that grade is."""
    return knowledge.number(f"sd_{grade}")
