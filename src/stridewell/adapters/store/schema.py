"""Which schema this version of stridewell works with, and which one a database has."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path

from stridewell.adapters import migrations
from stridewell.errors import ForeignDatabaseError

_MARKS = frozenset({"alembic_version", "runner", "activity_origin"})


@dataclass(frozen=True, slots=True)
class Schema:
    """The folder of migrations and the revisions in it, the oldest first."""

    folder: Path
    revisions: tuple[str, ...]

    @property
    def head(self) -> str:
        """The revision that this code reads and writes."""
        return self.revisions[-1]

    def require_known(self, revision: str, place: str) -> None:
        """Refuse a database that a newer stridewell has changed.

        Raises:
            ForeignDatabaseError: this version does not know the revision.
        """
        if revision not in self.revisions:
            raise ForeignDatabaseError(
                f"{place} was written by a newer stridewell (its schema is {revision}, "
                f"this version knows up to {self.head}).",
                "Update stridewell; nothing was changed.",
            )


CURRENT = Schema(Path(migrations.__path__[0]), ("0001", "0002", "0003", "0004", "0005", "0006"))
"""Listed here and not found by Alembic, which would have to be imported at every start."""


def is_new(table_names: AbstractSet[str], place: str) -> bool:
    """Whether a database has no tables yet; one with tables must have ours.

    Raises:
        ForeignDatabaseError: the tables are another program's.
    """
    if table_names and not table_names >= _MARKS:
        raise not_ours(place)
    return not table_names


def not_ours(place: str) -> ForeignDatabaseError:
    """The database belongs to another program, or is none."""
    return ForeignDatabaseError(
        f"{place} is not a stridewell database.",
        "Choose another place with STRIDEWELL_DATABASE_URL; nothing was changed.",
    )
