"""Small exports of Apple Health for tests, as a phone writes them."""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import IO

from stridewell.activity.track import FileOrigin
from stridewell.adapters.apple_health import read_apple_health
from stridewell.app.files import ReadResult

START = datetime(2024, 5, 3, 6, tzinfo=UTC)
ORIGIN = FileOrigin("export.xml", "0" * 64, "apple_health")
WATCH, PHONE = "Anna’s Apple Watch", "Anna’s iPhone"
HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE HealthData [
<!ELEMENT HealthData (ExportDate,Me,(Record|Correlation|Workout|ActivitySummary)*)>
]>
<HealthData locale="en_GB">
"""
END = "</HealthData>\n"


def date(second: float) -> str:
    """A moment so many seconds after the start, on a clock two hours ahead."""
    return f"{START + timedelta(hours=2, seconds=second):%Y-%m-%d %H:%M:%S} +0200"


def record(
    kind: str, value: float, unit: str, begin: float, end: float, source: str = WATCH
) -> str:
    """One measurement; begin and end are seconds after the start."""
    return (
        f' <Record type="HKQuantityTypeIdentifier{kind}" sourceName="{source}" '
        'sourceVersion="9.4" device="&lt;&lt;HKDevice: 0x1&gt;, name:Watch&gt;" '
        f'unit="{unit}" creationDate="{date(end)}" startDate="{date(begin)}" '
        f'endDate="{date(end)}" value="{value}"/>\n'
    )


def workout(inner: str = "", seconds: int = 60, kind: str = "Running", at: float = 0) -> str:
    """One workout of the watch."""
    return (
        f' <Workout workoutActivityType="HKWorkoutActivityType{kind}" duration="{seconds / 60}" '
        f'durationUnit="min" sourceName="{WATCH}" device="&lt;&lt;HKDevice: 0x2&gt;, '
        'name:Apple Watch, manufacturer:Apple Inc., model:Watch, hardware:Watch6,2&gt;" '
        f'startDate="{date(at)}" endDate="{date(at + seconds)}">{inner}</Workout>\n'
    )


def route(*points: tuple[float, float]) -> bytes:
    """A route file of points: seconds after the start, and degrees north of the equator."""
    inner = "".join(
        f'<trkpt lon="8.000000" lat="{latitude:.6f}"><ele>100.5</ele>'
        f"<time>{START + timedelta(seconds=second):%Y-%m-%dT%H:%M:%SZ}</time>"
        "<extensions><speed>3.0</speed></extensions></trkpt>"
        for second, latitude in points
    )
    return f"<gpx><trk><trkseg>{inner}</trkseg></trk></gpx>".encode()


def read(*parts: str, end: str = END, routes: Mapping[str, bytes] | None = None) -> ReadResult:
    """An export made of these parts, read."""

    def open_route(path: str) -> IO[bytes] | None:
        content = (routes or {}).get(path)
        return None if content is None else io.BytesIO(content)

    content = (HEAD + "".join(parts) + end).encode()
    return read_apple_health(io.BytesIO(content), open_route, ORIGIN)
