"""A check-in: new answers and today's pain in, a new judgement and plan out. Triage every time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from stridewell.app.care import DayAnswer, Writers, decide, keep
from stridewell.app.case import Case
from stridewell.app.current import CHECK_IN, INTAKE, current_state, second_askings
from stridewell.app.ports import CheckIn, Store, Transaction
from stridewell.app.telling import told_at
from stridewell.errors import CaseError, NothingStoredError
from stridewell.intake.reading import NOT_SURE, Answer
from stridewell.intake.runner import Runner
from stridewell.knowledge.records import Knowledge
from stridewell.values.anatomy import Side

WORST_PAIN = 10
OLDER = timedelta(days=2)
"""A whole case may be so much older than what was told last, not more."""


@dataclass(frozen=True, slots=True)
class Told:
    """What the runner tells in one check-in; pains and stress from 0 to 10, None where not told.

    ``woke_at_night`` is pain that woke the runner whatever way they lay; ``answers`` are new or
    changed answers, such as a new red flag; ``runner`` is given the first time, and again when
    something about the runner changed.
    """

    pain_now: int | None = None
    pain_worst_yesterday: int | None = None
    pain_during_run: int | None = None
    settled_within_24_h: bool | None = None
    note: str = ""
    answers: Mapping[str, Answer] = field(default_factory=dict)
    runner: Runner | None = None
    replaces_all: bool = False
    """A whole intake: older answers that it does not repeat are open again."""
    stiffness_min: int | None = None
    side: Side | None = None
    sleep_h: float | None = None
    stress: int | None = None
    woke_at_night: bool | None = None
    limp: bool | None = None

    @property
    def is_morning(self) -> bool:
        """Whether it tells of the day itself, and not only changed answers."""
        told = (self.pain_now, self.stiffness_min, self.sleep_h, self.stress)
        return any(each is not None for each in (*told, self.woke_at_night, self.limp))


def check_in(
    store: Store, at: datetime, told: Told, knowledge: Knowledge, writers: Writers
) -> DayAnswer:
    """Store what was told, judge anew and plan anew, all in one transaction.

    Raises:
        CaseError: an answer is unknown, impossible or contradicts another; nothing is stored.
        NothingStoredError: nobody said yet who the runner is.
    """
    _refuse_impossible(told)
    with store.transaction() as transaction:
        # on a clock that went back, what is told now must not sort before what was told earlier
        _store(transaction, told_at(transaction, at), told, knowledge)
        state = current_state(transaction, at, knowledge)
        if told.replaces_all:
            # only a whole new intake lifts a level that an earlier one came to
            state = replace(state, case=replace(state.case, held=None))
        answer = decide(state, knowledge)
        keep(transaction, INTAKE if told.replaces_all else CHECK_IN, answer, writers)
    return answer


def _store(transaction: Transaction, at: datetime, told: Told, knowledge: Knowledge) -> None:
    if told.runner is not None:
        transaction.save_runner(told.runner)
    if transaction.runner() is None:
        raise NothingStoredError(
            "It is not known yet who the runner is.",
            "Make the first check-in in the app (stridewell serve) or with: "
            "stridewell assess CASE --save",
        )
    earlier = {each.question: each.value for each in transaction.answers()}
    answers = {**morning_answers(told, earlier), **told.answers}
    transaction.withdraw_answers(_overtaken(transaction, answers, told, knowledge), at)
    transaction.add_answers(answers, at)
    if told.is_morning:
        transaction.add_check_in(_check_in(at, told))


def _check_in(at: datetime, told: Told) -> CheckIn:
    return CheckIn(
        at=at,
        pain_now=told.pain_now,
        pain_worst_yesterday=told.pain_worst_yesterday,
        pain_during_run=told.pain_during_run,
        settled_within_24_h=told.settled_within_24_h,
        note=told.note,
        stiffness_min=told.stiffness_min,
        side=told.side.value if told.side is not None else None,
        sleep_h=told.sleep_h,
        stress=told.stress,
        woke_at_night=told.woke_at_night,
        limp=told.limp,
    )


def _overtaken(
    transaction: Transaction, answers: Mapping[str, Answer], told: Told, knowledge: Knowledge
) -> tuple[str, ...]:
    """The older answers that the new ones make void."""
    if told.replaces_all:
        return tuple(old.question for old in transaction.answers() if old.question not in answers)
    return second_askings(tuple(answers), knowledge)


def morning_answers(told: Told, earlier: Mapping[str, Answer]) -> dict[str, Answer]:
    """What the day itself answers anew of the intake's questions, so that triage sees it.

    A night without waking denies only that: how else the night was told before stays.
    """
    answers: dict[str, Answer] = {}
    if told.pain_now is not None:
        answers["pain_daily"] = max(told.pain_now, told.pain_worst_yesterday or 0)
    if told.pain_during_run is not None:
        answers["pain_running"] = told.pain_during_run
    if told.stiffness_min is not None:
        answers["stiffness_minutes"] = told.stiffness_min
    if told.woke_at_night is not None:
        answers["night_pain"] = night_answer(earlier.get("night_pain"), woke=told.woke_at_night)
    if told.limp is not None and earlier.get("weight_bearing") != "cannot":
        answers["weight_bearing"] = "limp" if told.limp else "normal"
    return answers


WOKE, NOT_WOKEN = "deep", "not_woken"


def night_answer(earlier: Answer | None, *, woke: bool) -> str:
    """The night's answer with "it wakes me whatever way I lie" told anew."""
    if woke:
        return WOKE
    if isinstance(earlier, str) and earlier not in {WOKE, NOT_SURE}:
        return earlier
    return NOT_WOKEN


SCALES = {
    "pain_now": (0, WORST_PAIN, "Pain is told from 0 (none) to 10 (worst imaginable)"),
    "pain_worst_yesterday": (0, WORST_PAIN, "Pain is told from 0 (none) to 10 (worst imaginable)"),
    "pain_during_run": (0, WORST_PAIN, "Pain is told from 0 (none) to 10 (worst imaginable)"),
    "stress": (0, WORST_PAIN, "Stress is told from 0 (none) to 10 (worst imaginable)"),
    "stiffness_min": (0, 600, "Stiffness is told in minutes from 0 to 600"),
    "sleep_h": (0, 24, "Sleep is told in hours from 0 to 24"),
}


def _refuse_impossible(told: Told) -> None:
    for name, (low, high, scale) in SCALES.items():
        value = getattr(told, name)
        if value is not None and not low <= value <= high:
            raise CaseError(f"{scale}, not as {value}.", "Correct the number.")


def _refuse_older(store: Store, at: datetime) -> None:
    """An old case may not undo an alarm told since; a clock that is a little off does not count."""
    with store.transaction() as transaction:
        last = transaction.newest_moment()
    if last is not None and at < last - OLDER:
        then = last.astimezone(at.tzinfo)
        raise CaseError(
            f"The case tells of {at.day} {at:%B %Y}; something was told on {then.day} "
            f"{then:%B %Y}, which is newer.",
            "Set its time (at) to now if that is how you are, or make the check-in in the app.",
        )


def save_case(store: Store, case: Case, knowledge: Knowledge, writers: Writers) -> DayAnswer:
    """Take a whole case over as the runner's newest answers and plan from it.

    Findings of the case itself are left out: the runs in the store speak for themselves.

    Raises:
        CaseError: the case is impossible, or older than what was told since; nothing is stored.
    """
    _refuse_older(store, case.at)
    told = Told(answers=case.answers, runner=case.runner, replaces_all=True)
    return check_in(store, case.at, told, knowledge, writers)
