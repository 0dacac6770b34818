"""A clip made ready to be measured, and one metric of it read with what makes it uncertain."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from math import cos, hypot, radians, sin

import numpy as np

from stridewell.gait.camera import CameraCheck, look, rotated
from stridewell.gait.contacts import ContactSeries
from stridewell.gait.keypoints import Filmed, Floats, Keypoints, Unit, View
from stridewell.gait.metrics.definition import Metric, kind_of
from stridewell.gait.metrics.phases import Phase
from stridewell.gait.metrics.spread import Spread, usual
from stridewell.gait.metrics.steps import Body, Moments, Steps
from stridewell.gait.scale import METRES, Scale, find_scale, typical_leg
from stridewell.knowledge.gait import MethodError, MethodErrors
from stridewell.values.anatomy import Side

SIDES = (Side.LEFT, Side.RIGHT)
FAR = 1.6
"""The method is worse by this factor for the leg away from the camera (from one real clip)."""
SHIFT_S = 0.004
"""Contacts are moved by this much to see how a value depends on them."""


@dataclass(frozen=True, slots=True, eq=False)
class Read:
    """One metric, of one side or of both: its steps in the order of time, mean and spread."""

    t_s: Floats
    values: Floats
    mean: float
    spread: Spread


@dataclass(frozen=True, slots=True, eq=False)
class Reader:
    """A clip with its camera, scale, steps of either side and the errors of the method."""

    body: Body
    camera: CameraCheck
    scale: Scale | None
    errors: MethodErrors
    moments: Mapping[Side, Moments]
    bounces: Mapping[Side, Moments]
    """The steps in which the body rises and falls; of a foot that was not seen half a stride on."""
    askew: float
    """How far sideways a point one leg ahead appears, in the clip's unit."""
    event_sd_s: tuple[float, float]
    """Usual standard errors of first touch and toe-off."""

    @property
    def clip(self) -> Keypoints:
        """The body points."""
        return self.body.clip

    def error(self, metric: str) -> MethodError | None:
        """The method's own error of a metric in this clip."""
        return self.errors.of(metric, kind_of(self.clip.view), self.clip.convention)

    def is_far(self, side: Side) -> bool:
        """Whether a side is turned away from the camera."""
        return self.clip.view.near is side.opposite

    def sides_of(self, metric: Metric) -> tuple[Side, ...]:
        """The sides that have steps to read a metric of the whole runner from."""
        return tuple(s for s in SIDES if len(self._moments(metric)[s].on_s)) or SIDES

    def steps_of(self, side: Side) -> Steps:
        """The steps of a side."""
        return self._steps(Phase.CONTACT, self.moments[side])

    def read(self, metric: Metric, sides: tuple[Side, ...]) -> Read | None:
        """A metric of one side or pooled of both; None where no step gave a value."""
        times = np.sort(self._times(metric, sides))
        values = self._every(metric, sides)
        if not np.isfinite(values).any():
            return None
        mean, scatter, kept = usual(values, outliers=not metric.share)
        error = self.error(metric.id)
        bias = error.bias if error else 0.0
        spread = self._spread(metric, sides, values, kept)
        return Read(
            t_s=times[kept],
            values=values[kept] - bias,
            mean=mean - bias,
            spread=replace(
                spread, scatter=scatter, n=int(kept.sum()), scale=self._scaled(metric, mean)
            ),
        )

    def _every(
        self,
        metric: Metric,
        sides: tuple[Side, ...],
        *,
        on: float = 0,
        off: float = 0,
        turn: float = 0,
    ) -> Floats:
        """The value of every step in the order of time.

        Contacts may be moved, and the picture be turned a little further.
        """
        found = []
        for side in sides:
            moments = self._moments(metric)[side]
            moments = moments.shifted(on, off) if on or off else moments
            found.append(metric.steps(self._steps(metric.phase, moments, turn)))
        return np.concatenate(found)[np.argsort(self._times(metric, sides))]

    def _moments(self, metric: Metric) -> Mapping[Side, Moments]:
        return self.bounces if metric.phase is Phase.STEP else self.moments

    def _times(self, metric: Metric, sides: tuple[Side, ...]) -> Floats:
        return np.concatenate([self._moments(metric)[side].on_s for side in sides])

    def _steps(self, phase: Phase, moments: Moments, turn: float = 0.0) -> Steps:
        roll = self.camera.roll_deg + turn
        scale = self.scale or METRES
        return Steps(self.body, moments, phase, scale, roll, self.askew, self.hidden)

    @property
    def hidden(self) -> Side | None:
        """The side of which no contact could be read while the other has some."""
        unseen = [side for side in SIDES if not len(self.moments[side].on_s)]
        return unseen[0] if len(unseen) == 1 else None

    def _spread(
        self, metric: Metric, sides: tuple[Side, ...], values: Floats, kept: Floats
    ) -> Spread:
        """What shifts all steps alike."""

        def shift(**change: float) -> float:
            moved = (self._every(metric, sides, **change) - values)[kept]
            known = moved[np.isfinite(moved)]
            return float(known.mean()) if len(known) else 0.0

        on_sd, off_sd = self.event_sd_s
        roll_sd = 0.0 if metric.is_time else self.camera.roll_sd_deg
        error = self.error(metric.id)
        own = error.sd if error else 0.0
        apart = error.difference_sd if error else None
        spread = Spread(
            scatter=0.0,
            n=0,
            on=shift(on=SHIFT_S) / SHIFT_S * on_sd if on_sd else 0.0,
            off=shift(off=SHIFT_S) / SHIFT_S * off_sd if off_sd else 0.0,
            roll=self._turned(metric, shift, roll_sd),
            method=own,
            method_apart=hypot(own, own) if apart is None else apart,
        )
        return spread.wider(FAR) if len(sides) == 1 and self.is_far(sides[0]) else spread

    @staticmethod
    def _turned(metric: Metric, shift: Callable[..., float], roll_sd: float) -> float:
        """The shift by what is left of the roll; a share may change in one direction only."""
        if not roll_sd:
            return 0.0
        there = shift(turn=roll_sd)
        return max(there, shift(turn=-roll_sd), key=abs) if metric.share else there

    def _scaled(self, metric: Metric, mean: float) -> float:
        """The shift by the scale's standard error, and by a camera off its axis."""
        if not metric.length or self.scale is None:
            return 0.0
        askew = 1 - cos(radians(self.camera.yaw_deg or 0.0))
        return mean * hypot(self.scale.relative_sd, askew)


def reader_of(
    clip: Keypoints, contacts: ContactSeries, filmed: Filmed, errors: MethodErrors
) -> Reader:
    """Look at camera and scale, and lay out the steps."""
    camera = look(clip, contacts.contacts, filmed)
    upright = clip
    if clip.unit is not Unit.METRE and camera.roll_deg:
        upright = clip.moved(rotated(clip.position, camera.roll_deg))
    every = contacts.contacts
    moments = {side: Moments.of(every, side) for side in SIDES}
    return Reader(
        body=Body(clip),
        camera=camera,
        scale=find_scale(upright, every, filmed),
        errors=errors,
        moments=moments,
        bounces={
            side: own if len(own.on_s) else moments[side.opposite].second_halves()
            for side, own in moments.items()
        },
        askew=_askew(upright, camera),
        event_sd_s=(_median([e.on_sd_s for e in every]), _median([e.off_sd_s for e in every])),
    )


def _askew(clip: Keypoints, camera: CameraCheck) -> float:
    if clip.view is not View.REAR or camera.yaw_deg is None:
        return 0.0
    return sin(radians(camera.yaw_deg)) * typical_leg(clip)


def _median(numbers: list[float]) -> float:
    return float(np.median(numbers)) if numbers else 0.0
