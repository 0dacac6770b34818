"""How large a metre is in a picture: from a length that was measured in it, or from body height."""

from __future__ import annotations

from dataclasses import dataclass
from math import hypot

import numpy as np

from stridewell.gait.contacts import Contact
from stridewell.gait.keypoints import Filmed, Floats, Keypoints, Stated, Unit, View
from stridewell.gait.landmarks import on_side
from stridewell.values.anatomy import Side

SIDES = (Side.LEFT, Side.RIGHT)
LEG_PER_HEIGHT = {"side": (0.471, 0.043), "rear": (0.476, 0.043)}
"""Thigh and shank as seen while the foot is on the ground, as a share of body height, with the SD
between people as a share of it.

From the side it is the median over contact, from behind the greatest length, when the knee is
least bent. Worked out from the standing height and the markers of 18 runners (fukuchi_2017).
"""
KNOWN_LENGTH_SD = 0.02
"""Error of a length marked in the picture and of its distance from the camera, as a share."""
LEG_AS_SEEN_SD = 0.01
"""Error of the length of the leg in the picture, as a share (an estimate)."""
LEAST_CONTACTS = 3


@dataclass(frozen=True, slots=True)
class Scale:
    """Metres in one unit of the clip, at the distance of the runner.

    ``relative_sd`` is the standard error as a share; 0 where positions are metres already. One
    leg is nearer to the camera than the other by about one per cent, which is less than what
    legs differ in length: both have the same scale.
    """

    metres: float
    relative_sd: float
    stated: tuple[Stated, ...] = ()


METRES = Scale(1.0, 0.0)


def find_scale(clip: Keypoints, contacts: tuple[Contact, ...], filmed: Filmed) -> Scale | None:
    """The scale of a clip; None for a picture of which neither height nor a length is known."""
    if clip.unit is Unit.METRE:
        return METRES
    known_m, known_px = filmed.known_length_m, filmed.known_length_px
    if known_m and known_px:
        because = f"{known_m:g} m are {known_px:.0f} pixels of the picture, as you measured"
        return _scale(known_m / known_px, KNOWN_LENGTH_SD, because)
    legs = _legs(clip, contacts)
    if not filmed.height_m or not legs:
        return None
    share, spread = LEG_PER_HEIGHT["side" if clip.view.shows_side else "rear"]
    metres = share * filmed.height_m / float(np.mean(legs))
    because = (
        f"thigh and shin together are {100 * share:.0f} % of body height, here "
        f"{filmed.height_m:.2f} m; people differ in that by about {100 * spread:.0f} %"
    )
    return _scale(metres, hypot(spread, LEG_AS_SEEN_SD), because)


def _scale(metres: float, spread: float, because: str) -> Scale:
    told = Stated("scale", f"{1000 * metres:.2f} mm in a pixel, ±{164.5 * spread:.0f} %", because)
    return Scale(metres, spread, (told,))


def _legs(clip: Keypoints, contacts: tuple[Contact, ...]) -> list[float]:
    """How long the legs look in the clip's unit while their feet are on the ground."""
    found = (_leg(clip, side, contacts) for side in SIDES)
    return [length for length in found if length is not None]


def _leg(clip: Keypoints, side: Side, contacts: tuple[Contact, ...]) -> float | None:
    own = [each for each in contacts if each.side is side]
    length = leg_length(clip, side)
    lengths = []
    for each in own:
        stands = (clip.time_s >= each.on_s) & (clip.time_s <= each.off_s) & np.isfinite(length)
        if stands.any():
            seen = length[stands]
            # the greatest of noisy lengths would be too long: the mean of the longest fifth
            longest = np.sort(seen)[-max(len(seen) // 5, 1) :]
            lengths.append(np.mean(longest) if clip.view is View.REAR else np.median(seen))
    usual = float(np.median(lengths)) if len(lengths) >= LEAST_CONTACTS else 0.0
    return usual if usual > 0 else None


def leg_length(clip: Keypoints, side: Side) -> Floats:
    """Thigh and shank together as they look in every frame, (n,), in the clip's unit."""
    hip, knee, ankle = (clip.at(on_side(part, side)) for part in ("hip", "knee", "ankle"))
    return np.asarray(
        np.linalg.norm(hip - knee, axis=1) + np.linalg.norm(knee - ankle, axis=1), np.float64
    )


def typical_leg(clip: Keypoints) -> float:
    """Thigh and shank when they look long, mean of both legs; NaN where no leg was seen."""
    every = [leg_length(clip, side) for side in SIDES]
    seen = [each[np.isfinite(each)] for each in every]
    long = [np.percentile(each, 80) for each in seen if len(each)]
    return float(np.mean(long)) if long else float("nan")
