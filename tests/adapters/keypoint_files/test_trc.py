from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from keypoint_examples import (
    HEAD_LINES,
    blanked,
    column_of,
    farthest_apart,
    runner,
    scaled,
    stated,
    trc_lines,
    written,
)
from stridewell.adapters.keypoint_files.reading import read_keypoints
from stridewell.errors import FileRefusedError, FrameRateError, NoRunnerError, WrongViewError
from stridewell.gait.keypoints import Keypoints, Unit, View
from stridewell.gait.landmarks import Landmark


def read(tmp_path: Path, lines: list[str], **how: float) -> Keypoints:
    return read_keypoints(written(tmp_path / "run.trc", lines), rate_hz=how.get("rate_hz"))


@pytest.mark.parametrize("up", ["y", "z"])
@pytest.mark.parametrize("unit", ["m", "mm"])
def test_units_axes_and_start_make_no_difference(tmp_path: Path, unit: str, up: str) -> None:
    clip = read(tmp_path, trc_lines(unit, up, start_s=0.23))
    assert (clip.view, clip.unit) == (View.SPACE, Unit.METRE)
    assert farthest_apart(clip, runner().space) < 1e-5
    assert clip.time_s[0] == pytest.approx(0.23)


def test_centimetres_are_told_by_the_body(tmp_path: Path) -> None:
    lines = [line.replace("\tm\t", "\tcm\t") for line in trc_lines("m")]
    clip = read(tmp_path, lines)
    assert farthest_apart(clip, runner().space) < 1e-5
    assert "which cannot be" in stated(clip, "unit")


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_the_runner_may_run_along_any_axis(tmp_path: Path, degrees: int) -> None:
    cosine, sine = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
    lines = trc_lines("m")
    for at in range(HEAD_LINES, len(lines)):
        frame, moment, *rest = lines[at].split("\t")
        places = np.array(rest, dtype=float).reshape(-1, 3)
        turned = np.stack(
            [
                cosine * places[:, 0] + sine * places[:, 2],
                places[:, 1],
                -sine * places[:, 0] + cosine * places[:, 2],
            ],
            axis=1,
        )
        lines[at] = "\t".join([frame, moment, *(f"{each:.7f}" for each in turned.ravel())])
    clip = read(tmp_path, lines)
    assert farthest_apart(clip, runner().space) < 1e-5


def test_a_padded_head_windows_path_and_wrong_counts_are_no_obstacle(tmp_path: Path) -> None:
    lines = trc_lines()
    lines[0] = "PathFileType\t4\t(X/Y/Z)\tC:\\Documents and Settings\\a b\\run.trc" + "\t" * 200
    lines[1] += "\t" * 200
    lines[2] = lines[2].replace("\t200\t29\t", "\t       999\t40\t") + "\t" * 200
    clip = read(tmp_path, lines)
    assert farthest_apart(clip, runner().space) < 1e-5
    assert stated(clip, "frames") == "200: its head says 999, which is wrong"
    assert stated(clip, "points") == "29: its head says 40, which is wrong"


def test_padded_numbers_and_a_decimal_comma_are_numbers(tmp_path: Path) -> None:
    lines = trc_lines()
    lines[HEAD_LINES] = "\t".join(f"   {each} " for each in lines[HEAD_LINES].split("\t"))
    lines[HEAD_LINES + 1] = lines[HEAD_LINES + 1].replace(".", ",")
    assert farthest_apart(read(tmp_path, lines), runner().space) < 1e-5


def test_the_rate_goes_before_rounded_times(tmp_path: Path) -> None:
    lines = trc_lines()
    for at in range(HEAD_LINES, len(lines)):
        frame, _, rest = lines[at].split("\t", 2)
        lines[at] = f"{frame}\t{round((at - HEAD_LINES) / 60, 2):.2f}\t{rest}"
    lines[2] = lines[2].replace("100\t100\t", "60\t60\t", 1)
    clip = read(tmp_path, lines)
    assert clip.time_s == pytest.approx(np.arange(200) / 60)


def test_times_go_before_a_rate_that_cannot_be_theirs(tmp_path: Path) -> None:
    lines = trc_lines()
    lines[2] = lines[2].replace("100\t100\t", "30\t30\t", 1)
    clip = read(tmp_path, lines)
    assert clip.rate_hz == pytest.approx(100)
    assert "does not fit" in stated(clip, "frame rate")


def test_frames_that_were_left_out_leave_a_gap_in_time(tmp_path: Path) -> None:
    lines = trc_lines()
    del lines[HEAD_LINES + 50 : HEAD_LINES + 70]
    clip = read(tmp_path, lines)
    assert clip.frames == 180
    assert clip.duration_s == pytest.approx(1.99)


def test_without_rate_and_times_it_says_what_to_type(tmp_path: Path) -> None:
    lines = trc_lines()
    lines[2] = lines[2].replace("100\t100\t", "0\t0\t", 1)
    for at in range(HEAD_LINES, len(lines)):
        frame, _, rest = lines[at].split("\t", 2)
        lines[at] = f"{frame}\t0.0\t{rest}"
    with pytest.raises(FrameRateError, match="--fps"):
        read(tmp_path, lines)
    assert read(tmp_path, lines, rate_hz=50.0).rate_hz == pytest.approx(50)


def test_a_blank_point_was_not_seen(tmp_path: Path) -> None:
    lines = trc_lines()
    lines[HEAD_LINES + 7] = blanked(lines[HEAD_LINES + 7], column_of(lines, "RHeel"))
    clip = read(tmp_path, lines)
    assert np.isnan(clip.at(Landmark.RIGHT_HEEL)[7]).all()
    assert clip.trust(Landmark.RIGHT_HEEL)[7] == 0
    assert np.isfinite(clip.at(Landmark.RIGHT_HEEL)[8]).all()
    assert np.isfinite(clip.at(Landmark.RIGHT_TOE)[7]).all()


def test_nought_in_all_axes_was_not_seen(tmp_path: Path) -> None:
    lines = trc_lines()
    at = column_of(lines, "LKnee")
    lines[HEAD_LINES + 9] = scaled(lines[HEAD_LINES + 9], at, 0.0)
    assert np.isnan(read(tmp_path, lines).at(Landmark.LEFT_KNEE)[9]).all()


def test_a_row_whose_end_was_trimmed_of_blanks_is_whole(tmp_path: Path) -> None:
    lines = trc_lines()
    lines[HEAD_LINES + 3] = "\t".join(lines[HEAD_LINES + 3].split("\t")[:-3])
    clip = read(tmp_path, lines)
    assert clip.frames == 200
    assert np.isnan(clip.at(Landmark.RIGHT_WRIST)[3]).all()


def test_a_cut_last_row_is_left_out_and_told(tmp_path: Path) -> None:
    lines = trc_lines()
    lines[-1] = lines[-1][: len(lines[-1]) // 2]
    clip = read(tmp_path, lines)
    assert clip.frames == 199
    assert "cut short" in stated(clip, "last row")


def test_a_word_among_the_numbers_is_named_with_its_place(tmp_path: Path) -> None:
    lines = trc_lines()
    fields = lines[HEAD_LINES + 4].split("\t")
    fields[column_of(lines, "RKnee") + 1] = "oops"
    lines[HEAD_LINES + 4] = "\t".join(fields)
    with pytest.raises(FileRefusedError, match="Line 11, column RKnee Y: “oops” is not a number"):
        read(tmp_path, lines)


def test_more_columns_than_names_are_refused(tmp_path: Path) -> None:
    lines = [*trc_lines()]
    lines[3] = lines[3].replace("\tRWrist", "")
    with pytest.raises(FileRefusedError, match="names 28 points, but its rows hold 29"):
        read(tmp_path, lines)


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ([""], "It is empty"),
        (["hello"], "no line that begins with Frame#"),
        (trc_lines()[:HEAD_LINES], "no rows of numbers"),
        (trc_lines()[: HEAD_LINES + 3], "at least 10"),
    ],
)
def test_what_is_no_run_is_refused_with_its_name(
    tmp_path: Path, lines: list[str], told: str
) -> None:
    with pytest.raises(FileRefusedError, match=told) as caught:
        read(tmp_path, lines)
    assert caught.value.text.startswith("run.trc: ")
    assert caught.value.next_step


def test_a_point_in_another_unit_is_read_in_its_own(tmp_path: Path) -> None:
    lines = trc_lines("mm")
    at = column_of(lines, "LHeel")
    lines[HEAD_LINES:] = [scaled(row, at, 0.001) for row in lines[HEAD_LINES:]]
    clip = read(tmp_path, lines)
    assert farthest_apart(clip, runner().space) < 1e-5
    assert "LHeel" in stated(clip, "unit")


def test_a_point_that_stands_still_is_left_out(tmp_path: Path) -> None:
    lines = trc_lines()
    at = column_of(lines, "LHeel")
    still = lines[HEAD_LINES].split("\t")[at : at + 3]
    for row in range(HEAD_LINES, len(lines)):
        fields = lines[row].split("\t")
        fields[at : at + 3] = still
        lines[row] = "\t".join(fields)
    clip = read(tmp_path, lines)
    assert not clip.has(Landmark.LEFT_HEEL)
    assert stated(clip, "point left out") == "LHeel: it does not move with the body"


def test_a_file_in_which_nobody_was_seen_is_refused(tmp_path: Path) -> None:
    lines = trc_lines()
    for row in range(HEAD_LINES, len(lines)):
        fields = lines[row].split("\t")
        lines[row] = "\t".join(fields[:2] + ["0.0"] * (len(fields) - 2))
    with pytest.raises(NoRunnerError, match="nobody was seen"):
        read(tmp_path, lines)


def test_names_of_nothing_known_are_listed(tmp_path: Path) -> None:
    lines = trc_lines()
    count = len(lines[3].split("\t\t\t"))
    lines[3] = "Frame#\tTime\t" + "\t\t\t".join(f"Q{n}" for n in range(count))
    with pytest.raises(NoRunnerError, match=r"Q0, Q1"):
        read(tmp_path, lines)


def test_exchanged_sides_are_refused(tmp_path: Path) -> None:
    lines = trc_lines()
    names = lines[3].split("\t")
    other = {"L": "R", "R": "L"}
    lines[3] = "\t".join(
        other[each[0]] + each[1:] if each[:1] in other and each != "Hip" else each for each in names
    )
    with pytest.raises(FileRefusedError, match="named right lie on the runner's left"):
        read(tmp_path, lines)


def test_a_view_of_points_in_space_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path / "run.trc", trc_lines())
    with pytest.raises(WrongViewError, match="points in space"):
        read_keypoints(path, view=View.REAR)
    assert read_keypoints(path, view=View.SPACE).view is View.SPACE


def test_names_not_used_are_all_stated(tmp_path: Path) -> None:
    lines = trc_lines()
    lines[3] = lines[3].replace("LElbow", "V_LThumb").replace("RElbow", "V_RThumb")
    assert "V_LThumb, V_RThumb" in stated(read(tmp_path, lines), "names not used")


def test_a_point_that_stands_twice_is_read_once(tmp_path: Path) -> None:
    lines = trc_lines()
    lines[3] = lines[3].replace("LElbow", "r_calc")
    clip = read(tmp_path, lines)
    assert clip.at(Landmark.RIGHT_HEEL) == pytest.approx(
        runner().space.at(Landmark.RIGHT_HEEL), abs=1e-5
    )
    assert stated(clip, "names not used") == "r_calc: other columns stand for the same points"


def test_what_is_missing_names_the_metrics_that_fall_away(tmp_path: Path) -> None:
    lines = trc_lines()
    for name in ("RHeel", "LHeel"):
        at = column_of(lines, name)
        lines[HEAD_LINES:] = [blanked(row, at) for row in lines[HEAD_LINES:]]
    assert "contact" in stated(read(tmp_path, lines), "missing")


def test_bytes_of_another_kind_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "run.trc"
    path.write_bytes(b"\x89PNG\0\0\0\0" * 100)
    with pytest.raises(FileRefusedError, match="not a text file"):
        read_keypoints(path)


def _flat(factor: float, down: float, forward: float = 1.0) -> list[str]:
    """A TRC file of one camera as Sports2D writes it: no depth."""
    lines = trc_lines("m")
    for at in range(HEAD_LINES, len(lines)):
        frame, moment, *rest = lines[at].split("\t")
        places = np.array(rest, dtype=float).reshape(-1, 3)
        places *= [factor * forward, factor * down, 0.0]
        places += [900.0 * (factor > 1), 1200.0 * (down < 0), 0.0]
        lines[at] = "\t".join([frame, moment, *(f"{each:.6f}" for each in places.ravel())])
    return lines


def test_a_flat_file_in_metres_is_a_view_from_the_side(tmp_path: Path) -> None:
    clip = read(tmp_path, _flat(1.0, 1.0))
    assert (clip.view, clip.unit) == (View.RIGHT, Unit.METRE)
    space = runner().space
    for each in (Landmark.LEFT_KNEE, Landmark.RIGHT_HEEL):
        assert clip.at(each) == pytest.approx(space.at(each)[:, :2], abs=1e-5)


def test_a_flat_file_of_pixels_runs_down(tmp_path: Path) -> None:
    clip = read(tmp_path, _flat(500.0, -1.0, forward=-1.0))
    assert (clip.view, clip.unit) == (View.LEFT, Unit.PIXEL)
    up = clip.along(Landmark.RIGHT_HEEL, "up")
    truth = runner().space.along(Landmark.RIGHT_HEEL, "up")
    assert up - up[0] == pytest.approx((truth - truth[0]) * 500, abs=1e-3)
    ahead = clip.along(Landmark.RIGHT_HEEL, "forward")
    true = runner().space.along(Landmark.RIGHT_HEEL, "forward")
    assert ahead - ahead[0] == pytest.approx((true - true[0]) * 500, abs=1e-3)
