"""What would raise or lower a candidate most: the open answers, each with what it would make."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from stridewell.differential.candidates import Move
from stridewell.differential.posterior import Posterior, softmax
from stridewell.differential.tables import Array, Indices
from stridewell.knowledge.records import Knowledge, Question

SHOWN = 3
LEAST_CHANGE = 0.02
"""A move of fewer than two points of a hundred is not worth a sentence."""


@dataclass(frozen=True, slots=True, eq=False)
class Openings:
    """Findings that could still be found out (K of them) and what each would do.

    ``after_present`` and ``after_absent`` (K × (C + 1)) are the probabilities that would follow.
    """

    findings: tuple[str, ...]
    questions: tuple[str, ...]
    after_present: Array
    after_absent: Array
    knowledge: Knowledge


def openings_of(
    questions: Iterable[Question], posterior: Posterior, knowledge: Knowledge
) -> Openings:
    """What every answer that is still open would make of the probabilities."""
    tables = posterior.weighed.tables
    asked = {f: q.id for q in questions for option in q.options for f in option.present}
    known = {tables.findings[int(column)] for column in posterior.weighed.columns}
    findings = tuple(f for f in asked if f in tables.column and f not in known)
    columns = np.array([tables.column[f] for f in findings], dtype=np.intp)
    shrinkage = knowledge.number("shrinkage")
    return Openings(
        findings=findings,
        questions=tuple(asked[f] for f in findings),
        after_present=_after(posterior, shrinkage * tables.present, columns),
        after_absent=_after(posterior, shrinkage * tables.absent, columns),
        knowledge=knowledge,
    )


def _after(posterior: Posterior, log_ratio: Array, columns: Indices) -> Array:
    base = np.log(np.maximum(posterior.probability, 1e-12))
    change = np.pad(log_ratio[:, columns].T, ((0, 0), (0, 1)))
    return softmax(base + change)


def moves_of(
    row: int, posterior: Posterior, openings: Openings
) -> tuple[tuple[Move, ...], tuple[Move, ...]]:
    """The open answers that would raise, and those that would lower, one candidate most."""
    now = float(posterior.probability[row])
    both = [
        *((k, True, p) for k, p in enumerate(openings.after_present[:, row].tolist())),
        *((k, False, p) for k, p in enumerate(openings.after_absent[:, row].tolist())),
    ]
    up = sorted((e for e in both if e[2] - now >= LEAST_CHANGE), key=lambda e: -e[2])
    down = sorted((e for e in both if now - e[2] >= LEAST_CHANGE), key=lambda e: e[2])
    return _told(up, openings), _told(down, openings)


def _told(entries: Iterable[tuple[int, bool, float]], openings: Openings) -> tuple[Move, ...]:
    moves: list[Move] = []
    for k, present, probability in entries:
        finding = openings.findings[k]
        if any(move.finding == finding for move in moves):
            continue
        plain = openings.knowledge.findings[finding].plain
        said = "yes" if present else "no"
        text = f"A {said} to “{plain}” would bring it to about {100 * probability:.0f} %."
        moves.append(Move(finding, present, openings.questions[k], probability, text))
        if len(moves) == SHOWN:
            break
    return tuple(moves)
