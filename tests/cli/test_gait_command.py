"""`gait`: running form from files, and what was measured before."""

from __future__ import annotations

import csv
import io
import subprocess
import sys
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from command_line import Done, stridewell
from stridewell.gait.keypoints import View
from stridewell.simulate.gait_example import DEMO_RUNNER, demo_clip, demo_files
from stridewell.simulate.gait_files import trc_text
from stridewell.values.anatomy import Side

TOLD = ("--fps", 60, "--height", "170 cm", "--speed", "2.8 m/s", "--treadmill")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo runner's clips: left, right, rear, and in three dimensions."""
    made = tmp_path_factory.mktemp("clips")
    for name, content in demo_files().items():
        (made / name).write_bytes(content)
    (made / "lab.trc").write_text(trc_text(demo_clip(View.LEFT).space), encoding="utf-8")
    return made


def measure(folder: Path, *words: object, views: Sequence[str] = ("left",)) -> Done:
    files = [folder / f"{view}.zip" for view in views]
    return stridewell("gait", *files, *(w for v in views for w in ("--view", v)), *TOLD, *words)


def test_without_a_session_it_says_how_to_film() -> None:
    told = stridewell("gait")
    assert told.status == 0
    assert "camera at hip height" in told.out
    assert "stridewell gait left.mp4" in told.out
    assert stridewell("gait", "--json").json == {"sessions": []}


def test_a_clip_from_the_side(folder: Path) -> None:
    done = measure(folder)
    assert (done.status, done.err) == (0, "")
    assert done.out.startswith("Session 1, ")
    for words in ("from the left", "10.1 km/h, on a treadmill, height 170 cm", "Step rate"):
        assert words in done.out
    assert "Not measured" in done.out
    assert "Pelvic drop" in done.out.partition("Not measured")[2]
    assert "Worked out from the files" in done.out
    assert "no clinician" in done.out


def test_the_json_has_the_promised_shape(folder: Path) -> None:
    out = measure(folder, "--json", "--no-save", views=("left", "right", "rear")).json
    values = {(each["id"], each["side"]): each for each in out["metrics"]}
    rate = values["step_rate_spm", None]["value"]
    assert rate == pytest.approx(DEMO_RUNNER.step_rate_spm, abs=0.5)
    assert values["pelvic_drop_peak_deg", "right"]["clip"] == 3
    assert {(each["kind"], each["side"]) for each in out["events"]} == {
        (kind, side) for kind in ("initial_contact", "toe_off") for side in ("left", "right")
    }
    assert out["not_measurable"] == []
    assert [each["view"] for each in out["clips"]] == ["left", "right", "rear"]
    assert out["number"] is None
    assert stridewell("gait", "--json").json == {"sessions": []}


def test_what_a_clip_cannot_show_is_named_with_the_reason(folder: Path) -> None:
    refused = measure(folder, "--json", "--no-save").json["not_measurable"]
    drop = next(each for each in refused if each["id"] == "pelvic_drop_peak_deg")
    assert set(drop) == {"id", "side", "because", "remedy"}
    assert drop["because"]


def test_a_file_of_a_lab_needs_no_view(folder: Path) -> None:
    out = stridewell("gait", folder / "lab.trc", "--speed", "2.8 m/s", "--json").json
    (clip,) = out["clips"]
    assert (clip["view"], clip["points_from"]) == ("space", "markers")
    step = {(e["id"], e["side"]): e["value"] for e in out["metrics"]}
    true = demo_clip(View.LEFT).value("contact_time_ms", Side.LEFT)
    assert step["contact_time_ms", "left"] == pytest.approx(true, abs=15)


def test_kept_sessions_are_listed_and_shown_again(folder: Path) -> None:
    first = measure(folder).out
    assert measure(folder).out.count("kept before, as session 1") == 1
    listed = stridewell("gait").out
    assert "from the left" in listed
    assert "10.1 km/h" in listed
    assert "left.zip" in listed
    assert stridewell("gait", "--show", 1).out == first
    (row,) = stridewell("gait", "--json").json["sessions"]
    assert (row["number"], row["views"], row["files"]) == (1, ["left"], ["left.zip"])


def test_the_day_of_filming_is_told(folder: Path) -> None:
    day = (datetime.now(UTC) - timedelta(days=20)).date().isoformat()
    assert measure(folder, "--day", day, "--json").json["at"].startswith(day)
    tomorrow = (datetime.now(UTC) + timedelta(days=1)).date().isoformat()
    assert measure(folder, "--day", tomorrow).refused(2, "still to come")


def test_two_sessions_are_compared(folder: Path) -> None:
    measure(folder, "--day", "yesterday")
    measure(folder, "--speed", "3.4 m/s")
    told = stridewell("gait", "--compare", 1, 2)
    assert told.status == 0
    assert "21 % faster" in told.out
    assert "could be chance" in told.out
    out = stridewell("gait", "--compare", 2, 1, "--json").json
    assert (out["earlier"], out["later"]) == (1, 2)
    assert {each["verdict"] for each in out["changes"]} == {"chance"}


def test_a_session_is_deleted_and_restored(folder: Path) -> None:
    measure(folder)
    assert "stridewell gait --restore 1" in stridewell("gait", "--delete", 1).out
    assert stridewell("gait", "--json").json == {"sessions": []}
    assert "This session is deleted" in stridewell("gait", "--show", 1).out
    assert stridewell("gait", "--delete", 1).refused(1, "deleted already", "--restore 1")
    assert "back on the list" in stridewell("gait", "--restore", 1).out
    assert len(stridewell("gait", "--json").json["sessions"]) == 1
    assert stridewell("gait", "--delete", 1, "--json").json["deleted"] == 1
    assert stridewell("gait", "--restore", 1, "--json").json == {"restored": 1}


def test_a_film_that_was_not_kept_cannot_be_forgotten(folder: Path) -> None:
    measure(folder, "--keep-video")
    assert "No video was kept of session 1." in stridewell("gait", "--forget-video", 1).out
    assert stridewell("gait", "--forget-video", 1, "--json").json == {"forgotten_videos": 0}


def test_every_step_can_leave_as_csv_and_json(folder: Path) -> None:
    measure(folder)
    text = stridewell("gait", "--export", 1, "--csv").out
    rows = list(csv.DictReader(io.StringIO(text)))
    assert list(rows[0]) == ["clip", "metric", "side", "unit", "t_s", "value"]
    assert {row["clip"] for row in rows} == {"left.zip"}
    assert len(stridewell("gait", "--export", 1, "--json").json) == len(rows)


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("--show", 7), 1, "no filmed session 7"),
        (("--compare", 7, 8), 1, "no filmed session 7"),
        (("--delete", 7), 1, "no filmed session 7"),
        (("--restore", 7), 1, "no filmed session 7"),
        (("--export", 7, "--csv"), 1, "no filmed session 7"),
        (("--export", 7), 2, "--csv or --json"),
        (("--csv",), 2, "--export"),
        (("--show", 7, "--delete", 7), 2, "one thing at a time"),
        (("--height", 178), 2, "no file to read"),
        (("gone.zip", "--view", "left"), 1, "gone.zip"),
        (("gone.zip", "--view", "front"), 2, "left, right or rear"),
        (("gone.zip", "--view", "left", "--view", "rear"), 2, "once for each file"),
        (("gone.zip", "--show", 1), 2, "--show"),
        (("gone.zip", "--speed", "fast"), 2, "speed"),
        (("gone.zip", "--height", "tall"), 2, "height"),
        (("gone.zip", "--known-length", "long"), 2, "known length"),
        (("gone.zip", "--day", "someday"), 2, "no day"),
    ],
    ids=lambda value: " ".join(map(str, value)) if isinstance(value, tuple) else None,
)
def test_what_cannot_be_done_is_said(words: tuple[object, ...], status: int, said: str) -> None:
    done = stridewell("gait", *words)
    assert done.refused(status, said)


def test_a_view_that_is_not_so_is_refused(folder: Path) -> None:
    done = stridewell("gait", folder / "rear.zip", "--view", "left", *TOLD)
    assert done.refused(1, "rear.zip")


@pytest.mark.parametrize("words", [("--help",), ("gait", "--help"), ("gait",)], ids=" ".join)
def test_what_measures_is_imported_only_to_measure(words: Sequence[str]) -> None:
    code = (
        "import sys; from stridewell.bootstrap import main\n"
        f"sys.argv = {['stridewell', *words]!r}\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "print(sorted({'scipy', 'av', 'mediapipe', 'cv2'} & sys.modules.keys()), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.strip().endswith("[]")


@pytest.mark.parametrize(
    ("words", "because"),
    [
        (("left.zip", "--view", "left", "--annotated", "new.mp4"), "Only one video"),
        (("--annotated", "new.mp4"), "no video to draw on"),
    ],
)
def test_only_a_video_is_drawn_on(folder: Path, words: Sequence[str], because: str) -> None:
    told = [folder / each if each.endswith((".zip", ".mp4")) else each for each in words]
    done = stridewell("gait", *told)
    assert done.status == 2
    assert because in done.err
    assert not (folder / "new.mp4").exists()
