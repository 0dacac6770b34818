"""Synthetic clips as files of other tools."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import numpy as np
import pytest

from stridewell.gait.keypoints import View
from stridewell.gait.landmarks import Landmark
from stridewell.gait.naming import named
from stridewell.simulate.gait import Noise, SyntheticClip, synthetic_runner
from stridewell.simulate.gait_files import (
    LAYOUTS,
    marker_name,
    mot_text,
    openpose_frames,
    openpose_zip,
    trc_text,
    write_c3d,
    write_openpose,
    write_trc,
)


@pytest.fixture(scope="module")
def clip() -> SyntheticClip:
    return synthetic_runner(rate_hz=50.0, duration_s=2.0, noise=Noise(missing=0.05))


@pytest.fixture(scope="module")
def filmed() -> SyntheticClip:
    return synthetic_runner(view=View.LEFT, rate_hz=50.0, duration_s=2.0, noise=Noise(missing=0.05))


def test_every_marker_has_a_name_that_is_understood() -> None:
    for point in Landmark:
        known = named(marker_name(point))
        assert known is not None
        assert known.landmark is point


def test_trc_holds_positions_with_its_own_unit_axis_and_start(clip: SyntheticClip) -> None:
    lines = trc_text(clip.keypoints, unit="mm", up="z", start_s=0.24).splitlines()
    facts = dict(zip(lines[1].split("\t"), lines[2].split("\t"), strict=True))
    assert facts["Units"] == "mm"
    assert (facts["DataRate"], facts["NumFrames"], facts["OrigDataStartFrame"]) == (
        "50",
        "100",
        "13",
    )
    columns = lines[3].split("\t")
    at = columns.index("RKnee")
    first = lines[6].split("\t")
    assert (first[0], first[1]) == ("13", "0.240000")
    forward, up, right = clip.keypoints.at(Landmark.RIGHT_KNEE)[0]
    assert [float(v) for v in first[at : at + 3]] == pytest.approx(
        [1000 * forward, -1000 * right, 1000 * up], abs=1e-3
    )


def test_trc_leaves_unseen_points_blank(clip: SyntheticClip) -> None:
    rows = [line.split("\t")[2:] for line in trc_text(clip.keypoints).splitlines()[6:]]
    blank = np.array([[value == "" for value in row] for row in rows])
    unseen = np.isnan(clip.keypoints.position).reshape(100, -1)
    assert np.array_equal(blank, unseen)


@pytest.mark.parametrize(("bent", "sign"), [(-1, -1), (1, 1)])
@pytest.mark.parametrize("degrees", [True, False])
def test_mot_says_its_unit_and_keeps_its_sign(
    clip: SyntheticClip, bent: int, sign: int, *, degrees: bool
) -> None:
    text = mot_text(clip.space.time_s, clip.angles, degrees=degrees, bent_knee=bent)
    head, _, table = text.partition("endheader\n")
    assert f"inDegrees={'yes' if degrees else 'no'}" in head
    names, *rows = table.splitlines()
    values = np.array([row.split("\t") for row in rows], dtype=np.float64)
    knee = values[:, names.split("\t").index("knee_angle_r")]
    scale = 1 if degrees else np.pi / 180
    assert knee == pytest.approx(sign * scale * clip.angles["knee_angle_r"], abs=1e-6)
    height = values[:, names.split("\t").index("pelvis_ty")]
    assert height == pytest.approx(clip.angles["pelvis_ty"], abs=1e-6)


@pytest.mark.parametrize("layout", ["body_25", "coco_18", "halpe_26"])
def test_openpose_counts_from_the_top_left_of_the_picture(
    filmed: SyntheticClip, layout: str
) -> None:
    texts = openpose_frames(filmed.keypoints, layout)
    assert list(texts) == sorted(texts)
    (person,) = json.loads(next(iter(texts.values())))["people"]
    points = np.reshape(person["pose_keypoints_2d"], (-1, 3))
    assert len(points) == len(LAYOUTS[layout])
    width, height = filmed.camera.size_px
    for name, (x, y, trust) in zip(LAYOUTS[layout], points, strict=True):
        known = named(name)
        if known is None or known.landmark not in filmed.keypoints.points:
            assert (x, y, trust) == (0, 0, 0)
            continue
        forward, up = filmed.keypoints.at(known.landmark)[0]
        if np.isnan(up):
            assert (x, y, trust) == (0, 0, 0)
        else:
            assert (x, y) == pytest.approx((width - forward, height - up), abs=1e-3)


def test_space_has_no_picture(clip: SyntheticClip) -> None:
    with pytest.raises(ValueError, match="only a clip of a camera"):
        openpose_frames(clip.keypoints)


def test_a_zip_holds_the_same_texts(filmed: SyntheticClip) -> None:
    with zipfile.ZipFile(io.BytesIO(openpose_zip(filmed.keypoints))) as packed:
        inside = {name: packed.read(name).decode() for name in packed.namelist()}
    assert inside == openpose_frames(filmed.keypoints)


def test_texts_are_written_where_told(
    clip: SyntheticClip, filmed: SyntheticClip, tmp_path: Path
) -> None:
    write_trc(tmp_path / "run.trc", clip.keypoints)
    assert (tmp_path / "run.trc").read_text(encoding="utf-8") == trc_text(clip.keypoints)
    write_openpose(tmp_path / "run", filmed.keypoints, "coco_18")
    written = {p.name: p.read_text(encoding="utf-8") for p in (tmp_path / "run").iterdir()}
    assert written == openpose_frames(filmed.keypoints, "coco_18")


@pytest.mark.parametrize(("unit", "scale"), [("mm", 1000), ("m", 1)])
def test_c3d_keeps_points_rate_and_unit(
    clip: SyntheticClip, tmp_path: Path, unit: str, scale: int
) -> None:
    ezc3d = pytest.importorskip("ezc3d")
    write_c3d(tmp_path / "run.c3d", clip.space, unit=unit)
    read = ezc3d.c3d(str(tmp_path / "run.c3d"))
    point = read["parameters"]["POINT"]
    assert point["UNITS"]["value"] == [unit]
    assert point["RATE"]["value"][0] == pytest.approx(50)
    at = point["LABELS"]["value"].index("LHeel")
    up = read["data"]["points"][2, at]
    assert up == pytest.approx(scale * clip.space.along(Landmark.LEFT_HEEL, "up"), rel=1e-5)
