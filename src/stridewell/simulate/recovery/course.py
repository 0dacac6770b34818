"""One runner, one policy, day by day: the truth, and what was seen and told."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import numpy as np
import numpy.typing as npt

from stridewell.app.load_history import TrainingLoad, spike_limits
from stridewell.intake.reading import Answer
from stridewell.knowledge.records import Knowledge
from stridewell.plan.diary import Clearance, Diary, GateDone, Morning, SessionDone
from stridewell.simulate.recovery.clinic import Clinic
from stridewell.simulate.recovery.doing import DayDone, Today, do_day
from stridewell.simulate.recovery.feeling import (
    Yesterday,
    alarm_answers,
    changed,
    felt_morning,
    pain_answers,
    told_morning,
)
from stridewell.simulate.recovery.judging import Desk, Judgement, Memory
from stridewell.simulate.recovery.portraits import MOST, portrait
from stridewell.simulate.recovery.runners import (
    START,
    Days,
    SyntheticRunner,
    draw_days,
)
from stridewell.simulate.recovery.seen import Policy, Seen, Told
from stridewell.simulate.recovery.tissue import (
    Luck,
    TissueState,
    daily_pain,
    limps,
    next_morning,
    spike_hazard,
)
from stridewell.training_load.session import SessionLoad
from stridewell.training_load.spike import spikes
from stridewell.values.timeline import days_before

TELLS_SESSIONS_DAYS = 3
"""Sessions longer ago than this are not told any more after a silence."""


@dataclass(frozen=True, slots=True)
class DayRecord:
    """A day as it was seen and told, for the audit."""

    seen: Seen
    told: Told


@dataclass(frozen=True, slots=True)
class Truth:
    """What is true of each day; pains without noise, ``run_pain`` is -1 where nobody ran."""

    damage: npt.NDArray[np.float64]
    daily_pain: npt.NDArray[np.float64]
    run_m: npt.NDArray[np.float64]
    run_min: npt.NDArray[np.float64]
    run_pain: npt.NDArray[np.float64]
    limp: npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Course:
    """Everything that became of one runner under one policy."""

    runner: SyntheticRunner
    policy: str
    records: tuple[DayRecord, ...]
    truth: Truth
    visits: int


@dataclass(slots=True)
class _World:
    """The runner as the days go by."""

    runner: SyntheticRunner
    policy: Policy
    knowledge: Knowledge
    desk: Desk
    days: Days
    clinic: Clinic
    state: TissueState
    runs: list[SessionLoad]
    known: TrainingLoad
    diary: Diary
    yesterday: Yesterday = field(default_factory=Yesterday)
    untold: list[SessionDone] = field(default_factory=list)
    tests: list[GateDone] = field(default_factory=list)


def follow(
    runner: SyntheticRunner,
    policy: Policy,
    knowledge: Knowledge,
    weeks: int,
    memory: Memory | None = None,
) -> Course:
    """Let a runner follow a policy for so many weeks. ``memory`` may be shared by policies."""
    count = 7 * weeks
    world = _begin(runner, policy, knowledge, draw_days(runner, count), memory or Memory())
    records: list[DayRecord] = []
    truths: list[tuple[float, ...]] = []
    for day in range(count):
        record, truth = _live(world, day)
        records.append(record)
        truths.append(truth)
    return Course(runner, policy.name, tuple(records), _truth_of(truths), world.clinic.visits)


def _truth_of(days: list[tuple[float, ...]]) -> Truth:
    damage, pain, run_m, run_min, run_pain, limp = np.array(days, dtype=np.float64).T
    return Truth(damage, pain, run_m, run_min, run_pain, limp > 0)


def _begin(
    runner: SyntheticRunner, policy: Policy, knowledge: Knowledge, days: Days, memory: Memory
) -> _World:
    desk = _desk(runner, policy, knowledge, memory)
    return _World(
        runner=runner,
        policy=policy,
        knowledge=knowledge,
        desk=desk,
        days=days,
        clinic=Clinic(runner),
        state=runner.start,
        runs=list(runner.history),
        known=load_of(runner.history, knowledge),
        diary=Diary(began=START.date()),
    )


def _desk(runner: SyntheticRunner, policy: Policy, knowledge: Knowledge, memory: Memory) -> Desk:
    """The intake: as many findings are told as it takes for the apparent cause to lead."""
    told: dict[str, Answer] = {
        "duration_weeks": runner.duration_weeks,
        "pain_daily": round(daily_pain(runner.tissue, runner.start)),
    }
    desk = Desk(runner.runner, knowledge, memory, told, START, holds=policy.advises)
    for picture in range(runner.picture, MOST + 1):
        desk.answers = portrait(runner.apparent, runner.runner, knowledge, picture) | told
        if desk.leads(START) == runner.apparent.id:
            break
    return desk


def load_of(runs: tuple[SessionLoad, ...], knowledge: Knowledge) -> TrainingLoad:
    """Runs as the app's training load."""
    limits = spike_limits(knowledge)
    return TrainingLoad(runs, spikes(runs, limits), limits)


def _live(world: _World, day: int) -> tuple[DayRecord, tuple[float, ...]]:
    at = START + timedelta(days=day, minutes=_late_min(world, day))
    luck = world.days.luck(day)
    felt = felt_morning(at.date(), world.runner.tissue, world.state, luck, world.yesterday)
    told = _check_in(world, felt, day, at)
    seen = _seen(world, felt, told, at)
    advice = world.policy.plan_day(seen)
    if world.policy.advises and told is not None:
        world.clinic.book(seen.judgement, day)
    done = _act(world, advice, day, at, luck)
    truth = _truth(world, done)
    _sleep(world, done, at, luck)
    return DayRecord(seen, advice), truth


def _late_min(world: _World, day: int) -> float:
    """Minutes by which this morning's look at the plan is late or early; the first is on time."""
    spread = max(-2.0, min(2.0, float(world.days.noise[day, 3])))
    return round(30 * spread) if day else 0.0


def _check_in(world: _World, felt: Morning, day: int, at: datetime) -> Morning | None:
    """What is told this morning; without anybody to tell, all that is felt counts as known."""
    advised = world.policy.advises
    if advised and world.days.silent[day]:
        return None
    noise = float(world.days.noise[day, 1]) * world.runner.habits.report_sd
    told = told_morning(felt, noise if advised else 0.0)
    desk, tissue = world.desk, world.runner.tissue
    alarms = alarm_answers(tissue, world.state, desk.answers.get("muscle_signs"))
    desk.tell(pain_answers(told) | changed(alarms, desk.answers), at)
    cleared: tuple[Clearance, ...] = ()
    if advised:
        pains = pain_answers(told) | {"weight_bearing": alarms["weight_bearing"]}
        cleared = world.clinic.visit(day, at, world.state, desk, pains)
    if len(world.runs) > len(world.known.sessions):
        world.known = load_of(tuple(world.runs), world.knowledge)
    grown = _grown(world.diary, told, _still_told(world.untold, at), cleared)
    world.diary = replace(grown, gates=tuple(world.tests))
    world.untold.clear()
    return told


def _still_told(untold: list[SessionDone], at: datetime) -> tuple[SessionDone, ...]:
    oldest = at.date() - timedelta(days=TELLS_SESSIONS_DAYS)
    return tuple(each for each in untold if each.day >= oldest)


def _grown(
    diary: Diary, told: Morning, done: tuple[SessionDone, ...], cleared: tuple[Clearance, ...]
) -> Diary:
    return Diary(
        began=diary.began,
        sessions=(*diary.sessions, *done),
        mornings=(*diary.mornings, told),
        clearances=(*diary.clearances, *cleared),
    )


def _seen(world: _World, felt: Morning, told: Morning | None, at: datetime) -> Seen:
    judgement: Judgement = world.desk.judge(world.known, at)
    return Seen(
        at=at,
        felt=felt,
        morning=told,
        answers_at=world.desk.answers_at,
        load=world.known,
        diary=world.diary,
        judgement=judgement,
        wishes=world.runner.wishes,
        level_since=world.desk.held_since,
    )


def _act(world: _World, advice: Told, day: int, at: datetime, luck: Luck) -> DayDone:
    noise = float(world.days.noise[day, 2]) * world.runner.habits.report_sd
    draws = world.days.uniform[day].tolist()
    today = Today(at, world.state, luck, draws, noise, tuple(world.tests))
    return do_day(advice, today, world.runner, world.knowledge)


def _truth(world: _World, done: DayDone) -> tuple[float, ...]:
    tissue, state = world.runner.tissue, world.state
    return (
        state.damage,
        daily_pain(tissue, state),
        done.load.run_m,
        done.run_min,
        -1.0 if done.run_pain is None else done.run_pain,
        float(limps(tissue, state)),
    )


def _sleep(world: _World, done: DayDone, at: datetime, luck: Luck) -> None:
    """The night: the tissue answers to the day."""
    longest_m = _longest_m(world, at)
    hazard = spike_hazard(done.load.run_m, longest_m, world.knowledge.spike)
    tissue = world.runner.tissue
    world.yesterday = Yesterday(daily_pain(tissue, world.state, luck), done.run_pain)
    world.state = next_morning(tissue, world.state, done.load, hazard, luck)
    world.untold.extend(done.done)
    world.tests.extend(done.gates)
    if done.run is not None:
        world.runs.append(done.run)


def _longest_m(world: _World, at: datetime) -> float | None:
    window = days_before(at, world.knowledge.spike.window_days)
    lengths = [each.distance_m or 0.0 for each in world.runs if window.contains(each.start)]
    return max(lengths, default=None)
