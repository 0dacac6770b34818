"""One found file to activities, by the reader its content asks for."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from stridewell.activity.track import FileOrigin
from stridewell.adapters.archive import FoundFile
from stridewell.adapters.file_kinds import FileKind, kind_of
from stridewell.adapters.fit import read_fit
from stridewell.adapters.read_result import ReadResult
from stridewell.adapters.xml_activities import read_gpx, read_tcx
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
