"""Prior × modifiers × likelihood ratios, in log space → ranked candidates that sum to one."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from stridewell.differential.candidates import SOMETHING_ELSE, Candidate, Differential
from stridewell.differential.likelihood import Term, prior_terms, scene_of, terms_for
from stridewell.intake.presentation import Presentation
from stridewell.knowledge.records import Condition, Knowledge
from stridewell.values.evidence import Reason
from stridewell.values.quantities import Interval

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Scored:
    """A condition (None: something else) with every term of its log odds."""

    condition: Condition | None
    prior: float
    prior_terms: tuple[Term, ...]
    terms: tuple[Term, ...]
    prior_sd: float

    @property
    def log_odds(self) -> float:
        """Natural log of prior times ratios, before the candidates are set against each other."""
        parts = (term.contribution for term in (*self.prior_terms, *self.terms))
        return math.log(self.prior) + math.fsum(parts)

    @property
    def sd(self) -> float:
        """Uncertainty of the log odds; the terms' uncertainties add as independent."""
        parts = ((term.weight * term.sd) ** 2 for term in (*self.prior_terms, *self.terms))
        return math.sqrt(self.prior_sd**2 + math.fsum(parts))


def rank_candidates(
    presentation: Presentation, knowledge: Knowledge, randomness: np.random.Generator
) -> Differential:
    """Rank every known condition and "something else" for one presentation.

    ``randomness`` draws the samples behind the intervals; the same generator state gives the
    same intervals. The probabilities sum to one.
    """
    scored = score_conditions(presentation, knowledge)
    log_odds = np.array([each.log_odds for each in scored])
    sds = np.array([each.sd for each in scored])
    draws = randomness.standard_normal((int(knowledge.number("draws")), len(scored)))
    sampled = softmax(log_odds + draws * sds)
    tail = (100 - knowledge.number("interval_percent")) / 2
    low, high = np.percentile(sampled, [tail, 100 - tail], axis=0)
    # the mean over the samples, not the best guess: doubt about the ratios tempers the answer
    probabilities = sampled.mean(axis=0)
    pretest = softmax(np.log([each.prior for each in scored]))
    candidates = [
        _candidate(each, float(before), float(after), _around(float(after), low[i], high[i]))
        for i, (each, before, after) in enumerate(zip(scored, pretest, probabilities, strict=True))
    ]
    return Differential(tuple(sorted(candidates, key=lambda c: (-c.probability, c.id))))


def score_conditions(presentation: Presentation, knowledge: Knowledge) -> tuple[Scored, ...]:
    """Every condition with its terms, and "something else" last, which no finding moves."""
    scene = scene_of(presentation, knowledge)
    prior_sd = knowledge.number("prior_sd")
    named = tuple(
        Scored(
            condition,
            condition.prior_percent.value / 100,
            prior_terms(condition, scene),
            terms_for(condition, scene),
            prior_sd,
        )
        for condition in knowledge.conditions.values()
    )
    rest = Scored(None, knowledge.number("something_else_percent") / 100, (), (), prior_sd)
    return (*named, rest)


def softmax(log_odds: Array) -> Array:
    """Log odds → probabilities along the last axis."""
    shifted = np.exp(log_odds - log_odds.max(axis=-1, keepdims=True))
    total: Array = shifted / shifted.sum(axis=-1, keepdims=True)
    return total


def _around(probability: float, low: float, high: float) -> Interval:
    return Interval(min(float(low), probability), max(float(high), probability))


def _candidate(scored: Scored, pretest: float, probability: float, interval: Interval) -> Candidate:
    reasons = _sorted_reasons(scored)
    condition = scored.condition
    if condition is None:
        return Candidate(
            SOMETHING_ELSE, "Something else", _ELSE, None, pretest, probability, interval, (), ()
        )
    return Candidate(
        id=condition.id,
        name=condition.name,
        plain=condition.plain,
        condition=condition,
        pretest=pretest,
        probability=probability,
        interval=interval,
        reasons_for=tuple(r for r in reasons if (r.strength or 0) > 0),
        reasons_against=tuple(r for r in reasons if (r.strength or 0) < 0),
        must_not_miss=condition.must_not_miss,
    )


_ELSE = "a cause that is not among those stridewell knows"


def _sorted_reasons(scored: Scored) -> list[Reason]:
    reasons = [term.reason() for term in (*scored.prior_terms, *scored.terms)]
    return sorted(reasons, key=lambda reason: -abs(reason.strength or 0))
