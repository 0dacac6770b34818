"""The load ledger of the stored runs, and what changed before it hurt, for the runner to answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo

from stridewell.app.assumed import apart
from stridewell.app.current import sore_side
from stridewell.app.desk import Desk
from stridewell.app.diary import day_of, read_diary
from stridewell.app.load_changes import Verdict, changes_told, tell_change
from stridewell.app.load_history import spike_limits
from stridewell.app.onset import Onset, pain_onset
from stridewell.app.ports import StoredRun, Transaction
from stridewell.app.telling import shown_clocks
from stridewell.app.told_runs import ToldRuns, told_runs
from stridewell.errors import CaseError, NothingStoredError
from stridewell.knowledge.records import Knowledge
from stridewell.plan.diary import Completion, Diary, SessionDone
from stridewell.training_load.change import Change, ChangeKind
from stridewell.training_load.changed import what_changed
from stridewell.training_load.ledger import Ledger, LedgerRules, Told, ledger
from stridewell.training_load.run_record import WORST, PainDay, RoadSide, RunRecord
from stridewell.training_load.shoe_load import ShoePair
from stridewell.values.evidence import Reason


@dataclass(frozen=True, slots=True)
class OfferedChange:
    """A change, and what the runner said of it; None where nothing was said."""

    change: Change
    verdict: Verdict | None

    @property
    def can_answer(self) -> bool:
        """Whether an answer changes anything: only what sets a finding is asked for."""
        return self.change.finding is not None


@dataclass(frozen=True, slots=True, eq=False)
class LoadLedger:
    """The ledger, when the pain began, and the changes before it in the order of time."""

    ledger: Ledger
    onset: Onset | None
    changes: tuple[OfferedChange, ...]
    order_reason: Reason
    road_side: RoadSide | None


def load_ledger(desk: Desk) -> LoadLedger:
    """Everything the stored runs say of the load, today.

    Raises:
        CaseError: an entry of the journal cannot be read; it is named.
    """
    with desk.store.transaction() as transaction:
        return _load_ledger(transaction, desk.clock.now(), desk.knowledge)


def answer_change(desk: Desk, key: str, verdict: Verdict | None) -> OfferedChange:
    """What the runner says of a change; None takes the answer back.

    Raises:
        NothingStoredError: there is no such change now.
        CaseError: it takes no answer.
    """
    now = desk.clock.now()
    with desk.store.transaction() as transaction:
        seen = _load_ledger(transaction, now, desk.knowledge)
        offered = next((each for each in seen.changes if each.change.key == key), None)
        if offered is None:
            raise NothingStoredError(
                f"There is no change {key!r} before the pain.", "Look at what changed again."
            )
        if not offered.can_answer:
            raise CaseError(f"The change {key!r} takes no answer.", "Answer one of the others.")
        tell_change(transaction, offered.change, _jump(seen, offered.change), (verdict, now))
    return OfferedChange(offered.change, verdict)


def _jump(seen: LoadLedger, change: Change) -> datetime | None:
    """When the run began that jumped; None for any other change."""
    starts = [run.start for run in seen.ledger.runs if run.id in change.runs]
    return starts[0] if starts and change.kind is ChangeKind.SPIKE else None


def _load_ledger(transaction: Transaction, at: datetime, knowledge: Knowledge) -> LoadLedger:
    zone = at.tzinfo or UTC
    today, answers = day_of(at, zone), transaction.answers()
    onset = pain_onset(answers, zone)
    began = None if onset is None else onset.day
    recorded = told_runs(transaction, apart(transaction.runs()).runs, zone)
    diary = read_diary(transaction, zone, shown_clocks(transaction))
    shoes = recorded.shoes
    rules = LedgerRules(knowledge.load, spike_limits(knowledge))
    told = Told(
        pains=tuple(_pains(diary)),
        pairs=[ShoePair(each.id, each.name, shoes.start_km_of(each)) for each in shoes.shoes],
        sore=sore_side({each.question: each.value for each in answers}),
        onset=began,
        is_rough=onset is not None and onset.is_rough,
    )
    whole = ledger(_records(recorded, diary, zone), told, today, zone, rules)
    verdicts = {each.key: each.verdict for each in changes_told(transaction)}
    return LoadLedger(
        ledger=whole,
        onset=onset,
        changes=tuple(
            OfferedChange(each, verdicts.get(each.key)) for each in what_changed(whole, told, rules)
        ),
        order_reason=knowledge.load.reason("order"),
        road_side=recorded.road.side_on(today),
    )


def _pains(diary: Diary) -> Iterator[PainDay]:
    """Every pain that was told, on the day it was felt."""
    for morning in diary.mornings:
        if morning.pain_now is not None:
            yield PainDay(morning.day, morning.pain_now, morning.side)
        if morning.worst_yesterday is not None:
            yield PainDay(_day_before(morning.day), morning.worst_yesterday, morning.side)
    for session in diary.sessions:
        if session.pain_during is not None and session.completion is not Completion.SKIPPED:
            yield PainDay(session.day, session.pain_during)


def _day_before(day: date) -> date:
    return date.fromordinal(day.toordinal() - 1)


def _records(recorded: ToldRuns, diary: Diary, zone: tzinfo) -> list[RunRecord]:
    days = {run.id: day_of(run.summary.start, zone) for run in recorded.runs}
    efforts = _efforts(days, diary.sessions)
    return [
        RunRecord(
            id=run.id,
            summary=run.summary,
            exposure=run.exposure,
            effort=efforts.get(run.id, _noted(run)),
            shoe=recorded.shoes.worn.get(run.id, ""),
            road_side=recorded.road.side_on(days[run.id]),
        )
        for run in recorded.runs
    ]


def _efforts(days: Mapping[int, date], sessions: Sequence[SessionDone]) -> Mapping[int, float]:
    """The effort the runner told of each run: with the run, else for the only run of the day."""
    counts = Counter(days.values())
    alone = {day: run_id for run_id, day in days.items() if counts[day] == 1}
    found: dict[int, float] = {}
    for session in sessions:
        if session.effort is None or not session.kind.has_running:
            continue
        run_id = session.run_id if session.run_id is not None else alone.get(session.day)
        if run_id is not None and session.completion is not Completion.SKIPPED:
            found[run_id] = float(session.effort)
    return found


def _noted(run: StoredRun) -> float | None:
    """The effort an app was told; None where it lies off the scale."""
    effort = run.notes.perceived_exertion
    return effort if effort is not None and 0 <= effort <= WORST else None
