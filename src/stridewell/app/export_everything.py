"""Everything a runner told, imported and filmed, as files that other programs read."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from stridewell import __version__
from stridewell.app.desk import Desk
from stridewell.app.export_runs import export_tables
from stridewell.app.gait_shelf import FilmedClip
from stridewell.app.ports import Store
from stridewell.app.tables import Cell, CellKind, Table, TableColumn, TableFormat
from stridewell.app.yours_ports import ExportedFile, Record
from stridewell.gait.keypoints import Keypoints

_RECORDS = {
    "runner": "who you are: age (years), sex, height_cm, mass_kg",
    "answer": "every answer you ever gave; withdrawn: the question was opened again then",
    "check_in": "every morning: pains and stress 0 to 10, stiffness_min, sleep_h",
    "journal": "what you logged: sessions, tests, shoes, wishes; withdrawn: you took it back",
    "result": "every judgement and plan with the record it was made from",
    "activity": "every run in numbers, those of an import that was undone too (hidden)",
    "activity_origin": "the files that runs came from, with what they said of them",
    "import_batch": "every import",
    "seen_file": "every file that imports looked at, and what became of it",
    "walking_day": "how you walked, day by day",
    "map_ground": "what maps said of the ground of your runs (metres)",
    "gait_session": "every filmed session and what was measured, deleted ones too",
    "gait_clip": "the clips of the sessions, without body points",
}
_TABLES = {
    "runs": "your runs, one line each",
    "run_loads": "what each run did to your legs",
    "days": "load and pain, day by day",
    "check_ins": "your check-ins",
    "shoes": "your shoes",
    "walking": "how you walked, day by day",
}
_DECIMALS = 4


def everything(desk: Desk, at: datetime) -> Iterator[ExportedFile]:
    """Every file of an export; no more than one run or clip is in memory at a time.

    Raises:
        SettingsError: the data are in memory only.
        StoreError: the database cannot be read.
    """
    yield ExportedFile("README.txt", "what each file is", [_readme(desk, at).encode()])
    for name, rows in desk.keeper.records():
        about = _RECORDS.get(name, "a table of the database")
        yield ExportedFile(f"records/{name}.json", about, _json_lines(rows))
    for table in export_tables(desk, samples=True):
        about = _TABLES.get(table.name, "every sample of the run; time_s counts from its start")
        content = desk.exports.table(table, TableFormat.CSV)
        yield ExportedFile(f"tables/{table.name}.csv", about, [content])
    for number in _sessions(desk.store):
        with desk.store.transaction() as transaction:
            clips = transaction.gait().clips(number)
        for place, clip in enumerate(clips, start=1):
            content = desk.exports.table(_points(clip), TableFormat.CSV)
            about = f"body points of {clip.name}: {_kind(clip.keypoints)}"
            yield ExportedFile(f"gait/session-{number}-clip-{place}.csv", about, [content])


def _sessions(store: Store) -> tuple[int, ...]:
    """The numbers of every session that was not deleted."""
    with store.transaction() as transaction:
        return tuple(each.id for each in transaction.gait().sessions())


def _json_lines(rows: Iterable[Record]) -> Iterator[bytes]:
    """A list of JSON, a row a line, so that it can be written and read piece by piece."""
    before = "[\n"
    for row in rows:
        yield f"{before}{json.dumps(row, ensure_ascii=False)}".encode()
        before = ",\n"
    yield b"[]\n" if before == "[\n" else b"\n]\n"


def _kind(points: Keypoints) -> str:
    unit = "metres" if points.unit.value == "m" else points.unit.value
    return f"seen from {points.view.value}, {unit}, placed by {points.convention}"


def _points(clip: FilmedClip) -> Table:
    """Time, then each coordinate and the confidence of each point; empty where it was not seen."""
    seen = clip.keypoints
    columns = [_column("time_s", seen.time_s)]
    for each in seen.points:
        at = seen.at(each)
        for place, axis in enumerate(seen.view.axes):
            columns.append(_column(f"{each.value}_{axis}", at[:, place]))
        columns.append(_column(f"{each.value}_confidence", seen.trust(each)))
    return Table("points", tuple(columns))


def _column(name: str, values: NDArray[np.float64]) -> TableColumn:
    cells: list[Cell] = [
        round(each, _DECIMALS) if np.isfinite(each) else None for each in values.tolist()
    ]
    return TableColumn(name, CellKind.NUMBER, cells)


def _readme(desk: Desk, at: datetime) -> str:
    records = "\n".join(f"  records/{name}.json: {about}" for name, about in _RECORDS.items())
    tables = "\n".join(f"  tables/{name}.csv: {about}" for name, about in _TABLES.items())
    return f"""Your data out of stridewell
===========================

Written on {at:%Y-%m-%d at %H:%M %Z} by stridewell {__version__}.
Shape of the database: version {desk.keeper.schema()}. Knowledge: {desk.knowledge.version}.

records/ holds every row of the database as JSON, a list with one row a line. Nothing is left out
but recordings and body points, which are in tables/ and gait/.
{records}

tables/ holds tables for a spreadsheet: comma-separated, UTF-8, one heading line.
{tables}
  tables/samples/run-NUMBER.csv: every sample of a run, with places; NUMBER is its id

gait/ holds the body points of filmed sessions: gait/session-NUMBER-clip-N.csv. time_s is real time.
Each point has its coordinates and a confidence from 0 to 1. The unit and the view are in
manifest.json.

manifest.json lists every file with its size in bytes and its SHA-256.

Units: a name ends in its unit. _s seconds, _m metres, _km kilometres, _mm millimetres, _ms
milliseconds, _spm steps a minute, _bpm beats a minute, _w watts, _deg degrees, _pct per cent,
_h hours, _min minutes. latitude and longitude are degrees, speed is metres a second. Times are
ISO 8601 in UTC. An empty cell and null mean not known, never 0.

Not in here
- The FIT, TCX and GPX files themselves. stridewell reads them and keeps what is in them, not their
  bytes; they cannot be rebuilt. They are still where you imported them from.
- Films you asked to keep. They are ordinary video files in your data folder, and in a backup.
- The body points of sessions you deleted and did not bring back.
- Half-finished check-ins, which are never stored.

This file cannot be read back into stridewell. For that, make a backup: stridewell yours backup FILE
"""
