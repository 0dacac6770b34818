"""An export as a zip that is sent while it is made: nothing large is held in memory."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterable, Iterator, Mapping

from stridewell import __version__
from stridewell.adapters.yours.backup_file import MANIFEST, add_file
from stridewell.app.yours_ports import ExportedFile, Told

FORMAT = "stridewell-export"


class _Pipe:
    """What is written goes in, what is to be sent comes out; a zip can be made without seeking."""

    def __init__(self) -> None:
        self._waiting: list[bytes] = []

    def write(self, piece: bytes) -> int:
        """Take a piece."""
        self._waiting.append(bytes(piece))
        return len(piece)

    def flush(self) -> None:
        """Nothing is held back."""

    def taken(self) -> bytes:
        """What came since the last time."""
        pieces, self._waiting = self._waiting, []
        return b"".join(pieces)


def zipped(
    files: Iterable[ExportedFile], heading: Mapping[str, str], told: Told
) -> Iterator[bytes]:
    """The pieces of a zip of these files; the last file in it is the manifest."""
    pipe, lines = _Pipe(), []
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:  # type: ignore[call-overload]  # it needs no more
        for each in files:
            entry = zipfile.ZipInfo(each.path)
            entry.compress_type = zipfile.ZIP_DEFLATED
            lines.append({**add_file(archive, entry, each.content), "about": each.about})
            told(each.path)
            yield pipe.taken()
        manifest = {"format": FORMAT, "stridewell": __version__, **heading, "files": lines}
        archive.writestr(MANIFEST, json.dumps(manifest, indent=1))
    yield pipe.taken()
