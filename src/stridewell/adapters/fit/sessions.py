"""Messages of one FIT file to activities: one per session, records and laps cut by time."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import numpy as np

from stridewell.activity.limits import LONGEST_ACTIVITY_S, ON_FOOT
from stridewell.activity.track import Activity, Channel, FileOrigin, Lap, Samples
from stridewell.adapters.fit.channels import STEPS_PER_STRIDE, read_channels
from stridewell.adapters.fit.columns import Table
from stridewell.adapters.fit.messages import Messages, read_messages
from stridewell.adapters.fit.names import RECORD_ACTIVITIES, sport_name, sub_sport_name
from stridewell.adapters.fit.profile import EPOCH_UNIX_S
from stridewell.adapters.fit.scan import Part
from stridewell.values.evidence import Issue, Severity
from stridewell.values.timeline import Span

_EPOCH = datetime.fromtimestamp(EPOCH_UNIX_S, UTC)
_CLOCK_UNSET_BELOW_S = 0x1000_0000
"""FIT times below this count from the watch's start: its clock was never set."""
_LAST_TIME_S = 2.0**32
_TIMER_EVENT = 0
_TIMER_START = 0
_TIMER_STOPS = (1, 4, 8, 9)

_TOTALS: Mapping[str, tuple[str, float]] = {
    "total_calories": ("energy_kcal", 1.0),
    "avg_heart_rate": ("heart_rate_bpm", 1.0),
    "max_heart_rate": ("heart_rate_max_bpm", 1.0),
    "avg_power": ("power_w", 1.0),
    "total_ascent": ("ascent_m", 1.0),
    "total_descent": ("descent_m", 1.0),
    "total_training_effect": ("training_effect", 1.0),
    "avg_vertical_oscillation": ("vertical_oscillation_mm", 1.0),
    "avg_stance_time": ("contact_time_ms", 1.0),
    "avg_vertical_ratio": ("vertical_ratio_pct", 1.0),
    "avg_stance_time_balance": ("contact_balance_left_pct", 1.0),
    "avg_step_length": ("step_length_mm", 1.0),
    "workout_feel": ("feel_0_100", 1.0),
    "workout_rpe": ("perceived_exertion_0_10", 1.0),
}


@dataclass(frozen=True, slots=True)
class _Session:
    """One session's numbers by FIT name, and its bounds in FIT time.

    ``until_s`` is the start of the next session, infinite for the last one.
    """

    values: Mapping[str, float]
    start_s: float
    end_s: float
    until_s: float = math.inf

    def get(self, name: str) -> float | None:
        """A number of the session message, None when it was not written."""
        value = self.values.get(name, math.nan)
        return None if math.isnan(value) else value


def read_sessions(part: Part, origin: FileOrigin) -> tuple[tuple[Activity, ...], tuple[Issue, ...]]:
    """The activities of one FIT file, and what was wrong with its messages.

    Every record lands in exactly one activity: that of the last session begun by then.
    """
    messages, issues = read_messages(part)
    sessions, more = _sessions(messages)
    issues += more
    activities: list[Activity] = []
    for session, records in _shares(sessions, messages.records):
        activity, found = _activity(session, records, messages, origin)
        activities.append(activity)
        issues += found
    return tuple(activities), tuple(dict.fromkeys(issues))


def _sessions(messages: Messages) -> tuple[list[_Session], list[Issue]]:
    """The sessions in order of start; one made from the records when none was written."""
    table = messages.sessions
    rows = {
        start: {str(key): float(column[row]) for key, column in table.columns.items()}
        for row, start in enumerate(_starts(messages))
    }
    if rows:
        starts = sorted(rows)
        found = [
            _session(rows[start], start, until)
            for start, until in zip(starts, [*starts[1:], math.inf], strict=True)
        ]
        repeated = len(table) - len(rows)
        text = f"{repeated} session summaries repeat another one's start and were left out."
        return found, [Issue(Severity.WARNING, "sessions", text)] if repeated else []
    times = np.sort(messages.records.column("timestamp"))
    times = times[np.isfinite(times)]
    if not times.size:
        return [], []
    # the middle one of the times that were written: a mean of two may lie far from both
    times = times[np.abs(times - times[times.size // 2]) <= LONGEST_ACTIVITY_S]
    text = "The file has no session summary; one activity was made from its records."
    session = _Session(_guess_sport(messages), float(times.min()), float(times.max()))
    return [session], [Issue(Severity.WARNING, "sessions", text, "Check sport and distance.")]


def _starts(messages: Messages) -> Iterator[float]:
    """Each session's start; where it was not written, the first record's time, else the end."""
    starts = messages.sessions.column("start_time")
    first_record = messages.records.first("timestamp")
    for start, end in zip(starts, messages.sessions.column("timestamp"), strict=True):
        known = [moment for moment in (start, first_record, end) if not math.isnan(moment)]
        yield float(known[0]) if known else 0.0


def _session(values: Mapping[str, float], start_s: float, until_s: float) -> _Session:
    """A session with its end: by elapsed time, else by the moment it was written."""
    elapsed = values.get("total_elapsed_time", math.nan)
    written = values.get("timestamp", math.nan)
    ends = [end for end in (start_s + elapsed, written) if not math.isnan(end)]
    end_s = min(max(start_s, ends[0]) if ends else start_s, until_s)
    return _Session(values, start_s, end_s, until_s)


def _guess_sport(messages: Messages) -> Mapping[str, float]:
    """Sport and sub-sport from the sport message, a lap, or the records' own activity type."""
    for table in (messages.sports, messages.laps):
        sport = table.first("sport")
        if not math.isnan(sport):
            return {"sport": sport, "sub_sport": table.first("sub_sport")}
    return {}


def _shares(sessions: list[_Session], records: Table) -> Iterator[tuple[_Session, Table]]:
    """Each session with its records; distance, which counts through the file, starts at 0."""
    if len(sessions) == 1:
        yield sessions[0], records
        return
    starts = np.array([session.start_s for session in sessions])
    owners = np.searchsorted(starts, records.column("timestamp"), side="right") - 1
    covered_m = 0.0
    for number, session in enumerate(sessions):
        share = records.cut(np.maximum(owners, 0) == number)
        distances = share.column("distance")
        known = distances[~np.isnan(distances)]
        if known.size and known[0] >= covered_m:
            share = share.replacing("distance", distances - covered_m)
        covered_m = float(known[-1]) if known.size else covered_m
        yield session, share


def _activity(
    session: _Session, records: Table, messages: Messages, origin: FileOrigin
) -> tuple[Activity, list[Issue]]:
    """One session with everything that belongs to it."""
    times = records.column("timestamp")
    sport = _sport(session, records)
    channels, sources, found = read_channels(records, messages.developer_fields, sport)
    issues = list(found)
    if session.start_s < _CLOCK_UNSET_BELOW_S:
        text = "The watch's clock was not set: date and time of day are wrong."
        remedy = "Correct the date in the app of the watch, and import that file."
        issues.append(Issue(Severity.WARNING, "sessions", text, remedy))
    last = float(times.max()) if times.size else session.start_s
    elapsed = session.get("total_elapsed_time")
    activity = Activity(
        start=_moment(session.start_s),
        sport=sport,
        sub_sport=sub_sport_name(session.values.get("sub_sport", math.nan)),
        elapsed_s=max(last, session.end_s) - session.start_s if elapsed is None else elapsed,
        timer_s=session.get("total_timer_time"),
        distance_m=session.get("total_distance"),
        samples=Samples(times - session.start_s, channels),
        origin=origin,
        laps=tuple(_laps(messages.laps, session)),
        pauses=tuple(_pauses(messages.events, session)),
        devices=messages.devices,
        strides=_strides(session, sport),
        totals=_totals(session, sport),
        channel_sources=sources,
    )
    return activity, issues


def _sport(session: _Session, records: Table) -> str:
    """The sport in words; a session that names none takes the records' own type."""
    if session.get("sport") is not None:
        return sport_name(session.values["sport"])
    kind = records.first("activity_type")
    if not math.isnan(kind):
        return RECORD_ACTIVITIES.get(int(kind), "generic")
    return "running" if not math.isnan(records.first("stance_time")) else "generic"


def _strides(session: _Session, sport: str) -> int | None:
    """The device's count of strides; in other sports the same field counts other things."""
    cycles = session.get("total_cycles")
    return int(cycles) if cycles is not None and sport in ON_FOOT else None


def _totals(session: _Session, sport: str) -> Mapping[str, float]:
    """The session's other numbers under stridewell's names."""
    totals = {
        name: value * factor
        for field, (name, factor) in _TOTALS.items()
        if (value := session.get(field)) is not None
    }
    cadence = session.get("avg_cadence")
    if cadence is not None and sport in ON_FOOT:
        fraction = session.get("avg_fractional_cadence") or 0.0
        totals[Channel.STEP_RATE.value] = STEPS_PER_STRIDE * (cadence + fraction)
    return totals


def _laps(laps: Table, session: _Session) -> Iterator[Lap]:
    """The laps that began inside the session."""
    columns = ("start_time", "total_elapsed_time", "total_timer_time", "total_distance")
    for start, elapsed, timer, distance in zip(*map(laps.column, columns), strict=True):
        if session.start_s <= start < session.until_s and elapsed >= 0:
            span = Span(_moment(start), _moment(start + elapsed))
            yield Lap(span, _or_none(distance), _or_none(timer))


def _pauses(events: Table, session: _Session) -> Iterator[Span]:
    """Stretches inside the session from a stop of the timer to its next start."""
    stopped_at: float | None = None
    columns = ("timestamp", "event", "event_type")
    for time, event, kind in zip(*map(events.column, columns), strict=True):
        if event != _TIMER_EVENT or math.isnan(time):
            continue
        if kind in _TIMER_STOPS and stopped_at is None:
            stopped_at = time
        elif kind == _TIMER_START and stopped_at is not None:
            begin, end = max(stopped_at, session.start_s), min(time, session.end_s)
            if end > begin:
                yield Span(_moment(begin), _moment(end))
            stopped_at = None


def _moment(fit_s: float) -> datetime:
    """FIT time as a moment in UTC; times no FIT clock can show become its first or last."""
    return _EPOCH + timedelta(seconds=min(max(float(fit_s), 0.0), _LAST_TIME_S))


def _or_none(value: float) -> float | None:
    """NaN becomes None."""
    return None if math.isnan(value) else float(value)
