"""Which sessions the coming week wants: runs, strength, other training, races."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, timedelta

from stridewell.plan.constraints import Limit
from stridewell.plan.cross_training import CrossOption, cross_training_for
from stridewell.plan.diary import Completion, SessionDone
from stridewell.plan.dosing import Prescription
from stridewell.plan.items import Activity, ActivityKind, RunDose
from stridewell.plan.race import RaceOutlook, Reach
from stridewell.plan.running import RunWeek
from stridewell.plan.schedule.problem import PAST_DAYS, PastSession, Session
from stridewell.plan.situation import WEEK_DAYS, Situation
from stridewell.plan.strength_session import is_heavy_legs, strength_minutes
from stridewell.plan.walk_running import speed_m_s
from stridewell.values.evidence import Grade, Reason
from stridewell.values.wording import lower_first, sentence_case


@dataclass(frozen=True, slots=True)
class Wanted:
    """A session that wants a day, and what it holds."""

    session: Session
    activity: Activity


def wanted_sessions(
    situation: Situation,
    runs: RunWeek,
    exercises: Sequence[Prescription],
    stop: Limit | None,
) -> tuple[Wanted, ...]:
    """The sessions of the coming week, without days; what was done today is not wanted again."""
    done = kinds_done_today(situation)
    return (
        *_runs(situation, runs, _count(done, running=True)),
        *_strength(situation, exercises, done.count(ActivityKind.STRENGTH)),
        *_cross_training(situation, runs.runs, stop, done.count(ActivityKind.CROSS_TRAIN)),
    )


def kinds_done_today(situation: Situation) -> tuple[ActivityKind, ...]:
    """The kinds of the sessions done today, told or imported."""
    today = situation.inputs.at.date()
    return tuple(each.kind for each in past_sessions(situation) if each.day == today)


def minutes_done_today(situation: Situation) -> int:
    """Minutes of what was told of today, and of a run nobody told of; untold lengths are none."""
    inputs = situation.inputs
    today, zone = inputs.at.date(), inputs.at.tzinfo
    told = [each for each in inputs.diary.sessions if each.day == today]
    runs = [s for s in inputs.load.sessions if s.start.astimezone(zone).date() == today]
    ran = any(each.kind.has_running for each in told)
    minutes = sum(each.minutes or 0.0 for each in told)
    if not ran:
        minutes += sum(run.duration_s for run in runs) / SECONDS
    return round(minutes)


def _count(kinds: Sequence[ActivityKind], *, running: bool) -> int:
    return sum(kind.has_running is running for kind in kinds)


def past_sessions(situation: Situation) -> tuple[PastSession, ...]:
    """What was done lately, or may have been: told, imported, or planned and not told."""
    inputs = situation.inputs
    today = inputs.at.date()
    first = today - timedelta(days=PAST_DAYS)
    told = [
        each
        for each in inputs.diary.sessions
        if first <= each.day <= today and each.completion is not Completion.SKIPPED
    ]
    ran = {each.day for each in told if each.kind.has_running}
    zone = inputs.at.tzinfo
    runs = ((s.start.astimezone(zone).date(), s.distance_m or 0.0) for s in inputs.load.sessions)
    imported = {
        day: PastSession(day, ActivityKind.RUN, run_m=run_m)
        for day, run_m in runs
        if day not in ran and first <= day <= today
    }
    known = {(each.day, each.kind.has_running or each.kind) for each in inputs.diary.sessions}
    return (
        *(_past(each, situation) for each in told),
        *imported.values(),
        *_perhaps_done(situation, first, {*known, *((day, True) for day in imported)}),
    )


def _perhaps_done(
    situation: Situation, first: date, known: AbstractSet[tuple[date, bool | ActivityKind]]
) -> Iterator[PastSession]:
    """What was planned and nobody told of: unknown is not "no", so it keeps its distance."""
    today = situation.inputs.at.date()
    for each in situation.inputs.planned:
        open_ = (each.day, each.kind.has_running or each.kind) not in known
        if first <= each.day < today and open_ and each.kind is not ActivityKind.MOBILITY:
            heavy = each.kind is ActivityKind.STRENGTH and each.heavy_legs
            hard = each.kind.has_running and each.extra is not None
            yield PastSession(each.day, each.kind, heavy, hard, each.run_m or 0.0)


def _past(session: SessionDone, situation: Situation) -> PastSession:
    known = situation.knowledge.exercises
    legs = [known[e.exercise] for e in session.exercises if e.exercise in known]
    planned = [
        p for p in situation.inputs.planned if (p.day, p.kind) == (session.day, session.kind)
    ]
    heavy = any(each.heavy_legs for each in legs) or any(each.heavy_legs for each in planned)
    return PastSession(
        day=session.day,
        kind=session.kind,
        heavy_legs=session.kind is ActivityKind.STRENGTH and heavy,
        hard=session.extra is not None,
        run_m=session.distance_m or 0.0,
    )


def _runs(situation: Situation, week: RunWeek, done: int) -> Iterator[Wanted]:
    around = int(situation.knowledge.number("run_around_minutes"))
    for number, run in enumerate(week.runs[done:], start=1):
        kind = ActivityKind.RUN if run.ladder is None else ActivityKind.WALK_RUN
        moving = round(total_minutes(run, situation))
        minutes = moving + around
        why = (*week.reasons, SPACING, _run_minutes(moving, around, situation))
        session = Session(
            id=f"run_{number}",
            kind=kind,
            minutes=minutes,
            hard=run.extra is not None,
            run_m=run.distance_m,
            order=number if run.ladder is not None else 0,
            worth=int(situation.knowledge.number("run_worth")),
        )
        yield Wanted(
            session,
            Activity(kind, run.text, run, reasons=why, id=session.id, minutes=minutes),
        )


def _run_minutes(moving: int, around: int, situation: Situation) -> Reason:
    """Where the minutes of a run come from."""
    told = situation.inputs.load.usual_speed_m_s
    pace = "your usual pace" if told else "a pace assumed on the fast side"
    warrant = situation.knowledge.reasoning["run_around_minutes"].warrant
    text = (
        f"{moving + around} min in all: {moving} min on your feet at {pace}, "
        f"and {around} min for warming up and changing."
    )
    return Reason(text, warrant.sources, rule="run_around_minutes", grade=warrant.grade)


def total_minutes(run: RunDose, situation: Situation) -> float:
    """How long a run takes with its walking breaks."""
    ladder = situation.knowledge.ladders.get(run.ladder or "")
    steps = ladder.steps if ladder is not None else ()
    step = next((each for each in steps if each.number == run.step), None)
    return run.minutes if step is None else run.minutes + step.walk_min * step.repeats


def daily_exercises(exercises: Sequence[Prescription], most: int) -> tuple[Prescription, ...]:
    """Exercises meant for more days than strength work has."""
    return tuple(each for each in exercises if each.dose.days_per_week > most + 1)


def _strength(
    situation: Situation, exercises: Sequence[Prescription], done: int
) -> Iterator[Wanted]:
    most = int(situation.knowledge.number("strength_days_max"))
    daily = daily_exercises(exercises, most)
    strength = [each for each in exercises if each not in daily]
    days = min(most, max((each.dose.days_per_week for each in strength), default=0))
    for number in range(1, days + 1 - done):
        chosen = [each for each in strength if each.dose.days_per_week >= number]
        minutes = round(strength_minutes(chosen, situation.knowledge))
        heavy = is_heavy_legs(chosen)
        session = Session(
            id=f"strength_{number}",
            kind=ActivityKind.STRENGTH,
            minutes=minutes,
            heavy_legs=heavy,
        )
        yield Wanted(
            session,
            Activity(
                ActivityKind.STRENGTH,
                "Your exercises.",
                exercises=tuple(each.exercise.id for each in chosen),
                reasons=(_strength_minutes(chosen, minutes, situation),),
                id=session.id,
                minutes=minutes,
                heavy_legs=heavy,
            ),
        )


def _strength_minutes(chosen: Sequence[Prescription], minutes: int, situation: Situation) -> Reason:
    """Where the minutes of a strength session come from."""
    rest = situation.knowledge.reasoning["session_rest_s"]
    text = (
        f"About {minutes} min: {len(chosen)} exercises with their sets, "
        f"and {rest.value:g} s of rest between sets."
    )
    return Reason(text, rest.warrant.sources, rule="session_rest_s", grade=rest.warrant.grade)


def _cross_training(
    situation: Situation, runs: Sequence[RunDose], stop: Limit | None, done: int
) -> Iterator[Wanted]:
    count = _cross_count(situation, runs, stop) - done
    if count <= 0:
        return
    offered = cross_training_for(situation, situation.inputs.wishes).options
    minutes = offered[0].minutes if offered else int(situation.knowledge.number("cross_minutes"))
    text = cross_training_text(offered) if offered else _any_training(situation, minutes)
    because = offered[0].reasons if offered else ()
    for number in range(1, count + 1):
        session = Session(
            id=f"cross_training_{number}",
            kind=ActivityKind.CROSS_TRAIN,
            minutes=minutes,
            must=False,
        )
        activity = Activity(
            ActivityKind.CROSS_TRAIN,
            text,
            reasons=(*(() if stop is None else (stop.reason,)), *because),
            id=session.id,
            minutes=minutes,
        )
        yield Wanted(session, activity)


def _any_training(situation: Situation, minutes: int) -> str:
    """Where the runner has not told what there is, and nothing is offered without it."""
    limit = 0 if situation.bone else situation.knowledge.number("pain_green_max")
    return (
        f"Easy training without impact if you can get to it, such as cycling or swimming, "
        f"{minutes} min at a pace at which you could talk. Stop when pain goes above {limit:g} "
        "out of 10. Tell what you have under Your days."
    )


def cross_training_text(offered: Sequence[CrossOption]) -> str:
    """The best kind of training, what to change about it, and what would do as well."""
    best = offered[0]
    others = [lower_first(each.mode.name) for each in offered[1:3]]
    instead = f" As good: {' or '.join(others)}." if others else ""
    changes = "".join(f" {sentence_case(each.rstrip('.'))}." for each in best.changes)
    return (
        f"{best.mode.name}, {best.minutes} min at a pace at which you could talk.{changes}"
        f" Stop when pain goes above {best.pain_limit} out of 10.{instead}"
    )


def _cross_count(situation: Situation, runs: Sequence[RunDose], stop: Limit | None) -> int:
    number = situation.knowledge.number
    if stop is not None:
        trains = stop.instead is ActivityKind.CROSS_TRAIN
        return int(number("cross_train_sessions")) if trains else 0
    sessions = situation.inputs.load.sessions
    usual = len(sessions) * WEEK_DAYS / situation.knowledge.spike.window_days
    return int(number("cross_train_beside_runs")) if usual > len(runs) + 1 else 0


def race_days(situation: Situation) -> tuple[date, ...]:
    """The days of the races the runner wishes to run."""
    return tuple(race.day for race in situation.inputs.wishes.races)


def race_sessions(
    situation: Situation, outlooks: Sequence[RaceOutlook], stop: Limit | None
) -> tuple[Wanted, ...]:
    """The races of the coming days that can be run safely; none while running is stopped."""
    today = situation.inputs.at.date()
    last = today + timedelta(days=WEEK_DAYS - 1)
    return tuple(
        _race(number, outlook, situation)
        for number, outlook in enumerate(outlooks, start=1)
        if stop is None and outlook.reach is Reach.REACHABLE and today <= outlook.race.day <= last
    )


def _race(number: int, outlook: RaceOutlook, situation: Situation) -> Wanted:
    race = outlook.race
    minutes = race.distance_m / speed_m_s(situation) / SECONDS
    dose = RunDose(
        minutes, race.distance_m, f"{race.name or 'Race'}, {race.distance_m / 1000:g} km"
    )
    session = Session(
        id=f"race_{number}",
        kind=ActivityKind.RACE,
        minutes=0,
        hard=True,
        run_m=race.distance_m,
        fixed_day=race.day,
        must=False,
    )
    activity = Activity(
        ActivityKind.RACE, f"{dose.text}.", dose, reasons=outlook.reasons, id=session.id
    )
    return Wanted(session, activity)


SECONDS = 60

SPACING = Reason(
    "Runs are kept a day apart, so that each has a night and a day to show how it was taken.",
    ("stridewell_design",),
    rule="spacing",
    grade=Grade.EXPERT,
)
