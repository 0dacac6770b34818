"""How far ahead of the hips each part usually is: what a camera beside its axis shows sideways.

From behind nobody sees how far ahead a knee or a heel is. A camera that stands to the right of
the runner shows what is ahead shifted to the right. The usual way of each part takes that out;
people differ from it by 3 to 6 % of the leg.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from stridewell.gait.keypoints import Floats
from stridewell.gait.metrics.phases import MOMENTS, Phase

Curve = tuple[float, float, float]
_STANDING: Mapping[str, Curve] = {
    "hip": (-0.006, -0.021, 0.029),
    "knee": (0.172, 0.073, -0.493),
    "ankle": (0.269, -0.784, -0.001),
    "heel": (0.196, -0.866, 0.067),
}
_IN_THE_AIR: Mapping[str, Curve] = {
    "hip": (0.006, 0.021, -0.029),
    "knee": (-0.194, 0.894, -0.411),
    "ankle": (-0.631, 0.548, 0.143),
    "heel": (-0.647, 0.574, 0.028),
}
_BACK: Mapping[str, Curve] = {
    "knee": (-0.225, -0.121, 0.512),
    "ankle": (-0.474, -0.726, 0.906),
}
USUAL: Mapping[tuple[Phase, bool], Mapping[str, Curve]] = {
    (Phase.CONTACT, True): _STANDING,
    (Phase.CONTACT, False): _IN_THE_AIR,
    (Phase.NEXT, False): _STANDING,
    (Phase.SWING_BACK, True): _BACK,
}
"""By phase and whether it is the contact's own leg: ahead of the middle of the hips as a share of
thigh and shank, as a parabola of the time in the phase from 0 to 1. Means of 18 runners at three
speeds (fukuchi_2017)."""


def usually_ahead(part: str, phase: Phase, *, own: bool) -> Floats | None:
    """The usual way ahead of the hips through a phase (moments,); None where it is not known."""
    curve = USUAL.get((phase, own), {}).get(part)
    if curve is None:
        return None
    share = np.linspace(0, 1, MOMENTS)
    return np.asarray(curve[0] + curve[1] * share + curve[2] * share**2)
