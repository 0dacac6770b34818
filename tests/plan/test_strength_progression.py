"""One exercise: more only after good, told, settled sessions; one thing at a time; back on pain."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from diaries import TODAY
from plan_inputs import KNOWLEDGE
from stridewell.knowledge.training import Stage
from stridewell.plan.day_log import ExerciseLog
from stridewell.plan.strength_progression import Change, Direction, Work, change_of

HINGE = KNOWLEDGE.exercises["hip_hinge"]
DOSE = replace(HINGE.doses[Stage.MID], sets=3, reps=8, reps_to=12)
HOLD = KNOWLEDGE.exercises["hamstring_hold"]


def log(back: int, reps: int | None = 12, **other: float | None) -> ExerciseLog:
    """A good session so many days ago; ``other`` overwrites what was told."""
    told = ExerciseLog(
        day=TODAY - timedelta(days=back),
        sets=3,
        reps=reps,
        hold_s=None,
        load_kg=10.0,
        pain=1,
        effort=6,
        clean=True,
        next_rise=0,
    )
    return replace(told, **other)  # type: ignore[arg-type]


def work(logs: Sequence[ExerciseLog], **other: bool) -> Work:
    return replace(Work(HINGE, Stage.MID, DOSE, logs, TODAY, KNOWLEDGE), **other)  # type: ignore[arg-type]


def after(*logs: ExerciseLog, **other: bool) -> Change:
    return change_of(work(logs, **other))


class TestMore:
    def test_it_begins_with_the_dose(self) -> None:
        change = after()
        assert (change.direction, change.sets, change.reps) == (Direction.START, 3, 8)

    def test_repetitions_come_before_load(self) -> None:
        change = after(log(5, 8), log(2, 8))
        assert change.direction is Direction.PROGRESS
        assert (change.reps, change.load_kg) == (10, 10.0)

    def test_they_stop_at_the_top_of_the_range(self) -> None:
        assert after(log(5, 11), log(2, 11)).reps == 12

    def test_at_the_top_load_comes_and_repetitions_begin_anew(self) -> None:
        change = after(log(5), log(2))
        assert change.load_kg == pytest.approx(11.0)
        assert change.reps == 8
        assert not change.variant

    def test_load_rises_by_five_to_ten_per_cent(self) -> None:
        for load in (5.0, 7.5, 12.0, 20.0, 40.0):
            told = after(log(5, load_kg=load), log(2, load_kg=load)).load_kg
            assert told is not None
            assert 1.05 * load <= told <= 1.10 * load

    def test_where_no_step_is_small_enough_the_next_form_comes_instead(self) -> None:
        change = after(log(5, load_kg=2.0), log(2, load_kg=2.0), has_harder=True)
        assert change.variant
        assert change.load_kg == 2.0

    def test_without_load_the_next_form_comes(self) -> None:
        change = after(log(5, load_kg=None), log(2, load_kg=None), has_harder=True)
        assert change.variant

    def test_load_and_form_never_change_together(self) -> None:
        change = after(log(5), log(2), has_harder=True)
        assert not change.variant

    def test_with_nothing_left_to_add_it_stays(self) -> None:
        assert after(log(5, load_kg=None), log(2, load_kg=None)).direction is Direction.HOLD

    def test_a_hold_grows_into_the_next_form(self) -> None:
        dose = HOLD.doses[Stage.START]
        told = replace(log(5, None, load_kg=None), sets=dose.sets, hold_s=dose.hold_s)
        logs = (told, replace(told, day=TODAY - timedelta(days=2)))
        change = change_of(Work(HOLD, Stage.START, dose, logs, TODAY, KNOWLEDGE, has_harder=True))
        assert change.variant
        assert change.reps is None


class TestHold:
    @pytest.mark.parametrize(
        "lacking",
        [
            {"pain": 4},
            {"pain": None},
            {"clean": None},
            {"clean": False},
            {"next_rise": None},
            {"next_rise": 1},
            {"sets": 2},
            {"sets": None},
            {"reps": None},
            {"effort": 9},
        ],
    )
    def test_anything_missing_in_one_of_two_sessions_holds(
        self, lacking: dict[str, float | None]
    ) -> None:
        for logs in ((log(5), replace(log(2), **lacking)), (replace(log(5), **lacking), log(2))):  # type: ignore[arg-type]
            change = after(*logs)
            assert change.direction is Direction.HOLD
            assert change.load_kg == 10.0

    def test_one_good_session_is_not_enough(self) -> None:
        assert after(log(2)).direction is Direction.HOLD

    def test_effort_that_was_not_told_does_not_hold(self) -> None:
        assert after(log(5, effort=None), log(2, effort=None)).direction is Direction.PROGRESS


class TestBack:
    @pytest.mark.parametrize("bad", [{"pain": 6}, {"pain": 9}, {"next_rise": 2}])
    def test_pain_or_a_bad_morning_takes_load_off(self, bad: dict[str, float | None]) -> None:
        change = after(log(5), replace(log(2), **bad))  # type: ignore[arg-type]
        assert change.direction is Direction.REGRESS
        assert change.load_kg == 9.0
        assert change.reps == 12

    def test_two_poor_sessions_go_back(self) -> None:
        poor = {"clean": False}
        assert after(log(5, **poor), log(2, **poor)).direction is Direction.REGRESS
        assert after(log(5), log(2, **poor)).direction is Direction.HOLD

    def test_without_load_repetitions_go_back_then_the_form_then_a_set(self) -> None:
        bare = {"load_kg": None, "pain": 7}
        assert after(log(2, 12, **bare)).reps == 8
        assert after(log(2, 8, **bare), has_easier=True).variant
        assert after(log(2, 8, **bare)).sets == 2

    def test_a_long_break_goes_back(self) -> None:
        change = after(log(30), log(27))
        assert change.direction is Direction.REGRESS
        assert "27 days" in change.reason.text


class TestEasierWeek:
    def test_it_has_fewer_sets_and_nothing_else_changes(self) -> None:
        change = after(log(5), log(2), deload=True)
        assert change.direction is Direction.DELOAD
        assert (change.sets, change.reps, change.load_kg) == (2, 12, 10.0)

    def test_pain_comes_before_it(self) -> None:
        assert after(log(2, pain=8), deload=True).direction is Direction.REGRESS


def test_every_change_has_its_reason_with_source_and_grade() -> None:
    for change in (after(), after(log(5), log(2)), after(log(2, pain=8)), after(log(2))):
        assert change.reason.sources
        assert change.reason.grade
        assert change.reason.rule in KNOWLEDGE.reasoning
