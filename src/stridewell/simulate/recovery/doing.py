"""What a runner makes of advice: does it, skips it, goes further, runs on a day of rest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from stridewell.knowledge.records import Knowledge
from stridewell.knowledge.training import Ladder
from stridewell.plan.diary import Completion, GateDone, SessionDone
from stridewell.plan.items import Activity, ActivityKind, RunDose
from stridewell.simulate.recovery.runners import (
    ADHERES,
    GOES_FURTHER,
    HOW_FAR,
    LENGTH,
    RUNS_ANYWAY,
    STRENGTH,
    SyntheticRunner,
    run_on,
)
from stridewell.simulate.recovery.seen import Told
from stridewell.simulate.recovery.tissue import DayLoad, Luck, TissueState, running_pain
from stridewell.training_load.session import SessionLoad

WALK_M_S = 1.4
CROSS_MIN = 40.0
CANNOT_RUN_FROM = 0.8
"""From this damage on nobody runs, told or not."""
TRIES_AGAIN_DAYS = 3
WALKING_M, JUMPING_M = 300.0, 1000.0
"""What a home test loads like, in metres of running."""
CAN_DO_UP_TO = 5
"""A home test is not finished above this pain."""
NOBODY_RUNS_ON = 8.0
"""Pain in a run at which everybody stops."""


REST = DayLoad()


@dataclass(frozen=True, slots=True)
class DayDone:
    """What became of a day: the load, the recorded run, what can be told of the sessions.

    ``run_min`` are the longest unbroken minutes of running, ``run_pain`` the pain in them.
    """

    load: DayLoad = REST
    run: SessionLoad | None = None
    done: tuple[SessionDone, ...] = ()
    run_min: float = 0.0
    run_pain: float | None = None
    gates: tuple[GateDone, ...] = ()


@dataclass(frozen=True, slots=True)
class Today:
    """What a day begins with: the state, the luck, the draws of the runner's own will."""

    at: datetime
    state: TissueState
    luck: Luck
    draws: Sequence[float]
    report_noise: float
    tried: tuple[GateDone, ...] = ()

    @property
    def day(self) -> date:
        """Its date."""
        return self.at.date()


def do_day(told: Told, today: Today, runner: SyntheticRunner, knowledge: Knowledge) -> DayDone:
    """Everything the runner does on a day."""
    done = DayDone(gates=_home_tests(told, today, runner))
    for session in told.sessions:
        if session.kind.has_running and session.run is not None:
            done = _advised_run(session, told.stop_pain, done, today, (runner, knowledge))
        elif session.kind in {ActivityKind.STRENGTH, ActivityKind.CROSS_TRAIN}:
            done = _training(session, told, done, today, (runner, knowledge))
    if done.run is None and not any(each.kind.has_running for each in told.sessions):
        return _unadvised_run(done, today, runner)
    return done


def _home_tests(told: Told, today: Today, runner: SyntheticRunner) -> tuple[GateDone, ...]:
    """The home tests, each again after some days at the soonest; those with a jump hurt more."""
    if today.draws[STRENGTH] > runner.habits.adherence:
        return ()
    soon = today.day - timedelta(days=TRIES_AGAIN_DAYS)
    lately = {each.gate for each in today.tried if each.day > soon}
    done = []
    for test in told.gates:
        if test.id not in lately:
            load = DayLoad(JUMPING_M if test.impact else WALKING_M)
            pain = round(running_pain(runner.tissue, today.state, load, today.luck))
            done.append(GateDone(test.id, today.day, pain <= CAN_DO_UP_TO, pain))
    return tuple(done)


def _advised_run(
    session: Activity,
    stop_pain: float,
    done: DayDone,
    today: Today,
    whose: tuple[SyntheticRunner, Knowledge],
) -> DayDone:
    runner, knowledge = whose
    dose = session.run
    assert dose is not None
    skips = today.draws[ADHERES] > runner.habits.adherence
    if skips or today.state.damage >= CANNOT_RUN_FROM:
        return _noted(done, _skipped(session, today.day))
    share = 1.0
    if today.draws[GOES_FURTHER] < runner.habits.further_share:
        share += runner.habits.further_by * today.draws[HOW_FAR]
    pain = running_pain(runner.tissue, today.state, DayLoad(share * dose.distance_m), today.luck)
    stopped = pain > min(stop_pain, NOBODY_RUNS_ON)
    share *= 0.5 if stopped else 1.0
    ran = _Ran(session, share * dose.distance_m, share, stopped, pain)
    return _with_run(done, ran, today, runner, knowledge.ladders.get(dose.ladder or ""))


@dataclass(frozen=True, slots=True)
class _Ran:
    session: Activity
    run_m: float
    share: float
    stopped: bool
    pain: float


def _with_run(
    done: DayDone, ran: _Ran, today: Today, runner: SyntheticRunner, ladder: Ladder | None
) -> DayDone:
    dose = ran.session.run
    assert dose is not None
    recorded = run_on(
        today.day, ran.run_m + ran.share * _walked_m(dose, ladder), runner.usual, today.at
    )
    felt = ran.pain and min(10, max(0, round(ran.pain + today.report_noise)))
    told = SessionDone(
        day=today.day,
        kind=ran.session.kind,
        completion=Completion.PARTLY if ran.stopped else Completion.DONE,
        pain_during=int(felt),
        limped=False,
        minutes=dose.minutes * ran.share,
        distance_m=ran.run_m,
        ladder=dose.ladder,
        step=dose.step,
        extra=dose.extra,
    )
    unbroken = _unbroken_min(dose, ladder) * ran.share
    load = replace(done.load, run_m=ran.run_m, speed=_speed(dose))
    return DayDone(load, recorded, (*done.done, told), unbroken, ran.pain, done.gates)


def _speed(dose: RunDose) -> float:
    """How much faster than easy: what is reintroduced in a run is told apart from easy running."""
    return 1.0 if dose.extra is None else 1.1


def _walked_m(dose: RunDose, ladder: Ladder | None) -> float:
    """Metres of walking that a watch records with a walk-run."""
    if ladder is None or dose.step is None:
        return 0.0
    step = ladder.steps[dose.step - 1]
    return step.walk_min * step.repeats * 60 * WALK_M_S


def _unbroken_min(dose: RunDose, ladder: Ladder | None) -> float:
    if ladder is None or dose.step is None:
        return dose.minutes
    return ladder.steps[dose.step - 1].run_min


def _training(
    session: Activity,
    told: Told,
    done: DayDone,
    today: Today,
    whose: tuple[SyntheticRunner, Knowledge],
) -> DayDone:
    runner, knowledge = whose
    if today.draws[STRENGTH] > runner.habits.adherence:
        return _noted(done, _skipped(session, today.day))
    done = _noted(done, SessionDone(today.day, session.kind, Completion.DONE, pain_during=0))
    if session.kind is ActivityKind.CROSS_TRAIN:
        return replace(done, load=replace(done.load, cross_min=CROSS_MIN))
    heavy = any(
        told.stages.get(each) in knowledge.exercises[each].heavy_legs for each in session.exercises
    )
    return replace(done, load=replace(done.load, strength=1, heavy=int(heavy)))


def _unadvised_run(done: DayDone, today: Today, runner: SyntheticRunner) -> DayDone:
    """A run nobody advised; not with a limp or much pain."""
    habits = runner.habits
    length_m = runner.usual.long_run_m * (0.3 + 0.5 * today.draws[LENGTH])
    pain = running_pain(runner.tissue, today.state, DayLoad(length_m), today.luck)
    stays = pain > NOBODY_RUNS_ON - 2 or today.state.damage >= CANNOT_RUN_FROM
    if today.draws[RUNS_ANYWAY] >= habits.rest_day_runs or stays:
        return done
    run = run_on(today.day, length_m, runner.usual, today.at)
    load = replace(done.load, run_m=length_m)
    return DayDone(load, run, done.done, run.duration_s / 60, pain, done.gates)


def _skipped(session: Activity, day: date) -> SessionDone:
    dose = session.run
    return SessionDone(
        day=day,
        kind=session.kind,
        completion=Completion.SKIPPED,
        ladder=dose.ladder if dose else None,
        step=dose.step if dose else None,
    )


def _noted(done: DayDone, told: SessionDone) -> DayDone:
    return replace(done, done=(*done.done, told))
