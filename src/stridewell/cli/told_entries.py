"""What was entered besides sessions, each with the number by which it can be taken back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import singledispatch

from stridewell.app.journal import Entry, EntryKind, read
from stridewell.app.ports import Store
from stridewell.cli.typed_days import said_day
from stridewell.knowledge.records import Knowledge
from stridewell.plan.changes import NAMES
from stridewell.plan.diary import Clearance, GateDone, SessionDone, TestDone
from stridewell.plan.scores import ClinicianScore, WeeklyScore
from stridewell.values.wording import sentence_case

M_PER_KM = 1000
RECORDS: Mapping[EntryKind, type[object]] = {
    EntryKind.CLEARANCE: Clearance,
    EntryKind.GATE: GateDone,
    EntryKind.TEST: TestDone,
    EntryKind.SCORE: WeeklyScore,
    EntryKind.CLINICIAN_SCORE: ClinicianScore,
}


@dataclass(frozen=True, slots=True)
class ToldEntry:
    """An entry in words; ``id`` is the number to take it back by."""

    id: int
    kind: str
    day: date
    text: str


def told_entries(store: Store, knowledge: Knowledge) -> tuple[ToldEntry, ...]:
    """Clearances, tests and scores that count, the newest first.

    Raises:
        CaseError: an entry of the journal cannot be read; it is named.
    """
    with store.transaction() as transaction:
        entries = [
            (kind, entry)
            for kind, record in RECORDS.items()
            for entry in read(transaction, kind, record)
        ]
    ordered = sorted(entries, key=lambda each: each[1].id, reverse=True)
    return tuple(_told(kind, entry, knowledge) for kind, entry in ordered)


def _told(kind: EntryKind, entry: Entry[object], knowledge: Knowledge) -> ToldEntry:
    day, text = in_words(entry.record, knowledge)
    return ToldEntry(entry.id, kind.value, day, text)


@singledispatch
def in_words(record: object, knowledge: Knowledge) -> tuple[date, str]:
    """The day of an entry, and what it says."""
    del knowledge
    raise TypeError(f"no words for a {type(record).__name__}")


@in_words.register
def _clearance(record: Clearance, knowledge: Knowledge) -> tuple[date, str]:
    known = knowledge.conditions.get(record.condition)
    name = known.name if known is not None else record.condition
    note = f" ({record.note})" if record.note else ""
    return record.day, f"Cleared for running with {name} by {record.by}{note}."


@in_words.register
def _gate(record: GateDone, knowledge: Knowledge) -> tuple[date, str]:
    known = knowledge.gates.get(record.gate)
    name = known.name if known is not None else record.gate
    how = "passed" if record.passed else "not passed"
    pain = f", pain {record.pain} of 10" if record.pain is not None else ""
    return record.day, f"{name}: {how}{pain}."


@in_words.register
def _test(record: TestDone, knowledge: Knowledge) -> tuple[date, str]:
    known = knowledge.strength_tests.get(record.test)
    name, unit = (known.name, known.unit) if known is not None else (record.test, "")
    side = f", {record.side.value}" if record.side is not None else ""
    return record.day, f"{name}{side}: {record.value:g} {unit}".rstrip() + "."


@in_words.register
def _score(record: WeeklyScore, knowledge: Knowledge) -> tuple[date, str]:
    del knowledge
    parts = [f"{question}={value}" for question, value in record.problem.items()]
    parts += [f"{each.name} {each.ability} of 10" for each in record.activities]
    if record.confidence is not None:
        parts.append(f"confidence {record.confidence} of 10")
    return record.day, f"The week: {', '.join(parts)}."


@in_words.register
def _clinician(record: ClinicianScore, knowledge: Knowledge) -> tuple[date, str]:
    del knowledge
    scale = f"{record.low:g} to {record.high:g}"
    return record.day, f"{record.name}, taken by a clinician: {record.value:g} ({scale})."


def session_words(session: SessionDone) -> str:
    """A session that was told, in one sentence."""
    name = sentence_case(NAMES.get(session.kind, session.kind.value))
    how = "left out" if session.completion == "skipped" else f"{session.completion.value}"
    return f"{name} on {said_day(session.day)}: {', '.join((how, *_details(session)))}."


def _details(session: SessionDone) -> Iterator[str]:
    if session.ladder and session.step:
        yield f"step {session.step} of ladder {session.ladder}"
    if session.extra:
        yield f"with {session.extra}"
    yield from _felt(session)
    if session.distance_m is not None:
        yield f"{session.distance_m / M_PER_KM:.1f} km"
    if session.minutes is not None:
        yield f"{session.minutes:.0f} min"
    if session.run_id is not None:
        yield f"run {session.run_id}"
    if session.exercises:
        count = len(session.exercises)
        yield f"{count} exercise told" if count == 1 else f"{count} exercises told"
    if session.note:
        yield session.note


def _felt(session: SessionDone) -> Iterator[str]:
    if session.pain_during is not None:
        yield f"pain {session.pain_during} of 10"
    if session.effort is not None:
        yield f"effort {session.effort} of 10"
    if session.limped is not None:
        yield "with a limp" if session.limped else "without a limp"
