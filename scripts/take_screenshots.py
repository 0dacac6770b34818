"""Takes the pictures of the pages that the docs show: the lateral hip example on its own day."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from threading import Thread

from playwright.sync_api import Page, ViewportSize, sync_playwright

from stridewell.adapters.clip_files import read_clip
from stridewell.adapters.kept_videos import KeptVideos
from stridewell.app.check_in import save_case
from stridewell.app.desk import Desk
from stridewell.app.gait_lab import ClipFile, Keeping, film
from stridewell.app.gait_told import Told
from stridewell.app.gait_tools import HowFilmed, Progress
from stridewell.app.import_runs import import_runs
from stridewell.bootstrap import LocalDoors
from stridewell.gait.keypoints import Keypoints, OnFilm, View
from stridewell.simulate.gait_example import demo_clip
from stridewell.simulate.gait_film import write_film
from stridewell.web.server import listen, server

EXAMPLE = "lateral_hip"
HOST = "127.0.0.1"
IMAGES = Path(__file__).parent.parent / "docs" / "images"
VIEWPORT: ViewportSize = {"width": 1280, "height": 900}
TALL: ViewportSize = {"width": 1280, "height": 1760}
"""For the answer: down to the reasons of the first cause."""
FILM = ".mp4"
FRAMED: ViewportSize = {"width": 1280, "height": 1410}
"""For running form: the freeze frames of both feet."""
PAGES = {"answer": "/answer", "today": "/", "plan": "/plan", "runs": "/runs"}
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
QUIET = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)


@contextmanager
def example_desk(folder: Path) -> Iterator[Desk]:
    """The example's store in a folder, its clock at the example's moment."""
    doors = LocalDoors()
    runs = folder / "runs"
    runs.mkdir()
    doors.write_example_runs(EXAMPLE, runs)
    with doors.desk(f"sqlite:///{folder / 'stridewell.db'}", EXAMPLE) as plain:
        tools = replace(plain.gait, read=read_demo, videos=KeptVideos(folder / "kept"))
        desk = replace(plain, gait=tools)
        import_runs([runs], desk.files, desk.store)
        save_case(desk.store, doors.examples()[EXAMPLE].case, desk.knowledge, desk.writers)
        film_demo(desk, doors, folder / "films")
        yield desk


def read_demo(path: Path, how: HowFilmed, progress: Progress) -> Keypoints:
    """The drawn runner of a film, whose points are known; files of points as ever."""
    if path.suffix != FILM:
        return read_clip(path, how, progress)
    view = View(path.stem)
    on_film = OnFilm(0.0, 1.0, mirrored=view is View.LEFT)
    return replace(demo_clip(view).keypoints, film=on_film)


def film_demo(desk: Desk, doors: LocalDoors, folder: Path) -> None:
    """The example's runner filmed from both sides and from behind; the left film is kept."""
    found = doors.write_example_film(EXAMPLE, folder)
    assert found is not None
    told = Told(
        height_m=found.height_m,
        speed_mps=found.speed_mps,
        treadmill=True,
        rate_hz=found.rate_hz,
    )
    files = {**found.files, View.LEFT: folder / f"{View.LEFT.value}{FILM}"}
    write_film(files[View.LEFT], demo_clip(View.LEFT))
    clips = [ClipFile(path, view) for view, path in files.items()]
    film(desk, clips, told, Keeping(video=True))


@contextmanager
def running_app(desk: Desk) -> Iterator[str]:
    """The app on a free port; gives its address."""
    with listen(HOST, 0) as listening:
        app = server(desk, HOST)
        thread = Thread(target=app.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            yield f"http://{HOST}:{listening.getsockname()[1]}"
        finally:
            app.should_exit = True
            thread.join()


def take(page: Page, address: str, images: Path) -> None:
    """Take every picture."""
    for name, path in PAGES.items():
        page.goto(address + path)
        if name == "runs":
            page.wait_for_selector("#figure[data-drawn]")
        page.set_viewport_size(TALL if name == "answer" else VIEWPORT)
        page.screenshot(path=images / f"{name}.png")
    page.goto(f"{address}/check-in/you")
    page.get_by_role("button", name="Next").click()
    page.screenshot(path=images / "check-in.png")
    page.goto(f"{address}/gait/1")
    page.wait_for_selector(".gait-player:not([hidden])")
    page.set_viewport_size(FRAMED)
    page.evaluate("document.querySelector('#frames').scrollIntoView()")
    page.screenshot(path=images / "gait.png")
    page.set_viewport_size(VIEWPORT)
    page.wait_for_function("() => document.querySelector('.gait-picture video').readyState >= 2")
    page.get_by_role("button", name="Next touch").first.click()
    page.wait_for_function("() => !document.querySelector('.gait-picture video').seeking")
    page.evaluate("document.querySelector('#clip-0-side').scrollIntoView()")
    page.screenshot(path=images / "gait-film.png")


def main(images: Path) -> None:
    """Start the app, drive a browser over it, and save the pictures."""
    chromium = next((found for name in CHROMIUM if (found := shutil.which(name))), None)
    images.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory(prefix="stridewell-pictures-") as folder,
        example_desk(Path(folder)) as desk,
        running_app(desk) as address,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=chromium, args=[*QUIET])
        page = browser.new_page(viewport=VIEWPORT)
        take(page, address, images)
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else IMAGES)
