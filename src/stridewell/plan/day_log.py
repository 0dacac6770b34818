"""The diary day by day: what was told of each, whatever the order it was told in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from stridewell.plan.diary import Completion, Diary, ExerciseDone, Morning, SessionDone
from stridewell.plan.items import ActivityKind

EXERCISE_KINDS = frozenset({ActivityKind.STRENGTH, ActivityKind.MOBILITY})
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class DayLog:
    """One day; the worst where something was told twice, None where nothing was told.

    ``lowest_now`` and ``highest_now`` are the pains of the check-ins at that moment, ``rise``
    by how much the pain of the day lies above that of the day before, if there was a session
    then; ``active`` says that there was a session on the day itself.
    """

    day: date
    checked_in: bool = False
    pain_daily: int | None = None
    lowest_now: int | None = None
    highest_now: int | None = None
    rise: int | None = None
    night: bool | None = None
    limp: bool = False
    pain_running: int | None = None
    pain_exercise: int | None = None
    active: bool = False


def read_days(diary: Diary, until: date) -> Mapping[date, DayLog]:
    """Every day on which something was told, up to and with ``until``, in order."""
    mornings: dict[date, list[Morning]] = {}
    sessions: dict[date, list[SessionDone]] = {}
    for morning in diary.mornings:
        mornings.setdefault(morning.day, []).append(morning)
    for session in diary.sessions:
        sessions.setdefault(session.day, []).append(session)
    days: dict[date, DayLog] = {}
    for day in sorted({*mornings, *sessions}):
        if day <= until:
            before = days.get(day - ONE_DAY)
            days[day] = _day(day, mornings.get(day, []), sessions.get(day, []), before)
    return days


def _day(
    day: date, mornings: list[Morning], sessions: list[SessionDone], before: DayLog | None
) -> DayLog:
    now = [each.pain_now for each in mornings if each.pain_now is not None]
    worst = [each.worst_yesterday for each in mornings if each.worst_yesterday is not None]
    night = [each.woke_at_night for each in mornings if each.woke_at_night is not None]
    done = [each for each in sessions if each.completion is not Completion.SKIPPED]
    exercised = [each for each in done if each.kind in EXERCISE_KINDS]
    return DayLog(
        day=day,
        checked_in=bool(now or worst),
        pain_daily=max((*now, *worst), default=None),
        lowest_now=min(now, default=None),
        highest_now=max(now, default=None),
        rise=_rise(now, before),
        night=any(night) if night else None,
        limp=any(each.limp for each in mornings) or any(each.limped for each in done),
        pain_running=_most(
            *(each.pain_during for each in done if each.kind.has_running),
            *(each.during_last_run for each in mornings),
        ),
        pain_exercise=_most(
            *(each.pain_during for each in exercised),
            *(each.pain for session in exercised for each in session.exercises),
        ),
        active=bool(done),
    )


def _rise(now: list[int], before: DayLog | None) -> int | None:
    if not now or before is None or before.lowest_now is None or not before.active:
        return None
    return max(now) - before.lowest_now


def _most(*told: int | None) -> int | None:
    return max((each for each in told if each is not None), default=None)


@dataclass(frozen=True, slots=True)
class ExerciseLog:
    """One exercise on one day: the least work, the most pain; None where it was not told."""

    day: date
    sets: int | None
    reps: int | None
    hold_s: int | None
    load_kg: float | None
    pain: int | None
    effort: int | None
    clean: bool | None
    next_rise: int | None
    """By how many points pain was up on the morning after; None where it was not told."""


def exercise_logs(
    exercise: str, diary: Diary, days: Mapping[date, DayLog]
) -> tuple[ExerciseLog, ...]:
    """The days on which an exercise was done, the oldest first."""
    done: dict[date, list[ExerciseDone]] = {}
    for session in diary.sessions:
        if session.day in days and session.completion is not Completion.SKIPPED:
            entries = [each for each in session.exercises if each.exercise == exercise]
            if entries:
                done.setdefault(session.day, []).extend(entries)
    return tuple(_log(day, done[day], days) for day in sorted(done))


def _log(day: date, entries: list[ExerciseDone], days: Mapping[date, DayLog]) -> ExerciseLog:
    clean = [each.clean for each in entries]
    after = days.get(day + ONE_DAY)
    told = [each.load_kg for each in entries if each.load_kg is not None]
    pains = [each.pain for each in entries]
    return ExerciseLog(
        day=day,
        sets=_least(*(each.sets for each in entries)),
        reps=_least(*(each.reps for each in entries)),
        hold_s=_least(*(each.hold_s for each in entries)),
        load_kg=min(told, default=None),
        pain=_most(*pains) if None not in pains else _most(*pains, days[day].pain_exercise),
        effort=_most(*(each.effort for each in entries)),
        clean=False if False in clean else (None if None in clean else True),
        next_rise=None if after is None else after.rise,
    )


def _least(*told: int | None) -> int | None:
    return min((each for each in told if each is not None), default=None)
