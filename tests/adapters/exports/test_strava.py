"""The Strava export: its table in any language, its recordings, and what has no recording."""

from __future__ import annotations

import csv
import gzip
import io
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from packed import FIT, inner_names, lay_out, told, zipped
from stridewell.activity.notes import RunNotes
from stridewell.adapters.activity_files import LocalActivityFiles
from stridewell.adapters.archive import list_files
from stridewell.adapters.exports.strava_table import read_activities
from stridewell.app.files import FoundFile, Listed, ListedKind, NotRun, Refused, Sighting

BEFORE_FILE = (
    "Activity ID",
    "Activity Date",
    "Activity Name",
    "Activity Type",
    "Activity Description",
    "Elapsed Time",
    "Distance",
    "Max Heart Rate",
    "Relative Effort",
    "Commute",
    "Activity Private Note",
    "Activity Gear",
)
AFTER_FILE = (
    "Athlete Weight",
    "Bike Weight",
    "Elapsed Time",
    "Moving Time",
    "Distance",
    *(f"Something {number}" for number in range(25)),
    "Perceived Exertion",
    *(f"Something {number}" for number in range(25, 62)),
    "Dirt Distance",
    "Newly Explored Distance",
)
HEADER = (*BEFORE_FILE, "Filename", *AFTER_FILE)
FILE = len(BEFORE_FILE)

GPX = b"""<gpx><trk><trkseg><trkpt lat="50" lon="8">
<time>2024-05-03T06:00:00Z</time></trkpt></trkseg></trk></gpx>"""


def in_a_language_nobody_knows(header: Sequence[str]) -> list[str]:
    return ["".join(chr(0x1400 + ord(c)) for c in name) for name in header]


def row(file: str, **cells: str) -> list[str]:
    values = {
        "Activity ID": "901",
        "Activity Date": "Mar 5, 2024, 6:12:03\u202fAM",
        "Activity Name": "Morning loop",
        "Activity Type": "Run",
        "Activity Gear": "Blue ones",
        "Filename": file,
        "Perceived Exertion": "4.0",
        "Dirt Distance": "1234.5",
    } | cells
    line = [values.get(name, "") for name in HEADER]
    line[6], line[FILE + 5] = "10,05", "10050.0"
    return line


def table(*rows: Sequence[str], header: Sequence[str] = HEADER, delimiter: str = ",") -> bytes:
    target = io.StringIO()
    csv.writer(target, delimiter=delimiter).writerows([header, *rows])
    return target.getvalue().encode()


def notes_of(content: bytes) -> list[RunNotes]:
    return [each.notes for each in read_activities(content) or ()]


def seen_in(folder: Path, files: Mapping[str, bytes]) -> list[Sighting]:
    return list(list_files([lay_out(folder, files)]))


EXPECTED = RunNotes(
    title="Morning loop",
    gear="Blue ones",
    perceived_exertion=4.0,
    unpaved_m=1234.5,
    ids={"strava": "901"},
    sport="running",
)


@pytest.mark.parametrize("header", [HEADER, in_a_language_nobody_knows(HEADER)])
def test_columns_are_found_in_any_language(header: Sequence[str]) -> None:
    assert notes_of(table(row("activities/7.fit.gz"), header=header)) == [EXPECTED]


def test_columns_are_found_where_the_file_column_moved() -> None:
    def without(line: Sequence[str]) -> list[str]:
        return [*line[:10], *line[11:]]

    header = without(in_a_language_nobody_knows(HEADER))
    assert notes_of(table(without(row("activities/7.fit")), header=header)) == [EXPECTED]


def test_an_unusual_table_gives_only_what_its_headers_name() -> None:
    header = ("ID", "Datum", "Naam", "Type", "Calorieën", "Bestandsnaam", "Ervaren inspanning")
    line = ("1001", "9 mei 2026", "Avondloop", "Hardloopsessie", "520", "activities/1.fit", "6")
    (notes,) = notes_of(table(line, header=header))
    assert (notes.title, notes.sport, notes.perceived_exertion) == ("Avondloop", "running", 6.0)
    assert (notes.gear, notes.unpaved_m) == ("", None)


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_a_table_saved_by_a_spreadsheet_is_read(mark: bytes) -> None:
    content = mark + table(row("activities/7.fit"), delimiter=";")
    assert notes_of(content) == [EXPECTED]


def test_an_old_export_without_the_later_columns_is_read() -> None:
    cut = FILE + 1
    (notes,) = notes_of(table(row("activities/7.fit")[:cut], header=HEADER[:cut]))
    assert (notes.title, notes.gear, notes.perceived_exertion) == (
        "Morning loop",
        "Blue ones",
        None,
    )


def test_numbers_that_cannot_be_are_left_out() -> None:
    wild = {"Perceived Exertion": "44", "Dirt Distance": "1e9"}
    (notes,) = notes_of(table(row("activities/7.fit", **wild)))
    assert (notes.perceived_exertion, notes.unpaved_m) == (None, None)


def test_titles_become_one_short_line() -> None:
    (notes,) = notes_of(
        table(row("activities/7.fit", **{"Activity Name": "a\nb\0 \x1b[1m" + "c" * 999}))
    )
    assert notes.title.startswith("a b ")
    assert notes.title.isprintable()
    assert len(notes.title) == 200


def test_a_table_of_something_else_is_not_taken_for_it() -> None:
    assert read_activities(b"date,pain\n2024-05-01,3\n") is None


@given(st.binary())
def test_any_bytes_are_a_table_or_not(content: bytes) -> None:
    with suppress(ValueError):
        read_activities(content)


EXPORT = {
    "activities.csv": table(
        row("activities/7.fit.gz"),
        row("activities/8.gpx", **{"Activity Type": "Trail Run", "Activity ID": "902"}),
        row("", **{"Activity Name": "Treadmill"}),
        row("", **{"Activity Name": "Ride", "Activity Type": "Ride"}),
        row("activities/9.fit.gz", **{"Activity Name": "Lost"}),
    ),
    "shoes.csv": b"Shoe Name,Shoe Brand,Shoe Model\nBlue ones,Asics,Novablast 3\n",
    "activities/7.fit.gz": gzip.compress(FIT),
    "activities/8.gpx": GPX,
    "media/a.jpg": b"",
    "routes/plan.gpx": b"<gpx><rte/></gpx>",
}


def as_zip(folder: Path) -> Path:
    return lay_out(folder, {"export_1.zip": zipped(EXPORT)})


def as_folder(folder: Path) -> Path:
    return lay_out(folder, {f"mine/export_1/{name}": each for name, each in EXPORT.items()})


def as_zipped_folder(folder: Path) -> Path:
    return lay_out(folder, {"a.zip": zipped({f"export_1/{name}": EXPORT[name] for name in EXPORT})})


every_shape = pytest.mark.parametrize("shape", [as_zip, as_folder, as_zipped_folder])


@every_shape
def test_an_export_gives_its_recordings_with_notes(tmp_path: Path, shape: object) -> None:
    assert callable(shape)
    seen = list(list_files([shape(tmp_path)]))
    runs = [each for each in seen if isinstance(each, Listed) and each.kind is ListedKind.ACTIVITY]
    assert [each.path.replace("!", "/").rpartition("/")[2] for each in runs] == [
        "7.fit.gz",
        "8.gpx",
    ]
    first, second = (each.notes for each in runs)
    assert first is not None
    assert first.gear == "Blue ones (Asics Novablast 3)"
    assert second is not None
    assert (second.sport, second.sub_sport, second.ids) == ("running", "trail", {"strava": "902"})


@every_shape
def test_the_rest_of_an_export_is_two_lines(tmp_path: Path, shape: object) -> None:
    assert callable(shape)
    lines = [each for each in list_files([shape(tmp_path)]) if not isinstance(each, Listed)]
    assert len(lines) == 2
    (without,) = (each for each in lines if "no recording in the export" in told(each))
    (others,) = (each for each in lines if "photos, planned routes" in told(each))
    assert isinstance(without, NotRun)
    assert without.count == 2
    assert "“Treadmill” of Mar 5, 2024" in without.reason
    assert "“Lost”" in without.reason
    assert isinstance(others, NotRun)
    assert others.count == 4


def test_a_recording_without_a_sport_gets_that_of_the_export(tmp_path: Path) -> None:
    files = LocalActivityFiles()
    found = [each for each in files.walk([as_folder(tmp_path)]) if isinstance(each, FoundFile)]
    result = files.read(found[1])
    (run,) = result.activities
    assert (run.sport, run.sub_sport) == ("running", "trail")
    assert result.issues == ()


def test_files_that_were_unpacked_by_hand_are_still_matched(tmp_path: Path) -> None:
    seen = seen_in(tmp_path, {"activities.csv": EXPORT["activities.csv"], "activities/7.fit": FIT})
    assert inner_names(seen) == ["7.fit"]
    assert isinstance(seen[0], Listed)
    assert seen[0].notes is not None


def test_files_the_table_does_not_know_are_listed_without_notes(tmp_path: Path) -> None:
    content = table(row("activities/7.fit"))
    seen = seen_in(tmp_path, {"activities.csv": content, "activities/5.fit": FIT, "own.gpx": GPX})
    assert inner_names(seen) == ["5.fit", "own.gpx"]
    assert all(each.notes is None for each in seen if isinstance(each, Listed))


def test_a_locked_table_costs_only_the_notes(tmp_path: Path) -> None:
    whole = bytearray(zipped({"activities.csv": EXPORT["activities.csv"], "activities/7.fit": FIT}))
    whole[whole.index(b"PK\x01\x02") + 8] |= 1
    seen = seen_in(tmp_path, {"a.zip": bytes(whole)})
    assert inner_names(seen) == ["a.zip", "7.fit"]
    assert any(isinstance(each, Refused) and "Export it again" in each.reason for each in seen)
