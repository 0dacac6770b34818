"""How the camera stood is read from the body alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from runners_measured import UNEVEN, runner
from stridewell.gait.camera import look
from stridewell.gait.keypoints import Filmed, View
from stridewell.simulate.gait import Camera, Noise, Sided

PICTURES = [View.LEFT, View.RIGHT, View.REAR]
BELT = Filmed(treadmill=True)


@pytest.mark.parametrize("view", PICTURES)
@pytest.mark.parametrize("roll", [-4.0, 0.0, 4.0])
def test_the_roll_is_found(view: View, roll: float) -> None:
    clip = runner(view, camera=Camera(roll_deg=roll), noise=Noise(sd=2))
    found = look(clip.keypoints, clip.contacts, BELT)
    assert found.roll_deg == pytest.approx(roll, abs=1.2)
    assert found.stated[0].what == "camera roll"


@pytest.mark.parametrize("view", PICTURES)
@pytest.mark.parametrize("yaw", [-10.0, 10.0])
def test_the_yaw_is_found_and_does_not_pass_for_roll(view: View, yaw: float) -> None:
    clip = runner(view, camera=Camera(yaw_deg=yaw, height_m=1.0), rate_hz=120)
    found = look(clip.clean, clip.contacts, BELT)
    assert found.yaw_deg == pytest.approx(yaw, abs=3.5)
    assert found.roll_deg == pytest.approx(0, abs=1.5)


def test_an_uneven_pelvis_does_not_pass_for_roll() -> None:
    truth = replace(UNEVEN, pelvic_drop_peak_deg=Sided(2, 12), pelvic_drop_contact_deg=Sided(0, 6))
    clip = runner(View.REAR, truth, rate_hz=120)
    assert look(clip.clean, clip.contacts, BELT).roll_deg == pytest.approx(0, abs=1.2)


def test_what_is_left_of_the_roll_is_larger_where_it_cannot_be_told() -> None:
    clip = runner(View.LEFT)
    known, unknown = (
        look(clip.clean, contacts, BELT) for contacts in (clip.contacts, clip.contacts[:3])
    )
    assert known.roll_sd_deg < unknown.roll_sd_deg
    assert unknown.roll_deg == 0
    assert unknown.stated[0].value == "not known"


def test_a_foot_seen_in_few_frames_is_believed_less() -> None:
    fast, slow = (
        look(clip.clean, clip.contacts, BELT)
        for clip in (runner(View.LEFT, camera=Camera(roll_deg=4), rate_hz=r) for r in (240, 30))
    )
    assert abs(slow.roll_deg) < abs(fast.roll_deg)
    assert slow.roll_sd_deg > 2 * fast.roll_sd_deg
    assert abs(slow.roll_deg - 4) < 1.645 * slow.roll_sd_deg


def test_space_has_no_camera() -> None:
    clip = runner(View.SPACE, duration_s=3)
    found = look(clip.clean, clip.contacts, Filmed())
    assert (found.roll_deg, found.roll_sd_deg, found.stated) == (0, 0, ())


def test_a_camera_far_off_is_said() -> None:
    clip = runner(View.LEFT, camera=Camera(yaw_deg=22))
    found = look(clip.clean, clip.contacts, BELT)
    assert any(each.what == "camera off its axis" for each in found.stated)
    straight = runner(View.LEFT)
    assert not any(
        each.what == "camera off its axis"
        for each in look(straight.clean, straight.contacts, BELT).stated
    )


def test_a_belt_is_no_moving_camera_and_a_way_is_none_either() -> None:
    belt = runner(View.LEFT)
    assert not look(belt.clean, belt.contacts, BELT).moves
    assert not look(belt.clean, belt.contacts, Filmed()).moves
    way = runner(View.LEFT, replace(UNEVEN, overground=True), duration_s=6)
    assert not look(way.clean, way.contacts, Filmed(treadmill=False)).moves


def test_a_camera_that_follows_is_seen() -> None:
    clip = runner(View.LEFT)
    found = look(clip.clean, clip.contacts, Filmed(treadmill=False))
    assert found.moves
    half = clip.clean.position.copy()
    half[:, :, 0] += 0.5 * clip.truth.speed_mps * clip.camera.px_per_m * clip.clean.time_s[:, None]
    partly = replace(clip.clean.moved(half), size_px=None)
    assert look(partly, clip.contacts, Filmed()).moves


def test_feet_at_the_border_are_cut_off() -> None:
    clip = runner(View.LEFT)
    assert not look(clip.clean, clip.contacts, BELT).cut_off
    low = clip.clean.position.copy()
    low[:, :, 1] -= low[:, :, 1].min()
    assert look(clip.clean.moved(low), clip.contacts, BELT).cut_off
