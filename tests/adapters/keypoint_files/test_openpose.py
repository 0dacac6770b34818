from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path

import numpy as np
import pytest

from keypoint_examples import openpose_folder, runner, stated
from stridewell.adapters.keypoint_files.reading import read_keypoints
from stridewell.errors import (
    FileRefusedError,
    FrameRateError,
    NoRunnerError,
    SeveralRunnersError,
    WrongViewError,
)
from stridewell.gait.keypoints import Floats, Keypoints, Unit, View
from stridewell.gait.landmarks import Landmark
from stridewell.gait.naming import POSE_LAYOUTS
from stridewell.simulate.gait_files import openpose_frames

RATE_HZ = 100.0
Person = list[float]


def read(path: Path, view: View | None = None) -> Keypoints:
    return read_keypoints(path, view=view, rate_hz=RATE_HZ)


def people_of(path: Path) -> list[list[Person]]:
    return [
        [each["pose_keypoints_2d"] for each in json.loads(file.read_text())["people"]]
        for file in sorted(path.iterdir())
    ]


def write(path: Path, frames: list[list[Person]]) -> Path:
    path.mkdir(exist_ok=True)
    for number, persons in enumerate(frames):
        people = [{"person_id": [-1], "pose_keypoints_2d": each} for each in persons]
        text = json.dumps({"version": 1.3, "people": people})
        (path / f"run_{number:012d}_keypoints.json").write_text(text, "utf-8")
    return path


def moved(person: Person, right: float = 0.0, down: float = 0.0, size: float = 1.0) -> Person:
    """The same person elsewhere and of another size; points not seen stay so."""
    points = np.array(person).reshape(-1, 3)
    seen = points[:, 2] > 0
    points[seen, :2] = points[seen, :2] * size + [right, down]
    return [float(each) for each in points.ravel()]


def same(clip: Keypoints, truth: Keypoints, landmark: Landmark) -> bool:
    """Whether a point makes the same way, wherever the picture begins."""
    way, true = clip.at(landmark), truth.at(landmark)
    return bool(np.allclose(way - way[0], true - true[0], atol=0.01))


@pytest.mark.parametrize("view", [View.LEFT, View.RIGHT, View.REAR])
@pytest.mark.parametrize("layout", ["body_25", "halpe_26", "coco_18", "coco_17", "mediapipe_33"])
def test_the_view_is_seen_and_points_run_forward_and_up(
    tmp_path: Path, layout: str, view: View
) -> None:
    clip = read(openpose_folder(tmp_path / "json", view, layout))
    truth = runner(view).keypoints
    assert (clip.view, clip.unit, clip.convention) == (view, Unit.PIXEL, layout)
    assert clip.time_s == pytest.approx(np.arange(200) / RATE_HZ)
    for landmark in (Landmark.LEFT_KNEE, Landmark.RIGHT_ANKLE):
        assert same(clip, truth, landmark)


def test_models_without_feet_say_what_falls_away(tmp_path: Path) -> None:
    clip = read(openpose_folder(tmp_path / "json", View.RIGHT, "coco_18"))
    assert "contact" in stated(clip, "missing")
    with_feet = read(openpose_folder(tmp_path / "feet", View.RIGHT, "body_25"))
    assert "contact" not in stated(with_feet, "missing")


def test_a_zip_is_read_like_its_folder(tmp_path: Path) -> None:
    folder = openpose_folder(tmp_path / "json")
    packed = tmp_path / "run.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        for file in folder.iterdir():
            archive.write(file, f"json/{file.name}")
    assert np.array_equal(read(packed).position, read(folder).position, equal_nan=True)


def test_one_file_of_all_frames_is_read_like_single_ones(tmp_path: Path) -> None:
    folder = openpose_folder(tmp_path / "json")
    frames = [json.loads(each.read_text()) for each in sorted(folder.iterdir())]
    plain = read(folder)
    layouts = {
        "list.json": frames,
        "frames.json": {"fps": RATE_HZ, "width": 700, "height": 900, "frames": frames},
        "alpha.json": [
            {"image_id": f"{n}.jpg", "keypoints": each["people"][0]["pose_keypoints_2d"]}
            for n, each in enumerate(frames)
        ],
        "mmpose.json": {
            "instance_info": [
                {
                    "frame_id": n,
                    "instances": [
                        {
                            "keypoints": points[:, :2].tolist(),
                            "keypoint_scores": points[:, 2].tolist(),
                        }
                    ],
                }
                for n, each in enumerate(frames)
                for points in [np.array(each["people"][0]["pose_keypoints_2d"]).reshape(-1, 3)]
            ]
        },
    }
    for name, content in layouts.items():
        path = tmp_path / name
        path.write_text(json.dumps(content), "utf-8")
        assert same(read(path), plain, Landmark.RIGHT_HEEL), name


def named_frames(tmp_path: Path, **more: object) -> Path:
    persons = people_of(openpose_folder(tmp_path / "json", View.LEFT))
    names = [re.sub("^([LR])(?=[A-Z])", r"\1_", each).lower() for each in POSE_LAYOUTS[25][1]]
    frames = [np.array(each[0]).reshape(-1, 3).tolist() if each else [] for each in persons]
    path = tmp_path / "run.json"
    content = {"keypoint_names": names, "frames": frames, "source": "OpenPose BODY_25", **more}
    path.write_text(json.dumps(content), "utf-8")
    return path


def test_named_points_with_a_rate_need_no_rate(tmp_path: Path) -> None:
    path = named_frames(tmp_path, fps=RATE_HZ, width=720, height=1280)
    clip = read_keypoints(path)
    assert clip.rate_hz == pytest.approx(RATE_HZ)
    assert clip.size_px == (720, 1280)
    assert clip.convention == "body_25"
    assert same(clip, runner(View.LEFT).keypoints, Landmark.LEFT_TOE)


def test_a_frame_of_other_length_is_named(tmp_path: Path) -> None:
    path = named_frames(tmp_path)
    content = json.loads(path.read_text())
    content["frames"][7].pop()
    path.write_text(json.dumps(content), "utf-8")
    with pytest.raises(FileRefusedError, match="Frame 7 holds 24 points, 25 are named"):
        read(path)


def test_positions_in_the_picture_count_from_its_lower_edge(tmp_path: Path) -> None:
    folder = openpose_folder(tmp_path / "json", View.LEFT)
    size = runner(View.LEFT).keypoints.size_px
    assert size is not None
    clip = read_keypoints(folder, rate_hz=RATE_HZ, size_px=size)
    truth = runner(View.LEFT).keypoints
    assert clip.at(Landmark.LEFT_HEEL) == pytest.approx(truth.at(Landmark.LEFT_HEEL), abs=0.01)


@pytest.mark.parametrize("centred", [False, True])
def test_shares_of_the_picture_get_the_shape_of_the_picture(
    tmp_path: Path,
    centred: bool,  # noqa: FBT001
) -> None:
    width, height = 1920.0, 1080.0
    frames = []
    for persons in people_of(openpose_folder(tmp_path / "json")):
        points = np.array(persons[0]).reshape(-1, 3)
        seen = points[:, 2] > 0
        points[seen, :2] /= [width, height]
        if centred:
            points[seen, :2] = points[seen, :2] * 2 - 1
        frames.append([[float(each) for each in points.ravel()]])
    clip = read(write(tmp_path / "shares", frames))
    truth = runner(View.RIGHT).keypoints
    assert same(clip, truth, Landmark.RIGHT_KNEE)
    assert "1920 by 1080" in stated(clip, "picture")


def test_without_a_rate_it_says_what_to_type(tmp_path: Path) -> None:
    with pytest.raises(FrameRateError, match="--fps 60"):
        read_keypoints(openpose_folder(tmp_path / "json"))


def test_a_wrong_view_is_named(tmp_path: Path) -> None:
    folder = openpose_folder(tmp_path / "json", View.RIGHT)
    with pytest.raises(WrongViewError, match="from the right, not from behind"):
        read(folder, View.REAR)
    with pytest.raises(WrongViewError, match="from the right, not from the left"):
        read(folder, View.LEFT)
    assert read(folder, View.RIGHT).view is View.RIGHT


def mirrored(person: Person, width: float) -> Person:
    points = np.array(person).reshape(-1, 3)
    seen = points[:, 2] > 0
    points[seen, 0] = width - points[seen, 0]
    return [float(each) for each in points.ravel()]


def test_a_runner_from_the_front_is_refused(tmp_path: Path) -> None:
    behind = people_of(openpose_folder(tmp_path / "json", View.REAR))
    front = [[mirrored(each, 1000) for each in persons] for persons in behind]
    with pytest.raises(WrongViewError, match="from the front"):
        read(write(tmp_path / "front", front))


def test_a_picture_on_its_side_is_refused(tmp_path: Path) -> None:
    frames = []
    for persons in people_of(openpose_folder(tmp_path / "json")):
        points = np.array(persons[0]).reshape(-1, 3)
        points[:, [0, 1]] = points[:, [1, 0]]
        frames.append([[float(each) for each in points.ravel()]])
    with pytest.raises(FileRefusedError, match=r"turned by \d+ degrees"):
        read(write(tmp_path / "lying", frames))


def test_points_not_seen_are_missing(tmp_path: Path) -> None:
    frames = people_of(openpose_folder(tmp_path / "json"))
    heel = 24
    frames[5][0][heel * 3 : heel * 3 + 3] = [0, 0, 0]
    frames[6] = []
    clip = read(write(tmp_path / "gaps", frames))
    assert np.isnan(clip.at(Landmark.RIGHT_HEEL)[5]).all()
    assert np.isnan(clip.position[6]).all()
    assert clip.trust(Landmark.RIGHT_HEEL)[5] == 0


def test_missing_frames_keep_their_time(tmp_path: Path) -> None:
    folder = openpose_folder(tmp_path / "json")
    for number in (50, 51):
        (folder / f"run_{number:012d}_keypoints.json").unlink()
    clip = read(folder)
    assert clip.frames == 200
    assert np.isnan(clip.position[50:52]).all()
    assert np.isfinite(clip.at(Landmark.RIGHT_KNEE)[52]).all()


def way_of(path: Path) -> Floats:
    return read(path).at(Landmark.RIGHT_KNEE)


def test_the_runner_is_told_from_a_small_bystander_whatever_the_order(tmp_path: Path) -> None:
    alone = people_of(openpose_folder(tmp_path / "json"))
    still = moved(alone[0][0], right=500, down=100, size=0.5)
    frames = [
        [still, each[0]] if number % 3 else [each[0], still] for number, each in enumerate(alone)
    ]
    folder = write(tmp_path / "two", frames)
    assert np.allclose(way_of(folder), way_of(tmp_path / "json"))
    assert "several people" in stated(read(folder), "runner")


def test_someone_tall_who_stands_beside_is_not_the_runner(tmp_path: Path) -> None:
    alone = people_of(openpose_folder(tmp_path / "json"))
    coach = moved(alone[0][0], right=300, size=1.2)
    folder = write(tmp_path / "two", [[coach, each[0]] for each in alone])
    assert np.allclose(way_of(folder), way_of(tmp_path / "json"))


def test_two_runners_who_pass_each_other_are_refused(tmp_path: Path) -> None:
    alone = people_of(openpose_folder(tmp_path / "json"))
    frames = [
        [each[0], moved(alone[-1 - number][0], right=6.0 * (number - 100))]
        for number, each in enumerate(alone)
    ]
    with pytest.raises(SeveralRunnersError, match="run past each other"):
        read(write(tmp_path / "two", frames))


def test_a_runner_found_twice_is_one(tmp_path: Path) -> None:
    alone = people_of(openpose_folder(tmp_path / "json"))
    frames = [[moved(each[0], right=3, down=-2), each[0]] for each in alone]
    way, plain = way_of(write(tmp_path / "twice", frames)), way_of(tmp_path / "json")
    assert np.abs(way - plain).max() <= 3.01
    assert read(tmp_path / "twice").frames == 200


def test_two_runners_side_by_side_are_told_apart(tmp_path: Path) -> None:
    alone = people_of(openpose_folder(tmp_path / "json"))
    frames = [[moved(each[0], right=900, size=0.9), each[0]] for each in alone]
    assert np.allclose(way_of(write(tmp_path / "two", frames)), way_of(tmp_path / "json"))


def test_nobody_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NoRunnerError, match="Nobody"):
        read(write(tmp_path / "none", [[] for _ in range(20)]))


def test_noughts_throughout_are_nobody(tmp_path: Path) -> None:
    with pytest.raises(NoRunnerError):
        read(write(tmp_path / "none", [[[0.0] * 75] for _ in range(20)]))


def test_an_unknown_number_of_points_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileRefusedError, match="have 21 points"):
        read(write(tmp_path / "hand", [[[1.0] * 63] for _ in range(20)]))


def test_a_damaged_frame_is_named(tmp_path: Path) -> None:
    folder = openpose_folder(tmp_path / "json")
    damaged = folder / f"run_{7:012d}_keypoints.json"
    damaged.write_text(damaged.read_text()[:100], "utf-8")
    with pytest.raises(FileRefusedError, match="run_000000000007_keypoints"):
        read(folder)


def test_one_frame_asks_for_the_others(tmp_path: Path) -> None:
    folder = openpose_folder(tmp_path / "json")
    with pytest.raises(FileRefusedError, match="one frame of a clip"):
        read(folder / f"run_{7:012d}_keypoints.json")


def test_several_clips_in_a_folder_are_named(tmp_path: Path) -> None:
    folder = openpose_folder(tmp_path / "json")
    for name, text in openpose_frames(runner(View.RIGHT).keypoints, "body_25", "other").items():
        (folder / name).write_text(text, "utf-8")
    with pytest.raises(FileRefusedError, match=r"2 clips \(other_, run_"):
        read(folder)


@pytest.mark.parametrize("content", ["{}", "[]", "[1]", '{"frames": 3}', '{"frames": [[1]]}', "3"])
def test_other_json_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "run.json"
    path.write_text(content, "utf-8")
    with pytest.raises(FileRefusedError):
        read(path)
