"""What stands in a file counts before what it is called."""

from __future__ import annotations

import pytest

from stridewell.adapters.file_kinds import (
    FileKind,
    NameKind,
    is_apple_health,
    kind_of,
    name_kind,
)


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


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a/b.FIT.GZ", NameKind.ACTIVITY),
        ("old.ZIP", NameKind.ARCHIVE),
        ("old.tar.gz", NameKind.FOREIGN_ARCHIVE),
        ("photo.JPG", NameKind.OTHER),
        ("table.csv.gz", NameKind.OTHER),
        ("__MACOSX/a.fit", NameKind.SIDE_FILE),
        ("a/._b.fit", NameKind.SIDE_FILE),
        ("a.fit/notes", NameKind.UNCLEAR),
        ("12345", NameKind.UNCLEAR),
        ("export.xml", NameKind.UNCLEAR),
        ("", NameKind.UNCLEAR),
    ],
)
def test_name_kind(name: str, kind: NameKind) -> None:
    assert name_kind(name) is kind


@pytest.mark.parametrize(
    ("head", "is_health"),
    [
        (b'<?xml version="1.0"?>\n<!DOCTYPE HealthData [\n<!-- HealthKit -->', True),
        (b'<HealthData locale="de_DE">', True),
        (b"<HealthDataSet>", False),
        (b"<gpx><name>HealthData</name>", False),
        (b"", False),
    ],
)
def test_is_apple_health(head: bytes, is_health: bool) -> None:  # noqa: FBT001
    assert is_apple_health(head) is is_health
