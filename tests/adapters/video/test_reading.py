"""A video becomes body points over real time, or a named reason why not."""

from __future__ import annotations

import threading
import wave
from pathlib import Path

import av
import numpy as np
import pytest
from numpy.typing import NDArray

from numbered_film import SIZE, ScriptedPose, image_points, runner, write_film
from stridewell.adapters.video import film as film_module
from stridewell.adapters.video.film import is_film, open_film
from stridewell.adapters.video.frames import begin
from stridewell.adapters.video.reading import read_video
from stridewell.errors import (
    CameraMovedError,
    CutOffError,
    FileRefusedError,
    FrameRateError,
    NoRunnerError,
    NotAVideoError,
    SeveralRunnersError,
    StridewellError,
    TooShortError,
    UsageError,
    WrongViewError,
)
from stridewell.gait.keypoints import Keypoints, Unit, View
from stridewell.gait.landmarks import Landmark

Floats = NDArray[np.float64]


def even(frames: int, rate: float = 30.0) -> Floats:
    return np.arange(frames) / rate


def told(clip: Keypoints, what: str) -> str:
    return " | ".join(f"{s.value} ({s.because})" for s in clip.stated if s.what == what)


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_film(tmp_path_factory.mktemp("films") / "plain.mp4", even(120))


@pytest.mark.parametrize("view", [View.LEFT, View.RIGHT, View.REAR])
def test_points_are_in_the_axes_of_the_runner(plain: Path, view: View) -> None:
    truth = runner(view)
    clip = read_video(plain, ScriptedPose(image_points(truth)))
    assert clip.view is view
    assert (clip.unit, clip.convention, clip.size_px) == (Unit.PIXEL, "halpe_26", SIZE)
    for point in (Landmark.LEFT_KNEE, Landmark.RIGHT_TOE, Landmark.PELVIS):
        assert clip.at(point) == pytest.approx(truth.clean.at(point), abs=0.01)
    assert clip.time_s == pytest.approx(even(120), abs=1e-4)
    assert "stood still" in told(clip, "camera")
    assert told(clip, "slow motion").startswith("none")
    assert "30.0 frames a second" in told(clip, "frame rate")


def test_times_are_those_of_the_frames_not_of_their_number(tmp_path: Path) -> None:
    gaps = np.random.default_rng(2).choice([1 / 60, 1 / 30, 1 / 24, 1 / 20], 119)
    times = np.concatenate(([0.0], np.cumsum(gaps)))
    film = write_film(tmp_path / "vfr.mp4", times)
    clip = read_video(film, ScriptedPose(image_points(runner())), slow_motion=1)
    assert clip.time_s == pytest.approx(times, abs=2e-5)
    assert np.abs(clip.time_s - np.arange(120) * times[-1] / 119).max() > 0.01
    assert "17 to 50 ms apart" in told(clip, "frame rate")


@pytest.mark.parametrize("turn", [1, 2, 3])
def test_a_film_that_lies_on_its_side_is_put_upright(tmp_path: Path, turn: int) -> None:
    truth = runner()
    film = write_film(tmp_path / "turned.mp4", even(60), turn=turn)
    clip = read_video(film, ScriptedPose(image_points(truth)))
    assert clip.size_px == SIZE
    assert clip.at(Landmark.LEFT_ANKLE) == pytest.approx(
        truth.clean.at(Landmark.LEFT_ANKLE)[:60], abs=0.01
    )
    assert f"turned by {90 * turn} degrees" in told(clip, "picture")


def test_large_pictures_are_scaled_down_and_points_scaled_back(
    plain: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(film_module, "LONGEST_SIDE_PX", 144)
    truth = runner()
    clip = read_video(plain, ScriptedPose(image_points(truth)))
    assert clip.size_px == SIZE
    assert clip.at(Landmark.LEFT_HEEL) == pytest.approx(truth.clean.at(Landmark.LEFT_HEEL), abs=0.1)
    assert "96 × 144" in told(clip, "points placed in")


class TestSlowMotion:
    """Films that play slower than life."""

    script = image_points(runner(rate_hz=240.0, duration_s=2.5))
    script_120 = image_points(runner(rate_hz=120.0, duration_s=3.0))

    def test_noted_by_the_phone(self, tmp_path: Path) -> None:
        film = write_film(
            tmp_path / "slow.mp4", even(600), notes={"com.android.capture.fps": "240.000000"}
        )
        clip = read_video(film, ScriptedPose(self.script))
        assert clip.rate_hz == pytest.approx(240, rel=1e-3)
        assert clip.duration_s == pytest.approx(599 / 240, rel=1e-3)
        assert "240 frames a second" in told(clip, "slow motion")

    def test_true_240_frames_with_the_same_note_are_not_slowed(self, tmp_path: Path) -> None:
        film = write_film(
            tmp_path / "fast.mp4",
            even(600, 240),
            notes={"com.android.capture.fps": "240.0"},
            rate=240,
        )
        clip = read_video(film, ScriptedPose(self.script))
        assert clip.rate_hz == pytest.approx(240, rel=1e-3)
        assert told(clip, "slow motion").startswith("none")

    @pytest.mark.parametrize(("factor", "name"), [(8, "script"), (4, "script_120")])
    def test_inferred_from_the_steps(self, tmp_path: Path, factor: int, name: str) -> None:
        script = getattr(self, name)
        film = write_film(tmp_path / "slow.mp4", even(len(script)))
        clip = read_video(film, ScriptedPose(script))
        assert clip.rate_hz == pytest.approx(30 * factor, rel=1e-3)
        assert f"{factor} times slower" in told(clip, "slow motion")
        assert "steps a minute" in told(clip, "slow motion")

    def test_where_the_clip_lies_on_the_film_is_told(self, tmp_path: Path) -> None:
        script = self.script_120.copy()
        script[:100] = np.nan
        film = write_film(tmp_path / "late.mp4", even(360) + 0.5)
        clip = read_video(film, ScriptedPose(script), slow_motion=4)
        assert clip.film is not None
        assert clip.film.begins_s == pytest.approx(0.5 + 100 / 30, abs=1e-3)
        assert (clip.film.slower, clip.film.mirrored) == (4, True)
        assert clip.film.film_s(clip.duration_s) == pytest.approx(0.5 + 359 / 30, abs=1e-3)
        assert clip.film.clip_s(clip.film.film_s(1.5)) == pytest.approx(1.5)

    def test_what_the_runner_says_comes_first(self, tmp_path: Path) -> None:
        film = write_film(
            tmp_path / "slow.mp4", even(360), notes={"com.android.capture.fps": "240"}
        )
        clip = read_video(film, ScriptedPose(self.script_120), slow_motion=4)
        assert clip.rate_hz == pytest.approx(120, rel=1e-3)
        assert "you said so" in told(clip, "slow motion")

    def test_a_note_that_makes_nobody_is_ignored(self, tmp_path: Path) -> None:
        film = write_film(
            tmp_path / "copy.mp4", even(120), notes={"com.android.capture.fps": "240"}
        )
        clip = read_video(film, ScriptedPose(image_points(runner())))
        assert clip.rate_hz == pytest.approx(30, rel=1e-3)
        assert "cannot be" in told(clip, "slow motion")

    def test_partly_slowed_is_refused(self, tmp_path: Path) -> None:
        normal = image_points(runner(duration_s=4.0))
        film = write_film(tmp_path / "ramp.mp4", even(120 + 600))
        script = np.concatenate([normal, self.script])
        with pytest.raises(FrameRateError, match="Part of this clip plays slower"):
            read_video(film, ScriptedPose(script))

    def test_slowed_by_an_unclear_factor_is_asked_for(self, tmp_path: Path) -> None:
        script = image_points(runner(rate_hz=172.0, duration_s=3.5))
        film = write_film(tmp_path / "odd.mp4", even(len(script)))
        with pytest.raises(FrameRateError, match="How much is unclear"):
            read_video(film, ScriptedPose(script))
        assert read_video(film, ScriptedPose(script), slow_motion=172 / 30).rate_hz == (
            pytest.approx(172, rel=1e-3)
        )


class TestNotAVideo:
    """Files that are no video one can read."""

    pose = ScriptedPose(image_points(runner()))

    def refused(self, path: Path) -> str:
        with pytest.raises(NotAVideoError) as caught:
            read_video(path, self.pose)
        assert caught.value.next_step
        return str(caught.value)

    def test_missing(self, tmp_path: Path) -> None:
        assert "There is no file" in self.refused(tmp_path / "gone.mp4")

    def test_a_folder(self, tmp_path: Path) -> None:
        assert "is a folder" in self.refused(tmp_path)

    def test_empty(self, tmp_path: Path) -> None:
        (tmp_path / "empty.mp4").write_bytes(b"")
        assert "is empty" in self.refused(tmp_path / "empty.mp4")

    def test_something_else(self, tmp_path: Path) -> None:
        (tmp_path / "text.mp4").write_text("not a film " * 500)
        assert "cannot be read as a video" in self.refused(tmp_path / "text.mp4")

    def test_cut_before_its_table(self, tmp_path: Path, plain: Path) -> None:
        content = plain.read_bytes()
        (tmp_path / "half.mp4").write_bytes(content[: len(content) // 2])
        assert "was not copied whole" in self.refused(tmp_path / "half.mp4")

    def test_a_playlist_is_not_followed(self, tmp_path: Path, plain: Path) -> None:
        playlist = tmp_path / "list.mp4"
        playlist.write_text(f"#EXTM3U\n#EXTINF:4,\nfile://{plain}\n#EXT-X-ENDLIST\n")
        self.refused(playlist)

    def test_sound_only(self, tmp_path: Path) -> None:
        sound = tmp_path / "sound.mp4"
        with wave.open(str(tmp_path / "tone.wav"), "wb") as tone:
            tone.setparams((1, 2, 8000, 8000, "NONE", ""))
            tone.writeframes(bytes(16000))
        with av.open(str(tmp_path / "tone.wav")) as source, av.open(str(sound), "w") as target:
            stream = target.add_stream("aac", rate=8000)
            for frame in source.decode(audio=0):
                target.mux(stream.encode(frame))
            target.mux(stream.encode(None))
        assert "holds sound only" in self.refused(sound)


def test_damage_in_the_middle_leaves_the_rest(tmp_path: Path, plain: Path) -> None:
    content = bytearray(plain.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 6000] = np.random.default_rng(4).bytes(6000)
    (tmp_path / "damaged.mp4").write_bytes(bytes(content))
    clip = read_video(tmp_path / "damaged.mp4", ScriptedPose(image_points(runner())))
    assert 40 < clip.frames < 120
    assert clip.duration_s == pytest.approx(119 / 30, abs=0.1)
    assert "frames left out" in told(clip, "damage")


def test_a_film_that_breaks_off_is_used_to_there(tmp_path: Path) -> None:
    whole = write_film(tmp_path / "whole.mp4", even(120), options={"movflags": "faststart"})
    content = whole.read_bytes()
    (tmp_path / "broken.mp4").write_bytes(content[: len(content) * 6 // 10])
    clip = read_video(tmp_path / "broken.mp4", ScriptedPose(image_points(runner())))
    assert 40 < clip.frames < 110
    assert told(clip, "damage")


def test_of_a_long_film_the_middle_is_read(plain: Path) -> None:
    reading = begin(open_film(plain), most=40)
    times = [shot.time_s for shot in reading.shots()]
    assert times == pytest.approx(even(120)[40:80], abs=1e-3)


def test_a_long_film_says_that_it_was_cut(plain: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "stridewell.adapters.video.reading.begin", lambda film: begin(film, most=60)
    )
    clip = read_video(plain, ScriptedPose(image_points(runner())))
    assert clip.frames == 60
    assert "the middle 60 of 120 frames" in told(clip, "part of the film")


def refused(path: Path, pose: ScriptedPose, error: type[StridewellError], **more: object) -> str:
    with pytest.raises(error) as caught:
        read_video(path, pose, **more)  # type: ignore[arg-type]
    assert caught.value.next_step
    return str(caught.value)


def test_too_few_frames_a_second(tmp_path: Path) -> None:
    film = write_film(tmp_path / "slow.mp4", even(60, 15), rate=15)
    pose = ScriptedPose(image_points(runner()))
    assert "only 15 frames a second" in refused(film, pose, FrameRateError)
    assert pose.begun == 0


def test_too_short(tmp_path: Path) -> None:
    pose = ScriptedPose(image_points(runner()))
    refused(write_film(tmp_path / "few.mp4", even(10)), pose, TooShortError)
    film = write_film(tmp_path / "short.mp4", even(40, 60), rate=60)
    assert "0.7 seconds only" in refused(film, pose, TooShortError)


def test_nobody_in_it(plain: Path) -> None:
    script = image_points(runner())
    script[20:] = np.nan
    assert "in 20 of 120 frames" in refused(plain, ScriptedPose(script), NoRunnerError)
    script[:] = np.nan
    assert "No runner was found" in refused(plain, ScriptedPose(script), NoRunnerError)


def test_two_people(plain: Path) -> None:
    pose = ScriptedPose(image_points(runner()), crowd=True)
    assert "Somebody else" in refused(plain, pose, SeveralRunnersError)


def test_points_that_change_over_to_another_person(plain: Path) -> None:
    script = 0.6 * image_points(runner()) + np.array([0.0, 60.0])
    script[60:, :, 0] += 80
    assert "jump from one person" in refused(plain, ScriptedPose(script), SeveralRunnersError)


def test_a_frame_on_somebody_else_is_left_out(plain: Path) -> None:
    script = 0.6 * image_points(runner()) + np.array([0.0, 60.0])
    script[60:62, :, 0] += 80
    clip = read_video(plain, ScriptedPose(script))
    assert np.isnan(clip.at(Landmark.LEFT_HIP)[60:62]).all()
    assert np.isfinite(clip.at(Landmark.LEFT_HIP)[[59, 62]]).all()


def test_feet_outside_the_picture(plain: Path) -> None:
    script = image_points(runner()) + np.array([0.0, 60.0])
    assert "The feet are outside" in refused(plain, ScriptedPose(script), CutOffError)


def test_a_runner_who_comes_and_goes_is_measured_where_whole(tmp_path: Path) -> None:
    film = write_film(tmp_path / "passing.mp4", even(180))
    script = 0.5 * image_points(runner(duration_s=6.0)) + np.array([0.0, 60.0])
    script[:, :, 0] += np.linspace(200, -160, 180)[:, None]
    clip = read_video(film, ScriptedPose(script))
    assert 30 < clip.frames < 140
    assert "whole in the picture" in told(clip, "part of the film")
    assert np.isfinite(clip.at(Landmark.LEFT_TOE)).all()


def test_a_camera_that_follows_the_runner(tmp_path: Path) -> None:
    film = write_film(tmp_path / "pan.mp4", even(120), shifts=list(range(120)))
    pose = ScriptedPose(image_points(runner()))
    assert "The camera moved" in refused(film, pose, CameraMovedError)


def test_a_hand_that_trembles_is_no_moving_camera(tmp_path: Path) -> None:
    shifts = list(np.random.default_rng(5).integers(10, 15, 120))
    film = write_film(tmp_path / "hand.mp4", even(120), shifts=shifts)
    assert read_video(film, ScriptedPose(image_points(runner()))).frames == 120


def test_another_view_than_told(plain: Path) -> None:
    pose = ScriptedPose(image_points(runner()))
    assert "from the left" in refused(plain, pose, WrongViewError, view=View.RIGHT)
    refused(plain, pose, WrongViewError, view=View.REAR)
    refused(plain, pose, UsageError, view=View.SPACE)
    assert read_video(plain, pose, view=View.LEFT).view is View.LEFT


def test_seen_from_the_front(plain: Path) -> None:
    script = image_points(runner(View.REAR))
    script[:, :, 0] = SIZE[0] - script[:, :, 0]
    assert "from the front" in refused(plain, ScriptedPose(script), WrongViewError)


def test_impossible_slow_motion(plain: Path) -> None:
    refused(plain, ScriptedPose(image_points(runner())), UsageError, slow_motion=0.0)


def test_progress_tells_every_frame(plain: Path) -> None:
    seen: list[tuple[int, int | None]] = []
    read_video(
        plain,
        ScriptedPose(image_points(runner())),
        progress=lambda done, total: seen.append((done, total)),
    )
    assert seen == [(done, 120) for done in range(1, 121)]


def test_what_progress_raises_ends_the_reading(plain: Path) -> None:
    class StopError(Exception):
        pass

    def stop(done: int, _: int | None) -> None:
        if done == 5:
            raise StopError

    before = threading.active_count()
    with pytest.raises(StopError):
        read_video(plain, ScriptedPose(image_points(runner())), progress=stop)
    assert threading.active_count() == before


def test_films_are_known_by_their_ending() -> None:
    assert is_film(Path("IMG_1.MOV"))
    assert is_film(Path("a.mp4"))
    assert not is_film(Path("a.trc"))


def test_without_pyav_it_says_how_to_get_it(plain: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "av", None)
    with pytest.raises(UsageError, match="make video"):
        open_film(plain)


def test_a_file_that_may_not_be_read_is_refused(
    plain: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(FileRefusedError, match="Permission denied"):
        open_film(plain)
