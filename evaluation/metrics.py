"""What is counted: ranks, levels, missed emergencies, calibration; each with a 95 % interval."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from stridewell.knowledge.records import Level

Z_95 = 1.959964
RESAMPLES, SEED = 2000, 20_260_101
BINS = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0 + 1e-9)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one run of one scenario came to, beside what was expected.

    ``ranks`` are the 1-based ranks of the reasonable candidates; ``lead`` is the probability of
    the first candidate; ``squared_error`` is the multi-class Brier score against the label.
    """

    scenario: str
    level: Level
    expected: Level
    accepted: tuple[Level, ...]
    ranks: tuple[int, ...]
    label_rank: int | None
    second_rank: int | None
    lead: float
    lead_is_right: bool
    squared_error: float
    first: tuple[str, ...]
    left_open: bool
    """Whether the answer says of itself that a safety question is still open."""

    def within(self, depth: int) -> bool:
        """Whether a reasonable candidate is among the first so many."""
        return any(rank <= depth for rank in self.ranks)

    @property
    def acceptable(self) -> bool:
        """Whether the level is one that a careful reader could choose."""
        return self.level in self.accepted

    @property
    def exact(self) -> bool:
        """Whether the level is the label's."""
        return self.level is self.expected

    @property
    def within_one(self) -> bool:
        """Whether the level is at most one step from the label's."""
        return abs(self.level.urgency - self.expected.urgency) <= 1

    @property
    def under(self) -> bool:
        """Whether it is less urgent than every level a careful reader could choose."""
        return self.level.urgency < min(each.urgency for each in self.accepted)

    @property
    def over(self) -> bool:
        """Whether it is more urgent than every level a careful reader could choose."""
        return self.level.urgency > max(each.urgency for each in self.accepted)

    @property
    def urgent(self) -> bool:
        """Whether the label is same day or worse."""
        return self.expected.urgency >= Level.SAME_DAY.urgency


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many, as a share with a 95 % interval."""

    hits: float
    of: int
    low: float
    high: float

    @property
    def value(self) -> float:
        """The share, not a number when there is nothing to count."""
        return self.hits / self.of if self.of else math.nan

    def __str__(self) -> str:
        """As it stands in a table: ``93 % (86–97)``."""
        if not self.of:
            return "–"
        return f"{100 * self.value:.0f} % ({100 * self.low:.0f}–{100 * self.high:.0f})"


def share(outcomes: Iterable[Outcome], holds: Callable[[Outcome], bool]) -> Share:
    """How often something holds: Wilson's interval for one run a scenario, else bootstrap."""
    listed = list(outcomes)
    by_scenario: dict[str, list[bool]] = {}
    for outcome in listed:
        by_scenario.setdefault(outcome.scenario, []).append(holds(outcome))
    means = [sum(runs) / len(runs) for runs in by_scenario.values()]
    count, hits = len(means), math.fsum(means)
    if not count:
        return Share(0, 0, math.nan, math.nan)
    low, high = wilson(hits, count) if len(listed) == count else bootstrap(means)
    return Share(hits, count, low, high)


def wilson(hits: float, count: int) -> tuple[float, float]:
    """Wilson's 95 % interval of a share."""
    p, z2 = hits / count, Z_95**2
    middle = (p + z2 / (2 * count)) / (1 + z2 / count)
    half = Z_95 * math.sqrt(p * (1 - p) / count + z2 / (4 * count**2)) / (1 + z2 / count)
    return max(0.0, middle - half), min(1.0, middle + half)


def bootstrap(means: Sequence[float]) -> tuple[float, float]:
    """The 95 % interval of a mean over scenarios, by resampling them."""
    values = np.array(means)
    drawn = np.random.default_rng(SEED).choice(values, (RESAMPLES, values.size)).mean(axis=1)
    low, high = np.percentile(drawn, [2.5, 97.5])
    return float(low), float(high)


@dataclass(frozen=True, slots=True)
class Bin:
    """Scenarios whose first candidate had about one probability, and how often it was right."""

    count: int
    said: float
    right: float


def calibration(outcomes: Sequence[Outcome]) -> tuple[Bin, ...]:
    """How often the first candidate is right, by the probability that was given to it."""
    bins = []
    for low, high in itertools.pairwise(BINS):
        inside = [each for each in outcomes if low <= each.lead < high]
        if inside:
            said = math.fsum(each.lead for each in inside) / len(inside)
            right = sum(each.lead_is_right for each in inside) / len(inside)
            bins.append(Bin(len(inside), said, right))
    return tuple(bins)


def calibration_error(bins: Sequence[Bin]) -> float:
    """The expected calibration error: the mean gap, weighted by how many fall in each bin."""
    total = sum(each.count for each in bins)
    return math.fsum(each.count * abs(each.said - each.right) for each in bins) / total


def brier(outcomes: Sequence[Outcome]) -> float:
    """The mean multi-class Brier score: 0 is perfect, 2 is certain and always wrong."""
    return math.fsum(each.squared_error for each in outcomes) / len(outcomes)
