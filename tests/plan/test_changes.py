"""What changed since the plan before is told in sentences, and nothing else is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from stridewell.plan.changes import ChangeKind, changes
from stridewell.plan.items import ActivityKind
from stridewell.plan.planned import PlannedSession
from stridewell.values.evidence import Reason

TODAY = date(2026, 5, 11)
WHY = (Reason("Pain was green."),)


def at(days: int) -> date:
    return TODAY + timedelta(days=days)


RUN = PlannedSession(ActivityKind.RUN, at(1), run_m=5000.0)
WALK_RUN = PlannedSession(ActivityKind.WALK_RUN, at(1), run_m=2000.0, ladder="A", step=3)
STRENGTH = PlannedSession(ActivityKind.STRENGTH, at(2), exercises=("bridge",))
FAR = PlannedSession(ActivityKind.STRENGTH, at(6), exercises=("bridge",))
sessions = st.builds(
    PlannedSession,
    kind=st.sampled_from([ActivityKind.RUN, ActivityKind.STRENGTH]),
    day=st.integers(0, 6).map(at),
    run_m=st.sampled_from([None, 3000.0, 5000.0]),
)


def told(before: list[PlannedSession], now: list[PlannedSession]) -> list[str]:
    return [change.text for change in changes(before, now, TODAY, WHY)]


def test_without_a_plan_before_nothing_changed() -> None:
    assert told([], [RUN]) == []


@given(st.lists(sessions, max_size=6))
def test_the_same_week_has_no_changes(week: list[PlannedSession]) -> None:
    assert told(week, week[::-1]) == []


def test_a_moved_run_names_both_days() -> None:
    (text,) = told([RUN, FAR], [replace(RUN, day=at(3)), FAR])
    assert text == "The run of Tuesday 12 May moves to Thursday 14 May."


def test_a_step_up_and_a_step_back_are_told_with_the_reasons_of_the_plan() -> None:
    (up,) = changes([WALK_RUN], [replace(WALK_RUN, step=4, run_m=2600.0)], TODAY, WHY)
    (back,) = changes([WALK_RUN], [replace(WALK_RUN, step=2)], TODAY, WHY)
    assert (up.kind, back.kind) == (ChangeKind.MORE, ChangeKind.LESS)
    assert up.reasons == WHY


def test_longer_shorter_and_gone() -> None:
    assert told([RUN, FAR], [replace(RUN, run_m=4500.0), FAR]) == [
        "The run of Tuesday 12 May: 5.0 km becomes 4.5 km."
    ]
    assert told([RUN, FAR], [FAR]) == ["No longer: run on Tuesday 12 May."]
    assert told([FAR], [RUN, FAR]) == ["New: run on Tuesday 12 May."]


def test_days_that_the_plan_before_did_not_reach_are_no_change() -> None:
    assert told([RUN], [RUN, FAR]) == []


def test_what_lies_behind_is_no_change() -> None:
    assert told([replace(RUN, day=at(-1)), FAR], [FAR]) == []


def test_other_exercises_and_a_new_extra_are_told() -> None:
    other = replace(STRENGTH, exercises=("bridge", "plank"))
    assert told([STRENGTH], [other]) == [
        "The exercises of Wednesday 13 May are others than before."
    ]
    (text,) = told([RUN], [replace(RUN, extra="strides")])
    assert "strides instead of easy running only" in text
