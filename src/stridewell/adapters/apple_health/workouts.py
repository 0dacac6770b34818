"""One ``<Workout>`` of an export, as text → a run without its measurements."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from stridewell.activity.track import Channel, Device, Lap
from stridewell.adapters.apple_health.dates import read_date
from stridewell.adapters.apple_health.kinds import PREFIX
from stridewell.adapters.apple_health.units import Quantity, converted
from stridewell.adapters.xml_activities.document import walk
from stridewell.values.timeline import Span

_RUN = b'workoutActivityType="HKWorkoutActivityTypeRunning"'
_TYPE = re.compile(rb"\bworkoutActivityType\s*=\s*[\"']HKWorkoutActivityType(\w+)")
_ROUTE = re.compile(rb"""<FileReference\s[^<>]*?path\s*=\s*["']([^"'<>]*)""")
_STOPS = {"Pause": True, "Resume": False, "MotionPaused": True, "MotionResumed": False}
_STATISTICS: Mapping[str, tuple[tuple[str, str, Quantity], ...]] = {
    "HeartRate": (
        ("average", Channel.HEART_RATE, Quantity.PER_MINUTE),
        ("maximum", "heart_rate_max_bpm", Quantity.PER_MINUTE),
    ),
    "RunningPower": (("average", Channel.POWER, Quantity.POWER_W),),
    "RunningGroundContactTime": (("average", Channel.CONTACT_TIME, Quantity.DURATION_MS),),
    "RunningStrideLength": (("average", Channel.STEP_LENGTH, Quantity.LENGTH_MM),),
    "RunningVerticalOscillation": (("average", Channel.VERTICAL_OSCILLATION, Quantity.LENGTH_MM),),
}
"""Which number of a statistic is which total of the session."""


@dataclass(slots=True)
class Workout:
    """A run as the watch summed it up; ``routes`` are the paths of its route files.

    ``timer_s`` leaves pauses out. None and empty where the export says nothing.
    """

    start: datetime
    end: datetime
    source: str
    device: Device | None = None
    is_indoor: bool = False
    timer_s: float | None = None
    distance_m: float | None = None
    steps: int | None = None
    totals: dict[str, float] = field(default_factory=dict)
    pauses: tuple[Span, ...] = ()
    laps: tuple[Lap, ...] = ()
    routes: list[str] = field(default_factory=list)

    @property
    def elapsed_s(self) -> float:
        """Seconds from start to end, pauses included."""
        return (self.end - self.start).total_seconds()


def kind_of_workout(text: bytes) -> str:
    """What was done, in Apple's word ("Running"); "" where it is not said."""
    found = _TYPE.search(text)
    return found[1].decode() if found else ""


def routes_of(text: bytes) -> list[str]:
    """The paths of the routes of a workout that is not read."""
    return [path.decode("utf-8", "replace") for path in _ROUTE.findall(text)]


def read_workout(text: bytes, where: str) -> Workout | None:
    """A workout, None where it does not say when it began and ended.

    Raises:
        FileRefusedError: it is nested without end.
    """
    reader = _Reader()
    walk(b"<?xml version='1.0'?>" + text, where, reader.start, reader.end, lambda _: None)
    return reader.workout()


class _Reader:
    """Collects what the parts of a workout say."""

    def __init__(self) -> None:
        self._workout: Workout | None = None
        self._path: list[str] = []
        self._events: list[tuple[datetime, bool]] = []
        self._laps: list[Lap] = []

    def start(self, name: str, said: dict[str, str]) -> None:
        """An element begins; what lies within the parts of a multisport workout is theirs."""
        self._path.append(name)
        if self._path == ["Workout"]:
            self._workout = _begun(said)
        elif self._workout is None:
            return
        elif name == "FileReference":
            self._workout.routes.append(said.get("path", ""))
        elif len(self._path) == 2:  # noqa: PLR2004
            self._take(self._workout, name, said)

    def end(self, _: str) -> None:
        """An element ends."""
        self._path.pop()

    def workout(self) -> Workout | None:
        """What was collected."""
        if self._workout is not None:
            self._workout.laps = tuple(self._laps)
            self._workout.pauses = tuple(_pauses(sorted(self._events), self._workout))
        return self._workout

    def _take(self, workout: Workout, name: str, said: dict[str, str]) -> None:
        if name == "MetadataEntry" and said.get("key") == "HKIndoorWorkout":
            workout.is_indoor = said.get("value") == "1"
        elif name == "WorkoutStatistics":
            _take_statistic(workout, said)
        elif name == "WorkoutEvent":
            self._take_event(said)

    def _take_event(self, said: dict[str, str]) -> None:
        kind = said.get("type", "").removeprefix("HKWorkoutEventType")
        at = read_date(said.get("date"))
        if at is None:
            return
        if kind in _STOPS:
            self._events.append((at, _STOPS[kind]))
        elif kind == "Lap":
            lasting = _seconds(said.get("duration"), said.get("durationUnit"))
            if lasting:
                span = Span(at, at + timedelta(seconds=lasting))
                self._laps.append(Lap(span, None, lasting))


_LONGEST_S = 7 * 86_400.0


def _begun(said: Mapping[str, str]) -> Workout | None:
    start, end = read_date(said.get("startDate")), read_date(said.get("endDate"))
    if start is None or end is None or not 0 <= (end - start).total_seconds() <= _LONGEST_S:
        return None
    distance = converted(
        said.get("totalDistance"), said.get("totalDistanceUnit"), Quantity.LENGTH_MM
    )
    return Workout(
        start=start,
        end=end,
        source=said.get("sourceName", ""),
        device=_device(said.get("device", "")),
        timer_s=_seconds(said.get("duration"), said.get("durationUnit")),
        distance_m=distance / 1_000 if distance else None,
    )


def _seconds(text: str | None, unit: str | None) -> float | None:
    """A duration; one without a unit is in minutes, as phones write it."""
    milliseconds = converted(text, unit or "min", Quantity.DURATION_MS)
    too_long = milliseconds is not None and milliseconds > 1_000 * _LONGEST_S
    return None if milliseconds is None or too_long else milliseconds / 1_000


def _device(text: str) -> Device | None:
    """The watch of ``<<HKDevice: 0x1>, name:Apple Watch, manufacturer:Apple Inc., …>``."""
    pieces = (piece.partition(":") for piece in text.strip("<>").split(", "))
    said = {key.strip(): value.strip() for key, _, value in pieces}
    name = said.get("name", "")
    product = " ".join(filter(None, (name, said.get("hardware", ""))))
    return Device(said.get("manufacturer", ""), product) if product else None


def _take_statistic(workout: Workout, said: Mapping[str, str]) -> None:
    kind, unit = said.get("type", "").removeprefix(PREFIX), said.get("unit")
    for attribute, name, quantity in _STATISTICS.get(kind, ()):
        value = converted(said.get(attribute), unit, quantity)
        if value:
            workout.totals[str(name)] = value
    if kind == "DistanceWalkingRunning":
        distance = converted(said.get("sum"), unit, Quantity.LENGTH_MM)
        workout.distance_m = distance / 1_000 if distance else workout.distance_m
    elif kind == "StepCount":
        steps = converted(said.get("sum"), unit, Quantity.COUNT)
        workout.steps = round(steps) if steps else workout.steps


def _pauses(events: Iterable[tuple[datetime, bool]], workout: Workout) -> Iterable[Span]:
    """Stretches from a stop to the next start, within the workout."""
    stopped: datetime | None = None
    for at, stops in events:
        moment = min(max(at, workout.start), workout.end)
        if stops and stopped is None:
            stopped = moment
        elif not stops and stopped is not None:
            if moment > stopped:
                yield Span(stopped, moment)
            stopped = None
    if stopped is not None and workout.end > stopped:
        yield Span(stopped, workout.end)
