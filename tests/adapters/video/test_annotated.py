"""A film with what was found drawn into it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import av
import numpy as np
import pytest
from numpy.typing import NDArray

from numbered_film import SIZE, ScriptedPose, image_points, runner, write_film
from stridewell.adapters.gait_model import load_contact_model
from stridewell.adapters.video.annotated import COLOURS, write_annotated
from stridewell.adapters.video.drawn_frame import GLYPHS, draw_line, write_text
from stridewell.adapters.video.reading import read_video
from stridewell.errors import FileRefusedError, SettingsError
from stridewell.gait.clip import ClipAnalysis, analyse_clip
from stridewell.gait.keypoints import Filmed, View
from stridewell.gait.landmarks import Landmark
from stridewell.values.anatomy import Side
from web_app import KNOWLEDGE

Pixels = NDArray[np.uint8]
RATE = 60.0
LEFT = np.array(COLOURS[Side.LEFT])


def made(
    folder: Path, view: View, *, turn: int = 0, slower: float = 1.0
) -> tuple[Path, ClipAnalysis]:
    """A film of the runner, and what its clip comes to."""
    points = image_points(runner(view, RATE))
    times = np.asarray(np.arange(len(points)) * slower / RATE, dtype=np.float64)
    film = write_film(folder / "film.mp4", times, turn=turn, rate=60)
    raw = read_video(film, ScriptedPose(points), view=view, slow_motion=slower)
    return film, analyse_clip(raw, Filmed(), load_contact_model(), KNOWLEDGE.gait.errors)


def frames_of(path: Path) -> tuple[list[Pixels], list[float]]:
    """Pictures of a film with their times."""
    with av.open(str(path)) as container:
        found = list(container.decode(video=0))
    pictures = [each.to_ndarray(format="rgb24").astype(np.uint8) for each in found]
    return pictures, [float(f.time or 0) for f in found]


def silent(_done: int, _total: int | None) -> None:
    """Nobody watches."""


@pytest.mark.parametrize(
    ("view", "turn", "slower"), [(View.LEFT, 0, 4.0), (View.RIGHT, 1, 1.0), (View.REAR, 0, 1.0)]
)
def test_the_figure_is_drawn_where_the_body_is(
    tmp_path: Path, view: View, turn: int, slower: float
) -> None:
    film, clip = made(tmp_path, view, turn=turn, slower=slower)
    told: list[tuple[int, int | None]] = []
    out = tmp_path / "out.mp4"
    write_annotated(film, clip, out, lambda done, total: told.append((done, total)))
    pictures, times = frames_of(out)
    _, before = frames_of(film)
    assert pictures[0].shape == (SIZE[1], SIZE[0], 3)
    assert times == pytest.approx(before, abs=1e-3)
    assert told[-1][0] == len(times)
    sure = ~clip.untrusted[Side.LEFT]
    knee, hip = clip.shown.at(Landmark.LEFT_KNEE), clip.shown.at(Landmark.LEFT_HIP)
    across, up = ((knee + hip) / 2).T
    x = SIZE[0] - across if view is View.LEFT else across
    near = [
        np.linalg.norm(pictures[at][round(SIZE[1] - up[at]), round(x[at])] - LEFT)
        for at in range(20, 200, 15)
        if sure[at]
    ]
    assert len(near) >= 3
    assert np.median(near) < 90


def test_the_bar_shows_the_foot_on_the_ground(tmp_path: Path) -> None:
    film, clip = made(tmp_path, View.REAR)
    out = tmp_path / "out.mp4"
    write_annotated(film, clip, out, silent)
    pictures, times = frames_of(out)
    contact = clip.contacts.of(Side.LEFT)[3]
    inside = int(np.searchsorted(times, (contact.on_s + contact.off_s) / 2))
    row = SIZE[1] - 7
    aside = SIZE[0] // 2 + 6
    assert np.linalg.norm(pictures[inside][row, aside] - LEFT) < 90
    after = int(np.searchsorted(times, contact.off_s + 0.15))
    assert np.linalg.norm(pictures[after][row, aside] - LEFT) > 120


def test_a_file_that_is_there_is_not_touched(tmp_path: Path) -> None:
    film, clip = made(tmp_path, View.LEFT)
    for out in (film, tmp_path / "notes.mp4"):
        out.touch()
        before = out.read_bytes()
        with pytest.raises(SettingsError, match="there already"):
            write_annotated(film, clip, out, silent)
        assert out.read_bytes() == before


def test_what_is_half_written_is_removed(tmp_path: Path) -> None:
    film, clip = made(tmp_path, View.LEFT)

    def stop(done: int, _total: int | None) -> None:
        if done == 30:
            raise KeyboardInterrupt

    out = tmp_path / "out.mp4"
    with pytest.raises(KeyboardInterrupt):
        write_annotated(film, clip, out, stop)
    assert not out.exists()


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    film, clip = made(tmp_path, View.LEFT)
    with pytest.raises(SettingsError, match="cannot be written"):
        write_annotated(film, clip, tmp_path / "none" / "out.mp4", silent)


def test_points_of_something_else_are_not_drawn(tmp_path: Path) -> None:
    film, clip = made(tmp_path, View.LEFT)
    other = replace(clip, seen=replace(clip.seen, film=None))
    out = tmp_path / "out.mp4"
    with pytest.raises(FileRefusedError, match="not read from"):
        write_annotated(film, other, out, silent)
    assert not out.exists()


def test_lines_and_letters_may_reach_beyond_the_picture() -> None:
    picture = np.zeros((20, 30, 3), dtype=np.uint8)
    draw_line(picture, np.array([-50.0, -50.0]), np.array([-20.0, -20.0]), 4, (255, 255, 255))
    assert not picture.any()
    draw_line(picture, np.array([-10.0, 10.0]), np.array([50.0, 10.0]), 4, (255, 255, 255))
    assert picture[10].min() == 255
    assert picture[3].max() == 0
    write_text(picture, "168 steps/min", (26, 16), 2, (9, 9, 9))
    assert (picture[16:, 26:] == 9).any()


def test_every_letter_that_is_written_has_a_shape() -> None:
    assert set("0123456789. s/stepsmin") <= set(GLYPHS)
    assert all(len(rows) == 7 and max(rows) < 32 for rows in GLYPHS.values())
