"""Finds when each foot is on the ground, or says why that cannot be told.

Works from the side, from behind and in space, on a treadmill and beside a way, in metres and in
pixels. Nothing is invented: steps cut by the ends of the clip or by a gap are left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

import numpy as np

from stridewell.gait.body import BOTH_FEET
from stridewell.gait.contact_features import Seen, cycle_of, points_seen
from stridewell.gait.contact_model import ContactModel
from stridewell.gait.contacts import Contact, ContactSeries, NotMeasured
from stridewell.gait.keypoints import Keypoints
from stridewell.gait.rhythm import Rhythm, find_rhythm, looks_like_walking
from stridewell.values.anatomy import Side

SLOWEST_SPM, FASTEST_SPM = 130.0, 240.0
SHORTEST_S, LONGEST_S = 0.12, 0.45
LEAST_STEPS = 7
"""Steps a side below which nothing is said of a side (Dingenen 2018)."""
LEAST_SHARE = 0.4
"""Of the legs' movement that must repeat with the strides; runners reach 0.9."""
MOST_DOUBLE = 0.2
LEAST_RATE_HZ = 23.5
HALF = 0.5
WORDS = {
    Seen.LEG: "heel, ankle and knee",
    Seen.FOOT: "heel and front of the foot",
    Seen.ANKLE: "ankle and knee, as heels were not seen",
    Seen.REAR: "heights of heel, ankle and knee from behind",
    Seen.REAR_ANKLE: "heights of ankle and knee from behind",
}


def find_contacts(clip: Keypoints, model: ContactModel) -> ContactSeries:
    """Every whole contact of a smoothed clip, the step rate, and what could not be told."""
    method = f"contact model {model.version}"
    rhythm = find_rhythm(clip)
    no_run = _no_run(clip, rhythm)
    if rhythm is None or no_run is not None:
        refused = () if no_run is None else (no_run,)
        return ContactSeries((), None, None, method, refused)
    found, used, unseen = _by_side(clip, model, rhythm)
    contacts, double = _plausible(found)
    wrong = _wrong_pattern(found, double, rhythm)
    if wrong is not None:
        return ContactSeries((), None, None, method, (wrong,))
    few = (
        _too_few(side, len(_of(contacts, side)))
        for side in BOTH_FEET
        if side not in {each.side for each in unseen}
    )
    return ContactSeries(
        contacts=contacts,
        step_rate_spm=rhythm.step_rate_spm,
        step_rate_sd_spm=rhythm.step_rate_sd_spm,
        method="; ".join([method, *dict.fromkeys(WORDS[each] for each in used)]),
        refused=(*unseen, *(each for each in few if each is not None)),
    )


def _by_side(
    clip: Keypoints, model: ContactModel, rhythm: Rhythm
) -> tuple[list[Contact], list[Seen], list[NotMeasured]]:
    """The contacts of both feet, from which points, and the feet that were not seen."""
    found: list[Contact] = []
    used: list[Seen] = []
    unseen: list[NotMeasured] = []
    for side in BOTH_FEET:
        seen = points_seen(clip, side)
        known = seen is not None and seen in model.parts
        cycle = cycle_of(clip, side, seen, rhythm.stride_s) if seen and known else None
        if cycle is None:
            unseen.append(_unseen(side))
            continue
        used.append(cycle.seen)
        moments = model.moments(cycle, clip.rate_hz, posed=clip.convention != "markers")
        found += [
            Contact(side, float(on), float(off), moments.on_sd_s, moments.off_sd_s)
            for on, off in zip(moments.on_s, moments.off_s, strict=True)
            if clip.time_s[0] <= on and off <= clip.time_s[-1]
        ]
    return found, used, unseen


def _no_run(clip: Keypoints, rhythm: Rhythm | None) -> NotMeasured | None:
    """Why a clip shows no run; None where it does."""
    if 0 < clip.rate_hz < LEAST_RATE_HZ:
        return NotMeasured(
            "all",
            f"{clip.rate_hz:.0f} frames a second are too few to follow a running foot.",
            "Film at 60 frames a second or more; 24 are the least.",
        )
    if rhythm is None or rhythm.share < LEAST_SHARE:
        return NotMeasured(
            "all",
            "No even running rhythm was found in the movement of the legs.",
            "Film at least eight seconds of steady running with both legs in the picture.",
        )
    walking = looks_like_walking(clip, rhythm)
    if walking or (walking is None and rhythm.step_rate_spm < SLOWEST_SPM):
        return NotMeasured(
            "all",
            "This looks like walking: the hips are highest as the feet pass each other."
            if walking
            else f"{rhythm.step_rate_spm:.0f} steps a minute are too few for running.",
            "Film a run; walking is not measured here.",
        )
    if not SLOWEST_SPM <= rhythm.step_rate_spm <= FASTEST_SPM:
        return NotMeasured(
            "all",
            f"{rhythm.step_rate_spm:.0f} steps a minute are outside of running "
            f"({SLOWEST_SPM:.0f} to {FASTEST_SPM:.0f}).",
            "If the clip is slow motion, tell by how much it was slowed down.",
        )
    return None


def _plausible(found: Sequence[Contact]) -> tuple[tuple[Contact, ...], float]:
    """Contacts of a possible length that no other foot shares; and the share that was shared."""
    ordered = sorted(found, key=lambda each: each.on_s)
    shared: set[int] = set()
    for at, (one, other) in enumerate(pairwise(ordered)):
        if one.off_s > other.on_s:
            shared |= {at, at + 1}
    kept = tuple(
        each
        for at, each in enumerate(ordered)
        if at not in shared and SHORTEST_S <= each.duration_s <= LONGEST_S
    )
    return kept, len(shared) / max(len(ordered), 1)


def _wrong_pattern(found: Sequence[Contact], double: float, rhythm: Rhythm) -> NotMeasured | None:
    """Why the contacts cannot be those of a run; None where they can."""
    if not found:
        return None
    duty = float(np.median([each.duration_s for each in found])) / rhythm.stride_s
    if double <= MOST_DOUBLE and duty < HALF:
        return None
    if _together(found, rhythm):
        return NotMeasured(
            "all",
            "Left and right leg move as one in the picture, so they cannot be told apart.",
            "Film in better light with both legs free, or film each side near the camera.",
        )
    return NotMeasured(
        "all",
        "Both feet seem to be on the ground at once, which is walking, not running.",
        "Film a run; walking is not measured here.",
    )


def _together(found: Sequence[Contact], rhythm: Rhythm) -> bool:
    """Whether the contacts of left and right fall on the same moments."""
    left, right = (np.array([each.on_s for each in _of(found, side)]) for side in BOTH_FEET)
    if not len(left) or not len(right):
        return False
    phase = (right[:, None] - left[None, :]) / rhythm.stride_s
    nearest = np.abs(phase - np.round(phase)).min(axis=1)
    return bool(np.median(nearest) < 0.2)  # noqa: PLR2004 - half a stride apart is even


def _of(contacts: Iterable[Contact], side: Side) -> tuple[Contact, ...]:
    return tuple(each for each in contacts if each.side is side)


def _unseen(side: Side) -> NotMeasured:
    return NotMeasured(
        "all",
        f"Too little of the {side.value} foot was seen to tell when it is on the ground.",
        "Keep hips, knees and feet in the picture.",
        side,
    )


def _too_few(side: Side, steps: int) -> NotMeasured | None:
    """Why a side has too few steps; None where it has enough."""
    if steps >= LEAST_STEPS:
        return None
    return NotMeasured(
        "all",
        f"{steps} whole steps of the {side.value} foot were seen; {LEAST_STEPS} are the least.",
        "Film ten seconds or more.",
        side,
    )
