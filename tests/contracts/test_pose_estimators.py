"""What every estimator of body points keeps to: MediaPipe, ONNX models, and the one of tests."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice, pairwise

import numpy as np
import pytest
from numpy.typing import NDArray

from numbered_film import SIZE, ScriptedPose, image_points, picture, runner
from stridewell.adapters.pose.mediapipe_pose import MediaPipePose
from stridewell.adapters.pose.onnx_pose import OnnxPose
from stridewell.app.gait_ports import Picture, PoseEstimator
from stridewell.gait.keypoints import View
from stridewell.gait.landmarks import Landmark
from stridewell.gait.naming import POSE_LAYOUTS, named
from stridewell.simulate.gait import synthetic_runner
from stridewell.simulate.gait_film import pictures
from tiny_pose_model import GREY, body, dotted, write_model

without_mediapipe = pytest.mark.skipif(
    importlib.util.find_spec("mediapipe") is None,
    reason=f"MediaPipe is not installed (Python {sys.version_info[0]}.{sys.version_info[1]})",
)

SHOWN = 6


@dataclass(frozen=True)
class Case:
    """An estimator, pictures of somebody who moves, where they are, and a picture of nobody.

    ``truth`` (n, points, 2) holds NaN where it is not known; ``within`` is in pixels.
    """

    estimator: PoseEstimator
    pictures: tuple[Picture, ...]
    truth: NDArray[np.float64]
    nobody: Picture
    within: float


def scripted(_: pytest.TempPathFactory) -> Case:
    script = image_points(runner())
    pictures = tuple(picture(number) for number in range(SHOWN))
    return Case(
        ScriptedPose(script),
        pictures,
        script[:SHOWN],
        np.full((*SIZE[::-1], 3), 255, np.uint8),
        0.01,
    )


def onnx_rows(folder: pytest.TempPathFactory) -> Case:
    return _dotted(OnnxPose(write_model(folder.mktemp("m") / "rows.onnx")), 26)


def onnx_maps(folder: pytest.TempPathFactory) -> Case:
    return _dotted(OnnxPose(write_model(folder.mktemp("m") / "maps.onnx", 17, kind="maps")), 17)


def _dotted(estimator: PoseEstimator, points: int) -> Case:
    truth = np.stack([body((6.0 * step, 2.0 * step), points) for step in range(SHOWN)])
    shown = tuple(dotted(each, (480, 540)) for each in truth)
    return Case(estimator, shown, truth, np.full((540, 480, 3), GREY, np.uint8), 2.5)


def mediapipe(_: pytest.TempPathFactory) -> Case:
    clip = synthetic_runner(view=View.LEFT, rate_hz=30, duration_s=1.5, seed=1)
    width, height = clip.clean.size_px or (0, 0)
    names = POSE_LAYOUTS[33][1]
    truth = np.full((SHOWN, 33, 2), np.nan)
    for at, name in enumerate(names):
        known = named(name)
        if known is not None and known.landmark.part in {"shoulder", "hip", "ankle", "knee"}:
            along, up = clip.clean.at(Landmark(known.landmark)).T
            truth[:, at] = np.stack([width - along, height - up], axis=1)[:SHOWN]
    nobody = np.full((height, width, 3), 170, np.uint8)
    return Case(MediaPipePose(), tuple(islice(pictures(clip), SHOWN)), truth, nobody, 45.0)


MAKERS = [
    pytest.param(scripted, id="scripted"),
    pytest.param(onnx_rows, id="onnx-rows"),
    pytest.param(onnx_maps, id="onnx-maps"),
    pytest.param(mediapipe, id="mediapipe", marks=without_mediapipe),
]


@pytest.fixture(scope="module", params=MAKERS)
def case(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Case]:
    make: Callable[[pytest.TempPathFactory], Case] = request.param
    made = make(tmp_path_factory)
    with made.estimator:
        yield made


def test_it_says_whose_points_they_are(case: Case) -> None:
    layouts = dict(POSE_LAYOUTS.values())
    assert case.estimator.names == layouts[case.estimator.convention]
    assert case.estimator.model


def test_it_follows_a_body_through_pictures(case: Case) -> None:
    case.estimator.forget()
    for shown, truth in zip(case.pictures, case.truth, strict=True):
        found = case.estimator.follow(shown)
        assert found is not None
        assert found.position.shape == (len(case.estimator.names), 2)
        assert found.confidence.shape == (len(case.estimator.names),)
        assert np.isfinite(found.position).all()
        assert ((found.confidence >= 0) & (found.confidence <= 1)).all()
        off = np.linalg.norm(found.position - truth, axis=1)
        assert np.nanmedian(off) < case.within


def test_it_finds_a_body_in_a_single_picture(case: Case) -> None:
    found = case.estimator.look(case.pictures[3])
    assert found is not None
    off = np.linalg.norm(found.position - case.truth[3], axis=1)
    assert np.nanmedian(off) < case.within


def test_nobody_is_nobody(case: Case) -> None:
    case.estimator.forget()
    assert case.estimator.look(case.nobody) is None
    assert case.estimator.follow(case.nobody) is None
    assert case.estimator.follow(case.pictures[0]) is not None


def test_a_look_aside_changes_nothing_in_following(case: Case) -> None:
    def followed(*, looking: bool) -> list[NDArray[np.float64]]:
        case.estimator.forget()
        found = []
        for shown in case.pictures:
            if looking:
                case.estimator.look(case.nobody)
            body = case.estimator.follow(shown)
            assert body is not None
            found.append(body.position)
        return found

    for one, other in zip(followed(looking=False), followed(looking=True), strict=True):
        assert np.array_equal(one, other)


def test_the_same_clip_gives_the_same_points(case: Case) -> None:
    runs = []
    for _ in range(2):
        case.estimator.forget()
        runs.append([case.estimator.follow(each) for each in case.pictures])
    for one, other in zip(*runs, strict=True):
        assert one is not None
        assert other is not None
        assert np.array_equal(one.position, other.position)


def test_pictures_of_another_size_are_another_clip(case: Case) -> None:
    case.estimator.forget()
    twice = np.repeat(np.repeat(case.pictures[0], 2, axis=0), 2, axis=1)
    found = case.estimator.follow(twice)
    assert found is not None
    off = np.linalg.norm(found.position - 2 * case.truth[0], axis=1)
    assert np.nanmedian(off) < 2 * case.within + 1


def test_nothing_reaches_the_standard_error(case: Case, capfd: pytest.CaptureFixture[str]) -> None:
    case.estimator.forget()
    for shown in case.pictures:
        case.estimator.follow(shown)
    case.estimator.look(case.pictures[0])
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize("make", MAKERS)
def test_it_may_be_closed_twice(
    make: Callable[[pytest.TempPathFactory], Case], tmp_path_factory: pytest.TempPathFactory
) -> None:
    with make(tmp_path_factory).estimator as estimator:
        estimator.close()


def test_the_pictures_of_the_cases_differ() -> None:
    shown = scripted(pytest.TempPathFactory).pictures  # type: ignore[arg-type]
    assert all(not np.array_equal(one, other) for one, other in pairwise(shown))
