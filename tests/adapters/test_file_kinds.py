"""What stands in a file counts before what it is called."""

from __future__ import annotations

import pytest

from stridewell.adapters.file_kinds import FileKind, kind_of


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [
        (b"\x0e\x10\x00\x00\x00\x00\x00\x00.FIT", "run.gpx", FileKind.FIT),
        (b'\xef\xbb\xbf  <?xml version="1.0"?>\n<gpx version="1.1">', "run.tcx", FileKind.GPX),
        (b"   <TrainingCenterDatabase>", "run", FileKind.TCX),
        (b'<gpx xmlns:t="http://garmin.com/TrainingCenterDatabase/v2">', "run", FileKind.GPX),
        (b"<g:gpx>", "run", FileKind.GPX),
        (b"<gpxdata:hr>", "run", None),
        ("<gpx>".encode("utf-16"), "run.xml", FileKind.GPX),
        (b"", "run.FIT.gz", FileKind.FIT),
        (b"damaged", "a.zip!run.TCX", FileKind.TCX),
        (b"<kml>", "run.xml", None),
        (b"", "gpx", None),
        (b"", "notes", None),
    ],
)
def test_kind_of(content: bytes, name: str, kind: FileKind | None) -> None:
    assert kind_of(content, name) is kind
