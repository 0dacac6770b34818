"""A check-in on its way tells what was given in it, and nothing older."""

from __future__ import annotations

from stridewell.app.check_in import Told
from stridewell.app.draft import Draft
from stridewell.intake.runner import Runner

RUNNER = Runner(40)
WHOLE = Draft(RUNNER, answers={"fever": "no"}, done=("fever", "onset"), whole=True)


def test_a_whole_check_in_tells_the_runner_and_replaces_what_was_told() -> None:
    assert WHOLE.told == Told(answers={"fever": "no"}, runner=RUNNER, replaces_all=True)


def test_an_amendment_tells_only_what_was_answered_in_it() -> None:
    stored = {"fever": "no", "onset": "sudden"}
    draft = Draft(RUNNER, ("fever",), stored, ("fever",), Told(pain_now=2))
    assert draft.told == Told(pain_now=2, answers={"fever": "no"})


def test_what_was_passed_over_is_done_without_an_answer() -> None:
    assert WHOLE.passed == {"onset"}


def test_an_interview_decides_itself_what_to_ask() -> None:
    assert WHOLE.is_interview
    assert Draft(RUNNER, more=True).is_interview
    assert not Draft(RUNNER, ("fever",)).is_interview


def test_looking_at_a_question_is_not_yet_a_check_in() -> None:
    assert Draft(RUNNER, ("fever",)).is_passing
    assert not Draft(RUNNER, ("fever",), done=("fever",)).is_passing
    assert not Draft(RUNNER, whole=True).is_passing
