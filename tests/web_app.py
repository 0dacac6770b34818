"""The app as tests drive it: a desk in memory on a fixed day, and a small browser over it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from typing import TypeVar

import anyio
import httpx
from fastapi import FastAPI

from stridewell.app.care import DayAnswer
from stridewell.app.check_in import save_case
from stridewell.app.desk import Desk
from stridewell.app.import_runs import import_runs
from stridewell.bootstrap import LocalDoors
from stridewell.web.server import listen, make_app, server

DOORS = LocalDoors()
KNOWLEDGE = DOORS.knowledge()
EXAMPLES = DOORS.examples()
HOME = "http://127.0.0.1:8710"

T = TypeVar("T")
Form = Mapping[str, str | Sequence[str]]
Upload = tuple[str, tuple[str, bytes, str]]


@contextmanager
def desk_of(example: str = "lateral_hip", url: str = "memory://") -> Iterator[Desk]:
    """An empty desk on the day of an example."""
    with DOORS.desk(url, example) as desk:
        yield desk


def tell(desk: Desk, example: str = "lateral_hip") -> DayAnswer:
    """Store the answers of an example."""
    return save_case(desk.store, EXAMPLES[example].case, desk.knowledge, desk.writers)


@cache
def _run_files(example: str) -> Mapping[str, bytes]:
    with TemporaryDirectory() as folder:
        DOORS.write_example_runs(example, Path(folder))
        return {path.name: path.read_bytes() for path in Path(folder).iterdir()}


def add_runs(desk: Desk, folder: Path, example: str = "lateral_hip") -> None:
    """Store the runs of an example; their files go into the folder."""
    for name, content in _run_files(example).items():
        (folder / name).write_bytes(content)
    import_runs([folder], desk.files, desk.store)


class Browser:
    """Asks the app without a network, keeping cookies as a browser does."""

    def __init__(self, app: FastAPI) -> None:
        self._app = app
        self.cookies = httpx.Cookies()

    def get(self, path: str, headers: Mapping[str, str] | None = None) -> httpx.Response:
        return self._ask(httpx.Request("GET", HOME + path, headers=headers))

    def post(
        self,
        path: str,
        form: Form | bytes | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> httpx.Response:
        """Send a form, or bytes as they are."""
        if isinstance(form, bytes):
            request = httpx.Request("POST", HOME + path, content=form, headers=headers)
        else:
            request = httpx.Request("POST", HOME + path, data=form, headers=headers)
        return self._ask(request)

    def send_json(self, path: str, content: str) -> httpx.Response:
        return self.post(path, content.encode(), {"content-type": "application/json"})

    def upload(self, path: str, files: Sequence[Upload]) -> httpx.Response:
        return self._ask(httpx.Request("POST", HOME + path, files=files))

    def follow(self, answer: httpx.Response) -> httpx.Response:
        """Where a redirect leads."""
        while answer.is_redirect:
            answer = self.get(answer.headers["location"])
        return answer

    def _ask(self, request: httpx.Request) -> httpx.Response:
        self.cookies.set_cookie_header(request)

        async def ask() -> httpx.Response:
            transport = httpx.ASGITransport(self._app, raise_app_exceptions=False)
            async with httpx.AsyncClient(transport=transport) as client:
                return await client.send(request)

        answer = in_own_loop(ask)
        self.cookies.extract_cookies(answer)
        return answer


def in_own_loop(work: Callable[..., Awaitable[T]], *arguments: object) -> T:
    """Run something asynchronous in a thread of its own: browser tests keep a loop in this one."""
    with ThreadPoolExecutor(max_workers=1) as thread:
        return thread.submit(anyio.run, work, *arguments).result()


def browser_over(desk: Desk) -> Browser:
    """A browser over a desk's app."""
    return Browser(make_app(desk))


@contextmanager
def served(desk: Desk) -> Iterator[str]:
    """The app on a free loopback port; gives its address."""
    with listen("127.0.0.1", 0) as listening:
        running = server(desk, "127.0.0.1")
        thread = Thread(target=running.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            running.should_exit = True
            thread.join()
