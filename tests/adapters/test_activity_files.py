"""The reader is chosen by what a file holds."""

from __future__ import annotations

import pytest

from stridewell.adapters.activity_files import read_activity_file
from stridewell.app.files import FoundFile
from stridewell.errors import FileRefusedError, NotAnActivityError

GPX = b"""<gpx><trk><type>running</type><trkseg><trkpt lat="50" lon="8">
<time>2024-05-03T06:00:00Z</time></trkpt></trkseg></trk></gpx>"""


def test_a_misnamed_file_is_read_as_what_it_is() -> None:
    (run,) = read_activity_file(FoundFile("old.zip!run.tcx", GPX, "f" * 64)).activities
    assert (run.origin.path, run.origin.sha256) == ("old.zip!run.tcx", "f" * 64)
    assert run.origin.format == "gpx"


@pytest.mark.parametrize("name", ["run.fit", "run.gpx", "run.tcx"])
def test_an_empty_file_is_refused(name: str) -> None:
    with pytest.raises(FileRefusedError):
        read_activity_file(FoundFile(name, b"", ""))


def test_a_file_of_another_kind_is_no_activity() -> None:
    with pytest.raises(NotAnActivityError, match=r"photo\.png"):
        read_activity_file(FoundFile("photo.png", b"\x89PNG", ""))
