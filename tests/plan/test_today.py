"""Today says what to do, how far at most, and what to watch for."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from plan_inputs import AT, CALM, KNOWLEDGE, disposition, load_of, plan, with_causes, with_findings
from stridewell.knowledge.records import Level
from stridewell.plan.diary import Clearance, Diary, GateDone, Morning
from stridewell.plan.inputs import LoadHistory, PainToday
from stridewell.plan.items import ActivityKind
from stridewell.plan.wishes import Wishes

DAY = timedelta(days=1)
GATES = tuple(GateDone(gate, AT.date(), passed=True, pain=0) for gate in KNOWLEDGE.gates)
MORNINGS = tuple(Morning(AT.date() - n * DAY, 0, 0) for n in range(20, -1, -1))
CLEARED = (Clearance("bsi_pelvis", AT.date(), "Dr Adams"),)


def test_a_run_carries_its_distance_and_the_longest_allowed() -> None:
    today = plan(replace(CALM, wishes=Wishes((60, *[0] * 6)))).today
    assert today.kind is ActivityKind.RUN
    assert today.run is not None
    assert today.longest_run is not None
    assert (today.longest_run.value, today.longest_run.unit) == (9_900, "m")
    assert today.longest_run.warrant.sources == ("frandsen_2025",)


def test_nothing_is_said_of_the_longest_run_when_nothing_is_known() -> None:
    assert plan(replace(CALM, load=LoadHistory())).today.longest_run is None


def test_the_morning_after_is_watched() -> None:
    assert any("24 hours" in reason.text for reason in plan().today.watch_for)


def test_bone_is_watched_for_any_pain() -> None:
    inputs = replace(
        with_causes({"bsi_pelvis": 0.4}, with_findings(pain_daily=0, pain_running=0)),
        cleared_by_clinician=frozenset({"bsi_pelvis"}),
        pain_today=PainToday(0, during_last_run=0),
        diary=Diary(gates=GATES, mornings=MORNINGS, clearances=CLEARED),
        wishes=Wishes((60, *[0] * 6)),
    )
    today = plan(inputs).today
    assert today.kind is ActivityKind.WALK_RUN
    assert "first pain" in today.watch_for[0].text


def test_within_days_today_is_for_seeing_someone() -> None:
    today = plan(replace(CALM, disposition=disposition(Level.WITHIN_DAYS))).today
    assert today.kind is ActivityKind.SEE_SOMEONE
    assert today.text == KNOWLEDGE.levels[Level.WITHIN_DAYS].action
    assert today.run is None


def test_uncleared_bone_sends_to_a_clinician_in_its_own_words() -> None:
    today = plan(with_causes({"gtps": 0.5, "bsi_pelvis": 0.06})).today
    assert today.kind is ActivityKind.SEE_SOMEONE
    assert "6 %" in today.text


def test_a_limp_means_rest_with_gentle_work_only() -> None:
    made = plan(with_findings(present=("pain_lat_hip", "limp")))
    assert made.today.kind is ActivityKind.REST
    assert all(each.exercise.gentle for each in made.exercises)


def test_the_exercises_of_today_are_named() -> None:
    load = load_of([(9, 8.0), (5, 8.0), (0.2, 7.0)])
    inputs = replace(CALM, load=load, wishes=Wishes((120,) * 7))
    assert plan(inputs).today.exercises
