"""A whole recording to bytes and back; its laps, pauses and devices as plain JSON values."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, TypedDict

from stridewell.activity.track import Activity, Channel, Device, FileOrigin, Lap, Samples
from stridewell.adapters.recordings.samples_codec import decode_samples, encode_samples
from stridewell.errors import StoreError
from stridewell.values.timeline import Span, in_utc

_FORM = b"\x01"
_LENGTH_BYTES = 4


class SpanRow(TypedDict):
    """A span; both ends as ISO text in UTC."""

    start: str
    end: str


class LapRow(SpanRow):
    """A lap."""

    distance_m: float | None
    timer_s: float | None


class DeviceRow(TypedDict):
    """A device."""

    manufacturer: str
    product: str


def span_row(span: Span) -> SpanRow:
    """A span as stored."""
    return {"start": in_utc(span.start).isoformat(), "end": in_utc(span.end).isoformat()}


def read_span(row: SpanRow) -> Span:
    """A stored span."""
    return Span(datetime.fromisoformat(row["start"]), datetime.fromisoformat(row["end"]))


def lap_row(lap: Lap) -> LapRow:
    """A lap as stored."""
    return {**span_row(lap.span), "distance_m": lap.distance_m, "timer_s": lap.timer_s}


def read_lap(row: LapRow) -> Lap:
    """A stored lap."""
    return Lap(read_span(row), row["distance_m"], row["timer_s"])


def device_rows(devices: Sequence[Device]) -> list[DeviceRow]:
    """Devices as stored."""
    return [{"manufacturer": d.manufacturer, "product": d.product} for d in devices]


def read_devices(rows: Sequence[DeviceRow]) -> tuple[Device, ...]:
    """Stored devices."""
    return tuple(Device(row["manufacturer"], row["product"]) for row in rows)


def read_sources(row: Mapping[str, str]) -> Mapping[Channel, str]:
    """Stored sources of channels."""
    return {Channel(name): source for name, source in row.items()}


def pack_recording(activity: Activity) -> bytes:
    """A whole activity but for the file it came from, as bytes.

    One version byte, the length of a JSON heading (4 bytes), the heading, the samples.
    """
    told = {
        "start": in_utc(activity.start).isoformat(),
        "sport": activity.sport,
        "sub_sport": activity.sub_sport,
        "elapsed_s": activity.elapsed_s,
        "timer_s": activity.timer_s,
        "distance_m": activity.distance_m,
        "strides": activity.strides,
        "totals": dict(activity.totals),
        "laps": [lap_row(lap) for lap in activity.laps],
        "pauses": [span_row(pause) for pause in activity.pauses],
        "devices": device_rows(activity.devices),
        "channel_sources": dict(activity.channel_sources),
    }
    heading = json.dumps(told).encode()
    length = len(heading).to_bytes(_LENGTH_BYTES, "little")
    return _FORM + length + heading + encode_samples(activity.samples)


def unpack_recording(content: bytes, origin: FileOrigin) -> Activity:
    """The activity that was packed, its start in UTC.

    Raises:
        StoreError: a newer stridewell packed it, or it is damaged.
    """
    if content[:1] != _FORM:
        raise StoreError("A recording is in an unknown form.", "Update stridewell.")
    start = 1 + _LENGTH_BYTES
    end = start + int.from_bytes(content[1:start], "little")
    try:
        told = json.loads(content[start:end])
        return _activity(told, decode_samples(content[end:]), origin)
    except (ValueError, KeyError, TypeError) as error:
        raise StoreError(
            "The recording of a run is damaged.", "Restore the database from a copy."
        ) from error


def _activity(told: Mapping[str, Any], samples: Samples, origin: FileOrigin) -> Activity:
    return Activity(
        start=datetime.fromisoformat(told["start"]),
        sport=told["sport"],
        sub_sport=told["sub_sport"],
        elapsed_s=told["elapsed_s"],
        timer_s=told["timer_s"],
        distance_m=told["distance_m"],
        samples=samples,
        origin=origin,
        laps=tuple(read_lap(lap) for lap in told["laps"]),
        pauses=tuple(read_span(pause) for pause in told["pauses"]),
        devices=read_devices(told["devices"]),
        strides=told["strides"],
        totals=told["totals"],
        channel_sources=read_sources(told["channel_sources"]),
    )
