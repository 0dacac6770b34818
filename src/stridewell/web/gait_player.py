"""A clip as it is played: the moving figure, its contacts, traces in step, and one stride."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import TypedDict

import numpy as np
from markupsafe import Markup

from stridewell.gait.clip import ClipAnalysis
from stridewell.web.figures.geometry import number
from stridewell.web.gait_drawing import HEADROOM, SOLE, figure, opening
from stridewell.web.gait_drawn import MOST_HZ, Drawn, FilmPlace, drawn
from stridewell.web.gait_poses import Paths, Plane, pose_at
from stridewell.web.gait_traces import TRACE_WIDE, ContactBar, Trace, contact_bar, traces_of

KEY_FRAMES = 8
"""So many figures show one stride."""
LEAST_SIDE = 70.0


@dataclass(frozen=True, slots=True)
class FilmStage:
    """The film under the figure: its size, and how the figure lies on it at the first contact."""

    width: int
    height: int
    placed: str
    is_mirrored: bool
    """Whether the runner faces left."""


@dataclass(frozen=True, slots=True)
class Player:
    """What the page shows of one clip in one plane.

    ``box`` is the view box of the figure, ``still`` its lines at the first contact, and
    ``stride`` one stride as figures in a row, None without one.
    """

    plane: str
    front: str
    box: str
    ground: float
    still: Markup
    stride: Markup | None
    traces: tuple[Trace, ...]
    bars: tuple[ContactBar, ...]
    duration_s: float
    is_cut: bool
    """Whether the clip goes on beyond what is played."""
    width: float
    """Width of the traces over the whole clip."""
    film: FilmStage | None
    """None for a clip that was not read from a film."""


class Touch(TypedDict):
    """A contact as the script gets it, in seconds of the clip."""

    side: str
    on: float
    off: float


class FilmData(TypedDict):
    """Where the clip lies on its film: when, in seconds of film, and where, in its pixels.

    ``places`` is where x is 0 in each frame, ``down`` where y is 0.
    """

    begins: float
    slower: float
    unit: tuple[float, float]
    down: float
    places: list[float]


class FrameData(TypedDict):
    """A clip as the script gets it: time in seconds, x and y of each name in tenths of a unit.

    ``unsure`` holds for each side the frames (from 0) in which that leg could not be told.
    ``film`` is None for a clip that was not read from a film.
    """

    time: list[float]
    names: list[str]
    frames: list[list[int | None]]
    contacts: list[Touch]
    unsure: dict[str, list[int]]
    film: FilmData | None


def player(clip: ClipAnalysis, plane: Plane, name: str) -> Player | None:
    """The moving figure of a clip; None where it cannot be drawn."""
    shown = drawn(clip, plane)
    if shown is None:
        return None
    first = next((each.on_s for each in shown.contacts if each.on_s >= 0), 0.0)
    pose = pose_at(shown.paths, shown.time_s, first)
    left, top, width, height = _box(shown.paths)
    return Player(
        plane=plane.value,
        front=shown.front.value,
        box=f"{number(left)} {number(top)} {number(width)} {number(height)}",
        ground=SOLE,
        still=Markup(  # noqa: S704 - built here
            "".join(figure(pose, plane, shown.front, shown.unsure_at(first)))
        ),
        stride=_stride(shown, plane, name),
        traces=traces_of(shown, plane),
        bars=tuple(contact_bar(each) for each in shown.contacts),
        duration_s=shown.duration_s,
        is_cut=clip.shown.duration_s > shown.duration_s + 1 / MOST_HZ,
        width=round(TRACE_WIDE * shown.duration_s, 1),
        film=_film_stage(shown, first),
    )


def _box(paths: Paths) -> tuple[float, float, float, float]:
    """The room that the figure takes over the clip."""
    xs = np.concatenate([path[:, 0] for path in paths.values()])
    ys = np.concatenate([path[:, 1] for path in paths.values()])
    half = max(LEAST_SIDE, float(np.nanpercentile(np.abs(xs), 99.5)) + HEADROOM)
    top = float(np.nanpercentile(ys, 0.5)) - HEADROOM - 6
    return -half, top, 2 * half, SOLE + 12 - top


def frames_of(clip: ClipAnalysis, plane: Plane) -> FrameData | None:
    """What the script of the player needs; None where the clip cannot be drawn."""
    shown = drawn(clip, plane)
    if shown is None:
        return None
    names = sorted(shown.paths)
    table = np.concatenate([shown.paths[name] for name in names], axis=1)
    rows = [[_tenths(each) for each in row] for row in table.tolist()]
    return {
        "time": [round(each, 3) for each in shown.time_s.tolist()],
        "names": names,
        "frames": rows,
        "contacts": [
            {
                "side": each.side.value,
                "on": round(each.on_s, 3),
                "off": round(each.off_s, 3),
            }
            for each in shown.contacts
        ],
        "unsure": {
            side.value: np.flatnonzero(flags).tolist() for side, flags in shown.unsure.items()
        },
        "film": _film_data(shown.film),
    }


def _film_data(film: FilmPlace | None) -> FilmData | None:
    if film is None:
        return None
    return {
        "begins": round(film.clock.begins_s, 4),
        "slower": film.clock.slower,
        "unit": film.unit_px,
        "down": round(film.down_px, 1),
        "places": [round(each, 1) for each in film.across_px.tolist()],
    }


def _film_stage(shown: Drawn, moment_s: float) -> FilmStage | None:
    film = shown.film
    if film is None:
        return None
    across = float(np.interp(moment_s, shown.time_s, film.across_px))
    x, y = film.unit_px
    return FilmStage(
        *film.size_px,
        placed=f"translate({across:.1f} {film.down_px:.1f}) scale({x:.5f} {y:.5f})",
        is_mirrored=film.clock.mirrored,
    )


def _tenths(value: float) -> int | None:
    return round(10 * value) if math.isfinite(value) else None


def _stride(shown: Drawn, plane: Plane, name: str) -> Markup | None:
    """One stride from a contact of the near foot to its next, as figures in a row."""
    times = [each.on_s for each in shown.contacts if each.side is shown.front]
    middle = shown.duration_s / 2
    pairs = [(a, b) for a, b in pairwise(times) if a >= 0]
    if not pairs:
        return None
    begin, end = min(pairs, key=lambda pair: abs(pair[0] - middle))
    left, top, width, height = _box(shown.paths)
    moments = [begin + (end - begin) * each / KEY_FRAMES for each in range(KEY_FRAMES)]
    box = f"0 {number(top)} {number(width * KEY_FRAMES / 2)} {number(2 * height + 36)}"
    told = (
        f"{KEY_FRAMES} figures from a contact of the {shown.front.value} foot to its next, "
        f"{round(1000 * (end - begin))} milliseconds."
    )
    parts = [opening(name, box, "One stride", told, "gait-stride")]
    for place, moment in enumerate(moments):
        row, column = divmod(place, KEY_FRAMES // 2)
        pose = pose_at(shown.paths, shown.time_s, moment)
        x, y = column * width - left, row * (height + 18)
        parts.append(f'<g transform="translate({number(x)} {number(y)})">')
        lines = figure(pose, plane, shown.front, shown.unsure_at(moment))
        parts.append(_key_frame("".join(lines), width, round(1000 * (moment - begin))))
        parts.append("</g>")
    return Markup("".join([*parts, "</svg>"]))  # noqa: S704 - built here, words escaped


def _key_frame(lines: str, width: float, at_ms: int) -> str:
    half = width / 2 - 4
    ground = f'<path class="g-ground" d="M{number(-half)} {number(SOLE)}H{number(half)}"/>'
    words = f'<text class="g-when" x="0" y="{number(SOLE + 17)}" text-anchor="middle">'
    return f"{ground}{lines}{words}{at_ms} ms</text>"
