"""One found file to activities, by the reader its content asks for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from stridewell.activity.track import FileOrigin
from stridewell.adapters.archive import walk
from stridewell.adapters.file_kinds import FileKind, kind_of
from stridewell.adapters.fit import read_fit
from stridewell.adapters.xml_activities import read_gpx, read_tcx
from stridewell.app.files import Found, FoundFile, ReadResult
from stridewell.errors import NotAnActivityError

_READERS: Mapping[FileKind, Callable[[bytes, FileOrigin], ReadResult]] = {
    FileKind.FIT: read_fit,
    FileKind.TCX: read_tcx,
    FileKind.GPX: read_gpx,
}


def read_activity_file(found: FoundFile) -> ReadResult:
    """The activities of a FIT, TCX or GPX file; its content decides which it is.

    Raises:
        FileRefusedError: the file is not what it claims to be.
        NotAnActivityError: the file holds no activity.
    """
    kind = kind_of(found.content, found.path)
    if kind is None:
        raise NotAnActivityError(
            f"{found.path} is neither a FIT, a TCX nor a GPX file.",
            "Import the files your watch or running app exports.",
        )
    return _READERS[kind](found.content, FileOrigin(found.path, found.sha256, kind))


class LocalActivityFiles:
    """Activity files on this machine: the `ActivityFiles` port."""

    def walk(self, paths: Sequence[Path]) -> Iterator[Found]:
        """Every file at the paths, folders and archives opened, in a fixed order."""
        return walk(paths)

    def read(self, found: FoundFile) -> ReadResult:
        """The activities of one file, by the reader its content asks for."""
        return read_activity_file(found)
