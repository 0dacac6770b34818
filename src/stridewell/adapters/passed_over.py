"""Files that are passed over by the thousand, told in one line for each kind."""

from __future__ import annotations

from collections.abc import Iterator

from stridewell.app.files import NotRun, Refused

SIDE_FILES = "side files of macOS, which hold no recording"
OTHER_KINDS = "pictures, tables, texts and the like, which hold no recording"
TOO_LARGE = "files too large for a recording and not named as one"
LOCKED = "This is locked with a password"
_UNLOCK = "Unpack the zip with its password and import the folder."


class PassedOver:
    """Counts by kind. For a single file of a kind the line names that file."""

    def __init__(self, path: str) -> None:
        """Lines for several files name the path."""
        self._path = path
        self._kinds: dict[str, tuple[str, int]] = {}

    def add(self, kind: str, path: str) -> None:
        """Count one file."""
        first, count = self._kinds.get(kind, (path, 0))
        self._kinds[kind] = (first, count + 1)

    def lines(self) -> Iterator[NotRun | Refused]:
        """One line for each kind."""
        for kind, (first, count) in self._kinds.items():
            where = first if count == 1 else self._path
            if kind == LOCKED:
                yield Refused(where, f"{LOCKED}. {_UNLOCK}", count)
            else:
                yield NotRun(where, kind, count)
