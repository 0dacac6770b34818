"""The journal: what the runner did, wishes and has, as typed records over plain entries.

Every kind of entry has one record. Nothing is changed in place: what is overtaken is written
anew, and what was a mistake is taken back, so that the state at any moment can be replayed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Generic, TypeVar

from pydantic import TypeAdapter, ValidationError

from stridewell.app.ports import JournalEntry, Transaction
from stridewell.errors import CaseError

T = TypeVar("T")


class EntryKind(StrEnum):
    """What an entry is about."""

    WISHES = "wishes"
    SESSION = "session"
    CLEARANCE = "clearance"
    TEST = "test"
    GATE = "gate"
    MOVE = "move"
    WEEK = "week"
    SCORE = "score"
    CLINICIAN_SCORE = "clinician_score"
    SHOE = "shoe"
    SHOE_RUN = "shoe_run"
    CUE = "cue"
    FUEL = "fuel"
    CLOCK = "clock"
    LOAD_CHANGE = "load_change"
    ROAD_SIDE = "road_side"


@dataclass(frozen=True, slots=True)
class Entry(Generic[T]):
    """A typed entry with its number and moment."""

    id: int
    at: datetime
    record: T


def write(transaction: Transaction, kind: EntryKind, record: object, at: datetime) -> int:
    """Write a record (a frozen dataclass) into the journal; returns the entry's number."""
    data = _adapter(type(record)).dump_python(record, mode="json")
    return transaction.add_entry(kind.value, at, data)


def read(
    transaction: Transaction, kind: EntryKind, record: type[T], since: datetime | None = None
) -> Sequence[Entry[T]]:
    """Every entry of a kind as records, the oldest first; with ``since`` only from then on.

    Raises:
        CaseError: an entry cannot be read; it is named and nothing is changed.
    """
    return tuple(_typed(each, record) for each in transaction.entries(kind.value, since))


def newest(transaction: Transaction, kind: EntryKind, record: type[T]) -> T | None:
    """The newest record of a kind; None without one."""
    entry = newest_entry(transaction, kind, record)
    return None if entry is None else entry.record


def newest_entry(transaction: Transaction, kind: EntryKind, record: type[T]) -> Entry[T] | None:
    """The newest entry of a kind; None without one.

    Raises:
        CaseError: it cannot be read; it is named and nothing is changed.
    """
    found = transaction.newest_entry(kind.value)
    return None if found is None else _typed(found, record)


def oldest(transaction: Transaction, kind: EntryKind, record: type[T]) -> T | None:
    """The oldest record of a kind; None without one.

    Raises:
        CaseError: it cannot be read; it is named and nothing is changed.
    """
    found = transaction.oldest_entry(kind.value)
    return None if found is None else _typed(found, record).record


def from_plain(data: Mapping[str, object], record: type[T]) -> T:
    """A record from plain data, such as an entry's or a form's.

    Raises:
        CaseError: something is missing or impossible; the text names the field.
    """
    try:
        made: T = _adapter(record).validate_python(data)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "the whole"
        text = first["msg"].removeprefix("Value error, ")
        raise CaseError(f"{where}: {text}.", "Correct it.") from error
    return made


def _typed(entry: JournalEntry, record: type[T]) -> Entry[T]:
    try:
        return Entry(entry.id, entry.at, from_plain(entry.data, record))
    except CaseError as error:
        raise CaseError(
            f"Entry {entry.id} ({entry.kind}) of the journal cannot be read: {error}",
            f"Take it back with: stridewell log --undo {entry.id}",
        ) from error


_ADAPTERS: dict[str, TypeAdapter[Any]] = {}


def _adapter(record: type[T]) -> TypeAdapter[T]:
    """The reader and writer of a record, built once: that takes longer than using it."""
    name = f"{record.__module__}.{record.__qualname__}"
    if name not in _ADAPTERS:
        _ADAPTERS[name] = TypeAdapter(record)
    return _ADAPTERS[name]
