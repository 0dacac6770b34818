"""GPX files: every track becomes an activity."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from stridewell.activity.track import Activity, Channel, FileOrigin
from stridewell.adapters.xml_activities.document import moment_in, number_in, parse_xml
from stridewell.adapters.xml_activities.recording import Point, record
from stridewell.adapters.xml_activities.sports import UNKNOWN, sport_named
from stridewell.app.files import ReadResult
from stridewell.errors import FileRefusedError, NotAnActivityError
from stridewell.values.evidence import Issue, Severity

_CHANNELS = {
    "ele": Channel.ALTITUDE,
    "hr": Channel.HEART_RATE,
    "heartrate": Channel.HEART_RATE,
    "cad": Channel.STEP_RATE,
    "cadence": Channel.STEP_RATE,
    "speed": Channel.SPEED,
    "distance": Channel.DISTANCE,
    "power": Channel.POWER,
    "watts": Channel.POWER,
    "powerinwatts": Channel.POWER,
}


def read_gpx(content: bytes, origin: FileOrigin) -> ReadResult:
    """All timed tracks of a GPX file as activities, each with all its timed points.

    Segments of a track are joined; the break between two segments is a pause.

    Raises:
        FileRefusedError: the bytes are not well-formed GPX.
        NotAnActivityError: the file holds no track, or only a route without times.
    """
    root = parse_xml(content, origin.path)
    if root.tag != "gpx":
        raise FileRefusedError(f"{origin.path} is not a GPX file: its root is <{root.tag}>.")
    results = [
        _read_track(track, f"{origin.path}, track {number}", origin)
        for number, track in enumerate(root.iter("trk"), start=1)
    ]
    activities = tuple(activity for result in results for activity in result.activities)
    if not activities:
        held = "is a route without times" if results else "holds no track"
        raise NotAnActivityError(
            f"{origin.path} {held}, not a recorded run.",
            "Export the recorded activity instead of the planned route.",
        )
    return ReadResult(activities, tuple(issue for result in results for issue in result.issues))


def _read_track(track: Element, where: str, origin: FileOrigin) -> ReadResult:
    word = track.findtext("type")
    sport = sport_named(word)
    recording = record(tuple(_points(track)), sport or UNKNOWN, where)
    if recording is None:
        text = "The track has no point with a time and was left out."
        return ReadResult((), (Issue(Severity.WARNING, where, text),))
    activity = Activity(
        start=recording.start,
        sport=(sport or UNKNOWN).name,
        sub_sport=(sport or UNKNOWN).variety,
        elapsed_s=float(recording.samples.time_s.max()),
        timer_s=None,
        distance_m=None,
        samples=recording.samples,
        origin=origin,
        pauses=recording.pauses,
    )
    return ReadResult((activity,), recording.issues + _sport_issues(word, where))


def _points(track: Element) -> Iterator[Point]:
    for number, segment in enumerate(track.iter("trkseg")):
        for point in segment.iter("trkpt"):
            yield Point(moment_in(point.findtext("time")), number, _values(point))


def _values(point: Element) -> dict[Channel, float]:
    values = {
        Channel.LATITUDE: number_in(point.get("lat")),
        Channel.LONGITUDE: number_in(point.get("lon")),
    }
    for element in point.iter():
        channel = _CHANNELS.get(element.tag.lower())
        if channel is not None:
            values[channel] = number_in(element.text)
    return values


def _sport_issues(word: str | None, where: str) -> tuple[Issue, ...]:
    if sport_named(word) is not None:
        return ()
    said = f"calls the sport {word.strip()!r}" if word and word.strip() else "names no sport"
    text = f"The file {said}, so it is not counted as a run."
    return (Issue(Severity.WARNING, where, text, "Say which sport it was when importing it."),)
