"""Weekly scores: kept, asked again in time, refused where they cannot be."""

from __future__ import annotations

from datetime import timedelta

import pytest

from cases import AT, KNOWLEDGE
from stridewell.adapters.store import MemoryStore
from stridewell.app.weekly import read_weekly, tell_clinician_score, tell_score
from stridewell.errors import CaseError
from stridewell.plan.scores import ActivityScore, ClinicianScore, WeeklyScore

WEEK = timedelta(days=7)
TODAY = AT.date()
QUESTION = next(iter(KNOWLEDGE.weekly))
STAIRS = (ActivityScore("Stairs", 4),)


def test_before_the_first_score_one_is_due(store: MemoryStore) -> None:
    weekly = read_weekly(store, AT, KNOWLEDGE)
    assert weekly.is_due
    assert (weekly.scores, weekly.activities) == ((), ())


def test_a_score_is_due_again_after_a_week(store: MemoryStore) -> None:
    tell_score(store, AT, WeeklyScore(TODAY, {QUESTION: 1}), KNOWLEDGE)
    assert not read_weekly(store, AT + timedelta(days=1), KNOWLEDGE).is_due
    assert read_weekly(store, AT + WEEK, KNOWLEDGE).is_due


def test_scores_are_in_the_order_of_their_days(store: MemoryStore) -> None:
    late, early = WeeklyScore(TODAY, {}, STAIRS), WeeklyScore(TODAY - WEEK, {QUESTION: 2})
    for each in (late, early):
        tell_score(store, AT, each, KNOWLEDGE)
    weekly = read_weekly(store, AT, KNOWLEDGE)
    assert weekly.scores == (early, late)
    assert weekly.activities == ("Stairs",)
    assert weekly.lines


@pytest.mark.parametrize(
    ("score", "says"),
    [
        (WeeklyScore(TODAY, {}), "Nothing was told"),
        (WeeklyScore(TODAY, {"mood_of_the_moon": 1}), "mood_of_the_moon"),
        (WeeklyScore(TODAY, {QUESTION: 99}), "cannot be"),
    ],
)
def test_what_cannot_be_told_leaves_nothing(
    store: MemoryStore, score: WeeklyScore, says: str
) -> None:
    with pytest.raises(CaseError, match=says):
        tell_score(store, AT, score, KNOWLEDGE)
    assert read_weekly(store, AT, KNOWLEDGE).scores == ()


def test_a_clinicians_score_is_kept_as_it_is(store: MemoryStore) -> None:
    score = ClinicianScore(TODAY, "A hip questionnaire", 82)
    tell_clinician_score(store, AT, score)
    assert read_weekly(store, AT, KNOWLEDGE).clinician == (score,)
