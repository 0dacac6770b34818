"""Why a metric is not given, and what would help."""

from __future__ import annotations

from collections.abc import Iterator

from stridewell.gait.contacts import NotMeasured
from stridewell.gait.keypoints import Keypoints
from stridewell.gait.landmarks import Landmark, on_side
from stridewell.gait.metrics.definition import Metric, kind_of
from stridewell.gait.metrics.reader import Reader
from stridewell.values.anatomy import Side

SIDES = (Side.LEFT, Side.RIGHT)
LEAST_STEPS = 7
"""Fewer steps of a side give no value (dingenen_2018)."""
LEAST_OF_BOTH = 2 * (LEAST_STEPS - 1)
"""Values from one foot to the other: seven contacts of each side make so many, or one more."""
LEAST_RATE_HZ = 23.5
WRONG_AXIS_DEG = 30.0
"""A camera further off its axis than this shows no angle or length."""
FROM = {"side": "from the side", "rear": "from behind", "space": "in three dimensions"}
WORDS = {"shoulder": "shoulders", "hip": "hips", "knee": "knees", "ankle": "ankles"}
LONGER = "Film ten seconds or more with the whole body in the picture."


def of_clip(clip: Keypoints) -> NotMeasured | None:
    """Why nothing at all can be measured."""
    if clip.rate_hz < LEAST_RATE_HZ:
        return NotMeasured(
            "all",
            f"There are only {clip.rate_hz:.0f} frames a second.",
            "Film with 60 frames a second or more; 24 are the least.",
        )
    return None


def of_metric(metric: Metric, reader: Reader) -> NotMeasured | None:
    """Why a metric cannot be given in this clip at all."""
    kind = kind_of(reader.clip.view)
    if kind not in metric.views:
        wanted = FROM["rear" if "rear" in metric.views else "side"]
        return NotMeasured(metric.id, f"It is not seen {FROM[kind]}.", f"Film {wanted}.")
    if metric.length and reader.scale is None:
        return NotMeasured(
            metric.id,
            "How large a metre is in the picture is not known.",
            "Tell your body height, or a length that you measured in the picture.",
        )
    return next(_by_camera(metric, reader), None)


def _by_camera(metric: Metric, reader: Reader) -> Iterator[NotMeasured]:
    camera = reader.camera
    if metric.is_time:
        return
    if abs(camera.yaw_deg or 0.0) > WRONG_AXIS_DEG:
        where = "beside" if reader.clip.view.shows_side else "behind"
        yield NotMeasured(
            metric.id,
            f"The camera stood about {abs(camera.yaw_deg or 0.0):.0f} degrees off its axis.",
            f"Put it straight {where} the runner.",
        )
    if camera.cut_off and {"heel", "toe"} & {*metric.own, *metric.both}:
        yield NotMeasured(
            metric.id,
            "The feet touch the border of the picture.",
            "Leave some room below the feet.",
        )
    if camera.moves and metric.length:
        yield NotMeasured(
            metric.id,
            "The camera moved with the runner.",
            "Put the camera on something that stands.",
        )


def of_side(metric: Metric, side: Side, reader: Reader) -> NotMeasured | None:
    """Why a metric cannot be given for a side: points or contacts are missing."""
    lacking = lacking_parts(metric, side, reader.clip)
    if lacking:
        return NotMeasured(
            metric.id,
            f"These points are not there: {', '.join(WORDS.get(p, p) for p in lacking)}.",
            "Another tool or pose model may mark them.",
            side if metric.sided else None,
        )
    return None


def too_few(metric: str, steps: int, side: Side | None, reader: Reader) -> NotMeasured:
    """There are not enough steps: contacts of this or the other foot, or points are missing."""
    counts = {each: len(reader.moments[each].on_s) for each in SIDES}
    order = SIDES if side is None else (side, side.opposite)
    short = next((each for each in order if counts[each] < LEAST_STEPS), None)
    if short is None:
        least = LEAST_STEPS if side is not None else LEAST_OF_BOTH
        because = f"It could be read in only {steps} steps; {least} are the least."
    elif counts[short]:
        because = (
            f"Only {counts[short]} contacts of the {short} foot could be read; {LEAST_STEPS} are "
            "the least."
        )
    else:
        because = f"No contact of the {short} foot could be read."
    far = short is not None and reader.is_far(short)
    return NotMeasured(metric, because, f"Film from the {short} too." if far else LONGER, side)


def lacking_parts(metric: Metric, side: Side, clip: Keypoints) -> list[str]:
    """Parts that a metric needs and the clip does not have."""
    wanted: dict[Landmark, str] = {on_side(part, side): part for part in metric.own}
    for part in metric.both:
        wanted |= {on_side(part, each): part for each in SIDES}
    return list(dict.fromkeys(part for point, part in wanted.items() if not clip.has(point)))
