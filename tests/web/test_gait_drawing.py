"""Stick figures and freeze frames: nothing invented, nothing outside, no label over another."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import pytest
from defusedxml.ElementTree import fromstring

from gait_films import filmed
from stridewell.gait.keypoints import View
from stridewell.values.anatomy import Side
from stridewell.web.gait_drawing import (
    LETTER,
    LINE,
    POINTS,
    WIDE,
    Mark,
    figure,
    freeze_frame,
    overlaid,
)
from stridewell.web.gait_poses import LEGS, Plane, TypicalStep, typical_step

SVG = "{http://www.w3.org/2000/svg}"
SIDE_MARKS = (
    Mark("knee", "knee 14.9°"),
    Mark("tibia", "shin 3.7°"),
    Mark("foot", "foot 11.8°"),
    Mark("trunk", "trunk 6.0°"),
)
REAR_MARKS = (
    Mark("pelvis", "drop 14.1°"),
    Mark("adduction", "thigh 20.5°"),
    Mark("width", "step width 37 mm"),
)
FRAMES = [
    (View.LEFT, Plane.SIDE, side, touch, SIDE_MARKS) for side in LEGS for touch in (True, False)
] + [(View.REAR, Plane.REAR, side, False, REAR_MARKS) for side in LEGS]


def step_of(view: View, side: Side, plane: Plane) -> TypicalStep:
    clip = filmed(view)
    found = typical_step(clip.clean, clip.contacts, side, plane)
    assert found is not None
    return found


def drawn(picture: str) -> str:
    return str(picture).replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)


@pytest.mark.parametrize(("view", "plane", "side", "touch", "marks"), FRAMES)
def test_every_angle_has_its_label_and_none_covers_another(
    view: View, plane: Plane, side: Side, *, touch: bool, marks: Sequence[Mark]
) -> None:
    picture = freeze_frame(
        step_of(view, side, plane), at_contact=touch, title="A step", marks=marks, name="f"
    )
    root = fromstring(drawn(picture))
    labels = [each for each in root.iter(f"{SVG}text") if each.get("class") == "g-label"]
    assert {each.text for each in labels} == {each.text for each in marks}
    rows: dict[str, list[float]] = {}
    for each in labels:
        rows.setdefault(each.get("text-anchor", ""), []).append(float(each.get("y", "nan")))
    for heights in rows.values():
        heights.sort()
        assert all(b - a >= LINE for a, b in pairwise(heights))
    assert all(len(each.text or "") * LETTER < WIDE / 2 for each in labels)


@pytest.mark.parametrize(("view", "plane", "side", "touch", "marks"), FRAMES)
def test_the_whole_figure_is_in_the_picture(
    view: View, plane: Plane, side: Side, *, touch: bool, marks: Sequence[Mark]
) -> None:
    picture = freeze_frame(
        step_of(view, side, plane), at_contact=touch, title="A step", marks=marks, name="f"
    )
    root = fromstring(drawn(picture))
    left, top, width, height = (float(each) for each in root.get("viewBox", "").split())
    for line in root.iter(f"{SVG}line"):
        for end in "12":
            assert left <= float(line.get(f"x{end}", "nan")) <= left + width
            assert top <= float(line.get(f"y{end}", "nan")) <= top + height
    head = next(root.iter(f"{SVG}circle"))
    assert float(head.get("cy", "nan")) - 12 >= top


def test_the_words_say_what_the_picture_shows() -> None:
    picture = freeze_frame(
        step_of(View.LEFT, Side.LEFT, Plane.SIDE),
        at_contact=True,
        title="Left foot: <touch>",
        marks=SIDE_MARKS[:1],
        name="f",
    )
    assert '<title id="f-t">Left foot: &lt;touch&gt;</title>' in picture
    assert '<desc id="f-d">knee 14.9°</desc>' in picture


@pytest.mark.parametrize("what", sorted(POINTS))
def test_an_angle_whose_point_is_missing_is_not_drawn(what: str) -> None:
    plane = Plane.SIDE if what in {"tibia", "knee", "foot", "trunk"} else Plane.REAR
    step = step_of(View.SPACE, Side.LEFT, plane)
    gone = POINTS[what][0].format(own="left", other="right")
    pose = {name: point for name, point in step.at_midstance.items() if name != gone}
    whole = freeze_frame(step, at_contact=False, title="", marks=[Mark(what, "9°")], name="f")
    part = freeze_frame(
        replace(step, at_midstance=pose),
        at_contact=False,
        title="",
        marks=[Mark(what, "9°")],
        name="f",
    )
    assert 'class="g-label"' in whole
    assert 'class="g-label"' not in part


def test_only_seen_points_are_joined() -> None:
    pose = {"left_hip": (0.0, 0.0), "left_knee": (0.0, 40.0), "right_ankle": (9.0, 9.0)}
    lines = "".join(figure(pose, Plane.SIDE, Side.LEFT))
    assert set(re.findall(r'data-from="(\w+)" data-to="(\w+)"', lines)) == {
        ("left_hip", "left_knee")
    }
    assert "circle" not in lines


def test_the_standing_leg_is_before_the_other() -> None:
    step = step_of(View.LEFT, Side.RIGHT, Plane.SIDE)
    picture = freeze_frame(step, at_contact=True, title="", marks=(), name="f")
    assert picture.index('g-behind" data-from="left_hip"') < picture.index(
        'g-right" data-from="right_hip"'
    )


def test_two_sessions_lie_over_each_other() -> None:
    step = step_of(View.LEFT, Side.LEFT, Plane.SIDE)
    longer = replace(step, at_contact={**step.at_contact, "left_toe": (0.6, -0.9)})
    picture = overlaid(step, longer, at_contact=True, title="Both", name="o")
    root = fromstring(drawn(picture))
    groups = root.findall(f"{SVG}g")
    assert [each.get("class") for each in groups] == ["g-over", "g-over g-before"]
    toes = [each.get("x2") for each in root.iter(f"{SVG}line") if each.get("data-to") == "left_toe"]
    assert len(set(toes)) == 2
