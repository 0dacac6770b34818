"""An Apple Health export reaches its reader as a stream, with its routes."""

from __future__ import annotations

from pathlib import Path
from typing import IO

import pytest

from packed import GPX, lay_out, zipped
from stridewell.activity.track import FileOrigin
from stridewell.adapters import activity_files
from stridewell.adapters.activity_files import LocalActivityFiles
from stridewell.adapters.exports.health import OpenRoute
from stridewell.app.files import FoundFile, ReadResult

HEALTH = b"<HealthData >" + b" " * 2**21
FILES = {
    "apple_health_export/export.xml": HEALTH,
    "apple_health_export/workout-routes/route_1.gpx": GPX,
    "apple_health_export/workout-routes/route_2.gpx": GPX,
}


def found_in(folder: Path) -> FoundFile:
    (found,) = (each for each in LocalActivityFiles().walk([folder]) if isinstance(each, FoundFile))
    return found


@pytest.mark.parametrize("packs", [True, False])
def test_the_reader_gets_stream_routes_and_origin(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    packs: bool,  # noqa: FBT001
) -> None:
    def reader(stream: IO[bytes], open_route: OpenRoute, origin: FileOrigin) -> ReadResult:
        first = stream.read(2**20)
        route = open_route("/workout-routes/route_1.gpx")
        assert route is not None
        with route:
            assert route.read() == GPX
        assert first + stream.read() == HEALTH
        assert origin.format == "apple_health"
        return ReadResult((), ())

    monkeypatch.setattr(activity_files, "_READ_APPLE_HEALTH", reader)
    found = found_in(lay_out(tmp_path, {"e.zip": zipped(FILES)} if packs else FILES))
    result = LocalActivityFiles().read(found)
    LocalActivityFiles().release()
    (issue,) = result.issues
    assert issue.text.startswith("1 route belongs to no workout")


def test_damage_met_while_streaming_ends_the_stream(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def reader(stream: IO[bytes], _: OpenRoute, __: FileOrigin) -> ReadResult:
        assert HEALTH.startswith(stream.read())
        return ReadResult((), ())

    monkeypatch.setattr(activity_files, "_READ_APPLE_HEALTH", reader)
    packed = bytearray(zipped(FILES))
    packed[packed.index(b"PK\x01\x02") + 16] ^= 1
    found = found_in(lay_out(tmp_path, {"e.zip": bytes(packed)}))
    damage, _ = LocalActivityFiles().read(found).issues
    LocalActivityFiles().release()
    assert "The zip is damaged" in damage.text
