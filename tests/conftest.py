"""What every test stands on: a home of its own, one time zone, and the packaged knowledge."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Generator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from stridewell.adapters.data_folder import DATABASE_URL, HOME
from stridewell.adapters.knowledge_files import packaged_knowledge
from stridewell.knowledge.records import Knowledge

UNTRACED = ("hypothesis", "browser", "untraced")

settings.register_profile(
    "stridewell",
    deadline=None,
    derandomize="CI" in os.environ,
    # drawn answers that no runner could give are thrown away, and a busy machine draws slowly
    suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow],
)
settings.load_profile("stridewell")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Trace neither laws nor the browser: it doubles their time, and plain tests reach as much."""
    if not any(item.get_closest_marker(each) for each in UNTRACED):
        return (yield)
    here, in_threads = sys.gettrace(), threading.gettrace()
    sys.settrace(None)
    threading.settrace(None)
    try:
        return (yield)
    finally:
        sys.settrace(here)
        threading.settrace(in_threads)


def pytest_make_parametrize_id(val: object) -> str | None:
    """Name bytes by their number: archives hold the time, and each worker must get one name."""
    return f"{len(val)} bytes" if isinstance(val, bytes) else None


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The data folder of this test, not made yet: nobody's real data are touched."""
    folder = tmp_path / "stridewell-home"
    monkeypatch.setenv(HOME, str(folder))
    monkeypatch.delenv(DATABASE_URL, raising=False)
    return folder


@pytest.fixture(autouse=True, scope="session")
def one_time_zone() -> None:
    """Every machine tests on the same clock."""
    os.environ["TZ"] = "UTC"
    time.tzset()


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    """The knowledge that travels with the package."""
    return packaged_knowledge()
