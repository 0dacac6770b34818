"""How it goes and what comes, as a terminal shows it."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from rich.console import Console

from plan_diary import BONE, TODAY, diary_of, mornings
from plan_inputs import CALM, KNOWLEDGE, plan, with_causes
from stridewell.cli.show_outlook import show_brief, show_gate, show_outlook, unplaced_lines
from stridewell.cli.typed_days import said_day
from stridewell.plan.monitor import FollowKind
from stridewell.plan.planned import PlannedSession
from stridewell.plan.planner import Plan
from stridewell.plan.wishes import Race, Wishes

WORSE = diary_of(mornings=(*mornings(range(8, 15), 1), *mornings(range(1, 7), 4)), began=20)


def written(write: Callable[[Console], None]) -> str:
    """What a terminal of great width shows."""
    file = io.StringIO()
    write(Console(file=file, width=1000, highlight=False))
    return file.getvalue()


def brief(shown: Plan) -> str:
    return written(lambda out: show_brief(shown, out))


def outlook(shown: Plan) -> str:
    return written(lambda out: show_outlook(shown, KNOWLEDGE, out))


def test_a_worsening_says_since_how_much_and_by_which_day_to_be_seen() -> None:
    shown = plan(replace(CALM, diary=WORSE))
    see = next(each for each in shown.trend.follows if each.kind is FollowKind.SEE_SOMEONE)
    for text in (brief(shown), outlook(shown)):
        assert "getting worse" in text
        assert said_day(see.by) in text
        assert see.reason.text in text


def test_in_the_beginning_today_only_asks_to_be_told() -> None:
    text = brief(plan())
    assert "How it goes" not in text
    assert "Tell how it is on most mornings" in text
    assert "How it goes" in outlook(plan())


def test_today_shows_a_few_changes_and_the_plan_all_of_them() -> None:
    kinds = [session for session in _planned(plan()) for _ in range(3)]
    shown = plan(replace(CALM, compared=tuple(kinds)))
    assert len(shown.changes) > 3
    assert f"and {len(shown.changes) - 3} more" in brief(shown)
    assert all(change.text in outlook(shown) for change in shown.changes)


def _planned(shown: Plan) -> list[PlannedSession]:
    return [
        PlannedSession(item.kind, day.date, item.text, run_m=1.0)
        for day in shown.week.days
        for item in day.items
        if item.kind.has_running
    ]


def test_the_gate_is_shown_only_while_it_keeps_the_runner_from_running() -> None:
    bone = replace(with_causes(BONE), cleared_by_clinician=frozenset(BONE))
    closed = plan(bone)
    assert closed.gate.is_closed
    assert "stridewell gate" in brief(closed)
    told = outlook(closed)
    assert all(item.test.id in told for item in closed.gate.items)
    assert not plan().gate.is_closed
    assert "Before the first run" not in brief(plan()) + outlook(plan())


def test_of_every_condition_it_is_said_whether_it_is_met() -> None:
    gate = plan(replace(with_causes(BONE), cleared_by_clinician=frozenset(BONE))).gate
    lines = written(lambda out: show_gate(gate, KNOWLEDGE, out)).splitlines()
    for entry in gate.entries:
        line = next(each for each in lines if entry.reason.text in each)
        assert ("✓" in line) is entry.is_met


def test_races_are_named_as_the_runner_named_them() -> None:
    race = Race(TODAY + timedelta(days=10), 42_195, "[bold]City")
    text = outlook(plan(replace(CALM, wishes=Wishes(races=(race,)))))
    assert "[bold]City: " in text


def test_what_found_no_day_is_told_with_what_would_help() -> None:
    lines = list(unplaced_lines(plan(replace(CALM, wishes=Wishes((0,) * 7)))))
    assert any(line.startswith("Found no day: ") for line in lines)
    assert any("This would help: " in line for line in lines)
    assert list(unplaced_lines(plan())) == []


def test_a_session_that_lost_the_day_the_runner_chose_is_named() -> None:
    shown = plan()
    session = shown.week.problem.sessions[0]
    lost = replace(shown, week=replace(shown.week, unpinned=(session.id,)))
    assert any(
        "the day you chose" in line and session.name in line for line in unplaced_lines(lost)
    )
