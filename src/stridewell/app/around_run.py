"""What goes around today's session: warm-up, other training, ground, and the trial of a cue."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date

from stridewell.app.care import DayAnswer, decide, plan_input
from stridewell.app.current import CurrentState, current_state
from stridewell.app.desk import Desk
from stridewell.app.diary import day_of
from stridewell.app.journal import EntryKind, read, write
from stridewell.app.ports import Transaction
from stridewell.app.shoe_log import read_shoes
from stridewell.errors import CaseError, NothingStoredError
from stridewell.knowledge.records import Knowledge
from stridewell.plan import situation as situations
from stridewell.plan.blocks import PreparedBlock, cool_down_for, warm_up_for
from stridewell.plan.cross_training import CrossTraining, cross_training_for
from stridewell.plan.cue_trial import (
    CueEvent,
    CueStep,
    CueTrial,
    TrialFacts,
    TrialState,
    cue_trial,
    open_trial,
)
from stridewell.plan.cues import CueOption, cue_options
from stridewell.plan.planner import Plan
from stridewell.plan.shoe_advice import new_pairs
from stridewell.plan.situation import Situation
from stridewell.plan.surfaces import SurfaceTip, surface_advice


@dataclass(frozen=True, slots=True)
class AroundToday:
    """Everything around today's session; ``around`` is None where no plan may be made.

    ``answer`` holds the refusal then.
    """

    answer: DayAnswer
    around: AroundTheRun | None


@dataclass(frozen=True, slots=True)
class AroundTheRun:
    """Warm-ups and cool-downs of today's sessions, other training, ground, and the cues."""

    warm_ups: tuple[PreparedBlock, ...]
    cool_downs: tuple[PreparedBlock, ...]
    cross_training: CrossTraining
    surfaces: tuple[SurfaceTip, ...]
    cues: tuple[CueOption, ...]
    trials: tuple[CueTrial, ...]

    @property
    def trial(self) -> CueTrial | None:
        """The trial that is going on; None without one."""
        return next((each for each in self.trials if each.started is not None), None)


def around_today(desk: Desk) -> AroundToday:
    """Everything around today's session; nothing is changed.

    Raises:
        NothingStoredError: no check-in was made yet.
    """
    now, knowledge = desk.clock.now(), desk.knowledge
    with desk.store.transaction() as transaction:
        state = current_state(transaction, now, knowledge)
        events = cue_events(transaction)
        facts = _facts(transaction, state, knowledge, day_of(now, now.tzinfo or UTC))
    answer = decide(state, knowledge)
    if not isinstance(answer.plan, Plan):
        return AroundToday(answer, None)
    situation = situations.assess(plan_input(state, answer.assessment, knowledge))
    return AroundToday(answer, _around(answer.plan, situation, events, facts))


def _around(
    plan: Plan, situation: Situation, events: tuple[CueEvent, ...], facts: TrialFacts
) -> AroundTheRun:
    today = [
        (item.kind, item.run.extra if item.run is not None else None)
        for item in plan.week.days[0].items
    ]
    warm = (warm_up_for(kind, extra, situation) for kind, extra in today)
    cool = (cool_down_for(kind, extra, situation) for kind, extra in today)
    cues = cue_options(situation)
    return AroundTheRun(
        warm_ups=_each_once(warm),
        cool_downs=_each_once(cool),
        cross_training=cross_training_for(situation, situation.inputs.wishes),
        surfaces=surface_advice(situation),
        cues=cues,
        trials=tuple(cue_trial(each.cue, events, facts, situation) for each in cues),
    )


def _each_once(blocks: Iterable[PreparedBlock | None]) -> tuple[PreparedBlock, ...]:
    named = {each.block.id: each for each in blocks if each is not None}
    return tuple(named.values())


def start_cue(desk: Desk, cue: str) -> None:
    """Begin the trial of a cue today.

    Raises:
        NothingStoredError: no check-in was made yet, or there is no such cue.
        CaseError: it may not begin now; the text says why.
    """
    found = around_today(desk)
    if cue not in desk.knowledge.around.cues:
        raise NothingStoredError(f"There is no cue {cue!r}.", "See stridewell around.")
    if found.around is None:
        raise CaseError("No cue can be tried while there is no plan.", "See today's page.")
    offered = {each.cue.id for each in found.around.cues if each.is_offered}
    trial = next(each for each in found.around.trials if each.cue.id == cue)
    if trial.state is not TrialState.PROPOSED:
        raise CaseError(f"This cue cannot begin now. {trial.reason.text}", "Wait with it.")
    if cue not in offered:
        raise CaseError("Nothing you told calls for this cue.", "Leave your running as it is.")
    _write(desk, cue, CueStep.START)


def end_cue(desk: Desk, step: CueStep) -> str:
    """Keep or stop the cue whose trial is going on; returns its id.

    Raises:
        NothingStoredError: no trial is going on.
    """
    with desk.store.transaction() as transaction:
        running = open_trial(cue_events(transaction))
    if running is None:
        raise NothingStoredError("No cue is being tried.", "See stridewell around.")
    _write(desk, running.cue, step)
    return running.cue


def _write(desk: Desk, cue: str, step: CueStep) -> None:
    now = desk.clock.now()
    event = CueEvent(cue, day_of(now, now.tzinfo or UTC), step)
    with desk.store.transaction() as transaction:
        write(transaction, EntryKind.CUE, event, now)


def cue_events(transaction: Transaction) -> tuple[CueEvent, ...]:
    """What was done with cues, the oldest first."""
    return tuple(each.record for each in read(transaction, EntryKind.CUE, CueEvent))


def _facts(
    transaction: Transaction, state: CurrentState, knowledge: Knowledge, today: date
) -> TrialFacts:
    log = read_shoes(transaction, state.case.at.tzinfo or UTC)
    pairs = new_pairs(log, today, knowledge.around)
    changes = [f"a new pair, {each.shoe.name}, is being brought in" for each in pairs if each.run]
    return TrialFacts(today, state.diary.mornings, state.load.sessions, tuple(changes))
