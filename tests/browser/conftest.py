"""A real Chromium over the real app: SQLite in a temporary folder, on a free loopback port."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from web_app import add_runs, desk_of, served

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
QUIET = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    path = next((found for name in CHROMIUM if (found := shutil.which(name))), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("runs")


@pytest.fixture(scope="session")
def with_runs(tmp_path_factory: pytest.TempPathFactory, runs: Path) -> Path:
    """A database with the runs of the lateral hip example, to be copied."""
    database = tmp_path_factory.mktemp("database") / "stridewell.db"
    with desk_of(url=f"sqlite:///{database}") as desk:
        add_runs(desk, runs)
    return database


@pytest.fixture
def app(tmp_path: Path, with_runs: Path) -> Iterator[str]:
    """The app on the day of the lateral hip example, with its runs and no answers yet."""
    copied = shutil.copy(with_runs, tmp_path)
    with desk_of(url=f"sqlite:///{copied}") as desk, served(desk) as address:
        yield address


@pytest.fixture
def page(chromium: Browser, app: str) -> Iterator[Page]:
    """A phone with JavaScript; anything a script complains about fails the test."""
    context = chromium.new_context(base_url=app, viewport={"width": 390, "height": 844})
    opened = context.new_page()
    complaints: list[str] = []
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.on("console", lambda said: complaints.append(said.text))
    yield opened
    context.close()
    assert [each for each in complaints if "Content Security" in each or "Error" in each] == []


@pytest.fixture
def plain_page(chromium: Browser, app: str) -> Iterator[Page]:
    """A phone without JavaScript."""
    context = chromium.new_context(
        base_url=app, viewport={"width": 390, "height": 844}, java_script_enabled=False
    )
    yield context.new_page()
    context.close()
