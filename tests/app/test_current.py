"""What the store knows becomes one case, judged at a moment."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from cases import AT, KNOWLEDGE, WOMAN, well
from stridewell.adapters.store.memory_store import MemoryStore
from stridewell.app.current import (
    CurrentState,
    current_state,
    pain_told_at,
    second_askings,
)
from stridewell.app.onset import onset_of
from stridewell.app.ports import StoredAnswer
from stridewell.errors import NothingStoredError
from stridewell.intake.reading import Answer

DAY = timedelta(days=1)


def state_of(store: MemoryStore, at: datetime = AT) -> CurrentState:
    with store.transaction() as transaction:
        return current_state(transaction, at, KNOWLEDGE)


def test_nothing_stored_says_how_to_begin(store: MemoryStore) -> None:
    with pytest.raises(NothingStoredError, match="stridewell serve"):
        state_of(store)


def test_the_newest_answers_make_the_case(store: MemoryStore) -> None:
    with store.transaction() as transaction:
        transaction.save_runner(WOMAN)
        transaction.add_answers(well() | {"pain_daily": 5}, AT - 2 * DAY)
        transaction.add_answers({"pain_daily": 2}, AT - DAY)
    state = state_of(store)
    assert (state.case.at, state.case.runner) == (AT, WOMAN)
    assert state.case.answers["pain_daily"] == 2
    assert state.answers_at == AT - DAY


def test_without_runs_there_is_no_finding_about_them(store: MemoryStore) -> None:
    with store.transaction() as transaction:
        transaction.save_runner(WOMAN)
        transaction.add_answers(well(), AT)
    assert state_of(store).case.findings == ()


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("2026-05-03", date(2026, 5, 3)),
        (date(2026, 5, 3), date(2026, 5, 3)),
        (datetime(2026, 5, 3, 9, tzinfo=UTC), date(2026, 5, 3)),
        ("not_sure", None),
        (7, None),
    ],
)
def test_the_onset_is_a_day_or_unknown(told: Answer, expected: date | None) -> None:
    assert onset_of({"pain_since": told}) == expected


def test_an_untold_onset_is_unknown() -> None:
    assert onset_of({}) is None


def test_only_answers_about_pain_make_the_answers_fresh() -> None:
    old, new = AT - 9 * DAY, AT
    answers = [StoredAnswer("pain_daily", 2, old), StoredAnswer("periods", "regular", new)]
    assert pain_told_at(answers) == old


def test_without_pain_answers_the_oldest_counts() -> None:
    answers = [StoredAnswer("fever", "no", AT), StoredAnswer("periods", "regular", AT - DAY)]
    assert pain_told_at(answers) == AT - DAY


def test_a_new_first_answer_makes_the_old_second_one_void() -> None:
    assert second_askings(("fever",), KNOWLEDGE) == ("fever_again",)
    assert second_askings(("fever", "fever_again"), KNOWLEDGE) == ()
