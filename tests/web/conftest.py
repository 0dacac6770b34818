"""Desks and browsers for the tests of the pages."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from stridewell.app.desk import Desk
from web_app import Browser, add_runs, browser_over, desk_of, tell


@pytest.fixture
def desk() -> Iterator[Desk]:
    """A desk on which nothing was told yet, on the day of the lateral hip example."""
    with desk_of() as opened:
        yield opened


@pytest.fixture
def told(desk: Desk) -> Desk:
    """The desk with the answers of the lateral hip example."""
    tell(desk)
    return desk


@pytest.fixture
def browser(desk: Desk) -> Browser:
    return browser_over(desk)


@pytest.fixture(scope="session")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk with the runs of the lateral hip example and no answers; tests only read it."""
    with desk_of() as opened:
        add_runs(opened, tmp_path_factory.mktemp("runs"))
        yield opened


@pytest.fixture(scope="session")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk with the runs and the answers of the lateral hip example; tests only read it."""
    with desk_of() as opened:
        add_runs(opened, tmp_path_factory.mktemp("runs"))
        tell(opened)
        yield opened


@pytest.fixture
def emergency() -> Iterator[Desk]:
    """A desk with the answers of the emergency example."""
    with desk_of("emergency") as opened:
        tell(opened, "emergency")
        yield opened


@pytest.fixture
def urgent() -> Iterator[Desk]:
    """A desk with the answers of the bone stress example, which no plan is made for."""
    with desk_of("bone_stress") as opened:
        tell(opened, "bone_stress")
        yield opened
