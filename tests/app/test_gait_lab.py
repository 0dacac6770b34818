"""The gait lab: clips in, a judged session out, kept and worked out anew."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

import pytest

from cases import WOMAN
from filmed import still
from stridewell.adapters.kept_videos import KeptVideos
from stridewell.app.desk import Desk
from stridewell.app.gait_compare import compare
from stridewell.app.gait_lab import (
    ClipFile,
    Keeping,
    delete_session,
    film,
    forget_videos,
    open_session,
    restore_session,
    saved_sessions,
    video_path,
)
from stridewell.app.gait_steps import steps_table
from stridewell.app.gait_told import Told
from stridewell.app.gait_tools import HowFilmed, Progress
from stridewell.bootstrap import LocalDoors
from stridewell.errors import FileRefusedError, NothingStoredError, UsageError
from stridewell.gait.keypoints import Keypoints, View
from stridewell.simulate.gait_example import DEMO_RUNNER, demo_clip
from stridewell.values.anatomy import Side

TOLD = Told(height_m=DEMO_RUNNER.height_m, speed_mps=DEMO_RUNNER.speed_mps, treadmill=True)
STEP_RATE, DROP = "step_rate_spm", "pelvic_drop_peak_deg"
NOT_KEPT = Keeping(session=False)


@cache
def seen_from(view: View) -> Keypoints:
    """The demo runner as a pose model would see them."""
    return demo_clip(view).keypoints


def nobody(path: Path) -> Keypoints:
    raise FileRefusedError(f"{path.name}: nobody is in it.", "Film again.")


READ: Mapping[str, Callable[[Path], Keypoints]] = {
    "left": lambda _: seen_from(View.LEFT),
    "right": lambda _: seen_from(View.RIGHT),
    "rear": lambda _: seen_from(View.REAR),
    "still": lambda _: still(View.LEFT, frames=300),
    "nobody": nobody,
}


class Reader:
    """Reads what the name of a file says, and remembers how it was asked."""

    def __init__(self) -> None:
        """Nothing was asked yet."""
        self.asked: list[HowFilmed] = []

    def __call__(self, path: Path, how: HowFilmed, progress: Progress, /) -> Keypoints:
        """The clip of this name."""
        self.asked.append(how)
        progress(0, 10)
        clip = READ[path.stem](path)
        progress(10, 10)
        return clip


@pytest.fixture
def reader() -> Reader:
    return Reader()


@pytest.fixture
def desk(reader: Reader, tmp_path: Path) -> Iterator[Desk]:
    """A desk in memory whose reader knows the demo runner."""
    with LocalDoors().desk("memory://", "lateral_hip") as plain:
        shelf = KeptVideos(tmp_path / "videos")
        yield replace(plain, gait=replace(plain.gait, read=reader, videos=shelf))


def files(folder: Path, *names: str) -> list[ClipFile]:
    """Files of these names, with something in them."""
    for name in names:
        (folder / name).write_bytes(b"a film")
    return [ClipFile(folder / name) for name in names]


def test_a_clip_is_measured_and_kept(desk: Desk, tmp_path: Path) -> None:
    report = film(desk, files(tmp_path, "left.json"), TOLD)
    rate = report.session.value(STEP_RATE)
    assert rate is not None
    assert rate.value == pytest.approx(DEMO_RUNNER.step_rate_spm, abs=0.5)
    assert report.judged_of(STEP_RATE, None) is not None
    assert (report.number, report.names, report.videos) == (1, ("left.json",), (None,))
    (kept,) = saved_sessions(desk)
    assert (kept.id, kept.filmed, kept.at) == (1, report.filmed, report.at)


def test_an_opened_session_measures_the_very_same(desk: Desk, tmp_path: Path) -> None:
    report = film(desk, files(tmp_path, "left.json", "right.json", "rear.json"), TOLD)
    again = open_session(desk, 1)
    assert again.session.measured == report.session.measured
    assert again.session.differences == report.session.differences
    assert again.session.refused == report.session.refused
    assert again.judged == report.judged
    assert (again.names, again.at, again.filmed) == (report.names, report.at, report.filmed)


def test_the_clips_of_a_session_complete_each_other(desk: Desk, tmp_path: Path) -> None:
    report = film(desk, files(tmp_path, "left.json", "right.json", "rear.json"), TOLD)
    session = report.session
    assert session.clip_of["contact_time_ms", Side.LEFT] != 1
    assert session.clip_of["contact_time_ms", Side.RIGHT] != 0
    drop = session.value(DROP, Side.RIGHT)
    assert drop is not None
    assert session.clip_of[DROP, Side.RIGHT] == 2
    assert drop.low <= 12.5 <= drop.high


def test_nothing_is_kept_that_shall_not_be(desk: Desk, tmp_path: Path) -> None:
    assert film(desk, files(tmp_path, "left.json"), TOLD, NOT_KEPT).number is None
    assert saved_sessions(desk) == ()


def test_a_session_without_a_value_is_not_kept(desk: Desk, tmp_path: Path) -> None:
    report = film(desk, files(tmp_path, "still.json"), TOLD)
    assert report.session.measured == ()
    assert report.session.refused != ()
    assert report.number is None
    assert saved_sessions(desk) == ()


def test_the_same_session_is_kept_once(desk: Desk, tmp_path: Path) -> None:
    clips = files(tmp_path, "left.json")
    first, second = film(desk, clips, TOLD), film(desk, clips, TOLD)
    assert (first.number, first.saved_before) == (1, False)
    assert (second.number, second.saved_before) == (1, True)
    faster = film(desk, clips, replace(TOLD, speed_mps=3.0))
    assert (faster.number, faster.saved_before) == (2, False)


def test_the_height_of_the_runner_stands_in(desk: Desk, reader: Reader, tmp_path: Path) -> None:
    with desk.store.transaction() as transaction:
        transaction.save_runner(replace(WOMAN, height_cm=171.0))
    clips = files(tmp_path, "left.json")
    assert film(desk, clips, Told(), NOT_KEPT).filmed.height_m == 1.71
    assert film(desk, clips, TOLD, NOT_KEPT).filmed.height_m == DEMO_RUNNER.height_m
    assert [each.height_m for each in reader.asked] == [1.71, DEMO_RUNNER.height_m]


def test_what_was_told_reaches_the_reader(desk: Desk, reader: Reader, tmp_path: Path) -> None:
    (tmp_path / "left.json").write_bytes(b"")
    model = tmp_path / "own.onnx"
    told = replace(TOLD, slow_motion=8.0, rate_hz=120.0, model=model)
    film(desk, [ClipFile(tmp_path / "left.json", View.LEFT)], told, NOT_KEPT)
    assert reader.asked == [HowFilmed(View.LEFT, 8.0, 120.0, DEMO_RUNNER.height_m, model)]


def test_the_day_of_filming_counts(desk: Desk, tmp_path: Path) -> None:
    day = datetime(2026, 3, 1, 12, tzinfo=UTC)
    film(desk, files(tmp_path, "left.json"), TOLD, Keeping(at=day))
    assert open_session(desk, 1).at == day


def test_progress_tells_which_file(desk: Desk, tmp_path: Path) -> None:
    told: list[tuple[str, int, int | None]] = []
    clips = files(tmp_path, "left.json", "rear.json")
    film(desk, clips, TOLD, NOT_KEPT, lambda *each: told.append(each))
    assert told == [(n, d, 10) for n in ("left.json", "rear.json") for d in (0, 10)]


def test_who_stops_it_stores_nothing(desk: Desk, tmp_path: Path) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        film(desk, files(tmp_path, "left.json"), TOLD, progress=stop)
    assert saved_sessions(desk) == ()


def test_one_bad_file_refuses_the_session(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(FileRefusedError, match="nobody is in it"):
        film(desk, files(tmp_path, "left.json", "nobody.json"), TOLD)
    assert saved_sessions(desk) == ()


def test_without_a_file_nothing_can_be_measured(desk: Desk) -> None:
    with pytest.raises(UsageError, match="No clip"):
        film(desk, [], TOLD)


def test_a_film_is_kept_only_when_asked(desk: Desk, tmp_path: Path) -> None:
    film(desk, files(tmp_path, "left.mp4"), TOLD)
    assert video_path(desk, 1, 0) is None
    told = replace(TOLD, speed_mps=3.0)
    report = film(desk, files(tmp_path, "left.mp4", "rear.json"), told, Keeping(video=True))
    assert report.number == 2
    place = video_path(desk, 2, 0)
    assert place is not None
    assert place.read_bytes() == b"a film"
    assert video_path(desk, 2, 1) is None
    assert open_session(desk, 2).videos == report.videos


def test_a_forgotten_film_is_gone_for_good(desk: Desk, tmp_path: Path) -> None:
    film(desk, files(tmp_path, "left.mp4"), TOLD, Keeping(video=True))
    place = video_path(desk, 1, 0)
    delete_session(desk, 1)
    assert place is not None
    assert place.exists()
    assert forget_videos(desk, 1) == 1
    assert not place.exists()
    assert (video_path(desk, 1, 0), forget_videos(desk, 1)) == (None, 0)


def test_a_deleted_session_returns(desk: Desk, tmp_path: Path) -> None:
    film(desk, files(tmp_path, "left.json"), TOLD)
    delete_session(desk, 1)
    assert saved_sessions(desk) == ()
    assert open_session(desk, 1).deleted_at == desk.clock.now()
    restore_session(desk, 1)
    assert [each.id for each in saved_sessions(desk)] == [1]
    assert open_session(desk, 1).deleted_at is None


def test_an_old_session_is_worked_out_with_what_is_known_now(desk: Desk, tmp_path: Path) -> None:
    report = film(desk, files(tmp_path, "left.json"), TOLD)
    with desk.store.transaction() as transaction:
        stored = transaction.gait().session(1)
        old = replace(stored.versions, knowledge="of last year")
        transaction.gait().rework(1, replace(stored.summary, measured=()), old)
    assert open_session(desk, 1).session.measured == report.session.measured
    (kept,) = saved_sessions(desk)
    assert (kept.versions, kept.summary) == (report.versions, stored.summary)


def test_sessions_are_listed_the_newest_first(desk: Desk, tmp_path: Path) -> None:
    now = desk.clock.now()
    for days in (3, 1, 2):
        name = files(tmp_path, "left.json")
        told = replace(TOLD, speed_mps=2.5 + days / 10)
        film(desk, name, told, Keeping(at=now - timedelta(days=days)))
    assert [each.id for each in saved_sessions(desk)] == [2, 3, 1]


def test_two_sessions_are_compared_the_earlier_first(desk: Desk, tmp_path: Path) -> None:
    now = desk.clock.now()
    for days, speed in ((1, 2.8), (9, 2.9)):
        told = replace(TOLD, speed_mps=speed)
        film(desk, files(tmp_path, "left.json"), told, Keeping(at=now - timedelta(days=days)))
    for numbers in ((1, 2), (2, 1)):
        found = compare(desk, *numbers)
        assert (found.earlier.number, found.later.number) == (2, 1)
        assert {each.value for each in found.changes} == {0.0}
    with pytest.raises(UsageError, match="itself"):
        compare(desk, 1, 1)
    with pytest.raises(NothingStoredError):
        compare(desk, 1, 4711)


def test_every_step_can_leave(desk: Desk, tmp_path: Path) -> None:
    film(desk, files(tmp_path, "left.json", "rear.json"), TOLD)
    report = open_session(desk, 1)
    table = steps_table(report)
    columns = {each.name: each.cells for each in table.columns}
    assert list(columns) == ["clip", "metric", "side", "unit", "t_s", "value"]
    assert table.size == sum(len(each.steps) for each in report.session.measured)
    assert set(columns["clip"]) == {"left.json", "rear.json"}
    place = columns["metric"].index(DROP)
    found = report.session.value(DROP, Side(str(columns["side"][place])))
    assert found is not None
    assert columns["value"][place] == pytest.approx(found.steps[0].value, abs=1e-4)
