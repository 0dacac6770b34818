"""Likelihood ratios as runners read them: a factor in words, and a bar on a logarithmic scale."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from stridewell.app.learn.shelf import Link, Shelf
from stridewell.app.learn.standing import Standing, standing
from stridewell.app.learn.words import times
from stridewell.knowledge.records import Evidence

STRONGEST_RATIO = 10.0
"""The ratio that fills half of a bar; no single finding counts beyond it."""


@dataclass(frozen=True, slots=True)
class RatioBar:
    """A ratio as a bar around the middle: to the right it speaks for, to the left against.

    ``start`` and ``width`` are percents of the whole length.
    """

    start: float
    width: float
    speaks_for: bool


@dataclass(frozen=True, slots=True)
class Mover:
    """What a finding does to a cause: the factor if it is present, and the one if absent.

    ``text`` names the finding on the page of a cause, the cause on the page of a self-test;
    ``link`` leads to it where it has a page. ``strength`` is the larger natural-log ratio.
    """

    finding: str
    text: str
    link: Link | None
    present: str
    absent: str
    present_bar: RatioBar
    absent_bar: RatioBar
    strength: float
    standing: Standing


def ratio_bar(ratio: float) -> RatioBar:
    """A ratio as a bar on a logarithmic scale that ends at 10 and at a tenth."""
    share = math.log(ratio) / math.log(STRONGEST_RATIO)
    width = round(50 * min(1.0, abs(share)), 1)
    return RatioBar(50.0 if share >= 0 else 50.0 - width, width, speaks_for=share >= 0)


def mover(evidence: Evidence, text: str, link: Link | None, shelf: Shelf) -> Mover:
    """What one finding does to one cause."""
    return Mover(
        finding=evidence.finding,
        text=text,
        link=link,
        present=times(evidence.present),
        absent=times(evidence.absent),
        present_bar=ratio_bar(evidence.present),
        absent_bar=ratio_bar(evidence.absent),
        strength=max(abs(math.log(evidence.present)), abs(math.log(evidence.absent))),
        standing=standing(evidence.warrant, shelf),
    )


def strongest_first(movers: Iterable[Mover]) -> tuple[Mover, ...]:
    """The movers by strength; equally strong ones by name."""
    return tuple(sorted(movers, key=lambda each: (-each.strength, each.text)))
