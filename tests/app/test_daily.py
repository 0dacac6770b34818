"""Sessions, wishes, clearances and gates: each is stored, judged and planned in one go."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from activities import even_run
from cases import AT, KNOWLEDGE, case_of
from shelved_runs import put_run
from stridewell.adapters.case_files import write_case
from stridewell.adapters.store import MemoryStore
from stridewell.app.care import Writers
from stridewell.app.check_in import Told, check_in, morning_answers, night_answer, save_case
from stridewell.app.current import current_state
from stridewell.app.daily import (
    enter_clearance,
    enter_gates,
    log_session,
    set_wishes,
    take_back,
)
from stridewell.app.day_contract import day_json
from stridewell.app.journal import EntryKind, write
from stridewell.errors import CaseError, NothingStoredError
from stridewell.intake.reading import Answer
from stridewell.knowledge.records import Level
from stridewell.plan.diary import Clearance, Completion, ExerciseDone, GateDone, SessionDone
from stridewell.plan.items import ActivityKind
from stridewell.plan.planned import PlannedWeek
from stridewell.plan.refusal import Refusal
from stridewell.plan.wishes import Wishes

WRITERS = Writers(record=write_case, outcome=day_json)
DAY = timedelta(days=1)
TODAY = AT.date()
OUTER_HIP: dict[str, Answer] = {"pain_regions": ["lat_hip"], "pain_daily": 1, "pain_running": 1}
RUN = SessionDone(TODAY, ActivityKind.WALK_RUN, Completion.DONE, pain_during=2, ladder="A", step=1)


@pytest.fixture
def store() -> MemoryStore:
    """A runner with mild outer hip pain who has just answered everything."""
    opened = MemoryStore()
    save_case(opened, case_of(OUTER_HIP), KNOWLEDGE, WRITERS)
    return opened


def kinds(store: MemoryStore) -> list[str]:
    with store.transaction() as tx:
        return [entry.kind for entry in tx.entries() if entry.kind != EntryKind.WEEK]


def test_a_session_is_in_the_diary_and_its_pain_answers_the_question(store: MemoryStore) -> None:
    answer = log_session(store, AT, RUN, KNOWLEDGE, WRITERS)
    assert answer.state.diary.sessions == (RUN,)
    assert answer.state.case.answers["pain_running"] == 2


def test_a_limp_in_a_run_is_triaged_at_once(store: MemoryStore) -> None:
    limped = SessionDone(TODAY, ActivityKind.RUN, Completion.PARTLY, 6, limped=True)
    save_case(store, case_of(OUTER_HIP | {"pain_regions": ["groin"]}), KNOWLEDGE, WRITERS)
    answer = log_session(store, AT, limped, KNOWLEDGE, WRITERS)
    assert answer.assessment.disposition.level is Level.SAME_DAY
    assert isinstance(answer.plan, Refusal)


def test_a_session_finds_the_run_of_its_day(store: MemoryStore) -> None:
    run = even_run(2000)
    with store.transaction() as tx:
        number = put_run(tx, run)
    day = run.start.date()
    at = run.start + 2 * DAY
    told = SessionDone(day, ActivityKind.RUN, Completion.DONE, 1)
    save_case(store, case_of(OUTER_HIP), KNOWLEDGE, WRITERS)
    (session,) = log_session(store, at, told, KNOWLEDGE, WRITERS).state.diary.sessions
    assert session.run_id == number
    assert session.distance_m == pytest.approx(6000, rel=0.01)


def test_told_twice_the_later_telling_counts(store: MemoryStore) -> None:
    log_session(store, AT, RUN, KNOWLEDGE, WRITERS)
    again = SessionDone(TODAY, ActivityKind.WALK_RUN, Completion.PARTLY, 4)
    state = log_session(store, AT, again, KNOWLEDGE, WRITERS).state
    assert state.diary.sessions == (again,)


@pytest.mark.parametrize(
    ("session", "says"),
    [
        (SessionDone(TODAY + DAY, ActivityKind.RUN, Completion.DONE), "still to come"),
        (SessionDone(TODAY - 30 * DAY, ActivityKind.RUN, Completion.DONE), "14 days ago"),
        (SessionDone(TODAY, ActivityKind.REST, Completion.DONE), "no session"),
        (
            SessionDone(
                TODAY, ActivityKind.STRENGTH, Completion.DONE, exercises=(ExerciseDone("levitate"),)
            ),
            "no exercise called 'levitate'",
        ),
    ],
)
def test_sessions_that_cannot_be_are_refused_and_leave_nothing(
    store: MemoryStore, session: SessionDone, says: str
) -> None:
    with pytest.raises(CaseError, match=says):
        log_session(store, AT, session, KNOWLEDGE, WRITERS)
    assert kinds(store) == []


def test_a_run_that_is_not_stored_is_named_and_leaves_nothing(store: MemoryStore) -> None:
    told = SessionDone(TODAY, ActivityKind.RUN, Completion.DONE, run_id=99)
    with pytest.raises(NothingStoredError, match="run number 99"):
        log_session(store, AT, told, KNOWLEDGE, WRITERS)
    assert kinds(store) == []


def test_wishes_are_those_of_the_newest_entry(store: MemoryStore) -> None:
    set_wishes(store, AT, Wishes((30,) * 7), KNOWLEDGE, WRITERS)
    state = set_wishes(store, AT, Wishes((45,) * 7), KNOWLEDGE, WRITERS).state
    assert state.wishes.minutes == (45,) * 7
    with pytest.raises(CaseError, match="teleporting"):
        set_wishes(store, AT, Wishes(cross_training=("teleporting",)), KNOWLEDGE, WRITERS)


def test_a_clearance_names_a_condition_a_day_and_who(store: MemoryStore) -> None:
    good = Clearance("bsi_sacrum", TODAY, "Dr Adams")
    assert enter_clearance(store, AT, good, KNOWLEDGE, WRITERS).state.diary.cleared == {
        "bsi_sacrum"
    }
    for bad, says in [
        (Clearance("sadness", TODAY, "Dr Adams"), "no condition"),
        (Clearance("bsi_sacrum", TODAY + DAY, "Dr Adams"), "still to come"),
        (Clearance("bsi_sacrum", TODAY, " "), "who cleared you"),
    ]:
        with pytest.raises(CaseError, match=says):
            enter_clearance(store, AT, bad, KNOWLEDGE, WRITERS)


def test_a_clearance_from_before_an_alarm_does_not_count(store: MemoryStore) -> None:
    enter_clearance(
        store, AT, Clearance("bsi_sacrum", TODAY - 9 * DAY, "Dr Adams"), KNOWLEDGE, WRITERS
    )
    groin = case_of(OUTER_HIP | {"pain_regions": ["groin"], "weight_bearing": "limp"})
    state = save_case(store, groin, KNOWLEDGE, WRITERS).state
    with store.transaction() as tx:
        assert current_state(tx, AT, KNOWLEDGE).level_since == TODAY
    assert state.diary.cleared == {"bsi_sacrum"}


def test_gates_are_kept_and_empty_or_coming_ones_refused(store: MemoryStore) -> None:
    gates = [GateDone("walk_30_min", TODAY, passed=True), GateDone("hop", TODAY, passed=False)]
    assert enter_gates(store, AT, gates, KNOWLEDGE, WRITERS).state.diary.gates == tuple(gates)
    with pytest.raises(CaseError, match="No test"):
        enter_gates(store, AT, [], KNOWLEDGE, WRITERS)
    with pytest.raises(CaseError, match="still to come"):
        enter_gates(store, AT, [GateDone("hop", TODAY + DAY, passed=True)], KNOWLEDGE, WRITERS)


def test_what_was_told_by_mistake_can_be_taken_back(store: MemoryStore) -> None:
    log_session(store, AT, RUN, KNOWLEDGE, WRITERS)
    with store.transaction() as tx:
        (entry,) = tx.entries(EntryKind.SESSION)
    assert take_back(store, AT, entry.id, KNOWLEDGE, WRITERS).state.diary.sessions == ()
    with pytest.raises(NothingStoredError):
        take_back(store, AT, entry.id, KNOWLEDGE, WRITERS)


def test_before_the_first_check_in_nothing_can_be_told() -> None:
    with pytest.raises(NothingStoredError):
        log_session(MemoryStore(), AT, RUN, KNOWLEDGE, WRITERS)


def test_a_check_in_tells_of_sleep_stress_stiffness_and_side(store: MemoryStore) -> None:
    told = Told(2, 3, sleep_h=6.5, stress=4, stiffness_min=10, limp=False, woke_at_night=False)
    mornings = check_in(store, AT + DAY, told, KNOWLEDGE, WRITERS).state.diary.mornings
    intake, morning = mornings
    assert (intake.day, intake.pain_now) == (TODAY, 1)
    assert (morning.day, morning.sleep_h, morning.stress, morning.stiffness_min) == (
        (AT + DAY).date(),
        6.5,
        4,
        10,
    )


def test_a_night_that_woke_the_runner_is_triaged_at_once(store: MemoryStore) -> None:
    before = check_in(store, AT + DAY, Told(2, 3), KNOWLEDGE, WRITERS).assessment.disposition
    told = Told(2, 3, woke_at_night=True, limp=True)
    after = check_in(store, AT + 2 * DAY, told, KNOWLEDGE, WRITERS).assessment.disposition
    assert after.level.urgency > before.level.urgency


@pytest.mark.parametrize(
    ("earlier", "woke", "now"),
    [
        (None, True, "deep"),
        (None, False, "not_woken"),
        ("none", True, "deep"),
        ("none", False, "none"),
        ("on_side", False, "on_side"),
        ("deep", False, "not_woken"),
        ("not_sure", False, "not_woken"),
    ],
)
def test_a_night_without_waking_denies_only_that(
    earlier: str | None,
    woke: bool,  # noqa: FBT001
    now: str,
) -> None:
    assert night_answer(earlier, woke=woke) == now


def test_who_could_not_stand_is_not_made_well_by_one_quick_no() -> None:
    assert "weight_bearing" not in morning_answers(
        Told(2, limp=False), {"weight_bearing": "cannot"}
    )


@pytest.mark.parametrize(
    "told", [Told(11), Told(stress=-1), Told(sleep_h=25), Told(stiffness_min=601)]
)
def test_what_is_not_on_its_scale_is_refused(store: MemoryStore, told: Told) -> None:
    with pytest.raises(CaseError, match="told"):
        check_in(store, AT + DAY, told, KNOWLEDGE, WRITERS)


def test_a_run_of_another_day_is_not_linked(store: MemoryStore) -> None:
    run = replace(even_run(1200), start=AT - 4 * DAY)
    with store.transaction() as tx:
        number = put_run(tx, run)
    told = SessionDone(TODAY, ActivityKind.RUN, Completion.DONE, run_id=number)
    with pytest.raises(CaseError, match=f"Run {number} is of"):
        log_session(store, AT, told, KNOWLEDGE, WRITERS)


def test_the_week_that_the_app_wrote_cannot_be_taken_back(store: MemoryStore) -> None:
    with store.transaction() as tx:
        number = write(tx, EntryKind.WEEK, PlannedWeek(AT.date()), AT)
    with pytest.raises(NothingStoredError, match="not told by you"):
        take_back(store, AT, number, KNOWLEDGE, WRITERS)
    with store.transaction() as tx:
        assert number in [entry.id for entry in tx.entries()]


def test_an_entry_that_cannot_be_read_can_be_taken_back(store: MemoryStore) -> None:
    with store.transaction() as tx:
        number = tx.add_entry(EntryKind.SESSION.value, AT, {"day": "someday"})
    with pytest.raises(CaseError, match=f"--undo {number}"):
        log_session(store, AT, RUN, KNOWLEDGE, WRITERS)
    assert take_back(store, AT, number, KNOWLEDGE, WRITERS).state.diary.sessions == ()


def test_unknown_equipment_is_refused(store: MemoryStore) -> None:
    with pytest.raises(CaseError, match="anvil"):
        set_wishes(store, AT, Wishes(equipment=frozenset({"anvil"})), KNOWLEDGE, WRITERS)
