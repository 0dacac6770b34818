"""How the camera stood: rolled, beside its axis, moving, cutting the feet off; from the body alone.

From the side the standing foot and the hips move along the ground, which is level. From behind
the body cannot fall over: its centre is, taken over both feet, above where it stands. Neither
needs anything of the background.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import asin, atan2, degrees, hypot, sqrt

import numpy as np

from stridewell.gait.body_mass import centre_of_mass
from stridewell.gait.contacts import Contact
from stridewell.gait.keypoints import Filmed, Floats, Keypoints, Stated, Unit
from stridewell.gait.landmarks import Landmark, on_side
from stridewell.gait.scale import typical_leg
from stridewell.values.anatomy import Side

SIDES = (Side.LEFT, Side.RIGHT)
FLAT_FROM, FLAT_TO = 0.25, 0.5
"""The part of a contact in which the foot lies flat and is carried along by the ground."""
LEAST_CONTACTS = 5
MOST_ROLL_DEG = 12.0
"""A picture that seems to hang more askew than this was not understood."""
UNDER_BODY = 0.3
"""The part of a contact at which the foot is about under the body's centre, seen from the side."""
SLOPE_PER_YAW = 0.25
"""Level ground slopes by this share of the yaw when the camera stands about a metre above it and
four away."""
ROLL_SD_DEG = {"side": 0.5, "rear": 0.8, "unknown": 2.0}
"""What is left of the roll when it was taken out (18 runners, virtual cameras), and when it could
not be told (an estimate)."""
SLOPE_SD_PER_YAW = 0.12
"""How much the slope by yaw differs between cameras high and low, near and far (an estimate)."""
SLOPE_SD_BY_RATE = 60.0
"""Degrees times frames a second: how uncertain the way of a flat foot is that a pose model marked.

At 30 frames a second two models were 4 to 6 degrees apart in one real clip."""
LEVEL_DEG = 1.0
"""From the side a roll up to here cannot be told from none, and most phones stand level: it is not
taken out, and stays in the interval."""
USUAL_ROLL_DEG = 3.0
"""Standard deviation of how askew phones hang (an estimate): the more of a slope may come of
yaw or foot, the less of it is taken for roll."""
OFF_AXIS_DEG = 15.0
"""From here on the camera is called off its axis."""
PATH_PER_LEG = 0.97
"""How much a flat foot would go in a whole contact at its speed, as a share of thigh and shank."""
ACROSS_PER_LEG = {"shoulder": 0.43, "hip": 0.205}
"""Between left and right, as a share of thigh and shank."""
STILL = 0.25
"""A point whose speed is below this share of the speed between foot and hips stands still."""
BORDER, CUT_OFF_SHARE = 0.01, 0.2
"""A foot within this share of the picture from its border is cut off; so many contacts count."""


@dataclass(frozen=True, slots=True)
class CameraCheck:
    """What the camera did; ``roll_deg`` is to be taken out, ``roll_sd_deg`` stays uncertain.

    Roll is + where the runner seems to lean forward (from behind: to the right). ``yaw_deg`` is
    how far the camera stood from its axis, None where it cannot be told. ``moves`` marks a camera
    that followed the runner, ``cut_off`` feet at the border of the picture.
    """

    roll_deg: float = 0.0
    roll_sd_deg: float = 0.0
    yaw_deg: float | None = None
    moves: bool = False
    cut_off: bool = False
    stated: tuple[Stated, ...] = ()


def look(clip: Keypoints, contacts: tuple[Contact, ...], filmed: Filmed) -> CameraCheck:
    """Look at how the camera stood; space has no camera."""
    if clip.unit is Unit.METRE:
        return CameraCheck()
    hangs = _roll(clip, contacts, 0.0)
    upright = clip.moved(rotated(clip.position, hangs)) if hangs else clip
    yaw = _yaw(upright, contacts)
    moves, cut_off = _moves(clip, contacts, filmed), _cut_off(clip, contacts)
    roll, roll_sd = _settled(clip, _roll(clip, contacts, yaw or 0.0), yaw or 0.0)
    return CameraCheck(
        roll_deg=roll or 0.0,
        roll_sd_deg=roll_sd,
        yaw_deg=yaw,
        moves=moves,
        cut_off=cut_off,
        stated=tuple(_told(clip, roll, yaw, moves=moves, cut_off=cut_off)),
    )


def _settled(clip: Keypoints, roll: float | None, yaw_deg: float) -> tuple[float | None, float]:
    """The roll that is taken out, and the standard error that stays."""
    if roll is None:
        return None, ROLL_SD_DEG["unknown"]
    if not clip.view.shows_side:
        return roll, ROLL_SD_DEG["rear"]
    by_foot = 0.0 if clip.convention == "markers" else SLOPE_SD_BY_RATE / clip.rate_hz
    unsure = hypot(SLOPE_SD_PER_YAW * yaw_deg, by_foot)
    if abs(roll) <= LEVEL_DEG:
        return 0.0, hypot(ROLL_SD_DEG["side"], unsure, roll)
    share = USUAL_ROLL_DEG**2 / (USUAL_ROLL_DEG**2 + unsure**2)
    return share * roll, hypot(ROLL_SD_DEG["side"], unsure * sqrt(share))


def rotated(position: Floats, by_deg: float) -> Floats:
    """Pictures (..., 2) turned: what leans forward or to the right by so much stands upright."""
    angle = np.radians(by_deg)
    cosine, sine = np.cos(angle), np.sin(angle)
    across, up = position[..., 0], position[..., 1]
    return np.stack([cosine * across - sine * up, sine * across + cosine * up], axis=-1)


def _told(
    clip: Keypoints, roll: float | None, yaw: float | None, *, moves: bool, cut_off: bool
) -> Iterator[Stated]:
    because = (
        "the standing foot and the hips move along level ground"
        if clip.view.shows_side
        else "over both feet the body's centre is above where it stands"
    )
    if roll is None:
        yield Stated("camera roll", "not known", "too few whole steps; angles are less certain")
    elif roll == 0:
        yield Stated("camera roll", f"none, or less than {LEVEL_DEG:.0f} degree", because)
    else:
        yield Stated("camera roll", f"{roll:+.1f} degrees, taken out", because)
    if yaw is not None and abs(yaw) > OFF_AXIS_DEG:
        yield Stated(
            "camera off its axis",
            f"about {abs(yaw):.0f} degrees",
            "angles and lengths are less certain; put the camera straight "
            + ("beside" if clip.view.shows_side else "behind"),
        )
    if moves:
        yield Stated(
            "camera", "moves with the runner", "the standing foot moves though nobody ran on a belt"
        )
    if cut_off:
        yield Stated(
            "feet", "at the border of the picture", "what needs heel and toes is not measured"
        )


def _roll(clip: Keypoints, contacts: tuple[Contact, ...], yaw_deg: float) -> float | None:
    """The roll in degrees; None where it cannot be told."""
    if clip.view.shows_side:
        slope = _roll_beside(clip, contacts)
        found = None if slope is None else slope + SLOPE_PER_YAW * yaw_deg
    else:
        found = _roll_behind(clip, contacts)
    return found if found is not None and abs(found) <= MOST_ROLL_DEG else None


def _roll_beside(clip: Keypoints, contacts: tuple[Contact, ...]) -> float | None:
    """From the way of the hips against the standing foot, which is the way along the ground."""
    foot, hips = _ground_speed(clip, contacts), _hip_speed(clip, contacts)
    if foot is None or hips is None:
        return None
    way = hips - foot
    return degrees(atan2(-way[1], way[0])) if way[0] > 0 else None


def _roll_behind(clip: Keypoints, contacts: tuple[Contact, ...]) -> float | None:
    """From the lean of the line between foot and centre as it passes, mean of both feet."""
    ways = []
    for side in SIDES:
        own = [each for each in contacts if each.side is side]
        if len(own) < LEAST_CONTACTS:
            return None
        times = np.array([each.on_s + UNDER_BODY * each.duration_s for each in own])
        place = _place(clip, times)
        centre = centre_of_mass(place)
        foot = [place(on_side(part, side)) for part in ("heel", "ankle")]
        known = [each for each in foot if each is not None]
        if centre is None or not known:
            return None
        apart = centre - np.mean(known, axis=0)
        whole = apart[np.isfinite(apart).all(axis=1)]
        if len(whole) < LEAST_CONTACTS:
            return None
        ways.append(np.median(whole, axis=0))
    across, up = np.mean(ways, axis=0)
    return degrees(atan2(across, up)) if up > 0 else None


def _yaw(clip: Keypoints, contacts: tuple[Contact, ...]) -> float | None:
    """How far the camera is off its axis in degrees; None where it cannot be told."""
    leg = typical_leg(clip)
    if not leg > 0:
        return None
    share = _apart(clip, leg) if clip.view.shows_side else _sideways(clip, contacts, leg)
    return None if share is None else degrees(asin(min(max(share, -1.0), 1.0)))


def _apart(clip: Keypoints, leg: float) -> float | None:
    """From the side left and right cover each other; how far apart they are instead."""
    found = []
    for part, across in ACROSS_PER_LEG.items():
        near = clip.view.near
        ways = [clip.along(on_side(part, side), "forward") for side in (near, near.opposite)]
        ahead = ways[0] - ways[1]
        if np.isfinite(ahead).any():
            found.append((float(np.nanmean(ahead)), across * leg))
    if not found:
        return None
    return sum(apart for apart, _ in found) / sum(across for _, across in found)


def _sideways(clip: Keypoints, contacts: tuple[Contact, ...], leg: float) -> float | None:
    """From behind a foot on the ground goes straight back; how far it goes sideways instead."""
    ways = []
    for side in SIDES:
        way = _carried(clip, [each for each in contacts if each.side is side])
        if way is None:
            return None
        ways.append(way[0])
    return -float(np.mean(ways)) / (PATH_PER_LEG * (FLAT_TO - FLAT_FROM) * leg)


def _carried(clip: Keypoints, contacts: list[Contact]) -> Floats | None:
    """The usual way of the flat foot in a contact, (axes,)."""
    ways = []
    for each in contacts:
        edges = each.on_s + np.array([FLAT_FROM, FLAT_TO]) * each.duration_s
        place = _place(clip, edges)
        found = [place(on_side(part, each.side)) for part in ("heel", "toe", "ankle")]
        ends = [each for each in found if each is not None][:2]
        if ends:
            foot = np.mean(ends, axis=0)
            ways.append(foot[1] - foot[0])
    whole = [way for way in ways if np.isfinite(way).all()]
    return np.asarray(np.median(whole, axis=0)) if len(whole) >= LEAST_CONTACTS else None


def _ground_speed(clip: Keypoints, contacts: tuple[Contact, ...]) -> Floats | None:
    """How fast the flat foot goes in the picture, (axes,), in units a second.

    The foot next to the camera is believed more than the far one.
    """
    near = [each for each in contacts if each.side is clip.view.near]
    known = near if len(near) >= LEAST_CONTACTS else list(contacts)
    way = _carried(clip, known)
    if way is None:
        return None
    lasting = float(np.median([each.duration_s for each in known])) * (FLAT_TO - FLAT_FROM)
    return np.asarray(way / lasting)


def _hip_speed(clip: Keypoints, contacts: tuple[Contact, ...]) -> Floats | None:
    """How fast the hips go through the picture, over whole strides, (axes,)."""
    own = [each for each in contacts if each.side is contacts[0].side]
    if len(own) < 2:  # noqa: PLR2004 - a stride has two ends
        return None
    edges = np.array([own[0].on_s, own[-1].on_s])
    place = _place(clip, edges)
    hips = [place(each) for each in (Landmark.LEFT_HIP, Landmark.RIGHT_HIP)]
    known = [each for each in hips if each is not None]
    if not known:
        return None
    ends = np.mean(known, axis=0)
    found = (ends[1] - ends[0]) / (edges[1] - edges[0])
    return np.asarray(found) if np.isfinite(found).all() else None


def _moves(clip: Keypoints, contacts: tuple[Contact, ...], filmed: Filmed) -> bool:
    """Whether the camera went along: hips and standing foot both move, or it was no belt."""
    if not clip.view.shows_side:
        return False
    foot, hips = _ground_speed(clip, contacts), _hip_speed(clip, contacts)
    if foot is None or hips is None:
        return False
    speed = float(np.linalg.norm(hips - foot))
    if speed <= 0:
        return False
    foot_share, hip_share = abs(foot[0]) / speed, abs(hips[0]) / speed
    if filmed.treadmill is False:
        return bool(foot_share > STILL)
    return bool(foot_share > STILL and hip_share > STILL)


def _cut_off(clip: Keypoints, contacts: tuple[Contact, ...]) -> bool:
    """Whether heel or toes touch the border of the picture in many of the contacts."""
    if clip.size_px is None or not contacts:
        return False
    width, height = clip.size_px
    edge = BORDER * np.array([width, height])
    touching = 0
    for each in contacts:
        place = _place(clip, np.linspace(each.on_s, each.off_s, 5))
        found = [place(on_side(part, each.side)) for part in ("heel", "toe")]
        feet = [f for f in found if f is not None]
        touching += any(((f < edge) | (f > np.array([width, height]) - edge)).any() for f in feet)
    return touching > CUT_OFF_SHARE * len(contacts)


def _place(clip: Keypoints, times: Floats) -> Callable[[Landmark], Floats | None]:
    """A point at moments, straight between frames."""

    def at(point: Landmark) -> Floats | None:
        way = clip.at(point)
        if not np.isfinite(way).any():
            return None
        return np.stack(
            [np.interp(times, clip.time_s, column) for column in way.T],
            axis=-1,
        )

    return at
