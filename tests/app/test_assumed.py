"""What is assumed about clocks, recordings and things told twice is said in a sentence."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from activities import even_run
from cases import AT
from stridewell.activity.strides import summarise_run
from stridewell.app.assumed import Recordings, apart, assumptions
from stridewell.app.journal import Entry
from stridewell.app.ports import StoredRun
from stridewell.plan.diary import Completion, SessionDone
from stridewell.plan.items import ActivityKind

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
NONE = Recordings(())


def run(number: int, start: datetime, seconds: int = 1800) -> StoredRun:
    summary = summarise_run(replace(even_run(seconds), start=start))
    return StoredRun(number, summary, ())


def said(
    ahead: datetime | None = None,
    recordings: Recordings = NONE,
    sessions: tuple[Entry[SessionDone], ...] = (),
) -> str:
    return " ".join(each.text for each in assumptions(AT, ahead, recordings, sessions))


def test_where_all_fits_nothing_is_assumed() -> None:
    assert said(recordings=apart([run(1, AT - DAY), run(2, AT - 2 * DAY)])) == ""


def test_of_recordings_that_overlap_the_longer_counts() -> None:
    short, long = run(1, AT - DAY, 1700), run(2, AT - DAY + 20 * MINUTE, 2400)
    other = run(3, AT - 3 * DAY)
    for runs in ([short, long, other], [other, long, short]):
        found = apart(runs)
        assert found == Recordings((other, long), (short,))
        assert "count as one run" in said(recordings=found)


def test_two_runs_of_one_day_one_after_the_other_both_count() -> None:
    runs = (run(1, AT - DAY), run(2, AT - DAY + 31 * MINUTE))
    assert apart(runs) == Recordings(runs)


def test_a_run_that_is_still_to_come_is_named() -> None:
    assert "12 May, 07:00" in said(recordings=apart([run(1, AT + DAY)]))


@pytest.mark.parametrize(
    ("ahead", "words"),
    [(AT + MINUTE, ""), (AT + DAY, "12 May, 07:00"), (AT + 365 * DAY, "11 May 2027, 07:00")],
    ids=["a little", "a day", "a year"],
)
def test_a_clock_that_was_ahead_is_named_when_it_was_so_by_more_than_a_little(
    ahead: datetime, words: str
) -> None:
    assert (said(ahead=ahead) == "") is (words == "")
    assert words in said(ahead=ahead)


def test_a_session_told_twice_is_named() -> None:
    told = SessionDone(AT.date(), ActivityKind.STRENGTH, Completion.DONE)
    twice = (Entry(1, AT, told), Entry(2, AT, told))
    assert "strength session of 11 May" in said(sessions=twice)
    assert said(sessions=twice[:1]) == ""
