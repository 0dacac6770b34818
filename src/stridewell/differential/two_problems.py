"""Two problems at once: pairs of causes that each explain a place the other does not."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from stridewell.differential.likelihood import Weighed, place_log_ratio_of
from stridewell.differential.tables import Array, Indices
from stridewell.values.anatomy import Region
from stridewell.values.evidence import State

MEMBERS = 14
"""So many of the leading causes are paired; the others are too unlikely to matter."""


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """Pairs of conditions (P of them) by row, with the natural-log odds of both together."""

    first: Indices
    second: Indices
    log_odds: Array


def pairs_of(weighed: Weighed) -> Pairs:
    """Every pair worth weighing: two leading causes with a core place each of their own.

    A finding that is present may come from either cause; one that is absent speaks against both.
    The prior of a pair is the product of the two times ``two_problems``.
    """
    first, second = _candidates(weighed)
    if first.size == 0:
        return Pairs(first, second, np.zeros(0))
    tables, knowledge = weighed.tables, weighed.scene.knowledge
    prior = tables.log_prior + tables.log_modifier @ weighed.holds
    both = prior[first] + prior[second] + math.log(knowledge.number("two_problems"))
    core = tables.core[first] | tables.core[second]
    also = tables.also[first] | tables.also[second]
    place = weighed.shrinkage * place_log_ratio_of(core, also, weighed.scene.marked, knowledge)
    found = _together(weighed, first, second).sum(axis=1)
    return Pairs(first, second, both + place + found)


def _together(weighed: Weighed, first: Indices, second: Indices) -> Array:
    """What every known finding says of both causes together (P × K)."""
    one, other = weighed.contribution[first], weighed.contribution[second]
    is_present = np.array([state is State.PRESENT for state in weighed.states], dtype=np.bool_)
    against = np.where((one < 0) & (other < 0), one + other, np.minimum(one, other))
    told: Array = np.where(is_present, np.maximum(one, other), against)
    return told


def _candidates(weighed: Weighed) -> tuple[Indices, Indices]:
    tables = weighed.tables
    here = np.array([region in set(weighed.scene.marked) for region in Region])
    own = (tables.core & here).astype(np.intp)
    foreign = (~(tables.core | tables.also)).astype(np.intp)
    explains = own @ foreign.T > 0
    apart = explains & explains.T
    leading = np.argsort(-weighed.log_odds, kind="stable")[:MEMBERS]
    first, second = np.triu_indices(leading.size, 1)
    rows = np.sort(np.stack([leading[first], leading[second]]), axis=0)
    kept = apart[rows[0], rows[1]]
    return rows[0][kept], rows[1][kept]
