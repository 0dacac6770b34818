"""What a filmed session adds to the findings of now, and what it is judged beside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from cases import AT, KNOWLEDGE, WOMAN, well
from filmed import RUNNING, dropped, inward, session
from stridewell.adapters.case_files import parse_case, write_case
from stridewell.adapters.store.memory_store import MemoryStore
from stridewell.app.assess import assess
from stridewell.app.case import Case
from stridewell.app.current import current_state
from stridewell.app.gait_facts import circumstances
from stridewell.app.gait_shelf import GaitSummary, NewSession
from stridewell.gait.judged import Circumstances
from stridewell.gait.keypoints import Filmed
from stridewell.knowledge.records import Level
from stridewell.values.anatomy import Side
from stridewell.values.evidence import Finding, Origin, State

DAY = timedelta(days=1)
DROP, THIGH = "gait_pelvic_drop_high", "gait_hip_adduction_high"
LARGE, SMALL, FAR = 14.0, 6.0, 24.0
SORE_LEFT = well() | {"pain_regions": ["lat_hip"], "pain_side": "left", "pain_running": 3}


def case_of(store: MemoryStore, at: datetime = AT) -> Case:
    with store.transaction() as transaction:
        return current_state(transaction, at, KNOWLEDGE).case


def found(case: Case) -> dict[str, Finding]:
    return {each.id: each for each in case.findings if each.origin is Origin.GAIT}


def keep(store: MemoryStore, *sessions: NewSession) -> list[int]:
    with store.transaction() as transaction:
        return [transaction.gait().add(each) for each in sessions]


@pytest.fixture
def told(store: MemoryStore) -> MemoryStore:
    """A woman whose left outer hip hurts."""
    with store.transaction() as transaction:
        transaction.save_runner(WOMAN)
        transaction.add_answers(SORE_LEFT, AT - 30 * DAY)
    return store


def test_without_a_film_nothing_is_added(told: MemoryStore) -> None:
    assert found(case_of(told)) == {}


def test_one_day_counts_half_and_a_second_day_in_full(told: MemoryStore) -> None:
    keep(told, session(AT - 9 * DAY, [inward(Side.LEFT, FAR)]))
    once = found(case_of(told))[THIGH]
    assert (once.state, once.side, once.at) == (State.PRESENT, Side.LEFT, AT - 9 * DAY)
    assert once.certainty == KNOWLEDGE.gait.number("gait_one_day_certainty")
    keep(told, session(AT - DAY, [inward(Side.LEFT, FAR)]))
    assert found(case_of(told))[THIGH].certainty == 1.0


@pytest.mark.parametrize(
    ("days", "counted"), [((9,), []), ((9, 9), []), ((70, 2), []), ((50, 2), [DROP])], ids=str
)
def test_a_large_drop_counts_once_another_day_confirms_it(
    told: MemoryStore, days: Sequence[int], counted: Sequence[str]
) -> None:
    keep(told, *(session(AT - day * DAY, [dropped(Side.LEFT, LARGE)]) for day in days))
    assert list(found(case_of(told))) == counted


def test_the_other_side_confirms_nothing(told: MemoryStore) -> None:
    keep(told, session(AT - 9 * DAY, [dropped(Side.RIGHT, LARGE)]))
    keep(told, session(AT - DAY, [dropped(Side.LEFT, LARGE)]))
    assert DROP not in found(case_of(told))


def test_the_newest_film_counts(told: MemoryStore) -> None:
    keep(
        told,
        session(AT - DAY, [dropped(Side.LEFT, SMALL)]),
        session(AT - 9 * DAY, [dropped(Side.LEFT, LARGE)]),
    )
    assert found(case_of(told))[DROP].state is State.ABSENT


def test_an_old_a_coming_and_a_deleted_film_count_for_nothing(told: MemoryStore) -> None:
    far = [inward(Side.LEFT, FAR)]
    *_, newest = keep(told, *(session(AT + day * DAY, far) for day in (-61, 1, -1)))
    with told.transaction() as transaction:
        transaction.gait().delete(newest, AT)
    assert found(case_of(told)) == {}
    with told.transaction() as transaction:
        transaction.gait().restore(newest)
    assert found(case_of(told))[THIGH].state is State.PRESENT


def test_a_stored_record_replays_the_same(told: MemoryStore) -> None:
    keep(told, session(AT - DAY, [inward(Side.LEFT, FAR)]))
    case = case_of(told)
    again = parse_case(write_case(case), "the record")
    assert again.findings == case.findings
    first, second = assess(case, KNOWLEDGE), assess(again, KNOWLEDGE)
    assert first.differential == second.differential
    assert first.disposition == second.disposition


def test_a_film_weighs_little(told: MemoryStore) -> None:
    before = assess(case_of(told), KNOWLEDGE)
    keep(told, session(AT - DAY, [inward(Side.LEFT, FAR)]))
    after = assess(case_of(told), KNOWLEDGE)
    assert after.disposition.level == before.disposition.level
    chances = [
        {c.id: c.probability for c in each.differential.candidates} for each in (before, after)
    ]
    moved = max(abs(chances[1][name] - chances[0][name]) for name in chances[0])
    assert 0 < moved < 0.1


def beside(store: MemoryStore, filmed: Filmed = RUNNING) -> Circumstances:
    summary = GaitSummary((), (), posed=True, withheld=Side.RIGHT)
    with store.transaction() as transaction:
        return circumstances(transaction, summary, filmed, AT, KNOWLEDGE)


def test_a_film_of_somebody_unknown_is_judged_by_itself(store: MemoryStore) -> None:
    seen = beside(store)
    assert (seen.sore, seen.sex, seen.speed_mps) == (None, None, RUNNING.speed_mps)
    assert (seen.posed, seen.withheld) == (True, Side.RIGHT)
    assert seen.facts.state("pain_lat_hip") is State.UNKNOWN


def test_a_film_is_judged_beside_what_was_told(told: MemoryStore) -> None:
    keep(told, session(AT - 9 * DAY, [dropped(Side.LEFT, LARGE)]))
    seen = beside(told, Filmed())
    assert (seen.sore, seen.sex, seen.speed_mps) == (Side.LEFT, "female", None)
    assert seen.facts.state("pain_lat_hip") is State.PRESENT
    assert seen.seen_before == {(DROP, Side.LEFT)}


def test_who_is_well_enough_may_try_something(told: MemoryStore) -> None:
    assert beside(told).held_back == ""


@pytest.mark.parametrize(
    "answer", [{"saddle_numbness": "new"}, {"fever": "not_sure"}], ids=["urgent", "still open"]
)
def test_nothing_is_tried_while_it_is_or_could_be_urgent(
    told: MemoryStore, answer: dict[str, str]
) -> None:
    with told.transaction() as transaction:
        transaction.add_answers(answer, AT)
    assert "how urgent" in beside(told).held_back


def test_nothing_is_tried_while_an_earlier_urgency_is_held(told: MemoryStore) -> None:
    summary = GaitSummary((), (), posed=True, withheld=None)
    with told.transaction() as transaction:
        seen = circumstances(transaction, summary, RUNNING, AT, KNOWLEDGE, Level.SAME_DAY)
    assert "how urgent" in seen.held_back


def test_below_18_nothing_is_tried_on_ones_own(told: MemoryStore) -> None:
    with told.transaction() as transaction:
        transaction.save_runner(replace(WOMAN, age=17))
    assert "below 18" in beside(told).held_back
