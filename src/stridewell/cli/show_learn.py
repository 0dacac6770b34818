"""Writes what is read up for a person at a terminal: search results, or an entry in full."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from stridewell.app.learn.entries import entry_of
from stridewell.app.learn.ratios import Mover
from stridewell.app.learn.search import Hit
from stridewell.app.learn.shelf import Link, Shelf
from stridewell.cli.learn_articles import Part, parts_of
from stridewell.cli.show import console

SHOWN_HITS, SHOWN_BESIDE, BAR = 12, 5, 10


def show_shelf(shelf: Shelf) -> None:
    """What there is to read, and how to ask for it."""
    knowledge, library = shelf.knowledge, shelf.library
    counted = (
        ("causes", len(knowledge.conditions)),
        ("self-tests", len(knowledge.self_tests)),
        ("red-flag rules", len(knowledge.rules)),
        ("questions", len(knowledge.questions)),
        ("exercises", len(knowledge.exercises)),
        ("programmes", len(knowledge.programmes)),
        ("strength tests", len(knowledge.strength_tests)),
        ("walk-run ladders", len(knowledge.ladders)),
        ("hard limits", len(shelf.day_limits) + len(shelf.week_rules)),
        ("cards of advice", len(library.cards)),
        ("popular claims", len(library.claims)),
        ("looked-up numbers", len(library.checks)),
        ("words", len(library.terms)),
        ("sources", len(knowledge.sources)),
    )
    out = console()
    out.print(Text("There is to read: " + ", ".join(f"{n} {name}" for name, n in counted) + "."))
    out.print(Text("Look for words: stridewell learn outer hip at night"))
    out.print(Text("Read one entry: stridewell learn gtps"))


def show_called(called: Sequence[Link], shelf: Shelf) -> None:
    """The first entry of that id in full; the others by name."""
    out = console()
    for link in called[:1]:
        out.print(entry_page(link, shelf))
    for link in called[1:]:
        ask = f"stridewell learn {link.kind}:{link.id}"
        out.print(Text.assemble(f"Also called so: {link.word}, {link.title} ", (f"({ask})", "dim")))


def show_found(query: str, found: Sequence[Hit], *, also: bool) -> None:
    """Search results, fewer of them where an entry was shown already."""
    out = console()
    shown = found[: SHOWN_BESIDE if also else SHOWN_HITS]
    if not shown and not also:
        out.print(Text(f"Nothing has the words “{query}”. Try fewer or plainer ones."))
        return
    if also and shown:
        out.print(Text("See also", "bold"))
    for hit in shown:
        out.print(_hit(hit))
    more = len(found) - len(shown)
    if more > 0 and not also:
        out.print(Text(f"and {more} more; with --json all are listed.", "dim"))


def entry_page(link: Link, shelf: Shelf) -> RenderableType:
    """An entry in full, in a frame with its kind and title."""
    entry = entry_of(link, shelf)
    parts = [part for part in parts_of(entry) if not part.is_empty]
    body = Group(*(line for part in parts for line in _part(part)))
    title = Text(f" {link.word}: {link.title} ", "bold")
    return Panel(body, title=title, title_align="left", subtitle=Text(f"{link.kind}:{link.id}"))


def _hit(hit: Hit) -> RenderableType:
    note = f"{hit.note}. " if hit.note else ""
    head = Text.assemble(
        (f"{hit.link.word}: ", "dim"), (hit.link.title, "bold"), (f"  {hit.link.id}", "cyan")
    )
    return Group(head, Padding(Text(f"{note}{hit.snippet}"), (0, 0, 0, 2)))


def _part(part: Part) -> Iterator[RenderableType]:
    if part.heading:
        yield Text(f"\n{part.heading}", "bold cyan")
    for line in part.lines:
        yield Text(line)
    if part.movers:
        yield _movers(part.movers)


def _movers(movers: Sequence[Mover]) -> RenderableType:
    table = Table(box=None, pad_edge=False, show_header=True, header_style="dim")
    table.add_column("", ratio=4)
    table.add_column("If present", no_wrap=True)
    table.add_column("If absent", no_wrap=True)
    table.add_column("", no_wrap=True)
    table.add_column("Rests on", ratio=2)
    for each in movers:
        sources = "; ".join(source.short for source in each.standing.sources)
        rests = f"{each.standing.words}: {sources}" if sources else each.standing.words
        table.add_row(each.text, each.present, each.absent, _bar(each), Text(rests, "dim"))
    return table


def _bar(mover: Mover) -> Text:
    """The factor if present: to the right of the middle it speaks for, to the left against."""
    length = round(BAR * mover.present_bar.width / 50)
    if mover.present_bar.speaks_for:
        return Text.assemble(" " * BAR, "|", ("█" * length, "green"), " " * (BAR - length))
    return Text.assemble(" " * (BAR - length), ("█" * length, "red"), "|", " " * BAR)
