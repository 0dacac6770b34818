"""Every kind that is read up as a note: how one is made, and which there are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeAlias

from stridewell.app.learn.around_notes import (
    block_note,
    cue_note,
    group_note,
    mode_note,
    shoe_note,
    surface_note,
)
from stridewell.app.learn.care_notes import fuel_note, help_note, sleep_note, weekly_note
from stridewell.app.learn.notes import NoteView
from stridewell.app.learn.return_notes import (
    gate_note,
    ladder_note,
    limit_note,
    reintroduced_note,
    week_rule_note,
)
from stridewell.app.learn.shelf import ENERGY, SCREEN, TRIAL, Kind, Shelf
from stridewell.app.learn.strength_notes import strength_test_note

Maker: TypeAlias = Callable[[str, Shelf], NoteView]
Ids: TypeAlias = Callable[[Shelf], Iterable[str]]

NOTES: Mapping[Kind, tuple[Maker, Ids]] = {
    Kind.LIMIT: (limit_note, lambda shelf: shelf.day_limits),
    Kind.WEEK_RULE: (week_rule_note, lambda shelf: shelf.week_rules),
    Kind.LADDER: (ladder_note, lambda shelf: shelf.knowledge.ladders),
    Kind.GATE: (gate_note, lambda shelf: shelf.knowledge.gates),
    Kind.REINTRODUCED: (reintroduced_note, lambda shelf: shelf.knowledge.reintroduced),
    Kind.STRENGTH_TEST: (strength_test_note, lambda shelf: shelf.knowledge.strength_tests),
    Kind.BLOCK: (block_note, lambda shelf: shelf.knowledge.around.blocks),
    Kind.MODE: (mode_note, lambda shelf: shelf.knowledge.around.modes),
    Kind.SHOE: (shoe_note, lambda shelf: shelf.knowledge.around.shoe_verdicts),
    Kind.SURFACE: (surface_note, lambda shelf: shelf.knowledge.around.surfaces),
    Kind.CUE: (cue_note, lambda shelf: (*shelf.knowledge.around.cues, TRIAL)),
    Kind.GROUP: (group_note, lambda shelf: shelf.knowledge.around.groups),
    Kind.FUEL: (fuel_note, lambda shelf: (*shelf.knowledge.fuel.amounts, ENERGY, SCREEN)),
    Kind.SLEEP: (
        sleep_note,
        lambda shelf: (*shelf.knowledge.fuel.sleep.needs, *shelf.knowledge.fuel.sleep.grounds),
    ),
    Kind.HELP: (help_note, lambda shelf: shelf.knowledge.help.people),
    Kind.WEEKLY: (weekly_note, lambda shelf: shelf.knowledge.weekly),
}


def note_of(kind: Kind, name: str, shelf: Shelf) -> NoteView:
    """One entry of such a kind.

    Raises:
        KeyError: there is no such entry.
    """
    make, _ = NOTES[kind]
    return make(name, shelf)


def notes_of(kind: Kind, shelf: Shelf) -> tuple[NoteView, ...]:
    """Every entry of such a kind, in the order of the files."""
    make, ids = NOTES[kind]
    return tuple(make(name, shelf) for name in ids(shelf))


def every_note(shelf: Shelf) -> Iterator[NoteView]:
    """Every note of every kind."""
    for kind in NOTES:
        yield from notes_of(kind, shelf)
