"""Films that a runner asked to keep."""

from __future__ import annotations

from pathlib import Path

import pytest

from stridewell.adapters.kept_videos import KeptVideos
from stridewell.errors import SettingsError


@pytest.fixture
def film(tmp_path: Path) -> Path:
    path = tmp_path / "side.mp4"
    path.write_bytes(b"frames")
    return path


def test_a_film_is_kept_until_it_is_forgotten(tmp_path: Path, film: Path) -> None:
    shelf = KeptVideos(tmp_path / "home" / "videos")
    name = shelf.keep(film, "1-side.mp4")
    place = shelf.place(name)
    assert place is not None
    assert place.read_bytes() == b"frames"
    assert place.parent.stat().st_mode & 0o077 == 0
    assert film.exists()
    shelf.forget(name)
    assert shelf.place(name) is None
    shelf.forget(name)


def test_a_name_does_not_lead_out_of_the_folder(tmp_path: Path, film: Path) -> None:
    shelf = KeptVideos(tmp_path / "videos")
    shelf.keep(film, "1-side.mp4")
    assert shelf.place("../side.mp4") is None
    shelf.forget("../side.mp4")
    assert film.exists()


def test_a_film_that_cannot_be_kept_leaves_nothing_behind(tmp_path: Path) -> None:
    shelf = KeptVideos(tmp_path / "videos")
    with pytest.raises(SettingsError, match="cannot be kept"):
        shelf.keep(tmp_path / "gone.mp4", "1-gone.mp4")
    assert shelf.place("1-gone.mp4") is None


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path, film: Path) -> None:
    (tmp_path / "videos").write_text("a file in the way")
    with pytest.raises(SettingsError, match="videos"):
        KeptVideos(tmp_path / "videos").keep(film, "1-side.mp4")


def test_no_film_takes_the_place_of_another(tmp_path: Path, film: Path) -> None:
    shelf = KeptVideos(tmp_path / "videos")
    names = [shelf.keep(film, "1-side.mp4")]
    film.write_bytes(b"others")
    names.append(shelf.keep(film, "1-side.mp4"))
    places = [shelf.place(name) for name in names]
    assert [each.read_bytes() for each in places if each] == [b"frames", b"others"]
