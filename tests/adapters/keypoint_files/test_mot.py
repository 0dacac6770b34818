from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from keypoint_examples import farthest_apart, runner, stated, written
from stridewell.adapters.keypoint_files.reading import read_keypoints
from stridewell.errors import FileRefusedError, NoRunnerError, WrongViewError
from stridewell.gait.keypoints import Floats, Keypoints, Unit, View
from stridewell.gait.landmarks import Landmark
from stridewell.gait.skeleton_angles import Lengths, points_from_angles
from stridewell.simulate.gait_files import mot_text

HEIGHT_M = 1.75


def lines(*, degrees: bool = True, bent_knee: int = -1) -> list[str]:
    clip = runner()
    text = mot_text(clip.space.time_s, clip.angles, degrees=degrees, bent_knee=bent_knee)
    return text.splitlines()


def read(tmp_path: Path, text: list[str], height_m: float | None = HEIGHT_M) -> Keypoints:
    return read_keypoints(written(tmp_path / "run.mot", text), height_m=height_m)


def bend(clip: Keypoints) -> Floats:
    """The angle between thigh and shin of the right leg, in degrees."""
    thigh = clip.at(Landmark.RIGHT_KNEE) - clip.at(Landmark.RIGHT_HIP)
    shin = clip.at(Landmark.RIGHT_ANKLE) - clip.at(Landmark.RIGHT_KNEE)
    lengths = np.linalg.norm(thigh, axis=1) * np.linalg.norm(shin, axis=1)
    return np.asarray(np.degrees(np.arccos(np.sum(thigh * shin, axis=1) / lengths)))


def test_angles_become_the_points_of_a_runner(tmp_path: Path) -> None:
    clip = read(tmp_path, lines())
    assert (clip.view, clip.unit) == (View.SPACE, Unit.METRE)
    assert clip.rate_hz == pytest.approx(100)
    assert bend(clip) == pytest.approx(np.abs(runner().angles["knee_angle_r"]), abs=0.01)
    assert "1.75 m" in stated(clip, "lengths")


@pytest.mark.parametrize("bent_knee", [-1, 1])
@pytest.mark.parametrize("degrees", [True, False])
def test_radians_and_the_sign_of_the_knee_make_no_difference(
    tmp_path: Path,
    degrees: bool,  # noqa: FBT001
    bent_knee: int,
) -> None:
    plain = read(tmp_path, lines())
    other = read(tmp_path, lines(degrees=degrees, bent_knee=bent_knee))
    assert farthest_apart(plain, other) < 1e-5


def test_the_knee_bends_backwards(tmp_path: Path) -> None:
    clip = read(tmp_path, lines())
    at = int(np.argmax(bend(clip)))
    knee, ankle = clip.at(Landmark.RIGHT_KNEE)[at], clip.at(Landmark.RIGHT_ANKLE)[at]
    assert ankle[0] < knee[0] - 0.2


def test_degrees_that_call_themselves_radians_are_degrees(tmp_path: Path) -> None:
    told = [line.replace("inDegrees=yes", "inDegrees=no") for line in lines()]
    clip = read(tmp_path, told)
    assert farthest_apart(clip, read(tmp_path, lines())) < 1e-5
    assert "which cannot be" in stated(clip, "angles")


def test_the_old_head_and_a_wrong_count_are_read(tmp_path: Path) -> None:
    text = lines()
    end = text.index("endheader")
    old = ["name run.mot\t\t\t", "datacolumns 19\t\t", "datarows 901\t\t", "range 0 15\t\t"]
    padded = "\t".join(f"     {name}" for name in text[end + 1].split("\t"))
    clip = read(tmp_path, [*old, "endheader\t\t\t", padded, *text[end + 2 :]])
    assert farthest_apart(clip, read(tmp_path, lines())) < 1e-5
    assert stated(clip, "frames") == "200: its head says 901, which is wrong"


def test_without_a_height_the_feet_reach_the_floor(tmp_path: Path) -> None:
    angles = {**runner().angles}
    straight = {name: -each if "knee" in name else each for name, each in angles.items()}
    unit = points_from_angles(straight, Lengths.of_height(HEIGHT_M))
    feet = [unit[each] for each in unit if each.part in {"heel", "toe", "forefoot_medial"}]
    angles["pelvis_ty"] = angles["pelvis_ty"] - min(float(np.min(each[:, 1])) for each in feet)
    text = mot_text(runner().space.time_s, angles).splitlines()
    clip = read(tmp_path, text, height_m=None)
    told = float(stated(clip, "lengths").partition(" m:")[0].rpartition(" ")[2])
    assert told == pytest.approx(HEIGHT_M, abs=0.005)


def test_without_a_floor_the_usual_height_is_taken_and_told(tmp_path: Path) -> None:
    angles = {name: each for name, each in runner().angles.items() if name != "pelvis_ty"}
    text = mot_text(runner().space.time_s, angles).splitlines()
    clip = read(tmp_path, text, height_m=None)
    assert "nothing tells" in stated(clip, "lengths")
    assert "does not rise and fall" in stated(clip, "missing")


def test_without_ankles_there_are_no_feet(tmp_path: Path) -> None:
    angles = {name: each for name, each in runner().angles.items() if "ankle" not in name}
    text = mot_text(runner().space.time_s, angles).splitlines()
    clip = read(tmp_path, text)
    assert clip.has(Landmark.LEFT_ANKLE)
    assert not clip.has(Landmark.LEFT_HEEL)
    assert "no contacts" in stated(clip, "missing")


def force_file() -> list[str]:
    names = ["time", *(f"ground_force_v{axis}" for axis in "xyz"), *lines()[6].split("\t")[1:]]
    rows = [
        "\t".join([f"{at / 100}", "1", "900", "2"] + ["0"] * (len(names) - 4)) for at in range(50)
    ]
    return ["x", "nRows=50", "endheader", "\t".join(names), *rows]


def test_forces_are_refused_by_name_with_a_next_step(tmp_path: Path) -> None:
    with pytest.raises(NoRunnerError, match="forces of a plate") as caught:
        read(tmp_path, force_file())
    assert "TRC or C3D" in caught.value.next_step


def test_angles_in_the_picture_are_refused_by_name(tmp_path: Path) -> None:
    names = ["time", "right knee", "left knee"]
    rows = [f"{at / 100}\t1\t{at}" for at in range(50)]
    text = ["x", "endheader", "\t".join(names), *rows]
    with pytest.raises(NoRunnerError, match="Sports2D"):
        read(tmp_path, text)


def test_missing_angles_are_named(tmp_path: Path) -> None:
    text = [line.replace("knee_angle_l", "thing") for line in lines()]
    with pytest.raises(NoRunnerError, match="missing: knee_angle_l"):
        read(tmp_path, text)


def test_a_view_makes_no_sense(tmp_path: Path) -> None:
    path = written(tmp_path / "run.mot", lines())
    with pytest.raises(WrongViewError):
        read_keypoints(path, view=View.LEFT)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ([""], "It is empty"),
        (["a", "b"], "no endheader"),
        (lines()[:7], "no rows"),
        (lines()[:9], "at least 10"),
    ],
)
def test_what_is_no_motion_is_refused(tmp_path: Path, text: list[str], told: str) -> None:
    with pytest.raises(FileRefusedError, match=told):
        read(tmp_path, text)


@pytest.mark.parametrize("ends", [("_tx", "_ty", "_tz"), ("_1", "_2", "_3"), ("_X", "_Y", "_Z")])
def test_points_in_columns_of_three_are_points(tmp_path: Path, ends: tuple[str, ...]) -> None:
    clip = runner().space
    parts = ("hip", "knee", "ankle", "heel", "toe")
    shown = [each for each in clip.points if each.part in parts]
    names = ["time"] + [f"{each.value}{end}" for each in shown for end in ends]
    rows = [
        "\t".join(
            [f"{at / 100}"] + [f"{value:.6f}" for each in shown for value in clip.at(each)[at]]
        )
        for at in range(clip.frames)
    ]
    text = ["points", "endheader", "\t".join(names), *rows]
    read_clip = read_keypoints(written(tmp_path / "run.sto", text))
    assert set(read_clip.points) == set(shown)
    assert farthest_apart(read_clip, clip) < 1e-5
