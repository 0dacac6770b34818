"""What cannot be measured is refused, with a reason and what would help."""

from __future__ import annotations

from dataclasses import replace

import pytest

from runners_measured import measured, runner, series, told_scale, without
from stridewell.gait.contacts import ContactSeries, NotMeasured
from stridewell.gait.keypoints import Filmed, View
from stridewell.gait.metrics import Measurement, MethodErrors, measure
from stridewell.simulate.gait import Camera, GaitTruth, SyntheticClip
from stridewell.values.anatomy import Side

LENGTHS_SIDE = {
    "pelvis_oscillation_mm",
    "com_oscillation_mm",
    "foot_ahead_of_hip_mm",
    "foot_ahead_of_com_mm",
}


def refused(found: Measurement, metric: str, side: Side | None = None) -> NotMeasured:
    (each,) = [e for e in found.refused if (e.metric, e.side) == (metric, side)]
    return each


def given(found: Measurement) -> set[str]:
    return {each.id for each in found.measured}


def with_contacts(clip: SyntheticClip, keep: dict[Side, int]) -> Measurement:
    contacts = tuple(
        each for side in keep for each in [c for c in clip.contacts if c.side is side][: keep[side]]
    )
    ordered = tuple(sorted(contacts, key=lambda each: each.on_s))
    return measure(clip.clean, series(ordered), told_scale(clip.camera), MethodErrors())


def test_six_steps_of_a_side_are_too_few_and_seven_are_enough() -> None:
    clip = runner(View.LEFT)
    found = with_contacts(clip, {Side.LEFT: 6, Side.RIGHT: 7})
    sides = {each.side for each in found.measured if each.id == "contact_time_ms"}
    assert sides == {Side.RIGHT}
    assert "6 contacts of the left foot" in refused(found, "contact_time_ms", Side.LEFT).because
    assert refused(found, "contact_time_ms", Side.LEFT).remedy
    balance = refused(found, "contact_balance_left_pct")
    assert "6 contacts of the left foot" in balance.because
    assert not found.differences


def test_a_side_without_contacts_gives_nothing_and_the_other_does() -> None:
    found = with_contacts(runner(View.LEFT), {Side.RIGHT: 13})
    assert {each.side for each in found.measured} <= {Side.RIGHT, None}
    alone = {"knee_flexion_peak_deg", "duty_factor_pct", "trunk_lean_deg"}
    assert alone <= given(found)
    assert {"pelvis_oscillation_mm", "com_oscillation_mm"} <= given(found)
    flight = refused(found, "flight_time_ms", Side.RIGHT)
    assert "No contact of the left foot" in flight.because
    assert refused(found, "contact_time_ms", Side.LEFT).because == flight.because


def test_the_bounce_of_one_trusted_leg_is_that_of_both() -> None:
    clip = runner(View.LEFT)
    one, both = (
        {each.id: each for each in with_contacts(clip, keep).measured}
        for keep in ({Side.LEFT: 13}, {Side.LEFT: 13, Side.RIGHT: 13})
    )
    for metric in ("pelvis_oscillation_mm", "com_oscillation_mm"):
        assert one[metric].value == pytest.approx(both[metric].value, rel=0.05)
        assert one[metric].n_steps >= 10


def test_a_leg_that_cannot_be_told_does_not_move_the_centre_of_mass() -> None:
    clip = runner(View.LEFT, GaitTruth(variation=0))
    shaken = clip.clean.position.copy()
    for at, point in enumerate(clip.clean.points):
        if point.side is Side.RIGHT and point.part in {"knee", "ankle", "heel", "toe"}:
            shaken[:, at] = shaken[:, at][::-1]
    contacts = series(tuple(each for each in clip.contacts if each.side is Side.LEFT))
    found = measure(
        clip.clean.moved(shaken), contacts, told_scale(clip.camera), MethodErrors()
    ).measured
    (bounce,) = [each for each in found if each.id == "com_oscillation_mm"]
    assert bounce.value == pytest.approx(clip.value("com_oscillation_mm"), rel=0.08)


def test_a_far_leg_that_was_not_told_asks_for_a_film_from_there() -> None:
    found = with_contacts(runner(View.LEFT), {Side.LEFT: 13})
    assert refused(found, "knee_flexion_peak_deg", Side.RIGHT).remedy == "Film from the right too."


def test_without_a_scale_lengths_are_refused_and_angles_given() -> None:
    found = measured(runner(View.LEFT), Filmed())
    assert not LENGTHS_SIDE & given(found)
    for metric in LENGTHS_SIDE:
        assert "body height" in refused(found, metric).remedy
    assert {"knee_flexion_peak_deg", "contact_time_ms", "trunk_lean_deg"} <= given(found)


def test_points_that_are_not_there_are_named() -> None:
    clip = runner(View.LEFT)
    found = measured(clip, points=without(clip.clean, "shoulder", "toe"))
    assert "shoulders" in refused(found, "trunk_lean_deg").because
    assert "toe" in refused(found, "foot_strike_angle_deg", Side.LEFT).because
    assert "shoulders" in refused(found, "foot_ahead_of_com_mm", Side.LEFT).because
    assert "com_oscillation_mm" in given(found)


def test_twenty_frames_a_second_give_nothing() -> None:
    found = measured(runner(View.LEFT, rate_hz=20))
    assert not found.measured
    assert "20 frames" in refused(found, "all").because


def test_no_rhythm_gives_no_step_rate() -> None:
    clip = runner(View.SPACE)
    silent = ContactSeries(clip.contacts, None, None, "none")
    found = measure(clip.clean, silent, Filmed(), MethodErrors())
    assert refused(found, "step_rate_spm").remedy
    assert "step_rate_spm" not in given(found)


def test_no_contacts_give_reasons_and_no_value() -> None:
    clip = runner(View.REAR)
    nothing = ContactSeries((), None, None, "none")
    found = measure(clip.clean, nothing, Filmed(height_m=1.75), MethodErrors())
    assert not found.measured
    assert refused(found, "pelvic_drop_peak_deg", Side.LEFT).because


@pytest.mark.parametrize("view", [View.LEFT, View.REAR])
def test_a_camera_far_off_its_axis_shows_times_only(view: View) -> None:
    found = measured(runner(view, camera=Camera(yaw_deg=40)))
    angles = {each.id for each in found.measured if each.unit == "deg"}
    assert not angles
    assert "contact_time_ms" in given(found)
    wanted = "beside" if view is View.LEFT else "behind"
    assert any(wanted in each.remedy for each in found.refused)


def test_feet_at_the_border_give_no_foot_angle() -> None:
    clip = runner(View.LEFT)
    lowest = clip.clean.position[:, :, 1].min()
    shown = clip.clean.position.copy()
    shown[:, :, 1] -= lowest
    found = measured(clip, points=clip.clean.moved(shown))
    assert "border" in refused(found, "foot_strike_angle_deg").because
    assert "knee_flexion_peak_deg" in given(found)


def test_a_camera_that_went_along_gives_no_length() -> None:
    clip = runner(View.LEFT, GaitTruth(variation=0))
    told = replace(told_scale(clip.camera), treadmill=False)
    found = measured(clip, told)
    assert "moved with the runner" in refused(found, "foot_ahead_of_hip_mm").because
    assert "knee_flexion_peak_deg" in given(found)
