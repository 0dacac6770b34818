"""What the runner said of changes before the pain: confirmed, declined, or taken back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

from stridewell.app.diary import day_of
from stridewell.app.journal import EntryKind, read, write
from stridewell.app.onset import pain_onset
from stridewell.app.ports import Transaction
from stridewell.app.telling import told_at
from stridewell.knowledge.records import Knowledge
from stridewell.training_load.change import Change, ChangeKind
from stridewell.training_load.spike import SpikeResult
from stridewell.values.evidence import Finding, Origin, State


class Verdict(StrEnum):
    """What the runner says of a change."""

    CONFIRMED = "confirmed"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class ChangeTold:
    """A change as it was shown, and what the runner said of it; None takes an answer back.

    ``run`` is the start of the run that jumped. The text is kept, so that what was said can be
    replayed when the recordings have changed.
    """

    key: str
    kind: ChangeKind
    last: date
    verdict: Verdict | None
    at: datetime
    text: str
    finding: str | None = None
    run: datetime | None = None


def tell_change(
    transaction: Transaction,
    change: Change,
    run: datetime | None,
    told: tuple[Verdict | None, datetime],
) -> None:
    """Write down what the runner said, and when."""
    verdict, at = told
    record = ChangeTold(
        key=change.key,
        kind=change.kind,
        last=change.last,
        verdict=verdict,
        at=at,
        text=change.text,
        finding=change.finding,
        run=run,
    )
    write(transaction, EntryKind.LOAD_CHANGE, record, told_at(transaction, at))


def changes_told(transaction: Transaction) -> tuple[ChangeTold, ...]:
    """The newest answer to each change, those taken back left out.

    Raises:
        CaseError: an entry of the journal cannot be read; it is named.
    """
    entries = read(transaction, EntryKind.LOAD_CHANGE, ChangeTold)
    newest = {entry.record.key: entry.record for entry in entries}
    return tuple(each for each in newest.values() if each.verdict is not None)


def changes_of_now(
    transaction: Transaction, at: datetime, knowledge: Knowledge
) -> tuple[ChangeTold, ...]:
    """The declined changes, and the confirmed ones of the days before this pain (or before now)."""
    zone = at.tzinfo or UTC
    onset = pain_onset(transaction.answers(), zone)
    end = day_of(at, zone) if onset is None else onset.day
    span = timedelta(days=knowledge.spike.recent_days)
    return tuple(
        each
        for each in changes_told(transaction)
        if each.verdict is Verdict.DECLINED or end - span < each.last <= end
    )


def without_declined(
    spikes: Sequence[SpikeResult], told: Sequence[ChangeTold]
) -> tuple[SpikeResult, ...]:
    """The runs but those the runner said were no jump."""
    declined = {
        each.run
        for each in told
        if each.kind is ChangeKind.SPIKE and each.verdict is Verdict.DECLINED
    }
    return tuple(each for each in spikes if each.start not in declined)


def confirmed_findings(told: Sequence[ChangeTold], apart: str) -> tuple[Finding, ...]:
    """What the confirmed changes set, each finding once; ``apart`` is worked out from the runs.

    A finding is as old as the runner's answer, so that a later answer of an intake overrules it.
    """
    found: dict[str, ChangeTold] = {}
    for each in told:
        if each.verdict is Verdict.CONFIRMED and each.finding and each.finding != apart:
            found[each.finding] = each
    return tuple(
        Finding(id=name, state=State.PRESENT, at=each.at, origin=Origin.RUN, said=each.text)
        for name, each in found.items()
    )
