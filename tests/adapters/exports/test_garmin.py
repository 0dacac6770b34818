"""The Garmin export: zips within a zip, recordings among thousands of other FIT files."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fit_bytes import START, file_id, fit_file, run_file
from packed import inner_names, lay_out, told, zipped
from stridewell.adapters.archive import list_files
from stridewell.adapters.exports.fit_head import read_fit_head
from stridewell.adapters.exports.garmin_tables import (
    GarminNotes,
    read_garmin_activities,
    read_garmin_gear,
)
from stridewell.app.files import Listed, NotRun, Refused, Sighting

MONITORING, SLEEP = 32, 49
FIT_EPOCH_S = 631_065_600
FITNESS = "DI_CONNECT/DI-Connect-Fitness/"
PART = "DI_CONNECT/DI-Connect-Uploaded-Files/UploadedFiles_0-_Part1.zip"


def activity(number: int, start_s: int, **more: object) -> dict[str, object]:
    return {
        "activityId": number,
        "name": "Park loop",
        "activityType": "trail_running",
        "beginTimestamp": float(1000 * start_s),
        "workoutRpe": 40,
        "workoutFeel": 75,
    } | more


ACTIVITIES = json.dumps(
    [{"summarizedActivitiesExport": [activity(123456789, START + FIT_EPOCH_S)]}]
).encode()
GEAR = json.dumps(
    [
        {
            "gearDTOS": [
                {"gearPk": 5, "gearTypeName": "Shoes", "customMakeModel": "Brooks Ghost 15"},
                {"gearPk": 6, "gearTypeName": "Other", "displayName": "Belt"},
            ],
            "gearActivityDTOs": {
                "5": [{"activityId": 123456789}],
                "6": [{"activityId": 123456789}, {"activityId": 77}],
            },
        }
    ]
).encode()


def other(kind: int) -> bytes:
    return fit_file(file_id(kind), bytes(100))


def export(recordings: Mapping[str, bytes], packing: int = zipfile.ZIP_STORED) -> dict[str, bytes]:
    many = {f"mail_{number}.fit": other(MONITORING) for number in range(300)}
    return {
        f"{FITNESS}mail_0_summarizedActivities.json": ACTIVITIES,
        f"{FITNESS}mail_gear.json": GEAR,
        "DI_CONNECT/DI-Connect-User/user.json": b"{}",
        "DI_CONNECT/DI-Connect-User/user.png": b"",
        PART: zipped({**many, **recordings, "mail_sleep.fit": other(SLEEP)}, packing),
    }


def runs(seen: list[Sighting]) -> list[Listed]:
    return [each for each in seen if isinstance(each, Listed) and each.path.endswith("fit")]


@pytest.mark.parametrize("packing", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
@pytest.mark.parametrize("name", ["mail_123456789.fit", "mail_987654321.fit", "x.fit"])
def test_runs_are_found_with_notes_by_number_or_by_start(
    tmp_path: Path, name: str, packing: int
) -> None:
    lay_out(tmp_path, {"garmin.zip": zipped(export({name: run_file()}, packing))})
    (run,) = runs(list(list_files([tmp_path])))
    assert run.path == f"{tmp_path}/garmin.zip!{PART}!{name}"
    assert run.archive == str(tmp_path / "garmin.zip")
    assert run.notes is not None
    assert (run.notes.title, run.notes.gear) == ("Park loop", "Brooks Ghost 15")
    assert (run.notes.perceived_exertion, run.notes.feel) == (4.0, 75.0)
    assert (run.notes.sport, run.notes.sub_sport) == ("running", "trail")
    assert run.notes.ids == {"garmin": "123456789"}


def test_other_fit_files_are_one_line(tmp_path: Path) -> None:
    lay_out(tmp_path, {"garmin.zip": zipped(export({"x.fit": run_file()}))})
    lines = [each for each in list_files([tmp_path]) if not isinstance(each, Listed)]
    (fit,) = (each for each in lines if "monitoring" in told(each))
    assert isinstance(fit, NotRun)
    assert (fit.count, fit.path) == (301, f"{tmp_path}/garmin.zip!{PART}")
    assert len(lines) == 2


def test_an_unpacked_export_is_read_alike(tmp_path: Path) -> None:
    lay_out(tmp_path / "mine", export({"x.fit": run_file()}))
    seen = list(list_files([tmp_path]))
    (run,) = runs(seen)
    assert run.notes is not None
    assert run.notes.title == "Park loop"
    assert inner_names(seen) == [Path(PART).name, f"{Path(PART).name}!x.fit"]


def test_an_export_unpacked_to_the_bottom_is_read_alike(tmp_path: Path) -> None:
    folder = {
        f"{FITNESS}mail_0_summarizedActivities.json": ACTIVITIES,
        "DI_CONNECT/DI-Connect-Uploaded-Files/x.fit": run_file(),
        "DI_CONNECT/DI-Connect-Uploaded-Files/y.fit": other(SLEEP),
    }
    (run,) = runs(list(list_files([lay_out(tmp_path, folder)])))
    assert run.notes is not None


def test_a_damaged_inner_zip_is_named(tmp_path: Path) -> None:
    broken = {**export({}), PART: b"no zip at all"}
    lay_out(tmp_path, {"garmin.zip": zipped(broken)})
    refused = [each for each in list_files([tmp_path]) if isinstance(each, Refused)]
    assert [each.path for each in refused] == [f"{tmp_path}/garmin.zip!{PART}"]


@pytest.mark.parametrize("content", [b"", b"{", b"\xff", b"[" * 100_000])
def test_a_broken_table_costs_only_the_notes(tmp_path: Path, content: bytes) -> None:
    files = export({"x.fit": run_file()})
    files[f"{FITNESS}mail_0_summarizedActivities.json"] = content
    lay_out(tmp_path, {"garmin.zip": zipped(files)})
    seen = list(list_files([tmp_path]))
    assert len(runs(seen)) == 1
    (refused,) = (each for each in seen if isinstance(each, Refused))
    assert "without the titles" in refused.reason


KEYS = st.sampled_from(
    [
        "summarizedActivitiesExport",
        "activityId",
        "beginTimestamp",
        "name",
        "workoutRpe",
        "gearDTOS",
        "gearActivityDTOs",
        "gearPk",
        "5",
    ]
)
JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(KEYS, inner),
)


@given(JSON)
def test_tables_of_any_shape_are_read(value: object) -> None:
    content = json.dumps(value).encode()
    notes = GarminNotes(read_garmin_activities(content), read_garmin_gear(content))
    assert notes.of("", None) is None


def test_an_activity_that_began_at_another_time_gives_no_notes() -> None:
    notes = GarminNotes(read_garmin_activities(ACTIVITIES), {})
    began = START + FIT_EPOCH_S
    assert notes.of("", began + 120) is not None
    assert notes.of("", began + 121) is None
    assert notes.of("", None) is None


@pytest.mark.parametrize("kind", [4, MONITORING])
def test_a_fit_head_tells_kind_and_time(kind: int) -> None:
    head = read_fit_head(fit_file(file_id(kind)))
    assert head is not None
    assert (head.kind, head.created_s) == (kind, START + FIT_EPOCH_S)


@given(st.binary(max_size=80))
def test_any_bytes_are_a_fit_head_or_not(tail: bytes) -> None:
    read_fit_head(b"\x0e\x10\x00\x00\x00\x00\x00\x00.FIT\x00\x00" + tail)
    read_fit_head(tail)
