"""Puts two legs in order: which points are swapped in which frame, and which points are wild."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from stridewell.gait.keypoints import Floats, View
from stridewell.gait.sides_legs import Flags, Legs
from stridewell.gait.sides_pattern import Pattern, Stride, pattern_of, stride_of
from stridewell.gait.sides_states import likeliest

ROUNDS = 3
CLEARLY_APART = 0.35
"""Ankles are apart where the swing is at least at this share of its width."""
CAP = 16.0
"""The most that one point may speak against an order, in squared spreads."""
SWAP_COST, APART_COST, CHANGE_COST = 1.0, 3.0, 3.0
HIP_APART_COST = 40.0
"""From the side the hips lie on one another: they go with the knees."""
WILD_SPREADS, WILD_LEAST, WILD_MOST = 5.0, 0.15, 0.20
"""A point is wild beyond so many spreads, but only between these shares of a leg."""
COLLAPSED, HIDING_POINTS = 0.5, 2
"""Legs nearer to each other than this share of what they should be are both one leg; so many
points in a frame make it sure."""


@dataclass(frozen=True, slots=True, eq=False)
class Order:
    """Legs in order.

    ``way`` (2, n, parts, axes) with wild points as they were, ``swapped`` (n, parts), ``wild``
    (2, n, parts), ``sure`` (n,) how clearly each frame is one way round and not the other.
    """

    way: Floats
    swapped: Flags
    wild: Flags
    pattern: Pattern
    sure: Floats


def put_in_order(phase: Floats, legs: Legs, view: View) -> Order:
    """Find the order in which both legs repeat best; which of them is left is not decided here.

    Begun from the names as they are and from the swing of the ankles; the tighter pattern is taken.
    """
    guess, stride = _first_guess(phase, legs, view), stride_of(phase)
    orders = [_settled(stride, legs, view, np.zeros_like(guess))]
    if guess.any():
        orders.append(_settled(stride, legs, view, guess))
    return min(orders, key=lambda order: float(np.log(order.pattern.spread).sum()))


def _settled(stride: Stride, legs: Legs, view: View, turned: Flags) -> Order:
    """Fit the pattern and put points in order by turns, from frames (n,) that are turned round."""
    swapped = np.repeat(turned[:, None], len(legs.parts), axis=1)
    wild = np.zeros(legs.way.shape[:3], dtype=bool)
    hips = APART_COST if view.shows_rear else HIP_APART_COST
    pattern: Pattern | None = None
    for _ in range(ROUNDS):
        way = exchanged(legs.way, swapped)
        pattern = pattern_of(stride, legs, np.where(wild[..., None], np.nan, way), pattern)
        cost = _cost(legs, pattern)
        swapped = likeliest(cost + SWAP_COST, legs.parts, (hips, APART_COST), CHANGE_COST)
        way = exchanged(legs.way, swapped)
        wild = _wild(legs, way, pattern)
    assert pattern is not None
    return Order(way, swapped, wild, pattern, np.abs(cost).sum(axis=1))


def exchanged(way: Floats, swapped: Flags) -> Floats:
    """The legs with the marked points (n, parts) exchanged."""
    return np.where(swapped[None, ..., None], way[::-1], way)


def _first_guess(phase: Floats, legs: Legs, view: View) -> Flags:
    """Frames in which the ankles are the other way round than a swing of one stride has them.

    The square of their distance repeats every step and tells the phase of the swing. Where the
    ankles pass each other the names are kept.
    """
    axis = list(view.axes).index("forward" if view.shows_side else "up")
    ankles = legs.of("ankle")[:, :, axis]
    apart = np.nan_to_num(ankles[0] - ankles[1])
    shift = np.angle(np.sum(apart**2 * np.exp(-2j * phase))) / 2
    swing = np.cos(phase + shift)
    turned = float(np.sum(apart * swing)) < 0
    against = (apart * swing > 0) if turned else (apart * swing < 0)
    return np.asarray(against & (np.abs(swing) > CLEARLY_APART))


def _cost(legs: Legs, pattern: Pattern) -> Floats:
    """How much worse (n, parts) the points fit when exchanged; 0 where they were not seen."""
    away = np.stack([legs.way - pattern.way[0], legs.way - pattern.way[1]])
    squared = np.sum(away**2, axis=-1) / pattern.spread**2
    squared = np.where(np.isnan(squared), CAP, np.minimum(squared, CAP))
    return np.asarray(squared[0, 1] + squared[1, 0] - squared[0, 0] - squared[1, 1])


def _wild(legs: Legs, way: Floats, pattern: Pattern) -> Flags:
    """Points that lie on the other leg or nowhere near their own (2, n, parts); hips never."""
    away = np.linalg.norm(way - pattern.way, axis=-1)
    limit = np.clip(WILD_SPREADS * pattern.spread, WILD_LEAST * legs.size, WILD_MOST * legs.size)
    wild = away > limit
    should = np.linalg.norm(pattern.way[0] - pattern.way[1], axis=-1)
    together = np.linalg.norm(way[0] - way[1], axis=-1) < COLLAPSED * should
    clearly = together & (should > np.maximum(4 * pattern.spread, WILD_LEAST * legs.size))
    # where one leg hides the other, its points that are nearer to each other hide it as well
    hidden = clearly.sum(axis=1, keepdims=True) >= HIDING_POINTS
    one = clearly | (hidden & together & (should > 2 * pattern.spread))
    farther = away[0] > away[1]
    wild |= one & np.stack([farther, ~farther])
    wild[:, :, legs.parts.index("hip")] = False
    return np.asarray(wild)
