"""Pairs of shoes set right: renamed, tagged, worn again, made one; and runs put in by days."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, replace
from datetime import UTC, date

from stridewell.app.desk import Desk
from stridewell.app.journal import EntryKind, from_plain, write
from stridewell.app.shoe_log import find_shoe, read_shoes, refuse_taken, wear
from stridewell.errors import CaseError, NothingStoredError
from stridewell.plan.shoe_names import key_of
from stridewell.plan.shoes import Shoe, ShoeLog

NO_PAIR = "none"
"""Stands for "it is not known which pair" where a pair can be named."""
CHANGEABLE = frozenset(
    {"name", "bought", "drop_mm", "stack_mm", "mass_g"}
    | {"cushioning", "kind", "start_km", "worn_on"}
)


def change_shoe(desk: Desk, wanted: str, told: Mapping[str, object]) -> Shoe:
    """Tell something else of a pair; what is left out stays, None takes it back.

    A renamed pair keeps the runs that an export has under its earlier name.

    Raises:
        NothingStoredError: there is no such pair.
        CaseError: another active pair has that name, or a value is impossible.
    """
    unknown = told.keys() - CHANGEABLE
    assert not unknown, f"nothing of a pair is called {sorted(unknown)}"

    def changed(shoe: Shoe, log: ShoeLog) -> Shoe:
        made = from_plain(asdict(shoe) | dict(told), Shoe)
        name = " ".join(made.name.split())
        if key_of(name) == key_of(shoe.name):
            return replace(made, name=name)
        refuse_taken(log, name, but=shoe.id)
        return replace(made, name=name, also=tuple(dict.fromkeys((*shoe.also, shoe.name))))

    return _rewrite(desk, wanted, changed)


def wear_again(desk: Desk, wanted: str) -> Shoe:
    """Take a retirement back.

    Raises:
        NothingStoredError: there is no such pair.
        CaseError: another active pair has its name by now.
    """

    def changed(shoe: Shoe, log: ShoeLog) -> Shoe:
        refuse_taken(log, shoe.name, but=shoe.id)
        return replace(shoe, retired=None)

    return _rewrite(desk, wanted, changed)


def merge_shoes(desk: Desk, wanted: str, into: str) -> Shoe:
    """Say that a pair is another one under a second name; its runs go there. Returns the other.

    Raises:
        NothingStoredError: there is no such pair.
        CaseError: both are the same pair.
    """
    now = desk.clock.now()
    with desk.store.transaction() as transaction:
        log = read_shoes(transaction, now.tzinfo or UTC)
        pair, other = find_shoe(log, wanted), find_shoe(log, into)
        if pair.id == other.id:
            raise CaseError(f"{pair.name} is one pair already.", "Name two pairs.")
        if other.id in log.by_app:
            write(transaction, EntryKind.SHOE, other, now)
        write(transaction, EntryKind.SHOE, replace(pair, merged_into=other.id), now)
    return other


def split_shoe(desk: Desk, wanted: str) -> Shoe:
    """Take a merge back; the pair has its own runs again.

    Raises:
        NothingStoredError: no pair of that name was merged.
    """
    now = desk.clock.now()
    with desk.store.transaction() as transaction:
        merged = read_shoes(transaction, now.tzinfo or UTC).merged
        key = key_of(wanted)
        pair = next((e for e in merged if e.id == wanted or key_of(e.name) == key), None)
        if pair is None:
            raise NothingStoredError(f"No pair {wanted!r} was merged.", "See stridewell shoes.")
        alone = replace(pair, merged_into="")
        write(transaction, EntryKind.SHOE, alone, now)
    return alone


def wear_between(
    desk: Desk, wanted: str, first: date | None, last: date | None, *, every_run: bool
) -> int:
    """Say that all runs from a day to a day were done in a pair; returns how many.

    ``NO_PAIR`` says that it is not known. Runs that have a pair are left alone unless
    ``every_run``. Days left out do not limit.

    Raises:
        NothingStoredError: there is no such pair.
        CaseError: the days are the wrong way round.
    """
    if first is not None and last is not None and last < first:
        raise CaseError(f"{last} lies before {first}.", "Exchange the two days.")
    with desk.store.transaction() as transaction:
        log = read_shoes(transaction, desk.clock.now().tzinfo or UTC)
    shoe_id = "" if key_of(wanted) == NO_PAIR else find_shoe(log, wanted).id
    runs = [
        each.run_id
        for each in log.runs
        if (first is None or each.day >= first)
        and (last is None or each.day <= last)
        and (every_run or each.run_id not in log.worn)
        and log.worn.get(each.run_id, "") != shoe_id
    ]
    return wear(desk, shoe_id, runs)


def _rewrite(desk: Desk, wanted: str, changed: Callable[[Shoe, ShoeLog], Shoe]) -> Shoe:
    now = desk.clock.now()
    with desk.store.transaction() as transaction:
        log = read_shoes(transaction, now.tzinfo or UTC)
        shoe = changed(find_shoe(log, wanted), log)
        write(transaction, EntryKind.SHOE, shoe, now)
    return shoe
