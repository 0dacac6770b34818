"""What is measured of a synthetic runner is what is true of them."""

from __future__ import annotations

import numpy as np
import pytest

from runners_measured import UNEVEN, by_key, measured, runner, series, told_scale, unseen
from stridewell.gait.keypoints import Filmed, View
from stridewell.gait.landmarks import Landmark
from stridewell.gait.metrics import MethodError, MethodErrors, measure
from stridewell.gait.metrics.table import METRICS
from stridewell.knowledge.records import Knowledge
from stridewell.knowledge.warrant import Warrant
from stridewell.simulate.gait import Camera, GaitTruth, Noise
from stridewell.values.anatomy import Side

SIDES = (Side.LEFT, Side.RIGHT)
EXACT = {
    "contact_time_ms": 0.5,
    "flight_time_ms": 0.5,
    "duty_factor_pct": 0.1,
    "foot_ahead_of_hip_mm": 4.0,
    "foot_ahead_of_com_mm": 8.0,
    "tibia_angle_at_contact_deg": 0.6,
    "knee_flexion_at_contact_deg": 0.6,
    "knee_flexion_peak_deg": 0.4,
    "foot_strike_angle_deg": 1.0,
    "lateral_trunk_lean_deg": 0.2,
    "pelvic_drop_peak_deg": 0.3,
    "pelvic_drop_midstance_deg": 0.3,
    "pelvic_drop_excursion_deg": 0.4,
    "hip_adduction_peak_deg": 0.4,
    "pelvis_oscillation_mm": 2.0,
    "com_oscillation_mm": 4.0,
    "trunk_lean_deg": 0.2,
    "step_width_mm": 2.0,
}
FILMED = {
    "foot_ahead_of_hip_mm": 30.0,
    "foot_ahead_of_com_mm": 30.0,
    "tibia_angle_at_contact_deg": 2.0,
    "knee_flexion_at_contact_deg": 2.0,
    "knee_flexion_peak_deg": 1.5,
    "foot_strike_angle_deg": 1.5,
    "lateral_trunk_lean_deg": 1.0,
    "pelvic_drop_peak_deg": 1.5,
    "pelvic_drop_midstance_deg": 1.5,
    "pelvic_drop_excursion_deg": 0.8,
    "hip_adduction_peak_deg": 1.5,
    "pelvis_oscillation_mm": 6.0,
    "com_oscillation_mm": 6.0,
    "trunk_lean_deg": 1.0,
    "step_width_mm": 5.0,
}


def test_in_space_every_metric_is_true_to_the_motion() -> None:
    clip = runner(View.SPACE)
    found = by_key(measured(clip, Filmed()))
    checked = {
        (metric, side): found[metric, side].value - clip.value(metric, side)
        for (metric, side) in found
        if metric in EXACT
    }
    assert {metric for metric, _ in checked} == set(EXACT)
    assert {k: v for k, v in checked.items() if abs(v) > EXACT[k[0]]} == {}


@pytest.mark.parametrize("view", [View.LEFT, View.RIGHT, View.REAR])
def test_in_a_picture_a_straight_camera_shows_the_same(view: View) -> None:
    clip = runner(view)
    found = by_key(measured(clip))
    checked = {
        key: each.value - clip.value(*key) for key, each in found.items() if key[0] in FILMED
    }
    assert len(checked) >= 8
    assert {k: v for k, v in checked.items() if abs(v) > FILMED[k[0]]} == {}


@pytest.mark.parametrize("view", [View.LEFT, View.RIGHT, View.REAR])
def test_a_crooked_camera_beside_its_axis_hardly_changes_that(view: View) -> None:
    camera = Camera(roll_deg=3, yaw_deg=8, height_m=1.3)
    clip = runner(view, camera=camera)
    found = by_key(measured(clip))
    checked = {
        key: each.value - clip.value(*key) for key, each in found.items() if key[0] in FILMED
    }
    assert {k: v for k, v in checked.items() if abs(v) > 1.6 * FILMED[k[0]]} == {}


def test_a_camera_to_the_left_is_taken_out_as_one_to_the_right() -> None:
    for yaw in (-8, 8):
        clip = runner(View.REAR, camera=Camera(yaw_deg=yaw))
        found = by_key(measured(clip))
        apart = (
            found["hip_adduction_peak_deg", Side.LEFT].value
            - found["hip_adduction_peak_deg", Side.RIGHT].value
        )
        true = clip.value("hip_adduction_peak_deg", Side.LEFT) - clip.value(
            "hip_adduction_peak_deg", Side.RIGHT
        )
        assert apart == pytest.approx(true, abs=1.5)
        assert found["crossover_pct", None].value == pytest.approx(
            clip.value("crossover_pct"), abs=15
        )


def test_each_view_gives_what_it_shows_and_refuses_the_rest() -> None:
    every = {metric.id for metric in METRICS}
    for view in View:
        found = measured(runner(view, duration_s=8))
        given = {each.id for each in found.measured}
        refused = {each.metric for each in found.refused}
        assert given | refused == every | {"step_rate_spm", "contact_balance_left_pct"}
        assert not given & refused
    assert not refused  # the last view is space, which shows all


def test_differences_are_left_minus_right() -> None:
    clip = runner(View.SPACE)
    found = {each.id: each for each in measured(clip, Filmed()).differences}
    assert found["contact_time_ms"].value == pytest.approx(12, abs=0.5)
    assert found["pelvic_drop_peak_deg"].value == pytest.approx(-5, abs=0.5)
    assert found["foot_strike_angle_deg"].value == pytest.approx(18, abs=1.5)
    assert all(each.low <= each.value <= each.high for each in found.values())


def test_balance_is_the_left_share_of_contact() -> None:
    found = by_key(measured(runner(View.SPACE), Filmed()))
    assert found["contact_balance_left_pct", None].value == pytest.approx(100 * 250 / 488, abs=0.05)


def test_the_foot_that_lands_on_its_heel_is_called_so() -> None:
    found = by_key(measured(runner(View.LEFT)))
    assert found["foot_strike_angle_deg", Side.LEFT].label == "rearfoot"
    assert found["foot_strike_angle_deg", Side.RIGHT].label == "forefoot"
    assert found["knee_flexion_peak_deg", Side.LEFT].label is None


def test_where_the_toes_are_marked_does_not_change_the_foot_angle() -> None:
    clip = runner(View.LEFT)
    position = clip.clean.position.copy()
    for toe in (Landmark.LEFT_TOE, Landmark.RIGHT_TOE):
        heel = toe.value.replace("toe", "heel")
        foot = (clip.clean.at(toe) - clip.clean.at(Landmark(heel))) / 10
        position[:, clip.clean.points.index(toe)] += np.stack([-foot[:, 1], foot[:, 0]], axis=1)
    plain = by_key(measured(clip))
    raised = by_key(measured(clip, points=clip.clean.moved(position)))
    for side in SIDES:
        key = ("foot_strike_angle_deg", side)
        assert raised[key].value == pytest.approx(plain[key].value, abs=0.3)


@pytest.mark.parametrize("view", [View.LEFT, View.REAR])
def test_intervals_hold_the_truth_of_a_trembling_clip(view: View, knowledge: Knowledge) -> None:
    inside = []
    truth = GaitTruth(variation=1)
    for seed in range(4):
        camera = Camera(roll_deg=seed - 1.5, yaw_deg=4 * (seed - 1.5))
        clip = runner(view, truth, camera=camera, noise=Noise(sd=1.0), seed=seed, rate_hz=120)
        found = measured(clip, errors=knowledge.gait.errors, points=clip.keypoints)
        inside += [
            each.low <= clip.value(each.id, each.side) <= each.high
            for each in found.measured
            if each.id in FILMED
        ]
    assert np.mean(inside) > 0.85


def test_more_noise_and_less_certain_contacts_widen_the_interval() -> None:
    clip = runner(View.LEFT, noise=Noise(sd=3.0))
    key = ("tibia_angle_at_contact_deg", Side.LEFT)

    def width(points_noisy: bool, sd_s: float) -> float:  # noqa: FBT001
        shown = clip.keypoints if points_noisy else clip.clean
        told = told_scale(clip.camera)
        found = by_key(measure(shown, series(clip.contacts, sd_s), told, MethodErrors()))
        return found[key].high - found[key].low

    assert width(False, 0.0) < width(True, 0.0)  # noqa: FBT003
    assert width(False, 0.0) < width(False, 0.01)  # noqa: FBT003


def test_the_error_of_the_method_moves_and_widens_and_more_so_for_the_far_leg(
    knowledge: Knowledge,
) -> None:
    warrant: Warrant = knowledge.gait.errors.entries[0].warrant
    told = MethodError("knee_flexion_peak_deg", "side", "", bias=2.0, sd=3.0, warrant=warrant)
    clip = runner(View.LEFT)
    plain, corrected = (
        by_key(measured(clip, errors=errors)) for errors in (None, MethodErrors((told,)))
    )
    near, far = ("knee_flexion_peak_deg", Side.LEFT), ("knee_flexion_peak_deg", Side.RIGHT)
    assert corrected[near].value == pytest.approx(plain[near].value - 2)
    assert corrected[near].steps[0].value == pytest.approx(plain[near].steps[0].value - 2)
    assert corrected[near].high - corrected[near].value == pytest.approx(1.645 * 3, rel=0.05)
    assert corrected[far].high - corrected[far].value == pytest.approx(1.6 * 1.645 * 3, rel=0.05)


def test_a_step_with_a_gap_is_left_out_and_the_rest_counts() -> None:
    clip = runner(View.LEFT)
    second = [each for each in clip.contacts if each.side is Side.LEFT][1]
    first, last = (int(240 * t) for t in (second.on_s, second.off_s))
    gap = unseen(clip.clean, Landmark.LEFT_KNEE, slice(first - 3, last))
    plain, cut = by_key(measured(clip)), by_key(measured(clip, points=gap))
    key = ("knee_flexion_peak_deg", Side.LEFT)
    assert cut[key].n_steps == plain[key].n_steps - 1
    assert second.on_s not in [each.t_s for each in cut[key].steps]
    assert cut[key].value == pytest.approx(plain[key].value, abs=0.3)


def test_every_step_is_told_with_its_time() -> None:
    clip = runner(View.SPACE)
    for each in measured(clip, Filmed()).measured:
        times = [step.t_s for step in each.steps]
        assert times == sorted(times)
        if each.id == "contact_time_ms":
            assert times == [c.on_s for c in clip.contacts if c.side is each.side]
    assert UNEVEN.variation == 0
