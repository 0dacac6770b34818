"""Runs to rows and back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import asdict, fields

import sqlalchemy as sa

from stridewell.activity.strides import RunSummary
from stridewell.activity.track import Activity, FileOrigin
from stridewell.adapters.store import recording_codec as codec
from stridewell.adapters.store import tables
from stridewell.adapters.store.samples_codec import decode_samples, encode_samples
from stridewell.errors import NothingStoredError
from stridewell.values.timeline import require_zone

_SUMMARY_NAMES = tuple(field.name for field in fields(RunSummary))
SUMMARY_COLUMNS = tuple(tables.activity.c[name] for name in _SUMMARY_NAMES)


def activity_row(activity: Activity, summary: RunSummary) -> Mapping[str, object]:
    """A run as stored; start, sport and sub-sport are the summary's, which has them from it."""
    require_zone(summary.start)
    return {
        **asdict(summary),
        "device_elapsed_s": activity.elapsed_s,
        "device_timer_s": activity.timer_s,
        "device_distance_m": activity.distance_m,
        "device_strides": activity.strides,
        "totals": dict(activity.totals),
        "laps": [codec.lap_row(lap) for lap in activity.laps],
        "pauses": [codec.span_row(pause) for pause in activity.pauses],
        "devices": codec.device_rows(activity.devices),
        "channel_sources": dict(activity.channel_sources),
        "samples": encode_samples(activity.samples),
    }


def read_summary(row: sa.RowMapping) -> RunSummary:
    """The summary in a row."""
    return RunSummary(**{name: row[name] for name in _SUMMARY_NAMES})


def read_activity(row: sa.RowMapping, origin: FileOrigin) -> Activity:
    """The activity in a row."""
    return Activity(
        start=row["start"],
        sport=row["sport"],
        sub_sport=row["sub_sport"],
        elapsed_s=row["device_elapsed_s"],
        timer_s=row["device_timer_s"],
        distance_m=row["device_distance_m"],
        samples=decode_samples(row["samples"]),
        origin=origin,
        laps=tuple(codec.read_lap(lap) for lap in row["laps"]),
        pauses=tuple(codec.read_span(pause) for pause in row["pauses"]),
        devices=codec.read_devices(row["devices"]),
        strides=row["device_strides"],
        totals=row["totals"],
        channel_sources=codec.read_sources(row["channel_sources"]),
    )


def origins_by_run(rows: Iterable[sa.RowMapping]) -> Mapping[int, tuple[FileOrigin, ...]]:
    """The files of each run by the run's number."""
    found: defaultdict[int, tuple[FileOrigin, ...]] = defaultdict(tuple)
    for row in rows:
        found[row["activity_id"]] += (FileOrigin(row["path"], row["sha256"], row["format"]),)
    return found


def no_such_run(run_id: int) -> NothingStoredError:
    """There is no run of this number."""
    return NothingStoredError(
        f"There is no run number {run_id}.", "List the runs with `stridewell runs`."
    )
