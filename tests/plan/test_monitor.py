"""The course of the pain: better, steady, stalled, worse or unknown, and what follows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from plan_diary import TODAY, morning, told
from plan_inputs import AT, CALM, with_causes
from stridewell.plan.inputs import PlanInput
from stridewell.plan.monitor import FollowKind, Trend, TrendKind, monitor


def course(
    pains: Sequence[int | None], began: int | None = None, inputs: PlanInput = CALM
) -> Trend:
    """The trend after daily pains, the newest last; None is a day without a check-in."""
    days = len(pains) - 1
    entries = [morning(days - n, pain) for n, pain in enumerate(pains) if pain is not None]
    return monitor(told(mornings=entries, inputs=inputs, began=began))


@pytest.mark.parametrize(
    ("pains", "kind"),
    [
        ([], TrendKind.UNKNOWN),
        ([3, 3], TrendKind.UNKNOWN),
        ([3] * 7, TrendKind.UNKNOWN),
        ([3] * 14, TrendKind.STEADY),
        ([4] * 7 + [3] * 7, TrendKind.IMPROVING),
        ([3] * 7 + [4] * 7, TrendKind.WORSENING),
        ([3, None, 3, None, 3, None, None, 5, None, None, 5, None, None, 5], TrendKind.WORSENING),
        ([3] * 7 + [None] * 7, TrendKind.UNKNOWN),
        ([3] * 7 + [None] * 5 + [3, 3], TrendKind.UNKNOWN),
    ],
)
def test_this_week_is_compared_with_the_last(pains: list[int | None], kind: TrendKind) -> None:
    assert course(pains).kind is kind


def test_it_stalls_when_the_time_is_up_and_pain_is_as_at_the_start() -> None:
    assert course([4] * 14, began=13).kind is TrendKind.STEADY
    assert course([4] * 30, began=29).kind is TrendKind.STALLED


def test_a_calm_runner_never_stalls() -> None:
    assert course([2] * 60, began=59).kind is TrendKind.STEADY


def test_who_is_better_than_at_the_start_has_not_stalled() -> None:
    assert course([6] * 10 + [4] * 30, began=39).kind is TrendKind.STEADY


def test_a_cause_that_takes_long_is_given_more_time() -> None:
    slow = with_causes({"proximal_hamstring_tendinopathy": 0.4})
    assert course([4] * 30, began=29, inputs=slow).kind is TrendKind.STEADY
    assert course([4] * 60, began=59, inputs=slow).kind is TrendKind.STALLED


def test_a_worsening_changes_the_plan_and_names_a_day() -> None:
    trend = course([2] * 7 + [2, 2, 2, 5, 5, 5, 5])
    assert trend.kind is TrendKind.WORSENING
    assert {each.kind for each in trend.follows} == {
        FollowKind.CHANGE_PLAN,
        FollowKind.SEE_SOMEONE,
    }
    see = trend.follows[-1]
    assert trend.since is not None
    assert see.by == trend.since + timedelta(days=7)
    assert not see.is_due
    assert "If it is not better by" in see.reason.text


def test_the_day_stays_the_same_while_days_pass_until_it_has_come() -> None:
    entries = [morning(20 - n, pain) for n, pain in enumerate([2] * 8 + [5, 6, 6, 7, 7, 8, 8, 9])]
    inputs = told(mornings=entries)
    dates = set()
    for day in range(5, 9):
        later = replace(inputs, at=AT - timedelta(days=20 - 6 - day))
        trend = monitor(later)
        dates |= {each.by for each in trend.follows if each.kind is FollowKind.SEE_SOMEONE}
    assert len(dates) == 1


def test_a_stall_names_a_day_and_then_says_that_it_has_come() -> None:
    stalled = course([4] * 20, began=19)
    assert stalled.kind is TrendKind.STALLED
    assert not stalled.follows[-1].is_due
    assert course([4] * 40, began=39).follows[-1].is_due
    assert "see a physiotherapist" in course([4] * 40, began=39).follows[-1].reason.text


def test_three_red_days_in_a_row_are_worse_whatever_the_mean_says() -> None:
    trend = course([8] * 10 + [6] * 4)
    assert trend.red_days == 14
    assert trend.kind is TrendKind.WORSENING
    assert course([2, 2, 2, 6, 6]).red_days == 2


def test_a_day_without_a_check_in_ends_a_row_of_red_days() -> None:
    assert course([6, 6, None, 6]).red_days == 1
    assert course([6, 6, None]).red_days == 2
    assert course([6, 6, None, None]).red_days == 0


def test_the_worse_of_contradicting_check_ins_counts_and_is_said() -> None:
    entries = [morning(n, 1) for n in range(14)] + [morning(2, 6)]
    trend = monitor(told(mornings=entries))
    assert any("6 is what counts" in note.text for note in trend.notes)
    assert trend.now == pytest.approx((6 + 6 * 1) / 7)


def test_check_ins_that_are_still_to_come_are_not_read() -> None:
    entries = [morning(n, 1) for n in range(14)] + [morning(-3, 9)]
    assert monitor(told(mornings=entries)).now == 1


def test_the_usual_course_of_the_leading_cause_is_told() -> None:
    assert any("weeks" in note.text for note in course([3] * 14).notes)


def test_unknown_asks_for_check_ins() -> None:
    trend = course([3])
    assert [each.kind for each in trend.follows] == [FollowKind.TELL]
    assert trend.follows[0].by == TODAY


def test_stalled_and_worse_hold_and_so_does_a_red_day() -> None:
    assert course([4] * 30, began=29).is_held
    assert course([1] * 13 + [6]).is_held
    assert not course([1] * 14).is_held


def test_every_sentence_has_a_source() -> None:
    trend = course([3] * 7 + [5] * 7)
    reasons = (trend.reason, *trend.notes, *(each.reason for each in trend.follows))
    assert all(reason.sources and reason.grade for reason in reasons)
