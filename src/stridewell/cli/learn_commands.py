"""Reading up at the terminal: a search, or one entry in full."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from stridewell.app.learn.shelf import Link, Shelf
    from stridewell.cli.doors import Doors

Json = Annotated[bool, typer.Option("--json", help="Write JSON for programs.")]


def register(app: typer.Typer) -> None:
    """Add the commands of this room."""
    app.command(
        "learn", epilog="Example: stridewell learn outer hip at night, or: stridewell learn gtps"
    )(learn)


def learn(
    context: typer.Context,
    words: Annotated[
        list[str] | None,
        typer.Argument(help="Words to look for, or an id such as gtps, S0-02 or fadir_self."),
    ] = None,
    as_json: Json = False,
) -> None:
    """Read up: causes, self-tests, red flags, advice, popular claims, words, numbers, sources."""
    from stridewell.app.learn.entries import entries_called
    from stridewell.app.learn.search import search
    from stridewell.app.learn.shelf import Shelf

    doors: Doors = context.obj
    shelf = Shelf(doors.knowledge(), doors.library())
    query = " ".join(words or ())
    called = entries_called(query, shelf) if query else ()
    found = [hit for hit in search(query, shelf) if hit.link not in called]
    if as_json:
        told = {
            "query": query,
            "entries": [_entry(link, shelf) for link in called],
            "results": [
                {**_link(hit.link), "note": hit.note, "snippet": hit.snippet} for hit in found
            ],
        }
        typer.echo(json.dumps(told, ensure_ascii=False, indent=1))
        return
    from stridewell.cli.show_learn import show_called, show_found, show_shelf

    if not query:
        show_shelf(shelf)
        return
    show_called(called, shelf)
    show_found(query, found, also=bool(called))


def _entry(link: Link, shelf: Shelf) -> dict[str, object]:
    from stridewell.app.learn.entries import entry_of

    entry = entry_of(link, shelf)
    return {**_link(link), "content": None if entry is None else asdict(entry)}


def _link(link: Link) -> dict[str, object]:
    return {"kind": link.kind.value, "id": link.id, "title": link.title, "url": link.url}
