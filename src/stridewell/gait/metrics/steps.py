"""The steps of one side laid over each other: every point at the same moments of every step."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

import numpy as np

from stridewell.gait.body_mass import centre_of_mass, middle
from stridewell.gait.camera import rotated
from stridewell.gait.contacts import Contact
from stridewell.gait.curve import LEAST_FRAMES, curve_through
from stridewell.gait.keypoints import Floats, Keypoints, View
from stridewell.gait.landmarks import Landmark, on_side
from stridewell.gait.metrics.askew import usually_ahead
from stridewell.gait.metrics.phases import MOMENTS, Phase
from stridewell.gait.scale import Scale
from stridewell.values.anatomy import Side

LEG = frozenset({"knee", "ankle", "heel", "toe"})
LONGEST_STEP_S = 0.6
"""Contacts further apart than this are not neighbours: one between them was not seen."""
LONGEST_STRIDE = 1.5
"""A stride so many times as long as usual is two."""
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
        time_s, way = self.clip.time_s, self.clip.at(point)
        seen = np.asarray(np.isfinite(way).all(axis=1))
        if seen.sum() < LEAST_FRAMES:
            return None
        through = curve_through(time_s[seen], way[seen])
        whole = bool(seen.all())

        def curve(times: Floats) -> Floats:
            found = through(np.nan_to_num(times))
            after = np.searchsorted(time_s, times).clip(1, len(time_s) - 1)
            outside = (times < time_s[0]) | (times > time_s[-1]) | ~np.isfinite(times)
            if not whole:
                outside |= ~(seen[after] & seen[after - 1])
            found[outside] = np.nan
            return found

        return curve


@dataclass(frozen=True, slots=True, eq=False)
class Moments:
    """When the steps of one side begin and end (n,); NaN where it is not known.

    ``step_s`` is the length of the step: to the first touch of the other foot, and where that
    foot is not seen half a stride.
    """

    side: Side
    on_s: Floats
    off_s: Floats
    next_on_s: Floats
    next_off_s: Floats
    stride_s: Floats
    step_s: Floats

    @classmethod
    def of(cls, contacts: tuple[Contact, ...], side: Side) -> Moments:
        """The steps of one side; the contacts are in the order of time."""
        own = [(at, each) for at, each in enumerate(contacts) if each.side is side]
        on_s, off_s = (
            np.array([getattr(each, name) for _, each in own], dtype=np.float64)
            for name in ("on_s", "off_s")
        )
        following = [_next(contacts, at) for at, _ in own]
        next_on_s, next_off_s = np.array(following, dtype=np.float64).reshape(-1, 2).T
        stride_s = _strides(on_s)
        seen = any(each.side is not side for each in contacts)
        step_s = next_on_s - on_s if seen else stride_s / 2
        return cls(side, on_s, off_s, next_on_s, next_off_s, stride_s, step_s)

    def shifted(self, on_s: float = 0.0, off_s: float = 0.0) -> Moments:
        """The same steps with every first touch and toe-off moved in time."""
        return replace(
            self,
            on_s=self.on_s + on_s,
            off_s=self.off_s + off_s,
            next_on_s=self.next_on_s + on_s,
            next_off_s=self.next_off_s + off_s,
        )

    def second_halves(self) -> Moments:
        """The steps of the other foot where only this one was seen: half a stride later."""
        unknown = np.full(len(self.on_s), np.nan)
        return Moments(
            self.side.opposite,
            self.on_s + self.stride_s / 2,
            *(unknown, unknown, unknown),
            self.stride_s,
            self.stride_s / 2,
        )

    def times(self, phase: Phase) -> Floats:
        """The moments of a phase (n, moments)."""
        swing_end = self.off_s + FIRST_SWING * (self.stride_s - (self.off_s - self.on_s))
        start, end = {
            Phase.CONTACT: (self.on_s, self.off_s),
            Phase.STEP: (self.on_s, self.on_s + self.step_s),
            Phase.SWING_BACK: (self.off_s, swing_end),
            Phase.NEXT: (self.next_on_s, self.next_off_s),
        }[phase]
        share = np.linspace(0, 1, MOMENTS)
        return np.asarray(start[:, None] + share * (end - start)[:, None], dtype=np.float64)


def _next(contacts: tuple[Contact, ...], at: int) -> tuple[float, float]:
    """First touch and toe-off of the other foot that follow."""
    here, after = contacts[at], contacts[at + 1 : at + 2]
    for other in after:
        if other.side is not here.side and other.on_s - here.on_s <= LONGEST_STEP_S:
            return other.on_s, other.off_s
    return np.nan, np.nan


def _strides(on_s: Floats) -> Floats:
    """From each contact to the next of the same foot; NaN where one between was not seen."""
    gaps = np.diff(on_s, append=np.nan)
    if len(gaps) < 2:  # noqa: PLR2004 - one contact makes no stride
        return gaps
    gaps[gaps > LONGEST_STRIDE * np.nanmedian(gaps)] = np.nan
    return gaps


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
    hidden: Side | None = None
    """A leg that could not be told: its weight is taken to move as the other half a stride on."""
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
        found = centre_of_mass(self._weighed)
        return self._nothing() if found is None else found

    def _weighed(self, landmark: Landmark) -> Floats | None:
        """A point for its weight; one of the hidden leg is put where the other's will be."""
        if landmark.side is not self.hidden or landmark.part not in LEG:
            return self.point(landmark)
        times = self.moments.times(self.phase)
        later = times + self.moments.stride_s[:, None] / 2
        found = self.body.at(landmark.opposite, later, self.roll_deg)
        hips = [self._hips(each) for each in (times, later)]
        if found is None or hips[0] is None or hips[1] is None:
            return None
        return np.asarray(found - hips[1] + hips[0])

    def _hips(self, times: Floats) -> Floats | None:
        return middle(lambda point: self.body.at(point, times, self.roll_deg), "hip")

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
