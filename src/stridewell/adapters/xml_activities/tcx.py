"""TCX files: every activity, with its laps."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from xml.etree.ElementTree import Element

import numpy as np

from stridewell.activity.track import Activity, Channel, Device, FileOrigin, Lap, Samples
from stridewell.adapters.xml_activities.chunks import Dialect
from stridewell.adapters.xml_activities.document import moment_in, number_in
from stridewell.adapters.xml_activities.file import XmlFile, read_file
from stridewell.adapters.xml_activities.moments import as_datetime
from stridewell.adapters.xml_activities.outline import numbers_of
from stridewell.adapters.xml_activities.points import Fields
from stridewell.adapters.xml_activities.recording import Recording, record
from stridewell.adapters.xml_activities.sports import UNKNOWN, Sport, sport_named
from stridewell.app.files import ReadResult
from stridewell.errors import FileRefusedError, NotAnActivityError
from stridewell.values.evidence import Issue, Severity
from stridewell.values.timeline import Span

_DIALECT = Dialect(
    "Track",
    "Trackpoint",
    frozenset({"Folders", "Workouts", "Courses", "Author", "Extensions", "Training", "Notes"}),
)
_FIELDS = Fields(
    point="Trackpoint",
    time="Time",
    channels={
        "LatitudeDegrees": Channel.LATITUDE,
        "LongitudeDegrees": Channel.LONGITUDE,
        "AltitudeMeters": Channel.ALTITUDE,
        "DistanceMeters": Channel.DISTANCE,
        "Value": Channel.HEART_RATE,
        "Cadence": Channel.STEP_RATE,
        "RunCadence": Channel.STEP_RATE,
        "Speed": Channel.SPEED,
        "Watts": Channel.POWER,
    },
    is_placed=False,
)
_LONGEST_LAP_S = 14 * 86_400.0
"""Two weeks; a lap time beyond that is a broken number, not a lap."""


def read_tcx(content: bytes, origin: FileOrigin) -> ReadResult:
    """All activities of a TCX file, each with all its timed points, indoors or out.

    Activities of a multisport session count one by one; planned courses do not count. Of a
    damaged file the points before and behind the damage are read, and an issue says so.

    Raises:
        FileRefusedError: the bytes are not well-formed TCX, and hold nothing that could be read.
        NotAnActivityError: the file holds no activity, or none that says when it took place.
    """
    file = read_file(content, origin.path, _DIALECT, _FIELDS)
    if file.root.tag != "TrainingCenterDatabase":
        raise FileRefusedError(f"{origin.path} is not a TCX file: its root is <{file.root.tag}>.")
    results = [
        _read_activity(file, element, f"{origin.path}, activity {number}", origin)
        for number, element in enumerate(file.root.iter("Activity"), start=1)
    ]
    activities = tuple(activity for result in results for activity in result.activities)
    if not activities:
        file.refuse_if_damaged(origin.path)
        file.refuse_if_unset(origin.path)
        raise NotAnActivityError(
            f"{origin.path} holds no recorded activity with a time, only a plan or a course.",
            "Export the recorded activity instead.",
        )
    found = tuple(issue for result in results for issue in result.issues)
    return ReadResult(activities, (*file.issues(origin.path), *found))


def _read_activity(file: XmlFile, element: Element, where: str, origin: FileOrigin) -> ReadResult:
    word = element.get("Sport")
    sport = sport_named(word) or UNKNOWN
    lap_elements = element.findall("Lap")
    recording = _recording(file, lap_elements, sport, where) or _lap_only(element)
    if recording is None:
        text = "The activity says nowhere when it took place and was left out."
        return ReadResult((), (Issue(Severity.ERROR, where, text),))
    laps = tuple(lap for each in lap_elements if (lap := _lap(file, each)) is not None)
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


def _recording(
    file: XmlFile, laps: Sequence[Element], sport: Sport, where: str
) -> Recording | None:
    """All points; a second track within one lap means that the watch was stopped between."""
    tracks = {}
    stops = 0
    for lap in laps:
        for index, number in enumerate(numbers_of(lap.findall("Track"))):
            stops += index > 0
            tracks[number] = stops
    points = file.points.within(list(tracks))
    track_of = np.array([tracks.get(each, 0) for each in range(max(tracks, default=0) + 1)])
    return record(points, track_of[points.containers], sport, where)


def _lap_only(element: Element) -> Recording | None:
    """The empty recording of an activity that was typed in, or stored as laps only."""
    lap = element.find("Lap")
    start = moment_in(lap.get("StartTime") if lap is not None else None)
    start = start or moment_in(element.findtext("Id"))
    if start is None or lap is None:
        return None
    return Recording(start, Samples(np.empty(0), {}), (), ())


def _lap(file: XmlFile, element: Element) -> Lap | None:
    start = moment_in(element.get("StartTime"))
    timer_s = number_in(element.findtext("TotalTimeSeconds"))
    if start is None or not 0 <= timer_s <= _LONGEST_LAP_S:
        return None
    distance_m = number_in(element.findtext("DistanceMeters"))
    last = file.points.last_moment(list(numbers_of(element.findall("Track"))))
    end = max(start + timedelta(seconds=timer_s), start if last is None else as_datetime(last))
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
