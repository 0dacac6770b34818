"""Laps, pauses and devices of an activity to plain JSON values and back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TypedDict

from stridewell.activity.track import Channel, Device, Lap
from stridewell.values.timeline import Span, in_utc


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
