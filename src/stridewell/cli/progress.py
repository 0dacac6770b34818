"""A progress line for long work; silent when nobody watches."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn


@contextmanager
def counting(verb: str) -> Iterator[Callable[[str], None]]:
    """Count files as they are taken up, with the time and the file at hand."""
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        TextColumn("{task.completed:.0f}"),
        TextColumn("files"),
        TimeElapsedColumn(),
        TextColumn("{task.fields[path]}"),
    )
    console = Console(stderr=True)
    watched = console.is_terminal
    with Progress(*columns, console=console, transient=True, disable=not watched) as progress:
        task = progress.add_task(verb, total=None, path="")
        yield lambda path: progress.update(task, advance=1, path=path[-60:])
