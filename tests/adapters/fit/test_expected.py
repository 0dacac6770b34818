"""Other programs' answers for other people's recordings, beside ours."""

from __future__ import annotations

import csv
import math
import os
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest

from stridewell.activity.clean import clean_activity
from stridewell.activity.strides import RunSummary, summarise_run
from stridewell.activity.track import Channel, FileOrigin
from stridewell.adapters.fit import read_fit
from stridewell.adapters.fit.chain import read_chain
from stridewell.adapters.fit.columns import Table, read_table
from stridewell.adapters.fit.profile import RECORD, SESSION

HERE = Path(__file__).resolve().parents[3]
DATA = Path(os.environ.get("STRIDEWELL_MEASURED_DATA", HERE.parent / "shared" / "data"))
RUNS = DATA / "fit-runs"
EXPECTED = RUNS / "expected"

pytestmark = [
    pytest.mark.measured,
    pytest.mark.skipif(not EXPECTED.is_dir(), reason="no recordings of other people at hand"),
]

DISTANCE_IN_AN_APP_FIELD = {"fit/swim-via-iq.fit", "fit/swim-pool-via-iq.fit"}
"""The watch itself says 0 m; an app counted the pool lengths in a field of its own."""


def summary(path: Path) -> RunSummary:
    result = read_fit(path.read_bytes(), FileOrigin(path.name, "", "fit"))
    return summarise_run(clean_activity(result.activities[0])[0])


def answers() -> list[tuple[str, str, float]]:
    table = EXPECTED / "runalyze_expected.csv"
    if not table.is_file():
        return []
    with table.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    wanted = {"ActivityData.Duration", "ActivityData.ElapsedTime", "ActivityData.Distance"}
    return [
        (row["file_under_runalyze"], row["field"].split(".")[1], float(row["expected"]))
        for row in rows
        if row["field"] in wanted and row["file_under_runalyze"].endswith(".fit")
    ]


@pytest.mark.parametrize(("name", "field", "value"), answers())
def test_duration_and_distance_agree(name: str, field: str, value: float) -> None:
    found = summary(RUNS / "runalyze" / name)
    if field == "Distance":
        expected = None if name in DISTANCE_IN_AN_APP_FIELD else pytest.approx(value, abs=0.001)
        assert (found.distance_m and found.distance_m / 1000) == expected
    else:
        ours = found.duration_s if field == "Duration" else found.elapsed_s
        assert ours == pytest.approx(value, abs=0.5)


@pytest.mark.parametrize("name", ["run", "walk"])
def test_every_record_of_a_fenix_5_agrees(name: str) -> None:
    table = record_table(RUNS / "runs" / f"fitparse__garmin-fenix-5-{name}.fit")
    rows = read_rows(EXPECTED / f"fitparse__garmin-fenix-5-{name}-records.csv")
    assert len(table) == len(rows)
    assert_columns(
        table, rows, ("heart_rate", "cadence", "distance", "position_lat", "altitude", "speed")
    )


def test_every_packed_speed_and_distance_agrees() -> None:
    path = RUNS / "runs" / "fitparse__compressed-speed-distance.fit"
    (run,) = read_fit(path.read_bytes(), FileOrigin(path.name, "", "fit")).activities
    rows = read_rows(EXPECTED / "fitparse__compressed-speed-distance-records.csv")
    speed, distance = (run.samples.column(c) for c in (Channel.SPEED, Channel.DISTANCE))
    packed = ~np.isnan(speed)  # the first record has none
    assert speed[packed].tolist() == [float(row["Speed [m/s]"]) for row in rows]
    assert distance[packed].tolist() == [float(row["Distance [m]"]) for row in rows]


@pytest.mark.parametrize("name", ["activity_multisport", "triathlon_summary_last"])
@pytest.mark.parametrize("message", [RECORD, SESSION])
def test_the_vendors_own_decoder_agrees(name: str, message: int) -> None:
    rows = sdk_rows(EXPECTED / f"fit__{name}.csv", "record" if message == RECORD else "session")
    (part,), _ = read_chain((RUNS / "runs" / f"fit__{name}.fit").read_bytes())
    table = read_table(part, message)
    assert len(table) == len(rows)
    assert_columns(table, rows, sorted(str(key) for key in table.columns))


def record_table(path: Path) -> Table:
    (part,), _ = read_chain(path.read_bytes())
    return read_table(part, RECORD)


def read_rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig") as file:
        return [{k.strip(): v for k, v in row.items()} for row in csv.DictReader(file)]


def sdk_rows(path: Path, message: str) -> list[Mapping[str, str]]:
    with path.open(encoding="utf-8-sig") as file:
        rows = [row for row in csv.reader(file) if row[0] == "Data" and row[2] == message]
    return [dict(zip(row[3::3], row[4::3], strict=False)) for row in rows]


def assert_columns(
    table: Table,
    rows: list[dict[str, str]] | list[Mapping[str, str]],
    names: tuple[str, ...] | list[str],
) -> None:
    """Wherever the other program gives a value, ours is the same."""
    compared = 0
    for name in names:
        for ours, row in zip(table.column(name), rows, strict=True):
            if row.get(name) and not math.isnan(ours):
                assert ours == pytest.approx(float(row[name].split("|")[0]), abs=1e-6), name
                compared += 1
    assert compared >= len(rows)
