"""A posterior in words: candidates in order, each with reasons and with what would move it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from stridewell.differential.candidates import (
    ELSE_NAME,
    ELSE_PLAIN,
    SOMETHING_ELSE,
    Candidate,
    Differential,
    Together,
)
from stridewell.differential.likelihood import prior_terms_of, terms_of
from stridewell.differential.moves import Openings, moves_of
from stridewell.differential.posterior import Posterior, posterior_of
from stridewell.intake.presentation import Presentation
from stridewell.knowledge.records import Knowledge
from stridewell.values.evidence import Reason
from stridewell.values.quantities import Interval

TOGETHER_AT_LEAST = 0.05
"""Two problems at once are mentioned from this chance on."""


def rank_candidates(
    presentation: Presentation, knowledge: Knowledge, randomness: np.random.Generator
) -> Differential:
    """Rank every known condition and "something else" for one presentation.

    ``randomness`` draws the samples behind the intervals; the same generator state gives the
    same intervals. The probabilities sum to one.
    """
    return differential_of(posterior_of(presentation, knowledge, randomness))


def differential_of(posterior: Posterior, openings: Openings | None = None) -> Differential:
    """The candidates of a posterior; ``openings`` are the answers that could still be given."""
    order = np.lexsort((np.arange(posterior.probability.size), -posterior.probability))
    return Differential(tuple(_candidate(int(row), posterior, openings) for row in order))


def _candidate(row: int, posterior: Posterior, openings: Openings | None) -> Candidate:
    share = float(posterior.probability[row])
    interval = Interval(
        min(float(posterior.low[row]), share), max(float(posterior.high[row]), share)
    )
    pretest = float(posterior.pretest[row])
    conditions = posterior.weighed.tables.conditions
    if row == len(conditions):
        return Candidate(
            SOMETHING_ELSE, ELSE_NAME, ELSE_PLAIN, None, pretest, share, interval, (), ()
        )
    condition = conditions[row]
    reasons = reasons_of(row, posterior)
    raises, lowers = moves_of(row, posterior, openings) if openings is not None else ((), ())
    return Candidate(
        id=condition.id,
        name=condition.name,
        plain=condition.plain,
        condition=condition,
        pretest=pretest,
        probability=share,
        interval=interval,
        reasons_for=tuple(r for r in reasons if (r.strength or 0) > 0),
        reasons_against=tuple(r for r in reasons if (r.strength or 0) < 0),
        must_not_miss=condition.must_not_miss,
        raises=raises,
        lowers=lowers,
        together=_together(row, posterior),
    )


def reasons_of(row: int, posterior: Posterior) -> Sequence[Reason]:
    """Everything that moved one condition, the strongest first."""
    terms = (*prior_terms_of(row, posterior.weighed), *terms_of(row, posterior.weighed))
    return sorted((term.reason() for term in terms), key=lambda r: -abs(r.strength or 0))


def _together(row: int, posterior: Posterior) -> tuple[Together, ...]:
    pairs, conditions = posterior.pairs, posterior.weighed.tables.conditions
    mine = (pairs.first == row) | (pairs.second == row)
    worth = np.flatnonzero(mine & (posterior.pair_probability >= TOGETHER_AT_LEAST))
    found = []
    for pair in worth.tolist():
        other = int(pairs.second[pair] if pairs.first[pair] == row else pairs.first[pair])
        chance = float(posterior.pair_probability[pair])
        found.append(Together(conditions[other].id, conditions[other].name, chance))
    return tuple(sorted(found, key=lambda each: -each.probability))
