"""A film drawn on: what cannot be is refused before anything is read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from stridewell.app.desk import Desk
from stridewell.app.gait_annotate import annotate, check_annotated
from stridewell.app.gait_lab import ClipFile, Keeping, film
from stridewell.app.gait_told import Told
from stridewell.app.gait_tools import HowFilmed, Progress
from stridewell.bootstrap import LocalDoors
from stridewell.errors import UsageError
from stridewell.gait.clip import ClipAnalysis
from stridewell.gait.keypoints import Keypoints, View
from stridewell.simulate.gait_example import demo_clip


class Writer:
    """Writes the names of what it was given."""

    def __init__(self) -> None:
        """Nothing was written yet."""
        self.drawn: list[ClipAnalysis] = []

    def __call__(self, path: Path, clip: ClipAnalysis, out: Path, progress: Progress, /) -> None:
        """One frame of one."""
        self.drawn.append(clip)
        progress(1, 1)
        out.write_text(path.name, encoding="utf-8")


def read(_path: Path, _how: HowFilmed, _progress: Progress, /) -> Keypoints:
    """The demo runner."""
    return demo_clip(View.LEFT).keypoints


@pytest.fixture
def writer() -> Writer:
    return Writer()


@pytest.fixture
def desk(writer: Writer) -> Iterator[Desk]:
    """A desk whose every film shows the demo runner."""
    with LocalDoors().desk("memory://", "lateral_hip") as plain:
        yield replace(plain, gait=replace(plain.gait, read=read, annotate=writer))


def test_the_clip_of_the_session_is_drawn_on_its_film(
    desk: Desk, writer: Writer, tmp_path: Path
) -> None:
    file, out = ClipFile(tmp_path / "left.mp4"), tmp_path / "drawn.mp4"
    told: list[tuple[str, int, int | None]] = []
    check_annotated(desk, [file], out)
    report = film(desk, [file], Told(), Keeping(session=False))
    annotate(desk, file, report, out, lambda *each: told.append(each))
    assert out.read_text(encoding="utf-8") == "left.mp4"
    assert writer.drawn == [report.session.clips[0]]
    assert told == [("drawn.mp4", 1, 1)]


@pytest.mark.parametrize(
    ("names", "out", "because"),
    [
        (("left.zip",), "drawn.mp4", "Only one video"),
        (("left.mp4", "rear.mp4"), "drawn.mp4", "Only one video"),
        ((), "drawn.mp4", "Only one video"),
        (("left.mp4",), "drawn.avi", "does not end in .mp4"),
        (("left.mp4",), "there.mp4", "there already"),
        (("left.mp4",), "none/drawn.mp4", "no folder"),
    ],
)
def test_what_cannot_be_drawn_is_refused(
    desk: Desk, tmp_path: Path, names: tuple[str, ...], out: str, because: str
) -> None:
    (tmp_path / "there.mp4").touch()
    with pytest.raises(UsageError, match=because):
        check_annotated(desk, [ClipFile(tmp_path / name) for name in names], tmp_path / out)
