"""Prior × modifiers × likelihood ratios, in log space → probabilities with intervals."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from stridewell.differential.likelihood import Weighed, scene_of, weigh
from stridewell.differential.tables import Array
from stridewell.differential.two_problems import Pairs, pairs_of
from stridewell.intake.presentation import Presentation
from stridewell.knowledge.records import Knowledge


@dataclass(frozen=True, slots=True, eq=False)
class Posterior:
    """Where the ranking stands. Arrays have C + 1 entries: every condition, then something else.

    ``probability`` is the chance of being the main cause: the mean over the draws, summing to
    one; of two problems at once each is the main one half of the time. ``low`` and ``high``
    bound the interval. ``pair_probability`` (P) belongs to ``pairs``.
    """

    weighed: Weighed
    log_odds: Array
    sd: Array
    pretest: Array
    probability: Array
    low: Array
    high: Array
    pairs: Pairs
    pair_probability: Array


def posterior_of(
    presentation: Presentation, knowledge: Knowledge, randomness: np.random.Generator
) -> Posterior:
    """Weigh every condition and "something else" for one presentation.

    The ratios are uncertain by their grade: ``randomness`` draws so many sets of them as the
    knowledge says, each set gives probabilities that sum to one, and the mean over the sets is
    the answer. A sum of independent normal errors is normal, so each condition's errors are
    drawn as one. The same generator state gives the same numbers.
    """
    weighed = weigh(scene_of(presentation, knowledge))
    log_odds = np.append(weighed.log_odds, weighed.tables.log_else)
    sd = np.sqrt(np.append(weighed.variance, knowledge.number("prior_sd") ** 2))
    pairs = pairs_of(weighed)
    errors = sd[:, None] * randomness.standard_normal((sd.size, int(knowledge.number("draws"))))
    shares = _shares(log_odds[:, None] + errors, _pair_draws(pairs, errors), pairs)
    shares = _with_mimics(
        shares, sd.size - 1, knowledge.number("something_else_least_percent") / 100
    )
    ordered = np.sort(shares[: sd.size], axis=1)
    mean = shares.mean(axis=1)
    low, high = _bounds(ordered, knowledge.number("interval_percent"))
    return Posterior(
        weighed=weighed,
        log_odds=log_odds,
        sd=sd,
        pretest=softmax(np.append(weighed.tables.log_prior, weighed.tables.log_else)),
        probability=mean[: sd.size] / mean[: sd.size].sum(),
        low=low,
        high=high,
        pairs=pairs,
        pair_probability=mean[sd.size :],
    )


def _pair_draws(pairs: Pairs, errors: Array) -> Array:
    """The log odds of every pair in every draw (P × draws): as uncertain as its members."""
    together = (errors[pairs.first] + errors[pairs.second]) / math.sqrt(2)
    draws: Array = pairs.log_odds[:, None] + together
    return draws


def _shares(single: Array, paired: Array, pairs: Pairs) -> Array:
    """Shares of the main cause (C + 1 rows), then the chance of each pair (P rows), by draw."""
    whole = softmax(np.vstack([single, paired]).T).T
    alone, both = whole[: single.shape[0]], whole[single.shape[0] :]
    if both.size:
        half = np.zeros((single.shape[0], both.shape[0]))
        half[pairs.first, np.arange(both.shape[0])] = 0.5
        half[pairs.second, np.arange(both.shape[0])] = 0.5
        alone = alone + half @ both
    return np.vstack([alone, both])


def _with_mimics(shares: Array, rest: int, least: float) -> Array:
    """A cause nobody listed can look like any other: the last share never falls below the least."""
    mixed = (1 - least) * shares
    mixed[rest] += least
    return mixed


def _bounds(ordered: Array, interval_percent: float) -> tuple[Array, Array]:
    """The ends of the interval of each row; the nearest draw stands for the percentile."""
    last = ordered.shape[1] - 1
    tail = (100 - interval_percent) / 200
    return ordered[:, round(tail * last)], ordered[:, round((1 - tail) * last)]


def softmax(log_odds: Array) -> Array:
    """Log odds → probabilities along the last axis."""
    shifted = np.exp(log_odds - log_odds.max(axis=-1, keepdims=True))
    total: Array = shifted / shifted.sum(axis=-1, keepdims=True)
    return total
