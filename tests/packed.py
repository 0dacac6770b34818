"""Small zips and gz files for tests, made in memory."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

from stridewell.app.files import Listed, NotRun, Refused, Sighting

GPX = b"<gpx><trk/></gpx>"
FIT = b"\x0e\x10\x00\x00\x00\x00\x00\x00.FIT\x00\x00"


def zipped(members: Mapping[str, bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of the members, in their order."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", packing) as target:
        for name, content in members.items():
            target.writestr(name, content)
    return buffer.getvalue()


def lay_out(folder: Path, files: Mapping[str, bytes]) -> Path:
    """Write files below a folder; gives the folder."""
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


def told(sighting: Sighting) -> str:
    """What is said of something that was not listed."""
    assert isinstance(sighting, Refused | NotRun)
    return sighting.reason


def inner_names(sightings: list[Sighting]) -> list[str]:
    """The names of what was listed, without the folder."""
    return [each.path.rpartition("/")[2] for each in sightings if isinstance(each, Listed)]
