"""The JSON tables of Garmin's export: activities with titles and effort, and gear."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from stridewell.activity.notes import RunNotes
from stridewell.adapters.exports.words import (
    between,
    gear_named,
    line_of,
    number_of,
    with_sport,
)

_ACTIVITIES, _GEAR, _GEAR_USED = "summarizedActivitiesExport", "gearDTOS", "gearActivityDTOs"
_USED = frozenset(
    {
        _ACTIVITIES,
        _GEAR,
        _GEAR_USED,
        "activityId",
        "activityType",
        "beginTimestamp",
        "customMakeModel",
        "displayName",
        "gearPk",
        "gearTypeName",
        "name",
        "startTimeGmt",
        "workoutFeel",
        "workoutRpe",
    }
)
_MS = 1000.0
_NEAREST_S = 120.0
"""A watch writes the time a file was begun within seconds of the activity's start."""

_EFFORT_STEP = 10.0


@dataclass(frozen=True, slots=True)
class GarminActivity:
    """One activity of the table; ``start_s`` is Unix time in seconds."""

    id: str
    start_s: float | None
    notes: RunNotes


class GarminNotes:
    """The notes of all activities, to be asked by number or by start."""

    def __init__(self, activities: Iterable[GarminActivity], gear: Mapping[str, str]) -> None:
        """Join the activities with their gear."""
        self._by_id: dict[str, RunNotes] = {}
        starts: list[tuple[float, str]] = []
        for activity in activities:
            used = gear.get(activity.id, "")
            self._by_id[activity.id] = replace(activity.notes, gear=used)
            if activity.start_s is not None:
                starts.append((activity.start_s, activity.id))
        self._starts = sorted(starts)

    def of(self, number: str, start_s: float | None) -> RunNotes | None:
        """The notes of the activity with this number, or else of the one that began then."""
        if number in self._by_id:
            return self._by_id[number]
        if start_s is None or not self._starts:
            return None
        at = bisect_left(self._starts, (start_s, ""))
        near = self._starts[max(0, at - 1) : at + 1]
        apart_s, nearest = min((abs(start - start_s), name) for start, name in near)
        return self._by_id[nearest] if apart_s <= _NEAREST_S else None


def read_garmin_activities(content: bytes) -> Iterator[GarminActivity]:
    """All activities of one table.

    Raises:
        ValueError: it is no JSON.
    """
    for raw in _listed(_tables(content), _ACTIVITIES):
        number = _number_text(raw.get("activityId"))
        if number:
            start_ms = number_of(raw.get("beginTimestamp", raw.get("startTimeGmt")))
            start_s = None if start_ms is None else start_ms / _MS
            yield GarminActivity(number, start_s, _notes(raw, number))


def _notes(raw: Mapping[str, object], number: str) -> RunNotes:
    effort = between(number_of(raw.get("workoutRpe")), 1.0, 10 * _EFFORT_STEP)
    notes = RunNotes(
        title=line_of(raw.get("name")),
        perceived_exertion=None if effort is None else effort / _EFFORT_STEP,
        feel=between(number_of(raw.get("workoutFeel")), 0.0, 100.0),
        ids={"garmin": number},
    )
    return with_sport(notes, line_of(raw.get("activityType")))


def read_garmin_gear(content: bytes) -> dict[str, str]:
    """What was worn in each activity, by the activity's number; shoes before other gear.

    Raises:
        ValueError: it is no JSON.
    """
    worn: dict[str, list[tuple[bool, str]]] = {}
    for table in _tables(content):
        named = {
            _number_text(gear.get("gearPk")): (_is_shoe(gear), _gear_name(gear))
            for gear in _listed([table], _GEAR)
        }
        used = table.get(_GEAR_USED)
        for number, activities in used.items() if isinstance(used, dict) else ():
            for activity in _records(activities):
                if named.get(str(number), (False, ""))[1]:
                    key = _number_text(activity.get("activityId"))
                    worn.setdefault(key, []).append(named[str(number)])
    return {key: _told(gear) for key, gear in worn.items()}


def _told(gear: list[tuple[bool, str]]) -> str:
    shoes = [name for is_shoe, name in gear if is_shoe] or [name for _, name in gear]
    return ", ".join(dict.fromkeys(shoes))


def _is_shoe(gear: Mapping[str, object]) -> bool:
    return "shoe" in line_of(gear.get("gearTypeName")).casefold()


def _gear_name(gear: Mapping[str, object]) -> str:
    return gear_named(line_of(gear.get("displayName")), line_of(gear.get("customMakeModel")))


def _number_text(value: object) -> str:
    """A number that names something, as text; exports write it as either."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value) if isinstance(value, int | str) and not isinstance(value, bool) else ""


def _tables(content: bytes) -> list[Mapping[str, object]]:
    """The objects a file holds: one, or a list of them."""
    try:
        return list(_records(json.loads(content, object_hook=_used)))
    except RecursionError as error:
        raise ValueError("it is nested too deeply") from error


def _used(parsed: dict[str, object]) -> dict[str, object]:
    """An object without the hundred fields nobody asks for, so that they take no memory."""
    return {key: value for key, value in parsed.items() if key in _USED or isinstance(value, list)}


def _listed(tables: Iterable[Mapping[str, object]], key: str) -> Iterator[Mapping[str, object]]:
    for table in tables:
        yield from _records(table.get(key))


def _records(value: object) -> Iterator[Mapping[str, object]]:
    if isinstance(value, dict):
        yield value
    elif isinstance(value, list):
        yield from (each for each in value if isinstance(each, dict))
