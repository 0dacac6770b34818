"""One clip from body points as they were read to what was measured in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from stridewell.gait.contact_model import ContactModel
from stridewell.gait.contacts import ContactSeries, NotMeasured
from stridewell.gait.events import find_contacts
from stridewell.gait.keypoints import Filmed, Floats, Keypoints, Stated, View
from stridewell.gait.measured import Difference, Drift, Measured
from stridewell.gait.metrics import measure
from stridewell.gait.sides import repair_sides
from stridewell.gait.signal import fill_gaps, smooth
from stridewell.knowledge.gait import MethodErrors
from stridewell.values.anatomy import Side

Flags = NDArray[np.bool_]
WHOLE = "all"
"""The metric of a refusal that is meant for everything of a clip or of a leg."""


@dataclass(frozen=True, slots=True, eq=False)
class ClipAnalysis:
    """What one clip came to, and the body points it came from.

    ``seen`` are the points as they were read, ``shown`` the same repaired, filled and smoothed;
    times of contacts and steps are those of ``shown``. ``swapped`` marks the frames of ``shown``
    in which left and right had been exchanged, ``untrusted`` for each side the frames in which
    that leg could not be told. ``withheld`` is a leg of which nothing is measured, or both.
    """

    seen: Keypoints
    shown: Keypoints
    contacts: ContactSeries
    measured: tuple[Measured, ...]
    differences: tuple[Difference, ...]
    drifts: tuple[Drift, ...]
    refused: tuple[NotMeasured, ...]
    stated: tuple[Stated, ...]
    swapped: Flags
    untrusted: Mapping[Side, Flags]
    withheld: Side | None = None

    @property
    def view(self) -> View:
        """From where the runner was seen."""
        return self.shown.view

    def value(self, metric: str, side: Side | None = None) -> Measured | None:
        """One metric of one side, or of the whole runner; None where it was not measured."""
        return next((m for m in self.measured if (m.id, m.side) == (metric, side)), None)


def analyse_clip(
    raw: Keypoints, filmed: Filmed, model: ContactModel, errors: MethodErrors
) -> ClipAnalysis:
    """Repair, smooth, find the contacts and measure; what cannot be given is among the refused."""
    repair = repair_sides(raw)
    shown = smooth(fill_gaps(repair.clip))
    contacts = find_contacts(shown, model)
    if repair.withheld is not None:
        contacts = _without(contacts, repair.withheld)
    found = measure(shown, contacts, filmed, errors)
    on_shown = {
        side: _carried(flags, raw.time_s, shown.time_s) for side, flags in repair.untrusted.items()
    }
    return ClipAnalysis(
        seen=raw,
        shown=shown,
        contacts=contacts,
        measured=found.measured,
        differences=found.differences,
        drifts=found.drifts,
        refused=_distinct((*repair.refused, *contacts.refused, *found.refused)),
        stated=(*shown.stated, *found.stated),
        swapped=_carried(repair.swapped, raw.time_s, shown.time_s),
        untrusted=on_shown,
        withheld=repair.withheld,
    )


def _without(contacts: ContactSeries, withheld: Side) -> ContactSeries:
    """The contacts of the other leg, if any: nothing is said of a leg that cannot be told."""
    hidden = {withheld, Side.LEFT, Side.RIGHT} if withheld is Side.BOTH else {withheld}
    return replace(contacts, contacts=tuple(c for c in contacts.contacts if c.side not in hidden))


def _carried(flags: Flags, from_s: Floats, to_s: Floats) -> Flags:
    """Marks of frames on another clock: each frame takes over the mark nearest in time."""
    if not len(from_s):
        return np.zeros(len(to_s), dtype=np.bool_)
    after = np.clip(np.searchsorted(from_s, to_s), 1, max(len(from_s) - 1, 1))
    before = after - 1
    after = np.minimum(after, len(from_s) - 1)
    nearer = np.abs(to_s - from_s[before]) <= np.abs(from_s[after] - to_s)
    return np.asarray(flags[np.where(nearer, before, after)], dtype=np.bool_)


def _distinct(refused: tuple[NotMeasured, ...]) -> tuple[NotMeasured, ...]:
    """The first refusal of each metric and side: it is the nearest to the cause.

    Where a whole clip or leg is refused, that is the reason for each of its metrics too.
    """
    whole: dict[Side | None, NotMeasured] = {}
    for each in refused:
        if each.metric == WHOLE:
            whole.setdefault(each.side, each)
    first: dict[tuple[str, Side | None], NotMeasured] = {}
    for each in refused:
        cause = whole.get(None) or whole.get(each.side)
        if cause is None and each.side is not None:
            cause = whole.get(Side.BOTH)
        told = each if cause is None else replace(cause, metric=each.metric, side=each.side)
        first.setdefault((each.metric, each.side), told)
    return tuple(first.values())
