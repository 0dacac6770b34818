"""What is assumed where clocks, devices or tellings do not fit together, in sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from stridewell.app.diary import day_of
from stridewell.app.journal import Entry
from stridewell.app.ports import StoredRun
from stridewell.plan.changes import NAMES
from stridewell.plan.diary import SessionDone
from stridewell.values.evidence import Grade, Reason

SAID_DAYS = timedelta(days=7)
"""What is assumed is said for so long."""

A_LITTLE = timedelta(minutes=5)
"""Clocks that are set right by less are not worth a word."""


@dataclass(frozen=True, slots=True)
class Recordings:
    """The runs that count, and recordings of the same time that do not."""

    runs: tuple[StoredRun, ...]
    twins: tuple[StoredRun, ...] = ()


def apart(runs: Sequence[StoredRun]) -> Recordings:
    """Nobody runs twice at once: of recordings that overlap the one of more metres counts."""
    kept: list[StoredRun] = []
    twins: list[StoredRun] = []
    for run in sorted(runs, key=lambda each: each.summary.start):
        if kept and run.summary.start < _end(kept[-1]):
            shorter, longer = sorted((kept[-1], run), key=lambda e: e.summary.distance_m or 0.0)
            kept[-1] = longer
            twins.append(shorter)
        else:
            kept.append(run)
    return Recordings(tuple(kept), tuple(twins))


def _end(run: StoredRun) -> datetime:
    return run.summary.start + timedelta(seconds=run.summary.elapsed_s)


def assumptions(
    at: datetime,
    ahead: datetime | None,
    recordings: Recordings,
    sessions: Sequence[Entry[SessionDone]],
) -> tuple[Reason, ...]:
    """Every assumption of now; ``ahead`` is a time to come under which something is stored."""
    return tuple(
        Reason(text, ("stridewell_design",), rule="assumed", grade=Grade.EXPERT)
        for text in (
            *_clock(at, ahead),
            *_coming_runs(at, recordings.runs),
            *_twins(at, recordings.twins),
            *_told_twice(sessions),
        )
    )


def _clock(at: datetime, ahead: datetime | None) -> Iterator[str]:
    if ahead is not None and ahead > at + A_LITTLE:
        yield (
            f"Something was told at {_time(ahead, at)}, which is still to come: the clock was "
            "ahead then, or is behind now. What you told last counts. Check the device's date."
        )


def _coming_runs(at: datetime, runs: Sequence[StoredRun]) -> Iterator[str]:
    coming = [run for run in runs if run.summary.start > at]
    if coming:
        yield (
            f"A run is dated {_time(coming[0].summary.start, at)}, which is still to come. It is "
            "left out until then. Check the clock of your watch."
        )


def _twins(at: datetime, twins: Sequence[StoredRun]) -> Iterator[str]:
    lately = [run for run in twins if at - SAID_DAYS <= run.summary.start <= at]
    if lately:
        yield (
            f"Two recordings of {_day(lately[-1].summary.start, at)} overlap: they count as one "
            "run, the longer of the two."
        )


def _told_twice(sessions: Sequence[Entry[SessionDone]]) -> Iterator[str]:
    told = Counter((each.record.day, each.record.kind) for each in sessions)
    for (day, kind), times in told.items():
        if times > 1:
            name = NAMES.get(kind, "session")
            yield f"The {name} of {day.day} {day:%B} was told more than once: the last one counts."


def _day(moment: datetime, at: datetime) -> str:
    day = day_of(moment, at.tzinfo or UTC)
    return f"{day.day} {day:%B}"


def _time(moment: datetime, at: datetime) -> str:
    local = moment.astimezone(at.tzinfo or UTC)
    year = f" {local.year}" if local.year != at.year else ""
    return f"{_day(moment, at)}{year}, {local:%H:%M}"
