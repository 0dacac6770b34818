"""Archives of other people: everything is listed, and everything is read, refused or told."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

import pytest

from packed import inner_names, lay_out, zipped
from stridewell.adapters.activity_files import LocalActivityFiles
from stridewell.adapters.archive import list_files
from stridewell.app.files import FoundFile, Listed, ListedKind, NotRun
from stridewell.errors import FileRefusedError

HERE = Path(__file__).resolve().parents[2]
DATA = Path(os.environ.get("STRIDEWELL_MEASURED_DATA", HERE.parent / "shared" / "data"))
MISC = DATA / "activity-exports-misc"

pytestmark = [
    pytest.mark.measured,
    pytest.mark.skipif(not MISC.is_dir(), reason="no exports of other people at hand"),
]


@pytest.mark.parametrize(
    ("name", "files"),
    [
        ("fittrackee_gpx_multiple_extensions", 2),
        ("fittrackee_gpx_test", 3),
        ("fittrackee_gpx_test_all_incorrect", 2),
        ("fittrackee_gpx_test_folder", 3),
        ("fittrackee_gpx_test_incorrect", 2),
        ("fittrackee_gpx_test_no_gpx", 0),
    ],
)
def test_every_member_is_listed(name: str, files: int) -> None:
    seen = list(list_files([MISC / f"{name}.zip"]))
    assert len(inner_names(seen)) == files + 1


def test_everything_is_read_or_told_in_words() -> None:
    files = LocalActivityFiles()
    for found in files.walk([MISC, DATA / "fit-runs" / "odd"]):
        if not isinstance(found, FoundFile):
            assert len(found.reason.split()) > 3
        elif found.listed is not None and found.listed.kind is not ListedKind.APPLE_HEALTH:
            with suppress(FileRefusedError):
                assert files.read(found).activities


@pytest.mark.parametrize("packs", [True, False])
def test_the_routes_of_apple_health_are_not_listed(tmp_path: Path, packs: bool) -> None:  # noqa: FBT001
    folder = MISC / "apple_health_synthetic"
    if packs:
        inside = {
            f"apple_health_export/{path.name}": path.read_bytes() for path in folder.iterdir()
        }
        folder = lay_out(tmp_path, {"export.zip": zipped(inside)})
    seen = list(list_files([folder]))
    kinds = [each.kind for each in seen if isinstance(each, Listed)]
    assert kinds[-1] is ListedKind.APPLE_HEALTH
    assert ListedKind.ACTIVITY not in kinds
    assert any(isinstance(each, NotRun) and each.count == 3 for each in seen)
