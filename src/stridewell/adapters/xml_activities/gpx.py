"""GPX files: every track becomes an activity."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from stridewell.activity.track import Activity, Channel, FileOrigin
from stridewell.adapters.xml_activities.chunks import Dialect
from stridewell.adapters.xml_activities.file import XmlFile, read_file
from stridewell.adapters.xml_activities.outline import numbers_of
from stridewell.adapters.xml_activities.points import Fields, Points
from stridewell.adapters.xml_activities.recording import record
from stridewell.adapters.xml_activities.sports import UNKNOWN, sport_named
from stridewell.app.files import ReadResult
from stridewell.errors import FileRefusedError, NotAnActivityError
from stridewell.values.evidence import Issue, Severity

_DIALECT = Dialect("trkseg", "trkpt", frozenset({"metadata", "extensions", "wpt", "rte"}))
_FIELDS = Fields(
    point="trkpt",
    time="time",
    channels={
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
    },
    is_placed=True,
)


def read_gpx(content: bytes, origin: FileOrigin) -> ReadResult:
    """All timed tracks of a GPX file as activities, each with all its timed points.

    Segments of a track are joined; the break between two segments is a pause. Of a damaged file
    the points before and behind the damage are read, and an issue says so.

    Raises:
        FileRefusedError: the bytes are not well-formed GPX, and hold no track that could be read.
        NotAnActivityError: the file holds only places, or a route without times.
    """
    file = _file(content, origin.path)
    tracks = list(file.root.iter("trk"))
    read = (
        _read_track(file, track, f"{origin.path}, track {number}", origin)
        for number, track in enumerate(tracks, start=1)
    )
    found = [each for each in read if each is not None]
    if not found:
        file.refuse_if_damaged(origin.path)
        file.refuse_if_unset(origin.path)
        held = "is a route without times" if tracks else "holds only places or a planned route"
        raise NotAnActivityError(
            f"{origin.path} {held}, not a recorded run.",
            "Export the recorded activity instead of the planned route.",
        )
    issues = [*file.issues(origin.path), *_untimed(len(tracks) - len(found), len(tracks), origin)]
    issues += [issue for _, own in found for issue in own]
    return ReadResult(tuple(activity for activity, _ in found), tuple(issues))


def _untimed(count: int, tracks: int, origin: FileOrigin) -> tuple[Issue, ...]:
    if not count:
        return ()
    counted = f"{count} of {tracks} tracks {'has' if count == 1 else 'have'}"
    text = f"{counted} no point with a time and {'was' if count == 1 else 'were'} left out."
    return (Issue(Severity.WARNING, origin.path, text),)


def read_route(content: bytes, path: str) -> tuple[Points, tuple[Issue, ...]]:
    """The points of all tracks of a GPX file, with times or without, and what was damaged.

    Raises:
        FileRefusedError: the bytes are no GPX, or damaged from the first point on.
    """
    file = _file(content, path)
    if not file.points.moments.size:
        file.refuse_if_damaged(path)
    return file.points, file.issues(path)


def _file(content: bytes, path: str) -> XmlFile:
    file = read_file(content, path, _DIALECT, _FIELDS)
    if file.root.tag != "gpx":
        raise FileRefusedError(f"{path} is not a GPX file: its root is <{file.root.tag}>.")
    return file


def _read_track(
    file: XmlFile, track: Element, where: str, origin: FileOrigin
) -> tuple[Activity, tuple[Issue, ...]] | None:
    """A track and what was wrong with it; None where none of its points has a time."""
    word = track.findtext("type")
    sport = sport_named(word)
    points = file.points.within(list(numbers_of(list(track.iter("trkseg")))))
    recording = record(points, points.containers, sport or UNKNOWN, where)
    if recording is None:
        return None
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
    return activity, recording.issues + _sport_issues(word, where)


def _sport_issues(word: str | None, where: str) -> tuple[Issue, ...]:
    if sport_named(word) is not None:
        return ()
    said = f"calls the sport {word.strip()!r}" if word and word.strip() else "names no sport"
    text = f"The file {said}, so it is not counted as a run."
    return (Issue(Severity.WARNING, where, text, "Say which sport it was when importing it."),)
