"""The figure over the kept film in a browser: at the right place, in the frame that is shown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from playwright.sync_api import Browser, Page, expect

from browser_walk import violations
from numbered_film import BITS, SIZE, STRIP, ScriptedPose, image_points, runner, write_film
from stridewell.adapters.kept_videos import KeptVideos
from stridewell.adapters.video.reading import read_video
from stridewell.app.desk import Desk
from stridewell.app.gait_lab import ClipFile, Keeping, film
from stridewell.app.gait_told import Told
from stridewell.app.gait_tools import HowFilmed, Progress
from stridewell.gait.keypoints import Keypoints, View
from stridewell.gait.naming import POSE_LAYOUTS
from web_app import desk_of, served

pytestmark = pytest.mark.browser

RATE, LONG_S = 60.0, 6.0
UNSEEN = 150
"""So many frames pass before the runner comes into the picture of the first film."""
NUMBER = f"""video => {{
  const canvas = Object.assign(document.createElement('canvas'),
    {{ width: {SIZE[0]}, height: {SIZE[1]} }});
  const pen = canvas.getContext('2d');
  pen.drawImage(video, 0, 0, {SIZE[0]}, {SIZE[1]});
  const row = pen.getImageData(0, {SIZE[1] - STRIP // 2}, {SIZE[0]}, 1).data;
  return [...Array({BITS}).keys()].reduce((sum, bit) =>
    sum + (row[4 * Math.floor((bit + 0.5) * {SIZE[0]} / {BITS}) + 1] > 128 ? 1 << bit : 0), 0);
}}"""
"""The number that the frame shows which a video element shows now."""
PLACE = """line => {
  const placed = line.closest('[data-placed]').transform.baseVal.consolidate().matrix;
  const end = new DOMPoint(line.x2.baseVal.value, line.y2.baseVal.value).matrixTransform(placed);
  return [end.x, end.y];
}"""
"""Where a line of the figure ends, in pixels of the film."""


@dataclass(frozen=True)
class Made:
    """A film, where the body is in each of its frames, and the frame in which its clip begins."""

    path: Path
    points: NDArray[np.float64]
    first: int
    view: View
    slower: float


def made(folder: Path, view: View, *, turn: int, slower: float, unseen: int) -> Made:
    """A film of the runner that is turned, slowed down, and shows nobody at its beginning."""
    points = image_points(runner(view, RATE, LONG_S))
    points[:unseen] = np.nan
    times = np.asarray(0.4 + np.arange(len(points)) * slower / RATE, dtype=np.float64)
    path = write_film(folder / f"{view.value}.mp4", times, turn=turn, rate=60)
    return Made(path, points, unseen, view, slower)


@pytest.fixture(scope="module")
def films(tmp_path_factory: pytest.TempPathFactory) -> tuple[Made, ...]:
    """Facing left and late and slowed down, facing right and turned, and from behind."""
    folder = tmp_path_factory.mktemp("films")
    return (
        made(folder, View.LEFT, turn=0, slower=4, unseen=UNSEEN),
        made(folder, View.RIGHT, turn=1, slower=1, unseen=0),
        made(folder, View.REAR, turn=0, slower=1, unseen=0),
    )


@pytest.fixture(scope="module")
def kept(films: tuple[Made, ...], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk that keeps one session of each film, measured by the real pipeline."""
    with desk_of() as plain:
        by_name = {each.path.name: each for each in films}

        def read(path: Path, how: HowFilmed, progress: Progress) -> Keypoints:
            known = by_name[path.name]
            estimator = ScriptedPose(known.points)
            return read_video(
                path, estimator, view=how.view, slow_motion=known.slower, progress=progress
            )

        shelf = KeptVideos(tmp_path_factory.mktemp("kept"))
        tools = replace(plain.gait, read=read, videos=shelf, is_video=lambda _: True)
        desk = replace(plain, gait=tools)
        for each in films:
            film(desk, [ClipFile(each.path, each.view)], Told(), Keeping(video=True))
        yield desk


@pytest.fixture(scope="module")
def address(kept: Desk) -> Iterator[str]:
    """The app over these sessions."""
    with served(kept) as at:
        yield at


@pytest.fixture
def page(chromium: Browser, address: str) -> Iterator[Page]:
    """A phone; anything a script complains about fails the test."""
    context = chromium.new_context(base_url=address, viewport={"width": 390, "height": 844})
    opened = context.new_page()
    complaints: list[str] = []
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    yield opened
    context.close()
    assert complaints == []


def open_film(page: Page, number: int) -> None:
    """Open a session and wait for its film."""
    page.goto(f"/gait/{number}")
    expect(page.locator(".gait-player")).to_be_visible()
    page.wait_for_function("() => document.querySelector('.gait-picture video')?.readyState >= 2")
    settled(page)


def settled(page: Page) -> None:
    """Wait until the film shows what was sought."""
    page.wait_for_function("() => !document.querySelector('.gait-picture video').seeking")


def shown_frame(page: Page) -> int:
    """The number of the frame that the film shows."""
    return int(page.locator(".gait-picture video").evaluate(NUMBER))


def ankle(page: Page, side: str) -> NDArray[np.float64]:
    """Where the ankle of the figure lies on the film."""
    line = page.locator(f'.gait-over .g-bone[data-to="{side}_ankle"]')
    return np.array(line.evaluate(PLACE))


@pytest.mark.parametrize("at", [0, 1, 2])
def test_the_figure_lies_on_the_body_of_the_frame_that_is_shown(
    page: Page, films: tuple[Made, ...], at: int
) -> None:
    made_film = films[at]
    open_film(page, at + 1)
    size = page.locator(".gait-picture video").evaluate("v => [v.videoWidth, v.videoHeight]")
    assert tuple(size) == SIZE
    scrub = page.get_by_label("Moment in the clip")
    for value in (7, 61, 150):
        scrub.fill(str(value))
        settled(page)
        number = shown_frame(page)
        assert number == made_film.first + value
        for side in ("left", "right"):
            column = POSE_LAYOUTS[26][1].index({"left": "LAnkle", "right": "RAnkle"}[side])
            assert ankle(page, side) == pytest.approx(made_film.points[number, column], abs=6)


@pytest.mark.parametrize("at", [0, 2])
def test_figure_and_film_stay_in_step_while_they_play(
    page: Page, films: tuple[Made, ...], at: int
) -> None:
    open_film(page, at + 1)
    page.locator("[data-speed]").select_option("0.5")
    before = int(page.get_by_label("Moment in the clip").input_value())
    page.get_by_role("button", name="Play").click()
    page.wait_for_function(
        "value => Number(document.querySelector('[data-scrub]').value) > value + 15", arg=before
    )
    page.get_by_role("button", name="Pause").click()
    settled(page)
    value = int(page.get_by_label("Moment in the clip").input_value())
    assert shown_frame(page) == films[at].first + value


def test_the_end_of_the_clip_stops_both(page: Page) -> None:
    open_film(page, 3)
    scrub = page.get_by_label("Moment in the clip")
    last = int(scrub.get_attribute("max") or 0)
    scrub.fill(str(last - 4))
    page.locator("[data-speed]").select_option("1")
    page.get_by_role("button", name="Play").click()
    expect(page.get_by_role("button", name="Play")).to_have_attribute("aria-pressed", "false")
    assert page.locator(".gait-picture video").evaluate("v => v.paused")
    assert scrub.input_value() == str(last)


def test_a_switch_shows_the_figure_on_the_film_beside_it_or_not(page: Page) -> None:
    open_film(page, 1)
    over, stage = page.locator(".gait-over"), page.locator(".gait-stage")
    film_shown = page.locator(".gait-picture video")
    expect(over).to_be_visible()
    expect(stage).to_be_hidden()
    assert over.bounding_box() == film_shown.bounding_box()
    page.get_by_label("Figure on the film").focus()
    page.keyboard.press("ArrowDown")
    expect(stage).to_be_visible()
    expect(over).to_be_hidden()
    expect(film_shown).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(stage).to_be_hidden()
    expect(over).to_be_hidden()
    expect(film_shown).to_be_visible()
    assert violations(page) == ""
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_foot_on_the_ground_is_marked(page: Page) -> None:
    open_film(page, 2)
    page.get_by_role("button", name="Next touch").click()
    said = page.locator("[data-said]").inner_text()
    side = said.split(", ")[1].split()[0]
    marked = page.locator(f'.gait-over .g-bone.g-down[data-to="{side}_toe"]')
    expect(marked).to_have_count(1)
    other = {"left": "right", "right": "left"}[side]
    expect(page.locator(f'.g-down[data-to="{other}_toe"]')).to_have_count(0)


def test_a_film_that_a_browser_cannot_play_leaves_the_figure(page: Page) -> None:
    page.route("**/films/0", lambda route: route.fulfill(body=b"no film", content_type="video/mp4"))
    page.goto("/gait/1")
    expect(page.get_by_text("cannot play the film")).to_be_visible()
    expect(page.locator(".gait-stage")).to_be_visible()
    expect(page.locator(".gait-picture")).to_be_hidden()
    before = page.get_by_label("Moment in the clip").input_value()
    page.get_by_role("button", name="Frame on").click()
    assert page.get_by_label("Moment in the clip").input_value() == str(int(before) + 1)
    assert violations(page) == ""


def test_without_a_script_the_film_can_be_watched(chromium: Browser, address: str) -> None:
    context = chromium.new_context(
        base_url=address, viewport={"width": 390, "height": 844}, java_script_enabled=False
    )
    plain = context.new_page()
    plain.goto("/gait/1")
    expect(plain.locator("video[controls]")).to_be_visible()
    expect(plain.locator(".gait-stride")).to_be_visible()
    expect(plain.locator(".gait-player")).to_be_hidden()
    context.close()
