"""Found contacts against true ones: errors of moments, what was missed, and what follows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
from evaluation.gait.rbds import TrueContact

from stridewell.gait.contacts import Contact
from stridewell.gait.keypoints import Floats
from stridewell.values.anatomy import Side

NEAR_S = 0.15
"""A found contact belongs to a true one whose middle lies this near."""
EDGE_S = 0.15
"""True contacts this near to the ends of a recording need not be found."""
NINETY = 1.645
SIDES = (Side.LEFT, Side.RIGHT)


@dataclass(slots=True)
class Scores:
    """Sums over trials: errors in seconds by foot, counts, contact time, balance, rhythm."""

    feet: list[Floats] = field(default_factory=list)
    """One array (steps, 2) of errors of contact and toe-off for each foot of a trial."""
    stated: list[Floats] = field(default_factory=list)
    """The standard errors that were stated for the same."""
    wanted: int = 0
    met: int = 0
    found: int = 0
    right: int = 0
    contact_time: list[float] = field(default_factory=list)
    """The mean error of contact time in each trial, in seconds."""
    balance: list[float] = field(default_factory=list)
    """Errors of the share of contact time that is the left foot's, in points of per cent."""
    cadence: list[float] = field(default_factory=list)
    refused: int = 0

    def add(
        self, found: Sequence[Contact], true: Sequence[TrueContact], inside: tuple[float, float]
    ) -> None:
        """Count one trial; ``inside`` are its first and last time."""
        pairs = list(_pairs(found, true))
        met = {id(each) for _, each in pairs}
        wanted = [
            each
            for each in true
            if each.on_s - EDGE_S >= inside[0] and each.off_s + EDGE_S <= inside[1]
        ]
        self.wanted += len(wanted)
        self.met += sum(id(each) in met for each in wanted)
        self.found += len(found)
        self.right += len(pairs)
        if not pairs:
            self.refused += 1
            return
        for side in SIDES:
            own = [(one, other) for one, other in pairs if one.side is side]
            if own:
                self.feet.append(_errors(own))
                self.stated.append(np.array([(one.on_sd_s, one.off_sd_s) for one, _ in own]))
        if len({one.side for one, _ in pairs}) == len(SIDES):
            errors = _errors(pairs)
            self.contact_time.append(float((errors[:, 1] - errors[:, 0]).mean()))
            self.balance.append(_balance([a for a, _ in pairs]) - _balance([b for _, b in pairs]))

    def moment(self, which: int) -> Moment:
        """Errors of contact (0) or toe-off (1) over all trials, in ms."""
        means = 1000 * np.array([foot[:, which].mean() for foot in self.feet])
        within = 1000 * np.array([foot[:, which].std() for foot in self.feet])
        every = 1000 * np.concatenate([foot[:, which] for foot in self.feet])
        sd = 1000 * np.concatenate([each[:, which] for each in self.stated])
        return Moment(
            bias=float(means.mean()),
            between=float(means.std()),
            within=float(np.sqrt((within**2).mean())),
            rmse=float(np.sqrt((every**2).mean())),
            mae=float(np.abs(every).mean()),
            covered=float((np.abs(every) <= NINETY * sd).mean()) if (sd > 0).all() else np.nan,
        )


@dataclass(frozen=True, slots=True)
class Moment:
    """Errors of one kind of moment in ms; ``covered`` is the share inside the stated 90 %."""

    bias: float
    between: float
    within: float
    rmse: float
    mae: float
    covered: float


def true_step_rate(true: Iterable[TrueContact]) -> float:
    """Steps a minute by the plates: a line through the moments of contact, sides apart."""
    ordered = sorted(true, key=lambda each: each.on_s)
    on = np.array([each.on_s for each in ordered])
    left = np.array([each.side is Side.LEFT for each in ordered], dtype=np.float64)
    step = np.concatenate(([0.0], np.cumsum(np.round(np.diff(on) / np.median(np.diff(on))))))
    table = np.stack([step, left, np.ones(len(on))], axis=1)
    return float(60 / np.linalg.lstsq(table, on, rcond=None)[0][0])


def _pairs(
    found: Sequence[Contact], true: Sequence[TrueContact]
) -> Iterable[tuple[Contact, TrueContact]]:
    """Each found contact with the true one of its side that is nearest, each true one once."""
    taken: set[int] = set()
    for one in found:
        own = [each for each in true if each.side is one.side and id(each) not in taken]
        if not own:
            continue
        nearest = min(own, key=lambda each: _apart(one, each))
        if _apart(one, nearest) <= NEAR_S:
            taken.add(id(nearest))
            yield one, nearest


def _apart(one: Contact, other: TrueContact) -> float:
    return abs(one.on_s + one.off_s - other.on_s - other.off_s) / 2


def _errors(pairs: Sequence[tuple[Contact, TrueContact]]) -> Floats:
    return np.array([(one.on_s - other.on_s, one.off_s - other.off_s) for one, other in pairs])


def _balance(contacts: Sequence[Contact | TrueContact]) -> float:
    left, right = (
        float(np.mean([each.off_s - each.on_s for each in contacts if each.side is side]))
        for side in SIDES
    )
    return 100 * left / (left + right)
