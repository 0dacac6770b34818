"""The shoe log in the store: pairs added and retired, runs put into them, and what it advises."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta, tzinfo

from stridewell.app.assess import assess
from stridewell.app.care import plan_input
from stridewell.app.case import Case
from stridewell.app.current import CurrentState, current_state
from stridewell.app.desk import Desk
from stridewell.app.diary import day_of
from stridewell.app.journal import EntryKind, read, write
from stridewell.app.onset import onset_of
from stridewell.app.ports import StoredRun, Transaction
from stridewell.errors import CaseError, NothingStoredError
from stridewell.intake.runner import Sex
from stridewell.knowledge.records import Knowledge
from stridewell.plan import situation as situations
from stridewell.plan.causes_grouped import GroupedCause, grouped_causes
from stridewell.plan.cue_trial import CueEvent, open_trial
from stridewell.plan.shoe_advice import ShoeAdvice, Wearer, shoe_advice
from stridewell.plan.shoe_names import key_of, stem_of
from stridewell.plan.shoes import LoggedRun, Shoe, ShoeLog, ShoeRun, shoe_log


@dataclass(frozen=True, slots=True)
class ShoeShelf:
    """The log with its advice; ``labels`` are the stored runs by number."""

    log: ShoeLog
    advice: ShoeAdvice
    runs: Sequence[StoredRun]


def shoe_shelf(desk: Desk) -> ShoeShelf:
    """Every pair with its distance, and what the log advises today."""
    now = desk.clock.now()
    zone = now.tzinfo or UTC
    with desk.store.transaction() as transaction:
        runs = transaction.runs()
        log = shoes_of(transaction, runs, zone)
        wearer = _wearer(transaction, now, desk)
    return ShoeShelf(log, shoe_advice(log, wearer, desk.knowledge.around), runs)


def read_shoes(transaction: Transaction, zone: tzinfo) -> ShoeLog:
    """The log as the journal and the exports have it."""
    return shoes_of(transaction, transaction.runs(), zone)


def shoes_of(transaction: Transaction, runs: Sequence[StoredRun], zone: tzinfo) -> ShoeLog:
    """The log over runs that were read already."""
    shoes = [each.record for each in read(transaction, EntryKind.SHOE, Shoe)]
    links = [each.record for each in read(transaction, EntryKind.SHOE_RUN, ShoeRun)]
    logged = [
        LoggedRun(run.id, day_of(run.summary.start, zone), run.summary.distance_m, run.notes.gear)
        for run in runs
    ]
    return shoe_log(shoes, links, logged)


def add_shoe(desk: Desk, shoe: Shoe) -> Shoe:
    """Put a pair into the log; its id is made from its name.

    Raises:
        CaseError: an active pair has that name already.
    """
    now = desk.clock.now()
    with desk.store.transaction() as transaction:
        log = read_shoes(transaction, now.tzinfo or UTC)
        refuse_taken(log, shoe.name)
        named = replace(shoe, id=_new_id(shoe.name, log), name=shoe.name.strip())
        write(transaction, EntryKind.SHOE, named, now)
    return named


def retire_shoe(desk: Desk, shoe_id: str, day: date) -> Shoe:
    """Take a pair out of use; its runs stay.

    Raises:
        NothingStoredError: there is no such pair.
        CaseError: the day lies before it was bought.
    """
    now = desk.clock.now()
    with desk.store.transaction() as transaction:
        shoe = find_shoe(read_shoes(transaction, now.tzinfo or UTC), shoe_id)
        try:
            retired = replace(shoe, retired=day)
        except ValueError as error:
            raise CaseError(f"{error}.", "Give a later day.") from error
        write(transaction, EntryKind.SHOE, retired, now)
    return retired


def wear(desk: Desk, shoe_id: str, runs: Sequence[int]) -> int:
    """Say that runs were done in a pair; an empty id says that it is not known. Returns how many.

    Raises:
        NothingStoredError: there is no such pair or no such run.
    """
    now = desk.clock.now()
    with desk.store.transaction() as transaction:
        log = read_shoes(transaction, now.tzinfo or UTC)
        shoe = find_shoe(log, shoe_id) if shoe_id else None
        known = {each.run_id for each in log.runs}
        for run in runs:
            if run not in known:
                raise NothingStoredError(f"There is no run {run}.", "See stridewell runs.")
        if shoe is not None and shoe.id in log.by_app:
            # the name must outlive the export that brought it, now that the runner uses it
            write(transaction, EntryKind.SHOE, shoe, now)
        wanted = "" if shoe is None else shoe.id
        for run in runs:
            if log.worn.get(run, "") != wanted:
                write(transaction, EntryKind.SHOE_RUN, ShoeRun(run, wanted), now)
    return len(runs)


def wear_the_rest(desk: Desk, shoe_id: str) -> int:
    """Put every run without shoes since a pair was bought into it; returns how many.

    Raises:
        NothingStoredError: there is no such pair.
    """
    with desk.store.transaction() as transaction:
        log = read_shoes(transaction, desk.clock.now().tzinfo or UTC)
    shoe = find_shoe(log, shoe_id)
    rest = [
        each.run_id
        for each in log.without_shoes
        if (shoe.bought is None or each.day >= shoe.bought)
        and (shoe.retired is None or each.day <= shoe.retired)
    ]
    return wear(desk, shoe.id, rest)


def find_shoe(log: ShoeLog, wanted: str) -> Shoe:
    """A pair by its id or its name.

    Raises:
        NothingStoredError: there is none.
    """
    key = key_of(wanted)
    shoe = log.shoe(wanted) or next(
        (each for each in (*log.active, *log.shoes) if key_of(each.name) == key), None
    )
    if shoe is None:
        raise NothingStoredError(f"There is no pair {wanted!r}.", "See stridewell shoes.")
    return shoe


def refuse_taken(log: ShoeLog, name: str, but: str = "") -> None:
    """Refuse a name that another active pair has (``but`` is the id of the one it may have).

    Raises:
        CaseError: there is such a pair.
    """
    taken = {key_of(each.name) for each in log.active if each.id != but}
    if key_of(name) in taken:
        raise CaseError(
            f"There is a pair called {name.strip()!r} already.",
            "Name it otherwise, or make the two one pair: `stridewell shoes merge`.",
        )


def _new_id(name: str, log: ShoeLog) -> str:
    stem = stem_of(name)
    taken = {each.id for each in (*log.shoes, *log.merged)}
    numbered = (f"{stem}-{number}" for number in range(2, len(taken) + 3))
    return next(each for each in (stem, *numbered) if each not in taken)


def _wearer(transaction: Transaction, now: datetime, desk: Desk) -> Wearer:
    """What is known of the runner; little before the first check-in."""
    today = day_of(now, now.tzinfo or UTC)
    try:
        state = current_state(transaction, now, desk.knowledge)
    except NothingStoredError:
        return Wearer(today)
    runner = state.case.runner
    return Wearer(
        today=today,
        pain_since=_pain_since(state.case),
        mass_kg=runner.mass_kg,
        is_female=runner.sex is Sex.FEMALE if runner.sex in {Sex.FEMALE, Sex.MALE} else None,
        causes=_causes(state, desk.knowledge),
        other_change=_trial_under_way(transaction, desk.knowledge),
    )


def _causes(state: CurrentState, knowledge: Knowledge) -> tuple[GroupedCause, ...]:
    inputs = plan_input(state, assess(state.case, knowledge), knowledge)
    return grouped_causes(situations.assess(inputs))


def _trial_under_way(transaction: Transaction, knowledge: Knowledge) -> str:
    """The trial of a cue that is going on, as a clause; empty without one."""
    events = [each.record for each in read(transaction, EntryKind.CUE, CueEvent)]
    running = open_trial(events)
    if running is None or running.cue not in knowledge.around.cues:
        return ""
    return f"the cue “{knowledge.around.cues[running.cue].name}” is being tried"


def _pain_since(case: Case) -> date | None:
    """The day the pain began, told as a day or as weeks ago."""
    day = onset_of(case.answers)
    weeks = case.answers.get("duration_weeks")
    if day is not None or not isinstance(weeks, int | float):
        return day
    return day_of(case.at, case.at.tzinfo or UTC) - timedelta(weeks=float(weeks))
