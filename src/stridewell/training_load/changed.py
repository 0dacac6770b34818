"""What changed before it hurt, in the order of time: offered, never called a cause."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from stridewell.training_load.change import Before, Change, ChangeKind, Measured
from stridewell.training_load.changes_in_runs import (
    balance_changes,
    break_changes,
    heavier_changes,
    shoe_changes,
    spike_changes,
    streak_changes,
)
from stridewell.training_load.changes_in_sums import distance_changes, slope_changes
from stridewell.training_load.ledger import Ledger, LedgerRules, Told
from stridewell.training_load.wording import counted, day_name

KINDS: tuple[Callable[[Before], Iterator[Measured]], ...] = (
    spike_changes,
    distance_changes,
    slope_changes,
    shoe_changes,
    break_changes,
    streak_changes,
    heavier_changes,
    balance_changes,
)


def what_changed(ledger: Ledger, told: Told, rules: LedgerRules) -> tuple[Change, ...]:
    """Everything that changed in the weeks before the pain began, or before today without pain.

    It is never empty: without any change it says that nothing stood out, or that nothing is
    recorded.
    """
    before = Before(ledger, rules, told.pain)
    runs = [each for each in ledger.runs if before.holds(each.day)]
    if not runs:
        return (before.change(_without_runs(before)),)
    found = [before.change(told) for kind in KINDS for told in kind(before)]
    found.sort(key=lambda each: (each.last, each.kind))
    return tuple(found) or (before.change(_nothing(before, len(runs))),)


def _span(before: Before) -> str:
    return f"from {day_name(before.first)} to {day_name(before.end)}"


def _without_runs(before: Before) -> Measured:
    text = f"No run is recorded {_span(before)}."
    return Measured(ChangeKind.NO_RUNS, text, before.first, before.end)


def _nothing(before: Before, runs: int) -> Measured:
    text = f"Nothing stood out in the {counted(runs, 'run')} {_span(before)}."
    return Measured(ChangeKind.NOTHING, text, before.first, before.end, runs=())
