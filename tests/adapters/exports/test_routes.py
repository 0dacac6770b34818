"""Routes are found by the path a workout refers to, wherever the export put them."""

from __future__ import annotations

from pathlib import Path

import pytest

from packed import GPX, lay_out, zipped
from stridewell.adapters.archive import list_files
from stridewell.adapters.exports.routes import Routes
from stridewell.adapters.loading import Loader
from stridewell.app.files import Listed, ListedKind

HEALTH = b"<HealthData >"
NAME = "route_2024-01-15_10.00am.gpx"


def routes_of(folder: Path) -> tuple[Routes, Loader]:
    loader = Loader()
    (listed,) = (
        each
        for each in list_files([folder])
        if isinstance(each, Listed) and each.kind is ListedKind.APPLE_HEALTH
    )
    return Routes(listed.place, loader), loader


@pytest.mark.parametrize("place", ["workout-routes/", ""])
@pytest.mark.parametrize("packs", [True, False])
def test_a_route_is_found(tmp_path: Path, place: str, packs: bool) -> None:  # noqa: FBT001
    files = {"x/export.xml": HEALTH, f"x/{place}{NAME}": GPX, f"y/{NAME}": b"another"}
    routes, loader = routes_of(lay_out(tmp_path, {"a.zip": zipped(files)} if packs else files))
    stream = routes.open(f"/workout-routes/{NAME}")
    assert stream is not None
    with stream:
        assert stream.read() == GPX
    assert routes.open("/workout-routes/none.gpx") is None
    assert routes.open("") is None
    loader.zips.close()


def test_a_route_outside_the_export_is_never_opened(tmp_path: Path) -> None:
    lay_out(tmp_path, {"secret.gpx": GPX, "x/export.xml": HEALTH})
    routes, _ = routes_of(tmp_path)
    assert routes.open("../secret.gpx") is None
    assert routes.open(str(tmp_path / "secret.gpx")) is None
