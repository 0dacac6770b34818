"""Where everything of a runner lies: the database and what stands beside it, the kept films."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from stridewell.adapters.store.failures import in_our_words, unusable
from stridewell.app.yours_ports import OwnFile
from stridewell.errors import SettingsError

ASIDE = ".before-restore"
STAGING = ".stridewell-"
"""The beginning of the name of a folder in which a file is made or checked."""


@dataclass(frozen=True, slots=True)
class Places:
    """The SQLite file, the folder of kept films, and the file of the lock."""

    database: Path
    films: Path
    lock: Path

    @property
    def aside(self) -> Path:
        """Where a restore keeps what was there before."""
        return self.database.with_name(self.database.name + ASIDE)

    def database_files(self) -> tuple[Path, ...]:
        """The database with its logs and every copy beside it."""
        beside = self.database.parent.glob(f"{_literal(self.database.name)}*")
        return tuple(sorted(each for each in beside if each.is_file()))

    def film_files(self) -> tuple[Path, ...]:
        """Every kept film."""
        return tuple(sorted(each for each in self.films.glob("*") if each.is_file()))

    def staging(self) -> tuple[Path, ...]:
        """Folders that an interrupted backup or restore left behind."""
        return tuple(each for each in self.database.parent.glob(f"{STAGING}*") if each.is_dir())

    def own_files(self) -> tuple[OwnFile, ...]:
        """Every file of the runner's data."""
        locks = (self.lock,) if self.lock.is_file() else ()
        staged = (each for folder in self.staging() for each in folder.rglob("*"))
        inside = (each for each in staged if each.is_file())
        return sizes((*self.database_files(), *self.film_files(), *locks, *inside))


def sizes(paths: tuple[Path, ...]) -> tuple[OwnFile, ...]:
    """The files with their sizes; one that is gone meanwhile is left out."""
    found = []
    for path in paths:
        try:
            found.append(OwnFile(str(path), path.stat().st_size))
        except FileNotFoundError:
            continue
    return tuple(found)


@contextmanager
def on_disk(place: Path) -> Iterator[None]:
    """Tell errors of files and of the database at a place in our words.

    Raises:
        StoreMissingError: it cannot be read or written, or the disk is full.
        StoreError: the database refuses.
    """
    try:
        with in_our_words(str(place)):
            yield
    except OSError as error:
        why = "the disk is full" if error.errno == errno.ENOSPC else error.strerror
        raise unusable(str(place), why) from error


@contextmanager
def new_file(target: Path) -> Iterator[Path]:
    """A place beside the target; what is written there gets the target's name when it is whole.

    Raises:
        SettingsError: the target is there already or cannot be written.
    """
    part = target.with_name(f"{target.name}.part")
    if target.exists():
        raise SettingsError(
            f"{target} is there already.", "Choose another name; it was not touched."
        )
    try:
        part.touch(mode=0o600)
        yield part
        part.replace(target)
    except OSError as error:
        why = "the disk is full" if error.errno == errno.ENOSPC else error.strerror
        raise SettingsError(
            f"{target} cannot be written: {why}.", "Choose another place with more room."
        ) from error
    finally:
        part.unlink(missing_ok=True)


def _literal(name: str) -> str:
    """The name so that no character in it is a wildcard."""
    return "".join(f"[{each}]" if each in "*?[" else each for each in name)
