"""From where a runner is seen in a picture, and points of the picture in the runner's axes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from stridewell.errors import FileRefusedError, NoRunnerError, WrongViewError
from stridewell.gait.keypoints import Floats, Stated, View
from stridewell.gait.landmarks import on_side
from stridewell.gait.orientation import Points, facing, rows_seen, upright
from stridewell.values.anatomy import Side

MOST_TURNED_DEG = 45.0

FOOT_AHEAD = 0.08
"""Toes ahead of heels in a side view, averaged over strides, as a share of the height of the
pelvis over the feet; from behind they are not. Measured on marker runs through made-up cameras."""

KNEE_AHEAD = 0.06
"""The same for knees ahead of the line from hip to ankle, where there are no feet."""

WIDTHS = {"shoulder": 0.24, "hip": 0.12}
"""From left to right shoulder or hip as a share of that height: more is seen from behind."""

CLEARLY = 1.3
"""Where both are there, one must be so many times as strong as the other."""

ASPECTS = (16 / 9, 9 / 16, 4 / 3, 3 / 4, 1.0, 3 / 2, 2 / 3)
ASPECT_AGREES = 0.07
NOMINAL_HEIGHT_PX = 1080


@dataclass(frozen=True, slots=True)
class Seen:
    """From where a runner is seen, and whether the picture must be mirrored to run forward.

    ``mirrored`` is true where the runner faces the left edge.
    """

    view: View
    mirrored: bool
    stated: tuple[Stated, ...]


def seen_from(points: Points, asked: View | None = None) -> Seen:
    """The view of points (n, 2) given as right in the picture and up.

    Raises:
        WrongViewError: it is not the view that was asked for, or the runner comes towards the
            camera.
        FileRefusedError: nothing tells the view and it was not given; the picture lies on its
            side.
        NoRunnerError: there is no upper or no lower body.
    """
    height = upright(points)
    _check_upright(height)
    size = float(np.linalg.norm(height))
    ahead, because, aside = _ahead(points, size)
    width = _width(points, size) or 0.0
    if width < -1 and aside < 1:
        raise WrongViewError(
            "The runner is seen from the front: their left is on the right of the picture.",
            "Film from the side or from behind; a mirrored picture must be turned back first.",
        )
    is_side, is_rear = aside > max(1.0, CLEARLY * width), width > max(1.0, CLEARLY * aside)
    if is_side == is_rear:
        return _told(asked, ahead)
    seen = View.REAR if is_rear else (View.RIGHT if ahead > 0 else View.LEFT)
    why = "the shoulders or hips are seen at their full width" if is_rear else because
    if asked not in {None, seen}:
        raise WrongViewError(
            f"The runner is seen {_WORDS[seen]}, not {_WORDS[asked or seen]}: {why}.",
            f"Give the view as {seen.value}, or turn a mirrored picture back first.",
        )
    return Seen(seen, seen is View.LEFT, (Stated("view", _WORDS[seen], why),))


_WORDS = {
    View.LEFT: "from the left",
    View.RIGHT: "from the right",
    View.REAR: "from behind",
    View.SPACE: "in space",
}


def _told(asked: View | None, ahead: float) -> Seen:
    """What was asked for, where the picture does not contradict it."""
    if asked is None or asked is View.SPACE:
        raise FileRefusedError(
            "Nothing tells from where the runner is seen: the body is neither clearly from the "
            "side nor from behind.",
            "Give the view: left, right or rear.",
        )
    mirrored = asked is not View.REAR and ahead < 0
    return Seen(asked, mirrored, (Stated("view", _WORDS[asked], "you said so"),))


def _check_upright(height: Floats) -> None:
    turned = float(np.degrees(np.arctan2(abs(height[0]), height[1])))
    if turned > MOST_TURNED_DEG:
        raise FileRefusedError(
            f"The runner is turned by {turned:.0f} degrees in the picture.",
            "Turn the picture so that the head is on top, and estimate the points again.",
        )


def _ahead(points: Points, size: float) -> tuple[float, str, float]:
    """How far the body faces to the right, from what, and as a share of a side view's least."""
    found = facing(points)
    if found is None:
        return 0.0, "", 0.0
    way, because = found
    least = KNEE_AHEAD if because.startswith("knees") else FOOT_AHEAD
    ahead = float(way[0]) / size
    edge = "right" if ahead > 0 else "left"
    return ahead, f"{because} and point to the {edge} of the picture", abs(ahead) / least


def _width(points: Points, size: float) -> float | None:
    """The body's width as a share of the least seen from behind; negative from the front."""
    for part, least in WIDTHS.items():
        left, right = on_side(part, Side.LEFT), on_side(part, Side.RIGHT)
        if left in points and right in points:
            apart = rows_seen(points[right] - points[left])
            if len(apart):
                return float(np.median(apart[:, 0])) / size / least
    return None


def aspect_from_legs(points: Points) -> float:
    """Width over height of the picture of points that run from 0 to 1 on both axes.

    Thighs and shanks keep their length while they swing; only one shape of picture lets them.

    Raises:
        FileRefusedError: no common shape of picture does, or there are no legs.
    """
    shares = np.geomspace(0.4, 2.5, 80)
    spread = np.zeros(len(shares))
    pairs = [
        rows_seen(points[on_side(low, side)] - points[on_side(high, side)])
        for side in (Side.LEFT, Side.RIGHT)
        for high, low in (("hip", "knee"), ("knee", "ankle"))
        if on_side(low, side) in points and on_side(high, side) in points
    ]
    pairs = [each for each in pairs if len(each)]
    if not pairs:
        raise NoRunnerError("There are no legs in it.", "Estimate hips, knees and ankles too.")
    for number, share in enumerate(shares):
        lengths = [np.hypot(way[:, 0] * share, way[:, 1]) for way in pairs]
        spread[number] = np.mean([_quartile_spread(each) for each in lengths])
    best = float(shares[int(np.argmin(spread))])
    nearest = min(ASPECTS, key=lambda aspect: abs(np.log(aspect / best)))
    if abs(np.log(nearest / best)) > ASPECT_AGREES:
        raise FileRefusedError(
            "The positions run from 0 to 1 and the shape of the picture cannot be told from the "
            "legs.",
            "Write positions in pixels (OpenPose: keypoint_scale 0), or give the picture's size.",
        )
    return nearest


def _quartile_spread(lengths: Floats) -> float:
    low, middle, high = np.percentile(lengths, [25, 50, 75])
    return float((high - low) / middle)
