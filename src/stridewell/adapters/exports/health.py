"""An Apple Health export, streamed from where it lies to its reader, with its routes at hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from io import BufferedReader, RawIOBase
from typing import IO, TYPE_CHECKING, TypeAlias

from stridewell.activity.track import FileOrigin
from stridewell.adapters.exports.routes import Routes
from stridewell.adapters.loading import Loader
from stridewell.adapters.unpacking import FAULTS, why
from stridewell.app.files import FoundFile, Listed, ListedKind, ReadResult
from stridewell.errors import FileRefusedError
from stridewell.values.evidence import Issue, Severity

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

OpenRoute: TypeAlias = Callable[[str], IO[bytes] | None]
_PIECE = 2**18
HealthReader: TypeAlias = Callable[[IO[bytes], OpenRoute, FileOrigin], ReadResult]


def read_health(
    found: FoundFile, listed: Listed, loader: Loader, reader: HealthReader
) -> ReadResult:
    """The activities of an export; only as much of it is in memory as the reader keeps.

    Raises:
        FileRefusedError: it cannot be opened, is damaged, or is not what it claims to be.
    """
    origin = FileOrigin(found.path, found.sha256, ListedKind.APPLE_HEALTH)
    try:
        routes = Routes(listed.place, loader)
        with loader.stream(listed.place) as stream:
            if not listed.place.members:
                return _with_issues(
                    reader(stream, routes.open, origin), _unused(routes, found.path)
                )
            packed = _UpToDamage(stream)
            result = reader(BufferedReader(packed, _PIECE), routes.open, origin)
    except FileRefusedError:
        raise
    except FAULTS as error:
        raise FileRefusedError(why(error)) from error
    issues = (*packed.issues(found.path), *_unused(routes, found.path))
    return _with_issues(result, issues)


def _with_issues(result: ReadResult, issues: tuple[Issue, ...]) -> ReadResult:
    return replace(result, issues=(*result.issues, *issues))


class _UpToDamage(RawIOBase):
    """A packed stream that ends where it is damaged, so that what stands before it is read."""

    def __init__(self, stream: IO[bytes]) -> None:
        super().__init__()
        self._stream = stream
        self._fault = ""

    def readable(self) -> bool:
        """Yes."""
        return True

    def readinto(self, target: WriteableBuffer) -> int:
        """Fill the target as far as there is something; 0 at the end and at damage."""
        room = memoryview(target)
        try:
            piece = b"" if self._fault else self._stream.read(len(room))
        except FAULTS as error:
            self._fault = str(error)
            return 0
        room[: len(piece)] = piece
        return len(piece)

    def issues(self, path: str) -> tuple[Issue, ...]:
        """What was damaged."""
        if not self._fault:
            return ()
        text = f"The zip is damaged ({self._fault}); what stands before the damage was read."
        return (Issue(Severity.WARNING, path, text, "Export it again for the rest."),)


def _unused(routes: Routes, path: str) -> tuple[Issue, ...]:
    count = len(routes.unopened)
    if not count:
        return ()
    text = "1 route belongs" if count == 1 else f"{count:,} routes belong"
    return (
        Issue(
            Severity.WARNING,
            path,
            f"{text} to no workout of the export and stayed unread.",
            "If one of them was a run, import its GPX file from a folder of its own.",
        ),
    )
