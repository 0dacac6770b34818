"""The Apple Health export is recognised by what it says, in whatever language it is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from packed import inner_names, lay_out, told, zipped
from stridewell.adapters.archive import list_files, walk
from stridewell.app.files import FoundFile, Listed, ListedKind

HEALTH = b"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE HealthData [ <!ELEMENT HealthData (ExportDate)> ]>
<HealthData locale="de_DE"><ExportDate value="2024-01-01"/></HealthData>"""
GPX = b"<gpx><trk/></gpx>"


def export(name: str) -> dict[str, bytes]:
    return {
        f"apple_health_export/{name}": HEALTH,
        "apple_health_export/export_cda.xml": b"<ClinicalDocument/>",
        "apple_health_export/workout-routes/route_2024-01-15_10.00am.gpx": GPX,
        "apple_health_export/workout-routes/route_2024-01-16_10.00am.gpx": GPX,
        "apple_health_export/electrocardiograms/ecg.csv": b"",
    }


@pytest.mark.parametrize("name", ["export.xml", "Exportieren.xml", "导出.xml"])
@pytest.mark.parametrize("packs", [True, False])
def test_only_the_export_itself_is_listed(tmp_path: Path, name: str, packs: bool) -> None:  # noqa: FBT001
    files = export(name)
    lay_out(tmp_path, {"export.zip": zipped(files)} if packs else files)
    seen = list(list_files([tmp_path]))
    (health,) = (
        each for each in seen if isinstance(each, Listed) and each.kind is ListedKind.APPLE_HEALTH
    )
    assert health.path.endswith(name)
    assert len(inner_names(seen)) == (2 if packs else 1)
    assert any(
        "read together with its workouts" in told(each)
        for each in seen
        if each.path != health.path and not isinstance(each, Listed)
    )


def test_a_lone_export_is_recognised(tmp_path: Path) -> None:
    lay_out(tmp_path, {"health.xml": HEALTH, "run.gpx": GPX})
    kinds = [each.kind for each in list_files([tmp_path]) if isinstance(each, Listed)]
    assert kinds == [ListedKind.APPLE_HEALTH, ListedKind.ACTIVITY]


def test_its_digest_is_the_same_packed_or_not(tmp_path: Path) -> None:
    lay_out(tmp_path, {"a.zip": zipped({"export.xml": HEALTH}), "b/export.xml": HEALTH})
    one, other = (each for each in walk([tmp_path]) if isinstance(each, FoundFile))
    assert one.sha256 == other.sha256
    assert one.content == b""
    assert one.listed is not None


def test_gpx_files_beside_another_xml_are_files_of_their_own(tmp_path: Path) -> None:
    lay_out(tmp_path, {"export.xml": b"<x/>", "route_1.gpx": GPX})
    assert inner_names(list(list_files([tmp_path]))) == ["export.xml", "route_1.gpx"]


def test_another_export_beside_it_takes_none_of_its_routes(tmp_path: Path) -> None:
    both = {**export("export.xml"), "DI_CONNECT/DI-Connect-Fitness/x_gear.json": b"[]"}
    lay_out(tmp_path, {"all.zip": zipped(both)})
    assert inner_names(list(list_files([tmp_path]))) == ["all.zip", "export.xml"]
