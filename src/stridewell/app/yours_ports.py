"""A runner's data as one whole: counted, copied, brought back, deleted; and the lock before it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol, TypeAlias

Told: TypeAlias = Callable[[str], None]
"""Told the name of each file when it is done."""
Record: TypeAlias = Mapping[str, object]
"""A row in JSON's own types."""


@dataclass(frozen=True, slots=True)
class OwnFile:
    """A file of the runner's data and its size."""

    path: str
    bytes: int


@dataclass(frozen=True, slots=True)
class Standing:
    """What is kept now.

    ``place`` is the database as a person is told it, ``rows`` counts each table. ``can_back_up``
    is false for a database on a server. ``can_undo`` says that a restore can be taken back.
    """

    place: str
    rows: Mapping[str, int]
    files: tuple[OwnFile, ...]
    can_back_up: bool
    can_undo: bool


@dataclass(frozen=True, slots=True)
class DeletionProof:
    """What a deletion removed, and what was looked for afterwards.

    ``known`` pieces of the runner's data were found in ``searched`` files before; ``found`` of them
    are found there now. Both are None where the files cannot be read, as those of a server.
    ``leftovers`` are files that could not be removed.
    """

    place: str
    rows_before: Mapping[str, int]
    rows_after: Mapping[str, int]
    removed: tuple[OwnFile, ...]
    remaining: tuple[OwnFile, ...]
    leftovers: tuple[str, ...]
    bytes_before: int | None
    bytes_after: int | None
    known: int | None
    found: int | None
    searched: tuple[str, ...]

    @property
    def is_proven(self) -> bool:
        """Whether every table is empty, every file gone, and nothing known was found again."""
        return not any(self.rows_after.values()) and not self.leftovers and not self.found


@dataclass(frozen=True, slots=True)
class BackupReport:
    """A backup that was written: its size in bytes, the films in it, and the schema."""

    bytes: int
    films: int
    schema: str


@dataclass(frozen=True, slots=True)
class RestoreReport:
    """What was brought back: when it was backed up (None for an undo), and the rows now."""

    backed_up_at: datetime | None
    rows: Mapping[str, int]
    films: int


@dataclass(frozen=True, slots=True)
class ExportedFile:
    """One file of an export: its path in the zip, what it holds, and its content in pieces."""

    path: str
    about: str
    content: Iterable[bytes]


class Keeper(Protocol):
    """Keeps the whole of a runner's data."""

    def standing(self) -> Standing:
        """What is kept now.

        Raises:
            SettingsError: the data are in memory only.
            StoreError: the database cannot be read.
        """
        ...

    def schema(self) -> str:
        """The version of the database's shape that this program writes."""
        ...

    def records(self) -> Iterator[tuple[str, Iterator[Record]]]:
        """Every table by name with its rows, history included, without recordings and points.

        Raises:
            SettingsError: the data are in memory only.
            StoreError: the database cannot be read.
        """
        ...

    def export(self, files: Iterable[ExportedFile], at: datetime, told: Told) -> Iterator[bytes]:
        """An export as a zip with a manifest, piece by piece.

        Raises:
            SettingsError: the data are in memory only.
        """
        ...

    def write_export(
        self, files: Iterable[ExportedFile], at: datetime, target: Path, told: Told
    ) -> int:
        """Write an export into a file; returns its size in bytes.

        Raises:
            SettingsError: the target is there already or cannot be written.
        """
        ...

    def backup(self, target: Path, at: datetime, told: Told) -> BackupReport:
        """Write everything into one file.

        Raises:
            SettingsError: the target is there already, or the database is none that is copied.
            StoreError: the database cannot be read, or the disk is full.
        """
        ...

    def restore(self, source: Path) -> RestoreReport:
        """Put a backup in place of what is kept now, which is kept aside.

        Raises:
            NotABackupError: the file is something else.
            DamagedBackupError: it is not as it was written.
            NewerBackupError: a newer stridewell wrote it.
            StoreError: it cannot be put in place; then nothing was changed.
        """
        ...

    def undo_restore(self) -> RestoreReport:
        """Change places with what a restore kept aside.

        Raises:
            NothingStoredError: nothing was kept aside.
        """
        ...

    def delete_all(self) -> DeletionProof:
        """Delete everything, and look whether it is gone.

        Raises:
            SettingsError: the data are in memory only.
            StoreError: the database cannot be changed; then nothing was deleted.
        """
        ...


class Lock(Protocol):
    """The passphrase before the pages; what is kept is a hash of it."""

    def key(self) -> str | None:
        """A word that changes with every new passphrase; None while there is no lock."""
        ...

    def idle_minutes(self) -> int:
        """After how many minutes without a page it locks again."""
        ...

    def matches(self, passphrase: str) -> bool:
        """Whether this is the passphrase.

        Raises:
            SettingsError: the kept hash is damaged.
        """
        ...

    def set(self, passphrase: str, idle_minutes: int) -> None:
        """Lock with this passphrase from now on.

        Raises:
            UsageError: the passphrase or the minutes cannot be used.
            SettingsError: it cannot be kept.
        """
        ...

    def remove(self) -> bool:
        """Take the lock away; returns whether there was one."""
        ...
