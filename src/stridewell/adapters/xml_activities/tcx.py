"""TCX files: every activity, with its laps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from xml.etree.ElementTree import Element

import numpy as np

from stridewell.activity.track import Activity, Channel, Device, FileOrigin, Lap, Samples
from stridewell.adapters.xml_activities.document import moment_in, number_in, parse_xml
from stridewell.adapters.xml_activities.recording import Point, Recording, record
from stridewell.adapters.xml_activities.sports import UNKNOWN, sport_named
from stridewell.app.files import ReadResult
from stridewell.errors import FileRefusedError, NotAnActivityError
from stridewell.values.evidence import Issue, Severity
from stridewell.values.timeline import Span

_CHANNELS = {
    "LatitudeDegrees": Channel.LATITUDE,
    "LongitudeDegrees": Channel.LONGITUDE,
    "AltitudeMeters": Channel.ALTITUDE,
    "DistanceMeters": Channel.DISTANCE,
    "Value": Channel.HEART_RATE,
    "Cadence": Channel.STEP_RATE,
    "RunCadence": Channel.STEP_RATE,
    "Speed": Channel.SPEED,
    "Watts": Channel.POWER,
}
_LONGEST_LAP_S = 14 * 86_400.0
"""Two weeks; a lap time beyond that is a broken number, not a lap."""


def read_tcx(content: bytes, origin: FileOrigin) -> ReadResult:
    """All activities of a TCX file, each with all its timed points, indoors or out.

    Activities of a multisport session count one by one; planned courses do not count.

    Raises:
        FileRefusedError: the bytes are not well-formed TCX.
        NotAnActivityError: the file holds no activity, or none that says when it took place.
    """
    root = parse_xml(content, origin.path)
    if root.tag != "TrainingCenterDatabase":
        raise FileRefusedError(f"{origin.path} is not a TCX file: its root is <{root.tag}>.")
    results = [
        _read_activity(element, f"{origin.path}, activity {number}", origin)
        for number, element in enumerate(root.iter("Activity"), start=1)
    ]
    activities = tuple(activity for result in results for activity in result.activities)
    if not activities:
        raise NotAnActivityError(
            f"{origin.path} holds no recorded activity with a time, only a plan or a course.",
            "Export the recorded activity instead.",
        )
    return ReadResult(activities, tuple(issue for result in results for issue in result.issues))


def _read_activity(element: Element, where: str, origin: FileOrigin) -> ReadResult:
    word = element.get("Sport")
    sport = sport_named(word) or UNKNOWN
    lap_elements = element.findall("Lap")
    recording = record(tuple(_points(lap_elements)), sport, where) or _lap_only(element)
    if recording is None:
        text = "The activity says nowhere when it took place and was left out."
        return ReadResult((), (Issue(Severity.ERROR, where, text),))
    laps = tuple(lap for lap in map(_lap, lap_elements) if lap is not None)
    timer_s = _total(lap_elements, "TotalTimeSeconds")
    last_point_s = float(recording.samples.time_s.max(initial=0.0))
    activity = Activity(
        start=recording.start,
        sport=sport.name,
        sub_sport=sport.variety,
        elapsed_s=max(last_point_s, timer_s or 0.0),
        timer_s=timer_s,
        # a device without position or foot pod files a distance of 0: not measured
        distance_m=_total(lap_elements, "DistanceMeters") or None,
        samples=recording.samples,
        origin=origin,
        laps=laps,
        pauses=recording.pauses,
        devices=_devices(element),
    )
    return ReadResult((activity,), recording.issues + _sport_issues(word, where))


def _points(laps: Sequence[Element]) -> Iterator[Point]:
    """All points; a second track within one lap means that the watch was stopped between."""
    number = 0
    for lap in laps:
        for index, track in enumerate(lap.findall("Track")):
            number += index > 0
            for point in track.iter("Trackpoint"):
                yield Point(moment_in(point.findtext("Time")), number, _values(point))


def _values(point: Element) -> dict[Channel, float]:
    return {
        _CHANNELS[element.tag]: number_in(element.text)
        for element in point.iter()
        if element.tag in _CHANNELS
    }


def _lap_only(element: Element) -> Recording | None:
    """The empty recording of an activity that was typed in, or stored as laps only."""
    lap = element.find("Lap")
    start = moment_in(lap.get("StartTime") if lap is not None else None)
    start = start or moment_in(element.findtext("Id"))
    if start is None or lap is None:
        return None
    return Recording(start, Samples(np.empty(0), {}), (), ())


def _lap(element: Element) -> Lap | None:
    start = moment_in(element.get("StartTime"))
    timer_s = number_in(element.findtext("TotalTimeSeconds"))
    if start is None or not 0 <= timer_s <= _LONGEST_LAP_S:
        return None
    distance_m = number_in(element.findtext("DistanceMeters"))
    times = (moment_in(time.text) for time in element.iter("Time"))
    end = max(
        start + timedelta(seconds=timer_s),
        *(time for time in times if time is not None),
        start,
    )
    return Lap(Span(start, end), distance_m if distance_m >= 0 else None, timer_s)


def _total(laps: Sequence[Element], field: str) -> float | None:
    """The sum over all laps, or None as soon as one lap lacks it."""
    values = [number_in(lap.findtext(field)) for lap in laps]
    return sum(values) if values and all(value >= 0 for value in values) else None


def _devices(element: Element) -> tuple[Device, ...]:
    name = (element.findtext("Creator/Name") or "").strip()
    return (Device(manufacturer="", product=name),) if name else ()


def _sport_issues(word: str | None, where: str) -> tuple[Issue, ...]:
    if sport_named(word) is not None:
        return ()
    text = f"The file calls the sport {word or 'nothing'!r}, so it is not counted as a run."
    return (Issue(Severity.WARNING, where, text, "Say which sport it was when importing it."),)
