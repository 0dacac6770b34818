"""What is common to the big exports of apps: they know what their files are."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol, TypeAlias

from stridewell.activity.notes import RunNotes
from stridewell.app.files import ListedKind, NotRun, Place, Refused

Remark: TypeAlias = NotRun | Refused


@dataclass(frozen=True, slots=True)
class Claim:
    """What an export says of one of its files.

    A file ``passed_as`` something is counted as that and not listed. ``inside`` is the export
    that also knows the members of the file, where that is a zip.
    """

    passed_as: str = ""
    notes: RunNotes | None = None
    kind: ListedKind | None = None
    inside: Export | None = None


class Export(Protocol):
    """One export of an app, its tables read."""

    def claim(self, name: str, head: Callable[[], bytes]) -> Claim | None:
        """What a file is, by its name in the export and its first bytes; None if not its own."""
        ...

    def remarks(self) -> Iterator[Remark]:
        """What there is to say once all files have been seen."""
        ...


@dataclass(frozen=True, slots=True)
class Tree:
    """Files of one folder or zip by name, and how to look into them.

    ``path`` is how the folder or zip is shown to people.
    """

    path: str
    places: dict[str, Place]
    head: Callable[[Place], bytes]
    read: Callable[[Place], bytes]

    def shown(self, name: str) -> str:
        """How one of the files is shown to people."""
        return f"{self.path}{name}"
