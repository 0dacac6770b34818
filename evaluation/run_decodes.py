"""Every value of other programs' decodes of whole recordings, beside ours."""

from __future__ import annotations

import csv
import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
from evaluation.run_rules import Rules, Value, Verdict

from stridewell.activity.track import Column
from stridewell.adapters.fit.chain import read_chain
from stridewell.adapters.fit.channels import read_channels
from stridewell.adapters.fit.columns import Table, read_table
from stridewell.adapters.fit.layouts import Definition
from stridewell.adapters.fit.profile import (
    BASE_TYPES,
    EPOCH_UNIX_S,
    MESSAGES,
    RECORD,
)
from stridewell.adapters.fit.scan import Part

MESSAGE_NUMBERS: Mapping[str, int] = {
    "file_id": 0,
    "device_settings": 2,
    "user_profile": 3,
    "zones_target": 7,
    "sport": 12,
    "session": 18,
    "lap": 19,
    "record": 20,
    "event": 21,
    "device_info": 23,
    "activity": 34,
    "file_creator": 49,
    "gps_metadata": 160,
    "time_in_zone": 216,
    "split": 312,
    "split_summary": 313,
}
"""Message names of the decodes; any other number they call unknown."""
UNKNOWN = "unknown"
UNUSED = "definition that no message follows"
FIELD_COUNT = "number of fields"
"""What is compared of a definition: it lays out the messages behind it and holds no value."""

ALIASES: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("file_id", "garmin_product"): ("product",),
    ("device_info", "garmin_product"): ("product",),
    ("session", "total_strides"): ("total_cycles",),
    ("session", "total_strokes"): ("total_cycles",),
    ("session", "avg_running_cadence"): ("avg_cadence",),
    ("lap", "total_strides"): ("total_cycles",),
    ("lap", "total_strokes"): ("total_cycles",),
    ("lap", "avg_running_cadence"): ("avg_cadence",),
    ("record", "enhanced_speed"): ("enhanced_speed", "speed"),
    ("record", "enhanced_altitude"): ("enhanced_altitude", "altitude"),
}
"""Names the decodes give a field by its sport or maker, or both forms of one reading."""

PACIFIC_SUMMER = timedelta(hours=-7)


@dataclass(frozen=True, slots=True)
class Decode:
    """One reference: its table, the recording it decodes, and how it is compared."""

    table: str
    recording: str
    compare: Callable[[Path, Path, Rules], Iterator[Value]]


def compare_decodes(folder: Path, rules: Rules) -> Iterator[Value]:
    """Every value of every reference decode; ``folder`` is ``fit-runs``."""
    for decode in DECODES:
        table, recording = folder / "expected" / decode.table, folder / "runs" / decode.recording
        yield from decode.compare(table, recording, rules)


def only_part(recording: Path) -> Part:
    """The one FIT file in a recording."""
    (part,), _ = read_chain(recording.read_bytes())
    return part


def read_rows(path: Path) -> list[dict[str, str]]:
    """A plain table by its headings."""
    with path.open(encoding="utf-8-sig") as file:
        return [{key.strip(): value for key, value in row.items()} for row in csv.DictReader(file)]


def _sdk_rows(table: Path, recording: Path, rules: Rules) -> Iterator[Value]:
    """The vendor's decoder: a row a message, definitions included."""
    part = only_part(recording)
    ours = _Ours(part)
    with table.open(encoding="utf-8-sig") as file:
        rows = list(csv.reader(file))[1:]
    unused = _unused_definitions(rows)
    for number, row in enumerate(rows, start=1):
        message = row[2]
        cells = [(n, v) for n, v in zip(row[3::3], row[4::3], strict=False) if n]
        if number in unused:
            unused_one = Value(
                table.name, number, UNUSED, FIELD_COUNT, str(len(cells)), "", Verdict.NOT_READ
            )
            yield rules.judge(unused_one)
        elif row[0] == "Definition":
            yield rules.judge(_definition(table.name, number, message, len(cells), ours))
        else:
            at = ours.next_of(message)
            for name, expected, value in ours.fields(message, at, cells):
                nothing = ours.nothing(message, name)
                yield rules.judge(
                    _value((table.name, number, message, name), expected, value, rules, nothing)
                )
    yield from ours.left_over(table.name, len(rows))


def _unused_definitions(rows: Sequence[Sequence[str]]) -> set[int]:
    """Rows (from 1) of layouts that another one replaces before any message has them."""
    unused: set[int] = set()
    last: dict[str, int] = {}
    for number, (kind, local, *_) in enumerate(rows, start=1):
        if kind == "Definition":
            if local in last:
                unused.add(last[local])
            last[local] = number
        else:
            last.pop(local, None)
    return unused | set(last.values())


def _definition(table: str, row: int, message: str, fields: int, ours: _Ours) -> Value:
    counts = ours.field_counts(message)
    verdict = Verdict.AGREES if fields in counts else Verdict.DIFFERS
    told = "|".join(str(each) for each in sorted(counts))
    return Value(table, row, f"definition of {message}", FIELD_COUNT, str(fields), told, verdict)


def _value(
    place: tuple[str, int, str, str],
    expected: str,
    ours: float | None,
    rules: Rules,
    nothing: AbstractSet[float] = frozenset(),
) -> Value:
    """One cell; ``ours`` is None where the column is not read, NaN where it holds nothing.

    ``nothing`` are the numbers that stand for "not measured" in that column.
    """
    table, row, message, column = place
    if ours is None:
        return Value(table, row, message, column, expected, "", Verdict.NOT_READ)
    within = rules.tolerance(table, column).within
    theirs = number_of(expected)
    if math.isnan(ours):
        agrees = math.isnan(theirs) or any(abs(theirs - each) <= within for each in nothing)
    else:
        agrees = abs(ours - theirs) <= within
    verdict = Verdict.AGREES if agrees else Verdict.DIFFERS
    return Value(table, row, message, column, expected, f"{ours:g}", verdict)


def number_of(text: str) -> float:
    """The number in a cell, the first where there are several; NaN where there is none."""
    try:
        return float(text.split("|", maxsplit=1)[0])
    except ValueError:
        return math.nan


class _Ours:
    """Our tables of one FIT file, walked through in the order of the reference."""

    def __init__(self, part: Part) -> None:
        self._part = part
        self._tables: dict[str, Table] = {
            name: read_table(part, number)
            for name, number in MESSAGE_NUMBERS.items()
            if number in MESSAGES
        }
        self._met: Counter[str] = Counter()
        self._held: dict[str, int] = defaultdict(int)
        self._counts: dict[str, set[int]] = defaultdict(set)
        self._nothing: dict[tuple[str, str], set[float]] = defaultdict(set)
        names = {number: name for name, number in MESSAGE_NUMBERS.items()}
        for block in part.blocks:
            name = names.get(block.definition.message, UNKNOWN)
            self._held[name] += block.offsets.size
            self._counts[name].add(len(block.definition.slots))
            self._learn(name, block.definition)

    def _learn(self, message: str, definition: Definition) -> None:
        """Which numbers of a field stand for "not measured"."""
        known = {field.number: field for field in MESSAGES.get(definition.message, ())}
        for slot in definition.slots:
            field = known.get(slot.number) if slot.developer is None else None
            kind = BASE_TYPES.get(slot.base_type & 0x1F)
            if field is not None and kind is not None and kind.invalid is not None:
                nothing = kind.invalid / field.scale - field.offset
                self._nothing[message, field.name].add(nothing)

    def nothing(self, message: str, name: str) -> AbstractSet[float]:
        """The numbers in a column of the reference that stand for "not measured"."""
        names = ALIASES.get((message, name), (name,))
        return {each for known in names for each in self._nothing[message, known]}

    def next_of(self, message: str) -> int:
        """The number of the next message of a kind, from 0."""
        self._met[message] += 1
        return self._met[message] - 1

    def field_counts(self, message: str) -> set[int]:
        """How many fields the layouts of a message have."""
        return self._counts[message]

    def fields(
        self, message: str, at: int, cells: Sequence[tuple[str, str]]
    ) -> Iterator[tuple[str, str, float | None]]:
        """Each field of a message: name, their text, our number.

        First those of the reference, then what only we have.
        """
        table = self._tables.get(message)
        if table is None or at >= len(table):
            yield from ((name, expected, None) for name, expected in cells)
            return
        told: set[str] = set()
        for name, expected in cells:
            known = self._known(message, table, name)
            told.update(known)
            if not known:
                yield name, expected, None
            else:
                values = [float(table.column(key)[at]) for key in known]
                yield name, expected, next((v for v in values if not math.isnan(v)), math.nan)
        for key, column in table.columns.items():
            if isinstance(key, str) and key not in told and not math.isnan(column[at]):
                yield key, "", float(column[at])

    @staticmethod
    def _known(message: str, table: Table, name: str) -> tuple[str, ...]:
        names = ALIASES.get((message, name), (name,))
        return tuple(each for each in names if each in table.columns)

    def left_over(self, table: str, rows: int) -> Iterator[Value]:
        """Kinds of message of which we hold more, or fewer, than the reference."""
        for message in sorted({*self._held, *self._met}):
            ours, theirs = self._held[message], self._met[message]
            if ours != theirs:
                yield Value(
                    table, rows, message, "count", str(theirs), str(ours), Verdict.UNEXPLAINED
                )


def _fenix_rows(table: Path, recording: Path, rules: Rules) -> Iterator[Value]:
    """Records in columns named as ours, with the time as the text of a clock."""
    records = read_table(only_part(recording), RECORD)
    rows = read_rows(table)
    yield from _count(table.name, len(rows), len(records))
    for number, row in enumerate(rows, start=1):
        for name, text in row.items():
            expected = str(fit_seconds(text)) if name == "timestamp" else text
            ours = (
                float(records.column(name)[number - 1])
                if name in records.columns and number <= len(records)
                else None
            )
            place = (table.name, number, "record", name)
            yield rules.judge(_value(place, expected, ours, rules))


def fit_seconds(text: str) -> int:
    """A moment like ``Sun Jun 11 07:34:09 PDT 2017`` in FIT time."""
    local = datetime.strptime(text.replace(" PDT ", " "), "%a %b %d %H:%M:%S %Y")  # noqa: DTZ007
    return int((local - PACIFIC_SUMMER).replace(tzinfo=UTC).timestamp()) - EPOCH_UNIX_S


def _packed_rows(table: Path, recording: Path, rules: Rules) -> Iterator[Value]:
    """Speed and distance packed into three bytes; the one record without them has no row."""
    records = read_table(only_part(recording), RECORD)
    channels, _, _ = read_channels(records, (), "running")
    packed = ~np.isnan(records.column("compressed_speed_distance"))
    ours: Mapping[str, Column] = {
        "Timestamp": records.column("timestamp")[packed],
        "Heart Rate [bpm]": records.column("heart_rate")[packed],
        "Speed [m/s]": channels["speed_m_s"][packed],  # type: ignore[index]
        "Distance [m]": channels["distance_m"][packed],  # type: ignore[index]
        "Cadence [rpm]": records.column("cadence")[packed],
    }
    rows = read_rows(table)
    yield from _count(table.name, len(rows), int(packed.sum()))
    for number, row in enumerate(rows, start=1):
        for name, text in row.items():
            value = float(ours[name][number - 1]) if name in ours else None
            place = (table.name, number, "record", name)
            yield rules.judge(_value(place, text, value, rules))


def _count(table: str, theirs: int, ours: int) -> Iterator[Value]:
    if theirs != ours:
        yield Value(table, theirs, "record", "count", str(theirs), str(ours), Verdict.UNEXPLAINED)


DECODES = (
    Decode("fit__activity_multisport.csv", "fit__activity_multisport.fit", _sdk_rows),
    Decode("fit__triathlon_summary_last.csv", "fit__triathlon_summary_last.fit", _sdk_rows),
    Decode(
        "fitparse__compressed-speed-distance-records.csv",
        "fitparse__compressed-speed-distance.fit",
        _packed_rows,
    ),
    Decode(
        "fitparse__garmin-fenix-5-run-records.csv", "fitparse__garmin-fenix-5-run.fit", _fenix_rows
    ),
    Decode(
        "fitparse__garmin-fenix-5-walk-records.csv",
        "fitparse__garmin-fenix-5-walk.fit",
        _fenix_rows,
    ),
)
