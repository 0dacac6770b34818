"""Food, sleep and help today: what is stored and planned in, figures or words alone out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from stridewell.app.care import DayAnswer, decide, plan_input
from stridewell.app.current import CurrentState, current_state
from stridewell.app.diary import day_of
from stridewell.app.journal import EntryKind, newest, write
from stridewell.app.ports import Store, Transaction
from stridewell.app.telling import told_at
from stridewell.errors import CaseError
from stridewell.intake.presentation import facts_of
from stridewell.intake.runner import Runner
from stridewell.knowledge.help import PainTrend
from stridewell.knowledge.records import Knowledge
from stridewell.plan.energy import Body, BodyRefused, refuse_body
from stridewell.plan.fuel import FuelDay, FuelInput, NoEnergyFigures, fuel_day
from stridewell.plan.fuel_screen import ScreenResult, screen
from stridewell.plan.fuel_training import REST_DAY, Training, training_of
from stridewell.plan.help import HelpInput, Visit, whom_to_see
from stridewell.plan.monitor import monitor
from stridewell.plan.planner import Plan
from stridewell.plan.recovery import Recovery, recovery
from stridewell.plan.situation import bone_causes
from stridewell.values.evidence import FactTable, State

YES, NO, NOT_SURE = "yes", "no", "not_sure"
STATES: Mapping[str, State] = {
    YES: State.PRESENT,
    NO: State.ABSENT,
    NOT_SURE: State.UNKNOWN,
}
"""What an answer to a question of the screen says of its sign."""
PAINS = ("pain_daily", "pain_running")
CORRECTABLE = "low_weight"
"""The reason for words alone that a corrected number can lift."""


@dataclass(frozen=True, slots=True)
class FuelTold:
    """What was told about food: answers to the screen by sign, and the body, where told.

    Mass in kg, height in cm, food of a usual day in kcal.
    """

    screen: Mapping[str, str] = field(default_factory=dict)
    mass_kg: float | None = None
    height_cm: float | None = None
    fat_free_mass_kg: float | None = None
    intake_kcal: float | None = None


@dataclass(frozen=True, slots=True)
class FuelAnswer:
    """Everything around the run for one day."""

    day: DayAnswer
    told: FuelTold
    food: FuelDay | NoEnergyFigures | BodyRefused
    screen: ScreenResult
    recovery: Recovery
    visits: tuple[Visit, ...]

    @property
    def may_tell_body(self) -> bool:
        """Whether weight, height and food may be asked for at all."""
        food = self.food
        return not isinstance(food, NoEnergyFigures) or food.kind == CORRECTABLE


def fuel_today(store: Store, at: datetime, knowledge: Knowledge) -> FuelAnswer:
    """Food, sleep and help from what the store knows; nothing is changed.

    Raises:
        NothingStoredError: no check-in was made yet.
    """
    with store.transaction() as transaction:
        state = current_state(transaction, at, knowledge)
        told = told_so_far(transaction)
    return _answer(state, told, knowledge)


def told_so_far(transaction: Transaction) -> FuelTold:
    """The newest state of what was told about food."""
    return newest(transaction, EntryKind.FUEL, FuelTold) or FuelTold()


def tell_screen(
    store: Store, at: datetime, answers: Mapping[str, str], knowledge: Knowledge
) -> None:
    """Store answers to the screen's own questions beside the earlier ones.

    Raises:
        CaseError: there is no such question, or the answer is none; nothing is stored.
    """
    signs = knowledge.fuel.screen.signs
    for sign_id, answer in answers.items():
        if sign_id not in signs or not signs[sign_id].ask:
            raise CaseError(f"The screen has no question {sign_id!r}.", "Correct the name.")
        if answer not in STATES:
            raise CaseError(f"{answer!r} is no answer.", "Answer with yes, no or not_sure.")
    with store.transaction() as transaction:
        earlier = told_so_far(transaction)
        told = replace(earlier, screen={**earlier.screen, **answers})
        write(transaction, EntryKind.FUEL, told, told_at(transaction, at))


def tell_body(store: Store, at: datetime, body: FuelTold, knowledge: Knowledge) -> None:
    """Store weight, height, fat-free mass and usual food; what is None is forgotten.

    Raises:
        CaseError: a number cannot be, or figures would do harm to this runner; nothing is stored.
        NothingStoredError: no check-in was made yet.
    """
    with store.transaction() as transaction:
        state = current_state(transaction, at, knowledge)
        earlier = told_so_far(transaction)
        if not _answer(state, earlier, knowledge).may_tell_body:
            raise CaseError("Figures about the body are not kept now.", "Look at the food page.")
        told = replace(body, screen=earlier.screen)
        refused = refuse_body(body_of(state.case.runner, told), told.intake_kcal, knowledge.fuel)
        if refused is not None:
            raise CaseError(refused.text, refused.next_step)
        write(transaction, EntryKind.FUEL, told, told_at(transaction, at))


def body_of(runner: Runner, told: FuelTold) -> Body:
    """The body as it was told here, else as the check-in knows it."""
    return Body(
        age=runner.age,
        sex=runner.sex,
        mass_kg=told.mass_kg if told.mass_kg is not None else runner.mass_kg,
        height_cm=told.height_cm if told.height_cm is not None else runner.height_cm,
        fat_free_mass_kg=told.fat_free_mass_kg,
    )


def _answer(state: CurrentState, told: FuelTold, knowledge: Knowledge) -> FuelAnswer:
    day = decide(state, knowledge)
    facts = facts_of(day.assessment.presentation, knowledge)
    screened = {sign: STATES[answer] for sign, answer in told.screen.items()}
    result = screen(facts, screened, knowledge)
    runner, at = state.case.runner, state.case.at
    today = day_of(at, at.tzinfo or UTC)
    return FuelAnswer(
        day=day,
        told=told,
        food=fuel_day(_food_input(day, facts, told, screened, knowledge)),
        screen=result,
        recovery=recovery(state.diary.mornings, today, runner.age, knowledge),
        visits=whom_to_see(_help_input(day, facts, result, knowledge)),
    )


def _food_input(
    day: DayAnswer,
    facts: FactTable,
    told: FuelTold,
    screened: Mapping[str, State],
    knowledge: Knowledge,
) -> FuelInput:
    runner = day.state.case.runner
    differential = day.assessment.differential
    likely = differential.likely(knowledge.number("likely_percent") / 100)
    pains = [pain for pain in map(facts.number, PAINS) if pain is not None]
    return FuelInput(
        facts=facts,
        body=body_of(runner, told),
        knowledge=knowledge,
        training=_training(day, knowledge),
        injured=max(pains) > 0 if pains else bool(likely),
        bone=bool(bone_causes(differential, likely, knowledge)),
        screened=screened,
        intake_kcal=told.intake_kcal,
        locale=runner.locale,
    )


def _training(day: DayAnswer, knowledge: Knowledge) -> Training:
    """The training of the plan's first day; a day of rest where there is no plan."""
    if not isinstance(day.plan, Plan) or not day.plan.week.days:
        return REST_DAY
    return training_of(day.plan.week.days[0].items, knowledge.fuel.days)


def _help_input(
    day: DayAnswer, facts: FactTable, result: ScreenResult, knowledge: Knowledge
) -> HelpInput:
    differential = day.assessment.differential
    likely = differential.likely(knowledge.number("likely_percent") / 100)
    causes = (*likely, *bone_causes(differential, likely, knowledge))
    tissues = (each.condition.tissue for each in causes if each.condition is not None)
    return HelpInput(
        level=day.assessment.disposition.level,
        facts=facts,
        knowledge=knowledge,
        tissues=frozenset(tissues),
        trend=PainTrend(monitor(plan_input(day.state, day.assessment, knowledge)).kind.value),
        screen=result,
    )
