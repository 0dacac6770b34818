"""Every row of another program's own tests on recordings, beside what stridewell reads."""

from __future__ import annotations

import csv
import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TypeAlias

import numpy as np
from evaluation.run_rules import Rules, Value, Verdict

from stridewell.activity.clean import clean_activity
from stridewell.activity.strides import RunSummary, summarise_run
from stridewell.activity.track import Activity, Channel, Column, FileOrigin
from stridewell.adapters.fit import read_fit
from stridewell.adapters.fit.chain import read_chain
from stridewell.adapters.fit.columns import Key, Table, read_table
from stridewell.adapters.fit.developer import RUNSCRIBE, DeveloperField, read_developer_fields
from stridewell.adapters.fit.profile import RECORD, SESSION

TABLE = "runalyze_expected.csv"
KM = 1000.0


@dataclass(frozen=True, slots=True, eq=False)
class Read:
    """A FIT file as stridewell reads it: the first activity, its records and its sessions."""

    activity: Activity
    summary: RunSummary
    records: Table
    sessions: Table
    developer_fields: tuple[DeveloperField, ...]

    def decoded(self, key: Key) -> Column:
        """A column of the records; empty where there is none."""
        return self.records.column(key) if key in self.records.columns else np.empty(0)

    def app_column(self, source: str, number: int) -> Column:
        """A field an app has added, by its number."""
        fields = [f for f in self.developer_fields if f.source == source and f.key[1] == number]
        return self.decoded(fields[0].key) if fields else np.empty(0)


Number: TypeAlias = Callable[[Read], float | None]
Series: TypeAlias = Callable[[Read], Column]


def _channel(channel: Channel, decoded: Key | None = None) -> Series:
    """A channel of the run; for a sport that keeps none of the kind, the decoded column."""

    def column(read: Read) -> Column:
        kept = read.activity.samples.channels.get(channel)
        if kept is not None:
            return kept
        return np.empty(0) if decoded is None else read.decoded(decoded)

    return column


def _runscribe(number: int) -> Series:
    return lambda read: read.app_column(RUNSCRIBE, number)


def _mean(column: Column) -> float | None:
    known = column[np.isfinite(column)]
    return float(known.mean()) if known.size else None


def _or_none(number: float) -> float | None:
    return None if math.isnan(number) else number


def _turning(cadence: Column) -> Column:
    """The cadence without its zeros, as the other program takes the mean."""
    return cadence[cadence > 0]


NUMBERS: Mapping[str, Number] = {
    "ActivityData.Duration": lambda read: read.summary.duration_s,
    "ActivityData.ElapsedTime": lambda read: read.summary.elapsed_s,
    "ActivityData.Distance": lambda read: (
        None if read.summary.distance_m is None else read.summary.distance_m / KM
    ),
    "ActivityData.TotalStrokes": lambda read: _or_none(read.sessions.first("total_cycles")),
    "ActivityData.AvgCadence": lambda read: (
        _mean(_turning(read.decoded("cadence"))) or _or_none(read.sessions.first("avg_cadence"))
    ),
    "ActivityData.AvgPronationExcursionLeft": lambda read: _mean(_runscribe(3)(read)),
    "ActivityData.AvgPronationExcursionRight": lambda read: _mean(_runscribe(9)(read)),
    "FitDetails.TrainingEffect": lambda read: read.activity.totals.get("training_effect"),
}
"""Column → our number, in the unit of the column."""

SERIES: Mapping[str, Series] = {
    "ContinuousData.Time": lambda read: read.activity.samples.time_s,
    "ContinuousData.Distance": _channel(Channel.DISTANCE),
    "ContinuousData.Latitude": _channel(Channel.LATITUDE),
    "ContinuousData.Longitude": _channel(Channel.LONGITUDE),
    "ContinuousData.Altitude": _channel(Channel.ALTITUDE),
    "ContinuousData.Cadence": _channel(Channel.STEP_RATE, "cadence"),
    "ContinuousData.HeartRate": _channel(Channel.HEART_RATE),
    "ContinuousData.Power": _channel(Channel.POWER),
    "ContinuousData.GroundContactTime": _channel(Channel.CONTACT_TIME),
    "ContinuousData.GroundContactBalance": _channel(Channel.CONTACT_BALANCE),
    "ContinuousData.VerticalOscillation": _channel(Channel.VERTICAL_OSCILLATION),
    "ContinuousData.ImpactGsLeft": _runscribe(0),
    "ContinuousData.ImpactGsRight": _runscribe(6),
    "ContinuousData.BrakingGsLeft": _runscribe(1),
    "ContinuousData.BrakingGsRight": _runscribe(7),
    "ContinuousData.FootstrikeTypeLeft": _runscribe(2),
    "ContinuousData.FootstrikeTypeRight": _runscribe(8),
    "ContinuousData.PronationExcursionLeft": _runscribe(3),
    "ContinuousData.PronationExcursionRight": _runscribe(9),
}
"""Column → our readings; it is empty where nothing was measured."""


def read_first(path: Path) -> Read:
    """The first activity of a FIT file, cleaned and summed up, with its records."""
    content = path.read_bytes()
    activity, _ = clean_activity(read_fit(content, FileOrigin(path.name, "", "fit")).activities[0])
    part = read_chain(content)[0][0]
    fields = read_developer_fields(part)
    records = read_table(part, RECORD, {field.key: field.base_type for field in fields})
    sessions = read_table(part, SESSION)
    return Read(activity, summarise_run(activity), records, sessions, fields)


def expected_rows(folder: Path) -> list[dict[str, str]]:
    """The rows of the table; ``folder`` is ``fit-runs``."""
    with (folder / "expected" / TABLE).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def compare_expected(folder: Path, rules: Rules) -> Iterator[Value]:
    """One value a row of the table; ``folder`` is ``fit-runs``."""
    reading = lru_cache(maxsize=2)(read_first)
    for number, row in enumerate(expected_rows(folder), start=1):
        read = reading(folder / "runalyze" / row["file_under_runalyze"])
        ours, verdict = _compare(row, read, rules)
        value = Value(
            TABLE, number, row["file_under_runalyze"], row["field"], row["expected"], ours, verdict
        )
        yield rules.judge(value)


def _compare(row: Mapping[str, str], read: Read, rules: Rules) -> tuple[str, Verdict]:
    column, expected = row["field"], row["expected"]
    if column in SERIES:
        readings = int(np.isfinite(SERIES[column](read)).sum())
        agrees = (readings > 0) == (expected == "NotEmpty")
        return f"{readings} readings", Verdict.AGREES if agrees else Verdict.DIFFERS
    if column not in NUMBERS:
        return "", Verdict.NOT_READ
    ours = NUMBERS[column](read)
    if expected in {"Null", "NotNull"}:
        agrees = (ours is None) == (expected == "Null")
    else:
        within = float(row["tolerance"] or rules.tolerance(TABLE, column).within)
        agrees = ours is not None and _lies_within(ours, float(expected), within)
    return "none" if ours is None else f"{ours:g}", Verdict.AGREES if agrees else Verdict.DIFFERS


def _lies_within(ours: float, expected: float, within: float) -> bool:
    """Whether two numbers are so close; a bound itself is inside, whatever binary makes of it."""
    return math.isclose(ours, expected, rel_tol=1e-12, abs_tol=within * (1 + 1e-9))
