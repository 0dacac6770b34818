"""Between check-ins: sessions done, wishes, clearances, gates. Triage and plan run every time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from stridewell.app.care import DayAnswer, Writers, decide, keep
from stridewell.app.current import CHECK_IN, current_state, require_told
from stridewell.app.diary import day_of
from stridewell.app.journal import EntryKind, newest, read, write
from stridewell.app.ports import Store, Transaction
from stridewell.app.telling import told_at
from stridewell.errors import CaseError, NothingStoredError
from stridewell.intake.reading import Answer
from stridewell.knowledge.records import Knowledge
from stridewell.plan.diary import Clearance, Completion, GateDone, SessionDone
from stridewell.plan.items import ActivityKind
from stridewell.plan.planned import PlannedWeek
from stridewell.plan.wishes import Wishes

Write = Callable[[Transaction], None]

CHANGED = "change"
"""Kind of a stored result: a decision after something else than pain was told."""

TOLD_LATE_DAYS = 14
"""A session may be told up to so many days later."""

NOT_TOLD = frozenset({EntryKind.WEEK.value, EntryKind.CLOCK.value})
"""Entries that the app writes by itself."""

NO_SESSION = frozenset({ActivityKind.REST, ActivityKind.SEE_SOMEONE})


def log_session(
    store: Store, at: datetime, session: SessionDone, knowledge: Knowledge, writers: Writers
) -> DayAnswer:
    """Store how a session went, judge anew and plan anew.

    Pain in a run answers the intake's question about it, a limp the one about walking.

    Raises:
        CaseError: the session is in the future, too old, or names what does not exist.
        NothingStoredError: no check-in was made yet, or there is no such run.
    """
    _refuse_session(session, day_of(at, at.tzinfo or UTC), knowledge)

    def told(transaction: Transaction) -> None:
        linked, when = _with_run(session, transaction, at), told_at(transaction, at)
        write(transaction, EntryKind.SESSION, linked, when)
        transaction.add_answers(_session_answers(linked, transaction), when)

    return told_and_planned(store, at, told, CHECK_IN, knowledge, writers)


def set_wishes(
    store: Store, at: datetime, wishes: Wishes, knowledge: Knowledge, writers: Writers
) -> DayAnswer:
    """Store what the runner wants and has, and plan anew.

    Raises:
        CaseError: an equipment or a sport does not exist.
        NothingStoredError: no check-in was made yet.
    """
    for each in wishes.cross_training:
        if each not in knowledge.exercises:
            raise CaseError(f"There is no training called {each!r}.", "Choose one of the list.")

    for each in wishes.equipment:
        if each not in knowledge.equipment:
            raise CaseError(f"There is no equipment called {each!r}.", "Choose from the list.")

    def told(transaction: Transaction) -> None:
        write(transaction, EntryKind.WISHES, wishes, told_at(transaction, at))

    return told_and_planned(store, at, told, CHANGED, knowledge, writers)


def enter_clearance(
    store: Store, at: datetime, clearance: Clearance, knowledge: Knowledge, writers: Writers
) -> DayAnswer:
    """Store that a clinician allows running again for one condition, and plan anew.

    Raises:
        CaseError: the condition does not exist, the day is still to come, or nobody is named.
        NothingStoredError: no check-in was made yet.
    """
    if clearance.condition not in knowledge.conditions:
        raise CaseError(
            f"There is no condition called {clearance.condition!r}.",
            "Choose one of the list: stridewell learn conditions.",
        )
    if clearance.day > day_of(at, at.tzinfo or UTC):
        raise CaseError("The day of the clearance is still to come.", "Correct the day.")
    if not clearance.by.strip():
        raise CaseError("It is open who cleared you.", "Name the clinician or the practice.")

    def told(transaction: Transaction) -> None:
        write(transaction, EntryKind.CLEARANCE, clearance, told_at(transaction, at))

    return told_and_planned(store, at, told, CHANGED, knowledge, writers)


def enter_gates(
    store: Store, at: datetime, gates: Sequence[GateDone], knowledge: Knowledge, writers: Writers
) -> DayAnswer:
    """Store how the tests before running went, and plan anew.

    Raises:
        CaseError: nothing was told, or a day is still to come.
        NothingStoredError: no check-in was made yet.
    """
    if not gates:
        raise CaseError("No test was told.", "Tell at least one.")
    today = day_of(at, at.tzinfo or UTC)
    if any(gate.day > today for gate in gates):
        raise CaseError("The day of a test is still to come.", "Correct the day.")

    def told(transaction: Transaction) -> None:
        when = told_at(transaction, at)
        for gate in gates:
            write(transaction, EntryKind.GATE, gate, when)

    return told_and_planned(store, at, told, CHANGED, knowledge, writers)


def take_back(
    store: Store, at: datetime, entry_id: int, knowledge: Knowledge, writers: Writers
) -> DayAnswer:
    """Take an entry of the journal back, and plan anew.

    Raises:
        NothingStoredError: there is no such entry, the app wrote it by itself, or no check-in
            was made yet.
    """
    with store.transaction() as transaction:
        _refuse_own_entry(transaction, entry_id)
        # first, so that an entry that cannot be read can be taken back too
        transaction.withdraw_entry(entry_id)
        answer = decide(current_state(transaction, at, knowledge), knowledge)
        keep(transaction, CHANGED, answer, writers)
    return answer


def _refuse_own_entry(transaction: Transaction, entry_id: int) -> None:
    """Weeks and clocks are written by the app: nobody told them, and plans are compared with them.

    Raises:
        NothingStoredError: the entry is one of those.
    """
    if any(each.id == entry_id and each.kind in NOT_TOLD for each in transaction.entries()):
        raise NothingStoredError(
            f"Entry {entry_id} was not told by you.", "See stridewell log for the numbers."
        )


def told_and_planned(
    store: Store, at: datetime, tell: Write, kind: str, knowledge: Knowledge, writers: Writers
) -> DayAnswer:
    """Write, judge and plan in one transaction: an error leaves nothing behind.

    Raises:
        NothingStoredError: no check-in was made yet.
    """
    with store.transaction() as transaction:
        require_told(transaction)
        tell(transaction)
        answer = decide(current_state(transaction, at, knowledge), knowledge)
        keep(transaction, kind, answer, writers)
    return answer


def _refuse_session(session: SessionDone, today: date, knowledge: Knowledge) -> None:
    if session.kind in NO_SESSION:
        raise CaseError("A day of rest is no session.", "Nothing has to be told of it.")
    if session.day > today:
        raise CaseError("The day of the session is still to come.", "Tell it when it is done.")
    if session.day < today - timedelta(days=TOLD_LATE_DAYS):
        raise CaseError(
            f"The session is more than {TOLD_LATE_DAYS} days ago.",
            "Tell newer ones; older ones no longer change the plan.",
        )
    for each in session.exercises:
        if each.exercise not in knowledge.exercises:
            raise CaseError(f"There is no exercise called {each.exercise!r}.", "Correct the name.")


def _with_run(session: SessionDone, transaction: Transaction, at: datetime) -> SessionDone:
    """The session with the stored run it was: the one named, else the longest of its day."""
    if not session.kind.has_running or session.completion is Completion.SKIPPED:
        return session
    zone = at.tzinfo or UTC
    runs = {run.id: run for run in transaction.runs()}
    if session.run_id is not None and session.run_id not in runs:
        raise NothingStoredError(
            f"There is no run number {session.run_id}.", "List the runs with `stridewell runs`."
        )
    same_day = [r for r in runs.values() if day_of(r.summary.start, zone) == session.day]
    named = runs.get(session.run_id or 0)
    if named is not None and abs((day_of(named.summary.start, zone) - session.day).days) > 1:
        ran = day_of(named.summary.start, zone)
        raise CaseError(
            f"Run {named.id} is of {ran.day} {ran:%B}, not of {session.day.day} {session.day:%B}.",
            "Name the day of the run, or another run.",
        )
    chosen = named or max(same_day, key=lambda run: run.summary.distance_m or 0.0, default=None)
    if chosen is None:
        return session
    summary = chosen.summary
    return replace(
        session,
        run_id=chosen.id,
        distance_m=session.distance_m or summary.distance_m,
        minutes=session.minutes or summary.duration_s / 60,
    )


def _session_answers(session: SessionDone, transaction: Transaction) -> dict[str, Answer]:
    """What a session answers of the intake's questions; a run answers only while it is the last."""
    earlier = {each.question: each.value for each in transaction.answers()}
    told = read(transaction, EntryKind.SESSION, SessionDone)
    ran = (each.record.day for each in told if each.record.kind.has_running)
    is_last = all(day <= session.day for day in ran)
    answers: dict[str, Answer] = {}
    if session.kind.has_running and session.pain_during is not None and is_last:
        answers["pain_running"] = session.pain_during
    if session.limped and earlier.get("weight_bearing") != "cannot":
        answers["weight_bearing"] = "limp"
    return answers


def kept_week(transaction: Transaction) -> PlannedWeek:
    """The week as it was last kept.

    Raises:
        NothingStoredError: no week was planned yet.
    """
    week = newest(transaction, EntryKind.WEEK, PlannedWeek)
    if week is None:
        raise NothingStoredError("No week is planned yet.", "Make a check-in first.")
    return week
