"""How long the runner has had it, and not how long they have run."""

from __future__ import annotations

import pytest

from stories import number, told


@pytest.mark.parametrize(
    ("text", "weeks"),
    [
        ("My hip has hurt for three weeks.", 3.0),
        ("Three weeks ago my hip started to ache.", 3.0),
        ("Groin pain since yesterday.", 0.14),
        ("Sore hip. About two months now.", 8.69),
        ("I have run for ten years. My hip has hurt for three weeks.", 3.0),
        ("I'm 52, my groin has been sore for 5 weeks", 5.0),
        ("Groin pain for three weeks, my race is in five weeks", 3.0),
        ("Back's been dodgy for years. It went again 8 days ago.", 1.14),
    ],
)
def test_weeks(text: str, weeks: float) -> None:
    assert number(text, "duration_weeks") == pytest.approx(weeks, abs=0.02)


@pytest.mark.parametrize(
    "text",
    [
        "I am 34 and run 3 times a week, my hip hurts",
        "my hip hurts, marathon in six weeks",
        "I am 25 weeks pregnant and my hip hurts",
        "my hip hurts every two weeks",
    ],
)
def test_other_times_are_no_duration(text: str) -> None:
    assert number(text, "duration_weeks") is None


def test_a_sign_that_has_lasted_for_years_is_an_old_one() -> None:
    assert ("saddle_numbness", "old", "present") in told("my genitals have been numb for 3 years")
    assert ("saddle_numbness", "new", "present") in told("my genitals have been numb for 3 days")
