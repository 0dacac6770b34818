"""What each answer to each question would be expected to be, cause by cause; made once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from stridewell.differential.likelihood import place_log_ratio_of
from stridewell.differential.tables import KEPT_VERSIONS, Array, Indices, Tables, tables_of
from stridewell.knowledge.records import Evidence, Knowledge, Option, Question
from stridewell.values.anatomy import Region

TINY = 1e-9
RARE, COMMON = 0.005, 0.995


@dataclass(frozen=True, slots=True, eq=False)
class QuestionTables:
    """Likelihoods of answers, stacked so that all questions are weighed in one product.

    ``rows`` (N × (C + 1)) holds the probability of one outcome given each condition, the last
    column for something else; ``start`` gives the first row of each outcome set, ``owner`` the
    question of each set. A box of a multi question is a set of two outcomes, ticked or not; a
    choice question is one set over its options. ``entropy`` (sets × (C + 1)) is in bits.
    """

    owner: tuple[str, ...]
    start: Indices
    rows: Array
    entropy: Array
    group: tuple[str | None, ...]
    """The dependence group of the finding behind a box; None for whole choices."""
    options: tuple[tuple[str, ...], ...]
    """The options behind the first rows of each set; the rows after them mean none of these."""


@lru_cache(maxsize=KEPT_VERSIONS)
def question_tables_of(knowledge: Knowledge) -> QuestionTables:
    """The outcome sets of every question of one version of the knowledge."""
    tables = tables_of(knowledge)
    sets = [
        (question.id, group, outcomes, options)
        for question in knowledge.questions.values()
        for group, outcomes, options in _outcome_sets(question, tables, knowledge)
    ]
    lengths = [outcomes.shape[0] for _, _, outcomes, _ in sets]
    return QuestionTables(
        owner=tuple(owner for owner, _, _, _ in sets),
        start=np.array([0, *np.cumsum(lengths)[:-1]], dtype=np.intp),
        rows=np.vstack([outcomes for _, _, outcomes, _ in sets]),
        entropy=np.stack([entropy_bits(outcomes) for _, _, outcomes, _ in sets]),
        group=tuple(group for _, group, _, _ in sets),
        options=tuple(options for _, _, _, options in sets),
    )


def _outcome_sets(
    question: Question, tables: Tables, knowledge: Knowledge
) -> Iterable[tuple[str | None, Array, tuple[str, ...]]]:
    if question.kind == "regions":
        yield None, _region_likelihoods(tables, knowledge), tuple(Region)
    elif question.kind == "multi":
        for option in question.options:
            if option.present:
                ticked = _option_probability(option, tables, knowledge)
                group = knowledge.findings[option.present[0]].group
                yield group, np.stack([ticked, 1 - ticked]), (option.id,)
    elif question.kind in {"choice", "side"} and any(o.present for o in question.options):
        told = tuple(option.id for option in question.options if option.present)
        yield None, _choice_likelihoods(question, tables, knowledge), told


def entropy_bits(probability: Array) -> Array:
    """Bits, summed over the first axis."""
    entropy: Array = -(probability * np.log2(np.maximum(probability, TINY))).sum(axis=0)
    return entropy


def _choice_likelihoods(question: Question, tables: Tables, knowledge: Knowledge) -> Array:
    """One row an option; what no option's findings claim is left to the plain "no"."""
    told = [_option_probability(o, tables, knowledge) for o in question.options if o.present]
    rows = np.stack(told)
    rest = np.clip(1 - rows.sum(axis=0), RARE, None)
    whole = np.vstack([rows, rest])
    shares: Array = whole / whole.sum(axis=0)
    return shares


def _option_probability(option: Option, tables: Tables, knowledge: Knowledge) -> Array:
    """P(option's first finding present | condition), something else last."""
    finding = option.present[0]
    base = knowledge.findings[finding].base_rate or RARE
    power = knowledge.number("shrinkage")
    likely = np.full(len(tables.conditions) + 1, base)
    column = tables.column.get(finding)
    if column is not None:
        for row in np.flatnonzero(tables.sd[:, column]).tolist():
            likely[row] = sensitivity(tables.evidence[row, column], base, power)
    return likely


def sensitivity(entry: Evidence, base: float, power: float) -> float:
    """P(present | condition) from both ratios where they fix it, else from the base rate."""
    present, absent = float(entry.present**power), float(entry.absent**power)
    both_fix_it = present > 1 > absent
    value = present * (1 - absent) / (present - absent) if both_fix_it else base * present
    return min(COMMON, max(RARE, value))


def _region_likelihoods(tables: Tables, knowledge: Knowledge) -> Array:
    """One row a region, as if one were marked; something else may hurt anywhere."""
    rows = [place_log_ratio_of(tables.core, tables.also, (r,), knowledge) for r in Region]
    ratios = np.pad(np.exp(np.stack(rows)), ((0, 0), (0, 1)), constant_values=1.0)
    shares: Array = ratios / ratios.sum(axis=0)
    return shares
