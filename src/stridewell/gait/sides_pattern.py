"""The way both legs repeat: one pattern, half a stride apart, with what each leg has of its own."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from stridewell.gait.keypoints import Floats
from stridewell.gait.sides_legs import Legs

HARMONICS = 6
MOMENTS = 100
OWN_COST = (0.002, 0.02, 0.3)
"""How strongly the legs are held alike, as a share of all frames: offset, stride, and finer."""
ROUNDS = 80
SETTLED = 0.002
"""A pattern that moves by less than this share of the leg is done; unseen points slow it down."""
WILD = 3.0
"""Points farther from the pattern than so many of its spreads count little."""
LEAST_SPREAD = 0.012
"""No pattern is trusted closer than this share of the leg."""


@dataclass(frozen=True, slots=True, eq=False)
class Pattern:
    """Where each leg should be: ``way`` (2, n, parts, axes); ``spread`` (parts,) around it."""

    way: Floats
    spread: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Stride:
    """The waves of a stride at every frame, and what solves for the two legs' shares of them.

    ``waves`` (n, k); the second leg has every odd wave turned (``half``, (k,)), for it is half a
    stride behind. ``shared`` and ``own`` (k, k) solve for what the legs have in common and apart.
    """

    waves: Floats
    half: Floats
    inverse: Floats

    def fit(self, first: Floats, second: Floats) -> tuple[Floats, Floats]:
        """Both legs' columns (n, m) as waves of the stride."""
        ahead, behind = (_product(self.waves, columns) for columns in (first, second))
        behind = behind * self.half[:, None]
        solved = self.inverse @ np.concatenate([ahead + behind, ahead - behind])
        common, apart = np.split(solved, 2)
        return (
            _sum(self.waves, common + apart),
            _sum(self.waves, (common - apart) * self.half[:, None]),
        )


def stride_of(phase: Floats) -> Stride:
    """The waves of a clip's stride and their solution, for all points at once."""
    waves = _waves(phase)
    order = np.repeat(np.arange(HARMONICS + 1), 2)[1:]
    half = np.where(order % 2, -1.0, 1.0)
    ahead = _product(waves, waves)
    behind = ahead * half * half[:, None]
    both, differ = ahead + behind, ahead - behind
    own = np.array([OWN_COST[min(each, 2)] for each in order])
    held = np.concatenate([np.full(len(order), 1e-6), own]) * 2 * len(phase)
    normal = np.block([[both, differ], [differ, both]]) + np.diag(held)
    return Stride(waves, half, np.linalg.inv(normal))


def pattern_of(stride: Stride, legs: Legs, way: Floats, begun: Pattern | None = None) -> Pattern:
    """Fit the pattern to legs that were put in order (``way`` as `Legs.way`; NaN counts nothing).

    ``begun`` is the pattern of an earlier round, to begin from.
    """
    mirror = np.stack([np.ones_like(legs.mirror), legs.mirror])[:, None, None]
    seen = way * mirror
    there = np.isfinite(seen).all(axis=-1, keepdims=True)
    fitted = np.zeros_like(seen) if begun is None else begun.way * mirror
    spread = np.full(len(legs.parts), np.inf) if begun is None else begun.spread
    shape = (legs.frames, -1)
    for _ in range(ROUNDS):
        rest = np.where(there, seen - fitted, 0.0)
        away = np.linalg.norm(rest, axis=-1, keepdims=True)
        weight = 1 / (1 + (away / (WILD * spread[:, None])) ** 4)
        wanted = fitted + weight * rest
        solved = stride.fit(wanted[0].reshape(shape), wanted[1].reshape(shape))
        before, fitted = fitted, np.stack(solved).reshape(seen.shape)
        settled = np.abs(fitted - before).max() < SETTLED * legs.size
        if settled and np.isfinite(spread).any():
            break
        # nothing is wild before all that was seen has had its say
        if settled or np.isfinite(spread).any():
            spread = _spread(seen - fitted, LEAST_SPREAD * legs.size)
    return Pattern(fitted * mirror, _spread(seen - fitted, LEAST_SPREAD * legs.size))


def repeats(phase: Floats, column: Floats) -> Floats:
    """What of a column (n,) repeats with the stride, at 100 moments of it; NaN without any."""
    there = np.isfinite(column)
    if there.sum() < 2 * (2 * HARMONICS + 1):
        return np.full(MOMENTS, np.nan)
    waves = _waves(phase[there])
    normal = _product(waves, waves) + 1e-9 * len(waves) * np.eye(waves.shape[1])
    known = np.asarray(np.linalg.solve(normal, _product(waves, column[there, None])))
    moments = np.asarray(np.linspace(0, 2 * np.pi, MOMENTS, endpoint=False), dtype=np.float64)
    return np.asarray(_sum(_waves(moments), known)[:, 0])


def _spread(rest: Floats, least: float) -> Floats:
    """How far the points (2, n, parts, axes) lie from the pattern in the middle, by part."""
    away = np.linalg.norm(rest, axis=-1)
    by_part = (each[np.isfinite(each)] for each in np.moveaxis(away, -1, 0))
    found = [float(np.median(each)) if each.size else np.inf for each in by_part]
    return np.asarray(np.maximum(np.array(found), least))


def _waves(phase: Floats) -> Floats:
    turns = phase[:, None] * np.arange(1, HARMONICS + 1)
    both = np.stack([np.cos(turns), np.sin(turns)], axis=2).reshape(len(phase), -1)
    return np.hstack([np.ones((len(phase), 1)), both])


def _product(rows: Floats, columns: Floats) -> Floats:
    """Rows turned, times columns; kept off the threads of the algebra library, which would wait."""
    return np.asarray(np.einsum("ni,nk->ik", rows, columns))


def _sum(waves: Floats, shares: Floats) -> Floats:
    return np.asarray(np.einsum("ni,ik->nk", waves, shares))
