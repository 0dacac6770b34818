"""Scores of the week as a person types them."""

from __future__ import annotations

from datetime import date

import pytest

from stridewell.cli.typed_scores import TypedScores, read_clinician, read_week
from stridewell.errors import CaseError
from stridewell.plan.scores import ActivityScore, ClinicianScore, WeeklyScore

TODAY = date(2026, 5, 11)


def test_a_week_is_told_in_numbers() -> None:
    typed = TypedScores(("load_cut=1",), ("stairs = two at a time=4",), 3)
    activities = (ActivityScore("stairs = two at a time", 4),)
    assert read_week(typed, TODAY) == WeeklyScore(TODAY, {"load_cut": 1}, activities, 3)


@pytest.mark.parametrize(
    "typed",
    [
        TypedScores(("load_cut",)),
        TypedScores(("load_cut=much",)),
        TypedScores(("=1",)),
        TypedScores(("load_cut=1", "load_cut=2")),
        TypedScores(activities=("stairs=11",)),
        TypedScores(activities=("a=1", "b=1", "c=1", "d=1")),
        TypedScores(confidence=-1),
    ],
    ids=str,
)
def test_a_week_that_cannot_be_is_refused(typed: TypedScores) -> None:
    with pytest.raises(CaseError):
        read_week(typed, TODAY)


def test_a_clinicians_score_may_have_a_scale_of_its_own() -> None:
    assert read_clinician("HAGOS=62", TODAY) == ClinicianScore(TODAY, "HAGOS", 62)
    assert read_clinician("Scale=30:0-48", TODAY) == ClinicianScore(TODAY, "Scale", 30, 0, 48)


@pytest.mark.parametrize("text", ["HAGOS", "HAGOS=good", "Scale=5:0", "Scale=5:0-10-20"])
def test_a_score_without_numbers_is_refused_in_plain_words(text: str) -> None:
    with pytest.raises(CaseError) as refused:
        read_clinician(text, TODAY)
    assert refused.value.text == f"{text!r} is no score."


@pytest.mark.parametrize("text", ["HAGOS", "=62", "HAGOS=good", "HAGOS=162", "Scale=50:0-48"])
def test_a_clinicians_score_that_cannot_be_is_refused(text: str) -> None:
    with pytest.raises(CaseError, match="is no score"):
        read_clinician(text, TODAY)
