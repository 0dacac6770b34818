"""The measuring of contacts measures what it says."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from evaluation.gait import contacts, pose2sim_events
from evaluation.gait.contact_scores import Scores, true_step_rate
from evaluation.gait.contact_training import ridge
from evaluation.gait.rbds import TrueContact
from evaluation.gait.recorded import Recording, as_recorded, with_moved_markers, without

from stridewell.gait.contacts import Contact
from stridewell.gait.keypoints import View
from stridewell.gait.landmarks import Landmark
from stridewell.simulate.gait import GaitTruth, Noise, synthetic_runner
from stridewell.values.anatomy import Side

SIDES = (Side.LEFT, Side.RIGHT)
TRUE = [
    TrueContact(SIDES[step % 2], 0.35 * step, 0.35 * step + 0.25 - 0.01 * (step % 2))
    for step in range(12)
]
INSIDE = (0.0, 4.3)


def found(late_s: float = 0.0, longer_s: float = 0.0, sd_s: float = 0.01) -> list[Contact]:
    return [
        Contact(each.side, each.on_s + late_s, each.off_s + late_s + longer_s, sd_s, sd_s)
        for each in TRUE
    ]


def test_perfect_contacts_have_no_errors() -> None:
    scores = Scores()
    scores.add(found(), TRUE, INSIDE)
    assert scores.moment(0).rmse == scores.moment(1).mae == 0
    assert scores.met == scores.wanted == 11
    assert scores.right == scores.found == 12
    assert scores.balance == [pytest.approx(0)]


def test_late_and_long_contacts_show_as_such() -> None:
    scores = Scores()
    scores.add(found(late_s=0.01, longer_s=0.005), TRUE, INSIDE)
    assert scores.moment(0).bias == pytest.approx(10)
    assert scores.moment(1).bias == pytest.approx(15)
    assert scores.moment(0).between == pytest.approx(0, abs=1e-9)
    assert scores.contact_time == [pytest.approx(0.005)]
    assert scores.moment(0).covered == 1
    assert Scores.moment(scores, 1).covered == 1


def test_errors_beyond_the_stated_interval_are_not_covered() -> None:
    scores = Scores()
    scores.add(found(late_s=0.02), TRUE, INSIDE)
    assert scores.moment(0).covered == 0


def test_missed_and_invented_contacts_are_counted() -> None:
    scores = Scores()
    invented = Contact(Side.LEFT, 2.28, 2.35, 0.01, 0.01)
    scores.add([*found()[:4], *found()[5:], invented], TRUE, INSIDE)
    assert scores.wanted - scores.met == 1
    assert scores.found - scores.right == 1


def test_a_long_left_contact_shifts_the_balance() -> None:
    scores = Scores()
    longer = [
        Contact(each.side, each.on_s, each.off_s + (0.02 if each.side is Side.LEFT else 0), 1, 1)
        for each in found()
    ]
    scores.add(longer, TRUE, INSIDE)
    assert scores.balance == [pytest.approx(100 * (27 / 51 - 25 / 49))]


def test_a_refused_trial_is_counted() -> None:
    scores = Scores()
    scores.add([], TRUE, INSIDE)
    assert (scores.refused, scores.met, scores.wanted) == (1, 0, 11)


def test_the_true_step_rate_bears_a_missing_contact() -> None:
    assert true_step_rate(TRUE) == pytest.approx(60 / 0.35)
    assert true_step_rate([*TRUE[:5], *TRUE[6:]]) == pytest.approx(60 / 0.35, rel=1e-3)


def test_ridge_finds_a_line_and_shrinks_under_a_strong_pull() -> None:
    rows = np.random.default_rng(0).normal(0, 1, (400, 3))
    aims = rows @ np.array([1.0, -2.0, 0.0]) + 5
    np.testing.assert_allclose(ridge(rows, aims, 1e-6).weights, [1, -2, 0], atol=1e-3)
    assert ridge(rows, aims, 1e-6).bias == pytest.approx(5, abs=1e-3)
    assert np.abs(ridge(rows, aims, 1000).weights).max() < 0.5


SPACE = synthetic_runner(
    GaitTruth(), view=View.SPACE, rate_hz=120, duration_s=3, seed=1, noise=Noise(sd=0.0)
).keypoints


def test_a_recording_has_its_rate_its_noise_and_its_view() -> None:
    rng = np.random.default_rng(2)
    shown = as_recorded(SPACE, Recording(60, 0.008, View.LEFT), rng)
    assert shown.rate_hz == pytest.approx(60)
    assert shown.position.shape[2] == 2
    exact = as_recorded(SPACE, Recording(60, 0.0, View.LEFT), np.random.default_rng(2))
    assert (shown.position - exact.position).std() == pytest.approx(0.008, rel=0.05)


def test_from_behind_what_is_ahead_looks_nearer_to_the_height_of_the_eye() -> None:
    shown = as_recorded(SPACE, Recording(None, 0.0, View.REAR), np.random.default_rng(2))
    ahead = SPACE.along(Landmark.LEFT_TOE, "forward")
    lifted = shown.along(Landmark.LEFT_TOE, "up") - SPACE.along(Landmark.LEFT_TOE, "up")
    assert np.corrcoef(ahead, lifted)[0, 1] > 0.9


def test_moved_markers_move_with_their_segment() -> None:
    moved = with_moved_markers(SPACE, np.random.default_rng(4))
    way = moved.at(Landmark.LEFT_HEEL)[:, 1] - SPACE.at(Landmark.LEFT_HEEL)[:, 1]
    assert 0 < np.abs(way).max() < 0.1
    assert (moved.at(Landmark.LEFT_HIP) != SPACE.at(Landmark.LEFT_HIP)).any()


def test_left_out_parts_are_gone() -> None:
    assert not {each.part for each in without(SPACE, "heel", "knee").points} & {"heel", "knee"}


def test_absent_data_and_absent_peers_are_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert contacts.contact_tables(tmp_path) == "The trials with force plates are not there."
    monkeypatch.setenv("POSE2SIM_PYTHON", "/bin/false")
    assert (
        pose2sim_events.pose2sim_contacts([SPACE], next(iter(pose2sim_events.METHODS)), tmp_path)
        is None
    )
    assert (tmp_path / "0.trc").read_text("utf-8").startswith("PathFileType\t4")
