"""What makes a value uncertain, kept apart by cause, and the 90 % interval that comes of it.

Each cause that shifts all steps alike is held as the shift by one standard error, with its sign:
it partly cancels, or doubles, in the difference between left and right.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import hypot, sqrt

import numpy as np

from stridewell.gait.keypoints import Floats

NINE_OF_TEN = 1.645
"""Standard deviations on either side of the mean that hold 90 % of a bell curve."""
T_90 = ((1, 6.31), (2, 2.92), (3, 2.35), (4, 2.13), (6, 1.94), (8, 1.86), (12, 1.78), (20, 1.725))
"""Student's factor for 90 % by degrees of freedom; above the last it nears 1.645."""
OUTLIER = 3.5
MAD_TO_SD = 1.4826
LIKENESS_FROM, MOST_ALIKE = 7, 0.75
"""From so many steps on likeness of neighbours is looked at, up to this correlation."""
KENDALL = 3
"""The correlation r of neighbours is found as r - (1 + 3 r) / n in n values."""
OWN_SHARE = 0.5
"""The part of a moment's error (variance) that each foot has of its own; the rest is common."""


@dataclass(frozen=True, slots=True)
class Spread:
    """Shifts of a value by one standard error of each cause, in its unit.

    ``scatter`` is that of the mean of the steps, ``method`` and ``method_apart`` those of the
    method for a value and for left minus right, without sign.
    """

    scatter: float
    n: int
    on: float = 0.0
    off: float = 0.0
    scale: float = 0.0
    roll: float = 0.0
    method: float = 0.0
    method_apart: float = 0.0

    @property
    def half(self) -> float:
        """Half of the 90 % interval."""
        shifts = hypot(self.on, self.off, self.scale, self.roll, self.method)
        return hypot(student(self.n - 1) * self.scatter, NINE_OF_TEN * shifts)

    def difference(self, right: Spread) -> float:
        """Half of the 90 % interval of this (left) less the right."""
        own = sqrt(OWN_SHARE) * hypot(self.on, self.off, right.on, right.off)
        common = sqrt(1 - OWN_SHARE) * hypot(self.on - right.on, self.off - right.off)
        shifts = hypot(
            own,
            common,
            self.scale - right.scale,
            self.roll - right.roll,
            max(self.method_apart, right.method_apart),
        )
        steps = hypot(
            student(self.n - 1) * self.scatter,
            student(right.n - 1) * right.scatter,
        )
        return hypot(steps, NINE_OF_TEN * shifts)

    def wider(self, factor: float) -> Spread:
        """The same with a method that is worse by a factor."""
        return replace(self, method=factor * self.method, method_apart=factor * self.method_apart)


def student(freedom: int) -> float:
    """The factor on a standard error for a 90 % interval."""
    if freedom > T_90[-1][0]:
        return NINE_OF_TEN * (1 + 0.97 / freedom)
    known = np.array(T_90)
    return float(np.interp(max(freedom, 1), known[:, 0], known[:, 1]))


def usual(values: Floats, *, outliers: bool = True) -> tuple[float, float, Floats]:
    """The mean without outliers, its standard error, and which values counted (bool).

    The values are in the order of time. Without ``outliers`` every value counts. Outliers lie
    more than 3.5 robust standard deviations from the median.
    """
    seen = np.isfinite(values)
    middle = np.median(values[seen])
    away = np.abs(values[seen] - middle)
    # times come in whole frames, so that most may lie on the median: the mean then counts
    spread = max(MAD_TO_SD * np.median(away), np.mean(away))
    kept = seen & (np.abs(np.where(seen, values, middle) - middle) <= max(OUTLIER * spread, 1e-9))
    if not outliers or kept.sum() < 2:  # noqa: PLR2004 - a spread needs two
        kept = seen
    held = values[kept]
    error = float(held.std(ddof=1) / np.sqrt(len(held))) if len(held) > 1 else float("nan")
    return float(held.mean()), error * _likeness(held), kept


def _likeness(values: Floats) -> float:
    """How much larger the error of a mean is because neighbouring steps are alike; 1 or more."""
    away = values - values.mean()
    total = float((away**2).sum())
    if len(values) < LIKENESS_FROM or total <= 0:
        return 1.0
    alike = float((away[1:] * away[:-1]).sum()) / total
    # in few values the likeness about their own mean comes out too small (Kendall 1954)
    alike = (len(values) * alike + 1) / (len(values) - KENDALL)
    alike = min(max(alike, 0.0), MOST_ALIKE)
    return float(np.sqrt((1 + alike) / (1 - alike)))
