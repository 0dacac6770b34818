"""The player: what the script gets is what was filmed, and without the script there is a stride."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np
import pytest
from defusedxml.ElementTree import fromstring

from gait_films import clip_of
from stridewell.gait.contacts import ContactSeries
from stridewell.gait.keypoints import OnFilm, View
from stridewell.gait.landmarks import Landmark
from stridewell.values.anatomy import Side
from stridewell.web.gait_drawn import MOST_HZ, MOST_S, drawn
from stridewell.web.gait_player import KEY_FRAMES, frames_of, player
from stridewell.web.gait_poses import Plane
from stridewell.web.gait_traces import TRACE_HIGH, TRACE_WIDE

SVG = "{http://www.w3.org/2000/svg}"
BOTH = pytest.mark.parametrize(
    ("view", "plane"), [(View.LEFT, Plane.SIDE), (View.REAR, Plane.REAR)]
)


@BOTH
def test_the_script_gets_every_frame_and_contact(view: View, plane: Plane) -> None:
    clip = clip_of(view)
    found = frames_of(clip, plane)
    assert found is not None
    assert len(found["time"]) == len(found["frames"]) == clip.shown.frames
    assert found["time"][0] == 0
    assert {len(row) for row in found["frames"]} == {2 * len(found["names"])}
    first, told = clip.contacts.contacts[0], found["contacts"][0]
    start = clip.shown.time_s[0]
    assert told["side"] == first.side.value
    assert (told["on"], told["off"]) == pytest.approx(
        (first.on_s - start, first.off_s - start), abs=1e-3
    )


def test_a_fast_film_is_thinned_and_loses_no_time() -> None:
    clip = clip_of(View.SPACE)
    shown = clip.shown
    twice = replace(
        shown,
        time_s=np.arange(2 * shown.frames) * (shown.time_s[1] - shown.time_s[0]) / 2,
        position=np.repeat(shown.position, 2, axis=0),
        confidence=np.repeat(shown.confidence, 2, axis=0),
    )
    found = drawn(replace(clip, shown=twice), Plane.SIDE)
    assert found is not None
    assert len(found.time_s) == shown.frames
    assert 1 / np.diff(found.time_s).max() <= MOST_HZ + 1
    assert found.time_s[-1] == pytest.approx(twice.duration_s, abs=2 / MOST_HZ)


def test_a_long_clip_is_played_in_part_and_says_so() -> None:
    clip = clip_of(View.LEFT)
    shown = clip.shown
    times = 7
    late = np.concatenate([shown.time_s + n * (shown.duration_s + 0.02) for n in range(times)])
    long = replace(
        clip,
        shown=replace(
            shown,
            time_s=late,
            position=np.tile(shown.position, (times, 1, 1)),
            confidence=np.tile(shown.confidence, (times, 1)),
        ),
        untrusted={},
        contacts=replace(
            clip.contacts,
            contacts=tuple(
                replace(each, on_s=each.on_s + n * 12.02, off_s=each.off_s + n * 12.02)
                for n in range(times)
                for each in clip.contacts.contacts
            ),
        ),
    )
    whole, found = player(long, Plane.SIDE, "p"), frames_of(long, Plane.SIDE)
    assert whole is not None
    assert found is not None
    assert whole.is_cut
    assert whole.duration_s == pytest.approx(MOST_S, abs=0.1)
    assert max(each["on"] for each in found["contacts"]) <= MOST_S
    short = player(clip, Plane.SIDE, "p")
    assert short is not None
    assert not short.is_cut


@pytest.mark.parametrize(
    ("view", "plane", "mirrored"),
    [
        (View.LEFT, Plane.SIDE, True),
        (View.RIGHT, Plane.SIDE, False),
        (View.REAR, Plane.REAR, False),
    ],
)
def test_the_figure_lies_on_the_film_it_was_read_from(
    view: View, plane: Plane, *, mirrored: bool
) -> None:
    plain = clip_of(view)
    clip = replace(plain, seen=replace(plain.seen, film=OnFilm(12.5, 4.0, mirrored=mirrored)))
    found, whole = frames_of(clip, plane), player(clip, plane, "p")
    assert found is not None
    assert whole is not None
    film, size = found["film"], clip.seen.size_px
    assert film is not None
    assert size is not None
    assert (film["begins"], film["slower"]) == (12.5, 4.0)
    at = found["names"].index("left_knee")
    for frame in (0, 100, 500):
        x, y = found["frames"][frame][2 * at : 2 * at + 2]
        assert x is not None
        assert y is not None
        across, up = clip.shown.at(Landmark.LEFT_KNEE)[frame]
        drawn_at = film["places"][frame] + film["unit"][0] * x / 10
        assert drawn_at == pytest.approx(size[0] - across if mirrored else across, abs=0.5)
        below = film["down"] + film["unit"][1] * y / 10
        assert below == pytest.approx(size[1] - up, abs=0.5)
    assert whole.film is not None
    assert (whole.film.width, whole.film.height) == size
    assert whole.film.is_mirrored is mirrored


def test_points_without_a_film_lie_on_none() -> None:
    plain = clip_of(View.LEFT)
    clip = replace(plain, seen=replace(plain.seen, film=None))
    found, whole = frames_of(clip, Plane.SIDE), player(clip, Plane.SIDE, "p")
    assert found is not None
    assert whole is not None
    assert (found["film"], whole.film) == (None, None)


@BOTH
def test_the_figure_stays_in_its_box(view: View, plane: Plane) -> None:
    shown, whole = drawn(clip_of(view), plane), player(clip_of(view), plane, "p")
    assert shown is not None
    assert whole is not None
    left, top, width, height = (float(each) for each in whole.box.split())
    for path in shown.paths.values():
        inside = (path[:, 0] >= left) & (path[:, 0] <= left + width)
        inside &= (path[:, 1] >= top) & (path[:, 1] <= top + height)
        assert inside.mean() > 0.99


@BOTH
def test_a_stride_stands_there_without_the_script(view: View, plane: Plane) -> None:
    whole = player(clip_of(view), plane, "p")
    assert whole is not None
    assert whole.stride is not None
    root = fromstring(str(whole.stride).replace("<svg ", f'<svg xmlns="{SVG[1:-1]}" ', 1))
    assert len(root.findall(f"{SVG}g")) == KEY_FRAMES
    times = [int(each.split()[0]) for each in re.findall(r">(\d+ ms)<", whole.stride)]
    assert times[0] == 0
    stride_ms = 2 * 60_000 / 162
    assert times[-1] == pytest.approx(stride_ms * (KEY_FRAMES - 1) / KEY_FRAMES, rel=0.05)


@BOTH
def test_traces_and_contacts_share_one_clock(view: View, plane: Plane) -> None:
    clip = clip_of(view)
    whole = player(clip, plane, "p")
    assert whole is not None
    assert whole.width == pytest.approx(TRACE_WIDE * whole.duration_s, abs=0.1)
    assert len(whole.bars) == len(clip.contacts.contacts)
    assert {bar.row for bar in whole.bars if bar.look == "left"} == {0}
    assert len(whole.traces) == 3
    for trace in whole.traces:
        for line in trace.lines:
            points = re.findall(r"[ML](-?[\d.]+) (-?[\d.]+)", line.path)
            assert float(points[-1][0]) == pytest.approx(whole.width, abs=0.2)
            assert all(0 <= float(y) <= TRACE_HIGH for _, y in points)


def test_the_knee_bends_in_its_trace_as_it_does_in_the_runner() -> None:
    clip = clip_of(View.LEFT)
    whole = player(clip, Plane.SIDE, "p")
    assert whole is not None
    knee = whole.traces[0]
    assert knee.name == "Bend of the knee"
    points = re.findall(r"[ML](-?[\d.]+) (-?[\d.]+)", knee.lines[0].path)
    ys = np.array([float(y) for _, y in points])
    xs = np.array([float(x) for x, _ in points]) / TRACE_WIDE + clip.shown.time_s[0]
    bent = [
        ys[np.argmin(np.abs(xs - each.on_s))]
        - ys[(xs > each.off_s) & (xs < each.off_s + 0.4)].min()
        for each in clip.contacts.contacts
        if each.side.value == "left" and each.off_s < xs[-1] - 0.5
    ]
    assert bent
    assert min(bent) > 20


def test_a_line_breaks_off_where_a_point_was_not_seen() -> None:
    clip = clip_of(View.LEFT)
    hidden = clip.shown.position.copy()
    hidden[100:200] = np.nan
    whole = player(replace(clip, shown=clip.shown.moved(hidden)), Plane.SIDE, "p")
    assert whole is not None
    assert whole.traces[0].lines[0].path.count("M") == 2
    found = frames_of(replace(clip, shown=clip.shown.moved(hidden)), Plane.SIDE)
    assert found is not None
    assert set(found["frames"][150]) == {None}


def test_what_cannot_be_drawn_has_no_player() -> None:
    clip = clip_of(View.LEFT)
    blind = replace(clip, shown=clip.shown.moved(np.full_like(clip.shown.position, np.nan)))
    assert player(blind, Plane.SIDE, "p") is None
    assert frames_of(blind, Plane.SIDE) is None
    assert player(clip, Plane.REAR, "p") is None


def test_without_contacts_the_figure_still_moves() -> None:
    clip = replace(clip_of(View.LEFT), contacts=ContactSeries((), None, None, "none"))
    whole = player(clip, Plane.SIDE, "p")
    assert whole is not None
    assert whole.stride is None
    assert whole.bars == ()
    assert "<line" in whole.still


def test_frames_in_which_a_leg_could_not_be_told_are_marked() -> None:
    clip = clip_of(View.LEFT)
    lost = np.zeros(clip.shown.frames, dtype=np.bool_)
    lost[100:120] = True
    found = frames_of(replace(clip, untrusted={Side.RIGHT: lost}), Plane.SIDE)
    assert found is not None
    assert found["unsure"] == {"left": [], "right": [*range(100, 120)]}


def test_of_a_withheld_leg_there_is_no_trace_and_only_dots() -> None:
    clip = replace(clip_of(View.LEFT), withheld=Side.RIGHT)
    whole = player(clip, Plane.SIDE, "p")
    assert whole is not None
    assert {line.look for trace in whole.traces for line in trace.lines} == {"left", "whole"}
    found = frames_of(clip, Plane.SIDE)
    assert found is not None
    assert len(found["unsure"]["right"]) == clip.shown.frames
    dotted = [each for each in re.findall(r'class="([^"]*)"', whole.still) if "g-unsure" in each]
    assert dotted
    assert all("g-right" in each for each in dotted)
