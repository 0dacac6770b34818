"""The steps of one side laid over each other: every point at the same moments of every step."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from stridewell.gait.body_mass import centre_of_mass
from stridewell.gait.camera import rotated
from stridewell.gait.contacts import Contact
from stridewell.gait.keypoints import Floats, Keypoints, View
from stridewell.gait.landmarks import Landmark, on_side
from stridewell.gait.metrics.askew import usually_ahead
from stridewell.gait.metrics.phases import MOMENTS, Phase
from stridewell.gait.scale import Scale
from stridewell.values.anatomy import Side

LONGEST_STEP_S = 0.6
"""Contacts further apart than this are not neighbours: one between them was not seen."""
LEAST_SIGHTS = 4
FIRST_SWING = 0.5
"""The foot swings back in this part of the time in the air."""


class Body:
    """The points of a clip at any moment, turned upright by ``roll_deg``."""

    def __init__(self, clip: Keypoints) -> None:
        """Take over a clip; curves through its points are made when they are asked for."""
        self.clip = clip
        self._curves: dict[Landmark, Callable[[Floats], Floats] | None] = {}

    def at(self, point: Landmark, times: Floats, roll_deg: float = 0.0) -> Floats | None:
        """A point at moments of any shape (..., axes); None where it was never seen.

        NaN where it was not seen in the frames around the moment.
        """
        if point not in self._curves:
            self._curves[point] = self._curve(point)
        curve = self._curves[point]
        if curve is None:
            return None
        found = curve(times)
        return found if roll_deg == 0.0 else rotated(found, roll_deg)

    def _curve(self, point: Landmark) -> Callable[[Floats], Floats] | None:
        from scipy.interpolate import CubicSpline  # noqa: PLC0415 - slow to import

        time_s, way = self.clip.time_s, self.clip.at(point)
        seen = np.asarray(np.isfinite(way).all(axis=1))
        if seen.sum() < LEAST_SIGHTS:
            return None
        spline = CubicSpline(time_s[seen], way[seen])
        whole = bool(seen.all())

        def curve(times: Floats) -> Floats:
            found = np.asarray(spline(times), dtype=np.float64)
            after = np.searchsorted(time_s, times).clip(1, len(time_s) - 1)
            outside = (times < time_s[0]) | (times > time_s[-1]) | ~np.isfinite(times)
            if not whole:
                outside |= ~(seen[after] & seen[after - 1])
            found[outside] = np.nan
            return found

        return curve


@dataclass(frozen=True, slots=True, eq=False)
class Moments:
    """When the steps of one side begin and end (n,); NaN where the next foot was not seen."""

    side: Side
    on_s: Floats
    off_s: Floats
    next_on_s: Floats
    next_off_s: Floats
    stride_s: Floats
    """From this contact to the next of the same foot."""

    @classmethod
    def of(cls, contacts: tuple[Contact, ...], side: Side) -> Moments:
        """The steps of one side; the contacts are in the order of time."""
        rows = [
            (each.on_s, each.off_s, *_after(contacts, at))
            for at, each in enumerate(contacts)
            if each.side is side
        ]
        return cls(side, *np.array(rows, dtype=np.float64).reshape(-1, 5).T)

    def shifted(self, on_s: float = 0.0, off_s: float = 0.0) -> Moments:
        """The same steps with every first touch and toe-off moved in time."""
        return Moments(
            self.side,
            self.on_s + on_s,
            self.off_s + off_s,
            self.next_on_s + on_s,
            self.next_off_s + off_s,
            self.stride_s,
        )

    def times(self, phase: Phase) -> Floats:
        """The moments of a phase (n, moments)."""
        swing_end = self.off_s + FIRST_SWING * (self.stride_s - (self.off_s - self.on_s))
        start, end = {
            Phase.CONTACT: (self.on_s, self.off_s),
            Phase.STEP: (self.on_s, self.next_on_s),
            Phase.SWING_BACK: (self.off_s, swing_end),
            Phase.NEXT: (self.next_on_s, self.next_off_s),
        }[phase]
        share = np.linspace(0, 1, MOMENTS)
        return np.asarray(start[:, None] + share * (end - start)[:, None], dtype=np.float64)


def _after(contacts: tuple[Contact, ...], at: int) -> tuple[float, float, float]:
    """First touch and toe-off of the other foot that follow, and the time to this foot's next."""
    here = contacts[at]
    if at + 1 >= len(contacts) or contacts[at + 1].side is here.side:
        return (np.nan, np.nan, np.nan)
    other = contacts[at + 1]
    if other.on_s - here.on_s > LONGEST_STEP_S:
        return (np.nan, np.nan, np.nan)
    again = contacts[at + 2] if at + 2 < len(contacts) else None
    if again is None or again.side is not here.side:
        return (other.on_s, other.off_s, np.nan)
    return (other.on_s, other.off_s, again.on_s - here.on_s)


@dataclass(frozen=True, slots=True, eq=False)
class Steps:
    """All steps of one side of a clip: what the functions of the metrics read.

    Coordinates are in the clip's unit, upright; ``scale`` makes them metres.
    """

    body: Body
    moments: Moments
    phase: Phase
    scale: Scale
    roll_deg: float = 0.0
    askew: float = 0.0
    """How far to the right a point one leg ahead appears, in the clip's unit; from behind only."""
    _held: dict[tuple[Landmark, Phase], Floats | None] = field(default_factory=dict)

    @property
    def side(self) -> Side:
        """Whose contacts they are."""
        return self.moments.side

    @property
    def outwards(self) -> int:
        """The sign of the way to the outside of this leg along the axis to the right."""
        return 1 if self.side is Side.RIGHT else -1

    @property
    def view(self) -> View:
        """From where the runner was seen."""
        return self.body.clip.view

    def axis(self, name: str) -> int:
        """The column of an axis."""
        return self.view.axes.index(name)

    def point(self, landmark: Landmark, phase: Phase | None = None) -> Floats | None:
        """A point in every step (n, moments, axes)."""
        key = (landmark, phase or self.phase)
        if key not in self._held:
            times = self.moments.times(key[1])
            self._held[key] = self.body.at(landmark, times, self.roll_deg)
        return self._held[key]

    def own(self, part: str, phase: Phase | None = None) -> Floats:
        """A part of this side (n, moments, axes); NaN where it is not among the points."""
        return self._known(part, phase or self.phase, own=True)

    def other(self, part: str, phase: Phase | None = None) -> Floats:
        """A part of the other side (n, moments, axes)."""
        return self._known(part, phase or self.phase, own=False)

    def middle(self, part: str) -> Floats:
        """The middle between both sides (n, moments, axes)."""
        return np.asarray((self.own(part) + self.other(part)) / 2)

    def centre(self) -> Floats:
        """The centre of mass (n, moments, axes)."""
        found = centre_of_mass(self.point)
        return self._nothing() if found is None else found

    def _known(self, part: str, phase: Phase, *, own: bool) -> Floats:
        found = self.point(on_side(part, self.side if own else self.side.opposite), phase)
        if found is None:
            return self._nothing()
        ahead = usually_ahead(part, phase, own=own) if self.askew else None
        if ahead is None:
            return found
        straight = found.copy()
        straight[..., self.axis("right")] -= self.askew * ahead
        return straight

    def _nothing(self) -> Floats:
        return np.full((len(self.moments.on_s), MOMENTS, len(self.view.axes)), np.nan)
