from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from keypoint_examples import farthest_apart, openpose_folder, runner, stated, trc_lines, written
from stridewell.adapters.keypoint_files.reading import is_keypoint_file, read_keypoints
from stridewell.adapters.keypoint_files.sources import SUFFIXES
from stridewell.errors import FileRefusedError
from stridewell.gait.naming import POSE_LAYOUTS
from stridewell.simulate.gait_files import mot_text

DOCS = Path(__file__).resolve().parents[3] / "docs" / "keypoint_files.md"


def test_points_go_before_joint_angles_of_the_same_run(tmp_path: Path) -> None:
    written(tmp_path / "run.trc", trc_lines())
    text = mot_text(runner().space.time_s, runner().angles)
    (tmp_path / "run_ik.mot").write_text(text, "utf-8")
    clip = read_keypoints(tmp_path)
    assert farthest_apart(clip, runner().space) < 1e-5
    assert stated(clip, "file").startswith("run.trc: 1 other")


def test_several_runs_are_refused_by_name(tmp_path: Path) -> None:
    written(tmp_path / "a.trc", trc_lines())
    written(tmp_path / "b.trc", trc_lines())
    with pytest.raises(FileRefusedError, match=r"2 .trc files \(a.trc, b.trc"):
        read_keypoints(tmp_path)


def test_a_zip_of_one_run_is_read(tmp_path: Path) -> None:
    path = tmp_path / "run.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("MarkerData/run.trc", "\n".join(trc_lines()) + "\n")
        archive.writestr("__MACOSX/MarkerData/._run.trc", "x")
        archive.writestr("notes.txt", "x")
    assert farthest_apart(read_keypoints(path), runner().space) < 1e-5


def test_a_c3d_file_in_a_zip_is_read(tmp_path: Path) -> None:
    pytest.importorskip("ezc3d")
    from stridewell.simulate.gait_files import write_c3d  # noqa: PLC0415

    write_c3d(tmp_path / "run.c3d", runner().space)
    path = tmp_path / "run.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(tmp_path / "run.c3d", "run.c3d")
    assert farthest_apart(read_keypoints(path), runner().space) < 1e-4


def test_a_zip_that_swells_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("run.trc", b"0" * 20_000_000)
    with pytest.raises(FileRefusedError, match="far more than one run"):
        read_keypoints(path)


def test_a_damaged_zip_is_refused(tmp_path: Path) -> None:
    folder = openpose_folder(tmp_path / "json")
    path = tmp_path / "run.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in folder.iterdir():
            archive.write(file, file.name)
    content = bytearray(path.read_bytes())
    content[2000:2100] = b"\xff" * 100
    path.write_bytes(content)
    with pytest.raises(FileRefusedError, match="It cannot be read"):
        read_keypoints(path, rate_hz=60)


@pytest.mark.parametrize("name", ["missing.trc", "nothing", "a/b"])
def test_what_is_not_there_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(FileRefusedError, match="cannot be read"):
        read_keypoints(tmp_path / name)


def test_a_folder_or_file_of_something_else_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileRefusedError, match="no file of body points"):
        read_keypoints(tmp_path)
    (tmp_path / "run.txt").write_text("x")
    with pytest.raises(FileRefusedError, match="no file of body points"):
        read_keypoints(tmp_path / "run.txt")


def test_files_are_known_by_their_names() -> None:
    assert is_keypoint_file(Path("Run.TRC"))
    assert not is_keypoint_file(Path("run.mp4"))


def test_the_docs_name_every_kind_and_every_model() -> None:
    text = DOCS.read_text("utf-8")
    assert all(f"`{each}`" in text for each in SUFFIXES)
    *first, last = sorted(POSE_LAYOUTS)
    assert f"Models of {', '.join(map(str, first))} and {last} points are known" in text
