"""The moves of the exercises: drawn for all, by bodies that can do them, on feet that stand."""

from __future__ import annotations

import math
import re
from itertools import pairwise

import pytest
from defusedxml.ElementTree import fromstring

from stridewell.web.figures import move_pictures
from stridewell.web.figures.geometry import Point, direction
from stridewell.web.figures.moves import Key, Move, eased, moves, reel, tween
from stridewell.web.figures.moves_drawing import view_of
from stridewell.web.figures.poses import Body, Limb
from stridewell.web.figures.skeleton import ARM, LEG, joints_of
from web_app import KNOWLEDGE, browser_over, desk_of

every_move = pytest.mark.parametrize(("name", "move"), moves().items(), ids=moves())
SVG = "{http://www.w3.org/2000/svg}"
SLIP = 0.5
UNDER_THE_FLOOR = 4.0
"""How far a joint may lie below the floor: a hand or foot seen from the front points at the eye."""
STRAIGHT = 8
KNEE, HIP, ELBOW = (-STRAIGHT, 160), (-40, 150), 160
TURN_A_FRAME = 60
"""No limb turns further than this from one frame to the next, else the figure jumps."""


def bent(first: float, second: float) -> float:
    """How far the second direction is turned from the first, -180 to 180 degrees."""
    return (second - first + 180) % 360 - 180


def bodies(move: Move) -> list[Body]:
    return [frame.body for frame in reel(move).frames]


def is_drawn_whole(limb: Limb) -> bool:
    return limb.lengths == (1, 1)


def test_every_exercise_has_a_move_and_no_other() -> None:
    assert sorted(moves()) == sorted(KNOWLEDGE.exercises)


@every_move
def test_knees_hips_and_elbows_bend_as_people_do(name: str, move: Move) -> None:
    for body in bodies(move):
        joints = joints_of(body)
        sign = 1 if body.facing == "right" else -1
        for side, limb in body.legs.items():
            if body.view != "side" or not is_drawn_whole(limb):
                continue
            hip, knee, ankle = (joints[f"{side}_{part}"] for part in ("hip", "knee", "ankle"))
            thigh, shin = direction(hip, knee), direction(knee, ankle)
            assert KNEE[0] <= -sign * bent(thigh, shin) <= KNEE[1], f"knee of {name}"
            assert HIP[0] <= sign * bent(body.spine[0] + 180, thigh) <= HIP[1], f"hip of {name}"
        for side, limb in body.arms.items():
            shoulder, elbow, wrist = (
                joints[f"{side}_{part}"] for part in ("shoulder", "elbow", "wrist")
            )
            turn = abs(bent(direction(shoulder, elbow), direction(elbow, wrist)))
            assert not is_drawn_whole(limb) or turn <= ELBOW, f"elbow of {name}"


@every_move
def test_a_hand_or_foot_reaches_where_it_is_told_to_be(name: str, move: Move) -> None:
    for body in bodies(move):
        joints = joints_of(body)
        limbs = [
            *((f"{side}_hip", f"{side}_ankle", limb, LEG) for side, limb in body.legs.items()),
            *((f"{side}_shoulder", f"{side}_wrist", limb, ARM) for side, limb in body.arms.items()),
        ]
        for start, end, limb, bones in limbs:
            if limb.to is None:
                continue
            goal = goal_of(limb, joints)
            reach = bones.upper * limb.lengths[0] + bones.lower * limb.lengths[1]
            missed = math.dist(joints[end], goal)
            assert missed <= SLIP, f"{end} of {name}: {missed:.1f} off, reach {reach:.1f}, {start}"


def goal_of(limb: Limb, joints: dict[str, Point]) -> Point:
    assert limb.to is not None
    *named, right, down = limb.to
    x, y = joints[str(named[0])] if named else (0.0, 0.0)
    return x + float(right), y + float(down)


@every_move
def test_feet_that_stand_stay_where_they_are(name: str, move: Move) -> None:
    keys = [*move.keys, move.keys[0]]
    for before, after in pairwise(keys):
        for side, limb in before.body.legs.items():
            other = after.body.legs[side]
            if limb.to is None or limb.to != other.to or len(limb.to) > 2:
                continue
            for share in (0.25, 0.5, 0.75):
                ankle = joints_of(tween(before, after, share))[f"{side}_ankle"]
                assert math.dist(ankle, (float(limb.to[0]), float(limb.to[1]))) <= SLIP, name


@every_move
def test_nobody_sinks_through_the_floor(name: str, move: Move) -> None:
    if move.floor == "none":
        pytest.skip("seen from above, or in water")
    for body in bodies(move):
        lowest = max((y, joint) for joint, (_, y) in joints_of(body).items())
        assert lowest[0] <= UNDER_THE_FLOOR, f"{lowest[1]} of {name}"


@every_move
def test_the_round_closes_and_nothing_jumps(name: str, move: Move) -> None:
    wound = reel(move)
    order = [frame for frame, _ in wound.shown]
    assert set(order) == set(range(len(wound.frames)))
    for one, two in zip(order, [*order[1:], order[0]], strict=True):
        before, after = (joints_of(wound.frames[each].body) for each in (one, two))
        for joint, place in before.items():
            way = math.dist(place, after[joint])
            assert way < TURN_A_FRAME, f"{joint} of {name} jumps {way:.0f} from {one} to {two}"


@every_move
def test_a_move_tells_how_long_it_takes(name: str, move: Move) -> None:
    pictures = move_pictures(name)
    assert pictures is not None
    told = sum(each.seconds + each.hold for each in move.keys)
    assert pictures.round_s == pytest.approx(told, abs=0.05)
    assert all(each.seconds > 0 for each in move.keys)
    assert 2 <= len(pictures.strip) <= 4
    assert pictures.both_sides == any(each.is_other_side for each in move.keys)


@every_move
def test_the_picture_holds_every_joint_and_shows_one_frame_at_first(name: str, move: Move) -> None:
    pictures = move_pictures(name)
    assert pictures is not None
    root = fromstring(str(pictures.moving))
    left, top, width, height = (float(each) for each in root.get("viewBox", "").split())
    for body in bodies(move):
        for x, y in joints_of(body).values():
            assert left <= x <= left + width
            assert top <= y <= top + height
    frames = [each for each in root.iter(f"{SVG}g") if each.get("data-frame")]
    assert [each.get("data-frame") for each in frames if not each.get("display")] == ["0"]
    assert len(frames) == len(reel(move).frames)
    whole = pictures.moving + "".join(each.picture for each in pictures.strip)
    ids = re.findall(r'\bid="([^"]+)"', whole)
    assert len(ids) == len(set(ids))


@every_move
def test_both_sides_do_the_same_where_that_is_told(name: str, move: Move) -> None:
    other = [each for each in move.keys if each.is_other_side]
    if not other:
        pytest.skip("one side only")
    own = move.keys[: len(other)]
    for one, two in zip(own, other, strict=True):
        assert shape(one) == pytest.approx(shape(two, mirrored=True), abs=2.5), name


def shape(key: Key, *, mirrored: bool = False) -> list[float]:
    """Where hands and feet are, with left and right changed in the other one."""
    joints = joints_of(key.body)
    is_side = key.body.view == "side"
    sides = ("near", "far") if is_side else ("left", "right")
    sign = -1 if mirrored and not is_side else 1
    found = []
    for side in reversed(sides) if mirrored else sides:
        for part in ("ankle", "wrist"):
            x, y = joints[f"{side}_{part}"]
            found += [sign * x, y]
    return found


def test_a_way_is_slow_at_both_ends_and_half_done_in_the_middle() -> None:
    assert [eased(0), eased(1)] == pytest.approx([0, 1])
    assert eased(0.5) == pytest.approx(0.5)
    assert eased(0.1) < 0.1
    assert eased(0.9) > 0.9


def test_a_view_is_never_narrower_than_a_person_needs() -> None:
    move = moves()["pogo_jumps"]
    assert view_of(move, reel(move))[2] >= 150


def test_the_page_of_an_exercise_tells_and_links_all() -> None:
    with desk_of() as desk:
        browser = browser_over(desk)
        page = browser.get("/exercises/clamshell")
        assert page.status_code == 200
        for told in ("data-move=", "move-strip", "How to do it", "How much", "Leave it out"):
            assert told in page.text
        assert 'href="/log?exercise=clamshell"' in page.text
        assert browser.get("/exercises/nothing").status_code == 404
        assert 'href="/exercises/clamshell"' in browser.get("/learn/exercises").text
