"""A progress line for long work; silent when nobody watches."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    SpinnerColumn,
    Task,
    TaskID,
    TextColumn,
    TimeRemainingColumn,
)
from rich.text import Text

_SHOWN_PATH = 40


class _Rate(ProgressColumn):
    """Files a second."""

    def render(self, task: Task) -> Text:
        """The rate, once there is one."""
        return Text("" if task.speed is None else f"{task.speed:.0f} files/s")


class Counter:
    """Counts files as they are done; called with the path of each."""

    def __init__(self, progress: Progress, task: TaskID) -> None:
        """Count on a line of a progress display."""
        self._progress = progress
        self._task = task

    def __call__(self, path: str) -> None:
        """One file is done."""
        # a path may hold brackets, which would be taken for markup
        shown = path[-_SHOWN_PATH:].replace("[", "(").replace("]", ")")
        self._progress.update(self._task, advance=1, path=shown)

    def expect(self, total: int) -> None:
        """So many files there will be."""
        self._progress.update(self._task, total=total)


@contextmanager
def counting(verb: str) -> Iterator[Counter]:
    """Count files as they are done, with rate, time left and the file at hand."""
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(bar_width=20),
        MofNCompleteColumn(),
        _Rate(),
        TimeRemainingColumn(compact=True),
        TextColumn("{task.fields[path]}"),
    )
    console = Console(stderr=True)
    watched = console.is_terminal
    with Progress(*columns, console=console, transient=True, disable=not watched) as progress:
        yield Counter(progress, progress.add_task(verb, total=None, path=""))
