"""Entries of the journal in words."""

from __future__ import annotations

import pytest

from cases import AT, KNOWLEDGE
from stridewell.adapters.store import MemoryStore
from stridewell.app.journal import EntryKind, write
from stridewell.cli.told_entries import in_words, session_words, told_entries
from stridewell.plan.diary import (
    Clearance,
    Completion,
    ExerciseDone,
    GateDone,
    SessionDone,
    TestDone,
)
from stridewell.plan.items import ActivityKind
from stridewell.plan.scores import ActivityScore, ClinicianScore, WeeklyScore
from stridewell.values.anatomy import Side

TODAY = AT.date()
RECORDS = {
    EntryKind.CLEARANCE: Clearance("bsi_sacrum", TODAY, "Dr Grey", "scan is clear"),
    EntryKind.GATE: GateDone("walk_30", TODAY, passed=False, pain=4),
    EntryKind.TEST: TestDone("side_plank_hold", TODAY, 62, Side.LEFT),
    EntryKind.SCORE: WeeklyScore(TODAY, {"load_cut": 1}, (ActivityScore("stairs", 6),), 3),
    EntryKind.CLINICIAN_SCORE: ClinicianScore(TODAY, "HAGOS", 62),
}
SAYS = {
    EntryKind.CLEARANCE: ("Dr Grey", "scan is clear"),
    EntryKind.GATE: ("not passed", "pain 4 of 10"),
    EntryKind.TEST: ("left", "62"),
    EntryKind.SCORE: ("load_cut=1", "stairs 6 of 10", "confidence 3 of 10"),
    EntryKind.CLINICIAN_SCORE: ("HAGOS", "62 (0 to 100)"),
}


def test_every_entry_has_its_number_its_day_and_its_words() -> None:
    store = MemoryStore()
    with store.transaction() as transaction:
        numbers = {kind.value: write(transaction, kind, each, AT) for kind, each in RECORDS.items()}
    entries = told_entries(store, KNOWLEDGE)
    assert {each.kind: each.id for each in entries} == numbers
    assert [each.id for each in entries] == sorted(numbers.values(), reverse=True)
    assert {each.day for each in entries} == {TODAY}
    for each in entries:
        assert all(word in each.text for word in SAYS[EntryKind(each.kind)])


def test_an_entry_of_knowledge_that_is_gone_is_still_told() -> None:
    gone = Clearance("no_longer_known", TODAY, "Dr Grey")
    assert "no_longer_known" in in_words(gone, KNOWLEDGE)[1]


@pytest.mark.parametrize(
    ("session", "says"),
    [
        (
            SessionDone(TODAY, ActivityKind.WALK_RUN, Completion.DONE, 2, ladder="A", step=3),
            ("Walk-run on ", "done", "step 3 of ladder A", "pain 2 of 10"),
        ),
        (SessionDone(TODAY, ActivityKind.RUN, Completion.SKIPPED), ("Run on", "left out")),
        (
            SessionDone(
                TODAY, ActivityKind.RUN, Completion.PARTLY, limped=True, distance_m=5200, run_id=4
            ),
            ("partly", "with a limp", "5.2 km", "run 4"),
        ),
        (
            SessionDone(
                TODAY,
                ActivityKind.STRENGTH,
                Completion.DONE,
                exercises=(ExerciseDone("bridge", 3, 12),),
                note="tired",
            ),
            ("1 exercise told", "tired"),
        ),
    ],
)
def test_a_session_is_told_in_one_sentence(session: SessionDone, says: tuple[str, ...]) -> None:
    text = session_words(session)
    assert all(word in text for word in says)
    assert "None" not in text
