"""The table ``activities.csv`` of Strava, whose headers are in the runner's language."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice

from stridewell.activity.notes import RunNotes
from stridewell.adapters.exports.words import between, line_of, number_of, with_sport

Row = Sequence[str]

_FILE = re.compile(r"activities[/\\].+\.(?:fit|gpx|tcx)(?:\.gz)?", re.IGNORECASE)
_PROBED_ROWS = 500
_ID, _DATE, _TITLE, _SPORT = range(4)
"""The first four columns are the same in every language and every year."""

_FIRST_TIME, _FIRST_DISTANCE = 5, 6
_GEAR, _SECOND_TIME, _SECOND_DISTANCE, _EXERTION, _UNPAVED = -1, 3, 5, 31, 69
"""Columns counted from that of the file names, which moved over the years."""

_HARDEST = 10.0
_ROUNDING = 1.05
_LONGEST_CELL = 2**20

_NAMES = {
    "file": {"filename", "dateiname", "bestandsnaam", "nom du fichier", "nombre de archivo"},
    "gear": {"activity gear", "aktivitätsausrüstung"},
    "exertion": {"perceived exertion", "gefühlte anstrengung", "ervaren inspanning"},
    "unpaved": {"dirt distance", "auf schotter zurückgelegte distanz"},
    "distance": {"distance", "distanz", "afstand"},
}


@dataclass(frozen=True, slots=True)
class ListedActivity:
    """One row: the file it names ("" for none), its notes, and how to name it to people."""

    file: str
    notes: RunNotes
    told: str


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where things stand; -1 where they are not in the table. Distances are in metres."""

    file: int
    gear: int
    exertion: int
    unpaved: int
    distance: int


def read_activities(content: bytes) -> tuple[ListedActivity, ...] | None:
    """All rows of the table, or None when it is not one of Strava's.

    Raises:
        ValueError: it is not readable as a table.
    """
    try:
        rows = table_rows(content)
        header = [cell.strip().casefold() for cell in next(rows, ())]
        first = list(islice(rows, _PROBED_ROWS))
        columns = _columns(header, first)
        if columns is None:
            return None
        return tuple(_activity(row, columns) for row in chain(first, rows) if any(row))
    except csv.Error as error:
        raise ValueError(f"it is no readable table: {error}") from error


def file_key(name: str) -> str:
    """Names of a file that mean the same: packed or not, either slash, any case."""
    return name.replace("\\", "/").casefold().removesuffix(".gz")


def table_rows(content: bytes) -> Iterator[Row]:
    """The rows of a CSV file in UTF-8, with commas or semicolons.

    Raises:
        csv.Error: a cell is far too long.
    """
    text = content.decode("utf-8-sig", "replace").replace("\0", "")
    first = text.partition("\n")[0]
    delimiter = ";" if first.count(";") > first.count(",") else ","
    previous = csv.field_size_limit(_LONGEST_CELL)
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    finally:
        csv.field_size_limit(previous)


def _columns(header: Sequence[str], rows: Sequence[Row]) -> _Columns | None:
    file = _file_column(header, rows)
    if file is None:
        return None
    is_usual = _repeats(header, _FIRST_TIME, file + _SECOND_TIME) and _repeats(
        header, _FIRST_DISTANCE, file + _SECOND_DISTANCE
    )

    def column(name: str, offset: int) -> int:
        named = [number for number, cell in enumerate(header) if cell in _NAMES[name]]
        if named:
            return named[-1]
        return file + offset if is_usual and file + offset < len(header) else -1

    return _Columns(
        file,
        column("gear", _GEAR),
        column("exertion", _EXERTION),
        column("unpaved", _UNPAVED),
        column("distance", _SECOND_DISTANCE),
    )


def _repeats(header: Sequence[str], first: int, second: int) -> bool:
    """Whether two columns bear one name, as Strava's time and distance do in every language."""
    return second < len(header) and header[first] == header[second] != ""


def _file_column(header: Sequence[str], rows: Sequence[Row]) -> int | None:
    """The column whose cells name files; by its header where no activity has a file."""
    for row in rows:
        for number, cell in enumerate(row):
            if number > _SPORT and _FILE.fullmatch(cell.strip()):
                return number
    named = [number for number, cell in enumerate(header) if cell in _NAMES["file"]]
    return named[0] if named else None


def _activity(row: Row, columns: _Columns) -> ListedActivity:
    def cell(number: int) -> str:
        return row[number].strip() if 0 <= number < len(row) else ""

    distance_m = between(number_of(cell(columns.distance)), 1.0, 1e7)
    longest_m = 1e7 if distance_m is None else _ROUNDING * distance_m
    exertion = between(number_of(cell(columns.exertion)), 0.0, _HARDEST)
    notes = RunNotes(
        title=line_of(cell(_TITLE)),
        gear=line_of(cell(columns.gear)),
        perceived_exertion=exertion or None,
        unpaved_m=between(number_of(cell(columns.unpaved)), 0.0, longest_m),
        ids={"strava": cell(_ID)} if cell(_ID).isdecimal() else {},
    )
    told = f"“{notes.title}” of {line_of(cell(_DATE))}"
    return ListedActivity(cell(columns.file), with_sport(notes, cell(_SPORT)), told)
