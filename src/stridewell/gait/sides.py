"""Left and right put right: legs that a source swapped, or drew on top of one another.

Pose models lose sight of the far leg as the legs pass each other. What is swapped is put back;
points that lie on the wrong leg are taken out, to be filled or left open later; a leg that stays
doubtful is withheld, so that nothing is said of the wrong leg.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from stridewell.gait.contacts import NotMeasured
from stridewell.gait.keypoints import Floats, Keypoints, Stated
from stridewell.gait.landmarks import on_side
from stridewell.gait.sides_feet import misnamed
from stridewell.gait.sides_legs import LEGS, Flags, Legs, legs_of
from stridewell.gait.sides_names import Naming, doubts, named
from stridewell.gait.sides_order import Order, put_in_order
from stridewell.gait.sides_phase import stride_phase
from stridewell.values.anatomy import Side

FILM_OTHER = "film the other side too"
FILM_AGAIN = "film again with both legs in sight and in good light"
CHECK_SIDE = "check from which side it was filmed, or film again in better light"


@dataclass(frozen=True, slots=True, eq=False)
class SideRepair:
    """A clip whose sides can be believed, and what that took.

    ``swapped`` (n,) marks frames in which points changed their side, ``untrusted`` for each side
    frames in which points of that leg were taken out. ``withheld`` is the side of which nothing
    may be said, both where the legs cannot be told apart; its points stay, to be drawn.
    """

    clip: Keypoints
    swapped: Flags
    untrusted: Mapping[Side, Flags]
    withheld: Side | None = None
    refused: tuple[NotMeasured, ...] = ()


def repair_sides(clip: Keypoints) -> SideRepair:
    """Put swapped points back, take points on the wrong leg out, withhold a leg in doubt.

    A clip with too few steps to know how it repeats comes back as it is, which is stated.
    """
    clip = _without_misnamed(clip)
    legs = legs_of(clip) if clip.frames > 1 else None
    phase = None if legs is None else stride_phase(clip.time_s, legs)
    if legs is None or phase is None:
        return _unchecked(clip, legs)
    order = put_in_order(phase, legs, clip.view)
    naming = named(clip, order, legs)
    first_is_left = naming.first_is_left is not False
    order = order if first_is_left else _turned_round(order)
    repaired = _applied(clip, legs, order)
    untrusted = {
        side: np.asarray(order.wild[leg][:, 1:].any(axis=1)) for leg, side in enumerate(LEGS)
    }
    swapped = np.asarray(order.swapped[:, 1:].any(axis=1))
    whys = dict(zip(LEGS, doubts(phase, order, legs, clip.view), strict=True))
    withheld, refused = _withheld(naming, whys, FILM_AGAIN if clip.view.shows_rear else FILM_OTHER)
    told = (_stated(swapped, untrusted, naming),)
    return SideRepair(repaired.with_stated(told), swapped, untrusted, withheld, refused)


def _turned_round(order: Order) -> Order:
    return replace(
        order,
        way=order.way[::-1],
        swapped=~order.swapped,
        wild=order.wild[::-1],
        pattern=replace(order.pattern, way=order.pattern.way[::-1]),
    )


def _applied(clip: Keypoints, legs: Legs, order: Order) -> Keypoints:
    """The clip with points exchanged and wild ones taken out; all else as it was."""
    position, confidence = clip.position.copy(), clip.confidence.copy()
    for part, name in enumerate(legs.parts):
        columns = [clip.points.index(on_side(name, side)) for side in LEGS]
        rows = np.flatnonzero(order.swapped[:, part])[:, None]
        for values in (position, confidence):
            values[rows, columns] = values[rows, columns[::-1]]
        for leg, column in enumerate(columns):
            position[order.wild[leg, :, part], column] = np.nan
            confidence[order.wild[leg, :, part], column] = 0.0
    return replace(clip, position=position, confidence=confidence)


def _withheld(
    naming: Naming, whys: Mapping[Side, str | None], remedy: str
) -> tuple[Side | None, tuple[NotMeasured, ...]]:
    if naming.first_is_left is None:
        because = f"left and right cannot be told apart: {naming.because}"
        return Side.BOTH, (NotMeasured("all", because, CHECK_SIDE, Side.BOTH),)
    refused = tuple(
        NotMeasured("all", f"the {side} leg cannot be believed: {why}", remedy, side)
        for side, why in whys.items()
        if why is not None
    )
    sides = [each.side for each in refused]
    return (Side.BOTH if len(sides) > 1 else next(iter(sides), None)), refused


def _stated(swapped: Flags, untrusted: Mapping[Side, Flags], naming: Naming) -> Stated:
    parts = [f"swapped in {100 * swapped.mean():.1f} % of the frames"] if swapped.any() else []
    parts += [
        f"{side} leg hidden in {100 * frames.mean():.1f} %"
        for side, frames in untrusted.items()
        if frames.any()
    ]
    return Stated("left and right", ", ".join(parts) or "as named", naming.because)


def _unchecked(clip: Keypoints, legs: Legs | None) -> SideRepair:
    because = (
        "hips, knees and ankles of both legs are not all there"
        if legs is None
        else "there are too few even steps to know how the legs repeat"
    )
    none = np.zeros(clip.frames, dtype=bool)
    told = clip.with_stated((Stated("left and right", "not checked", because),))
    return SideRepair(told, none, dict.fromkeys(LEGS, none))


def _without_misnamed(clip: Keypoints) -> Keypoints:
    wrong = tuple(misnamed(clip))
    if not wrong:
        return clip
    position: Floats = clip.position.copy()
    position[:, [clip.points.index(each) for each in wrong]] = np.nan
    names = ", ".join(each.value.replace("_", " ") for each in wrong)
    because = "they do not lie on the foot where points of these names do"
    return clip.moved(position).with_stated(
        (Stated("foot markers", f"left out: {names}", because),)
    )
